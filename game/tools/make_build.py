"""`python -m game.tools.make_build OUT`: a folder that plays on a machine without Python.

PyInstaller (GPL with an exception that lets what it builds have any licence) puts the interpreter, the libraries, `assets`
and `questions` into OUT/quanmin-chuangguan; that folder is copied to the kiosk as it is. A build runs on the operating system
and processor it was made on.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

NAME = "quanmin-chuangguan"
ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = "game/records/central/migrations"
"""alembic reads these steps as files. Central records work in a build that is made where the extra `[central]` is installed."""
PAGES = "game/classroom/pages"
"""What phones are served."""
UNUSED = ("tkinter", "numpy", "PIL.ImageQt", "pytest", "hypothesis", "pypinyin", "fontTools.merge")


def build(out: Path) -> Path:
    """The program in its new folder. Raises SystemExit when PyInstaller can't build it."""
    from PyInstaller.__main__ import run

    with tempfile.TemporaryDirectory() as work:
        switches = ["--noconfirm", "--onedir", "--name", NAME, "--log-level", "WARN", "--collect-submodules", "game"]
        switches += ["--distpath", str(out), "--workpath", work, "--specpath", work, "--paths", str(ROOT)]
        # uvicorn names its protocols as texts, which PyInstaller can't follow.
        switches += ["--collect-submodules", "uvicorn"]
        for folder in ("assets", "questions", MIGRATIONS, PAGES):
            switches += ["--add-data", f"{ROOT / folder}{os.pathsep}{folder}"]
        for module in UNUSED:
            switches += ["--exclude-module", module]
        run([*switches, str(ROOT / "main.py")])
    return out / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder for the build / 输出文件夹")
    program = build(parser.parse_args().out)
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file())
    print(f"{program} ({size / 1e6:.0f} MB with its folder / 整个文件夹)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
