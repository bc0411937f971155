"""Which incidents are one event: same day, place and sides, and a crowd's dispersal with its protest."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.codebooks.acled_like.types import NONE, answers, incident_answers, ranks
from dateline.codebooks.cases import Case, modes_of, place_key, sides_of
from dateline.records import Incident

Spot = tuple[str, str]


def cases(incidents: Sequence[Incident]) -> list[Case]:
    """The rows, in the order of the first incident of each; the one with the highest type leads its row."""
    spots: dict[Spot, list[Incident]] = {}
    for incident in incidents:
        spot = _spot(incident)
        if spot is not None:
            spots.setdefault(spot, []).append(incident)
    groups: dict[tuple[object, ...], list[Incident]] = {}
    for incident in incidents:
        spot = _spot(incident)
        key = _key(incident, spots[spot]) if spot is not None else None
        groups.setdefault((spot, key) if key is not None else (incident.id,), []).append(incident)
    return [_case(group, spots) for group in groups.values()]


def _spot(incident: Incident) -> Spot | None:
    """Day and place, None where one is not known or the incident is no realised event."""
    place = place_key(incident.place)
    if place is None or incident.from_ is None or incident.from_ != incident.to or not incident.countable:
        return None
    return incident.from_.isoformat(), place


def _key(incident: Incident, there: Sequence[Incident]) -> object | None:
    """What the incidents of one event share beside day and place: both sides, known by name or class."""
    protests = [i for i in there if i.type == "PROTEST" and {"demo", "riot", "obstruct"} & set(modes_of(i))]
    if incident.type == "ASSAULT" and modes_of(incident) == ("crowd-control",) and len(protests) == 1:
        return "protest", protests[0].id
    if incident in protests:
        return "protest", incident.id
    if incident.type != "ASSAULT" or incident_answers(Case((incident,)))[0] == {NONE}:
        return None
    if len(Case((incident,)).claimants) > 1:
        return None
    leads = [side.lead for side in sides_of(incident)]
    known = [lead.key for lead in leads if lead is not None and lead.kind is not None]
    return frozenset(known) if len(known) == len(leads) else None


def _case(group: Sequence[Incident], spots: dict[Spot, list[Incident]]) -> Case:
    spot = _spot(group[0])
    beside = tuple(i for i in spots.get(spot, ()) if i not in group) if spot is not None else ()

    def rank(incident: Incident) -> int:
        allowed, _ = answers(Case((incident,), tuple(group) + beside))
        return max(ranks()[answer] for answer in allowed)

    return Case(tuple(sorted(group, key=rank)), beside)
