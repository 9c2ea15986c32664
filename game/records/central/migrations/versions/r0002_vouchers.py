"""Vouchers, and the indexes that a report over months needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Vouchers have a table; visits are found by day, answers by question."""
    op.create_table(
        "vouchers",
        sa.Column("visit_id", sa.BigInteger, nullable=False),
        sa.Column("run", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("redeemed", sa.Date),
        sa.PrimaryKeyConstraint("visit_id", "run", name="pk_vouchers"),
        sa.ForeignKeyConstraint(["visit_id", "run"], ["runs.visit_id", "runs.number"], name="fk_vouchers_runs"),
    )
    op.create_index("ix_visits_day", "visits", ["day"])
    op.create_index("ix_answers_question", "answers", ["question"])
