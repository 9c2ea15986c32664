/* Tables, for people without phones: made here, answered for here, by word of mouth or by a count of hands. */
(function () {
  'use strict';
  var Page = window.Page;
  var MOST = 8;
  var chosen = null;

  function tablesOf(stage) {
    return stage.players.filter(function (player) {
      return player.table;
    });
  }

  function maker(stage, send) {
    var taken = tablesOf(stage).map(function (table) {
      return table.team;
    });
    var team = Page.make('select');
    var name = Page.make('input');
    var number;
    for (number = 1; number <= MOST; number += 1) {
      if (!Page.has(taken, number)) {
        var option = Page.make('option', '', String(number));
        option.value = String(number);
        team.appendChild(option);
      }
    }
    name.type = 'text';
    name.maxLength = 24;
    name.autocomplete = 'off';
    return Page.make('div', 'card', [
      Page.make('h2', '', Page.say('class.host.table-new')),
      Page.make('p', '', Page.say('class.host.table-why')),
      team.firstChild ? Page.make('label', 'field', [Page.say('class.host.table-number'), team]) : null,
      team.firstChild ? Page.make('label', 'field', [Page.say('class.host.table-name'), name]) : null,
      team.firstChild
        ? Page.button('plain add', Page.say('class.host.table-add'), function () {
            var wanted = Number(team.value);
            var words = name.value.trim() || Page.say('class.host.table-default', { n: wanted });
            chosen = wanted;
            send({ v: 'table', team: wanted, name: words });
          })
        : null
    ]);
  }

  function hands(round, team, send) {
    var fields = Page.optionsOf(round).map(function () {
      var input = Page.make('input', 'count');
      input.type = 'tel';
      input.maxLength = 3;
      input.value = '0';
      input.onfocus = function () {
        input.select();
      };
      return input;
    });
    return Page.make('div', 'hands', [
      Page.make('h3', '', Page.say('class.host.hands')),
      Page.make(
        'div',
        'rows',
        Page.optionsOf(round).map(function (text, place) {
          return Page.make('label', 'hand', [Page.badgeOf(round, place), Page.make('span', 'says', text), fields[place]]);
        })
      ),
      Page.button('go', Page.say('class.host.hands-take'), function () {
        var counts = fields.map(function (input) {
          return Math.max(0, Math.min(999, parseInt(input.value, 10) || 0));
        });
        fields.forEach(function (input, place) {
          input.value = String(counts[place]);
        });
        send({ v: 'hands', team: team, hands: counts });
        Page.write(Page.byId('tell'), Page.say('class.host.taken'));
      })
    ]);
  }

  function answers(round, team, send) {
    var draft = null;
    var widget = Page.asks[round.type](round, {
      answer: function (positions) {
        widget.show(positions, true);
        send({ v: 'table_answer', team: team, answer: positions });
      },
      draft: function (positions) {
        draft = positions;
        widget.show(draft, true);
        go.disabled = !widget.isDraft(draft);
      }
    });
    var go = Page.button('go', Page.say('class.phone.submit'), function () {
      send({ v: 'table_answer', team: team, answer: draft || [] });
      Page.write(Page.byId('tell'), Page.say('class.host.taken'));
    });
    go.disabled = !widget.isEmptyAnswer;
    widget.show(null, true);
    return Page.make('div', 'spoken', [
      Page.make('h3', '', Page.say('class.host.spoken')),
      widget.node,
      widget.isOneTap ? null : go
    ]);
  }

  function card(stage, table, send) {
    var round = stage.phase === 'asking' ? stage.round : null;
    var isBuzz = round && round.kind === 'buzz';
    var floor = round && round.floor;
    var holds = Boolean(floor) && floor.id === table.id;
    return Page.make('div', 'card', [
      Page.make('h2', '', [table.name, table.answered ? Page.make('small', 'done', Page.say('class.host.answered')) : null]),
      round ? null : Page.make('p', '', Page.say('class.host.table-wait')),
      isBuzz && !floor
        ? Page.button('go', Page.say('class.host.table-buzz'), function () {
            send({ v: 'table_buzz', team: table.team });
          })
        : null,
      isBuzz && floor && !holds ? Page.make('p', '', Page.say('class.phone.floor-other', { name: floor.name })) : null,
      round && round.hands && !isBuzz ? hands(round, table.team, send) : null,
      round && (!isBuzz || holds) ? answers(round, table.team, send) : null
    ]);
  }

  Page.tables = function (stage, send, redraw) {
    var tables = tablesOf(stage);
    var now = tables.filter(function (table) {
      return table.team === chosen;
    })[0];
    if (!now && tables.length) {
      now = tables[0];
      chosen = now.team;
    }
    return [
      tables.length
        ? Page.make(
            'div',
            'chips',
            tables.map(function (table) {
              var chip = Page.button(table === now ? 'chip chosen' : 'chip', table.name, function () {
                chosen = table.team;
                redraw();
              });
              return Page.tell(chip, 'aria-pressed', table === now);
            })
          )
        : null,
      now ? card(stage, now, send) : null,
      maker(stage, send)
    ];
  };

  /* A redraw would take the count from under a finger: only what the chosen table shows counts. */
  Page.tablesKey = function (stage) {
    var round = stage.phase === 'asking' ? stage.round : null;
    return JSON.stringify([
      tablesOf(stage).map(function (table) {
        return [table.team, table.name, table.team === chosen && table.answered];
      }),
      round && [round.nonce, round.kind, round.hands, round.floor && round.floor.id],
      chosen
    ]);
  };
})();
