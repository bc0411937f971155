"""An incident in plain words, made from its fields and its reports' sentences alone; each clause names where it stands.

Nothing is said that no telling says, and nothing is smoothed over: where sources differ, each figure has its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import get_args

from dateline.incidents.lineage import figures, in_words
from dateline.records import EventType, HarmKind, Incident, Support

_WHAT: Mapping[EventType, str] = {
    "AGREE": "An agreement", "CONSULT": "Talks", "SUPPORT": "Support", "CONCEDE": "A concession",
    "COOPERATE": "Cooperation", "AID": "Aid", "RETREAT": "A retreat or release", "REQUEST": "A demand",
    "ACCUSE": "An accusation", "REJECT": "A refusal", "THREATEN": "A threat", "PROTEST": "A protest",
    "SANCTION": "Sanctions", "MOBILIZE": "A mobilisation", "COERCE": "Coercion", "ASSAULT": "An attack",
}  # fmt: skip
_CLAIMED = {
    "claimed": "claimed responsibility", "denied": "denied responsibility", "suspected": "is suspected",
    "accused": "is accused", "stated as fact": "is said to be responsible",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the account and the tellings that it rests on, each with its report and span."""

    text: str
    support: tuple[Support, ...]


def account(incident: Incident) -> list[Clause]:
    """What is told of an incident: what, where and when; who; each harm; responsibility; who tells of it."""
    told = {support.name: support for support in incident.support}
    basis = {made.field: made for made in incident.basis}

    def clause(text: str, names: Iterable[str]) -> Clause:
        return Clause(text, tuple(told[name] for name in dict.fromkeys(names) if name in told))

    where_and_when = [n for name in ("place", "moment") if name in basis for n in basis[name].tellings]
    found = [clause(_opening(incident), where_and_when or list(told)[:1])]
    for role, words in (("actor", "Carried out by"), ("victim", "Harmed"), ("target", "Hit"), ("recipient", "Towards")):
        parties = [party for party in incident.parties if party.role == role]
        if parties:
            who = ", ".join(party.name for party in parties)
            found.append(clause(f"{words}: {who}.", (n for party in parties for n in party.tellings)))
    disputed = {conflict.field: conflict for conflict in incident.conflicts}
    decided = {name: made.rule for name, made in basis.items() if made.decided}
    for name, words in in_words(incident).items():
        if name in decided:
            found.append(clause(f"Set by {decided[name]}: {name} {words}.", ()))
    for harm in incident.harm:
        if harm.kind in decided:
            continue
        if harm.kind in disputed:
            for value, names in disputed[harm.kind].values:
                found.append(clause(f"{harm.kind.capitalize()}: {value}, {_by(names, told)}.", names))
        else:
            given = basis[harm.kind].tellings if harm.kind in basis else ()
            found.append(clause(f"{harm.kind.capitalize()}: {figures(harm.low, harm.best, harm.high)}.", given))
    for claim in incident.claims:
        sources = f", according to {', '.join(claim.sources)}" if claim.sources else ""
        found.append(clause(f"{claim.by} {_CLAIMED[claim.kind]}{sources}.", claim.tellings))
    found += [
        clause(f"On the {name}, tellings differ: {value}, {_by(names, told)}.", names)
        for name, conflict in disputed.items()
        if name not in get_args(HarmKind) and name != "responsibility"
        for value, names in conflict.values
    ]
    found.append(clause(told_by(incident), told))
    return found


def _opening(incident: Incident) -> str:
    modes = f" ({', '.join(incident.modes)})" if incident.modes else ""
    place = incident.place
    where = "at an unknown place" if place is None else f"in {', '.join(filter(None, (place.name, place.country)))}"
    days = list(dict.fromkeys(str(day) for day in (incident.from_, incident.to) if day))
    when = "on an unknown day" if not days else f"on {days[0]}" if len(days) == 1 else f"between {' and '.join(days)}"
    status = "" if incident.status == "happened" else f" It is told as {incident.status}."
    return f"{_WHAT[incident.type]}{modes} {where}, {when}.{status}"


def _by(names: Iterable[str], told: Mapping[str, Support]) -> str:
    """Who tells a value: the sources cited, else the outlets, else the reports."""
    known = (told[name] for name in names if name in told)
    return f"told by {', '.join(dict.fromkeys(s.source or s.outlet or s.report for s in known)) or 'nobody'}"


def told_by(incident: Incident) -> str:
    """How many tell of it, how many of them rest on nobody else's words, and who took it back."""
    told = f"Told by {_counted(incident.reports, 'report')} of {_counted(incident.outlets, 'outlet')}"
    if incident.independent is not None:
        told += f", {_counted(incident.independent, 'independent source')}"
    taken_back = f" Withdrawn: {', '.join(incident.withdrawn)}." if incident.withdrawn else ""
    return f"{told}.{taken_back}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
