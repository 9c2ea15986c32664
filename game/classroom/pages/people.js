/* Who takes part: here or away, answered or not, and the door: kick, lock. */
(function () {
  'use strict';
  var Page = window.Page;

  function row(player, send) {
    var kick = Page.button('plain kick', Page.say('class.host.kick'), function () {
      Page.askFirst(Page.say('class.host.kick-sure', { name: player.name }), Page.say('class.host.kick'), function () {
        send({ v: 'kick', id: player.id });
      });
    });
    var state = player.answered ? 'class.host.answered' : player.here ? 'class.host.here' : 'class.host.away';
    Page.tell(kick, 'aria-label', Page.say('class.host.kick-one', { name: player.name }));
    return Page.make('li', player.here || player.table ? 'player' : 'player away', [
      Page.make('span', 'avatar face-' + player.colour, Page.picture(player.table ? 'people' : 'user')),
      Page.make('span', 'says', [
        Page.make('b', '', player.name),
        player.team ? Page.make('small', '', ' ' + Page.say('class.phone.team', { n: player.team })) : null
      ]),
      Page.make('small', 'state', Page.say(player.table && !player.answered ? 'class.host.table' : state)),
      kick
    ]);
  }

  Page.people = function (stage, send) {
    var lock = Page.button('plain door', [
      Page.picture('lock_blue'),
      Page.say(stage.locked ? 'class.host.unlock' : 'class.host.lock')
    ], function () {
      send({ v: stage.locked ? 'unlock' : 'lock' });
    });
    Page.tell(lock, 'aria-pressed', stage.locked);
    return [
      Page.make('div', 'card', [
        Page.make('h2', '', Page.say('class.host.people-count', { n: stage.players.length })),
        Page.make('p', '', Page.say(stage.locked ? 'class.host.is-locked' : 'class.host.is-open')),
        lock
      ]),
      Page.make('div', 'card', [
        stage.players.length ? null : Page.make('p', '', Page.say('class.host.nobody')),
        Page.make(
          'ul',
          'players',
          stage.players.map(function (player) {
            return row(player, send);
          })
        )
      ])
    ];
  };

  Page.peopleKey = function (stage) {
    return JSON.stringify([stage.locked, stage.players]);
  };
})();
