"""Events of any origin as one value: incidents and mentions of the archive, and rows of an outside source."""

from dateline.analysis.events.actors import Actors, choose_actors
from dateline.analysis.events.event import PRECISIONS, Bounds, Event, Origin, Violence, finest
from dateline.analysis.events.files import read_events
from dateline.analysis.events.told import of_incidents, of_mentions

__all__ = [
    "PRECISIONS",
    "Actors",
    "Bounds",
    "Event",
    "Origin",
    "Violence",
    "choose_actors",
    "finest",
    "of_incidents",
    "of_mentions",
    "read_events",
]
