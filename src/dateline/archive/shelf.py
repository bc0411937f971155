"""The archive's incidents and what people decide on them: the part of `Archive` that the matching and the desk use."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import msgspec

from dateline.archive import incidents, lineage, results, reviews, tellings
from dateline.archive.database import Database
from dateline.archive.values import Built, Clock, IncidentChange, TellingRow, Withdrawal, stamp
from dateline.records import Incident
from dateline.reviews import Anchor, ReviewAction, ReviewDecision


@dataclass(frozen=True, slots=True)
class Held:
    """What a rewrite of incidents finds: those that it may go back to, their last versions, and the tellings of each.

    `taken` says whether an incident that stays bears an id.
    """

    incidents: Mapping[str, Incident]
    versions: Mapping[str, int]
    tellings: Sequence[TellingRow]
    taken: Callable[[str], bool]
    last_cell: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a rewrite puts in their place: incidents with their places in the order, tellings, and what happened."""

    incidents: Sequence[tuple[int, Incident]]
    tellings: Sequence[TellingRow]
    changes: Sequence[IncidentChange]


_FIRST = ("new", "split")
"""Kinds of a line with which an incident begins."""


def _reborn(made: Rewritten, last: Mapping[str, int]) -> Rewritten:
    """What is to be written with the versions of those that come back going on where they had ended, so that no two
    states of an incident have one version.
    """
    if not last:
        return made
    return Rewritten(
        [(o, msgspec.structs.replace(i, version=last[i.id] + 1) if i.id in last else i) for o, i in made.incidents],
        made.tellings,
        [dataclasses.replace(c, version=last[c.incident] + 1) if c.incident in last and c.kind in _FIRST else c
         for c in made.changes],
    )  # fmt: skip


class Incidents:
    """The incidents of an archive."""

    _database: Database
    _clock: Clock

    @property
    def _where(self) -> str:
        return str(self._database.path)

    def replace_incidents(self, listed: Iterable[Incident]) -> None:
        """These incidents in place of all there were, in one transaction, and nothing of what they were built from.

        Raises ArchiveError where one rests on a report that is not in the archive, or an id comes twice.
        """
        # The incidents may be built from this archive while they are listed, outside of the transaction.
        given = list(listed)
        with self._database.writing() as connection:
            incidents.replace(connection, given)

    def rewrite_incidents(
        self, make: Callable[[Held], Rewritten], *, cells: Set[int] | None, reports: Collection[str] = (),
        generation: tuple[int, int, int], rules: str, until: int,
    ) -> bool:  # fmt: skip
        """Puts others in the place of the incidents of some cells, or with None of all, in one transaction.

        `reports` are those whose tellings were there before and may be gone; `rules` and `until` (`coded_until`) what
        they were made by and of. Nothing is done, and False given, where somebody else has written incidents, decided
        or purged since `generation`.
        """
        with self._database.writing() as connection:
            if lineage.generation(connection) != generation:
                return False
            now = stamp(self._clock)
            rows = tellings.listed(connection, cells=cells)
            if cells is None:
                held = incidents.every(connection)
            else:
                rows += [r for r in tellings.listed(connection, report_ids=reports) if r.cell not in cells]
                held = incidents.documents(connection, {row.incident for row in rows})
            ids = {*held, *(row.incident for row in rows)}
            versions = lineage.versions(connection, ids)
            last = tellings.last_cell(connection)
            whole = cells is None
            made = make(Held(
                held, versions, rows, lambda i: not whole and i not in ids and incidents.taken(connection, i), last
            ))  # fmt: skip
            made = _reborn(made, lineage.versions(connection, {c.incident for c in made.changes if c.kind in _FIRST}))
            incidents.delete(connection, held)
            tellings.drop(connection, {row.cell for row in rows}, reports)
            incidents.insert(connection, made.incidents, lineage.last(connection) + 1)
            tellings.put(connection, made.tellings)
            lineage.add(connection, made.changes, now)
            lineage.set_built(connection, Built(rules, until), now)
        return True

    def generation(self) -> tuple[int, int, int]:
        """Numbers that differ once incidents were written, or something was purged or decided, in between."""
        with self._database.reading() as connection:
            return lineage.generation(connection)

    def built(self) -> Built:
        """What all incidents were last built from; without rules where they never were, or are to be anew."""
        with self._database.reading() as connection:
            return lineage.built(connection)

    def coded_until(self) -> int:
        """The number of the last result."""
        with self._database.reading() as connection:
            return results.last(connection)

    def coded_since(self, number: int) -> set[str]:
        """The reports that have a result after one of a number."""
        with self._database.reading() as connection:
            return results.reports_since(connection, number)

    def tellings(
        self, *, cells: Collection[int] | None = None, reports: Collection[str] | None = None
    ) -> list[TellingRow]:
        """What the incidents of some cells, or of some reports, or all were built from."""
        with self._database.reading() as connection:
            return tellings.listed(connection, cells=cells, report_ids=reports)

    def tellings_near(self, wanted: Iterable[TellingRow]) -> list[TellingRow]:
        """The tellings that may be of one incident with some, by type, days and place."""
        with self._database.reading() as connection:
            return list({(r.report, r.mention): r for w in wanted for r in tellings.near(connection, w)}.values())

    def incident(self, incident_id: str) -> Incident:
        """An incident by its id, or by what only its id begins with.

        Raises NotInArchive, which says what became of one that is no more.
        """
        with self._database.reading() as connection:
            return incidents.find(connection, incident_id, self._where)

    def iter_incidents(self) -> Iterator[Incident]:
        """All incidents in the order of their first tellings."""
        after = -1
        while True:
            with self._database.reading() as connection:
                found = incidents.page(connection, after)
            if not found:
                return
            yield from (incident for _, incident in found)
            after = found[-1][0]

    def incident_history(self, incident_id: str) -> list[IncidentChange]:
        """What happened to an incident, oldest first; also of one that is no more."""
        with self._database.reading() as connection:
            return lineage.history(connection, incident_id)

    # Decisions

    def review(
        self, action: ReviewAction, anchors: Sequence[Anchor], *, apart: Sequence[Anchor] = (),
        field: str | None = None, value: Any = None, before: Any = None, on: Incident | None = None,
        expected: Mapping[str, int] | None = None, by: str, reason: str = "",
    ) -> int:  # fmt: skip
        """Writes down what a person decides on an incident (`dateline.reviews`) and gives the decision's number.

        `on` is the incident as the person saw it, `before` the value of the field in it, and `expected` the versions
        that incidents must have still. The incidents near are to be built anew afterwards. Raises ReviewError where
        nobody is named, it is on nothing, or the field is none that can be corrected, StaleEdit where somebody else
        has changed an incident meanwhile.
        """
        with self._database.writing() as connection:
            now = stamp(self._clock)
            reviews.refuse_stale(connection, expected or {}, (*anchors, *apart), self._where)
            lineage.wait(connection, {a.report for a in (*anchors, *apart)}, now)
            return reviews.decide(
                connection, action, anchors, apart=apart, field=field, value=value, before=before, on=on, by=by,
                reason=reason, now=now,
            )  # fmt: skip

    def undo_review(self, number: int, *, by: str, reason: str = "") -> int:
        """Takes a decision back and gives the undoing's number. Raises NotInArchive where no such decision counts."""
        with self._database.writing() as connection:
            now = stamp(self._clock)
            made = next((d for d in reviews.decisions(connection) if d.id == number), None)
            if made is not None:
                lineage.wait(connection, {a.report for a in (*made.anchors, *made.apart)}, now)
            return reviews.undo(connection, number, by=by, reason=reason, now=now, where=self._where)

    def review_decisions(self) -> list[ReviewDecision]:
        """What people decided on incidents, oldest first, what was undone included."""
        with self._database.reading() as connection:
            return reviews.decisions(connection)

    # Reports that were taken back

    def withdraw(self, report_id: str, *, by: str, reason: str = "", back: bool = False) -> None:
        """Writes down that an outlet took a report back, or with `back` that it stands again: it is kept, and no
        incident rests on it. The incidents near are to be built anew afterwards.

        Raises NotInArchive, ReviewError where nobody is named or nothing changes.
        """
        with self._database.writing() as connection:
            now = stamp(self._clock)
            lineage.wait(connection, {report_id}, now)
            reviews.withdraw(connection, report_id, back=back, by=by, reason=reason, now=now, where=self._where)

    def withdrawn(self) -> dict[str, Withdrawal]:
        """The reports that were taken back, with who wrote it down."""
        with self._database.reading() as connection:
            return reviews.withdrawn(connection)
