"""Whether events set off further events: Hawkes processes with a background that varies, and near repeats."""

from dateline.analysis.contagion.bootstrap import Bootstrap, bootstrap
from dateline.analysis.contagion.checks import HeldOut, Rescaled, held_out, rescale
from dateline.analysis.contagion.em import fit_em
from dateline.analysis.contagion.fit import Estimate, Fitted, fit, fit_several
from dateline.analysis.contagion.groups import Mutual, fit_groups
from dateline.analysis.contagion.knox import Knox, knox
from dateline.analysis.contagion.model import Background, Parameters, compensator, intensity, smooth
from dateline.analysis.contagion.simulate import simulate, simulate_several
from dateline.analysis.contagion.ties import jittered

__all__ = [
    "Background",
    "Bootstrap",
    "Estimate",
    "Fitted",
    "HeldOut",
    "Knox",
    "Mutual",
    "Parameters",
    "Rescaled",
    "bootstrap",
    "compensator",
    "fit",
    "fit_em",
    "fit_groups",
    "fit_several",
    "held_out",
    "intensity",
    "jittered",
    "knox",
    "rescale",
    "simulate",
    "simulate_several",
    "smooth",
]
