/* The phone's page: the latest view decides what is shown; a reload, a sleep or a new server changes nothing. */
(function () {
  'use strict';
  var Page = window.Page;
  var language = document.documentElement.lang;
  var isNewLine = false;
  var shown = null;
  var line;
  var turn;
  var join;
  var nodes = {};

  function bar(me) {
    var key = me ? [language, me.name, me.colour, me.team].join('/') : language;
    if (nodes.key !== key) {
      nodes = { key: key, streak: Page.make('b', 'wide'), few: Page.make('b', 'narrow'), score: Page.make('b', 'count') };
      nodes.flame = Page.make('span', 'stat few', [Page.picture('flame'), nodes.streak, nodes.few]);
      Page.fill(Page.byId('bar'), [
        me ? Page.make('span', 'face-' + me.colour + ' avatar', Page.picture('user')) : Page.picture('coin', 'logo'),
        Page.make('b', 'who', [
          me ? me.name : Page.say('class.phone.title'),
          me && me.team ? Page.make('small', '', Page.say('class.phone.team', { n: me.team })) : null
        ]),
        me ? nodes.flame : null,
        me ? Page.make('span', 'stat', [Page.picture('coin'), nodes.score]) : null,
        Page.textSize()
      ]);
    }
    if (me) {
      nodes.flame.style.display = me.streak > 1 ? '' : 'none';
      Page.write(nodes.streak, Page.say('class.phone.streak', { n: me.streak }));
      Page.write(nodes.few, String(me.streak));
      Page.write(nodes.score, Page.thousands(me.score));
    }
  }

  function hello(frame) {
    shown = null;
    turn.leave();
    bar(null);
    join.show(frame, isNewLine);
  }

  function view(frame) {
    var key = JSON.stringify([frame.phase, frame.language, frame.me, frame.reveal, frame.round && frame.round.nonce]);
    join.leave();
    bar(frame.me);
    if (frame.phase === 'asking') {
      shown = null;
      turn.show(frame, isNewLine);
      return;
    }
    turn.leave();
    if (key !== shown) {
      shown = key;
      Page.faces[frame.phase](frame);
    }
    if (frame.phase === 'gone') {
      line.stop();
    }
  }

  function taken(frame) {
    Page.byId('lost').hidden = true;
    if (frame.v === 'hello') {
      hello(frame);
    } else if (frame.v === 'view') {
      view(frame);
    } else if (frame.v === 'ack') {
      turn.ack(frame);
    } else if (frame.v === 'no') {
      turn.no(frame);
    }
    if (frame.v === 'hello' || frame.v === 'view') {
      isNewLine = false;
    }
  }

  function arrived(frame) {
    if (frame.v === 'view' && frame.language !== language) {
      Page.learn(frame.language, function () {
        language = frame.language;
        document.title = Page.say('class.phone.title');
        taken(frame);
      });
    } else {
      taken(frame);
    }
  }

  Page.learn(language, function () {
    document.title = Page.say('class.phone.title');
    bar(null);
    line = Page.line('/ws/player', {
      opened: function () {
        isNewLine = true;
      },
      frame: arrived,
      lost: function () {
        Page.write(Page.byId('lost'), Page.say('class.page.lost'));
        Page.byId('lost').hidden = false;
      }
    });
    turn = Page.turn(line.send, line.renew);
    join = Page.join(line.send);
    line.open();
  });
})();
