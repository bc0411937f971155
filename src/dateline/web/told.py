"""The JSON objects of the analyses as records: what the OpenAPI document says of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from dateline.records import Record


class Counted(Record, frozen=True, kw_only=True):
    """What every answer rests on: the definition in words, the name of the source, the SHA-256 of the events that
    count, and how many were left out for which reason.
    """

    definition: tuple[str, ...]
    source: str
    data: str
    left_out: dict[str, int]


class ReviewedShare(Record, frozen=True, kw_only=True):
    """Precision by review with its 95 % interval; null where nothing was reviewed."""

    accepted: int
    rejected: int
    unreviewed: int
    precision: float | None
    low: float | None
    high: float | None


class SeriesTold(Counted, frozen=True, kw_only=True):
    """Counts and harm by step. A row has `from`, the facet's value under its name, `events`, `low`, `best`, `high`,
    `untold` (events without a figure), `reports` and `outlets`. A step of which nobody reported has null: unknown.
    `partial` steps lie only partly in the period, or in the time in which the archive has reports.
    """

    step: str
    facet: str | None
    harm: str
    rows: tuple[dict[str, str | int | None], ...]
    gaps: tuple[dt.date, ...]
    partial: tuple[dt.date, ...]
    in_gaps: int
    review: ReviewedShare | None


class Ratio(Record, frozen=True, kw_only=True):
    """A factor with its 95 % interval, and the p value of there being no effect."""

    value: float
    low: float
    high: float
    p: float


class ChangeTold(Record, frozen=True, kw_only=True):
    """A change before step `at`, between `low` and `high` with probability 0.95; mean counts before and after."""

    at: int
    low: int
    high: int
    before: float
    after: float


class PosteriorTold(Record, frozen=True, kw_only=True):
    """The most probable number of changes, the probability of each number from 0 on, and of a change before each
    step.
    """

    number: int
    number_probability: tuple[float, ...]
    changes: tuple[ChangeTold, ...]
    probability: tuple[float, ...]
    dispersion: float


class SegmentTold(Record, frozen=True, kw_only=True):
    """A stretch between changes by penalised likelihood: steps from `start` to before `end`, and their mean count."""

    start: int
    end: int
    mean: float


class TrendTold(Record, frozen=True, kw_only=True):
    """The factor a year; `seasons` is the p value of there being none, null below two years; months of the year."""

    yearly: Ratio
    dispersion: float
    seasons: float | None
    peak: int | None
    trough: int | None


class ChangesTold(Counted, frozen=True, kw_only=True):
    """Changes of the counts of `steps`; those without any report, and `partial` ones, are left out."""

    step: str
    steps: tuple[dt.date, ...]
    counts: tuple[int, ...]
    bayesian: PosteriorTold
    pelt: tuple[SegmentTold, ...]
    trend: TrendTold | None
    no_trend: str | None
    gaps: tuple[dt.date, ...]
    partial: tuple[dt.date, ...]


class EstimateTold(Record, frozen=True, kw_only=True):
    """A value with its 95 % interval; null where the data do not bound it."""

    value: float
    low: float | None
    high: float | None


class ConstantTold(Record, frozen=True, kw_only=True):
    """What the same process with a constant background would say."""

    branching: EstimateTold
    half_life: EstimateTold
    aic: float


class StretchTold(Record, frozen=True, kw_only=True):
    """The fit beside the counts in a stretch of days: rates in events a day, `observed` days that count."""

    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    observed: float
    events: int | None
    background: float
    rate: float


class HawkesTold(Counted, frozen=True, kw_only=True):
    """A Hawkes process. By country, `branching` holds a row for each of `groups` with one by each, and the other fields
    of a single process are missing.
    """

    events: int
    background: str
    branching: EstimateTold | tuple[tuple[EstimateTold, ...], ...]
    half_life: EstimateTold | tuple[EstimateTold, ...]
    rate: EstimateTold | None = None
    aic: float | None = None
    aic_background_alone: float | None = None
    rescaled: dict[str, float] | None = None
    held_out: dict[str, float] | None = None
    bootstrap: dict[str, Any] | None = None
    branching_by_draw: tuple[float, ...] | None = None
    constant: ConstantTold | None = None
    curve: tuple[StretchTold, ...] | None = None
    groups: tuple[str, ...] | None = None
    radius: float | None = None


class CellTold(Record, frozen=True, kw_only=True):
    """Pairs of a class of distance and days, and how many chance gives."""

    km_from: float
    km_to: float
    days_from: int
    days_to: int
    pairs: int
    expected: float
    ratio: float | None
    chance_low: float | None
    chance_high: float | None
    p: float


class KnoxTold(Record, frozen=True, kw_only=True):
    """A Knox test."""

    cells: tuple[CellTold, ...]
    events: int
    deals: int


class RepeatsTold(Counted, frozen=True, kw_only=True):
    """Near repeats."""

    knox: KnoxTold


class LossTold(Record, frozen=True, kw_only=True):
    """A place that changed hands, and when."""

    place: str
    lost_by: str
    gained_by: str | None
    from_: dt.date = msgspec.field(name="from")
    to: dt.date
    source: str
    lat: float | None
    lon: float | None
    country: str | None
    size: str | None


class TerritoryTold(Counted, frozen=True, kw_only=True):
    """The answer of the territory question with its range, its checks and all specifications."""

    answer: str
    words: str
    reasons: tuple[str, ...]
    losses: tuple[LossTold, ...]
    comparison: tuple[str, ...] | None
    gaps: tuple[dt.date, ...]
    weeks: tuple[dt.date, ...]
    counts: tuple[float, ...]
    main: dict[str, Any]
    compared: dict[str, Any] | None
    of_comparison: dict[str, Any] | None
    placebo: dict[str, Any]
    around: tuple[dict[str, Any], ...]
    lags: dict[str, Any]
    agreement: dict[str, Any] | None
    agreement_deaths: dict[str, Any] | None
    deaths_known: float
    without: dict[str, Ratio | None]
    specifications: tuple[dict[str, Any], ...]
