"""As a group loses ground, what happens elsewhere?"""

from dateline.analysis.territory.asking import Study, ask, study
from dateline.analysis.territory.calendar import (
    COLUMNS,
    Loss,
    losses_of,
    read_calendar,
    shipped_calendar,
    told_calendar,
)
from dateline.analysis.territory.effects import Effect, Panel, distributed_lags, effect, event_study, placebo, weekly
from dateline.analysis.territory.specifications import Question, Specification, specify
from dateline.analysis.territory.verdict import UNTOLD, Agreement, Verdict, agreement, judge

__all__ = [
    "COLUMNS",
    "UNTOLD",
    "Agreement",
    "Effect",
    "Loss",
    "Panel",
    "Question",
    "Specification",
    "Study",
    "Verdict",
    "agreement",
    "ask",
    "distributed_lags",
    "effect",
    "event_study",
    "judge",
    "losses_of",
    "placebo",
    "read_calendar",
    "shipped_calendar",
    "specify",
    "study",
    "told_calendar",
    "weekly",
]
