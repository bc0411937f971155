"""Common nouns, pronouns and unknown names: what told before they stand for, if it is clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.reader.chains.cues import alike, cue, is_count
from dateline.reader.chains.growing import Chain, Chains, agree
from dateline.reader.chains.views import View

RECENT = 30
"""Chains told last that a mention may stand for, and so what a long report costs."""
NEAR = 5
"""So many candidates are asked whatever they are, more of them only where a word tells of a relation."""
_SENTENCES = {"pronoun": 3, "noun": 8, "name": 8}
GENERAL = frozenset(
    "the a an this that these those said same its their his her own former new latest two three four five".split()
)
OTHERS = frozenset(("other", "others", "another", "second", "third", "either", "neither", "else"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention and the nearest one of a chain that may be the same, and how near it is.

    `rank`: how many other chains that could be meant have a mention in between. `leads`: `other` opens its sentence.
    """

    at: int
    other: int
    sentences: int
    between: int
    rank: int
    leads: bool


Chooser = Callable[[Chains, Sequence[Pair]], int | None]
"""Which of the candidates of one mention it stands for (a mention's place), None where it is not clear."""


class Told:
    """What has been told so far, the last first: chains with their last two mentions, and heads with their last one."""

    def __init__(self, chains: Chains) -> None:
        self._chains = chains
        self._recent: dict[int, tuple[int, ...]] = {}
        self._heads: dict[str, int] = {}
        self._sentence = -1
        self._leads: set[int] = set()

    def add(self, at: int) -> None:
        """The next mention has been read."""
        v = self._chains.views[at]
        root = self._chains.root(at)
        before = self._recent.pop(root, ())
        self._recent[root] = (at, *before[:1])
        if v.kind in ("noun", "name"):
            self._heads[v.head] = at
        if v.sentence != self._sentence and v.kind != "relative":
            self._sentence = v.sentence
            self._leads.add(at)
        if len(self._recent) > 2 * RECENT:
            self._trim()

    def _trim(self) -> None:
        kept = list(self._recent.items())[-RECENT:]
        self._recent = dict(kept)
        self._leads &= {at for _, last in kept for at in last}

    def candidates(self, at: int) -> list[Pair]:
        """The chains told before a mention that may be meant, each by its nearest mention, the last told first."""
        chains, views = self._chains, self._chains.views
        v, mine = views[at], chains.chain(at)
        first = v.sentence - _SENTENCES[v.kind]
        pairs: list[Pair] = []
        seen: set[int] = set()
        for root, last in reversed(self._recent.items()):
            if views[last[0]].sentence < first or len(seen) >= RECENT:
                break  # those that follow were told still earlier
            own = chains.root(root)
            if own in seen:
                continue  # joined to another since
            seen.add(own)
            chain = chains.chain(own)
            if len(pairs) >= NEAR and v.kind != "pronoun" and not _is_related(v, chain):
                continue
            for other in last:
                if _stands_apart(v, views[other]):
                    if views[other].sentence >= first and _may_be(v, mine, views[other], chain):
                        pairs.append(self._pair(at, other, len(pairs)))
                    break
        far = self._heads.get(v.head) if v.kind == "noun" else None
        if far is not None and all(chains.root(p.other) != chains.root(far) for p in pairs):
            if _stands_apart(v, views[far]) and _may_be(v, mine, views[far], chains.chain(far)):
                pairs.append(self._pair(at, far, len(pairs)))
        return pairs

    def _pair(self, at: int, other: int, rank: int) -> Pair:
        views = self._chains.views
        return Pair(at, other, views[at].sentence - views[other].sentence, at - other - 1, rank, other in self._leads)


def join_referring(chains: Chains, choose: Chooser) -> None:
    """Join each common noun, pronoun and lone name to what it stands for, in text order."""
    for at, pairs in asked(chains):
        chosen = choose(chains, pairs)
        if chosen is not None:
            chains.join(chosen, at)


def asked(chains: Chains) -> Iterator[tuple[int, list[Pair]]]:
    """The mentions that may stand for something told before, with what that may be; to be joined before going on."""
    told = Told(chains)
    for at in range(len(chains.views)):
        if _is_open(chains, at):
            pairs = told.candidates(at)
            if pairs:
                yield at, pairs
        told.add(at)


def _is_open(chains: Chains, at: int) -> bool:
    """Whether nothing has joined a mention to what stands before it, nor a noun or pronoun to a name after it."""
    v = chains.views[at]
    if v.kind not in ("noun", "pronoun", "name") or v.joined:
        return False
    chain = chains.chain(at)
    return chain.first == at and (v.kind == "name" or not (chain.named and chain.size > 1))


def _stands_apart(v: View, w: View) -> bool:
    """Whether the earlier mention `w` does not hold the later `v`: "his" in "his brother" is not the brother."""
    if w.kind == "speaker" or (v.kind == "name" and w.kind in ("pronoun", "relative")):
        return False
    if w.span[1] <= v.span[0]:
        return True
    if v.kind == "noun" and w.kind == "noun" and "thing" in (v.family, w.family):
        return w.span[0] == v.span[0] or w.head_end == v.head_end  # "dynamite" in "dynamite charge"
    return v.kind == "pronoun" and w.span[1] <= v.span[1] and w.head_end <= v.span[0]


def _is_related(v: View, chain: Chain) -> bool:
    """Whether a noun or name and a chain share a word, a kind of thing or a side of a conflict."""
    if v.head in chain.heads or not chain.words.isdisjoint(v.core):
        return True
    if chain.named and v.head in cue("for_bodies" if chain.family == "body" else "for_places"):
        return True
    row = alike().get(v.head)
    return (row is not None and any(alike().get(head) == row for head in chain.heads)) or v.side in chain.sides


def _may_be(v: View, own: Chain, w: View, chain: Chain) -> bool:
    """Whether a mention `v`, of the chain `own`, may be what an earlier one `w` of another chain is."""
    if v.kind == "name" and chain.named:
        # What the reader took a name for counts less than its words.
        return w.kind == "name" and (set(v.core) <= chain.names or set(w.core) <= set(v.core))
    if w.kind == "value" or (v.kind != "pronoun" and is_another(v, w, chain)):
        return False
    if v.kind == "noun" and w.kind == "noun" and v.head == w.head:
        return v.number == w.number
    if v.kind != "pronoun":
        return agree(own, chain)
    if v.gender:
        person = chain.family == "person" or (chain.family == "" and chain.named)
        return person and chain.number != "several" and chain.gender in ("", v.gender)
    if v.number == "one":
        return chain.family != "person" and chain.number != "several"
    return chain.number == "several" or chain.family in ("body", "people")


def is_another(v: View, w: View, chain: Chain) -> bool:
    """Whether the words themselves say that it is new: "a second device", "300,000 people" after "100 people", a
    governor after a spokesman, civilians after fighters, "a saloon car" after "a white pickup truck".
    """
    if v.kind == "noun":
        if any(word in OTHERS for word in v.words[:3]):
            return True
        counts = {word for word in v.core[:-1] if is_count(word)}
        if counts and not counts <= chain.words and any(map(is_count, chain.words)):
            return True
        if v.head in cue("offices") and v.head not in chain.words and chain.words & cue("offices"):
            return True
    if v.opening == w.opening == "possessed" and v.head not in chain.heads:
        return True  # "its forces" after "its army": whose they are differs
    if v.proper and v.family == "place" and not set(v.core[:-1]) <= chain.words:
        return True
    if v.side and chain.sides and v.side not in chain.sides:
        return True
    return v.head not in chain.heads and v.head in alike() and w.head in alike() and differ(v, w, chain.words)


def by_rule(chains: Chains, pairs: Sequence[Pair]) -> int | None:
    """The choice without a scorer."""
    v = chains.views[pairs[0].at]
    if v.kind == "pronoun":
        return _pronoun(chains, v, pairs)
    if v.opening == "indefinite" or v.kind == "name":
        return None
    for pair in pairs:
        w = chains.views[pair.other]
        if v.head in chains.chain(pair.other).heads and not differ(v, w, chains.chain(pair.other).words):
            return pair.other
    return _stands_for_name(chains, v, pairs) if v.opening == "definite" else None


def differ(v: View, w: View, known: set[str]) -> bool:
    """Whether what stands before two equal heads tells them apart: "three men", "the other man", "armed", "rights"."""
    new = [word for word in (*v.core[:-1], *v.rest) if word not in GENERAL and word not in known]
    return bool(new) and any(word not in GENERAL for word in (*w.core[:-1], *w.rest))


def _stands_for_name(chains: Chains, v: View, pairs: Sequence[Pair]) -> int | None:
    """The only thing of its kind told in the nearest sentence that tells of one: "the group", "the suspect"."""
    if v.head in cue("for_bodies"):
        fits = [p for p in pairs if _is_outfit(chains, p.other)]
    elif v.head in cue("for_places"):
        fits = [p for p in pairs if chains.chain(p.other).family == "place" and chains.chain(p.other).named]
    elif v.family == "person" and v.number == "one":
        fits = [p for p in pairs if chains.chain(p.other).family == "person" and p.sentences <= 3]
    else:
        return None
    nearest = min((p.sentences for p in fits), default=0)
    near = [p for p in fits if p.sentences == nearest]
    if len(near) > 1:
        near = [p for p in near if p.leads] or near
    return near[0].other if len(near) == 1 else None


def only_name(chains: Chains, pairs: Sequence[Pair]) -> int | None:
    """What "the group" or "the city" stands for where only one that it can be was named, None otherwise."""
    v = chains.views[pairs[0].at]
    if v.kind != "noun" or v.opening != "definite":
        return None
    if v.head in cue("for_bodies"):
        fits = [pair for pair in pairs if _is_outfit(chains, pair.other)]
    elif v.head in cue("for_places"):
        told = [chains.chain(pair.other) for pair in pairs]
        fits = [p for p, chain in zip(pairs, told, strict=True) if chain.named and chain.family == "place"]
    else:
        return None
    return fits[0].other if len(fits) == 1 else None


def _is_outfit(chains: Chains, at: int) -> bool:
    """Whether a thing may be "the group": a named body, or a name that the reader took for no place."""
    chain = chains.chain(at)
    guessed = chain.family == "" and chains.views[at].type not in ("location", "facility")
    return (chain.family == "body" or guessed) and chain.named and not chain.words & cue("state_words")


def _pronoun(chains: Chains, v: View, pairs: Sequence[Pair]) -> int | None:
    def worth(pair: Pair) -> float:
        chain, w = chains.chain(pair.other), chains.views[pair.other]
        own = 0.5 * pair.leads + 0.3 * chain.named + 0.1 * min(chain.size, 5) + 0.2 * (w.kind == "pronoun")
        return own - 0.8 * pair.sentences - 0.1 * pair.rank - 0.5 * (chain.family == "")

    if v.head in cue("reflexive"):
        return pairs[0].other if pairs[0].sentences == 0 else None
    return max(pairs, key=worth).other
