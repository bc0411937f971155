"""The sentences that tell an incident, a family of them for each kind of story, with slots for what a report tells.

{noun} or {verb} is the trigger. {by}, {target}, {place}, {day}, {source} and {at_first} ("On Monday, ") are left out
where nothing is told. {actor} needs an actor; {harm}, {killing}, {losses}, {dead} and {figure} need a figure of harm.
"""

from __future__ import annotations

import functools
import re

_FAMILIES = """
attack
{harm} in {noun}{by}{target}{place}{day}{source}
{noun}{by}{target}{place}{day} left {dead}{source}
{noun}{by}{target}{place}{day} claimed lives, and {harm}{source}
{actor} {verb} {object}{place}{day}, {killing}{source}
{at_first}{actor} {verb} {object}{place}, {killing}{source}
{harm} when {actor} {verb} {object}{place}{day}{source}
{harm} when {noun}{by} hit {object}{place}{day}{source}
{actor} {verb} {object}{place}{day}{source}
{at_first}{actor} {verb} {object}{place}{source}
{noun}{by} was reported{target}{place}{day}{source}
{noun}{by} hit {object}{place}{day}{source}
{at_first}{noun}{by} shook {object}{place}{source}
taking
{actor} {verb} {losses}{target}{place}{day}{source}
{at_first}{actor} {verb} {losses}{target}{place}{source}
{losses} were {verb}{by}{target}{place}{day}{source}
{losses} have been {verb}{by}{place}{day}{source}
{noun} of {losses}{by}{target}{place}{day} was confirmed{source}
{at_first}{losses} were {verb}{by}{target}{place}{source}
families wait for news after {noun} of {losses}{by}{place}{day}{source}
{actor} {verb} several people{target}{place}{day}{source}
{actor} {verb} an unknown number of people{place}{day}{source}
{noun}{by} took place{target}{place}{day}{source}
{noun}{by}{target}{place}{day} has caused alarm{source}
several people were {verb}{by}{target}{place}{day}{source}
protest
{actor} {verb} outside {object}{place}{day}{source}
{at_first}{actor} {verb} outside {object}{place}{source}
thousands of {actor} {verb}{place}{day}{source}
{noun}{by} filled the streets{place}{day}{source}
{noun}{by} was held outside {object}{place}{day}{source}
{at_first}{noun}{by} drew large crowds{place}{source}
shops stayed closed during {noun}{by}{place}{day}{source}
police watched {noun}{by} outside {object}{place}{day}{source}
{harm} during {noun}{by} outside {object}{place}{day}{source}
{noun}{by}{place}{day} left {dead}{source}
{harm} when {actor} {verb} outside {object}{place}{day}{source}
{at_first}{harm} in {noun}{by}{place}{source}
flight
{losses} {verb} {object}{place}{day}{source}
{at_first}{losses} {verb} {object}{place}{source}
{losses} have {verb} {object}{place}{day}{source}
{noun} of {losses} began{place}{day}{source}
at the sound of gunfire, {losses} {verb}{place}{day}{source}
{noun} of {losses}{place}{day} was recorded{source}
{actor} {verb} {object}{place}{day}{source}
{at_first}{actor} {verb} {object}{place}{source}
many {actor} {verb} with what they could carry{place}{day}{source}
{noun}{by}{place}{day} emptied whole streets{source}
roads were full after {noun}{by}{place}{day}{source}
{noun}{by}{place} began{day}{source}
move
{actor} {verb} near {object}{place}{day}{source}
{at_first}{actor} {verb} near {object}{place}{source}
{actor} {verb}{place}{day}{source}
{actor} {verb} around {object}{place}{day}{source}
{actor} {verb} on the road to {object}{place}{day}{source}
{noun}{by} was seen near {object}{place}{day}{source}
{at_first}{noun}{by} was under way{place}{source}
{noun}{by}{place}{day} raised tension{source}
residents described {noun}{by} near {object}{place}{day}
photographs show {noun}{by}{place}{day}
{noun}{by} began{place}{day}{source}
columns of trucks took part in {noun}{by}{place}{day}{source}
relief
{actor} {verb} at {object}{place}{day}{source}
{at_first}{actor} {verb} at {object}{place}{source}
{actor} {verb}{place}{day}{source}
{actor} {verb} to hundreds of families{place}{day}{source}
{actor} {verb} for the displaced{place}{day}{source}
{noun}{by} reached {object}{place}{day}{source}
{at_first}{noun}{by} arrived{place}{source}
{noun}{by}{place}{day} was the first in weeks{source}
hundreds queued for {noun}{by} at {object}{place}{day}{source}
{noun}{by} was completed{place}{day}{source}
{noun}{by} went ahead at {object}{place}{day}{source}
after long delays {noun}{by} came{place}{day}{source}
toll
the death toll from {noun}{by}{target}{place}{day} rose to {figure}{source}
{noun}{by}{target}{place}{day} is now known to have killed {figure} people{source}
the number of dead in {noun}{by}{place}{day} climbed to {figure}{source}
more victims of {noun}{target}{place}{day} died, bringing the toll to {figure}{source}
the toll of {noun}{by}{place}{day} now stands at {figure}{source}
two of the injured died, and {noun}{target}{place}{day} has now claimed {figure} lives{source}
accuse
{actor} {verb} the attackers of breaking the law{place}{day}
{at_first}{actor} {verb} the other side for the incident{place}
{actor} {verb} foreign backers{place}{day}
request
{actor} {verb} {object}{place}{day}
{at_first}{actor} {verb} {object}{place}
after the incident {actor} {verb} {object}{place}{day}
agree
{actor} {verb} {object}{place}{day}
{at_first}{actor} {verb} {object}{place}
under pressure {actor} {verb} {object}{place}{day}
aggregate
incidents like {noun} have multiplied{place} this year{source}
dozens were counted of what officials call "{noun}"{place} in recent months{source}
feared
residents fear {noun}{target}{place} in the coming days
officials warned that {noun}{place} may follow
denied
a spokesman denied that there had been {noun}{by}{target}{place}{day}
officials rejected reports of {noun}{by}{place}{day}
"""
_HARMS = frozenset(("harm", "killing", "losses", "dead", "figure"))

Template = tuple[str, ...]
"""Words and, at the odd places, slots."""


@functools.cache
def _families() -> dict[str, list[Template]]:
    families: dict[str, list[Template]] = {}
    for line in _FAMILIES.strip().split("\n"):
        if "{" not in line:
            lines = families.setdefault(line, [])
        else:
            lines.append(tuple(re.split(r"\{(\w+)\}", line)))
    return families


@functools.cache
def fitting(family: str, actor: bool, harm: bool) -> tuple[Template, ...]:
    """The sentences of a family that tell an actor, and harm, or neither; where none does both, those that do one."""
    lines = [(line, set(line[1::2])) for line in _families()[family]]
    harming = [(line, slots) for line, slots in lines if harm == bool(_HARMS & slots)] or lines
    acting = [line for line, slots in harming if ({"actor", "by"} & slots if actor else "actor" not in slots)]
    return tuple(acting or [line for line, _ in harming])
