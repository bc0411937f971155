"""Mentions in the archive to incidents in the archive: of all reports, or only near those that changed.

Both give the same: tellings lie in cells that no likely link leads out of (`incidents/match.py`), so a report that
comes, goes or changes touches the cells that it was in and those that its tellings link to, and no others.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import resources

from dateline.archive import Archive
from dateline.archive.shelf import Held, Rewritten
from dateline.archive.values import IncidentChange, TellingRow
from dateline.incidents import Reviews, Wanted, build_incidents, reviews_of
from dateline.incidents.fuse import fused
from dateline.incidents.lineage import Before, settle
from dateline.incidents.match import Account, Group, cells, of_each_report, tellings
from dateline.incidents.pairs import shipped
from dateline.incidents.tellings import Telling, together
from dateline.records import Coded, Incident
from dateline.reviews import ReviewDecision

NEARBY_SHARE = 0.2
"""Share of the reports from which building all anew is no slower than building what is near them."""
_ORDER_BITS = 24
"""A report's mentions are numbered below two to this; the order of incidents is that of their first tellings."""
Name = tuple[str, str]


def told_incidents(archive: Archive, wanted: Wanted) -> list[Incident]:
    """What the archive's reports tell of when other mentions than those that count are asked for too; nothing of it is
    stored.
    """
    return build_incidents(_standing(archive), wanted, _reviews(archive, archive.review_decisions()))


def rebuild_incidents(archive: Archive) -> list[Incident]:
    """Builds all incidents anew from each report's newest result, under the identifiers that they had."""
    while True:
        generation, until = archive.generation(), archive.coded_until()
        build = _Build(archive)
        made = cells(tellings(_standing(archive)), reviews=build.reviews)
        if archive.rewrite_incidents(
            build.rewrite(made), cells=None, generation=generation, rules=rules(), until=until
        ):
            return list(archive.iter_incidents())


def update_incidents(archive: Archive, reports: Collection[str] = ()) -> None:
    """Brings the incidents up to date with all results that they have not taken in yet; `reports` are others that went
    or changed, or that decisions were made on.

    Many reports, and incidents that other rules have built, are built anew as a whole.
    """
    while True:
        generation, until = archive.generation(), archive.coded_until()
        before = archive.built()
        waiting = archive.coded_since(before.until) | before.waiting | set(reports)
        if before.rules != rules() or len(waiting) > NEARBY_SHARE * archive.sizes()["reports"]:
            rebuild_incidents(archive)
            return
        if not waiting:
            return
        build = _Build(archive)
        changed = build.with_decided(waiting)
        near, told = build.near(changed)
        made = cells(told, reviews=build.reviews)
        if archive.rewrite_incidents(
            build.rewrite(made), cells=near, reports=changed, generation=generation, rules=rules(), until=until
        ):
            return


@functools.cache
def rules() -> str:
    """A fingerprint of the rules by which incidents are built: the code and the weights of `incidents/`."""
    digest = hashlib.sha256()
    folder = resources.files("dateline.incidents")
    for part in (folder, folder / "data"):
        for file in sorted((f for f in part.iterdir() if f.is_file()), key=lambda f: f.name):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _standing(archive: Archive, reports: Iterable[str] | None = None) -> Iterable[Coded]:
    """The newest results of reports, those that were taken back left out."""
    gone = archive.withdrawn()
    return (coded for coded, _ in archive.newest(reports) if coded.report.id not in gone)


def _reviews(archive: Archive, decisions: Sequence[ReviewDecision]) -> Reviews:
    anchored = {anchor.report for d in decisions for anchor in (*d.anchors, *d.apart)}
    return reviews_of(decisions, _standing(archive, anchored) if anchored else ())


@dataclasses.dataclass
class _Build:
    """One building of incidents, whole or near some reports."""

    archive: Archive
    decisions: Sequence[ReviewDecision] = dataclasses.field(init=False)
    reviews: Reviews = dataclasses.field(init=False)
    withdrawn: Collection[str] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.decisions = self.archive.review_decisions()
        self.reviews = _reviews(self.archive, self.decisions)
        self.withdrawn = self.archive.withdrawn().keys()

    def with_decided(self, reports: Collection[str]) -> set[str]:
        """Some reports, and all that decisions on them are anchored in: a decision moves when its first anchor goes."""
        changed = set(reports)
        for decision in self.decisions:
            anchored = {anchor.report for anchor in (*decision.anchors, *decision.apart)}
            changed |= anchored if anchored & set(reports) else set()
        return changed

    def near(self, changed: set[str]) -> tuple[set[int], list[Telling]]:
        """The cells that some reports touch, and the tellings that are in them now, in the order of reports."""
        touched = {row.cell for row in self.archive.tellings(reports=changed)}
        left = {_name(row) for row in self.archive.tellings(cells=touched)}
        fresh = tellings(_standing(self.archive, changed))
        # What is left of a touched cell may now be linked anew: a copy that stood for others may be gone.
        moving = [*fresh, *self._told({name for name in left if name[0] not in changed})]
        wholes = map(together, of_each_report(moving, shipped(), self.reviews))
        rows = [_row(whole, whole, "", 0) for whole in wholes]
        # Copies and tellings of one account are looked up by the same: one question for all of them.
        about = self.archive.tellings_near({dataclasses.astuple(row)[5:]: row for row in rows}.values())
        others = {_name(row): row.cell for row in about if row.cell not in touched and row.report not in changed}
        others |= self._partners({t.name for t in moving})
        inside = {t.name for t in moving}
        for cell in cells([*moving, *self._told(others.keys() - inside)], reviews=self.reviews):
            names = {t.name for accounts in cell for account in accounts for t in account}
            if names & inside:
                touched |= {others[name] for name in names - inside}
        members = self._members(touched, changed, {t.name for t in fresh})
        told = {t.name: t for t in (*fresh, *self._told(members))}
        return touched, list(told.values())

    def _members(self, touched: set[int], changed: set[str], fresh: set[Name]) -> set[Name]:
        """The tellings of touched cells in other reports; the cells of all that a decision on one of them was made on
        are touched too, since it goes with the incident that holds most of those.
        """
        while True:
            names = {_name(row) for row in self.archive.tellings(cells=touched) if row.report not in changed}
            known = names | fresh
            also = {n for _, on in self.reviews.made if known & set(on) for n in on} - known
            cells_of = {row.cell for row in self.archive.tellings(reports={r for r, _ in also}) if _name(row) in also}
            if cells_of <= touched:
                return names
            touched |= cells_of

    def _partners(self, names: set[Name]) -> dict[Name, int]:
        """The tellings that a reviewer has joined with some, and so on, with their cells."""
        joined, grown = set(names), True
        while grown:
            more = {name for link in self.reviews.together if joined & set(link) for name in link} - joined
            joined |= more
            grown = bool(more)
        rows = self.archive.tellings(reports={report for report, _ in joined - names})
        return {_name(row): row.cell for row in rows if _name(row) in joined - names}

    def _told(self, names: Collection[Name]) -> list[Telling]:
        """Tellings by their names."""
        reports = {report for report, _ in names}
        return [t for t in tellings(_standing(self.archive, reports) if reports else ()) if t.name in names]

    def rewrite(self, made: Sequence[Sequence[Sequence[Account]]]) -> Rewriting:
        """What puts cells of incidents, told account by account, in the place of what was built before."""
        told = [(number, accounts) for number, cell in enumerate(made) for accounts in cell]
        groups = [(number, list(itertools.chain(*accounts))) for number, accounts in told]
        wholes = {t.name: together(account) for _, accounts in told for account in accounts for t in account}
        built = fused((group for _, group in groups), self.reviews)
        order = self._order(t for _, group in groups for t in group)
        return Rewriting(groups, wholes, built, order, self.withdrawn)

    def _order(self, told: Iterable[Telling]) -> dict[Name, int]:
        """Where each telling stands among all: by the arrival of its report, then as the report tells it."""
        by_report: dict[str, Coded] = {t.coded.report.id: t.coded for t in told}
        arrival = self.archive.arrival(by_report)
        return {
            (report, m.id): (arrival[report] << _ORDER_BITS) + number
            for report, coded in by_report.items()
            for number, m in enumerate(coded.mentions)
        }


@dataclasses.dataclass(frozen=True)
class Rewriting:
    """Groups with the number of their cells and the incidents made of them, to be put in the place of others."""

    groups: Sequence[tuple[int, Group]]
    wholes: Mapping[Name, Telling]
    built: Sequence[Incident]
    order: Mapping[Name, int]
    withdrawn: Collection[str]

    def __call__(self, held: Held) -> Rewritten:
        """What to write, given what is there."""
        start = {t.name: t.mention.trigger.start for _, group in self.groups for t in group}
        keys = [frozenset((t.name[0], start[t.name]) for t in group) for _, group in self.groups]
        before = {name: Before(incident, incident.version, frozenset()) for name, incident in held.incidents.items()}
        were: dict[str, set[tuple[str, int]]] = {}
        for row in held.tellings:
            were.setdefault(row.incident, set()).add((row.report, row.start))
        for name, told in were.items():
            incident = held.incidents.get(name)
            version = max(held.versions.get(name, 0), incident.version if incident else 0)
            before[name] = Before(incident, version, frozenset(told))
        pairs = list(zip(self.built, keys, strict=True))
        settled, changes = settle(before, pairs, withdrawn=self.withdrawn, taken=held.taken)
        return Rewritten(
            [(min(self.order[t.name] for t in g), i) for i, (_, g) in zip(settled, self.groups, strict=True)],
            [
                _row(telling, self.wholes[telling.name], incident.id, held.last_cell + 1 + cell)
                for incident, (cell, group) in zip(settled, self.groups, strict=True)
                for telling in group
            ],
            [IncidentChange(c.incident, c.version, c.kind, dict(c.details)) for c in changes],
        )


def _name(row: TellingRow) -> Name:
    return row.report, row.mention


def _row(telling: Telling, whole: Telling, incident: str, cell: int) -> TellingRow:
    """The row of a telling, found by what its report tells of the incident as a whole."""
    place = whole.place
    since, until = (whole.since, whole.until) if whole.says_enough else (None, None)
    return TellingRow(
        report=telling.name[0], mention=telling.name[1], incident=incident, cell=cell,
        start=telling.mention.trigger.start, type=telling.mention.type, since=since, until=until,
        country=place.country if place else None, lat=place.lat if place else None, lon=place.lon if place else None,
        radius_km=whole.radius_km,
    )  # fmt: skip
