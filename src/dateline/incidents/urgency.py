"""What a reviewer should look at first: uncertainty times importance, since there a decision changes most.

The weights are the project's own choice and order a queue; they say nothing of what took place.
"""

from __future__ import annotations

import dataclasses
import math

from dateline.records import Incident, PlacePrecision

COARSE: frozenset[PlacePrecision] = frozenset({"division", "area", "country", "region", "unresolved"})
"""Precisions that name no town."""
_DISPUTED, _NOWHERE, _COARSE, _NO_DAY, _ONE_SOURCE = 0.25, 0.3, 0.15, 0.3, 0.1
"""How much each doubt takes away of what is sure."""
_INJURED = 0.5
"""What a person injured weighs beside one killed, on the scale of doublings."""


@dataclasses.dataclass(frozen=True, slots=True)
class Urgency:
    """`value` is `uncertainty` (0 to 1) times `importance` (1 and more); `why` says in words what goes in."""

    value: float
    uncertainty: float
    importance: float
    why: tuple[str, ...]


def urgency(incident: Incident) -> Urgency:
    """How much a decision on an incident would change."""
    doubts = [(1.0 - incident.confidence, f"confidence {incident.confidence:.2f}")]
    doubts += [(_DISPUTED, f"{conflict.field} disputed") for conflict in incident.conflicts]
    if incident.place is None:
        doubts.append((_NOWHERE, "no place"))
    elif incident.place.precision in COARSE:
        doubts.append((_COARSE, f"place only to the {incident.place.precision}"))
    if incident.from_ is None:
        doubts.append((_NO_DAY, "no day"))
    if incident.independent == 1:
        doubts.append((_ONE_SOURCE, "one source"))
    uncertainty = 1.0 - math.prod(1.0 - doubt for doubt, _ in doubts)
    weights = [(1.0, ""), (math.log2(incident.reports), f"{incident.reports} reports")]
    for kind, weight in (("killed", 1.0), ("injured", _INJURED)):
        figure = next((max(h.low or 0, h.best or 0, h.high or 0) for h in incident.harm if h.kind == kind), 0)
        weights.append((weight * math.log2(1 + figure), f"up to {figure} {kind}"))
    importance = sum(weight for weight, _ in weights)
    said = [words for _, words in doubts] + [words for weight, words in weights if weight and words]
    return Urgency(uncertainty * importance, uncertainty, importance, tuple(said))
