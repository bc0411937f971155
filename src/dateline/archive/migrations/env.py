"""Run by Alembic: takes the connection, and the transaction it is in, from the caller."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
