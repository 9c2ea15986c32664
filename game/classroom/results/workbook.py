"""The workbook: summary, questions, what to teach again, people. What begins with = + - @ stays text."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.citing import cited
from game.classroom.results.figures import Choice, Figures
from game.records.classroom import Opening
from game.rules.classroom.lesson import Kind
from game.rules.question import FULL_CREDIT
from game.tools.report_xlsx import code
from game.ui import theme
from game.words import Copy

WIDE, NARROW = 48, 12


def write_workbook(path: Path, figures: Figures, names: Mapping[int, str] | None, opening: Opening) -> None:
    """The file is there, whole. Raises OSError."""
    import xlsxwriter

    part = path.with_suffix(".part")
    say = Copy(opening.language)
    try:
        book = xlsxwriter.Workbook(str(part), {"strings_to_formulas": False, "strings_to_urls": False})
        looks = {
            "title": book.add_format({"bold": True, "font_size": 18}),
            "head": book.add_format(
                {
                    "bold": True,
                    "bg_color": code(theme.ACCENT_SOFT),
                    "border": 1,
                    "text_wrap": True,
                    "valign": "vcenter",
                }
            ),
            "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}),
            "percent": book.add_format({"border": 1, "num_format": "0%", "valign": "vcenter"}),
        }
        _summary(book, looks, figures, opening, say)
        _questions(book, looks, figures, say)
        _again(book, looks, figures, say)
        _people(book, looks, figures, names, say)
        book.close()
        part.replace(path)
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise OSError(str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _table(book: Any, looks: dict[str, Any], name: str, heads: list[tuple[str, int]], rows: list[list[object]]) -> Any:
    sheet = book.add_worksheet(name)
    for column, (head, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, looks["head"])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is None:
                sheet.write_blank(number, column, None, looks["cell"])
            elif isinstance(value, float):
                sheet.write_number(number, column, value, looks["percent"])
            elif isinstance(value, int):
                sheet.write_number(number, column, value, looks["cell"])
            else:
                sheet.write_string(number, column, str(value), looks["cell"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _summary(book: Any, looks: dict[str, Any], figures: Figures, opening: Opening, say: Copy) -> None:
    sheet = book.add_worksheet(say("class.report.summary"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 40)
    sheet.write_string(0, 0, say("class.report.title"), looks["title"])
    stored = sum(each.stored for each in figures.asked)
    rows: list[tuple[str, object]] = [
        ("day", opening.day),
        ("topic", opening.title or say("class.wall.all")),
        ("people", len(figures.people)),
        ("questions", len(figures.asked)),
        ("answers", stored),
        ("accuracy", f"{figures.accuracy}%"),
    ]
    for number, (key, value) in enumerate(rows, 2):
        sheet.write_string(number, 0, say(f"class.report.{key}"), looks["head"])
        if isinstance(value, int):
            sheet.write_number(number, 1, value, looks["cell"])
        else:
            sheet.write_string(number, 1, str(value), looks["cell"])


def _questions(book: Any, looks: dict[str, Any], figures: Figures, say: Copy) -> None:
    name = say("class.report.questions-sheet")
    heads = [("class.report.number", 8), ("class.report.kind", 12), ("class.report.stem", WIDE)]
    heads += [("class.report.answered", NARROW), ("class.report.right", NARROW), ("class.report.share", NARROW)]
    heads += [("class.report.time", NARROW), ("class.report.choices", WIDE)]
    rows: list[list[object]] = []
    for each in figures.asked:
        is_graded = each.kind != Kind.SURVEY
        rows.append(
            [
                each.number,
                say(f"class.report.kind.{each.kind}"),
                each.question.stem,
                each.answered,
                each.right if is_graded else None,
                each.right / each.answered if is_graded and each.answered else None,
                "" if each.median_s is None else f"{each.median_s}",
                "\n".join(_choice(choice, say) for choice in each.choices),
            ]
        )
    sheet = _table(book, looks, name, [(say(key), width) for key, width in heads], rows)
    if rows:
        chart = book.add_chart({"type": "bar"})
        last = len(rows)
        chart.add_series(
            {
                "name": say("class.report.share"),
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, 5, last, 5],
                "fill": {"color": code(theme.CLASS_BARS[0])},
            }
        )
        chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%"})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
        chart.set_title({"name": say("class.report.share")})
        sheet.insert_chart(last + 2, 2, chart, {"x_scale": 1.4, "y_scale": max(1.0, last / 8)})


def _choice(choice: Choice, say: Copy) -> str:
    text = say(choice.text) if choice.text in say.keys else choice.text
    return f"{'✓' if choice.is_right else '·'} {text}：{choice.count}"


def _again(book: Any, looks: dict[str, Any], figures: Figures, say: Copy) -> None:
    keys = [
        ("number", 8),
        ("stem", WIDE),
        ("wrong", NARROW),
        ("chosen", 30),
        ("why", 40),
        ("rationale", 60),
        ("source", 50),
    ]
    rows: list[list[object]] = []
    for each in figures.hardest:
        wrong = each.misconception
        text = "" if wrong is None else say(wrong.text) if wrong.text in say.keys else wrong.text
        rows.append(
            [
                each.number,
                each.question.stem,
                each.wrong_share,
                f"{text}（{wrong.count}）" if wrong else "",
                wrong.why if wrong else "",
                each.question.rationale,
                cited(each.question.citations, say) if each.question.citations else "",
            ]
        )
    _table(book, looks, say("class.report.again"), [(say(f"class.report.{key}"), width) for key, width in keys], rows)


def _people(book: Any, looks: dict[str, Any], figures: Figures, names: Mapping[int, str] | None, say: Copy) -> None:
    heads = [(say("class.report.rank"), 8), (say("class.report.name"), 24), (say("class.report.team"), 10)]
    heads += [(say("class.report.points"), NARROW), (say("class.report.right"), NARROW)]
    heads += [(f"{each.number}", 7) for each in figures.asked]
    rows: list[list[object]] = []
    for person in figures.people:
        name = names.get(person.id, "") if names is not None else ""
        marks = [
            "" if each is None else "✓" if each == FULL_CREDIT else "½" if each else "✗" for each in person.credits
        ]
        rows.append(
            [
                person.rank,
                name or say("class.report.nameless", n=person.id),
                person.team or None,
                person.points,
                person.right,
                *marks,
            ]
        )
    _table(book, looks, say("class.report.people-sheet"), heads, rows)
