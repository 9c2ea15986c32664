"""The ledger's numbers, by hand on a few rows and against plain counting on a made-up month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from game.packs.library import Library
from game.records.ledger import Ledger, ledger_of
from game.records.privacy import LEAST, Shown
from game.records.rows import AnswerRow, Rows, RunRow, VisitRow, read_rows
from game.rules.question import FULL_CREDIT, Question
from tests.questions import TYPES, single, truefalse
from tests.records.synthetic import write_journal

DAY = date(2026, 11, 3)
SPAN = (date(2026, 11, 1), date(2026, 11, 30))


def told(answers: list[AnswerRow], questions: list[Question], visits: int = 8, runs: tuple[RunRow, ...] = ()) -> Ledger:
    rows = Rows(tuple(VisitRow(n, DAY) for n in range(visits)), runs, tuple(answers))
    return ledger_of(rows, *SPAN, {question.id: question for question in questions}, TYPES)


def answer(visit: int, question: str, option: int, level: str = "t.1", **changes: object) -> AnswerRow:
    return AnswerRow(visit, level, question, (option,), FULL_CREDIT * (option == 0), **changes)  # type: ignore[arg-type]


def test_before_and_after_are_a_visits_first_and_last_answer_to_a_topic() -> None:
    answers = [answer(visit, "a", 1) for visit in range(6)] + [answer(visit, "b", 0) for visit in range(5)]
    (topic,) = told(answers, [single("a"), single("b")]).topics
    assert (topic.pairs, topic.before, topic.after) == (5, 0, 5)
    assert (topic.visits, topic.answers, topic.right) == (6, 11, 5)


def test_a_duel_counts_for_turnout_and_accuracy_but_not_for_before_and_after() -> None:
    answers = [answer(visit, name, 0, "duel") for visit in range(6) for name in "ab"]
    ledger = told(answers, [single("a"), single("b")])
    assert (ledger.answers, ledger.right, ledger.topics[0].pairs) == (12, 12, 0)
    assert not ledger.topics[0].is_compared


def test_the_commonest_misconception_comes_first_with_the_distractor_and_its_share() -> None:
    answers = [answer(visit, "a", 2) for visit in range(6)] + [answer(6, "a", 0), answer(7, "a", 0)]
    answers += [answer(visit, "b", 3) for visit in range(5)]
    found = told(answers, [single("a"), single("b")]).misconceptions
    assert [(each.question.id, each.offer.text, each.visits) for each in found] == [
        ("a", "option 2", 6),
        ("b", "option 3", 5),
    ]
    assert found[0].share == 6 / 8


def test_a_misconception_of_fewer_than_five_visits_is_hidden_however_often_it_was_chosen() -> None:
    answers = [answer(visit, "a", 2) for visit in (1, 2, 3, 4) for _ in range(3)]
    assert told(answers, [single("a")]).misconceptions == ()


def test_answers_to_another_version_count_but_name_no_option() -> None:
    answers = [answer(visit, "a", 2, pack="old@1") for visit in range(6)]
    ledger = told(answers, [single("a")])
    assert ledger.answers == ledger.topics[0].answers == 6
    assert ledger.misconceptions == ()


def test_questions_that_are_gone_still_count() -> None:
    ledger = told([answer(visit, "lost", 0, pack="gone@1") for visit in range(6)], [single("a")])
    assert (ledger.answers, ledger.right, ledger.gone) == (6, 6, 6)
    assert [topic.topic for topic in ledger.topics] == [""]
    assert [(pack.pack, pack.answers) for pack in ledger.packs] == [("gone@1", 6)]


def test_time_running_out_is_an_answer_that_is_not_right() -> None:
    answers = [AnswerRow(visit, "t.1", "a", None, 0) for visit in range(6)]
    ledger = told(answers, [truefalse("a")])
    assert (ledger.answers, ledger.right, ledger.misconceptions) == (6, 0, ())


def test_a_long_span_is_told_by_months() -> None:
    rows = Rows(tuple(VisitRow(n, date(2026, 1 + n % 3, 5)) for n in range(30)))
    ledger = ledger_of(rows, date(2026, 1, 1), date(2026, 4, 30), {}, TYPES)
    assert [(period.begin.month, period.visits) for period in ledger.periods] == [(1, 10), (2, 10), (3, 10), (4, 0)]


def test_an_unknown_age_band_counts_as_not_told() -> None:
    rows = Rows((*(VisitRow(n, DAY, age_band="60-plus") for n in range(6)), VisitRow(9, DAY, age_band="年龄=1")))
    ledger = ledger_of(rows, *SPAN, {}, TYPES)
    assert {age.band: age.visits for age in ledger.ages} == {
        "under-18": 0,
        "18-39": 0,
        "40-59": 0,
        "60-plus": 6,
        "": 1,
    }
    assert [age.shown for age in ledger.ages if age.visits] == [Shown.COVER, Shown.COVER]


def test_a_made_up_month_adds_up(tmp_path: Path, library: Library) -> None:
    write_journal(tmp_path, library.questions(), visits=150)
    questions = {question.id: question for question in library.questions()}
    rows = read_rows(tmp_path, *SPAN)
    ledger = ledger_of(rows, *SPAN, questions, TYPES)
    assert ledger.visits == 150 == sum(age.visits for age in ledger.ages) == sum(day.visits for day in ledger.periods)
    assert ledger.answers == len(rows.answers) == sum(topic.answers for topic in ledger.topics)
    assert ledger.right == sum(topic.right for topic in ledger.topics) == sum(day.right for day in ledger.periods)
    assert ledger.levels == sum(day.levels for day in ledger.periods) == sum(run.is_finished for run in rows.runs)
    assert ledger.kiosks == ("大堂1号", "大堂2号")
    assert all(topic.after > topic.before for topic in ledger.topics if topic.pairs > 40), "learners learn"
    assert all(each.visits >= LEAST for each in ledger.misconceptions)
    found = ledger.fraud.detection
    assert found.scams and found.genuine and 0 < found.false_alarms < found.genuine and 0 < found.hits < found.scams


def test_the_hit_and_false_alarm_rates_are_those_of_the_lab() -> None:
    from game.qtypes.redflags.rules import Message, Part

    def message(name: str, flag: str) -> Question:
        body = Message("sms", "x", "", (Part(0, "p", flag), Part(1, "q"), Part(2, "r")))
        return Question(name, "redflags", "t", 1, "s", body, "w", "h", (), (), genuine=not flag)

    answers = [AnswerRow(n, "lab", "scam", (0,) if n < 6 else (), FULL_CREDIT) for n in range(8)]
    answers += [AnswerRow(n, "lab", "true", (1,) if n < 2 else (), FULL_CREDIT) for n in range(7)]
    answers += [AnswerRow(7, "lab", "true", None, 0)]
    fraud = told(answers, [message("scam", "link"), message("true", "")]).fraud
    assert (fraud.detection.hits, fraud.detection.scams) == (6, 8)
    assert (fraud.detection.false_alarms, fraud.detection.genuine) == (2, 8)
    assert (fraud.scam_visits, fraud.genuine_visits) == (8, 8)
