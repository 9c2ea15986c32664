/* The key of a question beside what was answered: right by shape, word and colour. */
(function () {
  'use strict';
  var Page = window.Page;

  function flagged(classes, sign, word, children) {
    var stamp = word ? Page.make('span', 'stamp', [sign ? Page.picture(sign) : null, word]) : null;
    return Page.make('li', 'kept ' + classes, Page.make('span', 'says', [children, stamp]));
  }

  function options(round, key, mine) {
    return Page.optionsOf(round).map(function (text, place) {
      var isRight = Page.has(key, place);
      var isMine = Page.has(mine, place);
      var words = [];
      if (isRight) {
        words.push(Page.say('class.page.right'));
      }
      if (isMine) {
        words.push(Page.say('class.phone.yours'));
      }
      var row = flagged(
        isRight ? 'right' : isMine && key ? 'wrong' : isMine ? 'mine' : 'other',
        isRight ? 'check' : isMine && key ? 'cross' : null,
        words.join(' · '),
        text
      );
      row.insertBefore(Page.badgeOf(round, place), row.firstChild);
      return row;
    });
  }

  function number(round, key, mine) {
    var list = [];
    if (key) {
      list.push(flagged('right', 'check', Page.say('class.page.right'), key[0] + ' ' + round.ask.unit));
    }
    if (mine && !(key && key[0] === mine[0])) {
      list.push(flagged('mine', null, Page.say('class.phone.yours'), mine[0] + ' ' + round.ask.unit));
    }
    return list;
  }

  function ordering(round, key, mine) {
    return (key || mine || []).map(function (place, at) {
      var fits = Boolean(mine) && mine[at] === place;
      var word = mine ? Page.say('class.phone.step-yours', { n: mine.indexOf(place) + 1 }) : null;
      var row = fits
        ? flagged('right', 'check', Page.say('class.phone.step-right'), round.ask.items[place])
        : flagged('other', null, word, round.ask.items[place]);
      row.insertBefore(Page.make('b', 'step', String(at + 1)), row.firstChild);
      return row;
    });
  }

  function redflags(round, key, mine) {
    return round.ask.parts.map(function (part, place) {
      var isFlag = Page.has(key, place);
      var isMine = Page.has(mine, place);
      if (part.own) {
        return Page.make('li', 'kept own', part.text);
      }
      if (isFlag) {
        return isMine
          ? flagged('right', 'check', Page.say('class.phone.flag-found'), part.text)
          : flagged('suspect', 'flag', Page.say('class.phone.flag-missed'), part.text);
      }
      return flagged(isMine ? 'wrong' : 'other', null, isMine ? Page.say('class.phone.flag-false') : null, part.text);
    });
  }

  var MAKERS = {
    single: options,
    multiple: options,
    truefalse: options,
    number: number,
    ordering: ordering,
    redflags: redflags
  };

  /* A list of what could be chosen, with what is right and what was chosen; `key` is null where nothing is right. */
  Page.keyOf = function (round, key, mine) {
    return Page.make('ul', 'key-list', MAKERS[round.type](round, key, mine));
  };
})();
