"""What reviewers decided as training data: each decision that counts, with the words of the reports that it is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.records import Coded, Interval, Mention, Record
from dateline.reviews import Anchor, ReviewAction, ReviewDecision, find, standing


class CorrectedTelling(Record, frozen=True, kw_only=True):
    """A telling that a decision is on: its trigger and sentence in the report's text, and what the program made of it.
    `sentence` and `mention` are null where no mention stands for it any more.
    """

    report: str
    trigger: Interval
    type: str
    text: str
    sentence: Interval | None
    mention: Mention | None


class Correction(Record, frozen=True, kw_only=True):
    """A decision that counts. `tellings` are what it is on; of a split `apart` are those that are of another incident.
    For `correct`, `field` is `before` as the program had it and `value` as the reviewer did.
    """

    decision: int
    action: ReviewAction
    field: str | None
    before: Any
    value: Any
    tellings: tuple[CorrectedTelling, ...]
    apart: tuple[CorrectedTelling, ...]
    incident: str | None
    version: int | None
    by: str
    reason: str
    when: str


def corrections(decisions: Iterable[ReviewDecision], coded: Mapping[str, Coded]) -> Iterator[Correction]:
    """The decisions that count, oldest first; `coded` are the newest results of the reports that they are anchored in.
    What was purged, and comments, which teach nothing, are left out.
    """
    for made in standing(decisions):
        if made.action != "comment" and made.anchors:
            tellings, apart = (
                tuple(_told(a, coded.get(a.report)) for a in some) for some in (made.anchors, made.apart)
            )
            yield Correction(
                decision=made.id, action=made.action, field=made.field, before=made.before, value=made.value,
                tellings=tellings, apart=apart, incident=made.incident, version=made.version, by=made.by,
                reason=made.reason, when=made.when,
            )  # fmt: skip


def _told(anchor: Anchor, coded: Coded | None) -> CorrectedTelling:
    mention = find(anchor, coded)
    sentence = mention.sentence if mention else None
    text = "" if coded is None else coded.report.text[slice(*(sentence or (anchor.start, anchor.end)))]
    return CorrectedTelling(
        report=anchor.report, trigger=(anchor.start, anchor.end), type=anchor.type, text=text, sentence=sentence,
        mention=mention,
    )  # fmt: skip
