"""What differs between two exports of incidents: added, withdrawn, changed, each with why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Literal

from dateline.exports.reading import Cell, Export

BETWEEN = "; "
"""Stands between several values in one cell, as in the archive's frames."""

Kind = Literal["added", "withdrawn", "changed"]
_HISTORY = frozenset({"version"})
"""A column that changes with whatever else does: alone it is no change."""


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One incident that differs. `fields` are (column, before, after) of what changed, `why` the reasons that the two
    exports give; empty where they give none.
    """

    kind: Kind
    incident: str
    fields: tuple[tuple[str, Cell, Cell], ...]
    why: tuple[str, ...]


def differences(before: Export, after: Export) -> list[Difference]:
    """The incidents that differ: added, then withdrawn, then changed, each in the order of its export.

    Only columns that both exports have are compared. The reasons are read from the columns `support`, `withdrawn` and
    `review`, and from the packages beside the exports: which reports and tellings came and went, what a reviewer
    decided, whether another run coded the reports, whether the exports were asked for the same.
    """
    history = _History(before, after)
    added = [Difference("added", id_, (), history.of_added(id_)) for id_ in after.rows if id_ not in before.rows]
    gone = [Difference("withdrawn", id_, (), history.of_gone(id_)) for id_ in before.rows if id_ not in after.rows]
    shared = [name for name in before.columns if name in after.columns]
    changed = []
    for id_, old in before.rows.items():
        new = after.rows.get(id_)
        if new is None:
            continue
        fields = tuple((name, old.get(name), new.get(name)) for name in shared if old.get(name) != new.get(name))
        if any(name not in _HISTORY for name, *_ in fields):
            changed.append(Difference("changed", id_, fields, history.of_changed(old, new)))
    return added + gone + changed


class _History:
    """What two exports tell of how the one became the other."""

    def __init__(self, before: Export, after: Export) -> None:
        self._before, self._after = before, after
        self._owners = _owners(before), _owners(after)
        self._reports = tuple({_report(telling) for telling in owners} for owners in self._owners)
        self._general = tuple(self._of_all())

    def _of_all(self) -> Iterator[str]:
        old, new = self._before.runs, self._after.runs
        if old is not None and new is not None and old != new:
            yield f"coded by another run: {_listed(old)} before, {_listed(new)} after"
        asked, asks = self._before.options, self._after.options
        if asked is not None and asks is not None and asked != asks:
            names = sorted(name for name in {*asked, *asks} if asked.get(name) != asks.get(name))
            yield f"the exports were made with different options: {', '.join(names)}"

    def of_added(self, id_: str) -> tuple[str, ...]:
        tellings = _parts(self._after.rows[id_], "support")
        why = [f"a report was added: {r}" for r in _reports(tellings) if r not in self._reports[0]]
        why += [f"its tellings were in {other}" for other in _others(tellings, self._owners[0], id_)]
        return (*why, *self._general)

    def of_gone(self, id_: str) -> tuple[str, ...]:
        tellings = _parts(self._before.rows[id_], "support")
        why = [f"its tellings are now in {other}" for other in _others(tellings, self._owners[1], id_)]
        if not why:
            why = [f"{r} tells of nothing in the other export" for r in _reports(tellings) if r not in self._reports[1]]
        return (*why, *self._general)

    def of_changed(self, old: Mapping[str, Cell], new: Mapping[str, Cell]) -> tuple[str, ...]:
        told, tells = _parts(old, "support"), _parts(new, "support")
        reports, now = _reports(told), _reports(tells)
        withdrawn = [r for r in _parts(new, "withdrawn") if r not in _parts(old, "withdrawn")]
        why = [f"a report was added: {r}" for r in now if r not in reports]
        why += [f"report withdrawn: {r}" for r in withdrawn]
        why += [f"a report tells no longer of it: {r}" for r in reports if r not in now and r not in withdrawn]
        both = [r for r in now if r in reports]
        why += [f"told by other sentences of {r}" for r in both if _of(r, told) != _of(r, tells)]
        if old.get("review") != new.get("review"):
            why.append(f"a reviewer's decision: {old.get('review')} before, {new.get('review')} after")
        return (*why, *self._general)


def _parts(row: Mapping[str, Cell], column: str) -> list[str]:
    """The values of a cell that holds several; none where it is empty or the export lacks the column."""
    cell = row.get(column)
    return str(cell).split(BETWEEN) if cell is not None else []


def _owners(export: Export) -> dict[str, str]:
    """The incident that each telling of an export belongs to."""
    return {telling: id_ for id_, row in export.rows.items() for telling in _parts(row, "support")}


def _others(tellings: list[str], owners: Mapping[str, str], id_: str) -> list[str]:
    """The other incidents that hold tellings in the other export."""
    found = (owners.get(telling) for telling in tellings)
    return list(dict.fromkeys(owner for owner in found if owner is not None and owner != id_))


def _report(telling: str) -> str:
    return telling.rpartition(" ")[0]


def _reports(tellings: list[str]) -> list[str]:
    return list(dict.fromkeys(map(_report, tellings)))


def _of(report: str, tellings: list[str]) -> set[str]:
    return {telling for telling in tellings if _report(telling) == report}


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))
