"""The kiosk's secret under which vouchers are signed: made once, readable by this user alone, never replaced."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from game.rules.voucher import SECRET_BYTES

NAME = "voucher.key"


def read_secret(folder: Path) -> bytes | None:
    """The secret in that data folder, None before any was made. Raises OSError, also for a file of another length."""
    try:
        secret = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    if len(secret) != SECRET_BYTES:
        # A new one would turn every voucher that visitors hold into a forgery.
        raise OSError(f"{NAME} has {len(secret)} bytes, not {SECRET_BYTES}")
    return secret


def secret_in(folder: Path) -> bytes:
    """The secret in that data folder, made and safe from a power cut if there was none. Raises OSError."""
    found = read_secret(folder)
    if found is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    temporary = path.with_name(f".{NAME}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    made = secrets.token_bytes(SECRET_BYTES)
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two processes the first one's secret stands, and both go by it.
        os.link(temporary, path)
        _sync_folder(folder)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
    return read_secret(folder) or made


def _sync_folder(folder: Path) -> None:
    """The folder's new entry is on disk, where the system lets a folder be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
