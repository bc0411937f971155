"""People's decisions as the matching and the fusion need them: what is one, what is not, and which fields are set.

They beat every rule. Of decisions that contradict each other the newest counts. A decision on fields goes with the
first of its anchors that is still found.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
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
    """`together` and `apart`: tellings, by report and mention, that are and are not one. `at`: the decisions that go
    with a telling, oldest first. `lost`: the numbers of those whose words no mention stands for any more.
    """

    together: frozenset[Link] = frozenset()
    apart: frozenset[Link] = frozenset()
    at: Mapping[Name, tuple[ReviewDecision, ...]] = dataclasses.field(default_factory=dict)
    lost: tuple[int, ...] = ()

    def apply(self, incident: Incident, group: Sequence[Telling]) -> Incident:
        """An incident as reviewers have decided."""
        made = sorted({d.id: d for t in group for d in self.at.get(t.name, ())}.values(), key=lambda d: d.id)
        for decision in made:
            if decision.action == "correct":
                incident = corrected(incident, decision)
        state = next((_STATES[d.action] for d in reversed(made) if d.action in _STATES), incident.review)
        return (
            msgspec.structs.replace(incident, review=state, decisions=tuple(d.id for d in made)) if made else incident
        )


NOTHING = Reviews()


def reviews_of(decisions: Iterable[ReviewDecision], coded: Iterable[Coded]) -> Reviews:
    """What decisions come to, given the newest results of the reports that they are anchored in."""
    results = {c.report.id: c for c in coded}

    def names(anchors: Sequence[Anchor]) -> list[Name]:
        found = ((a.report, find(a, results.get(a.report))) for a in anchors)
        return list(dict.fromkeys((report, mention.id) for report, mention in found if mention is not None))

    together: set[Link] = set()
    apart: set[Link] = set()
    at: dict[Name, list[ReviewDecision]] = {}
    lost = []
    counted = standing(decisions)
    for decision in counted:
        here = names(decision.anchors)
        if here:
            at.setdefault(here[0], []).append(decision)
        else:
            lost.append(decision.id)
    for decision in reversed(counted):
        here, there = names(decision.anchors), names(decision.apart)
        if decision.action == "merge":
            for link in map(_link, here, here[1:]):
                if not _contradicts(together | {link}, apart):
                    together.add(link)
        if decision.action == "split":
            kept = {link for part in (here, there) for link in map(_link, part, part[1:])}
            parted = set(itertools.starmap(_link, itertools.product(here, there)))
            together |= {link for link in kept if not _contradicts(together | {link}, apart)}
            apart |= {link for link in parted if not _contradicts(together, {link})}
    return Reviews(frozenset(together), frozenset(apart), {name: tuple(made) for name, made in at.items()}, tuple(lost))


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
