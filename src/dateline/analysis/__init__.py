"""What incidents add up to, and how they compare with what others coded."""

from dateline.analysis.compare import Cell, Comparison, compare
from dateline.analysis.mapped import read_mapped, read_mapping
from dateline.analysis.matching import Match
from dateline.analysis.outside import GED_COLUMNS, OutsideIncident, Source, read_ged

__all__ = [
    "GED_COLUMNS",
    "Cell",
    "Comparison",
    "Match",
    "OutsideIncident",
    "Source",
    "compare",
    "read_ged",
    "read_mapped",
    "read_mapping",
]
