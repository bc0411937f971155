"""What speaks for and against two mentions being one, as numbers: the scorer's input."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.chains.cues import alike, cue
from dateline.reader.chains.growing import Chain, Chains
from dateline.reader.chains.referring import GENERAL, OTHERS, Pair
from dateline.reader.chains.views import View

Facts = list[float]
_OPENINGS = ("definite", "possessed", "indefinite", "bare")
_PRONOUNS = ("male", "female", "neuter", "several")
_FAMILIES = ("person", "body", "people", "place", "thing", "")


def signs(chains: Chains, pairs: Sequence[Pair]) -> list[Facts]:
    """One row for each of the candidates of one mention."""
    at = pairs[0].at
    v, own = chains.views[at], chains.chain(at)
    alone = _of_mention(v)
    row = alike().get(v.head) if v.kind != "pronoun" else None
    rows = []
    for pair in pairs:
        w, chain = chains.views[pair.other], chains.chain(pair.other)
        rows.append([*alone, *_of_nearness(v, w, pair), *_of_kinds(w, own, chain), *_of_words(v, w, chain, row)])
    return rows


def _of_mention(v: View) -> Facts:
    pronoun, name = v.kind == "pronoun", v.kind == "name"
    return [
        *(not pronoun and v.opening == opening for opening in _OPENINGS),
        *(pronoun and v.head in cue(kind) for kind in _PRONOUNS),
        v.head in cue("possessive"), v.head in cue("reflexive"), v.number == "several", name, bool(v.rest),
        not pronoun and v.family == "person" and v.number == "one",
    ]  # fmt: skip


def _of_nearness(v: View, w: View, pair: Pair) -> Facts:
    sentences, rank = pair.sentences, pair.rank
    inside = w.span[1] > v.span[0]
    return [
        sentences == 0, sentences == 1, min(sentences, 10) / 10, min(pair.between, 30) / 30, pair.between == 0,
        min(rank, 8) / 8, rank == 0, pair.leads, pair.leads and sentences <= 1,
        0 <= v.span[0] - w.span[1] <= 3, inside, inside and v.kind == "noun",
    ]  # fmt: skip


def _of_kinds(w: View, own: Chain, chain: Chain) -> Facts:
    """What the earlier mention and its chain are, and whether kind, number and gender agree where both tell them."""
    crowd = own.family == "person" and own.number == "several"
    return [
        w.kind == "name", w.kind == "pronoun", w.kind == "noun", w.kind == "relative", w.opening == "indefinite",
        w.joined, bool(w.rest), min(chain.size, 6) / 6, chain.named, chain.size == 1,
        *(chain.family == family for family in _FAMILIES),
        own.family == chain.family != "", own.family == "" or chain.family == "",
        own.number == chain.number != "", bool(own.number and chain.number) and own.number != chain.number,
        own.gender == chain.gender != "", bool(own.gender) and not chain.gender,
        crowd and chain.family in ("body", "people"), own.family in ("body", "people") and chain.family == "person",
    ]  # fmt: skip


def _of_words(v: View, w: View, chain: Chain, row: str | None) -> Facts:
    """`row`: that of chains.toml's `alike` which the later mention's head stands in."""
    if v.kind == "pronoun":
        return [w.head == v.head, *([0.0] * 18)]
    new = any(word not in GENERAL and word not in chain.words for word in (*v.core[:-1], *v.rest))
    contrast = new and any(word not in GENERAL for word in (*w.core[:-1], *w.rest))
    name = v.kind == "name"
    same = v.head in chain.heads
    companions = not same and row is not None and any(alike().get(head) == row for head in chain.heads)
    for_body = v.head in cue("for_bodies") and chain.named and chain.family in ("body", "")
    for_place = v.head in cue("for_places") and chain.named and chain.family == "place"
    mine, theirs = frozenset(v.core), frozenset(w.core)
    return [
        False, same, same and v.core == w.core, same and new, contrast, any(o in OTHERS for o in v.words[:3]),
        companions, companions and contrast, name and companions, for_body,
        for_body and not chain.words.isdisjoint(cue("state_words")), for_place, not chain.words.isdisjoint(mine),
        name and w.kind == "name", name and w.kind == "noun", v.head[:4] == w.head[:4], mine <= chain.words,
        bool(theirs) and theirs <= mine, same and w.kind == "noun",
    ]  # fmt: skip
