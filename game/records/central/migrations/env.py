"""What alembic runs: the steps, over the connection that `game.records.central.migrate` brings."""

from alembic import context

from game.records.central.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
