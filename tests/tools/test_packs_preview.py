"""`packs preview` shows every question and card on the game's own screens, follows saves, survives mistakes, records nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pygame
import pytest

from game import display
from game.cli import main
from game.nodes import plain
from game.packs.alone import open_pack
from game.packs.exchange.folder import written
from game.packs.library import Library
from game.packs.skeleton import TYPE_NAMES
from game.rules.run import Phase
from game.start import QUESTIONS
from game.tools.demo import SteppingClock
from game.tools.preview.problem_list import ProblemList
from game.tools.preview.watch import Watch, is_content
from game.tools.preview.window import SAVED, Preview, Sources, window_size
from game.ui.narrator import Narrator
from game.ui.paint import Painter
from game.words import LANGUAGES

LANDSCAPE, PORTRAIT = (640, 360), (360, 640)
TODAY = date(2026, 11, 25)
LIVE_S = 20
"""A save that is not seen after this long never will be."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new pack with a question of every type, and a card."""
    monkeypatch.chdir(tmp_path)
    assert main(["packs", "new", "a-pack", "--yes", "--types", ",".join(TYPE_NAMES)]) == 0
    node = open_pack(QUESTIONS / "fraud-prevention").node
    assert isinstance(node.value, dict)
    cards: Any = plain(node.value["cards"])
    head = (tmp_path / "a-pack" / "pack.yaml").read_text("utf-8")
    card = next(card for card in cards if all(f"  {cited['id']}:" in head for cited in card["sources"]))
    (tmp_path / "a-pack" / "cards.yaml").write_bytes(written([{**card, "id": "a-card"}]))
    return tmp_path / "a-pack"


@pytest.fixture
def preview(folder: Path, library: Library, tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    """Makes a preview of that pack, headless, on a clock of its own."""
    display.prepare(True)
    made: list[Preview] = []

    def make(picture: tuple[int, int] = LANDSCAPE, language: str = "zh-CN", wanted: str = "") -> Preview:
        sources = Sources(folder, lambda _: library.campaign, QUESTIONS, lambda: TODAY, tmp_path / "art")
        made.append(
            Preview(
                sources,
                lambda size: display.open_window(size, False),
                picture,
                SteppingClock(),
                language,
                wanted,
                Narrator(dict.fromkeys(LANGUAGES)),
            )
        )
        settle(made[-1])
        return made[-1]

    yield make
    for each in made:
        each.close()
    pygame.event.clear()


def settle(preview: Preview) -> None:
    for _ in range(400):
        preview._clock.step()  # type: ignore[attr-defined]
        preview.frame()
        if preview.is_settled:
            return


def press(preview: Preview, *keys: str) -> None:
    for key in keys:
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key), mod=0, unicode=""))
        settle(preview)


def touch(preview: Preview, scene: object, name: str) -> None:
    """The target of the strip or of the screen is touched where it is in the window."""
    target = scene.find(name)  # type: ignore[attr-defined]
    part = next(rect for found, rect in preview._scenes if found is scene)
    x, y = target.rect.move(part.topleft).center
    width, height = preview.window.get_size()
    at = {"x": (x + 0.5) / width, "y": (y + 0.5) / height, "finger_id": 1, "touch_id": 1, "dx": 0.0, "dy": 0.0}
    for kind in (pygame.FINGERDOWN, pygame.FINGERUP):
        pygame.event.post(pygame.event.Event(kind, at))
        settle(preview)


def save(folder: Path, old: str, new: str, file: str = "q/questions.yaml") -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def told(preview: Preview) -> tuple[str, bool]:
    frame = preview.frame_shown
    assert frame is not None
    return frame.item.id, frame.is_old


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", [LANDSCAPE, PORTRAIT])
def test_every_question_is_asked_and_judged_and_all_words_fit(
    picture: tuple[int, int], language: str, preview: Callable[..., Preview]
) -> None:
    shown = preview(picture, language)
    overflows: list[str] = []
    Painter.on_overflow = overflows.append
    try:
        for frame in shown.reel.frames:
            assert told(shown) == (frame.item.id, False)
            press(shown, "right")
    finally:
        Painter.on_overflow = None
    assert told(shown)[0] == "a-pack-001" and overflows == []


def test_an_answer_shows_the_verdict_and_enter_leads_on(preview: Callable[..., Preview]) -> None:
    shown = preview()
    press(shown, "1", "return")
    assert shown.session.run is not None and shown.session.run.phase == Phase.REVEALED
    assert shown.scene.pose.startswith("feedback-")
    press(shown, "return")
    assert told(shown)[0] == "a-pack-002"


def test_arrows_and_buttons_step_round(preview: Callable[..., Preview]) -> None:
    shown = preview(wanted="a-pack-003")
    assert told(shown)[0] == "a-pack-003"
    touch(shown, shown.strip, "next")
    assert told(shown)[0] == "a-pack-004"
    touch(shown, shown.strip, "previous")
    press(shown, "left", "left", "left")
    assert told(shown)[0] == "a-card" and shown.scene.pose == "book"
    press(shown, "home")
    assert told(shown)[0] == "a-pack-001"
    press(shown, "end")
    assert told(shown)[0] == "a-card"


def test_it_turns_and_speaks_the_other_language(preview: Callable[..., Preview]) -> None:
    shown = preview()
    press(shown, "t")
    assert shown.window.get_size() == window_size(PORTRAIT) and shown.scene.kit.stage.is_portrait
    press(shown, "l")
    assert shown.language == "en" and told(shown)[0] == "a-pack-001"
    touch(shown, shown.strip, "turn")
    assert not shown.scene.kit.stage.is_portrait


def test_a_save_is_followed_and_the_question_stays(folder: Path, preview: Callable[..., Preview]) -> None:
    shown = preview(wanted="a-pack-003")
    save(folder, "- id: a-pack-001", "- id: a-pack-901")
    pygame.event.post(pygame.event.Event(SAVED))
    settle(shown)
    assert told(shown) == ("a-pack-003", False)
    assert shown.reel.frames[0].item.id == "a-pack-901"
    save(folder, "- id: a-pack-003", "- id: a-pack-903")
    press(shown, "f5")
    assert told(shown)[0] == "a-pack-903"  # what stands in its place now


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("type: single", "type: riddle", "unknown-type"),
        ("      right: true\n", "", "key-count"),
        ("  hint:", "  hunt:", "unknown-field"),
        ("stem: ", "stem: “", ""),
        ("- id: a-pack-001", "- id: [", "yaml"),
    ],
)
def test_a_mistake_shows_its_place_and_the_last_good_state_stays(
    old: str, new: str, code: str, folder: Path, preview: Callable[..., Preview]
) -> None:
    shown = preview()
    good = shown.reel.frames[0].item
    before = (folder / "q" / "questions.yaml").read_text("utf-8")
    save(folder, old, new)
    press(shown, "f5")
    if not code:
        assert told(shown) == ("a-pack-001", False)
        return
    assert isinstance(shown.scene, ProblemList)
    assert code in [problem.code for problem in shown.reel.problems]
    assert all(problem.line > 0 and problem.file.startswith("a-pack/") for problem in shown.reel.problems)
    touch(shown, shown.scene, "look")
    assert told(shown) == ("a-pack-001", True) and shown.frame_shown.item == good
    press(shown, "p")
    assert isinstance(shown.scene, ProblemList)
    (folder / "q" / "questions.yaml").write_text(before, "utf-8")
    press(shown, "f5")
    assert told(shown) == ("a-pack-001", False) and not shown.shows_problems


def test_a_pack_that_goes_away_and_comes_back_is_shown_again(folder: Path, preview: Callable[..., Preview]) -> None:
    shown = preview()
    folder.rename(folder.with_name("elsewhere"))
    press(shown, "f5")
    assert isinstance(shown.scene, ProblemList) and shown.reel.problems[0].code == "no-pack"
    press(shown, "escape")
    assert told(shown) == ("a-pack-001", True) and shown.is_running
    folder.with_name("elsewhere").rename(folder)
    press(shown, "f5")
    assert told(shown) == ("a-pack-001", False)


def test_an_unknown_chapter_or_picture_is_a_problem_and_no_crash(folder: Path, preview: Callable[..., Preview]) -> None:
    save(folder, "topic: fraud", "topic: moon")
    save(folder, "picture: ", "picture: no_such_", "cards.yaml")
    shown = preview()
    assert {"unknown-topic", "no-picture"} <= {problem.code for problem in shown.reel.problems}
    press(shown, "p")
    for _ in shown.reel.frames:
        press(shown, "right")
    assert "a-card" not in [frame.item.id for frame in shown.reel.frames]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", [LANDSCAPE, PORTRAIT])
def test_many_problems_come_in_pages(
    picture: tuple[int, int], language: str, folder: Path, preview: Callable[..., Preview]
) -> None:
    (folder / "cards.yaml").unlink()
    text = (folder / "q" / "questions.yaml").read_text("utf-8")
    (folder / "q" / "questions.yaml").write_text(text.replace("  hint: ", "  hunt: "), "utf-8")
    shown = preview(picture, language)
    scene = shown.scene
    assert isinstance(scene, ProblemList) and scene.pages > 1
    assert scene.find("look") is None  # no question is whole
    for page in range(1, scene.pages):
        touch(shown, scene, "page-on")
        assert scene.page == page
    touch(shown, scene, "page-on")
    assert scene.page == 0


def test_warnings_are_counted_and_the_question_stays_in_sight(preview: Callable[..., Preview]) -> None:
    shown = preview()
    assert "near-duplicate" in {problem.code for problem in shown.reel.problems} and not shown.reel.errors
    assert not shown.shows_problems
    touch(shown, shown.strip, "problems")
    assert isinstance(shown.scene, ProblemList)
    near = next(problem for problem in shown.reel.problems if problem.code == "near-duplicate")
    message, cure = shown.scene.told(near)
    assert "几乎一样" in message and cure


def test_random_fingers_and_keys_end_nothing_but_the_preview_itself(
    folder: Path, preview: Callable[..., Preview]
) -> None:
    shown, rng = preview(), Random(11)
    keys = ["left", "right", "1", "2", "return", "space", "up", "down", "t", "l", "p", "q", "w", "f", "f5", "home"]
    for turn in range(120):
        if turn % 3:
            press(shown, rng.choice(keys))
        else:
            scene = rng.choice([shown.scene, shown.strip])
            names = [target.name for target in scene.targets if target.is_enabled]
            if names:
                touch(shown, scene, rng.choice(names))
    assert shown.is_running


def test_nothing_is_recorded(folder: Path, preview: Callable[..., Preview], tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if "art" not in path.parts}
    shown = preview()
    press(shown, "1", "return", "return", "1", "2", "return")
    assert {path for path in tmp_path.rglob("*") if "art" not in path.parts} == before


def test_pictures_of_every_state_are_written_without_a_window(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.tools.packs_preview.data_folder", lambda _: tmp_path / "data")
    out = tmp_path / "shots"
    arguments = ["packs", "preview", str(folder), "--shots", str(out), "--size", "640x360"]
    assert main([*arguments, "--question", "a-pack-003"]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "000-problems.png",  # the warnings
        *(f"003-a-pack-003-{state}.png" for state in ("asked", "right", "wrong")),
    ]
    assert pygame.image.load(out / "003-a-pack-003-asked.png").get_size() == window_size((640, 360))
    assert not list((tmp_path / "data").glob("*.db*"))
    save(folder, "  hint:", "  hunt:")
    assert main(arguments) == 1
    assert "unknown-field" in capsys.readouterr().out


def test_a_path_without_a_pack_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "preview", str(tmp_path / "nothing")]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: ") and " / " in told


# ── saving, as editors do it ──


def test_only_content_counts() -> None:
    assert all(map(is_content, ("pack.yaml", "questions.yml", "题目.yaml")))
    assert not any(map(is_content, (".questions.yaml.swp", "4913", "questions.yaml~", "#a.yaml#", ".#a.yaml", "a.tmp")))


def _in_place(folder: Path) -> None:
    (folder / "a.yaml").write_text("- b", "utf-8")


def _renamed_over(folder: Path) -> None:
    (folder / ".a.yaml.tmp").write_text("- b", "utf-8")
    (folder / ".a.yaml.tmp").replace(folder / "a.yaml")


def _backed_up(folder: Path) -> None:
    (folder / "a.yaml").replace(folder / "a.yaml~")
    (folder / "a.yaml").write_text("- b", "utf-8")


def _folder_replaced(folder: Path) -> None:
    folder.rename(folder.with_name("old"))
    folder.mkdir()
    (folder / "a.yaml").write_text("- b", "utf-8")


@pytest.mark.parametrize("way", [_in_place, _renamed_over, _backed_up, _folder_replaced])
def test_every_way_of_saving_is_seen(way: Callable[[Path], None], tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.yaml").write_text("- a", "utf-8")
    seen: list[int] = []
    watch = Watch(folder, lambda: seen.append(1))
    try:
        end = time.monotonic() + LIVE_S
        way(folder)
        while not seen and time.monotonic() < end:
            time.sleep(0.05)
            if way is not _folder_replaced:
                way(folder)  # the thread may not have been watching yet
        assert seen
    finally:
        watch.stop()
