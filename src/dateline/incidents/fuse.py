"""One incident from the mentions that tell of it; the rules of its fields stand in fields.py, what it keeps of
disagreement in conflicts.py, which sources are independent in independent.py.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from dateline.incidents import fields
from dateline.incidents.conflicts import conflicts
from dateline.incidents.independent import origins
from dateline.incidents.match import Wanted, group_mentions
from dateline.incidents.reviews import NOTHING, Reviews, reviewed
from dateline.incidents.tellings import Telling
from dateline.records import Coded, HarmKind, Incident, Party, RoleName, Support


def build_incidents(coded: Iterable[Coded], wanted: Wanted = Wanted(), reviews: Reviews = NOTHING) -> list[Incident]:
    """The incidents that coded reports tell of, in the order of their first telling; with `wanted` also of mentions
    that do not count, which stay apart from those that do. `reviews` are people's decisions, which beat the rules.
    """
    return fused(group_mentions(coded, wanted, reviews=reviews), reviews)


def fused(groups: Iterable[Sequence[Telling]], reviews: Reviews = NOTHING) -> list[Incident]:
    """The incidents of groups of tellings, as reviewers have decided, no two of one identifier."""
    named: dict[str, Incident] = {}
    listed = list(groups)
    for group, made in zip(listed, reviews.of(listed, identifier), strict=True):
        incident = fuse(group)
        if incident.id in named:
            # Told alike by their first tellings, and kept apart by an actor that a later one names.
            incident = msgspec.structs.replace(incident, id=identifier(group, alike=True))
        named[incident.id] = reviewed(incident, made)
    return list(named.values())


def fuse(group: Sequence[Telling]) -> Incident:
    """One incident from its tellings. The order in which they are given changes nothing."""
    ordered = sorted(group, key=_published)
    told = fields.Told(ordered, origins(ordered))
    place, place_basis = fields.place(told)
    first, last, moment_basis = fields.moment(told)
    status, status_basis = fields.status(told)
    harms = [found for kind in get_args(HarmKind) if (found := fields.harm(told, kind)) is not None]
    parties = fields.parties(ordered)
    types = Counter(t.mention.type for t in ordered)
    return Incident(
        id=identifier(group), type=max(types, key=types.__getitem__),
        modes=tuple(dict.fromkeys(mode for t in ordered for mode in t.mention.modes)),
        contexts=tuple(dict.fromkeys(context for t in ordered for context in t.mention.contexts)),
        place=place, from_=first, to=last,
        actors=_names(parties, ("actor",)), recipients=_names(parties, ("recipient", "victim", "target")),
        parties=parties, claims=fields.claims(ordered), harm=tuple(harm for harm, _ in harms), status=status,
        aggregate=fields.majority(told, lambda t: t.mention.aggregate),
        background=fields.majority(told, lambda t: t.mention.background),
        reports=len({t.coded.report.id for t in ordered}),
        outlets=len({t.coded.report.outlet for t in ordered if t.coded.report.outlet}),
        independent=len(set(told.origins)),
        support=tuple(map(_support, ordered, told.origins)), conflicts=conflicts(ordered),
        basis=tuple(filter(None, (place_basis, moment_basis, status_basis, *(made for _, made in harms)))),
        confidence=max(t.mention.confidence for t in ordered),
    )  # fmt: skip


def _published(telling: Telling) -> tuple[bool, int, str, int]:
    """The order of tellings: by publication, undated reports last, then by name; in a report as it tells them."""
    report = telling.coded.report
    day = report.published.toordinal() if report.published else 0
    return report.published is None, day, report.id, telling.mention.trigger.start


def identifier(group: Sequence[Telling], *, alike: bool = False) -> str:
    """The name of an incident that nothing was known of: a hash of what it is matched by; of one that is `alike`
    another, of its first telling too.
    """
    ordered = sorted(group, key=_published)
    first = next((t for t in ordered if t.day), ordered[0])
    key = [first.mention.type, first.place_key or "", str(first.day or "")]
    if first.day is None or first.place_key is None:
        key += [first.coded.report.id, first.mention.id]
    else:
        key += sorted(first.actors)
    key += filter(None, [first.how])
    if alike:
        key += [first.coded.report.id, first.mention.id]
    return "i-" + hashlib.sha256("|".join(key).encode()).hexdigest()[:10]


def _names(parties: Sequence[Party], roles: tuple[RoleName, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.name for party in parties if party.role in roles))


def _support(telling: Telling, origin: int) -> Support:
    start, end = telling.mention.sentence
    report = telling.coded.report
    return Support(
        report=report.id, mention=telling.mention.id, sentence=report.text[start:end], outlet=report.outlet,
        source=next((a.source.text for a in telling.mention.attribution if a.source), None),
        start=start, end=end, origin=origin,
    )  # fmt: skip
