"""Mentions to incidents: match, then fuse."""

from dateline.incidents.fuse import build_incidents
from dateline.incidents.match import Wanted
from dateline.incidents.reviews import Reviews, reviews_of
from dateline.incidents.tally import tally

__all__ = ["Reviews", "Wanted", "build_incidents", "reviews_of", "tally"]
