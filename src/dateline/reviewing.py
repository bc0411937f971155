"""A person's decision on an incident in the archive: checked, written down, and the incidents near built anew."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dateline.archive import Archive
from dateline.building import update_incidents
from dateline.codebooks.plover import MODES
from dateline.errors import NotInArchive, ReviewError, StaleEdit
from dateline.records import Incident
from dateline.reviews import Anchor, ReviewAction, anchor_of, value_in

TRIES, PAUSE_S = 6, 0.1
"""How often a decision is tried while somebody else's is being built in; pauses grow by so much."""


@dataclasses.dataclass(frozen=True)
class Wish:
    """What a person wants done with an incident. `others` are those that it is merged with, `apart` the names of the
    tellings that a split takes away. `versions`, by incident, are those that the person saw; without them nothing is
    checked.
    """

    action: ReviewAction
    incident: str
    by: str
    reason: str = ""
    field: str | None = None
    value: Any = None
    others: Sequence[str] = ()
    apart: Collection[str] = ()
    versions: Mapping[str, int] = dataclasses.field(default_factory=dict)


def review(archive: Archive, wish: Wish) -> int:
    """Does what a person wants done with an incident, builds what is near anew, and gives the decision's number.

    Raises NotInArchive for an incident or telling that is none, ReviewError where the decision cannot be made,
    StaleEdit where an incident is no longer of the version that the person saw. Nothing is written then.
    """
    for attempt in range(1, TRIES + 1):
        update_incidents(archive)
        incident, anchors, apart = _on(archive, wish)
        before = None if wish.action != "correct" else value_in(incident, wish.field or "")
        try:
            number = archive.review(
                wish.action, anchors, apart=apart, field=wish.field, value=wish.value, before=before, on=incident,
                expected=wish.versions, by=wish.by, reason=wish.reason,
            )  # fmt: skip
        except StaleEdit:
            if attempt == TRIES or _moved_on(archive, wish.versions):
                raise
            time.sleep(PAUSE_S * attempt)
            continue
        update_incidents(archive, {anchor.report for anchor in (*anchors, *apart)})
        return number
    raise AssertionError("the last attempt raises")


def undo(archive: Archive, number: int, *, by: str, reason: str = "") -> int:
    """Takes a decision back, builds what is near anew, and gives the undoing's number.

    Raises NotInArchive where no such decision counts, ReviewError where nobody is named.
    """
    made = archive.undo_review(number, by=by, reason=reason)
    decision = next(d for d in archive.review_decisions() if d.id == number)
    update_incidents(archive, {anchor.report for anchor in (*decision.anchors, *decision.apart)})
    return made


def _moved_on(archive: Archive, versions: Mapping[str, int]) -> bool:
    """Whether an incident has another version than a person saw, once all that waits is built in."""
    update_incidents(archive)
    try:
        return any(archive.incident(name).version != version for name, version in versions.items())
    except NotInArchive:
        return True


def _on(archive: Archive, wish: Wish) -> tuple[Incident, list[Anchor], list[Anchor]]:
    """The incident, the anchors that the decision is on, and those that it parts from them."""
    incident = archive.incident(wish.incident)
    if wish.action == "merge":
        others = [archive.incident(other) for other in wish.others]
        found = {i.id: i for i in (incident, *others)}
        if len(found) < 1 + len(others):
            what = f"{incident.id} is one incident already, and none may be named twice"
            raise ReviewError(what, where="others", remedy="Name each of the others once.")
        if len(found) < 2:
            raise ReviewError(f"{incident.id} is one incident already", where="others", remedy="Name two incidents.")
        return incident, [a for other in found.values() for a in _anchors(archive, other).values()], []
    if wish.action == "correct" and wish.field == "modes":
        strange = sorted(set(wish.value or ()) - set(MODES[incident.type]))
        if strange:
            known = ", ".join(MODES[incident.type]) or "none"
            raise ReviewError(f"{incident.type} has no mode {strange[0]!r}", where="value", remedy=f"Known: {known}.")
    anchors = _anchors(archive, incident)
    if wish.action != "split":
        return incident, list(anchors.values()), []
    strange = sorted(set(wish.apart) - anchors.keys())
    if strange:
        raise ReviewError(f"{incident.id} has no telling {strange[0]!r}", where="tellings", remedy=_NAMES)
    if len(set(wish.apart)) == len(anchors):
        raise ReviewError("no telling would be left", where="tellings", remedy="Leave at least one out.")
    stay = [anchor for name, anchor in anchors.items() if name not in wish.apart]
    return incident, stay, [anchors[name] for name in anchors if name in wish.apart]


_NAMES = "Name tellings as the incident's `support` does: report and mention."


def _anchors(archive: Archive, incident: Incident) -> dict[str, Anchor]:
    """The anchors of an incident's tellings by their names, in their order.

    Raises NotInArchive where its reports were coded anew since it was built.
    """
    coded = {c.report.id: c for c, _ in archive.newest({s.report for s in incident.support})}
    found = {}
    for support in incident.support:
        mentions = coded[support.report].mentions if support.report in coded else ()
        mention = next((m for m in mentions if m.id == support.mention), None)
        if mention is None:
            remedy = "Its report was coded anew: code it again."
            raise NotInArchive(f"telling {support.name} is no more", where=incident.id, remedy=remedy)
        found[support.name] = anchor_of(support.report, mention)
    return found
