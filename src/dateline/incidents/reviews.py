"""People's decisions as the matching and the fusion need them: what is one, what is not, and which fields are set.

They beat every rule. Of decisions that contradict each other the newest counts. A decision on fields goes with
the incident that holds most of the tellings that it was made on.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from dateline.incidents.tellings import Telling
from dateline.records import (
    Basis,
    Coded,
    EventType,
    HarmKind,
    Incident,
    IncidentHarm,
    Party,
    Place,
    ReviewState,
    Status,
)
from dateline.reviews import Anchor, ReviewDecision, find, standing

Name = tuple[str, str]
Link = tuple[Name, Name]
_STATES: Mapping[str, ReviewState] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "merge": "corrected", "split": "corrected",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Reviews:
    """`together` and `apart`: tellings, by report and mention, that are and are not one. `made`: the decisions that
    count, oldest first, with the tellings that they are on. `lost`: the numbers of those whose words no mention stands
    for any more.
    """

    together: frozenset[Link] = frozenset()
    apart: frozenset[Link] = frozenset()
    made: tuple[tuple[ReviewDecision, tuple[Name, ...]], ...] = ()
    lost: tuple[int, ...] = ()

    def of(self, groups: Sequence[Sequence[Telling]]) -> list[list[ReviewDecision]]:
        """The decisions on each group: one goes with the group that holds most of its tellings, of equal ones the
        first named.
        """
        home = {telling.name: number for number, group in enumerate(groups) for telling in group}
        found: list[list[ReviewDecision]] = [[] for _ in groups]
        for decision, names in self.made:
            held = Counter(home[name] for name in names if name in home)
            if held:
                found[held.most_common(1)[0][0]].append(decision)
        return found


def reviewed(incident: Incident, made: Sequence[ReviewDecision]) -> Incident:
    """An incident as decisions on it, oldest first, have it."""
    for decision in made:
        if decision.action == "correct":
            incident = corrected(incident, decision)
    state = next((_STATES[d.action] for d in reversed(made) if d.action in _STATES), incident.review)
    return msgspec.structs.replace(incident, review=state, decisions=tuple(d.id for d in made)) if made else incident


NOTHING = Reviews()


def reviews_of(decisions: Iterable[ReviewDecision], coded: Iterable[Coded]) -> Reviews:
    """What decisions come to, given the newest results of the reports that they are anchored in."""
    results = {c.report.id: c for c in coded}

    def names(anchors: Sequence[Anchor]) -> list[Name]:
        found = ((a.report, find(a, results.get(a.report))) for a in anchors)
        return list(dict.fromkeys((report, mention.id) for report, mention in found if mention is not None))

    together: set[Link] = set()
    apart: set[Link] = set()
    counted = standing(decisions)
    made = tuple((decision, tuple(names(decision.anchors))) for decision in counted)
    lost = tuple(decision.id for decision, here in made if not here)
    for decision in reversed(counted):
        here, there = names(decision.anchors), names(decision.apart)
        if decision.action not in ("merge", "split"):
            continue
        for part in (here, there):
            for link in map(_link, part, part[1:]):
                if not _contradicts(together | {link}, apart):
                    together.add(link)
        parted = itertools.starmap(_link, itertools.product(here, there))
        apart |= {link for link in parted if not _contradicts(together, {link})}
    return Reviews(frozenset(together), frozenset(apart), made, lost)


def _link(one: Name, other: Name) -> Link:
    return (one, other) if one < other else (other, one)


def _contradicts(together: Iterable[Link], apart: Iterable[Link]) -> bool:
    """Whether links make one of what is to be apart."""
    root: dict[Name, Name] = {}

    def top(name: Name) -> Name:
        while (above := root.get(name, name)) != name:
            name = above
        return name

    for one, other in together:
        root[top(one)] = top(other)
    return any(top(one) == top(other) for one, other in apart)


def corrected(incident: Incident, decision: ReviewDecision) -> Incident:
    """An incident with one field as a person set it; the field's basis names the person.

    Raises msgspec.ValidationError for a value that does not fit the field.
    """
    name, value = decision.field or "", decision.value
    said = Basis(field=name, rule=f"decision {decision.id} of {decision.by}", tellings=())
    return msgspec.structs.replace(
        incident, **_values(incident, name, value), basis=(*(b for b in incident.basis if b.field != name), said)
    )


def _values(incident: Incident, name: str, value: Any) -> dict[str, Any]:
    """The attributes of an incident that a corrected field sets."""
    if name == "place":
        return {"place": msgspec.convert(value, Place | None)}
    if name == "moment":
        first, last = (msgspec.convert((value or {}).get(end), dt.date | None) for end in ("from", "to"))
        return {"from_": first, "to": last}
    if name in ("actors", "recipients"):
        parties = msgspec.convert(value or (), tuple[Party, ...])
        mine = ("actor",) if name == "actors" else ("recipient", "victim", "target")
        rest = tuple(p for p in incident.parties if p.role not in mine)
        names = tuple(dict.fromkeys(p.name for p in parties))
        return {name: names, "parties": (*parties, *rest) if name == "actors" else (*rest, *parties)}
    if name in get_args(HarmKind):
        others = tuple(h for h in incident.harm if h.kind != name)
        figures = () if value is None else (msgspec.convert({"kind": name, **value}, IncidentHarm),)
        return {"harm": (*others, *figures)}
    kinds: dict[str, Any] = {
        "type": EventType, "modes": tuple[str, ...], "status": Status, "aggregate": bool, "background": bool,
    }  # fmt: skip
    return {name: msgspec.convert(value, kinds[name])}
