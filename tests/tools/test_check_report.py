"""What `packs check` prints: places one can jump to, carets under wide characters, JSON and SARIF that programs read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from game.cli import main
from game.packs.codes import catalogue
from game.packs.inspection import inspect_bank
from game.tools.check_report import MOST_COLUMNS, as_json, as_sarif, excerpt, text_lines, visible, width
from tests.packs.codes import CASES
from tests.packs.sample import write_bank

TODAY = date(2026, 11, 26)
# What SARIF 2.1.0 requires of a log as it is made here; the whole schema is a quarter of a megabyte.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "originalUriBaseIds": {
                        "additionalProperties": {"properties": {"uri": {"type": "string", "pattern": "^file:///.*/$"}}}
                    },
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": {"required": ["text"]},
                                                "fullDescription": {"required": ["text"]},
                                                "help": {"required": ["text"]},
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"], "properties": {"text": {"type": "string"}}},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    },
                                                },
                                            }
                                        }
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """The sample bank with a wrong word, a hidden character and a stem that stands twice."""
    root = tmp_path / "题 库"
    write_bank(root)
    CASES["near-duplicate"](root)
    path = root / "sample" / "q" / "questions.yaml"
    path.write_text(path.read_text("utf-8").replace("aspect: situation", "aspect: 心情", 1), "utf-8")
    (root / "sample" / "q" / "wide.yaml").write_text("- {类型: 单选, 题干: *x}\n", "utf-8")
    return root


def test_a_problem_stands_over_its_line_with_a_caret_under_the_place(spoilt: Path) -> None:
    lines = list(text_lines(inspect_bank(spoilt, TODAY), False))
    at = next(number for number, line in enumerate(lines) if " alias " in line)
    assert "sample/q/wide.yaml:1:16 alias " in lines[at]
    assert lines[at + 1] == "    - {类型: 单选, 题干: *x}"
    # Six wide characters before the place take two columns each.
    assert lines[at + 2] == "    " + " " * (15 + 6) + "^"
    assert lines[-1].startswith("1 packs, 11 questions, ") and "warnings / 1 个题包" in lines[-1]
    assert not any("\x1b" in line for line in lines)
    assert any("\x1b[31m" in line for line in text_lines(inspect_bank(spoilt, TODAY), True))


@pytest.mark.parametrize(
    ("source", "column", "before"),
    [
        ("stem: 您好吗", 7, 6),
        ("stem: 您好吗", 9, 10),
        ("ａｂ：“c”", 4, 6),
        ("\tx", 2, 1),
        ("a\u0301\u0301b", 4, 1),
        ("", 1, 0),
        ("short", 40, 5),
    ],
)
def test_carets_count_columns_and_not_characters(source: str, column: int, before: int) -> None:
    line, caret = excerpt(source, column)
    assert caret == " " * before + "^"
    assert "\t" not in line


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    source = "甲" * 300 + "乙" + "丙" * 300
    line, caret = excerpt(source, 301)
    assert width(line) <= MOST_COLUMNS + 4
    at = len(caret) - 1
    assert line.startswith("…") and width(line[: line.index("乙")]) == at


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert visible("\x1b[31m红\u202e\x00\ud800") == "·[31m红···"
    assert visible("a\tb\u2028") == "a→b·"


def test_json_names_place_code_severity_message_and_cure(spoilt: Path) -> None:
    told = json.loads(as_json(inspect_bank(spoilt, TODAY)))
    assert {(entry["code"], entry["severity"]) for entry in told} >= {("alias", "error"), ("near-duplicate", "warning")}
    for entry in told:
        assert set(entry) >= {"file", "line", "column", "message_en", "message_zh", "cure_en", "cure_zh"}
        assert entry["cure_zh"] == catalogue()[entry["code"]].cure_zh
        assert entry["message_en"] and entry["message_zh"] and Path(entry["file"]).is_file()
    strict = json.loads(as_json(inspect_bank(spoilt, TODAY), is_strict=True))
    assert {entry["severity"] for entry in strict} == {"error"}


def test_sarif_has_what_its_schema_requires(spoilt: Path) -> None:
    told = json.loads(as_sarif(inspect_bank(spoilt, TODAY)))
    assert not [error.message for error in Draft7Validator(SARIF).iter_errors(told)]
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == set(catalogue())
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["results"]
    empty = json.loads(as_sarif(inspect_bank(write_bank(spoilt.parent / "clean").parent, TODAY)))
    assert empty["runs"][0]["results"] == []


def test_the_command_counts_and_ends_with_its_code(spoilt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "check", str(spoilt)]) == 1
    assert "alias" in capsys.readouterr().out
    (spoilt / "sample" / "q" / "wide.yaml").unlink()
    path = spoilt / "sample" / "q" / "questions.yaml"
    path.write_text(path.read_text("utf-8").replace("aspect: 心情", "aspect: situation"), "utf-8")
    assert main(["packs", "check", str(spoilt), "--progress"]) == 0
    told = capsys.readouterr()
    assert "near-duplicate warning" in told.out and "100%" in told.err
    assert main(["packs", "check", str(spoilt), "--strict"]) == 1
    capsys.readouterr()
    assert main(["packs", "check", str(spoilt), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["packs", "check", str(spoilt), "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_a_folder_without_packs_and_a_path_to_nowhere_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["packs", "check", str(tmp_path)]) == 1
    assert "no-pack" in capsys.readouterr().out
    assert main(["packs", "check", str(tmp_path / "nowhere")]) == 1
    assert "no-folder" in capsys.readouterr().out
    (tmp_path / "lone.yaml").write_text("- a\n")
    assert main(["packs", "check", str(tmp_path / "lone.yaml")]) == 1
    assert "belongs to no pack" in capsys.readouterr().out
