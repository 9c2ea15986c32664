"""The pictures of the authors' guide, made from the real commands and screens: `python -m tests.pictures.packs [FOLDER]`.

Plays the guide once in a temporary folder – template, import with and without mistakes, check, preview, diff, signing by two
people, installing from a stick – and writes docs/pictures/packs-*.png. Pictures of the workbook need LibreOffice and something
that draws a PDF (`pdftoppm`, or PyMuPDF where it happens to be installed); without them they are left as they are.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import openpyxl
import pygame

from game.ui import text, theme

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "pictures"
NAME = "yangguang-lu"
DAY = date(2026, 11, 25)
PASSPHRASES = ("four plain words of one", "four plain words of two")
FIRST = {
    "题号": "ygl-001",
    "题型": "单选题",
    "主题": "complaint",
    "难度": "容易",
    "角度": "情境",
    "题干": "王阿姨对银行的投诉处理不满意，想打电话向监管部门反映。该打哪个号码？",
    "选项A": "A、12378，银行保险消费者投诉维权热线",
    "选项B": "B、12386，股票基金的服务平台",
    "选项C": "C、96110，反诈专线",
    "正确答案": "A",
    "选项B说明": "12386 管股票、期货、公募基金。",
    "选项C说明": "96110 是反诈专线，不受理投诉。",
    "讲解": "和银行、保险机构的纠纷，向金融监管总局的 12378 热线反映。",
    "提示": "银行和保险，是同一个热线。",
    "依据的事实": "hotline-12378-role\nhotline-12386-role\nhotline-96110-warn",
    "核对日期": DAY,
    "有效期至": date(2027, 12, 31),
}
SECOND = {
    "题号": "ygl-002",
    "题型": "判断题",
    "主题": "complaint",
    "难度": "容易",
    "角度": "知识",
    "题干": "买公募基金有了纠纷，可以打 12386 反映。",
    "正确答案": "对",
    "讲解": "股票、期货、公募基金方面的投诉、咨询和举报，打证监会的 12386。",
    "提示": "银行和基金，不是同一个号码。",
    "依据的事实": "hotline-12386-role",
    "核对日期": DAY,
    "有效期至": date(2027, 12, 31),
}
BLANK = 100
"""Pixels of nothing that end what is worth showing of a page."""
MISTAKES = {"正确答案": "E", "讲解": None, "依据的事实": "hotline-96110", "核对日期": "去年"}


def main(arguments: Sequence[str]) -> int:
    """Makes every picture; 0."""
    out = Path(arguments[0]) if arguments else OUT
    out.mkdir(parents=True, exist_ok=True)
    # Only now: this process draws without a window.
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((16, 16))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _sheets(here, out)
        _workbook(here / "mistakes.xlsx", {**FIRST, **MISTAKES}, SECOND)
        told = _run(here, "import", "mistakes.xlsx", "--out", NAME)
        _terminal(out / "packs-import.png", f"packs import 出题.xlsx --out {NAME}", _chinese(told))
        _workbook(here / "good.xlsx", FIRST, SECOND)
        _run(here, "import", "good.xlsx", "--out", NAME)
        _shots(here, out)
        _install(here, out)
    return 0


# ── what the author does ──


def _run(here: Path, *arguments: str, typed: str = "", colour: bool = False) -> str:
    """What the command says, as somebody reads it who sits in that folder."""
    command = [sys.executable, str(ROOT / "main.py"), "packs", *arguments]
    if colour:
        command = ["script", "-qec", " ".join(command), "/dev/null"]
    done = subprocess.run(
        command, cwd=here, input=typed, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return done.stdout.replace("\r", "") + done.stderr


def _workbook(path: Path, *questions: dict[str, object], version: str = "2026.11") -> None:
    """The template with these questions instead of its examples."""
    book = openpyxl.load_workbook(path.parent / "template.xlsx")
    for name in ("题目", "找疑点", "对话", "口袋书", "来源", "事实", "英文"):
        book[name].delete_rows(2, book[name].max_row)
    head = book["题包"]
    for row, value in enumerate((NAME, "阳光路网点题包", None, version, DAY), 2):
        head.cell(row, 2, value)
    sheet = book["题目"]
    columns = [cell.value for cell in sheet[1]]
    for row, question in enumerate(questions, 2):
        for name, value in question.items():
            sheet.cell(row, columns.index(name) + 1, value)
    book.save(path)


def _sheets(here: Path, out: Path) -> None:
    """The template's guide and its sheet of questions, as LibreOffice shows them."""
    _run(here, "template", "template.xlsx")
    office = shutil.which("soffice")
    for sheet, name in (("说明", "packs-template.png"), ("题目", "packs-questions.png")):
        book = openpyxl.load_workbook(here / "template.xlsx")
        for other in book.sheetnames:
            if other not in (sheet, "列表"):
                book[other].sheet_state = "hidden"
        book.active = book.sheetnames.index(sheet)
        book.save(here / "page.xlsx")
        convert = [f"-env:UserInstallation=file://{here}/office", "--headless", "--convert-to", "pdf", "page.xlsx"]
        page = None
        if office is not None:
            # A machine without Chinese fonts would draw boxes: the game's own will do.
            fonts = (
                f"<fontconfig><dir>{ROOT / 'assets' / 'fonts'}</dir><cachedir>{here / 'fonts'}</cachedir></fontconfig>"
            )
            (here / "fonts.conf").write_text(fonts, "utf-8")
            environment = {**os.environ, "FONTCONFIG_FILE": str(here / "fonts.conf")}
            subprocess.run([office, *convert], cwd=here, capture_output=True, timeout=180, env=environment)
            page = _drawn(here / "page.pdf")
        if page is None:
            print(f"{name}: no LibreOffice, or nothing to draw a PDF with; left as it is", file=sys.stderr)
            continue
        pygame.image.save(_trimmed(page), out / name)


def _drawn(path: Path) -> pygame.Surface | None:
    """The first page of the PDF; None where nothing here can draw it."""
    made = path.with_suffix(".png")
    if shutil.which("pdftoppm"):
        subprocess.run(
            ["pdftoppm", "-r", "110", "-png", "-singlefile", str(path), str(made.with_suffix(""))], check=True
        )
    else:
        try:
            pymupdf = import_module("pymupdf")
        except ModuleNotFoundError:
            return None
        pymupdf.open(path)[0].get_pixmap(dpi=110).save(made)
    return pygame.image.load(made)


def _trimmed(page: pygame.Surface) -> pygame.Surface:
    """What is on the page above its first large blank, without the white round it."""
    mask = pygame.mask.from_threshold(page, (255, 255, 255), (6, 6, 6, 255))
    mask.invert()
    width, height = page.get_size()
    inked = [y for y in range(0, height, 4) if any(mask.get_at((x, y)) for x in range(0, width, 3))]
    last = next((y for y, after in pairwise(inked) if after - y > BLANK), inked[-1])
    top = pygame.Rect(0, 0, width, last + 8)
    boxes = [box.clip(top) for box in mask.get_bounding_rects() if box.colliderect(top)]
    return page.subsurface(boxes[0].unionall(boxes[1:]).inflate(24, 24).clip(page.get_rect()))


def _shots(here: Path, out: Path) -> None:
    """The preview: a question, its verdict upright, and the list of problems."""
    _run(here, "preview", NAME, "--shots", "wide", "--size", "1280x720")
    _run(here, "preview", NAME, "--shots", "high", "--size", "540x960")
    shutil.copy(here / "wide" / "001-ygl-001-asked.png", out / "packs-preview.png")
    shutil.copy(here / "high" / "001-ygl-001-wrong.png", out / "packs-preview-upright.png")
    shutil.copytree(here / NAME, here / "spoilt" / NAME)
    path = next((here / "spoilt" / NAME / "q").glob("*.yaml"))
    spoilt = path.read_text("utf-8").replace("  hint:", "  hunt:", 1).replace("      right: true\n", "", 1)
    path.write_text(spoilt, "utf-8")
    _run(here, "preview", f"spoilt/{NAME}", "--shots", "bad", "--size", "1280x720")
    shutil.copy(here / "bad" / "000-problems.png", out / "packs-problems.png")
    told = _run(here / "spoilt", "check", NAME)
    _terminal(out / "packs-check.png", f"packs check {NAME}", told)


def _install(here: Path, out: Path) -> None:
    """Two people release both versions; the machine has the first and finds the second on a stick."""
    from game.kiosk.desk import Desk
    from tests.pilot import Pilot

    one, two = (f"{phrase}\n" for phrase in PASSPHRASES)
    _run(here, "keygen", "--role", "author", "--name", "张三", "--out", "keys", typed=one * 2)
    _run(here, "keygen", "--role", "approver", "--name", "李四", "--out", "keys", typed=two * 2)
    for key in ("author", "approver"):
        _run(here, "trust", "add", f"keys/{key}.pub", "--data-dir", "data")

    def release() -> None:
        _run(here, "sign", NAME, "--key", "keys/author.key", typed=one)
        _run(here, "approve", NAME, "--key", "keys/approver.key", typed=two)

    release()
    shutil.copytree(here / NAME, here / "old" / NAME)
    _run(here, "install", NAME, "--data-dir", "data")
    changed = {**SECOND, "正确答案": "错", "讲解": "股票、期货、公募基金方面的投诉和举报，打证监会的 12386。"}
    _workbook(here / "next.xlsx", FIRST, changed, version="2026.12")
    _run(here, "import", "next.xlsx", "--out", NAME, "--replace")
    _terminal(
        out / "packs-diff.png", f"packs diff old/{NAME} {NAME}", _run(here, "diff", f"old/{NAME}", NAME, colour=True)
    )
    release()
    shutil.copytree(here / NAME, here / "stick" / NAME)
    pilot = Pilot(here / "data", (1280, 720), branch="阳光路网点")
    desk = pilot.app.desk
    assert isinstance(desk, Desk)
    desk.intake.find_drives = lambda: [here / "stick"]
    pilot.app.go("staff_install", "cut")
    for _ in range(4000):
        pilot.settle()
        found = pilot.scene.find("offer-0") or pilot.scene.find("install")
        if found is not None:
            break
        pygame.time.wait(20)
    pilot.settle()
    pilot.touch("offer-0")
    pilot.wait(400)
    pygame.image.save(pilot.app.screen, out / "packs-stick.png")
    pilot.close()


# ── a terminal's picture ──

WIDE, PAD, PX = 1500, 36, 26
SGR = re.compile(r"\x1b\[([0-9;]*)m")
INKS = {"31": theme.rgb("#FF8A7A"), "32": theme.rgb("#7BE0B6")}
HANGING = "。，；：、！？”）"
"""What must not begin a line."""
GROUND, INK, PROMPT = theme.INK, theme.WHITE, theme.GOLD


def _chinese(told: str) -> str:
    """The lines with their Chinese half alone."""
    return "\n".join(
        line.split(" / sheet ")[0] if " / sheet " in line else line.rsplit(" / ", 1)[-1] for line in told.split("\n")
    )


def _terminal(path: Path, command: str, told: str) -> None:
    """What a terminal shows after the command."""
    rows = [[("$ ", PROMPT, None, 0.0), (f"python main.py {command}", INK, None, 0.0)]]
    rows += [list(_spans(line)) for line in told.strip("\n").split("\n")]
    lines = [wrapped for row in rows for wrapped in _wrapped(row)]
    height = 2 * PAD + len(lines) * (PX + 14)
    made = pygame.Surface((WIDE, height))
    made.fill(GROUND)
    for place, line in enumerate(lines):
        x, y = PAD, PAD + place * (PX + 14)
        for words, ink, fill, rule in line:
            shown = text.line(words, "Bold" if fill else "Regular", PX, ink)
            if fill:
                made.fill(fill, (x, y, shown.get_width(), shown.get_height()))
            if rule:
                made.fill(ink, (x, y + round(rule * shown.get_height()), shown.get_width(), 2))
            made.blit(shown, (x, y), special_flags=pygame.BLEND_PREMULTIPLIED)
            x += text.width_of(words, "Bold" if fill else "Regular", PX)
    pygame.image.save(made, path)


Span = tuple[str, theme.Colour, theme.Colour | None, float]
"""Words, their ink, their ground, and where a line crosses them as a share of their height (0 for none)."""


def _spans(line: str) -> Iterator[Span]:
    """The line's stretches with their ink and ground."""
    ink, rule, start = INK, 0.0, 0
    fill: theme.Colour | None = None
    for found in SGR.finditer(line):
        if found.start() > start:
            yield line[start : found.start()], ink, fill, rule
        codes = found[1].split(";")
        ink = next((INKS[code] for code in codes if code in INKS), INK)
        fill = theme.WRONG if "41" in codes else None
        rule = {"9": 0.56, "4": 0.92}.get(codes[0], 0.0)
        start = found.end()
    if start < len(line):
        yield line[start:], ink, fill, rule


def _wrapped(row: Sequence[Span]) -> list[list[Span]]:
    """The row as lines that fit."""
    lines: list[list[Span]] = [[]]
    left = WIDE - 2 * PAD
    for words, ink, fill, rule in row:
        run = ""
        for character in words:
            wide = text.width_of(run + character, "Bold" if fill else "Regular", PX)
            if wide > left and character not in HANGING:
                lines[-1].append((run, ink, fill, rule))
                lines.append([("    ", ink, None, 0.0)])
                run, left = character, WIDE - 2 * PAD - text.width_of("    ", "Regular", PX)
            else:
                run += character
        lines[-1].append((run, ink, fill, rule))
        left -= text.width_of(run, "Bold" if fill else "Regular", PX)
    return [[span for span in line if span[0]] for line in lines]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
