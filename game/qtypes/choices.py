"""Options to choose from: what single choice, multiple choice and true/false have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from game.nodes import Node, Reader, Tree
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


def fields() -> tuple[str, ...]:
    return ("options",)


def read(node: Node, reader: Reader) -> Choices:
    """The options of a question node; their number and keys are each type's own business."""
    listed = node.value.get("options") if isinstance(node.value, dict) else None
    if listed is None:
        reader.problem(node, "missing-field", "field `options` is missing / 缺少选项「options」")
    options: list[Option] = []
    for place, item in enumerate(reader.items(listed)):
        found = reader.mapping(item, ("text", "right", "why"), ("text",))
        option = Option(
            place,
            reader.text(found.get("text"), OPTION_CHARACTERS),
            reader.flag(found.get("right")),
            reader.text(found.get("why"), WHY_CHARACTERS),
        )
        if option.text in [other.text for other in options]:
            reader.problem(item, "twin-options", f"option stands twice: {option.text} / 选项重复")
        options.append(option)
    if listed is not None and not 2 <= len(options) <= MOST_OPTIONS:
        reader.problem(
            listed, "option-count", f"{len(options)} options, expected 2–{MOST_OPTIONS} / 选项应为 2 到 6 个"
        )
    return Choices(tuple(options))


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
