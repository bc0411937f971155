"""A second look: each telling held against an incident as a whole, instead of against single tellings of it.

Joining goes pair by pair. One chance likeness may carry a stranger in, and one slip may keep a telling out; how
many of an incident's tellings agree with it on the day, the place, who and what was struck says more. The log-odds that
a telling belongs is a logistic regression over those shares, learnt from what joining makes of synthetic reports
(`training/incidents.py`).
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.incidents.signs import PLAIN

CLEAR = math.log(0.75 / 0.25)
"""Log-odds from which a telling belongs to an incident. On made reports of two seeds that are not measured, 0.7 instead
leaves up to 1.1 of a hundred pairs false, and 0.8 costs a third of a point of F1."""
NEAR = -3.0
"""Log-odds of a pair from which the incident of the one is looked at for the other."""
PASSES = 2
SHARES: tuple[str, ...] = (
    *PLAIN, "mean", "middle", "highest", "lowest", "likely", "not compared", "alone", "two", "size", "1/sqrt(size)",
    "mean * size",
)  # fmt: skip
"""What a telling is held against an incident by: the share of the incident's tellings that give a sign with it; the
mean, highest and lowest log-odds of the pairs; the shares of likely pairs and of those that were not compared; whether
it has one telling, or two, and the logarithm of how many."""

Pair = tuple[int, int]
_PLAIN = frozenset(PLAIN)


def shares(scores: Sequence[float], signs: Iterable[Iterable[str]], size: int) -> dict[str, float]:
    """The values of SHARES that are not 0, of a telling and an incident of `size` others, from the log-odds and signs
    of the pairs that were compared (at least one).
    """
    compared = len(scores)
    found = Counter(sign for pair in signs for sign in pair if sign in _PLAIN)
    return {sign: count / compared for sign, count in found.items()} | {
        "mean": sum(scores) / compared, "middle": statistics.median(scores),
        "mean * size": sum(scores) / compared * math.log(size), "highest": max(scores), "lowest": min(scores),
        "likely": sum(score > 0 for score in scores) / compared, "not compared": 1 - compared / size,
        "alone": float(size == 1), "two": float(size == 2), "size": math.log(size), "1/sqrt(size)": size**-0.5,
    }  # fmt: skip


class Look:
    """Groups of nodes, which may move from one to another. `scores` holds the log-odds of the compared pairs (lower
    number first), `never` the pairs that are never one; `signs_of` gives the signs of a compared pair.
    """

    def __init__(
        self, groups: Sequence[Sequence[int]], scores: Mapping[Pair, float], never: Iterable[Pair],
        signs_of: Callable[[int, int], Sequence[str]], weights: Mapping[str, float],
    ) -> None:  # fmt: skip
        self.groups = [set(group) for group in groups]
        self._home = {node: number for number, group in enumerate(groups) for node in group}
        self._signs_of = signs_of
        self._weights = weights
        self._signs: dict[Pair, Sequence[str]] = {}
        self._scores: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for (a, b), score in scores.items():
            self._scores[a][b] = self._scores[b][a] = score
        for a, b in never:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def settled(self, movable: Iterable[int]) -> list[list[int]]:
        """The groups after each movable node has gone to the group that it most clearly belongs to, or stands alone;
        those that belong least to their group go first, lest others leave because of them. Groups and their nodes come
        in order of their numbers.
        """
        nodes = sorted(movable)
        for _ in range(PASSES):
            least = sorted(nodes, key=lambda node: (self._log_odds(node, self._home[node]), node))
            if not [node for node in least if self._moved(node)]:
                break
        return sorted(sorted(group) for group in self.groups if group)

    def near(self, node: int) -> list[int]:
        """The numbers of the groups that a node may belong to: its own, and those with a pair that is not unlikely."""
        others = {self._home[other] for other, score in self._scores[node].items() if score > NEAR}
        return sorted(others | {self._home[node]})

    def shares(self, node: int, number: int) -> dict[str, float] | None:
        """What a node is held against a group by, itself left out; None where it cannot belong to it, or nothing of
        the group was compared with it.
        """
        others = self.groups[number] - {node}
        compared = sorted(other for other in others if other in self._scores[node])
        if not compared or not self._apart[node].isdisjoint(others):
            return None
        scores = [self._scores[node][other] for other in compared]
        return shares(scores, (self._pair(node, other) for other in compared), len(others))

    def _moved(self, node: int) -> bool:
        """Let a node go where it belongs; whether that is another group than before."""
        home = self._home[node]
        best, aim = CLEAR, -1
        for number in self.near(node):
            odds = self._log_odds(node, number)
            if odds > best:
                best, aim = odds, number
        if aim == home or (aim < 0 and len(self.groups[home]) == 1):
            return False
        if aim < 0:
            aim = len(self.groups)
            self.groups.append(set())
        self.groups[home].discard(node)
        self.groups[aim].add(node)
        self._home[node] = aim
        return True

    def _log_odds(self, node: int, number: int) -> float:
        """How clearly a node belongs to a group; minus infinity where it cannot."""
        told = self.shares(node, number)
        if told is None:
            return -math.inf
        return self._weights["always"] + sum(self._weights[name] * value for name, value in told.items())

    def _pair(self, one: int, other: int) -> Sequence[str]:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._signs:
            self._signs[pair] = self._signs_of(*pair)
        return self._signs[pair]
