"""Spans to places, moments, actors and quantities."""

from dateline.ground import moments
from dateline.ground.actors import Actors, catalogue, link_to_main
from dateline.ground.names import actor_id, name_type
from dateline.ground.places import Placed, gazetteer, normalise, outlet_of, propose, ranker
from dateline.ground.quantities import UNKNOWN, Count, Quantity, find_quantities, parse_count

__all__ = [
    "UNKNOWN",
    "Actors",
    "Count",
    "Placed",
    "Quantity",
    "actor_id",
    "catalogue",
    "find_quantities",
    "gazetteer",
    "link_to_main",
    "moments",
    "name_type",
    "normalise",
    "outlet_of",
    "parse_count",
    "propose",
    "ranker",
]
