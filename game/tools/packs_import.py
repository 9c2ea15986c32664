"""`packs import`: a file of any format becomes a pack, or a list of everything to mend in it, told in words of that file."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from game.atomic import write_atomically
from game.nodes import Node, Problem, Tree, plain
from game.packs.exchange.around import Around, around
from game.packs.exchange.assemble import Given, assembled, pack_node, without
from game.packs.exchange.draft import Draft
from game.packs.exchange.folder import pack_files, write_folder
from game.packs.exchange.formats import FORMATS, load_format
from game.packs.exchange.judged import judged
from game.packs.exchange.sheets.tree_rows import NOTHING
from game.packs.exchange.sniff import format_of
from game.packs.exchange.teller import Teller, loss_line
from game.packs.facts import OWN
from game.packs.pack_files import read_pack
from game.packs.yaml_nodes import read_file
from game.start import QUESTIONS
from game.tools.packs_sheets import EXIT_OK, EXIT_PROBLEMS, dressed

EXAMPLE_IDS = "example-"
ROUNDS = 4
"""Leaving a question out can leave another without its twin or its translation without its original."""
WORKBOOK = ".xlsx"


def run(chosen: argparse.Namespace) -> int:
    """Reads, checks and writes; 1 when nothing was written."""
    try:
        return _import(chosen)
    except FileExistsError:
        return _failed(f"{chosen.out} is there already; --replace takes its place", "已经有了；加 --replace 才会替换")
    except OSError as error:
        return _failed(f"{error.filename or chosen.file}: {error.strerror}", "文件打不开或写不了")


def _import(chosen: argparse.Namespace) -> int:
    path, out = chosen.file, chosen.out
    if not path.is_file():
        return _failed(f"there is no file {path}", "没有这个文件")
    if out.exists() and not chosen.replace:
        raise FileExistsError(str(out))
    name = chosen.format or format_of(path)
    if not name:
        return _failed(
            f"can't tell the format of {path.name}; say --from {'|'.join(FORMATS)}",
            "认不出是哪种格式，请用 --from 写明",
        )
    try:
        draft = load_format(name).read(path)
    except ModuleNotFoundError:
        return _failed(f"this version has no {name} format", "这个版本还不支持这种格式")
    is_workbook = out.suffix.lower() == WORKBOOK
    pack = chosen.id or _own_id(draft) if is_workbook else out.name
    near = around(chosen.questions or out.parent, pack)
    if not near.chapters and chosen.questions is None:
        near = around(QUESTIONS, pack)
    draft = _with_old(draft, out) if out.is_dir() else draft
    if not is_workbook and _own_id(draft).startswith(EXAMPLE_IDS) and out.name != _own_id(draft):
        draft = _renamed(draft, out.name)
    made = assembled(draft, _given(chosen), pack, near)
    if is_workbook:
        return _to_workbook(path, out, made, near)
    return _to_folder(path, out, made, near, chosen.partial)


def _own_id(draft: Draft) -> str:
    node = draft.head.get("id")
    return str(node.value) if node is not None and node.value else "my-pack"


def _renamed(draft: Draft, name: str) -> Draft:
    """The draft without the id that the template came with: the pack is called like its folder."""
    print(
        f"题包编号还是模板里的“{_own_id(draft)}”，改用文件夹名“{name}” / "
        f"the pack's id is still the template's {_own_id(draft)}; the folder's name {name} is used"
    )
    return replace(draft, head={field: node for field, node in draft.head.items() if field != "id"})


def _given(chosen: argparse.Namespace) -> Given:
    pairs = [text.partition("=") for text in chosen.source]
    return Given(
        chosen.id,
        chosen.title,
        chosen.version,
        chosen.topic,
        str(chosen.difficulty or ""),
        chosen.checked_on.isoformat() if chosen.checked_on else "",
        chosen.valid_until.isoformat() if chosen.valid_until else "",
        {name.strip(): title.strip() for name, _, title in pairs},
        tuple(chosen.fact),
    )


def _with_old(draft: Draft, folder: Path) -> Draft:
    """The draft with what the replaced pack has and the file doesn't hold: chapters, translations, facts."""
    node, _ = read_pack(folder)
    old = node.value if node is not None and isinstance(node.value, dict) else {}
    head: dict[str, Node] = {
        name: old[name] for name in ("chapters", "example") if name in old and name not in draft.head
    }
    made = replace(draft, head={**draft.head, **head})
    translations = old.get("translations")
    if not draft.translations and translations is not None and isinstance(translations.value, dict):
        groups = {}
        for language, group in translations.value.items():
            items = group.value["items"].value if isinstance(group.value, dict) else []
            groups[language] = {f"{folder.name}/{language}": tuple(items) if isinstance(items, list) else ()}
        made = replace(made, translations=groups)
    if not draft.facts and (folder / OWN).is_file():
        facts, _ = read_file(folder / OWN, OWN)
        listed = facts.value if facts is not None and isinstance(facts.value, list) else []
        made = replace(made, facts={f"{folder.name}/{OWN}": tuple(map(_told_only, listed))})
    return made


def _told_only(fact: Node) -> Node:
    """A fact without the fields that say nothing."""
    fields = fact.value if isinstance(fact.value, dict) else {}
    return replace(fact, value={name: node for name, node in fields.items() if node.value not in NOTHING})


def _to_workbook(path: Path, out: Path, made: Draft, near: Around) -> int:
    """The draft as our workbook, whatever it lacks; then what is still to be filled in, by the cells of that workbook."""
    teller = Teller(made, near)
    _tell_losses(made, teller)
    for problem in made.problems:
        print(teller.line(problem))
    if not _count(made):
        return _failed("nothing could be read, nothing was written", "什么也没有读出来，没有写文件")
    written = dressed(_tree(made), near.chapters)
    for loss in written.losses:
        print(loss_line(teller, loss))
    write_atomically(out, written.data)
    again = assembled(load_format("xlsx").read(out), Given(), _own_id(made), near)
    problems, _ = judged(again, _own_id(again), near)
    for line in Teller(again, near).lines(problems):
        print(line)
    print(
        f"{out}: {_count(made)} questions written, {len(problems)} things to fill in or mend; then import it / "
        f"已写入 {_count(made)} 道题，还有 {len(problems)} 处要填或要改，改好再导入"
    )
    return EXIT_OK


def _to_folder(path: Path, out: Path, made: Draft, near: Around, is_partial: bool) -> int:
    problems = judged(made, out.name, near)[0]
    teller = Teller(made, near)
    _tell_losses(made, teller)
    for line in teller.lines(problems):
        print(line)
    kept = made
    if problems and is_partial:
        kept = _clean(made, problems, out.name, near)
    elif problems:
        good = _count(_clean(made, problems, out.name, near))
        print(
            f"{len(problems)} problems, nothing was written; mend them and import again, "
            f"or write the {good} questions without problems now with --partial / "
            f"共 {len(problems)} 个问题，没有写入任何文件。请改好再导入；也可以加 --partial，先写入没有问题的 {good} 道题"
        )
        return EXIT_PROBLEMS
    if not _count(kept):
        return _failed("no question without problems; nothing was written", "没有一道题是没有问题的，没有写入任何文件")
    if problems and judged(replace(kept, problems=()), out.name, near)[0]:
        return _failed(
            "the pack's own sheet, its sources or facts have problems; mend these first, nothing was written",
            "题包、来源或事实本身有问题，请先改好这些；没有写入任何文件",
        )
    write_folder(out, pack_files(_tree(kept)), replace=out.exists())
    questions = _count(kept, cards=False)
    cards = _count(kept) - questions
    print(
        f"{out}: {questions} questions and {cards} cards written"
        + (", those with problems were left out (see above)" if problems else "")
        + f" / 已写入 {questions} 道题、{cards} 张卡片"
        + ("，有问题的没有写入（见上）" if problems else "")
    )
    return EXIT_OK


def _clean(made: Draft, problems: list[Problem], name: str, near: Around) -> Draft:
    """What is left when everything with a problem is left out, and everything that then has one."""
    kept = replace(without(made, problems), problems=())
    for _ in range(ROUNDS):
        found, _ = judged(kept, name, near)
        if not found:
            break
        fewer = without(kept, found)
        if fewer == kept:
            break
        kept = fewer
    return kept


def _tree(draft: Draft) -> dict[str, Tree]:
    """The draft as a pack without places, with its own facts."""
    tree = plain(pack_node(draft))
    assert isinstance(tree, dict)
    facts = [plain(node) for listed in draft.facts.values() for node in listed]
    return tree | ({"facts": facts} if facts else {})


def _count(draft: Draft, cards: bool = True) -> int:
    groups = [*draft.questions.values(), *(draft.cards.values() if cards else ())]
    return sum(map(len, groups))


def _tell_losses(made: Draft, teller: Teller) -> None:
    for loss in made.losses:
        print(loss_line(teller, loss))
    for file, listed in made.questions.items():
        if any(_is_example(node) for node in listed):
            where, there = teller.place(Problem(file, 0, 0, "", ""))
            print(
                f"{where}：模板里的示例题也读入了，不要的话请删掉那几行 / "
                f"{there}: the template's examples were read too; delete those rows if unwanted"
            )


def _is_example(node: Node) -> bool:
    own = node.value.get("id") if isinstance(node.value, dict) else None
    return own is not None and str(own.value).startswith(EXAMPLE_IDS)


def _failed(english: str, chinese: str) -> int:
    print(f"error: {english} / {chinese}", file=sys.stderr)
    return EXIT_PROBLEMS
