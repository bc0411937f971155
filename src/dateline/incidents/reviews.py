"""People's decisions as the matching and the fusion need them: what is one, what is not, and which fields are set.

They beat every rule. Of decisions that contradict each other the newest counts. A decision on fields goes with the
incident that holds most of the tellings that it was made on; of equal parts, as after an undone merge, with the one
that bears the identifier that the person had before them.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from dateline.incidents.tellings import Telling
from dateline.records import (
    Basis,
    Coded,
    HarmKind,
    Incident,
    IncidentHarm,
    ReviewState,
)
from dateline.reviews import Anchor, ReviewDecision, checked, find, standing

Name = tuple[str, str]
Link = tuple[Name, Name]
_STATES: Mapping[str, ReviewState] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "merge": "corrected", "split": "corrected",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Reviews:
    """`together` and `apart`: tellings, by report and mention, that are and are not one. `made`: the decisions that
    count, oldest first, with the tellings that they are on.
    """

    together: frozenset[Link] = frozenset()
    apart: frozenset[Link] = frozenset()
    made: tuple[tuple[ReviewDecision, tuple[Name, ...]], ...] = ()

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of the decisions whose words no mention stands for any more."""
        return tuple(decision.id for decision, names in self.made if not names)

    def of(
        self, groups: Sequence[Sequence[Telling]], identifier: Callable[[Sequence[Telling]], str]
    ) -> list[list[ReviewDecision]]:
        """The decisions on each group: one goes with the group that holds most of its tellings, of equal ones with that
        whose identifier it was made on, else the first.
        """
        home = {telling.name: number for number, group in enumerate(groups) for telling in group}
        found: list[list[ReviewDecision]] = [[] for _ in groups]
        for decision, names in self.made:
            held = Counter(home[name] for name in names if name in home)
            most = [number for number, count in sorted(held.items()) if count == max(held.values())]
            if most:
                own = (n for n in most if len(most) > 1 and identifier(groups[n]) == decision.incident)
                found[next(own, most[0])].append(decision)
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

    def names(anchors: Sequence[Anchor], *, counted: bool = False) -> list[Name]:
        found = ((a.report, find(a, results.get(a.report))) for a in anchors)
        told = ((report, m.id) for report, m in found if m is not None and (m.countable or not counted))
        return list(dict.fromkeys(told))

    counted = standing(decisions)
    made = tuple((decision, tuple(names(decision.anchors))) for decision in counted)
    links = _Links()
    for decision in reversed(counted):
        here, there = (names(anchors, counted=True) for anchors in (decision.anchors, decision.apart))
        if decision.action in ("merge", "split"):
            links.decide(here, there)
    return Reviews(frozenset(links.together), frozenset(links.apart), made)


class _Links:
    """What decisions make one and keep apart, the newest first: one that contradicts a newer one is passed over."""

    def __init__(self) -> None:
        self.together: set[Link] = set()
        self.apart: set[Link] = set()
        self._above: dict[Name, Name] = {}
        self._parted: defaultdict[Name, set[Name]] = defaultdict(set)

    def decide(self, here: Sequence[Name], there: Sequence[Name]) -> None:
        """Makes one of each part, and keeps the two parts apart."""
        for part in (here, there):
            for one, other in itertools.pairwise(part):
                self._join(one, other)
        for one, other in itertools.product(here, there):
            if self._top(one) != self._top(other):
                self.apart.add(_link(one, other))
                self._parted[self._top(one)].add(other)
                self._parted[self._top(other)].add(one)

    def _join(self, one: Name, other: Name) -> None:
        root, leaf = self._top(one), self._top(other)
        if root != leaf and any(self._top(name) == leaf for name in self._parted[root]):
            return
        self.together.add(_link(one, other))
        if root != leaf:
            self._above[leaf] = root
            self._parted[root] |= self._parted.pop(leaf, set())

    def _top(self, name: Name) -> Name:
        while (above := self._above.get(name)) is not None:
            self._above[name] = self._above.get(above, above)
            name = above
        return name


def _link(one: Name, other: Name) -> Link:
    return (one, other) if one < other else (other, one)


def corrected(incident: Incident, decision: ReviewDecision) -> Incident:
    """An incident with one field as a person set it; the field's basis names the person.

    Raises ReviewError for a value that does not fit the field.
    """
    name, value = decision.field or "", decision.value
    said = Basis(field=name, rule=f"decision {decision.id} of {decision.by}", tellings=())
    return msgspec.structs.replace(
        incident, **_values(incident, name, value), basis=(*(b for b in incident.basis if b.field != name), said)
    )


def _values(incident: Incident, name: str, given: Any) -> dict[str, Any]:
    """The attributes of an incident that a corrected field sets."""
    value = checked(name, given)
    if name == "moment":
        return {"from_": (value or {}).get("from"), "to": (value or {}).get("to")}
    if name in ("actors", "recipients"):
        parties = value or ()
        mine = ("actor",) if name == "actors" else ("recipient", "victim", "target")
        rest = tuple(p for p in incident.parties if p.role not in mine)
        names = tuple(dict.fromkeys(p.name for p in parties))
        return {name: names, "parties": (*parties, *rest) if name == "actors" else (*rest, *parties)}
    if name in get_args(HarmKind):
        others = tuple(h for h in incident.harm if h.kind != name)
        figures = () if value is None else (msgspec.convert({"kind": name, **value}, IncidentHarm),)
        return {"harm": (*others, *figures)}
    return {name: value}
