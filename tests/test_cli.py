"""The command line: help for every command, plain errors, and a demo that repeats itself byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main, parser


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    }
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        capture_output=True,
        text=True,
        env={**kept, **environment},
        timeout=280,
        check=False,
    )


def test_help_explains_every_command() -> None:
    told = run("--help")
    assert told.returncode == 0
    for command in (
        "play",
        "demo",
        "packs",
        "voucher",
        "report",
        "kiosk",
        "attract",
        "doctor",
        "records",
        "--size",
        "--data-dir",
        "--language",
    ):
        assert command in told.stdout
    assert "check" in run("packs", "--help").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_no_display_is_one_plain_line_and_exit_code_2() -> None:
    told = run()
    assert told.returncode == 2
    assert told.stderr.startswith("error: no display") and len(told.stderr.strip().splitlines()) == 1
    assert "Traceback" not in told.stderr and told.stdout == ""


@pytest.mark.parametrize(
    "bad", [["--size", "big"], ["--size", "10x10"], ["demo", "--mistakes", "2"], ["dance"], ["--language", "xx"]]
)
def test_bad_usage_is_explained(bad: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(bad)
    assert stopped.value.code == 2


def test_packs_check_is_clean_on_our_own_and_loud_on_a_broken_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["packs", "check"]) == 0
    assert " 0 problems" in capsys.readouterr().out
    pack = tmp_path / "mine"
    (pack / "q").mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: mine\ntitle: 我的\nversion: 1\nsources: {}\nchapters: []\n", "utf-8")
    (pack / "q" / "a.yaml").write_text("- id: a\n  type: riddle\n", "utf-8")
    assert main(["packs", "check", str(tmp_path)]) == 1
    assert "mine/q/a.yaml:2:9 unknown-type" in capsys.readouterr().out
    assert main(["packs", "check", str(tmp_path / "nowhere")]) == 1


def test_the_same_seed_gives_the_same_events_byte_for_byte(tmp_path: Path) -> None:
    outs = [tmp_path / "a", tmp_path / "b"]
    for out, language in zip(outs, ("zh-CN", "zh-CN"), strict=True):
        told = run(
            "demo",
            "--seed",
            "5",
            "--headless",
            "--fast",
            "--size",
            "640x360",
            "--mistakes",
            "0.2",
            "--language",
            language,
            "--out",
            str(out),
            "--data-dir",
            str(tmp_path / f"data-{out.name}"),
        )
        summary = json.loads(told.stdout.strip().splitlines()[-1])
        wanted = "seed levels questions right score stars max_stars certificate screens question_types modes problems"
        assert list(summary) == wanted.split()
        assert told.returncode == 0 and not summary["problems"], summary["problems"]
        assert summary["levels"] == 31 and summary["certificate"] and summary["right"] < summary["questions"]
        assert all((out / name).is_file() for name in summary["screens"].values())
    assert (outs[0] / "events.jsonl").read_bytes() == (outs[1] / "events.jsonl").read_bytes()


def test_vouchers_are_stocked_listed_and_refused_in_two_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path)]
    assert main(["voucher", "stock", "--add", "3", *folder]) == 0
    assert capsys.readouterr().out == "prizes 3, promised 0, free 3 / 库存 3，待兑 0，可发 3\n"
    assert main(["voucher", "stock", "--add", "-4", *folder]) == 1
    assert main(["voucher", "redeem", "0000-0000-0000-0000", *folder]) == 1
    assert main(["voucher", "list", *folder]) == 0
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["error", "error"] and told.out == ""
    (tmp_path / "file").write_text("in the way")
    assert main(["voucher", "list", "--data-dir", str(tmp_path / "file")]) == 2
    assert "读取" in capsys.readouterr().err
