"""How much a pack may be. Whatever passes these bounds is refused before it is understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a file and a pack, depth and number of YAML nodes, characters of a scalar, problems reported a file.

    Of a pack from outside: files, folders deep and characters of a name; how many times smaller a zip may make a file, and
    from what size on that is asked; bytes of its manifest; bytes of memory and seconds that its check may take.

    Of text, `marks` is how many accents one letter may carry. Of media: bytes of a file, pixels of a picture's side, seconds
    of a sound and its bytes once decoded.
    """

    file_bytes: int = 256 * 1024
    pack_bytes: int = 20 * 1024 * 1024
    depth: int = 12
    nodes: int = 50_000
    scalar_characters: int = 2_000
    marks: int = 2
    media_bytes: int = 4 * 1024 * 1024
    picture_px: int = 2_048
    sound_s: int = 30
    sound_bytes: int = 10 * 1024 * 1024
    problems: int = 200
    files: int = 2_000
    path_depth: int = 6
    name_characters: int = 80
    zip_ratio: int = 200
    zip_ratio_from_bytes: int = 64 * 1024
    manifest_bytes: int = 1024 * 1024
    check_bytes: int = 512 * 1024 * 1024
    check_s: int = 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """Bytes of a table's file, bytes and parts a workbook may unpack to; sheets, rows, columns and cells read; characters of a cell."""

    file_bytes: int = 16 * 1024 * 1024
    unpacked_bytes: int = 64 * 1024 * 1024
    parts: int = 2_000
    sheets: int = 60
    rows: int = 20_000
    columns: int = 200
    cells: int = 400_000
    cell_characters: int = 2_000


SHEET_LIMITS = SheetLimits()


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Bytes of another program's text file, questions and XML elements read from one; characters of our own line in it.

    Moodle puts pictures into its XML, so a file may be larger than the pack that comes out of it.
    """

    file_bytes: int = 64 * 1024 * 1024
    questions: int = 100_000
    elements: int = 4_000_000
    own_line_characters: int = 200_000


TEXT_LIMITS = TextLimits()

STEM_CHARACTERS = 60
RATIONALE_CHARACTERS = 110
HINT_CHARACTERS = 36
TITLE_CHARACTERS = 40
SOURCE_CHARACTERS = 120
LESSON_CHARACTERS = 120
MOST_READING = 200
"""Characters of stem and options together, half a minute of reading; a dialogue's branches are not all read."""
FACT_CHARACTERS, STATEMENT_CHARACTERS = 80, 200
CARD_TITLE_CHARACTERS, CARD_SENTENCE_CHARACTERS, CARD_ADVICE_CHARACTERS = 14, 44, 16
CARD_SENTENCES = (3, 6)
LEVEL_QUESTIONS = (6, 8)
EXAM_QUESTIONS = (8, 20)
