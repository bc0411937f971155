"""Mentions to incidents: match, then fuse."""

from dateline.incidents.fuse import build_incidents

__all__ = ["build_incidents"]
