"""Time expressions: found in text, read as intervals with their precision, chosen for an event."""

from dateline.ground.moments.frames import Expression, find, read, read_core
from dateline.ground.moments.orders import day_first
from dateline.ground.moments.own import own_moment, said_on
from dateline.ground.moments.reading import Told, find_times, interpret, read_times, resolve, to_moment, told_at
from dateline.ground.moments.values import Context, Reach, precision_of
from dateline.ground.moments.zones import local_day

__all__ = [
    "Context",
    "Expression",
    "Reach",
    "Told",
    "day_first",
    "find",
    "find_times",
    "interpret",
    "local_day",
    "own_moment",
    "precision_of",
    "read",
    "read_core",
    "read_times",
    "resolve",
    "said_on",
    "to_moment",
    "told_at",
]
