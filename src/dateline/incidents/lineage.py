"""What became of incidents when they are built again: which is which, what changed in them, and what joined or parted.

An incident is the one before that most of its tellings were of. So its identifier lives on while reports come and go;
where two become one, or one two, the identifier of the larger part lives on and the others' end is written down.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from dateline.records import Incident

ChangeKind = Literal["new", "changed", "merged", "split", "gone"]
Key = tuple[str, int]
"""A telling by its report and where its trigger starts, which survives other names of mentions."""


@dataclasses.dataclass(frozen=True, slots=True)
class Before:
    """An incident as it was; without `incident`, where a purge has dropped all but its tellings and last version."""

    incident: Incident | None
    version: int
    keys: frozenset[Key]


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """What happened to an incident: `new`, `changed`, `split` off another, `merged` into another, `gone`.

    `details`: `fields` (name, before, after), `reports` that it gained and lost, `withdrawn` ones, and `other`, the
    incident that it parted from or went into.
    """

    incident: str
    version: int
    kind: ChangeKind
    details: Mapping[str, Any]


def settle(
    before: Mapping[str, Before], built: Sequence[tuple[Incident, frozenset[Key]]], *,
    withdrawn: Collection[str] = (), taken: Callable[[str], bool] = lambda _: False,
) -> tuple[list[Incident], list[Change]]:  # fmt: skip
    """The incidents that were built, under their lasting identifiers and versions, and what happened.

    `before` holds those that they may go back to; `taken` tells identifiers of others; `withdrawn` reports are named
    where they told of an incident before.
    """
    of = {key: i for i, old in before.items() for key in old.keys}
    home = _homes(of, before, built)
    used = {identifier for identifier in home if identifier}
    settled: list[Incident] = []
    changes: list[Change] = []
    for (incident, keys), identifier in zip(built, home, strict=True):
        name = identifier or _free(incident.id, lambda other: other in used or other in before or taken(other))
        used.add(name)
        from_ = sorted({of[key] for key in keys if key in of})
        old = before.get(name)
        told = _withdrawn([before[i] for i in from_] if old is None else [old, *(before[i] for i in from_)], withdrawn)
        fresh = msgspec.structs.replace(incident, id=name, withdrawn=told)
        if old is None:
            changes.append(_begun(fresh, max(from_, key=lambda i: len(before[i].keys & keys), default=None)))
        else:
            fresh = msgspec.structs.replace(fresh, version=old.version)
            if old.incident != fresh:
                fresh = msgspec.structs.replace(fresh, version=old.version + 1)
                changes.append(_changed(old.incident, fresh))
        settled.append(fresh)
    now = {key: incident.id for incident, (_, keys) in zip(settled, built, strict=True) for key in keys}
    return settled, [*changes, *(_ended(i, old, now, withdrawn) for i, old in before.items() if i not in used)]


def _homes(
    of: Mapping[Key, str], before: Mapping[str, Before], built: Sequence[tuple[Incident, frozenset[Key]]]
) -> list[str | None]:
    """The incident that each goes back to: the largest overlaps first, of equal ones the one of its own name, then the
    same name.
    """
    shared: dict[tuple[int, str], int] = {}
    for number, (_, keys) in enumerate(built):
        for key in keys & of.keys():
            shared[number, of[key]] = shared.get((number, of[key]), 0) + 1
    home: list[str | None] = [None] * len(built)
    gone: set[str] = set()
    for number, identifier in sorted(shared, key=lambda p: (-shared[p], built[p[0]][0].id != p[1], p[1], p[0])):
        if home[number] is None and identifier not in gone:
            home[number] = identifier
            gone.add(identifier)
    touched = {number for number, _ in shared}
    for number, (incident, _) in enumerate(built):
        if number not in touched and incident.id in before and incident.id not in gone:
            home[number] = incident.id
            gone.add(incident.id)
    return home


def _free(wanted: str, taken: Callable[[str], bool]) -> str:
    """The name, or where another incident bears it, one made of it."""
    name, number = wanted, 1
    while taken(name):
        number += 1
        name = "i-" + hashlib.sha256(f"{wanted}|{number}".encode()).hexdigest()[:10]
    return name


def _withdrawn(old: Iterable[Before], withdrawn: Collection[str]) -> tuple[str, ...]:
    """The reports that told of it and were taken back since."""
    known = (b.incident for b in old if b.incident is not None)
    reports = {name for i in known for name in (*i.withdrawn, *(s.report for s in i.support))}
    return tuple(sorted(reports & set(withdrawn)))


def _begun(incident: Incident, other: str | None) -> Change:
    reports = sorted({s.report for s in incident.support})
    if other is None:
        return Change(incident.id, incident.version, "new", {"reports": {"gained": reports}})
    return Change(incident.id, incident.version, "split", {"other": other, "reports": {"gained": reports}})


def _changed(old: Incident | None, new: Incident) -> Change:
    if old is None:
        return Change(new.id, new.version, "changed", {"fields": [], "purged": True})
    mine, theirs = ({s.report for s in i.support} for i in (new, old))
    details: dict[str, Any] = {"fields": list(differences(old, new))}
    reports = {"gained": sorted(mine - theirs), "lost": sorted(theirs - mine)}
    details["reports"] = {how: names for how, names in reports.items() if names}
    fresh = sorted(set(new.withdrawn) - set(old.withdrawn))
    if fresh:
        details["withdrawn"] = fresh
    decisions = sorted(set(new.decisions) ^ set(old.decisions))
    if decisions:
        details["decisions"] = decisions
    return Change(new.id, new.version, "changed", details)


def _ended(identifier: str, old: Before, now: Mapping[Key, str], withdrawn: Collection[str]) -> Change:
    into = Counter(now[key] for key in sorted(old.keys) if key in now)
    if into:
        return Change(identifier, old.version, "merged", {"other": into.most_common(1)[0][0]})
    taken_back = list(_withdrawn([old], withdrawn))
    return Change(identifier, old.version, "gone", {"withdrawn": taken_back} if taken_back else {})


def differences(old: Incident, new: Incident) -> Iterable[dict[str, str]]:
    """The fields in which two versions of an incident differ: name, before and after in words."""
    mine, theirs = in_words(new), in_words(old)
    for name in dict.fromkeys((*theirs, *mine)):
        if theirs.get(name, "") != mine.get(name, ""):
            yield {"field": name, "before": theirs.get(name, ""), "after": mine.get(name, "")}


def in_words(incident: Incident) -> dict[str, str]:
    """The fields of an incident that a person reads, in words; what is unknown is left out."""
    place = incident.place
    flags = (flag for flag in ("aggregate", "background") if getattr(incident, flag))
    words: dict[str, str] = {
        "type": " ".join((incident.type, *incident.modes)),
        "place": "" if place is None else ", ".join(filter(None, (place.name, place.country))),
        "moment": " to ".join(dict.fromkeys(str(day) for day in (incident.from_, incident.to) if day)),
        "actors": "; ".join(incident.actors),
        "recipients": "; ".join(incident.recipients),
        **{h.kind: figures(h.low, h.best, h.high) for h in incident.harm},
        "claims": "; ".join(f"{claim.by} ({claim.kind})" for claim in incident.claims),
        "status": ", ".join((incident.status, *flags)),
        "disputed": ", ".join(conflict.field for conflict in incident.conflicts),
        "review": incident.review,
    }
    return {name: text for name, text in words.items() if text}


def figures(low: int | None, best: int | None, high: int | None) -> str:
    """A figure with its range, `?` for what is unknown: "12", "12 (10 to 15)", "? (10 to ?)"."""
    if low == best == high:
        return "?" if best is None else str(best)
    single, first, last = ("?" if number is None else str(number) for number in (best, low, high))
    return f"{single} ({first} to {last})"
