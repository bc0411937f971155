"""What an archive gives to export: the rows chosen, and what they were made from."""

from __future__ import annotations

import dataclasses
import io
from collections import Counter
from collections.abc import Set
from typing import TYPE_CHECKING, Literal

from dateline.archive import Archive
from dateline.archive.values import utc_now
from dateline.building import told_incidents
from dateline.codebooks import Codebook
from dateline.exports import (
    Choice,
    Format,
    Made,
    choose_incidents,
    choose_mentions,
    coded_frame,
    content_hash,
    corrections,
    write,
)
from dateline.incidents import EVERYTHING
from dateline.pipeline import program_version
from dateline.records import to_json

if TYPE_CHECKING:
    import polars as pl

Layer = Literal["mentions", "incidents"]
NATIVE = "native"


def rows(
    archive: Archive, layer: Layer, choice: Choice, book: Codebook | None, *, only: Set[str] | None = None,
    stored: bool = False,
) -> tuple[pl.DataFrame, Counter[str]]:  # fmt: skip
    """The rows to export, in the native columns or a codebook's, and how many are left out for which reason.

    `only`, the ids of incidents, narrows them further; `stored`: they are those of the archive's own incidents, also
    where everything is chosen.
    """
    from dateline.archive.frames import incidents_frame, mentions_frame

    if layer == "mentions":
        coded, left_out = choose_mentions(archive.newest(), choice)
        return mentions_frame(coded), left_out
    told = choice.everything and not stored
    every = told_incidents(archive, EVERYTHING) if told else list(archive.iter_incidents())
    asked = every if only is None else [incident for incident in every if incident.id in only]
    incidents, left_out = choose_incidents(asked, choice)
    if len(asked) < len(every):
        left_out["not asked for"] += len(every) - len(asked)
    if book is None:
        return incidents_frame(incidents), left_out
    # All are coded, since what else happened that day and place decides what one is called.
    frame, excluded = coded_frame(book, every, everything=choice.everything, wanted={i.id for i in incidents})
    return frame, left_out + excluded


def written(frame: pl.DataFrame, form: Format) -> bytes:
    """The file's bytes, in memory: its package has their hash, and what is written to the disk is written by us."""
    buffer = io.BytesIO()
    write(frame, form, buffer)
    return buffer.getvalue()


def made_from(
    archive: Archive, layer: Layer, choice: Choice, book: Codebook | None, count: int, left_out: Counter[str]
) -> Made:
    """What a file of so many rows was made from."""
    reports = [(s.report.id, s.version, s.report.sha256) for s in archive.reports()]
    results = [(coded.report.id, run) for coded, run in archive.newest(as_coded=True)]
    used = Counter(run for _, run in results)
    runs = [
        {"id": run.id, **dataclasses.asdict(run), "first_stored": created, "reports": used[run.id]}
        for run, created, _ in archive.runs()
        if run.id in used
    ]
    standard = {"name": NATIVE, "title": "Dateline's own columns, with PLOVER's types and modes"}
    if book is not None:
        standard = {name: getattr(book, name) for name in ("name", "title", "version", "source", "licence")}
    return Made(
        program=f"dateline {program_version()}",
        created=utc_now(),
        archive=content_hash(reports, results),
        reports=len(reports),
        runs=runs,
        rows=count,
        left_out=dict(left_out),
        options={"layer": layer, **dataclasses.asdict(choice), "codebook": standard["name"]},
        codebook=standard,
    )


def corrections_file(archive: Archive) -> tuple[bytes, int]:
    """What reviewers decided as JSON Lines, for training, and how many decisions that are."""
    decisions = archive.review_decisions()
    anchored = {anchor.report for made in decisions for anchor in (*made.anchors, *made.apart)}
    coded = {c.report.id: c for c, _ in archive.newest(anchored)} if anchored else {}
    lines = [to_json(line) for line in corrections(decisions, coded)]
    return b"".join(line + b"\n" for line in lines), len(lines)
