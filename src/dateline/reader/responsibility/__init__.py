"""How a report holds a group responsible: as a fact, by accusation, by its own claim, or only perhaps."""

from dateline.reader.responsibility.deciding import HOLDINGS, Holding, Scorer, Verdict, by_rule, load, shipped
from dateline.reader.responsibility.reading import TaggedReport
from dateline.reader.responsibility.signs import Named, Sentences, sign_names, signs

__all__ = [
    "HOLDINGS",
    "Holding",
    "Named",
    "Scorer",
    "Sentences",
    "TaggedReport",
    "Verdict",
    "by_rule",
    "load",
    "shipped",
    "sign_names",
    "signs",
]
