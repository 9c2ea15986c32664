"""A pack's folder is looked at before anything in it is read: names, links, counts, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.packs.folder import folder_problems
from game.packs.limits import LIMITS, Limits
from game.packs.pack_files import read_pack
from tests.packs.sample import png, write_bank


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The sample pack."""
    return write_bank(tmp_path)


def codes(pack: Path, limits: Limits = LIMITS) -> list[str]:
    return [problem.code for problem in folder_problems(pack, pack.name, limits)]


def test_a_pack_has_nothing_strange(pack: Path) -> None:
    assert codes(pack) == []


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", ".DS_Store", "media/.DS_Store", "q/Thumbs.db"])
def test_what_file_managers_leave_is_passed_over(pack: Path, name: str) -> None:
    (pack / name).write_bytes(b"\0\0")
    assert codes(pack) == []


@pytest.mark.parametrize("name", ["图片 1.png", "IMG_2024.JPG", "示例（一）.png", "a.b.png"])
def test_names_that_people_use_are_fine(pack: Path, name: str) -> None:
    (pack / "media" / name).write_bytes(png() if name.endswith("png") else b"")
    assert "strange-name" not in codes(pack)


@pytest.mark.parametrize(
    "name",
    [
        "-rf.png",
        ".hidden.png",
        "con.png",
        "NUL.png",
        "com1.png",
        "a\u202egnp.png",
        "а.png",
        "a\nb.png",
        "a*.png",
        "a:b.png",
        "é.png",
    ],
)
def test_names_that_mean_other_things_elsewhere_are_not(pack: Path, name: str) -> None:
    try:
        (pack / "media" / name).write_bytes(png())
    except OSError:
        pytest.skip("this system can't even write it")
    assert codes(pack) == ["strange-name"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("q/a.png", "stray-file"),
        ("q/a.yml", "stray-file"),
        ("media/a.yaml", "stray-file"),
        ("other.yaml", "stray-file"),
        ("media/deep/a.png", "stray-folder"),
        ("__pycache__/a.pyc", "stray-folder"),
        ("media/a.SVG", "no-drawings"),
        ("a.py", "no-programs"),
    ],
)
def test_everything_has_its_place(pack: Path, name: str, code: str) -> None:
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_bytes(png())
    assert codes(pack) == [code]


def test_links_are_named_and_never_followed(pack: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("- secret\n")
    (pack / "q" / "link.yaml").symlink_to(outside / "secret.yaml")
    (pack / "media").joinpath("deep").symlink_to(outside, target_is_directory=True)
    assert codes(pack) == ["link", "link"]


def test_too_many_files_or_bytes_are_refused_before_anything_is_read(pack: Path) -> None:
    (pack / "q" / "questions.yaml").write_text("- [", "utf-8")
    assert codes(pack, Limits(files=3)) == ["too-many-files"]
    assert codes(pack, Limits(pack_bytes=100)) == ["pack-too-big"]
    with (pack / "facts.yaml").open("wb") as file:
        file.truncate(LIMITS.pack_bytes + 1)
    node, problems = read_pack(pack)
    assert node is None and [problem.code for problem in problems] == ["pack-too-big"]
    assert problems[0].file == "sample/pack.yaml"


def test_what_is_outside_the_rules_keeps_a_pack_out(pack: Path) -> None:
    (pack / "media" / "a.ttf").write_bytes(b"\0\1\0\0")
    assert "no-fonts" in [problem.code for problem in read_pack(pack)[1]]


@pytest.mark.parametrize("field", ["questions", "cards", "translations"])
def test_what_has_files_of_its_own_is_not_taken_from_the_head(pack: Path, field: str) -> None:
    head = pack / "pack.yaml"
    head.write_text(head.read_text("utf-8") + f"{field}: {{en: {{a: b}}}}\n", "utf-8")
    node, problems = read_pack(pack)
    assert node is not None
    assert [(problem.code, problem.line > 1) for problem in problems] == [("unknown-field", True)]
