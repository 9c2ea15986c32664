"""What goes out to a format and comes back: the same, or a loss that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.nodes import Tree, plain
from game.packs.exchange.formats import Format, load_format
from game.packs.exchange.moodle.to_moodle import PACK_FIELDS
from tests.packs.exchange.trees import PACKS, items_of, pack_of, pack_tree, questions, samples

MOODLES = ("gift", "moodle")
HELD = ("single", "multiple", "truefalse", "number", "ordering", "sorting")


def there_and_back(format_: Format, tree: dict[str, Tree], folder: Path) -> list[object]:
    path = folder / "out"
    path.write_bytes(format_.write(tree).data)
    draft = format_.read(path)
    assert not draft.problems and not draft.losses
    return questions(draft)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", MOODLES)
def test_every_built_in_question_of_six_types_survives_both_moodle_formats(
    name: str, pack: str, tmp_path: Path
) -> None:
    tree = pack_tree(pack)
    assert there_and_back(load_format(name), tree, tmp_path) == items_of(tree, HELD)


@pytest.mark.parametrize("name", MOODLES)
def test_the_samples_of_the_types_survive_too(name: str, tmp_path: Path) -> None:
    kept = [item for item in samples() if item["type"] in HELD]
    assert len(kept) >= len(HELD)
    assert there_and_back(load_format(name), pack_of(*kept), tmp_path) == kept


@pytest.mark.parametrize("name", MOODLES)
def test_the_head_of_the_pack_comes_back(name: str, tmp_path: Path) -> None:
    tree = pack_tree("eight-rights")
    path = tmp_path / "out"
    path.write_bytes(load_format(name).write(tree).data)
    head = load_format(name).read(path).head
    assert {field: plain(node) for field, node in head.items()} == {
        field: tree[field] for field in PACK_FIELDS if field in tree
    }


@pytest.mark.parametrize("name", MOODLES)
def test_what_has_no_place_is_a_loss_with_its_reason(name: str) -> None:
    tree = pack_tree("fraud-prevention")
    losses = load_format(name).write(tree).losses
    talks = items_of(tree, ("dialogue", "redflags"))
    of_type = [loss for loss in losses if loss.code == "not-held-type"]
    assert len(of_type) == len(talks) > 0
    assert {loss.file for loss in of_type} <= {group["file"] for group in tree["questions"]}  # type: ignore[union-attr,index,call-overload]
    assert all(str(item["id"]) in loss.message for item, loss in zip(talks, of_type, strict=True))
    assert [loss.code for loss in losses if loss not in of_type] == ["not-held", "not-held"]  # cards, translations
    assert all(" / " in loss.message for loss in losses)


@pytest.mark.parametrize(
    ("name", "types", "most"),
    [("aiken", ("single", "truefalse"), 26), ("kahoot", ("single", "multiple", "truefalse"), 4)],
)
def test_formats_of_bare_choices_keep_question_and_key_and_name_the_rest(
    name: str, types: tuple[str, ...], most: int, tmp_path: Path
) -> None:
    tree = pack_tree("eight-rights")
    held = [item for item in items_of(tree, types) if len(item.get("options", ())) <= most]
    written = load_format(name).write(tree)
    path = tmp_path / "out.xlsx"
    path.write_bytes(written.data)
    found = questions(load_format(name).read(path))
    assert [bare(item) for item in held] == found
    named = [loss for loss in written.losses if "rationale" in loss.message]
    assert len(named) == len(held) and {loss.code for loss in named} == {"not-held"}
    everything = sum(len(group["items"]) for group in tree["questions"])  # type: ignore[misc,index,call-overload,arg-type]
    assert len(found) + sum(loss.code.startswith(("not-held-t", "not-held-l")) for loss in written.losses) == everything


def bare(item: dict[str, object]) -> dict[str, object]:
    """What is left of a question without everything but the question itself."""
    kept = {name: item[name] for name in ("type", "stem", "options", "answer") if name in item}
    if "options" in kept:
        options = item["options"]
        assert isinstance(options, list)
        kept["options"] = [{name: text for name, text in option.items() if name != "why"} for option in options]
    return kept


@pytest.mark.parametrize("name", MOODLES)
def test_an_edit_in_the_file_wins_over_what_our_line_kept(name: str, tmp_path: Path) -> None:
    item = next(item for item in samples() if item["type"] == "sorting")
    path = tmp_path / "out"
    text = load_format(name).write(pack_of(item)).data.decode()
    path.write_text(text.replace("在手机银行买的基金", "在手机上买的基金"), "utf-8")
    draft = load_format(name).read(path)
    (found,) = questions(draft)
    assert [part["text"] for part in found["items"]][3] == "在手机上买的基金"
    assert not any("why" in part for part in found["items"])
    assert [loss.code for loss in draft.losses] == ["edited-outside"]
    assert found["hint"] == item["hint"] and found["rationale"] == item["rationale"]


@pytest.mark.parametrize("name", MOODLES)
def test_a_key_changed_in_the_file_is_the_key(name: str, tmp_path: Path) -> None:
    item = next(item for item in samples() if item["type"] == "truefalse")
    path = tmp_path / "out"
    text = load_format(name).write(pack_of(item)).data.decode()
    swapped = text.replace("{FALSE", "{TRUE").replace('fraction="100"', 'fraction="x"')
    swapped = swapped.replace('fraction="0"', 'fraction="100"').replace('fraction="x"', 'fraction="0"')
    path.write_text(swapped, "utf-8")
    (found,) = questions(load_format(name).read(path))
    assert found == {**item, "answer": "true"}


def test_a_file_without_our_line_still_gives_the_question(tmp_path: Path) -> None:
    item = next(item for item in samples() if item["type"] == "single")
    path = tmp_path / "out"
    text = load_format("gift").write(pack_of(item)).data.decode()
    path.write_text("\n".join(line for line in text.split("\n") if "qmcg:" not in line), "utf-8")
    (found,) = questions(load_format("gift").read(path))
    assert found == {name: value for name, value in item.items() if name != "hint"}
