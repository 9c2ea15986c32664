"""The few calls with which an installation changes the disk, in one place: tests keep a tape of them, or refuse them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from game.atomic import sync_folder


class Disk:
    """The machine's own disk. Everything raises OSError."""

    def make_folder(self, path: Path) -> None:
        """The folder is there; its parent is already."""
        path.mkdir(exist_ok=True)

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        """A new file holds the chunks, and they are safe; its name is safe once its folder is synced."""
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """The names in the folder are safe."""
        sync_folder(path)

    def rename(self, old: Path, new: Path) -> None:
        """`old` is called `new` from now on; a file of that name is replaced in one step."""
        old.replace(new)

    def remove_file(self, path: Path) -> None:
        """The file is gone, or was."""
        path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        """The empty folder is gone."""
        path.rmdir()


def make_folders(disk: Disk, root: Path, path: Path) -> None:
    """`path` below `root` is there with every folder on the way, and so are their names after a power cut.

    A folder that is there already is synced too: who made it may have been killed before that.
    """
    for folder in reversed([each for each in (path, *path.parents) if each != root and each.is_relative_to(root)]):
        if not folder.exists():
            disk.make_folder(folder)
        disk.sync_folder(folder.parent)


def remove_tree(disk: Disk, path: Path) -> None:
    """The file or folder is gone with all that is in it; no link is followed."""
    if path.is_symlink() or not path.is_dir():
        disk.remove_file(path)
        return
    for child in sorted(path.iterdir()):
        remove_tree(disk, child)
    disk.remove_folder(path)


def replace_file(disk: Disk, path: Path, data: bytes) -> None:
    """`path` holds `data`, safe from a power cut; until then it holds what it held."""
    temporary = path.with_name(f".{path.name}.part")
    disk.remove_file(temporary)
    disk.write(temporary, [data])
    disk.rename(temporary, path)
    disk.sync_folder(path.parent)
