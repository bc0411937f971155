"""Which mentions tell of one incident.

1. Only countable mentions, unless others are asked for: realised, no aggregate, no background. What is feared is never
   one with what happened, nor an aggregate or history with an incident of the day, nor two types with each other.
2. Copies are one: mentions of different reports in the same words, of the same place and days.
3. Mentions whose days and places may meet are compared (blocks.py). Places or days that cannot be those of one event
   keep two mentions apart; else the signs of a pair (signs.py) are weighed to its log-odds (pairs.py).
4. What reviewers have joined or parted beats all that.
5. First the mentions of each report are joined, then those groups over reports (clusters.py). What one report keeps
   apart stays apart.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.incidents import blocks, clusters
from dateline.incidents.pairs import PairModel, shipped
from dateline.incidents.reviews import NOTHING, Reviews
from dateline.incidents.tellings import Telling, to_telling
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


Group = list[Telling]


def group_mentions(
    coded: Iterable[Coded], wanted: Wanted = Wanted(), model: PairModel | None = None, reviews: Reviews = NOTHING
) -> list[Group]:
    """The mentions of all reports in groups of one incident each, in the order of the reports."""
    told = tellings(coded, wanted)
    place = {telling.name: at for at, telling in enumerate(told)}
    groups = [sorted(group, key=lambda t: place[t.name]) for cell in cells(told, model, reviews) for group in cell]
    return sorted(groups, key=lambda group: place[group[0].name])


def tellings(coded: Iterable[Coded], wanted: Wanted = Wanted()) -> list[Telling]:
    """The mentions that are asked for, with what they are matched by."""
    return [to_telling(report, mention) for report in coded for mention in filter(wanted.takes, report.mentions)]


def cells(told: Sequence[Telling], model: PairModel | None = None, reviews: Reviews = NOTHING) -> list[list[Group]]:
    """Groups of one incident each, in cells that nothing likely links: no telling outside of a cell, and none that is
    taken out of another, changes its groups.
    """
    nodes = _copies(told, reviews)
    node_of = {telling.name: number for number, node in enumerate(nodes) for telling in node}
    firsts = [node[0] for node in nodes]
    compared = _compared(firsts, model or shipped())
    for pairs, links in ((compared.never, reviews.apart), (compared.always, reviews.together)):
        pairs |= {_ordered(node_of[a], node_of[b]) for a, b in links if a in node_of and b in node_of}
    for pair in compared.never:
        compared.scores.pop(pair, None)
    return [
        [[t for at in group for t in nodes[at]] for group in _joined(firsts, block)]
        for block in _blocks(len(nodes), compared)
    ]


Pair = tuple[int, int]


def _copies(told: Sequence[Telling], reviews: Reviews) -> list[list[Telling]]:
    """The tellings with their copies in other reports, in the order of their names; those that a reviewer has parted
    from others stand alone.
    """
    parted = {name for link in reviews.apart for name in link}
    found: dict[tuple[object, ...], list[Telling]] = {}
    for telling in sorted(told, key=lambda t: t.name):
        start, end = telling.mention.sentence
        words = " ".join(telling.coded.report.text[start:end].lower().split())
        trigger = telling.mention.trigger.start - start
        key: tuple[object, ...] = (
            telling.mention.type, telling.how, words, trigger, telling.place_key, telling.since, telling.until
        )  # fmt: skip
        if telling.since is None or not telling.says_enough or telling.name in parted:
            key = telling.name  # it stays with its report
        found.setdefault(key, []).append(telling)
    return list(found.values())


@dataclasses.dataclass(slots=True)
class _Block:
    """Tellings that are joined apart from all others: the log-odds of their pairs, those that can never be one, and
    those that a reviewer has joined.
    """

    nodes: list[int]
    scores: dict[Pair, float] = dataclasses.field(default_factory=dict)
    never: set[Pair] = dataclasses.field(default_factory=set)
    always: set[Pair] = dataclasses.field(default_factory=set)


def _compared(told: Sequence[Telling], model: PairModel) -> _Block:
    """All tellings with the pairs that are compared."""
    whole = _Block(list(range(len(told))))
    for a, b in blocks.pairs(told):
        score = model.log_odds(told[a], told[b])
        if score is None:
            whole.never.add((a, b))
        else:
            whole.scores[a, b] = score
    return whole


def _blocks(count: int, compared: _Block) -> list[_Block]:
    """The tellings in blocks that no likely pair links: average linkage joins nothing over their borders."""
    likely = (pair for pair, score in compared.scores.items() if score > clusters.LIKELY)
    found = [_Block(nodes) for nodes in clusters.connected(count, (*likely, *compared.always))]
    block_of = {node: block for block in found for node in block.nodes}
    for (a, b), score in compared.scores.items():
        if block_of[a] is block_of[b]:
            block_of[a].scores[a, b] = score
    for a, b in compared.never:
        if block_of[a] is block_of[b]:
            block_of[a].never.add((a, b))
    for a, b in compared.always:
        block_of[a].always.add((a, b))
    return found


def _joined(told: Sequence[Telling], block: _Block) -> list[list[int]]:
    """The groups of a block: those of each report first, then over reports."""
    if len(block.nodes) == 1:
        return [block.nodes]
    by_report: defaultdict[str, list[int]] = defaultdict(list)
    for node in block.nodes:
        by_report[told[node].coded.report.id].append(node)
    groups: list[list[int]] = []
    apart: set[Pair] = set()
    for nodes in by_report.values():
        within = list(itertools.combinations(nodes, 2))
        scores = {pair: block.scores[pair] for pair in within if pair in block.scores}
        first = len(groups)
        groups += clusters.join(
            dict.fromkeys(nodes, 1), scores, block.never.intersection(within),
            block.always.intersection(within),
        )  # fmt: skip
        apart.update(itertools.combinations(range(first, len(groups)), 2))
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    between = {
        pair: _ordered(group_of[pair[0]], group_of[pair[1]]) for pair in (*block.scores, *block.never, *block.always)
    }
    apart |= {between[pair] for pair in block.never if len(set(between[pair])) > 1}
    told_of: defaultdict[Pair, list[float]] = defaultdict(list)
    for pair, score in block.scores.items():
        if len(set(between[pair])) > 1:
            told_of[between[pair]].append(score)
    sizes = {number: len(group) for number, group in enumerate(groups)}
    means = {(a, b): clusters.mean(scores, sizes[a] * sizes[b]) for (a, b), scores in told_of.items()}
    always = {between[pair] for pair in block.always if len(set(between[pair])) > 1}
    return [[n for number in group for n in groups[number]] for group in clusters.join(sizes, means, apart, always)]


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
