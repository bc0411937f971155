"""Near repeats: whether events that are close in space are close in time more often than chance (Knox 1964).

The test holds places and days fixed and deals the days anew to the places (Townsley, Johnson and Ratcliffe 2008). Pairs
that are close in one of the two are found once; each deal only looks up the other.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.basis import Floats
from dateline.analysis.needs import enough, package
from dateline.errors import SettingError, TooLittleData

NEEDED = 20
KM, DAYS = (1.0, 5.0, 20.0), (2, 7, 14, 28)
"""Upper ends of the classes: Townsley's kilometre and two days, Chuang's 20 km and four weeks, and steps between."""
DEALS = 999
EARTH_KM = 6371.0088
FEW_PLACES = 3000
"""Places up to which a table of all pairs is held (9 million entries)."""
Ints = NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """Pairs of a class: above `km_from` (0 takes in equal places) up to `km_to`, above `days_from` up to `days_to`.

    `expected` is the mean over the deals, `ratio` observed over it with the 95 % range that chance gives
    (`chance_low`, `chance_high`); `p` is that of as many or more pairs by chance.
    """

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


@dataclasses.dataclass(frozen=True, slots=True)
class Knox:
    """A Knox test: its cells, the number of events and of deals."""

    cells: tuple[Cell, ...]
    events: int
    deals: int


def knox(
    lat: Sequence[float] | Floats, lon: Sequence[float] | Floats, day: Sequence[int] | Ints,
    *, km: Sequence[float] = KM, days: Sequence[int] = DAYS, deals: int = DEALS, seed: int = 0,
) -> Knox:  # fmt: skip
    """The Knox test of events by latitude, longitude (WGS 84 degrees) and day.

    Raises TooLittleData below 20 events or where all are on one day or at one place, which leaves nothing to deal;
    SettingError for classes that do not rise, or where scipy is missing.
    """
    when = np.asarray(day, dtype=np.int64)
    enough(len(when), NEEDED, "events with a place and a day", method="a Knox test")
    for name, rising in (("km", km), ("days", days)):
        if not rising or rising[0] < 0 or any(b <= a for a, b in itertools.pairwise(rising)):
            raise SettingError(
                f"classes {list(rising)} do not rise", where=name, remedy="Give upper ends, the least first."
            )
    sphere = on_sphere(np.asarray(lat, dtype=float), np.asarray(lon, dtype=float))
    if when.min() == when.max() or float(np.ptp(sphere, axis=0).max()) == 0.0:
        raise TooLittleData(
            "a Knox test needs at least 2 days and 2 places; all events share one", remedy="Choose more."
        )
    chords = np.array([2 * math.sin(min(end / EARTH_KM, math.pi) / 2) for end in km])
    ends = np.array(days, dtype=np.int64)
    rng = np.random.default_rng(seed)
    tree = package("scipy.spatial").cKDTree(sphere)
    near_in_space = int(tree.count_neighbors(tree, chords[-1] + 1e-9))
    by_day = np.sort(when)
    near_in_time = int((np.searchsorted(by_day, by_day + ends[-1], side="right") - np.arange(len(by_day))).sum())
    if near_in_space <= 2 * near_in_time:
        first, second = tree.query_pairs(chords[-1] + 1e-9, output_type="ndarray").T.copy()
        cells = _space_classes(sphere[first] - sphere[second], chords) * (len(ends) + 1)

        def table(order: Ints) -> Ints:
            moved = when[order]
            return _table(cells + np.searchsorted(ends, np.abs(moved[first] - moved[second])), len(km), len(ends))
    else:
        first, second = _close_days(when, int(ends[-1]))
        cells = np.searchsorted(ends, np.abs(when[first] - when[second])).astype(np.int64)
        class_of = _lookup(sphere, chords)

        def table(order: Ints) -> Ints:
            return _table(class_of(order[first], order[second]) * (len(ends) + 1) + cells, len(km), len(ends))

    observed = table(np.arange(len(when)))
    dealt = np.array([table(rng.permutation(len(when))) for _ in range(deals)])
    return Knox(tuple(_cells(observed, dealt, km, days)), len(when), deals)


def on_sphere(lat: Floats, lon: Floats) -> Floats:
    """Points on the unit sphere: the chord between two tells their distance."""
    north, east = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _space_classes(gaps: Floats, chords: Floats) -> Ints:
    """The class of each gap; one beyond the last for those that are too far."""
    classes: Ints = np.searchsorted((chords + 1e-9) ** 2, np.einsum("ij,ij->i", gaps, gaps)).astype(np.int64)
    return classes


def _lookup(sphere: Floats, chords: Floats) -> Callable[[Ints, Ints], Ints]:
    """The class of pairs of events; from a table of places where these are few, since many events share one."""
    places, at = np.unique(np.round(sphere, 12), axis=0, return_inverse=True)
    if len(places) > FEW_PLACES:
        return lambda one, other: _space_classes(sphere[one] - sphere[other], chords)
    gaps = [_space_classes(places - place, chords) for place in places]
    known, flat = np.array(gaps).ravel(), at.ravel()
    return lambda one, other: known[flat[one] * len(places) + flat[other]]


def _close_days(when: Ints, reach: int) -> tuple[Ints, Ints]:
    """Pairs of events at most so many days apart, each once."""
    order = np.argsort(when, kind="stable")
    ends = np.searchsorted(when[order], when[order] + reach, side="right")
    counts = ends - np.arange(len(when)) - 1
    first = np.repeat(np.arange(len(when)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[second]


def _table(flat: Ints, rows: int, columns: int) -> Ints:
    """Counts of classes by space and time, those beyond the last left out."""
    counts: Ints = np.bincount(flat, minlength=(rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    return counts[:rows, :columns]


def _cells(observed: Ints, dealt: Ints, km: Sequence[float], days: Sequence[int]) -> list[Cell]:
    cells = []
    for row, column in np.ndindex(*observed.shape):
        seen, chance = int(observed[row, column]), dealt[:, row, column]
        expected = float(chance.mean())
        low, high = (float(q) for q in np.quantile(chance, [0.025, 0.975]))
        told = expected > 0
        cells.append(
            Cell(
                km[row - 1] if row else 0.0, km[row], days[column - 1] if column else 0, days[column], seen, expected,
                seen / expected if told else None, low / expected if told else None, high / expected if told else None,
                float((1 + (chance >= seen).sum()) / (1 + len(chance))),
            )
        )  # fmt: skip
    return cells
