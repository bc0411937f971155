"""What reviewed incidents say of the precision of all: how many of those counted are really events."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from dateline.analysis.events import Event
from dateline.analysis.needs import package


@dataclasses.dataclass(frozen=True, slots=True)
class Reviewed:
    """Precision by review, with the 95 % interval of Jeffreys' beta; None where nothing was reviewed."""

    accepted: int
    rejected: int
    unreviewed: int
    precision: float | None
    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """What is known of precision, in a sentence."""
        done = self.accepted + self.rejected
        if self.precision is None or self.low is None or self.high is None:
            return "Nothing has been reviewed, so how many of these are really events is unknown."
        return (
            f"Of {done} reviewed, {self.accepted} were events: precision {self.precision:.2f}, between {self.low:.2f} "
            f"and {self.high:.2f} if those reviewed were drawn at random. {self.unreviewed} are not reviewed."
        )


def review(events: Iterable[Event]) -> Reviewed:
    """The precision that reviewers' decisions tell (Brown, Cai and DasGupta 2001, Jeffreys' interval).

    Accepted and corrected events count as right. Give the events with the rejected ones among them. It holds for the
    rest only if what was reviewed was drawn at random. Raises SettingError where scipy is missing and something was
    reviewed.
    """
    states = [event.review for event in events]
    right = sum(state in ("accepted", "corrected") for state in states)
    wrong = states.count("rejected")
    if not right + wrong:
        return Reviewed(0, 0, len(states), None, None, None)
    beta = package("scipy.stats").beta(right + 0.5, wrong + 0.5)
    low, high = (float(bound) for bound in beta.interval(0.95))
    low, high = (0.0 if not right else low), (1.0 if not wrong else high)
    return Reviewed(right, wrong, len(states) - right - wrong, right / (right + wrong), low, high)
