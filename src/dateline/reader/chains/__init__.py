"""Who is the same across one report: mentions to entities, each with its best name first.

Sieves from the surest to the least sure, after Raghunathan and others 2010: names, what grammar joins, then common
nouns and pronouns in text order. A wrong link is worse than a missed one: what is not clear stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.chains.growing import Chains
from dateline.reader.chains.loose import find_loose
from dateline.reader.chains.names import Alias, join_names
from dateline.reader.chains.referring import Chooser, by_rule, join_referring
from dateline.reader.chains.structure import join_structure
from dateline.reader.chains.views import View, view
from dateline.reader.entities import Found, Names
from dateline.reader.reading import EntityReading
from dateline.records import EntityType, Interval

__all__ = ["Alias", "begin", "find_loose", "join_mentions"]


def _unknown(_: str) -> None:
    return None


def begin(
    text: str, found: Sequence[Found], sentences: Sequence[Interval], known: Names, alias: Alias = _unknown
) -> Chains:
    """The chains of a report's mentions before common nouns and pronouns are asked for what they stand for."""
    starts = [start for start, _ in sentences]
    caseless = text.islower()
    chains = Chains([view(text, mention, starts, known, caseless=caseless) for mention in found])
    join_names(text, chains, alias)
    join_structure(text, chains)
    return chains


def join_mentions(
    text: str,
    found: Sequence[Found],
    sentences: Sequence[Interval],
    known: Names,
    alias: Alias = _unknown,
    choose: Chooser = by_rule,
    loose: Sequence[Found] = (),
) -> list[EntityReading]:
    """The entities of a report, by first mention; every mention is in one, those of `loose` where they join another.

    `found` in text order; `sentences` are the report's, in order; `known` tells what kind of thing a name is known to
    be, `alias` what it is also known as; `choose` is the scorer's choice where there is one.
    """
    free = {mention.span for mention in loose}
    every = sorted((*found, *loose), key=lambda f: (f.span[0], -f.span[1])) if free else found
    chains = begin(text, every, sentences, known, alias)
    join_referring(chains, choose)
    told = chains.together().values()
    return [_entity(chains.views, m) for m in told if any(chains.views[at].span not in free for at in m)]


def _entity(views: Sequence[View], members: Sequence[int]) -> EntityReading:
    names = [views[at] for at in members if views[at].kind == "name"]
    nouns = [views[at] for at in members if views[at].kind == "noun"]
    best = names or nouns or [views[members[0]]]
    # The fullest plain name: of a long stretch ("X, the leader of Y, who") the words up to the head count.
    name = max(best, key=lambda v: (v.head_end == v.span[1], len(v.core), -v.span[0])) if names else best[0]
    named = any(views[at].named for at in members)
    return EntityReading(_type(name, names), name.span, tuple(views[at].span for at in members), named)


def _type(best: View, names: Sequence[View]) -> EntityType:
    """The type that most names of the chain have, the best name's where several do."""
    count: dict[EntityType, int] = {best.type: 0}
    for v in names:
        count[v.type] = count.get(v.type, 0) + 1
    return max(count, key=lambda kind: count[kind])
