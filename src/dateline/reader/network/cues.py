"""Which cue is that of what is said: signs of each likely cue near it, weighed by a logistic regression.

The nearest cue is too often that of another saying, and a content may stand between two (F1 of cue words of the same
tags, on held-out training articles of PolNeAR: 0.657 by nearness, 0.675 by the signs). The weights are made by
`python -m training.sources --asked cue`.
"""

from __future__ import annotations

import math

from dateline.reader.network.sources import CONTENT, CUE, Tagged, chances, gap
from dateline.records import Interval

LEAST = 0.2
"""From this probability a cue is a content's: F1 of cue words is the same from 0.05 to 0.2, precision rises."""
REACH = 40
"""Words from a content or its source within which a cue is looked for."""
ASKED = 6
"""Cues near a content that are asked."""


def cue_of(tagged: Tagged, content: Interval, source: Interval | None) -> Interval | None:
    """The cue that a content with this source most likely has, None where none is likely enough."""
    near = nearest(tagged, content, source)
    if not near:
        return None
    likely = chances("cue", signs_of(tagged, content, source, near))
    best = max(range(len(near)), key=likely.__getitem__)
    return near[best] if likely[best] >= LEAST else None


def nearest(tagged: Tagged, content: Interval, source: Interval | None) -> list[Interval]:
    """The likely cues nearest to a content or its source, the nearest first; without a source those of its sentence
    and of the ones beside it: a farther one would make the outlet's own words somebody's who is not named.
    """
    asked = [content] if source is None else [content, source]
    home = tagged.sentence(content[0])
    cues = [cue for cue in tagged.cues if source is not None or abs(tagged.sentence(cue[0]) - home) < 2]
    away = {cue: min(gap(cue, span) for span in asked) for cue in cues}
    return sorted((cue for cue in away if away[cue] <= REACH), key=away.__getitem__)[:ASKED]


def signs_of(
    tagged: Tagged, content: Interval, source: Interval | None, near: list[Interval]
) -> list[dict[str, float]]:
    """The signs of each cue that a content with this source may have, by name."""
    sure = [float(tagged.parts[a:b, CUE].max()) for a, b in near]
    away = [gap(cue, content) for cue in near]
    off = [gap(cue, source) if source is not None else 0 for cue in near]
    home, named = tagged.sentence(content[0]), source is not None
    found = []
    for cue, chance, to_content, to_source in zip(near, sure, away, off, strict=True):
        apart = home - tagged.sentence(cue[0])
        inside = content[0] <= cue[0] < content[1]
        low, high = min(cue[1], content[1]), max(cue[0], content[0])
        between = sum(low <= a and b <= high for a, b in near) if not inside else 0
        links = source is not None and (source[1] <= cue[0] < content[0] or content[1] <= cue[0] < source[0])
        found.append({
            "sure": math.log((chance + 1e-4) / (1 - chance + 1e-4)), "surest": chance == max(sure),
            "long": float(min(cue[1] - cue[0], 6)), "is said": tagged.mean(cue, CONTENT),
            "gap to content": math.log1p(to_content), "touches content": to_content < 1 and not inside,
            "near content": to_content < 3, "nearest to content": to_content == min(away), "inside": inside,
            "inside, sure": inside * chance, "before": cue[1] <= content[0], "others between": float(min(between, 3)),
            "gap to source": math.log1p(to_source), "near source": named and to_source < 3,
            "nearest to source": named and to_source == min(off), "behind source": source is not None
            and cue[0] == source[1], "ahead of source": source is not None and cue[1] == source[0],
            "between": links, "same sentence": apart == 0, "sentence before": apart == 1, "sentence after": apart == -1,
            "alone": not named, "alone, same sentence": not named and apart == 0,
            "alone, near": not named and to_content < 3, "alone, sure": (not named) * chance, "always": 1.0,
        })  # fmt: skip
    return found
