"""What the code can raise, read from its source; and a way to make each problem of a pack happen."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from game.packs.exchange.moodle.html_text import LOST
from game.packs.limits import LIMITS
from game.packs.media.judge import WORDS
from tests.packs.sample import NAME, dumped, opus, png, questions, vorbis
from tests.shape.sources import sources

Spoil = Callable[[Path], None]
PLACES_OF_CODES = {
    "Problem": 3,
    "Gap": 0,
    "Flaw": 0,
    "problem": 1,
    "counted": 3,
    "twins": 3,
    "loss": 1,
    "_problem": 1,
    "_shut": 1,
}
"""Calls that take a code, and the place of it among their arguments."""
QUESTIONS = "q/questions.yaml"


def codes_raised() -> dict[str, str]:
    """Every code that stands in the game's source, with a place where it does."""
    found = dict.fromkeys(WORDS, "game/packs/media/judge.py") | dict.fromkeys(LOST, "html_text.py")
    for source in sources():
        for node in ast.walk(source.tree):
            for code in _codes(node):
                found.setdefault(code, f"{source.path.name}:{node.lineno}")  # type: ignore[attr-defined]
    return found


def _codes(node: ast.AST) -> Iterator[str]:
    told: list[ast.expr] = []
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        place = PLACES_OF_CODES.get(name)
        if name in ("problem", "loss") and len(node.args) == len(("row", "field", "code", "english", "chinese")):
            place = 2  # the reader of a sheet's rows tells the column, too
        if name == "Refused" and len(node.args) == len(("place", "code", "message")):
            place = 1
        told = node.args[place : place + 1] if place is not None else []
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        pairs = zip(node.targets[0].elts, node.value.elts, strict=False)
        told = [value for target, value in pairs if getattr(target, "id", "") == "code"]
    elif isinstance(node, ast.Yield | ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
        # The flaws of a dialogue and of a folder are pairs of code and message.
        second = node.value.elts[1]
        told = node.value.elts[:1] if isinstance(second, ast.JoinedStr | ast.Constant) else []
    for each in told:
        if (
            isinstance(each, ast.Constant)
            and isinstance(each.value, str)
            and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.value)
        ):
            yield each.value


# ── ways to spoil the sample bank ──


def swap(old: str, new: str, file: str = QUESTIONS) -> Spoil:
    """`new` stands where `old` stood."""

    def spoil(root: Path) -> None:
        path = root / NAME / file
        text = path.read_text("utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def add(file: str, data: bytes | str) -> Spoil:
    """The file holds that."""

    def spoil(root: Path) -> None:
        path = root / NAME / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    return spoil


def item(name: str, **fields: object) -> Spoil:
    """A sample question has those fields; None takes one away."""

    def spoil(root: Path) -> None:
        listed = questions()
        for question in listed:
            if question["id"] == name:
                question.update({key: value for key, value in fields.items() if value is not None})
                for key, value in fields.items():
                    if value is None:
                        question.pop(key, None)
        (root / NAME / QUESTIONS).write_text(dumped(listed), "utf-8")

    return spoil


def option(text: str, is_right: bool = False) -> dict[str, str]:
    return {"text": text, "right": "true"} if is_right else {"text": text}


def steps(**changed: object) -> Spoil:
    """Steps of the sample dialogue are others."""
    talk = next(question for question in questions() if question["id"] == "sample-dialogue")
    made = {**talk["steps"], **changed}
    return item("sample-dialogue", steps={name: step for name, step in made.items() if step is not None})


def step(*choices: tuple[str, str], says: tuple[str, ...] = ("您好。",), **more: object) -> dict[str, object]:
    return {"says": list(says), "choices": [{"text": text, "to": to} for text, to in choices], **more}


def link(root: Path) -> None:
    (root / NAME / "media" / "link.png").symlink_to(root / NAME / "pack.yaml")


def pipe(root: Path) -> None:
    os.mkfifo(root / NAME / "media" / "pipe.png")


def no_head(root: Path) -> None:
    (root / NAME / "pack.yaml").unlink()


def other_pack(root: Path) -> None:
    other = root / "zz"
    other.mkdir()
    text = (root / NAME / "pack.yaml").read_text("utf-8").replace("id: sample", "id: zz", 1)
    (other / "pack.yaml").write_text(text, "utf-8")


def many_alike(root: Path) -> None:
    listed = questions()
    single = next(question for question in listed if question["type"] == "single")
    stems = [
        "密码",
        "汇款",
        "存折",
        "理财",
        "保险",
        "贷款",
        "征信",
        "利率",
        "年费",
        "网银",
        "转账",
        "现金",
        "外币",
        "票据",
    ]
    for number, stem in enumerate(stems):
        options = [option(f"这一项写得又长又全面又稳妥{stem}", True), *(option(f"{stem}{word}") for word in "甲乙丙")]
        listed.append({**single, "id": f"guess-{number}", "stem": f"{stem}怎么办才好？", "options": options})
    (root / NAME / QUESTIONS).write_text(dumped(listed), "utf-8")


def twin_stem(root: Path) -> None:
    listed = questions()
    listed.append({**listed[0], "id": "another"})
    (root / NAME / QUESTIONS).write_text(dumped(listed), "utf-8")


def many_problems(root: Path) -> None:
    (root / NAME / "q" / "many.yaml").write_text("- {}\n" * 300, "utf-8")


def campaign(old: str, new: str) -> Spoil:
    def spoil(root: Path) -> None:
        path = root / "campaign.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    return spoil


LONG = "长" * 61
CASES: dict[str, Spoil] = {
    # files and folders
    "no-pack": no_head,
    "unreadable": lambda root: (root / NAME / "q" / "folder.yaml").mkdir(),
    "file-too-big": add("q/big.yaml", b"#" * (LIMITS.file_bytes + 1)),
    "pack-too-big": add("README.md", b" " * (LIMITS.pack_bytes + 1)),
    "too-many-files": lambda root: [add(f"media/{n}.txt", b"")(root) for n in range(LIMITS.files)] and None,
    "link": link,
    "not-a-file": pipe,
    "strange-name": add("media/-x.png", png()),
    "stray-folder": add("extra/a.png", png()),
    "stray-file": add("notes.qqq", "?"),
    "more-problems": many_problems,
    # YAML
    "not-utf8": add("q/a.yaml", "好".encode("gbk")),
    "hidden-character": swap("stem: ", 'stem: "\\u202e" #'),
    "too-many-marks": swap("stem: ", "stem: a\u0301\u0301\u0301"),
    "tab": add("q/a.yaml", "- a:\n\tb: 1\n"),
    "yaml": add("q/a.yaml", "- [1, 2\n"),
    "second-document": add("q/a.yaml", "- a: b\n---\n- c: d\n"),
    "alias": add("q/a.yaml", "- *a\n"),
    "tag": add("q/a.yaml", "- !!python/name:os.system a\n"),
    "merge": add("q/a.yaml", "- <<: {a: b}\n"),
    "duplicate-key": add("q/a.yaml", "- {a: b, a: c}\n"),
    "key-not-text": add("q/a.yaml", "- {[a]: b}\n"),
    "too-deep": add("q/a.yaml", "[" * 20 + "]" * 20),
    "too-many-nodes": add("q/a.yaml", "[" + "a," * (LIMITS.nodes + 1) + "a]"),
    # fields
    "empty": item("sample-single", stem=""),
    "too-long": item("sample-single", stem=LONG),
    "line-break": item("sample-single", stem="一\n二"),
    "missing-field": item("sample-single", hint=None),
    "unknown-field": item("sample-single", hunt="x"),
    "not-a-mapping": add("q/a.yaml", "- text\n- {type: dialogue, steps: [a]}\n"),
    "not-a-list": item("sample-single", facts="a-fact"),
    "not-text": item("sample-single", stem=["a"]),
    "not-a-number": item("sample-single", difficulty="9"),
    "not-a-date": item("sample-single", checked_on="2026-W48-1"),
    "not-true-or-false": item("sample-single", genuine="yes"),
    "not-a-choice": item("sample-single", aspect="mood"),
    "bad-id": item("sample-single", id="a b"),
    # packs, chapters, levels
    "pack-id": swap("id: sample", "id: other", "pack.yaml"),
    "twin-id": item("sample-single", id="a-card"),
    "twin-chapter": other_pack,
    "unknown-topic": item("sample-single", topic="moon"),
    "unknown-chapter": campaign("[a-chapter]", "[a-chapter, moon]"),
    "chapter-off-street": campaign("[a-chapter]", "[moon]"),
    "level-count": swap("      - {title: 二关, draw: {1: 4, 2: 2}, stars: [60, 80, 100]}\n", "", "pack.yaml"),
    "level-size": swap("draw: {1: 4, 2: 2}", "draw: {1: 1}", "pack.yaml"),
    "star-marks": swap("[60, 80, 100]", "[90, 80, 100]", "pack.yaml"),
    "thin-pool": add(QUESTIONS, dumped(questions()[:3])),
    "thin-difficulty": swap("draw: {1: 4, 2: 2}", "draw: {3: 7}", "pack.yaml"),
    # questions and cards
    "unknown-type": item("sample-single", type="riddle"),
    "option-count": item("sample-single", options=[option(str(n), n == 0) for n in range(40)]),
    "key-count": item("sample-single", options=[option("甲", True), option("乙", True)]),
    "twin-options": item("sample-single", options=[option("甲 。", True), option("甲")]),
    "twin-items": item("sample-ordering", items=["甲", "甲", "乙"]),
    "twin-classes": item("sample-sorting", classes=["甲", "甲"]),
    "item-count": item("sample-ordering", items=["甲", "乙"]),
    "class-count": item("sample-sorting", classes=["甲"]),
    "empty-class": item("sample-sorting", classes=["有存款保险", "没有存款保险", "丙"]),
    "part-count": item("sample-redflags", parts=[{"text": "甲", "flag": "乙"}]),
    "own-flag": item("sample-redflags", parts=[{"text": t, "flag": "乙", "me": "true"} for t in "甲乙丙"]),
    "flags-and-genuine": item("sample-redflags", genuine="true"),
    "slip-is-right": item("sample-number", slips=[{"value": "15", "why": "错"}]),
    "tolerance": item("sample-number", tolerance="500"),
    "card-length": swap("[一句。, 两句。, 三句。]", "[一句。]", "cards.yaml"),
    "no-picture": swap("road_3_mediation", "../../secret", "cards.yaml"),
    "no-glyph": item("sample-single", stem="𠮷"),
    "unreachable": steps(z=step(("好", "comply"))),
    "no-such-step": steps(a=step(("好", "nowhere"))),
    "loop": steps(a=step(("好", "a"), ("行", "b"))),
    "end-never-reached": steps(e=step(("好", "d"))),
    "exit-never-open": item("sample-dialogue", start="a", steps={"a": step(("好", "comply"), exits=["verify"])}),
    "no-safe-exit": steps(a=step(("好", "b"), exits=["hangup"])),
    "too-many-steps": steps(**{f"z{n}": step(("好", "comply")) for n in range(40)}),
    "choice-count": steps(a=step(*((f"好{n}", "b") for n in range(40)))),
    "line-count": steps(a=step(("好", "b"), says=("话",) * 40)),
    "techniques": item("sample-dialogue", techniques=[]),
    # facts, sources, dates
    "no-facts": item("sample-single", facts=[]),
    "no-sources": item("sample-single", sources=[]),
    "unknown-source": item("sample-single", sources=[{"id": "a-rumour"}]),
    "uncited-source": swap("sources:\n", "sources:\n  spare: {title: 多余}\n", "pack.yaml"),
    "unknown-fact": item("sample-single", facts=["moon"]),
    "unverified-fact": item("sample-single", facts=["a-rumour"]),
    "citation": item("sample-single", sources=[{"id": "a-source", "article": "第九条"}]),
    "undated": item("sample-single", checked_on=None),
    "can-change": item("sample-single", facts=["a-mover"], valid_until=None),
    "key-number": item("sample-number", answer="77"),
    "dates-crossed": item("sample-single", valid_until="2020-01-01"),
    "future-date": item("sample-single", checked_on="2027-01-01"),
    "expired": item("sample-single", checked_on="2020-01-01", valid_until="2021-01-01"),
    # the bank as a whole
    "long-reading": item(
        "sample-redflags", parts=[{"text": t * 36, "flag": "乙", "why": "丙"} for t in "甲丁戊己庚辛"]
    ),
    "near-duplicate": twin_stem,
    "guessable-keys": many_alike,
    "key-stands-out": item(
        "sample-single", options=[option("这一项特别长特别长特别长", True), option("甲"), option("乙")]
    ),
    # translations
    "translation-fixed": swap("- id: sample-single\n", "- id: sample-single\n  type: x\n", "translations/en.yaml"),
    "translation-unknown": swap("- id: sample-single\n", "- id: sample-single\n  x: y\n", "translations/en.yaml"),
    "translation-length": swap("  stem:", "  options: [{text: a}]\n  stem:", "translations/en.yaml"),
    "translation-of-nothing": swap("id: sample-single", "id: moon", "translations/en.yaml"),
    "translation-shape": swap("stem: What do you do?", "stem: [What]", "translations/en.yaml"),
    # pictures and sounds
    "media-too-big": add("media/a.png", png() + bytes(LIMITS.media_bytes)),
    "media-kind-lies": add("media/a.png", opus()),
    "media-damaged": add("media/a.png", png()[:-3]),
    "picture-too-large": add("media/a.png", png(told=(12_000, 12_000))),
    "picture-kind": add("media/a.gif", b"GIF89a"),
    "sound-too-long": add("media/a.ogg", opus(31)),
    "sound-too-big": add("media/a.ogg", vorbis(15_000, 48_000, 0xD6)),
    "sound-kind": add("media/a.mp3", b"ID3"),
    "no-drawings": add("media/a.svg", b"<svg/>"),
    "no-fonts": add("media/a.ttf", b"\0\1\0\0"),
    "no-video": add("media/a.mp4", b"ftyp"),
    "no-web-pages": add("media/a.html", b"<html>"),
    "no-programs": add("media/a.exe", b"MZ"),
    "no-archives": add("media/a.zip", b"PK"),
    "no-office-files": add("book.xlsx", b"PK"),
}
