/* Who hasn't joined picks a name: four made up ones, others, or a typed one where the host allows it. */
(function () {
  'use strict';
  var Page = window.Page;
  var ROOM = /^#?(\d{6})$/;

  function roomFromAddress() {
    var found = ROOM.exec(location.hash);
    if (found) {
      Page.keep('room', found[1]);
      return found[1];
    }
    return Page.kept('room') || '';
  }

  Page.join = function (send) {
    var room = roomFromAddress();
    var hello = null;
    var chosen = null;
    var joining = null;
    var nodes = {};

    function ready() {
      return Boolean(name()) && (!needsRoom() || ROOM.test(nodes.room.value.trim()));
    }

    function needsRoom() {
      return Boolean(nodes.room);
    }

    function name() {
      var typed = nodes.typed ? nodes.typed.value.trim() : '';
      return typed || chosen;
    }

    function refresh() {
      nodes.names.forEach(function (button) {
        var isChosen = button.textContent === chosen && !(nodes.typed && nodes.typed.value.trim());
        Page.mark(button, 'chosen', isChosen);
        Page.tell(button, 'aria-pressed', isChosen);
      });
      nodes.go.disabled = !ready() || Boolean(joining);
      Page.write(
        nodes.go,
        joining
          ? Page.say('class.phone.joining')
          : name()
            ? Page.say('class.phone.join-as', { name: name() })
            : Page.say('class.phone.join')
      );
    }

    function go() {
      if (!ready()) {
        return;
      }
      if (needsRoom()) {
        room = nodes.room.value.trim();
        Page.keep('room', room);
      }
      joining = { v: 'join', room: room, name: name() };
      send(joining);
      refresh();
    }

    function field(id, word, input) {
      var label = Page.make('label', 'field', [Page.say(word), input]);
      input.id = id;
      label.htmlFor = id;
      input.autocomplete = 'off';
      input.oninput = refresh;
      input.onkeydown = function (event) {
        if (event.key === 'Enter') {
          go();
        }
      };
      return label;
    }

    function closed(word, more) {
      var again = Page.button('plain', Page.say('class.phone.again'), function () {
        send({ v: 'spin' });
      });
      var heading = Page.make('h1', '', Page.say(word));
      Page.fill(
        Page.byId('screen'),
        Page.make('div', 'face notice', [
          Page.picture('lion_encourage', 'scene'),
          Page.make('div', 'card', [heading, Page.make('p', '', Page.say(more)), again])
        ])
      );
      Page.focus(heading);
    }

    function build(isFirst) {
      var heading = Page.make('h1', '', Page.say('class.phone.pick-name'));
      var parts = [];
      nodes = {};
      nodes.names = hello.names.map(function (text) {
        return Page.button('name', text, function () {
          chosen = text;
          if (nodes.typed) {
            nodes.typed.value = '';
          }
          refresh();
        });
      });
      nodes.why = Page.tell(Page.make('p', 'why'), 'role', 'alert');
      if (hello.why) {
        Page.write(nodes.why, Page.say('class.phone.why-' + hello.why));
      }
      nodes.why.hidden = !hello.why;
      parts.push(heading, nodes.why);
      if (hello.room_needed && (!room || hello.why === 'room')) {
        nodes.room = Page.make('input', 'code');
        nodes.room.type = 'tel';
        nodes.room.maxLength = 6;
        nodes.room.placeholder = '······';
        parts.push(field('room', 'class.phone.room', nodes.room));
      }
      parts.push(Page.make('div', 'names', nodes.names));
      parts.push(
        Page.button('plain spin', [Page.picture('refresh_blue'), Page.say('class.phone.spin')], function () {
          send({ v: 'spin' });
        })
      );
      if (hello.typed) {
        nodes.typed = Page.make('input');
        nodes.typed.type = 'text';
        nodes.typed.maxLength = 24;
        parts.push(field('typed', 'class.phone.typed', nodes.typed));
      }
      nodes.go = Page.button('go', '', go);
      parts.push(nodes.go);
      parts.push(
        Page.make('p', 'privacy', Page.say(hello.typed ? 'class.phone.privacy-typed' : 'class.phone.privacy'))
      );
      Page.fill(
        Page.byId('screen'),
        Page.make('div', 'face join', [
          Page.make('div', 'greeting', [
            Page.picture('lion_wave', 'lion'),
            Page.make('p', 'bubble', Page.say('class.phone.welcome'))
          ]),
          Page.make('div', 'card', parts)
        ])
      );
      refresh();
      if (isFirst || hello.why) {
        Page.focus(hello.why === 'room' && nodes.room ? nodes.room : heading);
      } else {
        Page.focus(nodes.names[0]);
      }
    }

    return {
      show: function (made, isNewLine) {
        var isFirst = hello === null;
        var typed = nodes.typed ? nodes.typed.value : '';
        var code = nodes.room ? nodes.room.value : '';
        if (joining && isNewLine && !made.why) {
          send(joining);
          return;
        }
        hello = made;
        if (joining && made.why === 'taken') {
          typed = '';
        }
        joining = null;
        if (!Page.has(made.names, chosen)) {
          chosen = null;
        }
        if (made.locked || made.why === 'locked') {
          closed('class.phone.locked', 'class.phone.locked-more');
        } else if (made.why === 'full') {
          closed('class.phone.full', 'class.phone.full-more');
        } else {
          build(isFirst);
          if (nodes.typed) {
            nodes.typed.value = typed;
          }
          if (nodes.room && made.why !== 'room') {
            nodes.room.value = code;
          }
          refresh();
        }
      },
      leave: function () {
        joining = null;
        hello = null;
      }
    };
  };
})();
