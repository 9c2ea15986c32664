"""The sheet of what most got wrong, to be printed: a page that any browser prints, with no script and nothing from outside."""

from __future__ import annotations

from html import escape
from pathlib import Path

from game.atomic import write_atomically
from game.citing import cited
from game.classroom.results.figures import Asked, Figures
from game.records.classroom import Opening
from game.words import Copy

STYLE = """
body{font:16px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;margin:24px auto;max-width:800px;color:#1b2a4a}
h1{font-size:26px}article{border-top:2px solid #ccd6ea;padding:12px 0;break-inside:avoid}
h2{font-size:19px;margin:4px 0}.wrong{color:#8a1f2d}.right{color:#085e46;font-weight:bold}.source{color:#4a5878;font-size:14px}
"""


def write_sheet(path: Path, figures: Figures, opening: Opening) -> None:
    """The page is there, whole. Raises OSError."""
    say = Copy(opening.language)
    title = escape(say("class.report.sheet", day=opening.day))
    body = "".join(_article(each, say) for each in figures.hardest) or f"<p>{escape(say('class.report.none'))}</p>"
    page = (
        f'<!doctype html><html lang="{opening.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>{body}</body></html>"
    )
    write_atomically(path, page.encode())


def _article(asked: Asked, say: Copy) -> str:
    question = asked.question
    lines = [f"<h2>{asked.number}. {escape(question.stem)}</h2>"]
    share = round(100 * asked.wrong_share)
    lines.append(f'<p class="wrong">{escape(say("class.report.wrong-of", n=share, of=asked.answered))}</p>')
    for choice in asked.choices:
        if choice.is_right:
            text = say(choice.text) if choice.text in say.keys else choice.text
            lines.append(f'<p class="right">✓ {escape(text)}</p>')
    lines.append(f"<p>{escape(question.rationale)}</p>")
    if question.citations:
        lines.append(f'<p class="source">{escape(cited(question.citations, say))}</p>')
    return f"<article>{''.join(lines)}</article>"
