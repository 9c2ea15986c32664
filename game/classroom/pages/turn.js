/* A question being asked: the countdown, what is touched, and what became of the answer.
   An answer counts as given once the server acknowledged it; until then it is kept, over a reload too, and sent again. */
(function () {
  'use strict';
  var Page = window.Page;
  var UNHEARD_MS = 2000;
  var OVERDUE_MS = 2500;
  var WARN_S = [10, 5];

  /* `send(frame)`; `renew()` makes a new line to the server, which brings a new view. */
  Page.turn = function (send, renew) {
    var view = null;
    var built = null;
    var nonce = null;
    var count = 0;
    var pending = null;
    var mine = null;
    var draft = null;
    var trouble = null;
    var until = 0;
    var sentAt = 0;
    var renewedAt = 0;
    var warned = {};
    var nodes = {};
    var widget = null;

    function keep() {
      Page.keep('turn', { nonce: nonce, count: count, pending: pending });
    }

    function submit(frame) {
      count += 1;
      pending = frame;
      pending.round = nonce;
      pending.n = count;
      trouble = null;
      keep();
      sentAt = Page.now();
      send(pending);
      refresh();
    }

    function answered() {
      if (pending && pending.v === 'answer') {
        return pending.answer;
      }
      return mine ? mine.answer : null;
    }

    function leftMs() {
      var left = view.paused ? until : until - Page.now();
      return Math.max(0, left);
    }

    function hasFloor() {
      return !view.buzz || view.buzz.floor === 'me';
    }

    function isOpen() {
      return !view.paused && leftMs() > 0 && hasFloor();
    }

    function answer(positions) {
      if (isOpen() && !Page.same(positions, answered())) {
        submit({ v: 'answer', answer: positions });
      }
    }

    function hand() {
      if (draft !== null && widget.isDraft(draft)) {
        answer(draft);
        if (nodes.submit.contains(document.activeElement)) {
          Page.focus(nodes.stem);
        }
      }
    }

    function isUnsent() {
      var given = answered();
      if (!widget || widget.isOneTap || !isOpen()) {
        return false;
      }
      return given === null || (draft !== null && draft.join() !== given.join());
    }

    function status() {
      var given = answered();
      var label = given && widget ? widget.label(given) : '';
      if (view.paused) {
        return ['class.phone.paused', 'class.phone.paused-more', 'lion_wave'];
      }
      if (view.buzz && !hasFloor()) {
        if (view.buzz.floor === 'other') {
          return ['class.phone.floor-other', 'class.phone.floor-other-more', 'lion_read', { name: view.buzz.name || '' }];
        }
        if (view.buzz.out) {
          return ['class.phone.floor-out', 'class.phone.floor-out-more', 'lion_encourage'];
        }
        return ['class.phone.buzz-ready', 'class.phone.buzz-more', 'lion_point'];
      }
      if (leftMs() <= 0) {
        return given
          ? ['class.phone.time-up', 'class.phone.look-up', 'lion_think']
          : ['class.phone.time-up', 'class.phone.time-up-empty', 'lion_encourage'];
      }
      if (trouble) {
        return [trouble, 'class.phone.try-again', 'lion_encourage'];
      }
      if (pending && pending.v === 'answer') {
        return ['class.phone.sending', 'class.phone.sending-more', 'lion_think'];
      }
      if (given && !isUnsent()) {
        return [label ? 'class.phone.sent' : 'class.phone.sent-plain', 'class.phone.look-up', 'lion_think', { answer: label }];
      }
      return ['class.phone.hint-' + view.round.type, 'class.phone.change-free', 'lion_point'];
    }

    function refresh() {
      var told = status();
      var isAsking = isUnsent();
      if (widget) {
        widget.show(widget.isOneTap || draft === null ? answered() || draft : draft, isOpen());
      }
      Page.write(nodes.says, Page.say(told[0], told[3]));
      Page.write(nodes.more, Page.say(told[1]));
      if (nodes.lion.getAttribute('data-is') !== told[2]) {
        Page.tell(nodes.lion, 'data-is', told[2]);
        nodes.lion.src = '/pages/art/' + told[2] + '.svg';
      }
      Page.mark(nodes.foot, 'asks', isAsking);
      nodes.submit.hidden = !isAsking;
      if (isAsking) {
        nodes.submit.disabled = !(draft !== null ? widget.isDraft(draft) : widget.isEmptyAnswer);
        Page.write(nodes.submit, submitWord());
      }
      if (nodes.buzz) {
        nodes.buzz.disabled = view.paused || leftMs() <= 0 || Boolean(pending);
      }
      Page.mark(nodes.face, 'paused', view.paused);
      /* In very large text a foot that stays would cover what is asked. */
      Page.mark(nodes.foot, 'loose', nodes.foot.offsetHeight > 0.24 * window.innerHeight);
    }

    function submitWord() {
      if (widget.isEmptyAnswer && !(draft && draft.length)) {
        return Page.say('class.phone.submit-no-flags');
      }
      return Page.say(answered() ? 'class.phone.submit-again' : 'class.phone.submit');
    }

    function drafted(positions) {
      draft = positions;
      refresh();
    }

    function build() {
      var round = view.round;
      var pill = ['class.phone.pill-' + round.kind, { n: round.number, of: round.of }];
      var body = null;
      nodes = {};
      nodes.left = Page.make('b', 'left');
      nodes.fill = Page.make('div', 'fill');
      nodes.stem = Page.make('h1', 'card stem', round.stem);
      nodes.says = Page.make('b', 'says');
      nodes.more = Page.make('span', 'more');
      nodes.lion = Page.picture('lion_point', 'lion');
      nodes.submit = Page.button('go submit', '', function () {
        if (draft === null && widget.isEmptyAnswer) {
          draft = [];
        }
        hand();
      });
      Page.tell(nodes.says, 'role', 'status');
      widget = null;
      if (hasFloor()) {
        widget = Page.asks[round.type](round, { answer: answer, draft: drafted });
        body = widget.node;
        Page.tell(body, 'aria-label', round.stem);
      } else if (view.buzz.floor === 'nobody' && !view.buzz.out) {
        nodes.buzz = Page.button('buzz', Page.say('class.phone.buzz'), function () {
          if (!pending && leftMs() > 0) {
            submit({ v: 'buzz' });
          }
        });
        body = nodes.buzz;
      } else {
        body = Page.picture(view.buzz.out ? 'lion_encourage' : 'lion_read', 'scene');
      }
      nodes.foot = Page.make('footer', 'foot', [
        nodes.lion,
        Page.make('p', 'words', [nodes.says, nodes.more]),
        nodes.submit
      ]);
      nodes.face = Page.make('div', 'face turn', [
        Page.make('div', 'asked', [
          Page.make('div', 'head', [
            Page.make('span', 'pill', Page.say(pill[0], pill[1])),
            Page.tell(Page.make('span', 'clock', [Page.picture('clock_brown'), nodes.left]), 'role', 'timer')
          ]),
          Page.tell(Page.make('div', 'track', nodes.fill), 'aria-hidden', 'true'),
          nodes.stem
        ]),
        Page.make('div', 'body', body),
        nodes.foot
      ]);
      Page.fill(Page.byId('screen'), nodes.face);
      window.scrollTo(0, 0);
      Page.focus(nodes.stem);
      if (view.buzz && view.buzz.floor === 'me') {
        Page.write(Page.byId('alarm'), Page.say('class.phone.floor-me'));
      }
    }

    function tick() {
      var left;
      var seconds;
      var limit;
      if (!view) {
        return;
      }
      left = leftMs();
      seconds = Math.ceil(left / 1000);
      limit = view.buzz && view.buzz.floor === 'me' ? 15000 : view.round.limit_ms;
      Page.write(nodes.left, Page.say('class.page.seconds', { n: seconds }));
      nodes.fill.style.width = Math.min(100, (100 * left) / Math.max(1, limit)) + '%';
      Page.mark(nodes.face, 'hurry', seconds <= 5 && !view.paused);
      if (!view.paused && Page.has(WARN_S, seconds) && !warned[seconds]) {
        warned[seconds] = true;
        Page.write(Page.byId('alarm'), Page.say('class.phone.seconds-left', { n: seconds }));
      }
      if (left <= 0 && !warned.over) {
        warned.over = true;
        refresh();
      }
      watch();
    }

    /* Something that should have come didn't: the line may be dead without knowing. */
    function watch() {
      var now = Page.now();
      var isUnheard = pending && now - sentAt > UNHEARD_MS;
      var isOverdue = !view.paused && now - until > OVERDUE_MS;
      if ((isUnheard || isOverdue) && now - renewedAt > 2 * UNHEARD_MS) {
        renewedAt = now;
        renew();
      }
    }

    function begin(made) {
      var kept = Page.kept('turn');
      nonce = made.round.nonce;
      count = kept && kept.nonce === nonce ? kept.count : 0;
      pending = kept && kept.nonce === nonce ? kept.pending : null;
      draft = null;
      trouble = null;
      warned = {};
      built = null;
      send({ v: 'seen', round: nonce });
    }

    function show(made, isNewLine) {
      var key;
      var floor;
      if (made.round.nonce !== nonce) {
        begin(made);
      }
      view = made;
      mine = made.mine;
      floor = made.buzz && made.buzz.floor;
      until = floor === 'me' ? made.buzz.left_ms : made.round.left_ms;
      if (!made.paused) {
        until += Page.now();
        warned.over = false;
      }
      if (pending && pending.v === 'buzz' && (floor !== 'nobody' || made.buzz.out)) {
        pending = null;
      }
      if (pending && mine && mine.n >= pending.n && !pending.isOld) {
        pending = null;
      }
      if (mine && mine.n > count) {
        count = mine.n;
      }
      if (pending && pending.isOld) {
        submitAnew();
      } else if (pending && isNewLine) {
        sentAt = Page.now();
        send(pending);
      }
      keep();
      key = [nonce, made.language, floor, made.buzz && made.buzz.out].join('/');
      if (key !== built) {
        built = key;
        draft = null;
        build();
      }
      refresh();
      tick();
    }

    /* Another page of this phone answered meanwhile, with a greater number. */
    function submitAnew() {
      count += 1;
      pending = { v: 'answer', round: nonce, n: count, answer: pending.answer };
      sentAt = Page.now();
      send(pending);
    }

    function isPending(frame) {
      return pending !== null && frame.round === nonce && frame.n === pending.n;
    }

    setInterval(tick, 200);
    document.addEventListener('keydown', function (event) {
      if (view && widget && widget.key && isOpen() && !event.ctrlKey && !event.metaKey && widget.key(event.key)) {
        event.preventDefault();
      } else if (view && event.key === 'Enter' && document.activeElement === nodes.stem && isUnsent()) {
        hand();
      }
    });

    return {
      show: show,
      leave: function () {
        view = null;
        built = null;
      },
      ack: function (frame) {
        if (isPending(frame)) {
          if (pending.v === 'answer') {
            mine = { answer: pending.answer, n: pending.n };
          }
          pending = null;
          keep();
          if (view) {
            refresh();
          }
        }
      },
      no: function (frame) {
        if (!isPending(frame)) {
          return;
        }
        if (frame.why === 'old' && pending.v === 'answer') {
          pending.isOld = true;
          renew();
          return;
        }
        pending = null;
        keep();
        if (view) {
          trouble = frame.why === 'illegal' || frame.why === 'paused' ? 'class.phone.no-' + frame.why : 'class.phone.no-late';
          refresh();
        }
      }
    };
  };
})();
