"""A report as one web page that needs nothing else: styles within, charts as inline SVG, and it prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from game.tools.report_chart import TEXT, Bar, Drawing, Line, drawing_of
from game.tools.report_document import Document, Kind, Section, Value, plain, shown
from game.ui import theme

CHART_MM = 178.0
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page may load nothing and run nothing."""

STYLE = """
@page { size: A4 PAGE; margin: 14mm }
* { box-sizing: border-box }
html { color: INK; background: TILE; font: 15px/1.55 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif }
body { margin: 0 auto; padding: 40px 48px; max-width: WIDTH; background: WHITE }
h1 { margin: 0 0 18px; padding-bottom: 14px; border-bottom: 4px double ACCENT; font-size: 30px; text-align: center }
h2 { margin: 34px 0 12px; padding-left: 12px; border-left: 6px solid GOLD; font-size: 20px; break-after: avoid }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 6px 10px; text-align: left; vertical-align: middle; overflow-wrap: anywhere }
td { border-bottom: 1px solid LINE; white-space: pre-line }
thead { display: table-header-group }
thead th { color: WHITE; background: ACCENT; font-size: 14px }
tbody tr { break-inside: avoid }
tbody tr:nth-child(even) { background: TILE }
tbody tr.total { background: SOFT; font-weight: 700 }
.number { text-align: right; white-space: nowrap }
thead .number { white-space: normal }
.facts th { width: 9em; background: SOFT; border: 1px solid LIP }
.facts td { border: 1px solid LIP }
.figures { display: flex; gap: 12px; margin: 20px 0 }
.figures div { flex: 1; padding: 12px 6px; border-radius: 12px; background: CARD; text-align: center }
.figures b { display: block; color: ACCENT; font-size: 28px; line-height: 1.3 }
.figures span, .note, .methods { color: INK2; font-size: 13px }
.note { margin: 8px 0 0 }
.notice { padding: 18px; border-radius: 12px; background: SOFT; font-weight: 700; text-align: center }
svg { display: block; width: 100%; margin: 8px 0 14px; break-inside: avoid }
.methods { margin-top: 34px; break-inside: avoid }
.methods h3 { margin: 0 0 4px; font-size: 14px }
.methods ol { margin: 0; padding-left: 1.6em }
.signature { display: flex; gap: 36px; margin: 48px 0 12px; font-weight: 700; break-inside: avoid }
.signature div { flex: 1; display: flex; align-items: flex-end }
.signature i { flex: 1; height: 1.6em; margin-left: 6px; border-bottom: 1px solid INK }
@media print { html { background: none; font-size: 12px } body { padding: 0; max-width: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
"""


def web_page(document: Document, made: datetime) -> bytes:
    """The page's bytes, UTF-8; `made` stands in it as the day of its making."""
    return "\n".join(_lines(document, made)).encode()


def code(colour: theme.Colour) -> str:
    """The colour as CSS has it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _lines(document: Document, made: datetime) -> Iterator[str]:
    title = _escaped(document.title)
    yield f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield f'<meta name="viewport" content="width=device-width">\n<meta name="date" content="{made:%Y-%m-%d}">'
    yield f"<title>{title}</title>\n<style>{_style(document.is_wide)}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    facts = "".join(f"<tr><th>{_escaped(label)}</th><td>{_escaped(told)}</td></tr>" for label, told in document.facts)
    yield f'<table class="facts">{facts}</table>'
    yield '<div class="figures">'
    for figure in document.figures:
        yield f"<div><b>{_escaped(shown(figure.value, figure.kind))}</b><span>{_escaped(figure.label)}</span></div>"
    yield "</div>"
    if document.notice:
        yield f'<p class="notice">{_escaped(document.notice)}</p>'
    for section in document.body:
        yield from _section(section)
    methods = "".join(f"<li>{_escaped(method)}</li>" for method in document.methods)
    yield f'<div class="methods"><h3>{_escaped(document.methods_title)}</h3><ol>{methods}</ol></div>'
    if document.signature:
        lines = "".join(f"<div>{_escaped(label)}：<i></i></div>" for label in document.signature)
        yield f'<div class="signature">{lines}</div>'
    yield "</body>\n</html>\n"


def _style(is_wide: bool) -> str:
    words = {
        "PAGE": "landscape" if is_wide else "portrait",
        "WIDTH": "1500px" if is_wide else "980px",
        "ACCENT": code(theme.ACCENT),
        "WHITE": code(theme.WHITE),
        "TILE": code(theme.TILE),
        "LINE": code(theme.LINE),
        "GOLD": code(theme.GOLD),
        "SOFT": code(theme.ACCENT_SOFT),
        "CARD": code(theme.SELECT_SOFT),
        "LIP": code(theme.LIP),
        "INK2": code(theme.INK2),
        "INK": code(theme.INK),
    }
    style = STYLE
    for name, value in words.items():
        style = style.replace(name, value)
    return style


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{_escaped(section.title)}</h2>"
    if section.chart is not None and section.charted:
        yield _svg(drawing_of(section, section.chart, CHART_MM), section.chart.title)
    if section.rows:
        yield "<table><thead><tr>"
        yield "".join(f"<th{_class(column.kind)}>{_escaped(column.title)}</th>" for column in section.columns)
        yield "</tr></thead><tbody>"
        for number, row in enumerate(section.rows):
            total = ' class="total"' if number >= len(section.rows) - section.totals else ""
            yield f"<tr{total}>{''.join(_cells(section, row))}</tr>"
        yield "</tbody></table>"
    elif section.empty:
        yield f"<p>{_escaped(section.empty)}</p>"
    if section.note:
        yield f'<p class="note">{_escaped(section.note)}</p>'
    yield "</section>"


def _cells(section: Section, row: tuple[Value, ...]) -> Iterator[str]:
    for column, value in zip(section.columns, row, strict=True):
        yield f"<td{_class(column.kind)}>{_escaped(shown(value, column.kind))}</td>"


def _class(kind: Kind) -> str:
    return "" if kind == Kind.TEXT else ' class="number"'


def _svg(drawing: Drawing, title: str) -> str:
    """The chart; its words are text, so that they can be read out, searched and copied."""
    parts = [
        f'<svg viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}" role="img" aria-label="{_escaped(title)}"'
        f' font-size="{TEXT}">'
    ]
    for mark in drawing.marks:
        if isinstance(mark, Bar):
            place = f'x="{mark.x:.2f}" y="{mark.y:.2f}" width="{mark.width:.2f}" height="{mark.height:.2f}"'
            parts.append(f'<rect {place} rx="0.6" fill="{code(mark.colour)}"/>')
        elif isinstance(mark, Line):
            place = f'x1="{mark.x:.2f}" y1="{mark.y:.2f}" x2="{mark.to_x:.2f}" y2="{mark.to_y:.2f}"'
            parts.append(f'<line {place} stroke="{code(mark.colour)}" stroke-width="0.25"/>')
        else:
            place = f'x="{mark.x:.2f}" y="{mark.y:.2f}" text-anchor="{mark.anchor}" fill="{code(mark.colour)}"'
            parts.append(f"<text {place}>{_escaped(mark.text)}</text>")
    return "".join((*parts, "</svg>"))


def _escaped(text: str) -> str:
    return escape(plain(text))
