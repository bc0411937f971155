"""The analyses whole: from events and choices to results, and to the one JSON object that every way of asking gives."""

from dateline.analysis.answers.changes import ChangesAnswer, find_changes
from dateline.analysis.answers.hawkes import GroupsAnswer, HawkesAnswer, fit_hawkes, fit_hawkes_by_country
from dateline.analysis.answers.repeats import RepeatsAnswer, find_repeats
from dateline.analysis.answers.series import SeriesAnswer, count_series
from dateline.analysis.answers.territory import TerritoryAnswer, study_territory

__all__ = [
    "ChangesAnswer",
    "GroupsAnswer",
    "HawkesAnswer",
    "RepeatsAnswer",
    "SeriesAnswer",
    "TerritoryAnswer",
    "count_series",
    "find_changes",
    "find_repeats",
    "fit_hawkes",
    "fit_hawkes_by_country",
    "study_territory",
]
