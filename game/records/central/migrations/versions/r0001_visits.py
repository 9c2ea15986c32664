"""Visits, and what was asked, answered, won and found wrong in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The tables are there."""
    op.create_table(
        "visits",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("age_band", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("kiosk", "day", "number", "seed", name="uq_visits_kiosk"),
    )
    op.create_table(
        "runs",
        sa.Column("visit_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("care", sa.Boolean, nullable=False),
        sa.Column("speed", sa.Boolean, nullable=False),
        sa.Column("is_finished", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "number", name="pk_runs"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_runs_visits"),
    )
    op.create_table(
        "answers",
        sa.Column("visit_id", sa.BigInteger, nullable=False),
        sa.Column("run", sa.BigInteger, nullable=False),
        sa.Column("idx", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("credit", sa.Integer, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("elapsed_bucket", sa.BigInteger, nullable=False),
        sa.Column("props", sa.Text, nullable=False),
        sa.Column("sure", sa.Boolean),
        sa.PrimaryKeyConstraint("visit_id", "run", "idx", name="pk_answers"),
        sa.ForeignKeyConstraint(["visit_id", "run"], ["runs.visit_id", "runs.number"], name="fk_answers_runs"),
    )
    op.create_table(
        "results",
        sa.Column("visit_id", sa.BigInteger, nullable=False),
        sa.Column("run", sa.BigInteger, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("stars", sa.SmallInteger, nullable=False),
        sa.Column("best_streak", sa.Integer, nullable=False),
        sa.Column("props_used", sa.Integer, nullable=False),
        sa.Column("hearts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "run", name="pk_results"),
        sa.ForeignKeyConstraint(["visit_id", "run"], ["runs.visit_id", "runs.number"], name="fk_results_runs"),
    )
    op.create_table(
        "flags",
        sa.Column("visit_id", sa.BigInteger, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "question", name="pk_flags"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_flags_visits"),
    )
