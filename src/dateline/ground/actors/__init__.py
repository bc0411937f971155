"""Spans to actors: the catalogue, bodies of states, agents without a name."""

from dateline.ground.actors.catalogue import Catalogue, Entry, catalogue, make_catalogue
from dateline.ground.actors.linking import link_to_main
from dateline.ground.actors.picked import actors_called, party_called
from dateline.ground.actors.resolve import Actors
from dateline.ground.actors.states import SECTORS, state_body

__all__ = [
    "SECTORS", "Actors", "Catalogue", "Entry", "actors_called", "catalogue", "link_to_main", "make_catalogue",
    "party_called", "state_body",
]  # fmt: skip
