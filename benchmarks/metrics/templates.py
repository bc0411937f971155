"""Scoring of MUC-4 templates: the metric of Du, Rush and Cardie 2021 (GTT).

Predicted templates are mapped one-to-one to gold templates so that micro F1 is highest. A predicted entity is right if
all its strings are among the strings of one gold entity of the same role, after lower-casing and dropping articles and
punctuation; each gold entity can be matched once. A pair of templates scores only if the incident types match; the
incident type itself counts as one filler of each template.

The numbers of predicted and of gold fillers do not depend on the mapping, so the mapping with the highest micro F1 is
the one with the most right fillers: an assignment problem, solved exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from dateline.codebooks.muc4 import ROLES, Template, normalise

from .counts import Counts

SLOTS = ("incident_type", *ROLES)


def types_match(predicted: str, gold: str) -> bool:
    """Whether the types agree. A gold key may leave the choice open ("bombing / attack"): either is then right."""
    return predicted in {part.strip() for part in gold.split(" / ")}


def right_entities(predicted: Sequence[Iterable[str]], gold: Sequence[Iterable[str]]) -> int:
    """The largest number of predicted entities that can be matched one-to-one to gold ones (augmenting paths)."""
    gold_sets = [{normalise(string) for string in entity} for entity in gold]
    fits = []
    for entity in predicted:
        strings = {normalise(string) for string in entity}
        fits.append([index for index, names in enumerate(gold_sets) if strings and strings <= names])
    taken: dict[int, int] = {}

    def place(entity: int, seen: set[int]) -> bool:
        for index in fits[entity]:
            if index in seen:
                continue
            seen.add(index)
            if index not in taken or place(taken[index], seen):
                taken[index] = entity
                return True
        return False

    return sum(place(entity, set()) for entity in range(len(fits)))


def pair_counts(predicted: Template, gold: Template) -> dict[str, int]:
    """Right fillers of each slot if these two templates are mapped to each other."""
    if not types_match(predicted.incident_type, gold.incident_type):
        return dict.fromkeys(SLOTS, 0)
    right = {role: right_entities(predicted.entities(role), gold.entities(role)) for role in ROLES}
    return {"incident_type": 1, **right}


def best_mapping(predicted: Sequence[Template], gold: Sequence[Template]) -> list[tuple[int, int]]:
    """Pairs (predicted index, gold index) of the best one-to-one mapping; pairs that score nothing are left out."""
    if not predicted or not gold:
        return []
    worth = np.array([[sum(pair_counts(p, g).values()) for g in gold] for p in predicted])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(p), int(g)) for p, g in zip(rows, columns, strict=True) if worth[p, g] > 0]


def score_report(predicted: Sequence[Template], gold: Sequence[Template]) -> dict[str, Counts]:
    """The counts of each slot for one report."""
    right = dict.fromkeys(SLOTS, 0)
    for p, g in best_mapping(predicted, gold):
        for slot, number in pair_counts(predicted[p], gold[g]).items():
            right[slot] += number

    def size(templates: Sequence[Template], slot: str) -> int:
        return len(templates) if slot == "incident_type" else sum(len(t.entities(slot)) for t in templates)

    return {slot: Counts(right[slot], size(predicted, slot), size(gold, slot)) for slot in SLOTS}


def score(reports: Iterable[tuple[Sequence[Template], Sequence[Template]]]) -> dict[str, Counts]:
    """The counts over reports, given as (predicted, gold), by slot, with the micro total under `micro`.

    `one` and `several` are the micro totals of the reports with exactly one and with several gold incidents, and
    `none` those without any (there only the predictions count).
    """
    totals = {name: Counts() for name in (*SLOTS, "micro", "none", "one", "several")}
    for predicted, gold in reports:
        counts = score_report(predicted, gold)
        whole = sum(counts.values(), Counts())
        for slot in SLOTS:
            totals[slot] += counts[slot]
        totals["micro"] += whole
        totals["none" if not gold else "one" if len(gold) == 1 else "several"] += whole
    return totals
