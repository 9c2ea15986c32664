"""`report`: the monthly ledger of a branch, and item statistics, as a workbook, a PDF or a web page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from game.atomic import write_atomically
from game.packs.bank import Bank, open_bank
from game.packs.kept import files_of
from game.packs.street import LibraryError
from game.qtypes import load_rules
from game.records.items import items_of
from game.records.ledger import ledger_of
from game.records.rows import NotReadableError, read_rows
from game.settings import read_settings
from game.start import QUESTIONS, data_folder
from game.tools import report_items, report_ledger
from game.tools.report_document import Document, Place
from game.tools.report_ledger import Heading
from game.words import Copy

SUFFIXES = (".xlsx", ".pdf", ".html")
MOST_DAYS = 3660


class NotPossibleError(Exception):
    """The report can't be made as asked; the message says why, in English and Chinese."""


def run(chosen: argparse.Namespace, today: Callable[[], date] = date.today) -> int:
    """Writes the report and prints where; 1 and one plain line when it can't be made."""
    try:
        since, until = span(chosen, today())
        write = writer(chosen.out)
        document = document_of(chosen, since, until, today())
        write_atomically(chosen.out, write(document, datetime(today().year, today().month, today().day)))
    except NotPossibleError as error:
        return _failed(str(error))
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return _failed("no playable question pack / 没有可用的题包")
    except NotReadableError as error:
        return _failed(f"the records can't be read: {error} / 读不出答题记录")
    except OSError as error:
        return _failed(f"can't write {chosen.out}: {error.strerror or error} / 文件写不进去")
    print(chosen.out)
    return 0


def span(chosen: argparse.Namespace, today: date) -> tuple[date, date]:
    """First and last day: as asked, else this month up to today. Raises NotPossibleError."""
    if chosen.month is not None:
        if chosen.since is not None or chosen.until is not None:
            raise NotPossibleError("--month goes without --from and --to / --month 不能和 --from、--to 同用")
        following = date(chosen.month.year + chosen.month.month // 12, chosen.month.month % 12 + 1, 1)
        return chosen.month, date.fromordinal(following.toordinal() - 1)
    until = chosen.until or (today if chosen.since is None else max(today, chosen.since))
    since = chosen.since or until.replace(day=1)
    if since > until:
        raise NotPossibleError(f"--from {since} is after --to {until} / 开始日期晚于结束日期")
    if (until - since).days > MOST_DAYS:
        raise NotPossibleError("at most ten years at a time / 一次最多十年")
    return since, until


def writer(out: Path) -> Callable[[Document, datetime], bytes]:
    """What makes a file of that name. Raises NotPossibleError for another suffix."""
    match out.suffix.lower():
        case ".xlsx":
            from game.tools.report_xlsx import workbook

            return workbook
        case ".pdf":
            from game.tools.report_pdf import pages

            return pages
        case ".html":
            from game.tools.report_html import web_page

            return web_page
    raise NotPossibleError(
        f"--out must end in {', '.join(SUFFIXES)}, not {out.name!r} / 文件名应以 .xlsx、.pdf 或 .html 结尾"
    )


def document_of(chosen: argparse.Namespace, since: date, until: date, today: date) -> Document:
    """The report asked for. Raises NotReadableError, LibraryError or NotPossibleError."""
    folder = data_folder(chosen.data_dir)
    rows = read_rows(folder, since, until)
    bank = _bank(chosen.questions or QUESTIONS, folder, chosen.language)
    settings = read_settings(folder)
    heading = Heading(chosen.branch or settings.branch, chosen.place or settings.place, today)
    say, types = Copy(chosen.language), load_rules()
    questions = bank.questions({*(answer.question for answer in rows.answers), *rows.flags})
    items = items_of(rows, questions, types)
    if chosen.what == "items":
        return report_items.document_of(items, since, until, bank, heading, say)
    ledger = ledger_of(rows, since, until, questions, types)
    appendix = report_items.sections(items, bank, say) if items else ()
    sheets = [section for section in appendix if section.place == Place.WORKBOOK]
    return report_ledger.document_of(ledger, bank, heading, say, sheets)


def _bank(root: Path, data: Path, language: str) -> Bank:
    """The packs of today, which the game may have compiled already."""
    if not root.is_dir():
        raise NotPossibleError(f"there is no folder {root} / 没有这个题库文件夹")
    return open_bank(files_of(root, data, read_settings(data).signed_only), language)


def _failed(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1
