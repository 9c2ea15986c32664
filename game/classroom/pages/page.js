/* What both pages stand on: nodes, words, the clock, what the browser keeps. ES5, for old phones.
   Text reaches the page through textContent alone, so that no name and no question is ever read as HTML. */
(function () {
  'use strict';
  var Page = (window.Page = {});
  var words = {};
  var LETTERS = 'ABCDEF';
  var SHAPES = ['ans_a_circle', 'ans_b_square', 'ans_c_triangle', 'ans_d_diamond', 'ans_e_hexagon', 'ans_f_shield'];

  Page.byId = function (id) {
    return document.getElementById(id);
  };

  /* A new element; children are nodes, texts, or nothing. */
  Page.make = function (name, classes, children) {
    var node = document.createElement(name);
    if (classes) {
      node.className = classes;
    }
    if (children !== undefined && children !== null) {
      Page.put(node, children);
    }
    return node;
  };

  Page.put = function (parent, children) {
    var list = Array.isArray(children) ? children : [children];
    var at;
    for (at = 0; at < list.length; at += 1) {
      if (list[at] === null || list[at] === undefined) {
        continue;
      }
      if (typeof list[at] === 'object') {
        parent.appendChild(list[at]);
      } else {
        parent.appendChild(document.createTextNode(String(list[at])));
      }
    }
    return parent;
  };

  Page.fill = function (parent, children) {
    while (parent.firstChild) {
      parent.removeChild(parent.firstChild);
    }
    return Page.put(parent, children);
  };

  /* Changes a text only where it differs, so that a screen reader isn't told the same twice. */
  Page.write = function (node, text) {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  };

  Page.mark = function (node, name, isOn) {
    if (isOn) {
      node.classList.add(name);
    } else {
      node.classList.remove(name);
    }
  };

  Page.tell = function (node, name, value) {
    node.setAttribute(name, String(value));
    return node;
  };

  /* A picture that says nothing a text beside it doesn't say. */
  Page.picture = function (name, classes) {
    var node = Page.make('img', classes);
    node.src = '/pages/art/' + name + '.svg';
    node.alt = '';
    return node;
  };

  Page.button = function (classes, children, pressed) {
    var node = Page.make('button', classes, children);
    node.type = 'button';
    node.onclick = pressed;
    return node;
  };

  Page.letter = function (place) {
    return LETTERS.charAt(place);
  };

  /* Letter and shape of an option. */
  Page.badge = function (place) {
    return Page.tell(
      Page.make('span', 'badge badge-' + place, [Page.picture(SHAPES[place]), Page.make('b', '', Page.letter(place))]),
      'aria-hidden',
      'true'
    );
  };

  Page.say = function (key, values) {
    var text = words[key];
    var name;
    if (text === undefined) {
      return key;
    }
    for (name in values || {}) {
      if (Object.prototype.hasOwnProperty.call(values, name)) {
        text = text.split('{' + name + '}').join(String(values[name]));
      }
    }
    return text;
  };

  /* The words of a language, asked for until they come. */
  Page.learn = function (language, done) {
    var asked = new XMLHttpRequest();
    function again() {
      setTimeout(function () {
        Page.learn(language, done);
      }, 500);
    }
    asked.open('GET', '/words.json?language=' + encodeURIComponent(language));
    asked.timeout = 4000;
    asked.onload = function () {
      var found;
      try {
        found = asked.status === 200 ? JSON.parse(asked.responseText) : null;
      } catch (error) {
        found = null;
      }
      if (!found) {
        again();
        return;
      }
      words = found;
      document.documentElement.lang = language;
      done();
    };
    asked.onerror = again;
    asked.ontimeout = again;
    asked.send();
  };

  /* Milliseconds of a clock that nobody sets. */
  Page.now = function () {
    return window.performance && window.performance.now ? window.performance.now() : new Date().getTime();
  };

  /* What survives a reload; where a browser keeps nothing, nothing survives. */
  Page.keep = function (name, value) {
    try {
      window.sessionStorage.setItem(name, JSON.stringify(value));
    } catch (error) {
      /* Private windows refuse. */
    }
  };

  Page.kept = function (name) {
    try {
      return JSON.parse(window.sessionStorage.getItem(name) || 'null');
    } catch (error) {
      return null;
    }
  };

  Page.thousands = function (number) {
    return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  };

  Page.same = function (one, other) {
    return Boolean(one) && Boolean(other) && one.join() === other.join();
  };

  Page.has = function (list, value) {
    return Boolean(list) && list.indexOf(value) >= 0;
  };

  /* The button that makes all text larger, in three steps. */
  Page.textSize = function () {
    var steps = ['', 'larger', 'largest'];
    var at = Page.kept('text') || 0;
    function apply() {
      Page.mark(document.documentElement, 'larger', steps[at] === 'larger');
      Page.mark(document.documentElement, 'largest', steps[at] === 'largest');
    }
    var node = Page.button('size', 'A+', function () {
      at = (at + 1) % steps.length;
      Page.keep('text', at);
      apply();
    });
    apply();
    return Page.tell(node, 'aria-label', Page.say('class.page.text-size'));
  };

  Page.focus = function (node) {
    if (!node.hasAttribute('tabindex') && node.tagName !== 'BUTTON' && node.tagName !== 'INPUT') {
      node.tabIndex = -1;
    }
    try {
      node.focus({ preventScroll: true });
    } catch (error) {
      node.focus();
    }
  };
})();
