"""Mentions to incidents: match, then fuse."""

from dateline.incidents.fuse import build_incidents
from dateline.incidents.match import EVERYTHING, Wanted
from dateline.incidents.reviews import Reviews, reviews_of
from dateline.incidents.tally import tally

__all__ = ["EVERYTHING", "Reviews", "Wanted", "build_incidents", "reviews_of", "tally"]
