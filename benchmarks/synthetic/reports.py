"""The generator: coded reports in the order of their publication, each with the true incidents of its mentions."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from dateline.records import Coded

from .planning import plan_reports
from .settings import Settings
from .truth import plan_truths
from .writing import write


def generate(seed: int, incidents: int, *, settings: Settings = Settings()) -> Iterator[tuple[Coded, tuple[str, ...]]]:
    """Coded reports on so many incidents and on their look-alikes and reactions, in the order of publication; with each
    the id of the true incident of every mention.

    Equal arguments give equal reports. The id is "" where a mention tells of no one incident: many at once, or one that
    is feared. Denials, and incidents told as history, have the id of theirs, though they do not count.
    """
    chance = Random(seed)  # noqa: S311 - chance, no secret
    truths = list(plan_truths(incidents, settings, chance))
    plans = plan_reports(truths, settings, chance)
    for number, plan in enumerate(plans):
        yield write(plan, f"r{number:06d}", settings)
