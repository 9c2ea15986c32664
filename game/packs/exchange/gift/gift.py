"""Moodle's GIFT: questions as lines of text. https://docs.moodle.org/en/GIFT_format"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.nodes import Node, Tree, plain
from game.packs.exchange.bounds import Told, read_whole_text, too_many
from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.gift.questions import asked_of_block, category_of
from game.packs.exchange.gift.scan import FORMATS, Sheet, escaped
from game.packs.exchange.losses import groups, not_held, pack_losses
from game.packs.exchange.moodle.asked import FULL, Asked, Choice, question
from game.packs.exchange.moodle.numerals import shown
from game.packs.exchange.moodle.own import HEAD_MARK, MARK, head_of, line_of
from game.packs.exchange.moodle.to_moodle import PACK_FIELDS, asked_of, written
from game.packs.limits import TEXT_LIMITS

NAME = "GIFT"
TYPES = ("single", "multiple", "truefalse", "number", "ordering", "sorting")


def read(path: Path) -> Draft:
    """The file's questions. Never raises for what the file says: that is a problem of the draft. Raises OSError."""
    told = Told(path.name)
    return read_text(read_whole_text(path, told), told)


def read_text(text: str, told: Told) -> Draft:
    """The questions of a GIFT text."""
    sheet = Sheet.of(text)
    found = []
    head: dict[str, Node] = {}
    topic: Node | None = None
    for count, block in enumerate(sheet.blocks()):
        if count >= TEXT_LIMITS.questions:
            too_many(told, sheet.node("", block.start))
            break
        for comment in block.comments:
            if comment.text.startswith(HEAD_MARK):
                at = comment.start + len(HEAD_MARK)
                head |= head_of(sheet.node(comment.text[len(HEAD_MARK) :].strip(), at), told)
        block, named = category_of(block, sheet, told)
        topic = named or topic
        asked = asked_of_block(block, sheet, told)
        item = question(replace(asked, topic=topic if topic and topic.value else None), told) if asked else None
        if item is not None:
            found.append(item)
    return Draft(head, {told.file: tuple(found)} if found else {}, {}, told.found, told.left_out)


def write(tree: PackTree) -> Written:
    """The pack in this format."""
    kept = {name: tree[name] for name in PACK_FIELDS if name in tree}
    parts = [f"// {HEAD_MARK} {line_of(kept)}\n"] if kept else []
    losses = pack_losses(tree, NAME)
    for file, items in groups(tree):
        for item in items:
            text = written(item, asked_of(item, has_units=False), _rendered, _reread)
            if text is None:
                losses.append(not_held(file, item, NAME, TYPES))
            else:
                parts.append(text)
    return Written("\n".join(parts).encode("utf-8", "replace"), tuple(losses))


def _reread(text: str) -> Tree | None:
    """The question that the text says; None when it says none, or not all that stands in it."""
    draft = read_text(text, Told(""))
    items = [item for listed in draft.questions.values() for item in listed]
    return plain(items[0]) if len(items) == 1 and not draft.problems and not draft.losses else None


def _rendered(asked: Asked) -> str:
    lines = []
    name = str(asked.id.value) if asked.id is not None else ""
    marks = [f"[id:{_bracketed(name)}]"] if name and "\n" not in name else []
    marks += [f"[tag:{_bracketed(str(tag.value))}]" for tag in asked.tags]
    if marks:
        lines.append(f"// {' '.join(marks)}")
    if asked.own is not None:
        lines.append(f"// {MARK} {asked.own.value}")
    texts = [asked.stem, asked.general, *(part for choice in asked.choices for part in (choice.text, choice.feedback))]
    is_plain = any(text is not None and set(str(text.value)) & {"<", "&"} for text in texts)
    is_plain = is_plain or any(set(str(text.value)) & {"<", "&"} for text, _ in asked.pairs)
    title = f"::{escaped(name)}::" if name and name.strip() == name else ""
    stem = ("[plain]" if is_plain else "") + (escaped(str(asked.stem.value)) if is_plain else _text(asked.stem.value))
    lines.append(f"{title}{stem}{_answers(asked)}")
    return "\n".join(lines) + "\n"


def _answers(asked: Asked) -> str:
    general = f"####{_text(asked.general.value)}" if asked.general is not None and asked.general.value else ""
    after = f"\t{general}\n" if general else ""
    match asked.kind:
        case "truefalse":
            return f"{{{'TRUE' if asked.choices[0].worth >= FULL else 'FALSE'}{general}}}"
        case "numerical":
            listed = "".join(f"\t={_number(choice)}{_feedback(choice)}\n" for choice in asked.choices)
            return f"{{#\n{listed}{after}}}"
        case "matching":
            pairs = (f"\t={_text(text.value)} -> {escaped(str(group.value))}\n" for text, group in asked.pairs)
            return f"{{\n{''.join(pairs)}{after}}}"
        case "ordering":
            # Moodle reads the steps line by line and as they are; feedback would be one more step.
            steps = "".join(f"{_raw(str(choice.text.value))}\n" for choice in asked.choices)
            return f"{{>{len(asked.choices)} ALL VERTICAL RELATIVE_NEXT_EXCLUDE_LAST SHOW none\n{steps}}}"
    options = "".join(
        f"\t{_mark(asked, choice)}{_text(choice.text.value)}{_feedback(choice)}\n" for choice in asked.choices
    )
    return f"{{\n{options}{after}}}"


def _mark(asked: Asked, choice: Choice) -> str:
    if asked.is_single:
        starts_like_a_share = str(choice.text.value).startswith("%")
        return "=" if choice.worth >= FULL else "~%0%" if starts_like_a_share else "~"
    return f"~%{shown(choice.worth)}%"


def _number(choice: Choice) -> str:
    tolerance = str(choice.tolerance.value) if choice.tolerance is not None else "0"
    return f"%{shown(choice.worth)}%{choice.text.value}:{tolerance}"


def _feedback(choice: Choice) -> str:
    said = choice.feedback.value if choice.feedback is not None else ""
    return f"#{_text(said)}" if said else ""


def _text(value: object) -> str:
    """A text escaped; one that begins like a text format is told to be none."""
    text = str(value)
    begins = any(text.startswith(f"[{form}]") for form in FORMATS)
    return ("[plain]" if begins else "") + escaped(text)


def _raw(step: str) -> str:
    return "".join("\\" + char if char in "\\{}" else char for char in step)


def _bracketed(text: str) -> str:
    return text.replace("]", "\\]")
