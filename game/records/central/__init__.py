"""The records of many kiosks in one PostgreSQL: what the journal holds is carried there, now or later, exactly once."""

from __future__ import annotations

import os

VARIABLE = "QMCG_DATABASE"
"""The environment variable that names the database where the command line does not; it isn't seen in a list of processes."""


def chosen_url(told: str | None) -> str:
    """The URL from the command line, else from the environment; empty when neither names one."""
    return told if told is not None else os.environ.get(VARIABLE, "")
