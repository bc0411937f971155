"""Smooth curves over time as columns of a design."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.needs import package

Floats = NDArray[np.float64]
CUBIC = 3


def spline(at: Floats, since: float, until: float, columns: int) -> Floats:
    """B-splines over [since, until] with evenly spread knots, one row a point; the columns sum to 1 everywhere.

    1 column is a constant; up to 3 are of lower degree, from 4 on the splines are cubic. Points outside take the value
    at the nearer end. Raises SettingError where scipy is missing.
    """
    if columns <= 1 or until <= since:
        return np.ones((len(at), 1))
    degree = min(CUBIC, columns - 1)
    inner = np.linspace(since, until, columns - degree + 1)[1:-1]
    knots = np.concatenate([[since] * (degree + 1), inner, [until] * (degree + 1)])
    inside = np.clip(np.asarray(at, dtype=float), since, until)
    design = package("scipy.interpolate").BSpline.design_matrix(inside, knots, degree)
    return np.asarray(design.toarray(), dtype=float)


def months_of_year(days: Sequence[dt.date]) -> Floats:
    """Eleven columns that tell the month of the year of each day from January; months that never come have none."""
    present = sorted({day.month for day in days})[1:]
    return np.array([[float(day.month == month) for month in present] for day in days]).reshape(len(days), len(present))
