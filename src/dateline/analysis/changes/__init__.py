"""When a series changed, whether it rises or falls, and whether it has seasons."""

from dateline.analysis.changes.bayes import Change, Posterior, bayesian_changes
from dateline.analysis.changes.pelt import Segment, pelt_changes
from dateline.analysis.changes.trend import Trend, trend

__all__ = ["Change", "Posterior", "Segment", "Trend", "bayesian_changes", "pelt_changes", "trend"]
