"""Inputs to coder to archive: with building.py, which makes the incidents, where the stages meet storage."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from dateline.archive import Archive, RunDescription
from dateline.coder import Coder
from dateline.decisions import Decided
from dateline.errors import ArchiveError, InputError
from dateline.ingest import Received, Refusal, is_coded_language
from dateline.records import Coded, Report
from dateline.settings import Settings

BATCH = 500
"""Inputs after which every outcome has been handed out, also where the archive held all reports and none was coded."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report: its coded form, whether the archive had it already, and words for the person."""

    origin: str
    coded: Coded
    reused: bool
    notes: tuple[str, ...] = ()


def program_version() -> str:
    """The version of the installed program."""
    return importlib.metadata.version("dateline")


def describe_run(coder: Coder, settings: Settings) -> RunDescription:
    """All that decides what coding makes of a report."""
    return RunDescription(
        program_version=program_version(), reader=coder.reader_fingerprint, ground=coder.ground_fingerprint,
        settings=dict(dataclasses.asdict(settings)),
    )  # fmt: skip


def code_inputs(
    inputs: Iterable[Received | Refusal], archive: Archive, coder: Coder, settings: Settings, *, force: bool = False
) -> Iterator[Outcome | Refusal]:
    """Code what comes in and store each report's result in one transaction; outcomes come in input order.

    A report that the archive holds with this run's result is not coded again. `force` takes in purged reports.
    Raises ArchiveError where the archive cannot be read or written; reports stored before stay stored.
    """
    run = describe_run(coder, settings)
    made = archive.decided()
    seen: dict[str, str] = {}
    plans: deque[_Todo | Outcome | Refusal] = deque()

    def reports(batch: Iterable[Received | Refusal]) -> Iterator[Report]:
        """The reports to code; the coder takes some ahead, so that it reads while others are looked up and stored."""
        for item in batch:
            plans.append(item if isinstance(item, Refusal) else _plan(item, archive, run, seen, force=force))
            if isinstance(plans[-1], _Todo):
                yield plans[-1].report

    for batch in _batches(inputs):
        for coded in coder.stream(reports(batch)):
            while not isinstance(plan := plans.popleft(), _Todo):
                yield _decided(plan, made)
            yield _decided(_store(plan, coded, archive, run, force=force), made)
        while plans:
            plan = plans.popleft()
            assert not isinstance(plan, _Todo)
            yield _decided(plan, made)


def recode_marked(archive: Archive, coder: Coder, settings: Settings) -> Iterator[Outcome | Refusal]:
    """Code the reports again that a correction has marked, from what the archive holds of them."""
    run = describe_run(coder, settings)
    made = archive.decided()
    for report_id in archive.marked():
        stored, data = archive.stored(report_id), archive.data(report_id)
        if stored is None:
            continue
        if data is None:  # a purge dropped the bytes; the text that is left is coded
            data = stored.report.text.encode("utf-8")
        todo = _Todo(report_id, stored.report, data, stored.dates, stored.notes)
        (coded,) = coder.code([stored.report])
        yield _decided(_store(todo, coded, archive, run, force=False), made)


@dataclasses.dataclass(frozen=True, slots=True)
class _Todo:
    """A report to code, as the archive would store it."""

    origin: str
    report: Report
    data: bytes
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def _batches(inputs: Iterable[Received | Refusal]) -> Iterator[Iterator[Received | Refusal]]:
    """The inputs in stretches, each to be gone through before the next."""
    iterator = iter(inputs)
    for first in iterator:
        yield itertools.chain([first], itertools.islice(iterator, BATCH - 1))


def _plan(
    item: Received, archive: Archive, run: RunDescription, seen: dict[str, str], *, force: bool
) -> _Todo | Outcome | Refusal:
    if seen.setdefault(item.report.id, item.report.sha256) != item.report.sha256:
        return Refusal(item.origin, InputError(
            f"the id {item.report.id!r} came before with other content", where=item.origin,
            remedy="Give each report an id of its own, or none.",
        ))  # fmt: skip
    if not force and archive.is_purged(item.report.id):
        return Refusal(item.origin, InputError(
            "this report was purged from the archive", where=item.origin, remedy="Give --force to take it in again."
        ))  # fmt: skip
    report = archive.as_stored(item.report)
    stored = archive.stored(item.report.id)
    if stored is not None and stored.report == report:
        known = archive.coded(report.id, run)
        if known is not None:
            return Outcome(item.origin, known, reused=True, notes=(*item.notes, *_language_note(report)))
    dates = tuple((date.source, date.value) for date in item.dates)
    return _Todo(item.origin, report, item.data, dates, item.notes)


def _store(plan: _Todo, coded: Coded, archive: Archive, run: RunDescription, *, force: bool) -> Outcome | Refusal:
    why = None if is_coded_language(plan.report.language) else f"language: {plan.report.language}"
    try:
        archive.put(
            plan.report, plan.data, run, coded, dates=plan.dates, notes=plan.notes, why_not_coded=why, force=force
        )
    except ArchiveError as error:
        if archive.is_purged(plan.report.id):
            return Refusal(plan.origin, InputError(error.what, where=plan.origin, remedy=error.remedy))
        raise
    return Outcome(plan.origin, coded, reused=False, notes=(*plan.notes, *_language_note(plan.report)))


def _decided(outcome: Outcome | Refusal, made: Decided) -> Outcome | Refusal:
    """An outcome with its actors as people have decided; what is stored stays as it was coded."""
    return dataclasses.replace(outcome, coded=made.apply(outcome.coded)) if isinstance(outcome, Outcome) else outcome


def _language_note(report: Report) -> tuple[str, ...]:
    if is_coded_language(report.language):
        return ()
    return (f"its language is {report.language!r}: kept, but only English can be coded",)
