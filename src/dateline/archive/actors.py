"""Rows of what people decided on actors."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.decisions import Action, ActorDecision, decided, standing
from dateline.errors import NotInArchive, ReviewError
from dateline.records import Actor

_ROWS = t.actor_decisions


def decisions(connection: sa.Connection) -> list[ActorDecision]:
    """All decisions, oldest first, those undone among them."""
    rows = connection.execute(sa.select(_ROWS).order_by(_ROWS.c.id)).all()
    return [
        ActorDecision(
            id=row.id, action=row.action, of=row.of, takes_back=row.takes_back,
            by=row.by, reason=row.reason, when=row.when,
            actor=None if row.actor is None else msgspec.json.decode(row.actor, type=Actor),
            names=msgspec.json.decode(row.names, type=tuple[str, ...]),
        )
        for row in rows
    ]  # fmt: skip


def decide(
    connection: sa.Connection, action: Action, actor: Actor | None, *, of: str | None, names: tuple[str, ...],
    takes_back: int | None, by: str, reason: str, now: str,
) -> int:  # fmt: skip
    """Adds a decision and gives its number.

    Raises ReviewError where nobody is named, or a merge would lead back to itself.
    """
    if not by.strip():
        raise ReviewError("a decision needs the name of who makes it", remedy="Say who with `by`.")
    if action == "merge" and actor is not None and decided(decisions(connection)).final(actor).id == of:
        raise ReviewError(
            f"{of!r} is what {actor.id!r} was merged into", remedy="Undo that merge first: `dateline actors history`."
        )
    document = None if actor is None else msgspec.json.encode(actor).decode()
    values = {"action": action, "actor": document, "of": of, "names": msgspec.json.encode(names).decode()}
    row = connection.execute(_ROWS.insert().values(**values, takes_back=takes_back, by=by, reason=reason, when=now))
    key = row.inserted_primary_key
    assert key is not None
    return int(key[0])


def undo(connection: sa.Connection, number: int, *, by: str, reason: str, now: str, where: str) -> int:
    """Adds the undoing of a decision.

    Raises NotInArchive for a number that is none, or whose decision no longer counts.
    """
    if number not in {decision.id for decision in standing(decisions(connection))}:
        raise NotInArchive(
            f"no decision {number} counts", where=where, remedy="`dateline actors history` lists those that do."
        )
    return decide(connection, "undo", None, of=None, names=(), takes_back=number, by=by, reason=reason, now=now)
