"""`dateline review`: what a person decides on an incident. Nothing is overwritten, and all can be undone."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.corrections import value_of
from dateline.cli.options import ArchiveOption, ByOption, ReasonOption, archive_path, person
from dateline.errors import SettingError
from dateline.records import Coded
from dateline.reviewing import Wish, review, undo
from dateline.reviews import CORRECTABLE, ReviewAction, ReviewDecision, find, standing

review_app = typer.Typer(
    no_args_is_help=True, help="Accept, reject, correct, merge and split incidents; every decision can be undone."
)
IdArgument = Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or as much of it as is unique.")]


@review_app.command("accept")
def accept_command(
    id_: IdArgument, by: ByOption = None, reason: ReasonOption = "", archive: ArchiveOption = None
) -> None:
    """Say that an incident is right as it stands."""
    _simple("accept", id_, by, reason, archive)


@review_app.command("reject")
def reject_command(
    id_: IdArgument, by: ByOption = None, reason: ReasonOption = "", archive: ArchiveOption = None
) -> None:
    """Say that an incident is none: it stays in the archive, and no export takes it."""
    _simple("reject", id_, by, reason, archive)


@review_app.command("comment")
def comment_command(
    id_: IdArgument,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What there is to say.")],
    by: ByOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Leave a note with an incident."""
    _simple("comment", id_, by, words, archive)


@review_app.command("correct")
def correct_command(
    id_: IdArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"One of: {', '.join(CORRECTABLE)}.")],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="`unknown`; a place's name, or its coordinates as 35.47,44.39; a day, or FROM..TO; a number, or "
            "LOW-HIGH; names separated by semicolons; yes or no.",
        ),
    ],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Set a field of an incident: what reports say later no longer changes it."""
    with Archive.open(archive_path(archive), create=False) as store:
        new = value_of(field, value, store.incident(id_))
        _decided(store, Wish("correct", id_, person(by), reason, field, new))


@review_app.command("merge")
def merge_command(
    id_: IdArgument,
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="The incidents that it is one with.")],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Say that incidents are one."""
    with Archive.open(archive_path(archive), create=False) as store:
        _decided(store, Wish("merge", id_, person(by), reason, others=others))


@review_app.command("split")
def split_command(
    id_: IdArgument,
    tellings: Annotated[
        list[str], typer.Argument(metavar="TELLING...", help="The numbers that `show` gives those that are of another.")
    ],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Say that some tellings are of another incident."""
    with Archive.open(archive_path(archive), create=False) as store:
        names = [support.name for support in store.incident(id_).support]
        apart = {names[_number(given, len(names)) - 1] for given in tellings}
        _decided(store, Wish("split", id_, person(by), reason, apart=apart))


@review_app.command("undo")
def undo_command(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number in `history`.")],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Take a decision back; both stay in the history."""
    with Archive.open(archive_path(archive), create=False) as store:
        errors.print(f"decision {undo(store, number, by=person(by), reason=reason)}")


@review_app.command("history")
def history_command(archive: ArchiveOption = None) -> None:
    """List what was decided on incidents, oldest first, and where its words are gone."""
    with Archive.open(archive_path(archive), create=False) as store:
        decisions = store.review_decisions()
        coded = _coded(store, {a.report for d in decisions for a in d.anchors})
        homes = {(row.report, row.mention): row.incident for row in store.tellings(reports=coded.keys())}
    counted = {d.id for d in standing(decisions)}
    for decision in decisions:
        results.print(results.safe(_told(decision, counted, coded, homes)), soft_wrap=True)
    if not decisions:
        errors.print("nothing was decided on incidents")


def _simple(action: ReviewAction, id_: str, by: str | None, reason: str, archive: ArchiveOption) -> None:
    with Archive.open(archive_path(archive), create=False) as store:
        _decided(store, Wish(action, id_, person(by), reason))


def _decided(store: Archive, wish: Wish) -> None:
    errors.print(f"decision {review(store, wish)}")


def _coded(store: Archive, reports: set[str]) -> dict[str, Coded]:
    return {coded.report.id: coded for coded, _ in store.newest(reports)}


def _number(given: str, most: int) -> int:
    number = int(given) if given.isdecimal() else 0
    if not 1 <= number <= most:
        raise SettingError(f"there is no telling {given!r}", where="TELLING", remedy=f"Give numbers from 1 to {most}.")
    return number


def _told(
    decision: ReviewDecision, counted: set[int], coded: dict[str, Coded], homes: dict[tuple[str, str], str]
) -> str:
    """A decision in a line: what, on which incident as it stands now, by whom, why."""
    found = ((a.report, find(a, coded.get(a.report))) for a in decision.anchors)
    on = next((homes[r, m.id] for r, m in found if m is not None and (r, m.id) in homes), "no mention that is left")
    what = f"{decision.action} {on}"
    if decision.action == "correct":
        what += f": {decision.field}"
    if decision.action == "undo":
        what = f"undo {decision.takes_back}"
    reason = f": {decision.reason}" if decision.reason else ""
    gone = "" if decision.id in counted or decision.action == "undo" else " (undone)"
    return f"{decision.id:>4}  {decision.when[:19]}  {what}  by {decision.by}{reason}{gone}"
