"""The screens: one file each, its class called `Screen`; a screen names the next one and never imports it."""

SCENES = (
    "attract",
    "home",
    "street",
    "intro",
    "question",
    "result",
    "review",
    "certificate",
    "passport",
    "lessons",
    "scoring",
    "mode",
    "outcome",
    "book",
    "wall",
    "find",
    "queue_call",
)
