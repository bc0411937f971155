"""Mentions to incidents: match, then fuse."""

from dateline.incidents.fuse import build_incidents
from dateline.incidents.tally import tally

__all__ = ["build_incidents", "tally"]
