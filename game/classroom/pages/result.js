/* The faces of a phone between the questions: waiting, the reveal, the standings, the end, sent away. */
(function () {
  'use strict';
  var Page = window.Page;

  function rank(me) {
    if (!me.rank) {
      return null;
    }
    return Page.make('div', 'card rank', [
      Page.make('span', 'medal', Page.picture(me.rank === 1 ? 'medal_gold' : me.rank === 2 ? 'medal_silver' : me.rank === 3 ? 'medal_bronze' : 'trophy_gold')),
      Page.make('b', '', Page.say('class.phone.rank', { n: me.rank })),
      Page.make('span', 'of', Page.say('class.phone.rank-of', { of: me.of })),
      Page.make('b', 'score', Page.say('class.phone.score', { n: Page.thousands(me.score) }))
    ]);
  }

  function face(classes, children, heading) {
    Page.fill(Page.byId('screen'), Page.make('div', 'face ' + classes, children));
    window.scrollTo(0, 0);
    Page.focus(heading);
  }

  function notice(lion, title, more, extra) {
    var heading = Page.make('h1', '', title);
    face(
      'notice',
      [
        Page.picture(lion, 'scene'),
        Page.make('div', 'card', [heading].concat(
          more.map(function (text) {
            return Page.make('p', '', text);
          })
        ))
      ].concat(extra || []),
      heading
    );
  }

  function verdict(view) {
    var reveal = view.reveal;
    var kind = view.round.kind;
    if (reveal.key === null || kind === 'survey') {
      return ['survey', view.mine ? 'class.phone.thanks' : 'class.phone.no-answer', 'chat'];
    }
    if (reveal.right === true) {
      return ['right', 'class.phone.is-right', 'check'];
    }
    if (!view.mine) {
      return ['none', 'class.phone.no-answer', 'clock'];
    }
    if (reveal.credit > 0) {
      return ['partly', 'class.phone.is-partly', 'check'];
    }
    return ['wrong', 'class.phone.is-wrong', 'cross'];
  }

  function points(view) {
    if (view.round.kind === 'survey') {
      return Page.say('class.phone.survey-points');
    }
    if (view.round.kind === 'warm-up') {
      return Page.say('class.phone.warm-up-points');
    }
    return Page.say('class.phone.points', { n: Page.thousands(view.reveal.points) });
  }

  function note(word, text) {
    return text ? Page.make('p', '', [Page.make('b', 'lead', Page.say(word)), text]) : null;
  }

  function reveal(view) {
    var found = verdict(view);
    var round = view.round;
    var heading = Page.make('h1', '', Page.say(found[1]));
    face(
      'reveal',
      [
        Page.make('div', 'verdict ' + found[0], [
          Page.make('span', 'sign', Page.picture(found[2])),
          Page.make('div', 'told', [heading, Page.make('p', '', points(view))]),
          Page.picture(found[0] === 'right' || found[0] === 'survey' ? 'lion_cheer' : 'lion_encourage', 'lion')
        ]),
        rank(view.me),
        Page.make('div', 'card', [
          Page.make('h2', '', round.stem),
          round.type === 'redflags' ? Page.messageHead(round.ask) : null,
          Page.keyOf(round, view.reveal.key, view.mine ? view.mine.answer : null)
        ]),
        view.reveal.rationale || view.reveal.why
          ? Page.make('div', 'card notes', [
              note('class.phone.why', view.reveal.why),
              note('class.page.rationale', view.reveal.rationale),
              view.reveal.source
                ? Page.make('p', 'source', view.reveal.source)
                : null
            ])
          : null
      ],
      heading
    );
    Page.write(Page.byId('tell'), Page.say(found[1]) + ' ' + points(view));
  }

  Page.faces = {
    lobby: function (view) {
      notice('lion_wave', Page.say('class.phone.welcome-name', { name: view.me.name }), [
        Page.say('class.phone.lobby'),
        Page.say('class.phone.lobby-more')
      ]);
    },
    revealed: reveal,
    standings: function (view) {
      notice('lion_point', Page.say('class.phone.standings'), [Page.say('class.phone.standings-more')], [rank(view.me)]);
    },
    ended: function (view) {
      var isPodium = view.me.rank !== null && view.me.rank <= 3 && view.me.of > 3;
      notice(
        'lion_cheer',
        Page.say(isPodium ? 'class.phone.ended-podium' : 'class.phone.ended', { name: view.me.name }),
        [Page.say('class.phone.ended-more'), Page.say('class.phone.ended-names')],
        [rank(view.me)]
      );
    },
    gone: function () {
      notice('lion_encourage', Page.say('class.phone.gone'), [Page.say('class.phone.gone-more')]);
    }
  };
})();
