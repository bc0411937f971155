"""What speaks for and against two mentions being one, as numbers: the scorer's input."""

from __future__ import annotations

from dateline.reader.chains.growing import Chains
from dateline.reader.chains.referring import Pair
from dateline.reader.chains.views import View, alike, cue

OPENINGS = ("definite", "possessed", "indefinite", "bare")
PRONOUNS = ("male", "female", "neuter", "several")
FAMILIES = ("person", "body", "people", "place", "thing", "")
_GENERAL = frozenset("the a an this that these those said same its their his her own former new latest".split())


def differing(v: View, w: View, known: set[str]) -> tuple[bool, bool, bool]:
    """Whether the later mention's modifiers bring something new, whether that can be a contrast, whether numbers do.

    "three men" after "two men", "the other man", "the armed group" after "the rights group".
    """
    new = [word for word in (*v.core[:-1], *v.rest) if word not in _GENERAL and word not in known]
    theirs = any(word not in _GENERAL for word in (*w.core[:-1], *w.rest))
    digits = any(c.isdigit() for word in new for c in word) and any(c.isdigit() for word in w.core for c in word)
    other = any(word in ("other", "another", "second", "third") for word in v.words[:3])
    return bool(new), bool(new) and theirs, digits or other


def signs(chains: Chains, pair: Pair) -> list[float]:
    """One row of the scorer's input."""
    at, other = pair.at, pair.other
    sentences, between, rank, leads = pair.sentences, pair.between, pair.rank, pair.leads
    v, w, chain, own = chains.views[at], chains.views[other], chains.chain(other), chains.chain(at)
    pronoun = v.kind == "pronoun"
    new, contrast, digits = (False, False, False) if pronoun else differing(v, w, chain.words)
    same_head = not pronoun and v.head in chain.heads
    row = alike().get(v.head)
    companions = not pronoun and not same_head and row is not None and any(alike().get(h) == row for h in chain.heads)
    row_of_names = v.head in cue("for_bodies") and chain.named and chain.family in ("body", "")
    place = v.head in cue("for_places") and chain.named and chain.family == "place"
    facts: list[float] = [
        1.0,
        *(float(not pronoun and v.opening == o) for o in OPENINGS),
        *(float(pronoun and v.head in cue(p)) for p in PRONOUNS),
        float(v.head in cue("possessive")),
        float(v.head in cue("reflexive")),
        float(v.number == "several"),
        float(sentences == 0), float(sentences == 1), min(sentences, 10) / 10, min(between, 30) / 30,
        float(between == 0), min(rank, 8) / 8, float(rank == 0), float(leads), float(leads and sentences <= 1),
        float(w.kind == "name"), float(w.kind == "pronoun"), float(w.kind == "noun"), float(w.kind == "relative"),
        float(pronoun and w.head == v.head), float(w.opening == "indefinite"), float(w.joined),
        min(chain.size, 6) / 6, float(chain.named), float(chain.size == 1),
        float(same_head), float(same_head and v.core == w.core), float(same_head and new), float(contrast),
        float(digits), float(bool(v.rest)), float(bool(w.rest)), float(companions), float(companions and contrast), float(row_of_names),
        float(row_of_names and bool(chain.words & cue("state_words"))), float(place),
        float(bool(set(v.core) & chain.words) and not pronoun),
        *(float(chain.family == f) for f in FAMILIES),
        float(own.family == chain.family and own.family != ""), float(own.family == "" or chain.family == ""),
        float(bool(own.number) and own.number == chain.number), float(bool(own.number and chain.number) and own.number != chain.number),
        float(bool(own.gender) and own.gender == chain.gender), float(bool(own.gender) and not chain.gender),
        float(not pronoun and v.family == "person" and v.number == "one"),
        float(own.family == "person" and own.number == "several" and chain.family in ("body", "people")),
        float(own.family in ("body", "people") and chain.family == "person"),
        float(0 <= v.span[0] - w.span[1] <= 3), float(w.span[1] > v.span[0]),
        float(w.span[1] > v.span[0] and v.kind == "noun"),
        float(v.kind == "name"), float(v.kind == "name" and w.kind == "name"), float(v.kind == "name" and w.kind == "noun"),
        float(v.kind == "name" and companions), float(not pronoun and v.head[:4] == w.head[:4]),
        float(not pronoun and bool(v.core) and set(v.core) <= chain.words),
        float(not pronoun and bool(w.core) and set(w.core) <= set(v.core)),
    ]  # fmt: skip
    return facts
