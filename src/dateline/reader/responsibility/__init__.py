"""How a report holds a group responsible: as a fact, by accusation, by its own claim, or only perhaps."""

from dateline.reader.responsibility.deciding import HOLDINGS, Holding, Scorer, Verdict, by_rule, load, shipped
from dateline.reader.responsibility.reading import named_in
from dateline.reader.responsibility.signs import Named, sign_names, signs

__all__ = [
    "HOLDINGS",
    "Holding",
    "Named",
    "Scorer",
    "Verdict",
    "by_rule",
    "load",
    "named_in",
    "shipped",
    "sign_names",
    "signs",
]
