"""What the archive takes and gives beside the records: runs, stored reports, history, and its clock."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from dateline.records import Report

Setting = str | bool | int | None
HistoryKind = Literal["corrected", "recoded", "purged report", "purged name", "restored", "withdrawn", "reinstated"]
CodedStatus = Literal["coded", "not coded"]
Clock = Callable[[], dt.datetime]

RUN_ID_CHARACTERS = 12
"""48 bits of the hash: two of a million runs share an id with a chance under one in 500."""


class Keep(enum.Enum):
    """Stands for "leave this field as it is", since None is a value that a person may set."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


def utc_now() -> dt.datetime:
    """The time now, in UTC."""
    return dt.datetime.now(dt.UTC)


def stamp(clock: Clock) -> str:
    """The clock's time as UTC ISO 8601 with microseconds; such stamps sort as text."""
    return clock().astimezone(dt.UTC).isoformat(timespec="microseconds")


def canonical_json(value: object) -> str:
    """One JSON text for equal values: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class RunDescription:
    """All that decides what a run makes of a report: equal descriptions give equal results.

    `reader` and `ground` are fingerprints of the weights and of the gazetteer with its rules.
    """

    program_version: str
    reader: str
    ground: str
    settings: dict[str, Setting]

    @property
    def id(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of the description's canonical JSON."""
        text = canonical_json(asdict(self))
        return hashlib.sha256(text.encode()).hexdigest()[:RUN_ID_CHARACTERS]


@dataclass(frozen=True)
class StoredReport:
    """A report's current version, with a person's corrections in it.

    `marked`: it waits for recoding. `dates` are the hints at its publication date as (source, value).
    `redacted`: a name was removed from it, or from its bytes; the bytes are gone, and `report.sha256` is then the
    hash of the text that is left.
    """

    report: Report
    version: int
    marked: bool
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    redacted: bool


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that was done to the archive by a person, or because of one."""

    id: int
    when: str
    kind: HistoryKind
    report_id: str | None
    by: str | None
    reason: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling as the archive finds it again: its incident and cell, and what it is looked up by. `since` and `until`
    are ordinals of days, None where it is never looked for.
    """

    report: str
    mention: str
    incident: str
    cell: int
    start: int
    type: str
    since: int | None
    until: int | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None


@dataclass(frozen=True)
class IncidentChange:
    """A line of what happened to an incident (`dateline.incidents.lineage`)."""

    incident: str
    version: int
    kind: str
    details: dict[str, Any]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What incidents were built from: by which `rules`, up to the result of which number, and which reports still wait,
    since something was decided on them.
    """

    rules: str | None
    until: int
    waiting: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Withdrawal:
    """Who wrote down, when and why, that an outlet took a report back."""

    by: str
    reason: str
    when: str


@dataclass(frozen=True)
class PurgeResult:
    """What the purge of a name touched: reports, by the ids they have now, and how many places."""

    reports: tuple[str, ...]
    places: int
