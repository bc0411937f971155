"""What ingest gives for each report: the report, its bytes, and what its dates rest on; or a refusal."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from typing import Literal

from dateline.errors import InputError
from dateline.records import Report

DateSource = Literal["option", "input", "page", "url", "dateline"]


@dataclasses.dataclass(frozen=True, slots=True)
class DateEvidence:
    """One hint at the publication date; `value` is an ISO date, or the words where they give no year."""

    source: DateSource
    value: str


@dataclasses.dataclass(frozen=True, slots=True)
class Received:
    """One report as it came in. `notes` are warnings for the person: a guessed encoding, dates that disagree."""

    report: Report
    data: bytes
    origin: str
    dates: tuple[DateEvidence, ...] = ()
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """An input, or one line of it, that could not be read, and why."""

    origin: str
    error: InputError


@dataclasses.dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a report besides its text; None where unknown."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """The metadata with its gaps filled from another."""
        mine = {k: v for k, v in dataclasses.asdict(self).items() if v is not None}
        return dataclasses.replace(other, **mine)


def make_report(text: str, data: bytes, metadata: Metadata) -> Report:
    """A report whose id is its own, or `sha256:` and the hash of its bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Report(
        id=metadata.id or f"sha256:{sha256}",
        title=metadata.title,
        outlet=metadata.outlet,
        url=metadata.url,
        published=metadata.published,
        language=metadata.language,
        text=text,
        sha256=sha256,
    )


def parse_date(value: str, *, where: str = "") -> dt.date:
    """An ISO 8601 date, or the date of an ISO 8601 date and time.

    Raises InputError where the words are no such date.
    """
    try:
        return dt.date.fromisoformat(re.split(r"[T ]", value.strip(), maxsplit=1)[0])
    except ValueError as error:
        raise InputError(
            f"{value!r} is no date", where=where, remedy="Write it as YYYY-MM-DD, such as 2017-07-09."
        ) from error
