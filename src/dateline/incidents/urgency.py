"""What a reviewer should look at first: uncertainty times importance, since there a decision changes most.

The weights are the project's own choice and order a queue; they say nothing of what took place.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

from dateline.records import HarmKind, Incident, PlacePrecision

COARSE: frozenset[PlacePrecision] = frozenset({"division", "area", "country", "region", "unresolved"})
"""Precisions that name no town."""
_DISPUTED, _NOWHERE, _COARSE, _NO_DAY, _ONE_SOURCE = 0.25, 0.3, 0.15, 0.3, 0.1
"""How much each doubt takes away of what is sure."""
_HARM: Mapping[HarmKind, float] = {"killed": 1.0, "injured": 0.5}
"""What a doubling of those harmed weighs."""


@dataclasses.dataclass(frozen=True, slots=True)
class Urgency:
    """`value` is `uncertainty` (0 to 1) times `importance` (1 and more); `why` says in words what goes in."""

    value: float
    uncertainty: float
    importance: float
    why: tuple[str, ...]


def urgency(incident: Incident) -> Urgency:
    """How much a decision on an incident would change, with the reasons."""
    doubts, weights = _doubts(incident), _weights(incident)
    uncertainty, importance = _uncertainty(doubts), _importance(weights)
    said = tuple(words.format(value) for weight, words, value in (*doubts, *weights) if weight)
    return Urgency(uncertainty * importance, uncertainty, importance, said)


def urgency_value(incident: Incident) -> float:
    """The `value` of `urgency` alone, which is made of many thousands at once."""
    return _uncertainty(_doubts(incident)) * _importance(_weights(incident))


Reason = tuple[float, str, object]
"""What it adds, and in which words, with the value that goes into them."""


def _uncertainty(doubts: list[Reason]) -> float:
    sure = 1.0
    for doubt, _, _ in doubts:
        sure *= 1.0 - doubt
    return 1.0 - sure


def _importance(weights: list[Reason]) -> float:
    return 1.0 + sum(weight for weight, _, _ in weights)


def _doubts(incident: Incident) -> list[Reason]:
    doubts: list[Reason] = [(1.0 - incident.confidence, "confidence {:.2f}", incident.confidence)]
    doubts += [(_DISPUTED, "{} disputed", conflict.field) for conflict in incident.conflicts]
    if incident.place is None:
        doubts.append((_NOWHERE, "no place", None))
    elif incident.place.precision in COARSE:
        doubts.append((_COARSE, "place only to the {}", incident.place.precision))
    if incident.from_ is None:
        doubts.append((_NO_DAY, "no day", None))
    if incident.independent == 1:
        doubts.append((_ONE_SOURCE, "one source", None))
    return doubts


def _weights(incident: Incident) -> list[Reason]:
    weights: list[Reason] = []
    if incident.reports > 1:
        weights.append((math.log2(incident.reports), "{} reports", incident.reports))
    for harm in incident.harm:
        weight = _HARM.get(harm.kind)
        if weight is not None:
            figure = max(harm.low or 0, harm.best or 0, harm.high or 0)
            weights.append((weight * math.log2(1 + figure), f"up to {{}} {harm.kind}", figure))
    return weights
