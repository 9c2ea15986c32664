"""What an author should see of a pack beside what its reading finds: facts, dates, reading, guessing, lost branches – with places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from game.nodes import Node, Problem, scalars
from game.packs.facts import Facts, gaps
from game.packs.guessing import guessable, is_long, reading, stands_out
from game.packs.limits import MOST_READING
from game.packs.pack import CARDS, Pack, groups_of
from game.qtypes.dialogue.rules import ENDS, Talk
from game.rules.question import Question

GUESSED = {
    "longest": ("the longest option", "选最长的选项"),
    "shortest": ("the shortest option", "选最短的选项"),
    "most_hedged": ("the most careful option", "选说得最保险的选项"),
    "contains_digits": ("an option with digits", "选带数字的选项"),
    "always_true": ("always “true”", "一律选“对”"),
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where each item of a pack stands: its file and node, by id; and the pack's own file and node."""

    head: tuple[str, Node]
    items: dict[str, tuple[str, Node]]

    def problem(self, item: str, code: str, message: str, field: str = "", text: str = "") -> Problem:
        """A problem at a text within a field of an item; at the field, the item or the pack where there is none."""
        file, node = self.items.get(item, self.head)
        found = node.value.get(field) if isinstance(node.value, dict) and field else None
        place = found or node
        if found is not None and text:
            place = next((scalar for scalar in scalars(found) if text in str(scalar.value)), found)
        return Problem(file, max(1, place.line), max(1, place.column), code, message)


def places_of(name: str, node: Node) -> Places:
    """Where the items of a pack's tree stand."""
    assert isinstance(node.value, dict)
    items: dict[str, tuple[str, Node]] = {}
    cards = node.value.get("cards")
    listed = [*groups_of(node.value.get("questions")), (f"{name}/{CARDS}", _members(cards))]
    for file, children in listed:
        for child in children:
            found = child.value.get("id") if isinstance(child.value, dict) else None
            if found is not None and isinstance(found.value, str):
                items.setdefault(found.value.strip(), (file, child))
    return Places((f"{name}/pack.yaml", node), items)


def _members(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def findings(pack: Pack, places: Places, facts: Facts | None, today: date) -> Iterator[Problem]:
    """Everything that is found in a pack that could be read."""
    for item, gap in gaps(pack, facts) if facts is not None else ():
        yield places.problem(item.id, gap.code, gap.message, gap.field, gap.text)
    for question in pack.questions:
        yield from _of_question(question, places, today)
    for card in pack.cards:
        yield from _dates(card.id, "checked_on", places, today)
    yield from _dates("", "checked_on", places, today)
    yield from _uncited(pack, places)
    yield from _thin(pack, places)
    for name, score, chance in guessable(pack.questions):
        english, chinese = GUESSED[name]
        message = f"choosing {english} earns {score:.0%}, chance {chance:.0%} / {chinese}就能得 {score:.0%}，瞎猜只有 {chance:.0%}"
        yield places.problem("", "guessable-keys", message)


def _of_question(question: Question, places: Places, today: date) -> Iterator[Problem]:
    yield from _dates(question.id, "checked_on", places, today)
    if question.valid_until is not None and question.valid_until < today:
        message = f"was to be reviewed by {question.valid_until} / 复核日期 {question.valid_until} 已过"
        yield places.problem(question.id, "expired", message, "valid_until")
    if is_long(question):
        message = f"{reading(question)} characters to read, better at most {MOST_READING} / 要读 {reading(question)} 字，最好不超过 {MOST_READING} 字"
        yield places.problem(question.id, "long-reading", message, "stem")
    if stands_out(question):
        message = "the right option is twice as long as any other / 正确选项比别的长一倍，一眼就能看出来"
        yield places.problem(question.id, "key-stands-out", message, "options")
    if isinstance(question.body, Talk):
        open_ends = {code for step in question.body.steps.values() for code in step.exits}
        for code, end in ENDS.items():
            if code not in open_ends:
                message = (
                    f"no step has the exit `{end}`: its end is never seen / 没有哪一步能走到「{end}」，这个结局看不到"
                )
                yield places.problem(question.id, "exit-never-open", message, "ends")


def _dates(item: str, field: str, places: Places, today: date) -> Iterator[Problem]:
    _, node = places.items.get(item, places.head) if item else places.head
    found = node.value.get(field) if isinstance(node.value, dict) else None
    if found is None or not isinstance(found.value, str):
        return
    try:
        day = date.fromisoformat(found.value)
    except ValueError:
        return
    if day > today:
        yield places.problem(item, "future-date", f"{day} has not come yet / {day} 还没到", field)


def _uncited(pack: Pack, places: Places) -> Iterator[Problem]:
    cited = {citation.source for question in pack.questions for citation in question.citations}
    cited |= {citation.source for card in pack.cards for citation in card.citations}
    file, node = places.head
    sources = node.value.get("sources") if isinstance(node.value, dict) else None
    for source, child in (sources.value if sources is not None and isinstance(sources.value, dict) else {}).items():
        if source not in cited:
            message = f"nothing cites source `{source}` / 没有题目或卡片引用来源「{source}」"
            yield Problem(file, max(1, child.line), max(1, child.column), "uncited-source", message)


def _thin(pack: Pack, places: Places) -> Iterator[Problem]:
    """Levels that want more questions of a difficulty than their chapter has in this pack."""
    for chapter in pack.chapters:
        have = Counter(question.difficulty for question in pack.questions if question.topic == chapter.id)
        for level in chapter.levels:
            for difficulty, count in level.draw:
                if have[difficulty] < count:
                    message = (
                        f"level `{level.id}` draws {count} questions of difficulty {difficulty}, there are {have[difficulty]}; "
                        f"others will fill in / 关卡 {level.id} 要抽难度 {difficulty} 的题 {count} 道，只有 {have[difficulty]} 道，会用别的难度补"
                    )
                    yield places.problem("", "thin-difficulty", message, "chapters")
