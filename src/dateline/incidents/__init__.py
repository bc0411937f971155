"""Mentions to incidents: match, then fuse."""

from dateline.incidents.fuse import build_incidents
from dateline.incidents.match import Wanted
from dateline.incidents.tally import tally

__all__ = ["Wanted", "build_incidents", "tally"]
