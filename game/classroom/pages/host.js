/* The host's page: what is on, the notes with the key, and everything that can be asked for. ES5, as the phone's page. */
(function () {
  'use strict';
  var Page = window.Page;
  var language = document.documentElement.lang;
  var line = null;
  var stage = null;
  var shown = '';
  var sure = null;
  var said = '';
  var counts = {};
  var isTyping = false;

  function say(key, values) {
    return Page.say('class.host.' + key, values);
  }

  function screen(children) {
    Page.fill(Page.byId('screen'), children);
  }

  function act(key, frame, classes, isOff) {
    var node = Page.button('act ' + (classes || ''), say(key), function () {
      line.send(frame);
    });
    node.disabled = Boolean(isOff);
    return node;
  }

  /* What can't be taken back is asked for twice. */
  function twice(name, label, frame, classes) {
    var isAsked = sure === name;
    return Page.button('act ' + (isAsked ? 'bad' : classes || 'soft'), isAsked ? say('sure') : label, function () {
      if (sure === name) {
        sure = null;
        line.send(frame);
      } else {
        sure = name;
        setTimeout(function () {
          if (sure === name) {
            sure = null;
            draw(true);
          }
        }, 4000);
      }
      draw(true);
    });
  }

  // ── the code ──

  function askCode(why) {
    var field = Page.tell(Page.make('input', 'field'), 'autocomplete', 'off');
    var form;
    field.id = 'code';
    field.maxLength = 16;
    form = Page.make('form', 'card', [
      Page.make('h1', '', say('title')),
      Page.tell(Page.make('label', '', say('code')), 'for', 'code'),
      field,
      why ? Page.tell(Page.make('p', 'bad-note', say(why)), 'role', 'alert') : null,
      Page.make('div', 'row', Page.button('act whole', say('enter'), login))
    ]);
    form.onsubmit = function () {
      login();
      return false;
    };
    screen(form);
    Page.focus(field);
  }

  function login() {
    var asked = new XMLHttpRequest();
    asked.open('POST', '/host');
    asked.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    asked.onload = function () {
      if (asked.status === 204) {
        open();
      } else {
        askCode(asked.status === 429 ? 'tries' : 'wrong');
      }
    };
    asked.onerror = function () {
      askCode('lost');
    };
    asked.send('code=' + encodeURIComponent(Page.byId('code').value.trim().toUpperCase()));
  }

  // ── what is on ──

  function letters(asked, places) {
    if (!places) {
      return '';
    }
    if (asked.type === 'number') {
      return places.join('') + ' ' + asked.ask.unit;
    }
    if (asked.type === 'truefalse') {
      return Page.say(places[0] === 0 ? 'class.page.true' : 'class.page.false');
    }
    if (asked.type === 'redflags' && !places.length) {
      return say('nothing');
    }
    return places
      .map(function (place) {
        var text = (asked.ask.options || asked.ask.items || [])[place];
        return Page.letter(place) + (text ? ' ' + text : '');
      })
      .join(asked.type === 'ordering' ? ' → ' : '；');
  }

  function onCard() {
    var asked = stage.round;
    var told = stage.reveal || stage.notes;
    var ledger = stage.reveal && stage.reveal.ledger;
    var isEven = ledger && ledger.sent === ledger.stored && ledger.stored === ledger.scored;
    if (!asked) {
      return Page.make('section', 'card', [
        Page.make('h2', '', say('lobby')),
        Page.make('p', 'facts', say('room', { room: stage.room })),
        Page.make('p', '', say('people', { n: stage.players.length }))
      ]);
    }
    return Page.make('section', 'card', [
      Page.make('h2', '', say('question', { n: asked.number, of: asked.of })),
      Page.make('p', 'stem', asked.stem),
      told && told.key ? Page.make('p', 'key', say('key', { key: letters(asked, told.key) })) : null,
      told && told.rationale ? Page.make('p', '', told.rationale) : null,
      told && told.source ? Page.make('p', 'note', told.source) : null,
      told && told.hint ? Page.make('p', 'note', say('hint', { hint: told.hint })) : null,
      Page.make('p', 'facts', say('answered', { n: asked.answered, of: asked.players })),
      ledger ? Page.make('p', 'facts ' + (isEven ? 'even' : 'odd'), say('ledger', ledger)) : null
    ]);
  }

  function buttons() {
    var phase = stage.phase;
    var isAsking = phase === 'asking';
    var rows = [];
    if (isAsking) {
      rows.push(act('reveal', { v: 'reveal' }, 'gold whole'));
      rows.push(stage.paused ? act('resume', { v: 'resume' }) : act('pause', { v: 'pause' }));
      rows.push(act('extend', { v: 'extend', ms: 15000 }));
      rows.push(twice('skip', say('skip'), { v: 'skip' }));
    } else if (phase !== 'ended') {
      rows.push(act(phase === 'lobby' ? 'start' : 'next', { v: 'next' }, 'gold whole'));
      rows.push(act('ranking', { v: 'ranking' }, 'soft', phase !== 'revealed'));
    }
    if (phase !== 'ended') {
      rows.push(twice('end', say('end'), { v: 'end' }));
    } else {
      rows.push(act('export', { v: 'export' }, 'gold whole'));
    }
    return Page.make('section', 'card', [
      Page.make('div', 'row', rows),
      stage.exported ? Page.make('p', 'even', say('exported', { file: stage.exported })) : null,
      stage.trouble ? Page.tell(Page.make('p', 'bad-note', say('trouble')), 'role', 'alert') : null,
      said ? Page.tell(Page.make('p', 'bad-note', said), 'role', 'alert') : null
    ]);
  }

  function switches() {
    var shows = ['full', 'masked', 'hidden'];
    var kinds = ['scored', 'warm-up', 'buzz'];
    var show = shows[(shows.indexOf(stage.names) + 1) % 3];
    var kind = kinds[(kinds.indexOf(stage.next_kind) + 1) % 3];
    return Page.make('section', 'card', [
      Page.make('h2', '', say('settings')),
      Page.make('div', 'row', [
        act(stage.auto ? 'auto-off' : 'auto-on', { v: 'auto', on: !stage.auto }, 'soft'),
        act(stage.muted ? 'mute-off' : 'mute-on', { v: 'mute', on: !stage.muted }, 'soft'),
        act(stage.locked ? 'unlock' : 'lock', { v: stage.locked ? 'unlock' : 'lock' }, 'soft'),
        act(stage.typed ? 'typed-off' : 'typed-on', { v: 'typed', on: !stage.typed }, 'soft'),
        act('names-' + show, { v: 'names', show: show }, 'soft'),
        stage.next_kind && stage.next_kind !== 'survey' ? act('kind-' + kind, { v: 'kind', kind: kind }, 'soft') : null,
        Page.button('act soft', say('table'), function () {
          line.send({ v: 'table', team: freeTeam(), name: '' });
        })
      ])
    ]);
  }

  function freeTeam() {
    var team = 1;
    var taken = stage.players.map(function (each) {
      return each.table ? each.team : 0;
    });
    while (Page.has(taken, team)) {
      team += 1;
    }
    return team;
  }

  function hands() {
    var asked = stage.round;
    var options;
    if (stage.phase !== 'asking' || !asked.hands || asked.kind === 'buzz') {
      return [];
    }
    options = asked.type === 'truefalse' ? [Page.say('class.page.true'), Page.say('class.page.false')] : asked.ask.options;
    return stage.players
      .filter(function (each) {
        return each.table;
      })
      .map(function (table) {
        var key = asked.nonce + '/' + table.team;
        counts[key] = counts[key] || options.map(function () { return ''; });
        return Page.make('section', 'card', [
          Page.make('h2', '', say('hands', { name: table.name || say('team', { n: table.team }) })),
          Page.make('div', '', options.map(function (text, place) {
            var field = Page.make('input', 'field');
            field.type = 'number';
            field.min = 0;
            field.max = 999;
            field.value = counts[key][place];
            field.onfocus = function () { isTyping = true; };
            field.onblur = function () { isTyping = false; };
            field.oninput = function () { counts[key][place] = field.value; };
            return Page.make('label', '', [Page.letter(place) + ' ' + text, field]);
          })),
          Page.make('div', 'row', Page.button('act whole', say('count'), function () {
            isTyping = false;
            line.send({
              v: 'hands',
              team: table.team,
              hands: counts[key].map(function (each) { return Math.max(0, parseInt(each, 10) || 0); })
            });
          }))
        ]);
      });
  }

  function people() {
    return Page.make('section', 'card', [
      Page.make('h2', '', say('players', { n: stage.players.length })),
      Page.make('ul', 'people', stage.players.map(function (each) {
        var mark = each.answered ? ' ✓' : '';
        return Page.make('li', each.here ? '' : 'away', [
          (each.name || say('somebody', { n: each.id })) + mark + (each.here ? '' : '（' + say('away') + '）'),
          twice('kick' + each.id, say('kick'), { v: 'kick', id: each.id })
        ]);
      }))
    ]);
  }

  /* Whole again whenever something differs; not while a count is being typed. */
  function draw(isForced) {
    var key;
    if (!stage || (isTyping && !isForced)) {
      return;
    }
    key = JSON.stringify([stage, sure, said], function (name, value) {
      return name === 'left_ms' || name === 'wipe_ms' ? undefined : value;
    });
    if (key !== shown || isForced) {
      shown = key;
      screen([Page.make('h1', '', say('title')), onCard(), buttons()].concat(hands(), [switches(), people()]));
    }
  }

  function open() {
    var isIn = false;
    if (line) {
      line.stop();
    }
    line = Page.line('/ws/host', {
      opened: function () {
        isIn = true;
      },
      frame: function (frame) {
        Page.byId('lost').hidden = true;
        if (frame.v === 'stage') {
          stage = frame;
          said = '';
        } else if (frame.v === 'no') {
          said = say('refused');
        }
        draw(false);
      },
      lost: function () {
        /* Turned away at the very first: the code is asked for. Whoever was in comes back by itself. */
        if (!isIn) {
          line.stop();
          line = null;
          askCode(null);
          return;
        }
        Page.write(Page.byId('lost'), Page.say('class.page.lost'));
        Page.byId('lost').hidden = false;
      }
    });
    line.open();
  }

  Page.learn(language, function () {
    document.title = say('title');
    Page.fill(Page.byId('bar'), [Page.make('b', 'who', say('title')), Page.textSize()]);
    open();
  });
})();
