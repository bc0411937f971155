"""How often what the program says is right, by what reviewers made of it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping

from dateline.records import Incident
from dateline.reviews import CORRECTABLE, ReviewDecision, standing

Z = 1.959964
"""The normal deviate of intervals of 95 %."""


@dataclasses.dataclass(frozen=True, slots=True)
class Share:
    """`right` of `n`, with the interval of 95 % (Wilson 1927); without any, all three are None."""

    right: int
    n: int
    share: float | None
    low: float | None
    high: float | None


def share(right: int, n: int) -> Share:
    """A share with Wilson's interval."""
    if n == 0:
        return Share(0, 0, None, None, None)
    p, z2 = right / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(right, n, p, max(0.0, middle - half), min(1.0, middle + half))


def precision(
    incidents: Iterable[Incident], decisions: Iterable[ReviewDecision]
) -> tuple[Share, Mapping[str, Share], int]:
    """What reviewers found: how many incidents they let stand, of those how often each field needed no correction, and
    how many they looked at. Merges and splits count as incidents that stand; comments alone are no review.
    """
    made = {decision.id: decision for decision in standing(decisions)}
    looked_at = [incident for incident in incidents if incident.review != "unreviewed"]
    stands = [incident for incident in looked_at if incident.review != "rejected"]
    wrong = dict.fromkeys(CORRECTABLE, 0)
    for incident in stands:
        for name in {made[n].field for n in incident.decisions if n in made and made[n].action == "correct"}:
            if name is not None:
                wrong[name] += 1
    fields = {name: share(len(stands) - count, len(stands)) for name, count in wrong.items()}
    return share(len(stands), len(looked_at)), fields, len(looked_at)
