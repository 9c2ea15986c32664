/* The line to the server: JSON frames both ways, and back again by itself after sleep, lost Wi-Fi or a restart. */
(function () {
  'use strict';
  var Page = window.Page;
  var FIRST_MS = 150;
  var MOST_MS = 2000;
  var OPENING_MS = 2500;
  var HIDDEN_MS = 3000;
  var GAP_MS = 5000;

  /* `on.opened()`, `on.frame(frame)`, `on.lost(wasOpen)`. */
  Page.line = function (path, on) {
    var socket = null;
    var tries = 0;
    var timer = null;
    var opening = null;
    var isStopped = false;
    var hiddenAt = null;
    var tickedAt = new Date().getTime();

    function address() {
      return (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + path;
    }

    function drop() {
      var old = socket;
      socket = null;
      clearTimeout(opening);
      if (old) {
        old.onopen = old.onmessage = old.onclose = old.onerror = null;
        try {
          old.close();
        } catch (error) {
          /* It never opened. */
        }
      }
    }

    function again() {
      if (isStopped || timer !== null) {
        return;
      }
      /* A room full of phones doesn't come back in the same millisecond. */
      var wait = Math.min(MOST_MS, FIRST_MS * Math.pow(2, tries)) * (0.7 + 0.6 * Math.random());
      tries += 1;
      timer = setTimeout(open, Math.min(MOST_MS, wait));
    }

    function ended(wasOpen) {
      drop();
      on.lost(wasOpen);
      again();
    }

    function open() {
      var made;
      var wasOpen = false;
      clearTimeout(timer);
      timer = null;
      if (isStopped || socket) {
        return;
      }
      try {
        made = new WebSocket(address());
      } catch (error) {
        again();
        return;
      }
      socket = made;
      opening = setTimeout(function () {
        if (socket === made && !wasOpen) {
          ended(false);
        }
      }, OPENING_MS);
      made.onopen = function () {
        wasOpen = true;
        clearTimeout(opening);
        on.opened();
      };
      made.onmessage = function (message) {
        tries = 0;
        on.frame(JSON.parse(message.data));
      };
      made.onclose = function () {
        ended(wasOpen);
      };
    }

    function renew() {
      if (isStopped) {
        return;
      }
      clearTimeout(timer);
      timer = null;
      tries = 0;
      drop();
      open();
    }

    /* A phone that slept, or whose Wi-Fi changed, may hold a socket that is dead and doesn't know. */
    document.addEventListener('visibilitychange', function () {
      var now = new Date().getTime();
      if (document.hidden) {
        hiddenAt = now;
      } else if (!socket || (hiddenAt !== null && now - hiddenAt > HIDDEN_MS)) {
        renew();
      }
    });
    window.addEventListener('online', renew);
    window.addEventListener('offline', function () {
      if (socket) {
        ended(true);
      }
    });
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) {
        renew();
      }
    });
    setInterval(function () {
      var now = new Date().getTime();
      if (!document.hidden && now - tickedAt > GAP_MS) {
        renew();
      }
      tickedAt = now;
    }, 1000);

    return {
      open: open,
      renew: renew,
      send: function (frame) {
        if (socket && socket.readyState === 1) {
          socket.send(JSON.stringify(frame));
          return true;
        }
        return false;
      },
      stop: function () {
        isStopped = true;
        clearTimeout(timer);
        drop();
      }
    };
  };
})();
