"""Whether a workbook of a stranger may be opened: its parts are measured before any of them is unpacked."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

MOST_PARTS = 2_000
UNPACKED_BYTES = 48 * 1024 * 1024


def is_small_workbook(path: Path) -> bool:
    """Whether the file is a zip whose parts stay under the limits, by what it says of them. Raises OSError."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError):
        return False
    return len(parts) <= MOST_PARTS and sum(part.file_size for part in parts) <= UNPACKED_BYTES
