/* A question before what can't be undone; whoever presses Escape or the veil said no. */
(function () {
  'use strict';
  var Page = window.Page;

  Page.askFirst = function (question, yes, done) {
    var before = document.activeElement;
    var no = Page.button('plain', Page.say('class.host.cancel'), leave);
    var go = Page.button('go danger', yes, function () {
      leave();
      done();
    });
    var words = Page.make('p', 'question', question);
    var box = Page.make('div', 'card box', [words, go, no]);
    var veil = Page.make('div', 'veil', box);

    function leave() {
      document.removeEventListener('keydown', pressed);
      if (veil.parentNode) {
        veil.parentNode.removeChild(veil);
      }
      if (before && before.focus) {
        before.focus();
      }
    }

    function pressed(event) {
      if (event.key === 'Escape') {
        leave();
      } else if (event.key === 'Tab') {
        event.preventDefault();
        (document.activeElement === no ? go : no).focus();
      }
    }

    words.id = 'question';
    Page.tell(box, 'role', 'alertdialog');
    Page.tell(box, 'aria-modal', 'true');
    Page.tell(box, 'aria-labelledby', 'question');
    veil.onclick = function (event) {
      if (event.target === veil) {
        leave();
      }
    };
    document.addEventListener('keydown', pressed);
    document.body.appendChild(veil);
    no.focus();
  };
})();
