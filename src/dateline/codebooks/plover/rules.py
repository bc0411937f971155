"""PLOVER's rules: the record's own words, in PLOVER's columns."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

from dateline.codebooks.book import Rule, Rules, Value
from dateline.codebooks.cases import Case
from dateline.codebooks.common import ID_RULES, PLACE_RULES, end_date, realised, start_date, unknown
from dateline.codebooks.tables import table
from dateline.records import Party, RoleName

ACTORS: tuple[RoleName, ...] = ("actor",)
RECIPIENTS: tuple[RoleName, ...] = ("recipient", "victim", "target")


def event_type(case: Case) -> Value:
    return Value(case.head.type, "the type that most tellings have")


def event_mode(case: Case) -> Value:
    if not case.modes:
        return Value(None, "no telling has a mode")
    return Value("; ".join(case.modes), "the modes of the type in all tellings, as first told")


def context(case: Case) -> Value:
    if not case.head.contexts:
        return unknown("no telling has a context; the reader does not look for them yet")
    return Value("; ".join(case.head.contexts), "the contexts of all tellings, as first told")


def quad_class(case: Case) -> Value:
    quad = table("plover")["types"][case.head.type]["quad"]
    return Value(quad, f"{case.head.type} is {table('plover')['quads'][quad]}")


def status(case: Case) -> Value:
    return Value(case.head.status, "what most independent sources tell")


def precision(case: Case) -> Value:
    return Value(case.place.precision if case.place else "unresolved", "how finely the place is known")


def party_names(roles: Sequence[RoleName]) -> Rule:
    """The rule of a column that names those in some roles."""

    def rule(case: Case) -> Value:
        found = dict.fromkeys(party.name for party in _parties(case, roles))
        return (
            Value("; ".join(found), "all that tellings name, as first told")
            if found
            else unknown("no telling names one")
        )

    return rule


def party_field(roles: Sequence[RoleName], field: Literal["id", "sector", "country"]) -> Rule:
    """The rule of a column that holds a field of the actors in some roles."""
    get = attrgetter(field)

    def rule(case: Case) -> Value:
        known = dict.fromkeys(get(p.actor) for p in _parties(case, roles) if p.actor is not None and get(p.actor))
        if not known:
            return unknown(f"nobody in this role has a known {field}")
        return Value("; ".join(known), "from the actor catalogue, for those that it knows")

    return rule


def _parties(case: Case, roles: Sequence[RoleName]) -> list[Party]:
    return [party for party in case.head.parties if party.role in roles]


RULES = Rules(
    columns={
        **ID_RULES, **PLACE_RULES,
        "event_type": event_type, "event_mode": event_mode, "context": context, "quad_class": quad_class,
        "status": status, "start_date": start_date, "end_date": end_date, "precision": precision,
        "actor": party_names(ACTORS), "actor_id": party_field(ACTORS, "id"),
        "actor_sector": party_field(ACTORS, "sector"), "actor_country": party_field(ACTORS, "country"),
        "recipient": party_names(RECIPIENTS), "recipient_id": party_field(RECIPIENTS, "id"),
        "recipient_sector": party_field(RECIPIENTS, "sector"), "recipient_country": party_field(RECIPIENTS, "country"),
    },
    inclusion=realised,
)  # fmt: skip
