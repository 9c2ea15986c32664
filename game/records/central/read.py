"""What the central database holds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from game.records.central.tables import VISITS


def visits_of(connection: Connection, kiosks: Sequence[str]) -> int:
    """How many visits of these kiosks have arrived."""
    counted = connection.scalar(select(func.count()).select_from(VISITS).where(VISITS.c.kiosk.in_(kiosks)))
    return int(counted or 0)
