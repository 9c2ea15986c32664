"""One cluster for all tests of a process, a database for each. Where it has to be there (CI), its absence is a failure."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from game.records.central.address import parse
from game.records.central.deliver import engine_of
from game.records.central.migrate import ready
from tests.records.central.cluster import Cluster, place, programs


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL; the package is called postgresql")
        pytest.skip("no PostgreSQL here")
    with Cluster(found) as running:
        yield running


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder where many commits are quick."""
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        yield Path(folder)


@pytest.fixture
def url(cluster: Cluster) -> str:
    """An empty database."""
    return cluster.url(cluster.new_database())


@pytest.fixture
def engine(url: str) -> Engine:
    """A database with its tables."""
    made = engine_of(parse(url))
    ready(made)
    return made
