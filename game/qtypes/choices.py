"""Options to choose from: what single choice, multiple choice and true/false have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.rules.question import Answer, Offer

MOST_OPTIONS = 6
OPTION_CHARACTERS = 26
WHY_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `id` is its place in the pack file, which survives shuffling; `why` tells a wrong one's flaw."""

    id: int
    text: str
    is_right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Options in playing order."""

    options: tuple[Option, ...]

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(sorted(option.id for option in self.options if option.is_right))

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(option.id for option in self.options)

    def option(self, option_id: int) -> Option:
        """The option of that id. Raises KeyError when there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


FIELDS = {"options": "选项，2 到 6 个，每次出现的次序不同 / options; they are shuffled each time"}
OPTION = {
    "text": "选项的文字 / what the option says",
    "right": "正确的选项写 true / true for a right option",
    "why": "错在哪里，答题后显示 / what is wrong with it, shown after the answer",
}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Choices:
    """The options of a question node; their number and keys are each type's own business."""
    listed = reader.needed(node, FIELDS).get("options")
    options: list[Option] = []
    for place, item in enumerate(reader.counted(listed, 2, MOST_OPTIONS, "option-count", "options/个选项")):
        found = reader.mapping(item, OPTION, ("text",))
        option = Option(
            place,
            reader.text(found.get("text"), OPTION_CHARACTERS),
            reader.flag(found.get("right")),
            reader.text(found.get("why"), WHY_CHARACTERS),
        )
        options.append(option)
    twins(reader, reader.items(listed), [option.text for option in options], "twin-options")
    return Choices(tuple(options))


def twins(reader: Reader, nodes: Sequence[Node], texts: Sequence[str], code: str) -> None:
    """Each text that says the same as one before it is a problem; blanks, capitals and a full stop don't tell them apart."""
    seen: set[str] = set()
    for node, text in zip(nodes, texts, strict=True):
        bare = "".join(text.split()).rstrip("。.").casefold()
        if bare and bare in seen:
            reader.problem(node, code, f"stands twice: {text} / 重复了：{text}")
        seen.add(bare)


def write(body: Choices) -> dict[str, Tree]:
    listed: list[Tree] = []
    for option in sorted(body.options, key=lambda option: option.id):
        item: dict[str, Tree] = {"text": option.text}
        if option.is_right:
            item["right"] = "true"
        if option.why:
            item["why"] = option.why
        listed.append(item)
    return {"options": listed}


def shuffle(body: Choices, rng: Random) -> Choices:
    options = list(body.options)
    rng.shuffle(options)
    return Choices(tuple(options))


def simplify(body: Choices, options: int) -> Choices:
    """At most `options` options in the same order; right ones stay, at least one wrong one too."""
    excess = len(body.options) - options
    kept: list[Option] = []
    wrong_left = sum(not option.is_right for option in body.options)
    for option in reversed(body.options):
        if excess > 0 and not option.is_right and wrong_left > 1:
            excess -= 1
            wrong_left -= 1
        else:
            kept.append(option)
    return replace(body, options=tuple(reversed(kept)))


def characters(body: Choices) -> int:
    """Nothing: the seconds of a level count on reading a few options."""
    return 0


def wrong(body: Choices) -> tuple[int, ...]:
    return tuple(option.id for option in body.options if not option.is_right)


def offers(body: Choices) -> tuple[Offer, ...]:
    listed = sorted(body.options, key=lambda option: option.id)
    return tuple(Offer(option.id, option.text, option.is_right, option.why) for option in listed)


def chosen(body: Choices, answer: Answer) -> tuple[int, ...]:
    return answer
