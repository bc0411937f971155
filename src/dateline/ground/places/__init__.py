"""Names to places: the gazetteer, the ranker of candidates, relative places."""

from dateline.ground.places.gazetteer import Entry, Gazetteer, gazetteer
from dateline.ground.places.keys import normalise
from dateline.ground.places.outlets import outlet_of
from dateline.ground.places.picked import around, called, place_of, point
from dateline.ground.places.placing import Placed, locate
from dateline.ground.places.proposals import Proposal, propose
from dateline.ground.places.ranker import ranker
from dateline.ground.places.resolve import Resolution

__all__ = [
    "Entry", "Gazetteer", "Placed", "Proposal", "Resolution", "around", "called", "gazetteer", "locate", "normalise",
    "outlet_of", "place_of", "point", "propose", "ranker",
]  # fmt: skip
