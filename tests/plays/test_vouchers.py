"""A visitor wins a prize and takes it to the counter; is asked the age once; says that a question is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from game.records.database import NAME
from game.records.vouchers import Vouchers
from game.rules.run import Phase
from game.rules.voucher import Outcome, Stock
from game.settings import Settings, write_settings
from game.tools.vouchers import redeem, stock
from tests.pilot import Pilot

Make = Callable[..., Pilot]
DAY = date(2026, 11, 23)


@pytest.fixture
def counter(tmp_path: Path) -> Vouchers:
    """The counter of a kiosk whose staff chose the first level and put two prizes in the cupboard."""
    data = tmp_path / "data"
    write_settings(data, Settings(voucher_level="property.1", voucher_days=7))
    vouchers = Vouchers(data, lambda: DAY)
    assert vouchers.add(2)
    return vouchers


def later(vouchers: Vouchers, days: int) -> Vouchers:
    """The same counter, so many days on."""
    return Vouchers(vouchers._folder, lambda: DAY + timedelta(days=days))


def test_a_prize_is_won_shown_and_redeemed_once_at_the_command_line(
    pilot: Make, counter: Vouchers, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("voucher")
    assert visitor.app.name == "voucher"
    code = visitor.session.voucher.code
    visitor.touch("onward")
    assert visitor.app.name == "result"
    assert redeem(counter, code) == 0
    assert redeem(counter, code) == 1
    told = capsys.readouterr()
    assert told.out.startswith("redeemed") and "核销成功" in told.out
    assert told.err.startswith("error: already redeemed on 2026-11-23") and "兑过" in told.err


def test_the_code_is_found_again_at_home_and_is_gone_with_the_visit(pilot: Make, counter: Vouchers) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("onward")
    visitor.press("escape")
    assert visitor.app.name == "home"
    visitor.touch("voucher")
    visitor.press("escape")
    assert visitor.app.name == "home"
    visitor.touch("leave", "glass")
    assert visitor.session.voucher is None and visitor.scene.find("voucher") is None
    assert counter.stock() == Stock(2, 1), "the promise stands until its last day"


def test_who_plays_the_level_again_gets_no_second_prize(pilot: Make, counter: Vouchers) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    first = visitor.session.voucher
    visitor.touch("again")
    visitor.finish_level()
    assert visitor.session.voucher == first and counter.stock() == Stock(2, 1)


def test_nothing_is_promised_for_a_failed_level_or_from_an_empty_cupboard(pilot: Make, counter: Vouchers) -> None:
    counter.add(-2)
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    assert visitor.scene.pose == "result-passed" and visitor.scene.find("voucher") is None
    counter.add(1)
    visitor.touch("again")
    visitor.finish_level(mistakes=9)
    assert visitor.scene.pose == "result-failed" and visitor.session.voucher is None
    visitor.touch("again")
    visitor.finish_level()
    assert visitor.scene.find("voucher") is not None


def test_a_voucher_too_old_or_without_a_prize_left_is_refused(
    pilot: Make, counter: Vouchers, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    code = visitor.session.voucher.code
    assert redeem(later(counter, 8), code) == 1
    assert stock(counter, -2) == 0 and stock(counter, -1) == 1
    assert redeem(counter, code) == 1
    told = capsys.readouterr().err
    assert "expired, its last day was 2026-11-30" in told and "the stock is empty" in told
    assert stock(counter, 1) == 0 and redeem(later(counter, 7), code) == 0


def test_after_a_crash_the_visitor_who_goes_on_has_the_same_code(pilot: Make, counter: Vouchers) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    won = visitor.session.voucher
    visitor.touch("again")
    visitor.session.journal.close()  # the process dies here
    again = pilot(seed=5)
    again.touch("glass")
    again.wait(100)
    again.touch("resume")
    assert again.session.voucher == won and counter.stock() == Stock(2, 1)


def test_staff_scan_a_code_and_see_what_becomes_of_it(pilot: Make, counter: Vouchers) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    code = visitor.session.voucher.code
    visitor.app.go("staff_voucher", "cut")
    visitor.settle()
    visitor.type(code[:7])
    visitor.press("return")
    assert counter.stock() == Stock(2, 1), "half a code is no code"
    visitor.type(code[7:])
    visitor.press("return")
    assert counter.stock() == Stock(1, 0)
    assert counter.redeem(code).outcome == Outcome.ALREADY
    visitor.touch("stock+10", "stock-1")
    assert counter.stock() == Stock(10, 0)
    for letter in code.replace("-", "")[:3]:
        visitor.touch(f"key-{letter}")
    visitor.touch("erase")
    assert visitor.scene._pad.code == code[:2]


def test_the_age_is_asked_after_the_first_level_and_never_again_once_told(pilot: Make, tmp_path: Path) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level(mistakes=1)
    visitor.touch("review", "back", "age-40-59")
    assert visitor.scene.find("age-40-59") is None and visitor.app.name == "result"
    visitor.touch("again")
    visitor.finish_level()
    assert visitor.scene.find("age-40-59") is None
    with sqlite3.connect(tmp_path / "data" / NAME) as db:
        assert db.execute("SELECT age_band FROM visits").fetchall() == [("40-59",)]


def test_the_age_need_not_be_told_and_is_not_asked_where_staff_do_not_want_it(pilot: Make, tmp_path: Path) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    assert visitor.scene.find("age-60-plus") is not None
    visitor.press("return")
    assert visitor.app.name == "street", "Enter still leads onward"
    visitor.touch("stop-know", "play")
    visitor.finish_level()
    assert visitor.scene.find("age-60-plus") is None, "asked after the first level only"
    write_settings(tmp_path / "data", Settings(asks_age=False))
    other = pilot(resume=False)
    other.start_level()
    other.finish_level()
    assert other.app.name == "result" and other.scene.find("age-60-plus") is None


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280)])
def test_a_question_is_flagged_once_by_touch_or_key_and_play_goes_on(
    pilot: Make, size: tuple[int, int], tmp_path: Path
) -> None:
    visitor = pilot(size)
    visitor.start_level()
    first = visitor.session.run.dealt.question
    visitor.answer(visitor.key())
    visitor.touch("flag")
    assert visitor.scene.find("flag") is None and visitor.session.run.phase == Phase.REVEALED
    visitor.touch("next")
    visitor.answer(visitor.wrong())
    second = visitor.session.run.dealt.question
    visitor.press("f", "f")
    visitor.press("return")
    assert visitor.session.run.phase == Phase.ASKING, "Enter still leads onward"
    with sqlite3.connect(tmp_path / "data" / NAME) as db:
        flagged = set(db.execute("SELECT question, pack FROM flags"))
    assert flagged == {(first.id, first.pack), (second.id, second.pack)}
    assert visitor.session.visit.flagged == {first.id, second.id}


def test_the_flag_stands_clear_of_the_way_on(pilot: Make) -> None:
    for size in ((1280, 720), (720, 1280)):
        visitor = pilot(size, resume=False)
        visitor.start_level()
        visitor.answer(visitor.key())
        flag, onward = visitor.scene.find("flag").rect, visitor.scene.find("next").rect
        gap = visitor.app.stage.px(30)
        assert not flag.inflate(gap, gap).colliderect(onward), size
        assert flag.width * flag.height < onward.width * onward.height
