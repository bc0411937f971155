"""Spans to places, moments, actors and quantities."""

from dateline.ground import moments
from dateline.ground.actors import catalogue, state_body
from dateline.ground.gazetteer import gazetteer, normalise
from dateline.ground.names import name_type
from dateline.ground.places import Resolution, resolve_names, to_place
from dateline.ground.quantities import Quantity, find_quantities, parse_count

__all__ = [
    "Quantity",
    "Resolution",
    "catalogue",
    "find_quantities",
    "gazetteer",
    "moments",
    "name_type",
    "normalise",
    "parse_count",
    "resolve_names",
    "state_body",
    "to_place",
]
