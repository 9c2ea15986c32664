/* The host's page: the one-time code, then what is on and everything that a keyboard at the projector can do too. */
(function () {
  'use strict';
  var Page = window.Page;
  var EXTRA_MS = 15000;
  var TABS = [
    ['now', 'class.host.tab-now', Page.lectern, Page.lecternKey],
    ['people', 'class.host.tab-people', Page.people, Page.peopleKey],
    ['tables', 'class.host.tab-tables', Page.tables, Page.tablesKey],
    ['choices', 'class.host.tab-choices', Page.choices, Page.choicesKey]
  ];
  var REFUSALS = 2;
  var stage = null;
  var tab = 0;
  var drawn = null;
  var until = 0;
  var wipeAt = 0;
  var refused = 0;
  var nodes = null;
  var line;

  function send(frame) {
    if (!line.send(frame)) {
      line.renew();
    }
  }

  function verb(name) {
    return function () {
      send({ v: name });
    };
  }

  function bar(children) {
    Page.fill(Page.byId('bar'), [Page.picture('coin', 'logo'), Page.make('b', 'who', Page.say('class.host.title'))].concat(children, Page.textSize()));
  }

  /* The code that only the trainer's screen shows. */
  function askCode(word) {
    var input = Page.make('input');
    var why = Page.tell(Page.make('p', 'why'), 'role', 'alert');
    var go = Page.button('go', Page.say('class.host.code-go'), enter);
    var label = Page.make('label', 'field', [Page.say('class.host.code'), input]);

    function enter() {
      var asked = new XMLHttpRequest();
      go.disabled = true;
      asked.open('POST', '/host');
      asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      asked.onloadend = function () {
        go.disabled = false;
        if (asked.status >= 200 && asked.status < 300) {
          nodes = null;
          refused = 0;
          line.renew();
          return;
        }
        why.hidden = false;
        Page.write(
          why,
          Page.say(
            asked.status === 429
              ? 'class.host.code-tries'
              : asked.status === 0
                ? 'class.page.lost'
                : 'class.host.code-wrong'
          )
        );
      };
      asked.send('code=' + encodeURIComponent(input.value.replace(/\s/g, '').toUpperCase()));
    }

    input.id = 'code';
    input.type = 'text';
    input.autocomplete = 'off';
    input.autocapitalize = 'none';
    input.spellcheck = false;
    input.onkeydown = function (event) {
      if (event.key === 'Enter') {
        enter();
      }
    };
    why.hidden = !word;
    Page.write(why, word ? Page.say(word) : '');
    nodes = { form: true };
    stage = null;
    bar([]);
    Page.byId('lost').hidden = true;
    Page.fill(
      Page.byId('screen'),
      Page.make('div', 'face join', [
        Page.make('div', 'greeting', [
          Page.picture('lion_read', 'lion'),
          Page.make('p', 'bubble', Page.say('class.host.welcome'))
        ]),
        Page.make('div', 'card', [
          Page.make('h1', '', Page.say('class.host.title')),
          Page.make('p', '', Page.say('class.host.code-where')),
          why,
          label,
          go
        ])
      ])
    );
    Page.focus(input);
  }

  function control(classes, word, pressed, picture) {
    return Page.button('control ' + classes, [picture ? Page.picture(picture) : null, Page.make('span', '', Page.say(word))], pressed);
  }

  function end() {
    Page.askFirst(Page.say('class.host.end-sure'), Page.say('class.host.end'), verb('end'));
  }

  function skip() {
    Page.askFirst(Page.say('class.host.skip-sure'), Page.say('class.host.skip'), verb('skip'));
  }

  function extend() {
    send({ v: 'extend', ms: EXTRA_MS });
  }

  function isLast() {
    return Boolean(stage.round) && stage.round.number >= stage.rounds;
  }

  function controls() {
    var next = stage.phase === 'lobby' ? 'class.host.start' : 'class.host.next';
    if (stage.phase === 'asking') {
      return [
        control('go main', 'class.host.reveal', verb('reveal'), 'bulb_gold'),
        stage.paused
          ? control('plain', 'class.host.resume', verb('resume'), 'play_blue')
          : control('plain', 'class.host.pause', verb('pause'), 'pause_blue'),
        control('plain', 'class.host.extend', extend, 'clock_blue'),
        control('plain', 'class.host.skip', skip, 'next_blue')
      ];
    }
    if (stage.phase === 'ended') {
      return [control('go main', 'class.host.export', Page.exportSure(send), 'download_gold')];
    }
    return [
      control('go main', isLast() ? 'class.host.finish' : next, isLast() ? finish : verb('next'), 'play_gold'),
      stage.phase === 'revealed' ? control('plain', 'class.host.ranking', verb('ranking'), 'chart_blue') : null,
      control('plain', 'class.host.end', end, 'cross_blue')
    ];
  }

  function finish() {
    Page.askFirst(Page.say('class.host.end-sure'), Page.say('class.host.finish'), verb('next'));
  }

  function build() {
    nodes = { tabs: [], panel: Page.make('div', 'panel') };
    nodes.room = Page.make('b', 'stat');
    nodes.trouble = Page.tell(Page.make('p', 'why trouble'), 'role', 'alert');
    nodes.phase = Page.make('span', 'pill');
    nodes.answered = Page.make('b', 'answered');
    nodes.left = Page.make('b', '');
    nodes.clock = Page.make('span', 'clock', [Page.picture('clock_brown'), nodes.left]);
    nodes.controls = Page.make('div', 'controls');
    nodes.wipe = Page.make('p', 'wipe');
    nodes.tabs = TABS.map(function (each, place) {
      var button = Page.button('tab', Page.say(each[1]), function () {
        tab = place;
        draw();
      });
      button.id = 'tab-' + each[0];
      return Page.tell(button, 'role', 'tab');
    });
    Page.tell(nodes.panel, 'role', 'tabpanel');
    bar([nodes.room]);
    Page.fill(
      Page.byId('screen'),
      Page.make('div', 'face lectern', [
        nodes.trouble,
        Page.make('div', 'head', [nodes.phase, nodes.answered, nodes.clock]),
        Page.tell(Page.make('div', 'tabs', nodes.tabs), 'role', 'tablist'),
        nodes.wipe,
        nodes.panel,
        Page.make('footer', 'foot', nodes.controls)
      ])
    );
  }

  function phaseWord() {
    if (stage.paused) {
      return Page.say('class.host.phase-paused');
    }
    if (stage.round && (stage.phase === 'asking' || stage.phase === 'revealed')) {
      return Page.say('class.phone.pill-' + stage.round.kind, { n: stage.round.number, of: stage.round.of });
    }
    return Page.say('class.host.phase-' + stage.phase);
  }

  function draw() {
    var key;
    var controlKey;
    if (!stage) {
      return;
    }
    if (!nodes || nodes.form) {
      drawn = null;
      build();
    }
    Page.write(nodes.room, stage.room);
    nodes.trouble.hidden = !stage.trouble;
    Page.write(nodes.trouble, stage.trouble ? Page.say('class.host.trouble-' + stage.trouble) : '');
    Page.write(nodes.phase, phaseWord());
    Page.write(
      nodes.answered,
      stage.round && stage.phase === 'asking'
        ? Page.say('class.host.answered-count', { n: stage.round.answered, of: stage.round.players })
        : stage.reveal
          ? Page.say('class.host.right-count', { n: stage.reveal.right, of: stage.reveal.answered })
          : Page.say('class.host.people-count', { n: stage.players.length })
    );
    nodes.clock.hidden = stage.phase !== 'asking';
    nodes.tabs.forEach(function (button, place) {
      Page.mark(button, 'chosen', place === tab);
      Page.tell(button, 'aria-selected', place === tab);
    });
    Page.tell(nodes.panel, 'aria-labelledby', nodes.tabs[tab].id);
    key = tab + TABS[tab][3](stage);
    if (key !== drawn) {
      Page.fill(nodes.panel, TABS[tab][2](stage, send, draw));
      drawn = tab + TABS[tab][3](stage);
    }
    controlKey = JSON.stringify([stage.phase, stage.paused, isLast()]);
    if (nodes.controlKey !== controlKey) {
      nodes.controlKey = controlKey;
      Page.fill(nodes.controls, controls());
    }
    tick();
  }

  function tick() {
    var left;
    if (!stage || !nodes || nodes.form) {
      return;
    }
    if (stage.phase === 'asking') {
      left = Math.max(0, stage.paused ? until : until - Page.now());
      Page.write(nodes.left, Page.say('class.page.seconds', { n: Math.ceil(left / 1000) }));
    }
    nodes.wipe.hidden = stage.wipe_ms === null;
    if (stage.wipe_ms !== null) {
      left = Math.ceil(Math.max(0, wipeAt - Page.now()) / 1000);
      Page.write(nodes.wipe, Page.say('class.host.wipe', { m: Math.floor(left / 60), s: left % 60 }));
    }
  }

  function taken(frame) {
    Page.byId('lost').hidden = true;
    refused = 0;
    if (frame.v === 'stage') {
      stage = named(frame);
      until = frame.round ? frame.round.left_ms + (frame.paused ? 0 : Page.now()) : 0;
      wipeAt = Page.now() + (frame.wipe_ms || 0);
      draw();
    } else if (frame.v === 'no') {
      Page.write(Page.byId('lost'), Page.say('class.host.refused'));
      Page.byId('lost').hidden = false;
      setTimeout(function () {
        Page.byId('lost').hidden = true;
      }, 2500);
    }
  }

  /* Whoever has no name that may be shown is told apart by a number. */
  function named(frame) {
    frame.players.concat(frame.top).forEach(function (each) {
      each.name = each.name || Page.say('class.host.somebody', { n: each.id });
    });
    return frame;
  }

  /* Turned away although the server is there: the code is asked for. */
  function lost(wasOpen) {
    var asked;
    if (nodes && nodes.form) {
      return;
    }
    if (stage) {
      Page.write(Page.byId('lost'), Page.say('class.page.lost'));
      Page.byId('lost').hidden = false;
    }
    if (wasOpen) {
      return;
    }
    asked = new XMLHttpRequest();
    asked.open('GET', '/words.json?language=' + encodeURIComponent(document.documentElement.lang));
    asked.onload = function () {
      refused += 1;
      if (!(nodes && nodes.form) && (refused >= REFUSALS || !stage)) {
        askCode(stage ? 'class.host.code-anew' : null);
      }
    };
    asked.send();
  }

  Page.learn(document.documentElement.lang, function () {
    document.title = Page.say('class.host.title');
    bar([]);
    line = Page.line('/ws/host', { opened: function () {}, frame: taken, lost: lost });
    line.open();
    setInterval(tick, 250);
  });
})();
