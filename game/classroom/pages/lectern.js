/* What is on: the question with the host's notes, how many answered, and after the reveal whether all was counted. */
(function () {
  'use strict';
  var Page = window.Page;

  function note(word, text) {
    return text ? Page.make('p', '', [Page.make('b', 'lead', Page.say(word)), text]) : null;
  }

  function notes(stage) {
    var round = stage.round;
    var told = stage.notes || stage.reveal || {};
    return [
      Page.make('div', 'card', [
        Page.make('h2', '', round.stem),
        round.type === 'redflags' ? Page.messageHead(round.ask) : null,
        Page.keyOf(round, told.key || null, null),
        told.key && round.type === 'redflags' && !told.key.length
          ? Page.make('p', 'none', Page.say('class.phone.no-flags'))
          : null
      ]),
      told.rationale || told.hint || told.source
        ? Page.make('div', 'card notes', [
            note('class.page.rationale', told.rationale),
            note('class.host.hint', told.hint),
            told.source ? Page.make('p', 'source', told.source) : null
          ])
        : null
    ];
  }

  function ledger(reveal) {
    var counted = reveal.ledger;
    var isWhole = counted.sent === counted.stored && counted.stored === counted.scored;
    return Page.tell(
      Page.make('div', isWhole ? 'card ledger whole' : 'card ledger broken', [
        Page.picture(isWhole ? 'check' : 'warn'),
        Page.make('span', '', [
          Page.make('b', '', Page.say('class.host.ledger', counted)),
          Page.make('small', '', Page.say(isWhole ? 'class.host.ledger-whole' : 'class.host.ledger-broken'))
        ])
      ]),
      'role',
      isWhole ? 'status' : 'alert'
    );
  }

  function standings(stage) {
    return Page.make('div', 'card', [
      Page.make('h2', '', Page.say('class.host.top')),
      Page.make(
        'ol',
        'top',
        stage.top.map(function (each) {
          return Page.make('li', '', [
            Page.make('b', 'place', String(each.rank)),
            Page.make('span', 'says', each.name),
            Page.make('b', '', Page.thousands(each.points))
          ]);
        })
      )
    ]);
  }

  function lobby(stage) {
    return Page.make('div', 'card', [
      Page.make('h2', '', stage.title),
      Page.make('p', '', Page.say('class.host.lobby', { n: stage.players.length })),
      Page.make('p', 'room', Page.say('class.host.room', { room: stage.room }))
    ]);
  }

  function ended(stage) {
    var told = stage.summary;
    return Page.make('div', 'card', [
      Page.make('h2', '', Page.say('class.host.ended')),
      told ? Page.make('p', '', Page.say('class.host.accuracy', { n: told.accuracy })) : null,
      told && told.hardest
        ? Page.make('p', '', [
            Page.make('b', 'lead', Page.say('class.host.hardest')),
            Page.say('class.host.hardest-one', {
              n: told.hardest.number,
              right: told.hardest.right,
              of: told.hardest.answered
            }) + told.hardest.stem
          ])
        : null,
      Page.exported(stage)
    ]);
  }

  /* The panel's nodes for a stage. */
  Page.lectern = function (stage) {
    if (stage.phase === 'lobby') {
      return [lobby(stage)];
    }
    if (stage.phase === 'ended') {
      return [ended(stage), stage.top.length ? standings(stage) : null];
    }
    if (stage.phase === 'standings') {
      return [standings(stage)];
    }
    return [stage.reveal ? ledger(stage.reveal) : null].concat(stage.round ? notes(stage) : []);
  };

  /* What the panel depends on: while it is the same, nothing is drawn anew. */
  Page.lecternKey = function (stage) {
    var isList = stage.phase === 'standings' || stage.phase === 'ended';
    return JSON.stringify([
      stage.phase,
      stage.round && stage.round.nonce,
      stage.reveal && stage.reveal.ledger,
      stage.notes ? 1 : 0,
      isList ? stage.top : 0,
      stage.summary,
      stage.exported,
      stage.phase === 'lobby' ? [stage.players.length, stage.room] : 0
    ]);
  };
})();
