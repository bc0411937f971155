"""Common nouns and pronouns: what told before they stand for, if it is clear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.reader.chains.growing import Chains
from dateline.reader.chains.views import View, cue

LOOK_BACK = 40
"""Mentions before one that it may stand for, and so what a long report costs."""
_SENTENCES = {"pronoun": 3, "noun": 8, "name": 8}
_GENERAL = frozenset(
    "the a an this that these those said same its their his her own former new latest two three four five".split()
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention and one that may be the same: its nearest mention of that chain, and how near.

    `rank`: how many other chains that could be meant have a mention in between.
    """

    at: int
    other: int
    sentences: int
    between: int
    rank: int
    leads: bool


def join_referring(text: str, chains: Chains) -> None:
    """Join each common noun and each pronoun to what it stands for, in text order."""
    leads = _leads(chains.views)
    heads: dict[str, int] = {}
    for at, v in enumerate(chains.views):
        if is_open(chains, at):
            pairs = list(candidates(chains, at, leads, heads))
            chosen = _by_rule(chains, v, pairs) if pairs else None
            if chosen is not None:
                chains.join(chosen, at)
        heads[v.head] = at


def is_open(chains: Chains, at: int) -> bool:
    """Whether a mention is a common noun or pronoun that nothing has joined to what stands before it."""
    v = chains.views[at]
    if v.kind not in ("noun", "pronoun", "name") or v.joined:
        return False
    chain = chains.chain(at)
    return chain.first == at and not (chain.named and chain.size > 1 and v.kind != "name")


def _leads(views: Sequence[View]) -> list[bool]:
    """Whether each mention is the first of its sentence that a verb's subject can be."""
    found, seen = [], -1
    for v in views:
        found.append(v.sentence != seen and v.kind != "relative")
        seen = v.sentence if found[-1] else seen
    return found


def candidates(chains: Chains, at: int, leads: Sequence[bool], heads: Mapping[str, int]) -> Iterator[Pair]:
    """The chains told before a mention that may be meant, each by its nearest mention.

    `heads`: the last mention before with each head, which may be further away.
    """
    views = chains.views
    v = views[at]
    seen: dict[int, None] = {}
    for other in range(at - 1, max(at - 1 - LOOK_BACK, -1), -1):
        w = views[other]
        if v.sentence - w.sentence > _SENTENCES[v.kind]:
            break
        root = chains.root(other)
        if root in seen or w.kind == "speaker" or not _may_be(chains, at, other):
            continue
        if v.kind == "name" and w.kind in ("pronoun", "relative"):
            continue
        if w.span[1] > v.span[0] and (v.kind != "pronoun" or w.span[1] > v.span[1] or w.head_end > v.span[0]):
            continue  # "his brother" is not he
        yield Pair(at, other, v.sentence - w.sentence, at - other - 1, len(seen), leads[other])
        seen[root] = None
    far = heads.get(v.head) if v.kind == "noun" else None
    if far is not None and chains.root(far) not in seen and _may_be(chains, at, far) and views[far].span[1] <= v.span[0]:
        yield Pair(at, far, v.sentence - views[far].sentence, at - far - 1, len(seen), leads[far])


def _may_be(chains: Chains, at: int, other: int) -> bool:
    v, chain = chains.views[at], chains.chain(other)
    if v.kind != "pronoun":
        return chains.agree(at, other)
    if v.gender:
        person = chain.family == "person" or (chain.family == "" and chain.named)
        return person and chain.number != "several" and chain.gender in ("", v.gender)
    if v.number == "one":
        return chain.family != "person" and chain.number != "several"
    return chain.number == "several" or chain.family in ("body", "people")


def _by_rule(chains: Chains, v: View, pairs: Sequence[Pair]) -> int | None:
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
    mine = [word for word in v.core[:-1] if word not in _GENERAL]
    new = [word for word in mine if word not in known]
    if any(_DIGIT.search(word) for word in new) and any(_DIGIT.search(word) for word in w.core):
        return True
    if "other" in v.words[:2] or "another" in v.words[:2] or "second" in v.words[:3]:
        return True
    theirs = [word for word in w.core[:-1] if word not in _GENERAL]
    return bool(new) and bool(theirs)


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
    near = [p for p in fits if p.sentences == fits[0].sentences] if fits else []
    if len(near) > 1:
        near = [p for p in near if p.leads] or near
    return near[0].other if len(near) == 1 else None


def _is_outfit(chains: Chains, at: int) -> bool:
    chain = chains.chain(at)
    return chain.family in ("body", "") and chain.named and not chain.words & cue("state_words")


def _pronoun(chains: Chains, v: View, pairs: Sequence[Pair]) -> int | None:
    def worth(pair: Pair) -> float:
        chain, w = chains.chain(pair.other), chains.views[pair.other]
        own = 0.5 * pair.leads + 0.3 * chain.named + 0.1 * min(chain.size, 5) + 0.2 * (w.kind == "pronoun")
        return own - 0.8 * pair.sentences - 0.1 * pair.rank - 0.5 * (chain.family == "")

    if v.head in cue("reflexive"):
        return pairs[0].other if pairs[0].sentences == 0 else None
    return max(pairs, key=worth).other


