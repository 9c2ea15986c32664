"""Whose signatures a machine believes: public keys in `trust` in the data folder, and those that were revoked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.atomic import write_atomically
from game.packs.install.keys import KeyFault, PublicKey, public_key
from game.packs.install.refusal import Refused

FOLDER = "trust"
SUFFIX = ".pub"
REVOKED = "revoked.txt"
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys that are believed and the ids of those that were revoked."""

    keys: tuple[PublicKey, ...] = ()
    revoked: frozenset[str] = frozenset()

    def key(self, key: bytes) -> PublicKey | None:
        """That key as it is trusted here, with the name that this machine knows it by."""
        return next((each for each in self.keys if each.key == key), None)


def read_trust(data: Path) -> Trust:
    """The data folder's trust; none without such a folder. Raises Refused when a part of it can't be read.

    It is read strictly: with a list of revoked keys that can't be read, nobody is believed.
    """
    folder = data / FOLDER
    try:
        if not folder.is_dir():
            return Trust()
        keys = tuple(public_key(_text(path)) for path in sorted(folder.glob(f"*{SUFFIX}")))
        listed = folder / REVOKED
        words = _text(listed).split("\n") if listed.exists() else []
    except (OSError, ValueError) as error:
        raise Refused("trust-unreadable", str(error) if isinstance(error, KeyFault) else "") from error
    revoked = [word.split("#")[0].strip().lower() for word in words]
    if any(word and not (len(word) == 16 and set(word) <= set("0123456789abcdef")) for word in revoked):
        raise Refused("trust-unreadable", REVOKED)
    return Trust(keys, frozenset(word for word in revoked if word))


def add(data: Path, key: PublicKey) -> None:
    """The key is trusted. Raises OSError; ValueError when it was revoked."""
    if key.id in read_trust(data).revoked:
        raise ValueError(f"key {key.id} has been revoked / 这把密钥已被吊销")
    write_atomically(data / FOLDER / f"{key.id}{SUFFIX}", (key.line() + "\n").encode())


def revoke(data: Path, key_id: str) -> None:
    """The key of that id is never believed again. Raises OSError."""
    before = sorted(read_trust(data).revoked | {key_id})
    write_atomically(data / FOLDER / REVOKED, "".join(f"{each}\n" for each in before).encode())


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(path.name)
    return data.decode("utf-8-sig")
