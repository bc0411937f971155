"""Chains while they grow: sets of mentions that are joined, with what all their mentions show together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.reader.chains.views import Family, View

_CROWDS = ({"person", "body"}, {"person", "people"})
_TOGETHER = frozenset((frozenset(("body", "people")), frozenset(("body", "place")), frozenset(("people", "place"))))
"""Families that one thing may have: a government is named by its capital, a people is an actor."""


@dataclass(slots=True)
class Chain:
    """What is known of a chain. `first` and `last` are places of its mentions among all; `words` are those of
    its names and nouns, `names` those of its names.
    """

    size: int
    first: int
    last: int
    named: bool
    family: Family
    number: str
    gender: str
    heads: set[str]
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)


class Chains:
    """The mentions of one report, at first each alone (a union-find with path halving)."""

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        self._parent = list(range(len(views)))
        self._chains = [_alone(at, v) for at, v in enumerate(views)]

    def root(self, at: int) -> int:
        """The mention that stands for the chain of a mention."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def chain(self, at: int) -> Chain:
        """What is known of the chain of a mention."""
        return self._chains[self.root(at)]

    def join(self, at: int, other: int) -> None:
        """Make the chains of two mentions one."""
        a, b = self.root(at), self.root(other)
        if a == b:
            return
        if self._chains[a].size < self._chains[b].size:
            a, b = b, a
        big, small = self._chains[a], self._chains[b]
        self._parent[b] = a
        self._chains[a] = Chain(
            big.size + small.size,
            min(big.first, small.first),
            max(big.last, small.last),
            big.named or small.named,
            _better(big, small).family or big.family or small.family,
            _better(big, small).number or big.number or small.number,
            big.gender or small.gender,
            big.heads,
            big.words,
            big.names,
            big.sides,
        )
        big.heads |= small.heads
        big.words |= small.words
        big.names |= small.names
        big.sides |= small.sides

    def together(self) -> dict[int, list[int]]:
        """The chains: their mentions in order, by the mention that stands for each, in order of first mention."""
        found: dict[int, list[int]] = {}
        for at in range(len(self.views)):
            found.setdefault(self.root(at), []).append(at)
        return found


def _alone(at: int, v: View) -> Chain:
    told = v.kind in ("name", "noun")
    return Chain(
        1, at, at, v.kind == "name", v.family, v.number, v.gender,
        heads={v.head, v.outer} - {""} if told else set(),
        words={*v.core, *v.rest} if told else set(),
        names=set(v.core) if v.kind == "name" else set(),
        sides={v.side} - {""},
    )  # fmt: skip


def agree(a: Chain, b: Chain) -> bool:
    """Whether two chains may be one by kind of thing, number and gender."""
    if (a.gender and b.gender and a.gender != b.gender) or (a.number and b.number and a.number != b.number):
        return False
    if kin(a.family, b.family):
        return True
    # Many persons may be told as a body: "the gunmen", "the gang". But its fighters are not the group itself.
    return "several" in (a.number, b.number) and {a.family, b.family} in _CROWDS and not (a.named or b.named)


def kin(a: Family, b: Family) -> bool:
    """Whether one thing may be of both families."""
    return not a or not b or a == b or frozenset((a, b)) in _TOGETHER


def _better(a: Chain, b: Chain) -> Chain:
    """The one of two joined chains that tells more surely what they are."""
    return b if b.named and not a.named else a
