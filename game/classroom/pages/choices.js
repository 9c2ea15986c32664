/* What the host chooses: names on screen, typed names, sound, going on by itself, what the next round is for, the export. */
(function () {
  'use strict';
  var Page = window.Page;

  function choice(word, values, now, chosen) {
    return Page.make('fieldset', 'choice', [
      Page.make('legend', '', Page.say(word)),
      Page.make(
        'div',
        'parts',
        values.map(function (value) {
          var button = Page.button(value[0] === now ? 'part-button chosen' : 'part-button', Page.say(value[1]), function () {
            chosen(value[0]);
          });
          return Page.tell(button, 'aria-pressed', value[0] === now);
        })
      )
    ]);
  }

  function onOff(word, isOn, verb, send) {
    return choice(
      word,
      [
        [true, 'class.host.on'],
        [false, 'class.host.off']
      ],
      isOn,
      function (value) {
        send({ v: verb, on: value });
      }
    );
  }

  /* What to press for the export: it asks first, since names leave the memory. */
  Page.exportSure = function (send) {
    return function () {
      Page.askFirst(Page.say('class.host.export-sure'), Page.say('class.host.export-now'), function () {
        send({ v: 'export' });
      });
    };
  };

  Page.exported = function (stage) {
    var node = Page.make('p', 'exported');
    node.hidden = !stage.exported;
    Page.write(node, stage.exported ? Page.say('class.host.exported', { file: stage.exported }) : '');
    return Page.tell(node, 'role', 'status');
  };

  Page.choices = function (stage, send) {
    return [
      Page.make('div', 'card', [
        choice(
          'class.host.names',
          [
            ['full', 'class.host.names-full'],
            ['masked', 'class.host.names-masked'],
            ['hidden', 'class.host.names-hidden']
          ],
          stage.names,
          function (value) {
            send({ v: 'names', show: value });
          }
        ),
        onOff('class.host.typed', stage.typed, 'typed', send),
        onOff('class.host.mute', stage.muted, 'mute', send),
        onOff('class.host.auto', stage.auto, 'auto', send),
        stage.next_kind && stage.next_kind !== 'survey'
          ? choice(
              'class.host.next-kind',
              [
                ['scored', 'class.host.kind-scored'],
                ['warm-up', 'class.host.kind-warm-up'],
                ['buzz', 'class.host.kind-buzz']
              ],
              stage.next_kind,
              function (value) {
                send({ v: 'kind', kind: value });
              }
            )
          : null
      ]),
      Page.make('div', 'card', [
        Page.make('h2', '', Page.say('class.host.export')),
        Page.make('p', '', Page.say('class.host.export-why')),
        Page.button('plain add', [Page.picture('download_blue'), Page.say('class.host.export-now')], Page.exportSure(send)),
        Page.exported(stage)
      ])
    ];
  };

  Page.choicesKey = function (stage) {
    return JSON.stringify([stage.names, stage.typed, stage.muted, stage.auto, stage.next_kind, stage.exported]);
  };
})();
