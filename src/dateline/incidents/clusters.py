"""Tellings joined into incidents: whichever two groups are likeliest one are joined, until none is likely.

Average linkage over log-odds (Sokal and Michener 1958). Two groups are never joined where a pair of theirs can never be
one; pairs that were not compared count as unlikely. The result does not depend on the order of the tellings beyond
their names, and groups that share no compared pair do not touch each other.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

NOT_COMPARED = -4.0
"""Log-odds of a pair that no block holds: too far apart to be looked at."""
LIKELY = 0.0
"""Mean log-odds from which two groups are joined."""


def join(
    sizes: Mapping[int, int], scores: Mapping[tuple[int, int], float], never: Iterable[tuple[int, int]],
    always: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:  # fmt: skip
    """Groups of nodes given by their numbers, each with how many tellings it stands for, the log-odds of compared pairs
    (lower number first), the pairs that are never one, and those that are one whatever else is given. Groups and their
    nodes come in order of their numbers.
    """
    size = dict(sizes)
    members = {node: [node] for node in size}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    seen: dict[int, dict[int, int]] = defaultdict(dict)
    for (a, b), score in scores.items():
        weight = size[a] * size[b]
        total[a][b] = total[b][a] = score * weight
        seen[a][b] = seen[b][a] = weight
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in never:
        apart[a].add(b)
        apart[b].add(a)

    into = dict.fromkeys(size)
    for a, b in sorted(always):
        low, high = sorted((_kept(a, into), _kept(b, into)))
        if low != high:
            into[high] = low
            _absorb(low, high, size, members, total, seen, apart)
            apart[low].discard(low)

    def linkage(a: int, b: int) -> float:
        every = size[a] * size[b]
        return (total[a][b] + (every - seen[a][b]) * NOT_COMPARED) / every

    heap = [(-linkage(a, b), a, b) for a in members for b in total[a] if a < b and b not in apart[a]]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if -score <= LIKELY:
            break
        if a not in members or b not in members or b in apart[a] or -score != linkage(a, b):
            continue
        _absorb(a, b, size, members, total, seen, apart)
        for c in total[a]:
            if c not in apart[a]:
                low, high = min(a, c), max(a, c)
                heapq.heappush(heap, (-linkage(low, high), low, high))
    return [sorted(group) for _, group in sorted(members.items())]


def _kept(node: int, into: Mapping[int, int | None]) -> int:
    """The group that a node has become part of."""
    while (above := into[node]) is not None:
        node = above
    return node


def _absorb(
    a: int,
    b: int,
    size: dict[int, int],
    members: dict[int, list[int]],
    total: dict[int, dict[int, float]],
    seen: dict[int, dict[int, int]],
    apart: dict[int, set[int]],
) -> None:
    """Make group b a part of group a, the lower number staying."""
    members[a] += members.pop(b)
    size[a] += size.pop(b)
    total[a].pop(b, None)
    seen[a].pop(b, None)
    for c in total.pop(b, {}):
        if c == a:
            continue
        total[a][c] = total[c][a] = total[a].get(c, 0.0) + total[c].pop(b)
        seen[a][c] = seen[c][a] = seen[a].get(c, 0) + seen[c].pop(b)
    seen.pop(b, None)
    for c in apart.pop(b, ()):
        apart[c].discard(b)
        apart[c].add(a)
        apart[a].add(c)


def connected(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The nodes 0 to count in sets that no link joins, each and all in order."""
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    found: dict[int, list[int]] = {}
    for node in range(count):
        found.setdefault(find(node), []).append(node)
    return list(found.values())
