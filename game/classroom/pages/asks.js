/* What there is to touch in a question, one maker a type. All count positions in the order shown, from 0.
   A maker gives `node`; `isOneTap`: a tap is the answer, else the draft is handed in by a button of its own;
   `show(answer, isOpen)`; `label(answer)`: the answer in a few letters, for "已提交 B"; `isDraft(draft)`: fit to hand in. */
(function () {
  'use strict';
  var Page = window.Page;
  var TRUE_WORDS = ['class.page.true', 'class.page.false'];
  var TRUE_PICTURES = ['check', 'cross'];
  var MEDIA = { chat: 'chat', sms: 'mobile', call: 'phone', poster: 'download', contract: 'book' };

  function sorted(list) {
    return list.slice().sort(function (one, other) {
      return one - other;
    });
  }

  function without(list, place) {
    return list.filter(function (each) {
      return each !== place;
    });
  }

  /* What can be chosen, as texts; of true or false the game's own words. */
  Page.optionsOf = function (round) {
    if (round.type === 'truefalse') {
      return TRUE_WORDS.map(function (key) {
        return Page.say(key);
      });
    }
    return round.ask.options;
  };

  /* The badge of a choice: letter and shape, or tick and cross. */
  Page.badgeOf = function (round, place) {
    var badge = Page.badge(place);
    if (round.type === 'truefalse') {
      badge.replaceChild(Page.picture(TRUE_PICTURES[place], 'sign'), badge.lastChild);
    }
    return badge;
  };

  Page.nameOf = function (round, place) {
    return round.type === 'truefalse' ? Page.say(TRUE_WORDS[place]) : Page.letter(place);
  };

  function rows(round, on, isOneTap) {
    var chosen = [];
    var buttons = Page.optionsOf(round).map(function (text, place) {
      var button = Page.button(
        'answer answer-' + place,
        [
          Page.badgeOf(round, place),
          round.type === 'truefalse' ? null : Page.make('span', 'unseen', Page.letter(place) + ' '),
          Page.make('span', 'says', text),
          Page.picture('check', 'tick')
        ],
        function () {
          if (isOneTap) {
            on.answer([place]);
          } else {
            on.draft(Page.has(chosen, place) ? without(chosen, place) : sorted(chosen.concat(place)));
          }
        }
      );
      return button;
    });
    return {
      node: Page.tell(Page.make('div', buttons.length === 2 ? 'answers two' : 'answers', buttons), 'role', 'group'),
      isOneTap: isOneTap,
      isDraft: function (draft) {
        return draft.length > 0;
      },
      label: function (answer) {
        return answer
          .map(function (place) {
            return Page.nameOf(round, place);
          })
          .join(' ');
      },
      show: function (answer, isOpen) {
        chosen = answer || [];
        buttons.forEach(function (button, place) {
          var isChosen = Page.has(chosen, place);
          Page.mark(button, 'chosen', isChosen);
          Page.mark(button, 'faded', chosen.length > 0 && !isChosen);
          Page.tell(button, 'aria-pressed', isChosen);
          button.disabled = !isOpen;
        });
      }
    };
  }

  function single(round, on) {
    return rows(round, on, true);
  }

  function multiple(round, on) {
    return rows(round, on, false);
  }

  function number(round, on) {
    var typed = '';
    var isOpen = true;
    var shown = Page.make('output', 'typed');
    var keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', '0'];

    function press(key) {
      if (!isOpen) {
        return;
      }
      if (key === 'back') {
        typed = typed.slice(0, -1);
      } else if (typed.length < round.ask.digits) {
        typed = typed === '0' ? key : typed + key;
      }
      on.draft(typed === '' ? [] : [Number(typed)]);
    }

    var buttons = keys.map(function (key) {
      var button = Page.button('key', key === 'back' ? '⌫' : key, function () {
        press(key);
      });
      if (key === 'back') {
        Page.tell(button, 'aria-label', Page.say('class.phone.erase'));
      }
      return button;
    });
    Page.tell(shown, 'aria-live', 'polite');
    return {
      node: Page.make('div', 'amount', [
        Page.make('p', 'shown', [shown, Page.make('span', 'unit', round.ask.unit)]),
        Page.make('div', 'keys', buttons)
      ]),
      isOneTap: false,
      isDraft: function (draft) {
        return draft.length === 1;
      },
      label: function (answer) {
        return answer[0] + ' ' + round.ask.unit;
      },
      key: function (name) {
        if (/^[0-9]$/.test(name) || name === 'Backspace') {
          press(name === 'Backspace' ? 'back' : name);
          return true;
        }
        return false;
      },
      show: function (answer, open) {
        isOpen = open;
        typed = answer && answer.length ? String(answer[0]) : '';
        Page.write(shown, typed || '–');
        buttons.forEach(function (button) {
          button.disabled = !open;
        });
      }
    };
  }

  function ordering(round, on) {
    var order = [];
    var places = round.ask.items.map(function () {
      return Page.make('b', 'step');
    });
    var buttons = round.ask.items.map(function (text, place) {
      return Page.button('item', [places[place], Page.make('span', 'says', text)], function () {
        on.draft(Page.has(order, place) ? without(order, place) : order.concat(place));
      });
    });
    return {
      node: Page.tell(Page.make('div', 'answers', buttons), 'role', 'group'),
      isOneTap: false,
      isDraft: function (draft) {
        return draft.length === round.ask.items.length;
      },
      label: function () {
        return '';
      },
      show: function (answer, isOpen) {
        order = answer || [];
        buttons.forEach(function (button, place) {
          var at = order.indexOf(place);
          var step = at < 0 ? Page.say('class.phone.unplaced') : Page.say('class.phone.step', { n: at + 1 });
          Page.mark(button, 'chosen', at >= 0);
          Page.write(places[place], at < 0 ? '' : String(at + 1));
          Page.tell(button, 'aria-label', round.ask.items[place] + '，' + step);
          Page.tell(button, 'aria-pressed', at >= 0);
          button.disabled = !isOpen;
        });
      }
    };
  }

  Page.messageHead = function (ask) {
    return Page.make('div', 'from', [
      Page.make('span', 'medium', Page.picture(MEDIA[ask.medium] || 'chat')),
      Page.make('span', 'sender', [Page.make('b', '', ask.sender), Page.make('small', '', ask.note)])
    ]);
  };

  function redflags(round, on) {
    var marked = [];
    var parts = round.ask.parts.map(function (part, place) {
      if (part.own) {
        return Page.make('p', 'part own', part.text);
      }
      return Page.button(
        'part',
        [Page.make('span', 'says', part.text), Page.make('span', 'flag', Page.picture('flag'))],
        function () {
          on.draft(Page.has(marked, place) ? without(marked, place) : sorted(marked.concat(place)));
        }
      );
    });
    return {
      node: Page.make('div', 'message', [Page.messageHead(round.ask)].concat(parts)),
      isOneTap: false,
      isEmptyAnswer: true,
      isDraft: function () {
        return true;
      },
      label: function (answer) {
        return answer.length ? Page.say('class.phone.flags', { n: answer.length }) : Page.say('class.phone.no-flags');
      },
      show: function (answer, isOpen) {
        marked = answer || [];
        parts.forEach(function (part, place) {
          if (!round.ask.parts[place].own) {
            Page.mark(part, 'chosen', Page.has(marked, place));
            Page.tell(part, 'aria-pressed', Page.has(marked, place));
            part.disabled = !isOpen;
          }
        });
      }
    };
  }

  Page.asks = {
    single: single,
    truefalse: single,
    multiple: multiple,
    number: number,
    ordering: ordering,
    redflags: redflags
  };
})();
