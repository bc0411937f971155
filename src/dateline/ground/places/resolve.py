"""Names to places: each name of a report to one entry of the gazetteer, or to none, with a probability.

One sense a report for each name as it is written, apart by whether it stands alone or inside another name. A bad name
harms no other one: it is weighed like any name, and what fits no candidate stays named but unlocated.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from dateline.ground.places.features import gather
from dateline.ground.places.gazetteer import Entry, Gazetteer, How
from dateline.ground.places.proposals import Proposal
from dateline.ground.places.ranker import Ranker
from dateline.records import Interval, PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "division": "division",
    "district": "district",
    "city": "city",
    "neighbourhood": "neighbourhood",
    "facility": "point",
    "area": "area",
    "landform": "area",
    "region": "region",
    "border": "line",
    "coast": "line",
}
_SEA = re.compile(r"\b(sea|ocean|gulf|bay|sound)\b", re.IGNORECASE)
_LAKE = re.compile(r"\b(lake|lough|loch|reservoir|lagoon|marsh(?:es)?)\b", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """The entry chosen for a name, how the name belongs to it, and the ranker's probability that it is right."""

    entry: Entry
    how: How
    probability: float
    division: str | None
    """The name of the first-level division that it is or lies in."""


def resolve_names(
    gazetteer: Gazetteer,
    ranker: Ranker,
    text: str,
    proposals: Sequence[Proposal],
    countries: frozenset[str] = frozenset(),
) -> dict[Interval, Resolution]:
    """The places of the proposed names of a text, by their spans; names that no place fits are left out.

    `countries` (ISO alpha-3) are known from outside the text, such as the outlet's own.
    """
    names = gather(gazetteer, text, proposals, countries)
    choice, probability = ranker.choose(names)
    found = {}
    for number, at in enumerate(names.proposals):
        if choice[number] >= 0:
            candidate = names.candidates[int(choice[number])]
            division = gazetteer.division(candidate.entry)
            resolution = Resolution(
                candidate.entry,
                candidate.how,
                round(float(probability[number]), 3),
                division.name if division else None,
            )
            found.update({proposal.span: resolution for proposal in at})
    return found


def precision_of(entry: Entry) -> PlacePrecision:
    """How precise a place of the gazetteer is: a river or border is a line, a lake an area, a sea a region."""
    if entry.kind == "water":
        return "region" if _SEA.search(entry.name) else "area" if _LAKE.search(entry.name) else "line"
    return _PRECISION[entry.kind]
