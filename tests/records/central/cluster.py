"""A real PostgreSQL to throw away: a cluster in a temporary folder, reached by a socket in it and by nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

OWNER = "postgres"
DEBIAN = Path("/usr/lib/postgresql")
PATIENCE_S = 60
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "40",
    # Power cuts of the server are not what is tested.
    "fsync": "off",
    "shared_buffers": "16MB",
    "dynamic_shared_memory_type": "mmap",
}

MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2_000_000_000


def place() -> str:
    """Where temporary folders go: into memory where there is plenty. Nothing here has to outlive a power cut."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
        return str(MEMORY)
    return tempfile.gettempdir()


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's; None where PostgreSQL isn't installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name.split(".")[0]), default=None)


class Cluster:
    """A running cluster as a context; what a test needs of it is a database of its own."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self._numbers = count()
        self._is_running = False

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="central-", dir=place()))
        # PostgreSQL refuses to run as root.
        self._prefix = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
        if self._prefix:
            shutil.chown(self.folder, OWNER)
        try:
            self._call("initdb", "-D", f"{self.folder}/data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
            with (self.folder / "settings").open("w") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
                file.write(f"unix_socket_directories = '{self.folder}'\n")
            (self.folder / "settings").chmod(0o644)
            with (self.folder / "data/postgresql.conf").open("a") as file:
                file.write(f"include '{self.folder}/settings'\n")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """The server answers."""
        self._call("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "start")
        self._is_running = True

    def stop(self) -> None:
        """The server is gone, connections cut."""
        if not self._is_running:
            return
        self._is_running = False
        self._call("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", "immediate", "stop")

    def url(self, database: str, user: str = OWNER) -> str:
        """The database as the game is told of it."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The name of a database that was just made."""
        name = f"test{next(self._numbers)}"
        self.execute(OWNER, f"CREATE DATABASE {name}")
        return name

    def execute(self, database: str, *statements: str) -> None:
        """The statements have been executed one by one, by the owner."""
        url = URL.create("postgresql+psycopg", OWNER, host=None, database=database, query={"host": str(self.folder)})
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*self._prefix, str(self._bin / program), *arguments],
            check=True,
            timeout=PATIENCE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
