"""What is exported and what is left out, each with the reason."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable

import msgspec

from dateline.errors import SettingError
from dateline.records import REALISED, Coded, Incident, Mention

REVIEWED = frozenset({"accepted", "corrected"})
"""The incidents that a reviewer has stood by."""


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What to export: realised events that are no aggregate, no background and not rejected by a reviewer, unless
    `everything` is asked for. `reviewed` leaves out incidents that no reviewer has accepted or corrected.

    Raises SettingError where `min_confidence` is no probability.
    """

    min_confidence: float = 0.0
    everything: bool = False
    reviewed: bool = False

    def __post_init__(self) -> None:
        if not 0.0 <= self.min_confidence <= 1.0:
            raise SettingError(
                f"{self.min_confidence} is no probability",
                where="minimum confidence", remedy="Give a number from 0 to 1.",
            )  # fmt: skip

    def why_not(self, told: Mention | Incident) -> str | None:
        """The first reason to leave a mention or an incident out; None where it is to be exported."""
        if told.confidence < self.min_confidence:
            return f"confidence under {self.min_confidence}"
        review = told.review if isinstance(told, Incident) else None
        if self.reviewed and review is not None and review not in REVIEWED:
            return "not accepted or corrected by a reviewer"
        if self.everything:
            return None
        if told.status not in REALISED:
            return f"status {told.status}"
        if told.aggregate or told.background:
            return "aggregate" if told.aggregate else "background"
        return "rejected by a reviewer" if review == "rejected" else None


def choose_incidents(incidents: Iterable[Incident], choice: Choice) -> tuple[list[Incident], Counter[str]]:
    """The incidents to export, and how many are left out for which reason."""
    chosen, left_out = [], Counter[str]()
    for incident in incidents:
        why = choice.why_not(incident)
        if why is None:
            chosen.append(incident)
        else:
            left_out[why] += 1
    return chosen, left_out


def choose_mentions(coded: Iterable[tuple[Coded, str]], choice: Choice) -> tuple[list[tuple[Coded, str]], Counter[str]]:
    """The coded reports, each given with its run's id, with the mentions to export, and what is left out and why."""
    chosen, left_out = [], Counter[str]()
    for result, run in coded:
        reasons = [choice.why_not(mention) for mention in result.mentions]
        left_out.update(why for why in reasons if why is not None)
        kept = tuple(m for m, why in zip(result.mentions, reasons, strict=True) if why is None)
        chosen.append((msgspec.structs.replace(result, mentions=kept), run))
    return chosen, left_out
