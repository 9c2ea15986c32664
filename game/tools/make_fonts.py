"""Makes the game's fonts again: `python -m game.tools.make_fonts FOLDER --out assets/fonts`.

FOLDER is the unpacked npm package `@expo-google-fonts/noto-sans-sc` (OFL-1.1). Needs `fonttools` and `skia-pathops`
in the environment; the game itself does not. Each weight is cut to the characters of `charset.json`, overlapping
outlines are joined, and an inert `prep` program keeps FreeType from hinting by itself: together a cold glyph costs
a fifth (`docs/decisions/fonts.md`).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold", "Black": "900Black"}
EXTRA = "“”‘’—–…·×•→←↑↓①②③④⑤⑥⑦⑧⑨⑩＋－"
INERT_PREP = bytes((0xB8, 0x01, 0xFF, 0x85, 0xB0, 0x04, 0x8D, 0xB1, 0x03, 0x01, 0x8E))
"""PUSHW 511 SCANCTRL, PUSHB 4 SCANTYPE, PUSHB 3 1 INSTCTRL: eleven bytes that switch grid-fitting off."""


def characters(charset: Path) -> set[int]:
    """The code points to keep: the lists of `charset.json`, ASCII, and a few marks."""
    lists: dict[str, list[int]] = json.loads(charset.read_text("utf-8"))
    return {code for listed in lists.values() for code in listed} | set(range(32, 127)) | {ord(mark) for mark in EXTRA}


def make(source: Path, target: Path, codes: set[int]) -> None:
    """One weight, cut and cleaned, at `target`. Raises ImportError without fonttools."""
    from fontTools import subset
    from fontTools.ttLib import newTable
    from fontTools.ttLib.removeOverlaps import removeOverlaps

    options = subset.Options(hinting=False, layout_features=["kern"], notdef_outline=True, name_IDs=["*"])
    font: Any = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    removeOverlaps(font)
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            glyph.flags[0] &= ~0x40  # OVERLAP_SIMPLE makes FreeType draw four times as large
    prep = newTable("prep")
    prep.program = _program(INERT_PREP)
    font["prep"] = prep
    font.save(str(target))


def _program(code: bytes) -> Any:
    from fontTools.ttLib.tables.ttProgram import Program

    made = Program()
    made.fromBytecode(code)
    return made


def main() -> int:
    """Writes the three weights; 2 when the tools or the package are missing."""
    parser = argparse.ArgumentParser(description="Makes the game's fonts again.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("assets/fonts"))
    chosen = parser.parse_args()
    codes = characters(chosen.out / "charset.json")
    for name, folder in WEIGHTS.items():
        source = chosen.folder / folder / f"NotoSansSC_{folder}.ttf"
        if not source.is_file():
            print(f"error: {source} not found / 找不到字体文件", file=sys.stderr)
            return 2
        try:
            make(source, chosen.out / f"NotoSansSC-{name}.ttf", codes)
        except ImportError:
            print("error: pip install fonttools skia-pathops / 请先安装这两个工具", file=sys.stderr)
            return 2
        print(f"NotoSansSC-{name}.ttf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
