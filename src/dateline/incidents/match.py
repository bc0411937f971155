"""Which mentions tell of one incident.

1. Only countable mentions, unless others are asked for: realised, no aggregate, no background. What is feared is never
   one with what happened, nor an aggregate or history with an incident of the day, nor two types with each other.
2. First the mentions of each report are joined (clusters.py): the signs of a pair (signs.py) are weighed to its
   log-odds (pairs.py). What a report tells of one incident in several mentions is then compared as one telling, since
   one gives the place and another the day. What one report keeps apart stays apart.
3. Copies are one: tellings of different reports in the same words, of the same place and days.
4. Tellings of different reports whose days and places may meet are compared (blocks.py), by weights of their own, and
   joined. Places or days that cannot be those of one event keep two apart.
5. Each telling is then held against its incident, and those near it, as a whole (second_look.py): it stays, moves or
   stands alone.
6. What reviewers have joined or parted beats all that.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

from dateline.incidents import blocks, clusters
from dateline.incidents.one_report import one_deed, set_apart
from dateline.incidents.pairs import PairModel, shipped
from dateline.incidents.reviews import NOTHING, Reviews
from dateline.incidents.second_look import Look
from dateline.incidents.signs import compare, told_as_two
from dateline.incidents.tellings import Telling, to_telling, together
from dateline.records import REALISED, Coded, Mention, Status


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Which mentions are asked for; as it stands, those that count."""

    statuses: frozenset[Status] = REALISED
    aggregate: bool = False
    background: bool = False

    def takes(self, mention: Mention) -> bool:
        """Whether a mention is asked for."""
        flags = (self.aggregate or not mention.aggregate) and (self.background or not mention.background)
        return flags and mention.status in self.statuses


EVERYTHING = Wanted(frozenset(get_args(Status)), aggregate=True, background=True)
"""All that is told, whatever its status."""

Group = list[Telling]
Account = list[Telling]
"""What one report tells of one incident, in one mention or several."""


def group_mentions(
    coded: Iterable[Coded], wanted: Wanted = Wanted(), model: PairModel | None = None, reviews: Reviews = NOTHING
) -> list[Group]:
    """The mentions of all reports in groups of one incident each, in the order of the reports."""
    told = tellings(coded, wanted)
    place = {telling.name: at for at, telling in enumerate(told)}
    groups = [
        sorted(itertools.chain(*accounts), key=lambda t: place[t.name])
        for cell in cells(told, model, reviews)
        for accounts in cell
    ]
    return sorted(groups, key=lambda group: place[group[0].name])


def tellings(coded: Iterable[Coded], wanted: Wanted = Wanted()) -> list[Telling]:
    """The mentions that are asked for, with what they are matched by."""
    return [to_telling(report, mention) for report in coded for mention in filter(wanted.takes, report.mentions)]


def cells(
    told: Sequence[Telling], model: PairModel | None = None, reviews: Reviews = NOTHING
) -> list[list[list[Account]]]:
    """What is told of one incident each, account by account, in cells that nothing likely links: no telling outside of
    a cell, and none that is taken out of another, changes what is in it.
    """
    weigh = model or shipped()
    looked = first_look(told, weigh, reviews)
    return [
        [[account for at in group for account in looked.nodes[at]] for group in _settled(block, looked.wholes, weigh)]
        for block in looked.blocks
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class FirstLook:
    """What reports tell, copies together, each also as one telling (`wholes`); and the blocks of what likely pairs
    link, whose nodes are places in both.
    """

    nodes: list[list[Account]]
    wholes: list[Telling]
    blocks: list[Block]


def first_look(told: Sequence[Telling], weigh: PairModel, reviews: Reviews) -> FirstLook:
    """What each report tells of one incident, compared with what others tell."""
    nodes = _copies(of_each_report(told, weigh, reviews), reviews)
    node_of = {t.name: number for number, node in enumerate(nodes) for account in node for t in account}
    firsts = [together(node[0]) for node in nodes]
    compared = _compared(firsts, weigh)
    for pairs, links in ((compared.never, reviews.apart), (compared.always, reviews.together)):
        between = ((node_of[a], node_of[b]) for a, b in links if a in node_of and b in node_of)
        pairs |= {_ordered(a, b) for a, b in between if a != b}
    for pair in compared.never:
        compared.scores.pop(pair, None)
    return FirstLook(nodes, firsts, _blocks(firsts, compared))


def second_look(block: Block, wholes: Sequence[Telling], model: PairModel) -> Look:
    """The nodes of a block as joining groups them, to be looked at again."""
    groups = clusters.join(dict.fromkeys(block.nodes, 1), block.scores, block.never, block.always)
    return Look(groups, block.scores, block.never, lambda a, b: compare(wholes[a], wholes[b]) or [], model.whole)


def _settled(block: Block, wholes: Sequence[Telling], model: PairModel) -> list[list[int]]:
    """What a block holds of one incident each, after a second look; what a reviewer has joined stays."""
    fixed = {node for pair in block.always for node in pair}
    return second_look(block, wholes, model).settled(node for node in block.nodes if node not in fixed)


Pair = tuple[int, int]
NEIGHBOURS = 100
"""Mentions of one type before a mention that it is compared with in its report, so that a report of thousands (a
chronicle of a year) takes no hours; reports of news have fewer."""


def of_each_report(told: Iterable[Telling], model: PairModel, reviews: Reviews) -> list[Account]:
    """What each report tells of one incident, its tellings in their order."""
    shelves: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    for telling in told:
        shelves[telling.coded.report.id, telling.mention.type, telling.how].append(telling)
    return [group for shelf in shelves.values() for group in of_one_report(shelf, model, reviews)]


def of_one_report(told: Group, model: PairModel, reviews: Reviews) -> list[Account]:
    """One report's mentions of one type and how they are told, in groups of one incident each."""
    if len(told) == 1:
        return [told]
    told = sorted(told, key=lambda t: (t.mention.trigger.start, t.mention.id))
    at = {telling.name: number for number, telling in enumerate(told)}
    never, always = (
        {_ordered(at[a], at[b]) for a, b in links if a in at and b in at} for links in (reviews.apart, reviews.together)
    )
    scores: dict[Pair, float] = {}
    near = ((first, at) for at in range(len(told)) for first in range(max(0, at - NEIGHBOURS), at))
    for a, b in near:
        apart = (a, b) in never or told_as_two(told[a], told[b]) or set_apart(told[a], told[b])
        score = None if apart else model.log_odds(told[a], told[b])
        if score is None:
            never.add((a, b))
        else:
            scores[a, b] = score
            always |= {(a, b)} if one_deed(told[a], told[b]) else set()
    groups = clusters.join(dict.fromkeys(range(len(told)), 1), scores, never, always)
    return [[told[number] for number in group] for group in groups]


def _copies(accounts: Sequence[Account], reviews: Reviews) -> list[list[Account]]:
    """What reports tell, with the copies of it in other reports, in the order of their names; what a reviewer has
    parted from others stands alone.
    """
    parted = {name for link in reviews.apart for name in link}
    found: dict[tuple[object, ...], list[Account]] = {}
    for account in sorted(accounts, key=lambda group: group[0].name):
        key: tuple[object, ...] = tuple(map(_words, account))
        whole = together(account)
        if whole.since is None or not whole.says_enough or parted & {t.name for t in account}:
            key = account[0].name  # it stays with its report
        found.setdefault(key, []).append(account)
    return list(found.values())


def _words(telling: Telling) -> tuple[object, ...]:
    """What copies have in common: the sentence, the event's place in it, and where and when it happened."""
    start, end = telling.mention.sentence
    words = " ".join(telling.coded.report.text[start:end].lower().split())
    trigger = telling.mention.trigger.start - start
    return telling.mention.type, telling.how, words, trigger, telling.place_key, telling.since, telling.until


@dataclasses.dataclass(slots=True)
class Block:
    """What is joined apart from all others: the log-odds of its pairs, those that can never be one, and those that a
    reviewer has joined.
    """

    nodes: list[int]
    scores: dict[Pair, float] = dataclasses.field(default_factory=dict)
    never: set[Pair] = dataclasses.field(default_factory=set)
    always: set[Pair] = dataclasses.field(default_factory=set)


def _compared(told: Sequence[Telling], model: PairModel) -> Block:
    """All that is told, with the pairs that are compared."""
    whole = Block(list(range(len(told))))
    for a, b in blocks.pairs(told):
        one, other = told[a], told[b]
        score = None if one.coded.report.id == other.coded.report.id else model.log_odds(one, other)
        if score is None:
            whole.never.add((a, b))
        else:
            whole.scores[a, b] = score
    return whole


def _blocks(told: Sequence[Telling], compared: Block) -> list[Block]:
    """What is told in blocks that no likely pair links: average linkage joins nothing over their borders. What one
    report keeps apart is never one.
    """
    likely = (pair for pair, score in compared.scores.items() if score > clusters.LIKELY)
    found = [Block(nodes) for nodes in clusters.connected(len(told), (*likely, *compared.always))]
    for block in found:
        by_report: defaultdict[str, list[int]] = defaultdict(list)
        for node in block.nodes:
            by_report[told[node].coded.report.id].append(node)
        for several in by_report.values():
            block.never.update(itertools.combinations(several, 2))
    block_of = {node: block for block in found for node in block.nodes}
    for (a, b), score in compared.scores.items():
        if block_of[a] is block_of[b]:
            block_of[a].scores[a, b] = score
    for name in ("never", "always"):
        for a, b in getattr(compared, name):
            if block_of[a] is block_of[b]:
                getattr(block_of[a], name).add((a, b))
    return found


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
