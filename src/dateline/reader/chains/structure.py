"""Mentions that grammar makes one: two with one head, appositions, "X is a Y", relative pronouns."""

from __future__ import annotations

import re
from collections.abc import Set

from dateline.reader.chains.cues import cue
from dateline.reader.chains.growing import Chains, agree, kin
from dateline.reader.chains.views import View
from dateline.records import Interval

_AFTER = 6
"""Mentions after one that are looked at for its apposition: those inside it stand between."""
_COPULA = re.compile(
    r"\s(?:is|was|are|were|became|remains|has been|had been)\s(?:the|a|an|one of the|now the|also a)\s"
)
_CLOSED = re.compile(r"\s?(?:[,.;:)\]–—]|--|$|\s(?:of|in|for|from|who|and|at)\b|['’]s?\s)")
_GAP = 30


def join_structure(text: str, chains: Chains) -> None:
    """Join what stands together."""
    _join_same_head(chains)
    _join_weapons(chains)
    views = chains.views
    spans = {v.span for v in views}
    for at, v in enumerate(views):
        for other in range(at + 1, min(at + 1 + _AFTER, len(views))):
            w = views[other]
            if w.span[0] - min(v.span[1], v.head_end) > _GAP:
                break
            if w.kind == "relative":
                if _stands_for(text, v, w) and _outermost(chains, at, other):
                    chains.join(at, other)
            elif w.span[0] >= v.span[1] and _is_beside(text, v, w, spans):
                if agree(chains.chain(at), chains.chain(other)):
                    chains.join(at, other)


def _join_same_head(chains: Chains) -> None:
    """ "the share in X" and "the share in X held by Y"; "automaker Chrysler" and "Chrysler"."""
    heads: dict[int, int] = {}
    for at, v in enumerate(chains.views):
        if v.kind in ("name", "noun") and not v.joined:
            chains.join(heads.setdefault(v.head_end, at), at)


def _join_weapons(chains: Chains) -> None:
    """ "dynamite" in "two dynamite charges", "machinegun" in "machinegun fire": what was used is the weapon."""
    ends = {v.head_end: at for at, v in enumerate(chains.views) if v.kind == "noun" and v.type == "weapon"}
    for at, w in enumerate(chains.views):
        if w.kind == "noun" and w.head in cue("of_weapons"):
            weapon = ends.get(w.head_end - len(w.head) - 1)
            if weapon is not None and w.span[0] <= chains.views[weapon].head_end:
                chains.join(weapon, at)


def _stands_for(text: str, v: View, w: View) -> bool:
    """Whether the relative pronoun `w` follows `v` directly: "the group, which", "a maid who", "the room in which"."""
    end = min(v.span[1], v.head_end) if v.span[1] > w.span[0] else v.span[1]
    if v.kind not in ("name", "noun") or end > w.span[0]:
        return False
    between = text[end : w.span[0]].strip()
    if w.head == "that" and between:
        return False
    if (w.head in cue("who") and v.family not in ("person", "people", "body", "")) or between not in _RELATIVE_GAPS:
        return False
    if w.head == "where":
        return v.family in ("place", "body", "")
    return not (w.head in ("which", "that") and v.family == "person" and w.head == "which")


_RELATIVE_GAPS = (
    "",
    ",",
    ", in",
    "in",
    ", of",
    "of",
    ", some of",
    ", most of",
    "to",
    "from",
    ", one of",
    ", both of",
    "with",
)


def _outermost(chains: Chains, at: int, relative: int) -> bool:
    """Whether no longer mention ends where this one does: "officials of the army who" are the officials."""
    end, start = chains.views[at].span[1], chains.views[at].span[0]
    for before in range(at - 1, max(at - 8, -1), -1):
        span = chains.views[before].span
        if span[1] == end and span[0] < start and chains.views[before].kind in ("name", "noun"):
            return False
    return relative > at


def _is_beside(text: str, v: View, w: View, spans: Set[Interval]) -> bool:
    """Whether one is the other's apposition or predicate. One of two is a name, the other a noun, both of one kind."""
    if v.joined or w.joined or {v.kind, w.kind} != {"name", "noun"}:
        return False
    if not v.family or not w.family or not kin(v.family, w.family):
        return False
    if v.family != w.family and "place" in (v.family, w.family):
        return False
    between = text[v.span[1] : w.span[0]]
    if (v.span[0], w.span[1]) in spans and between.strip() in ("", ","):
        return True  # the two are all of a longer mention
    if v.kind == "noun":
        # "insurgent leader Abu X", "the group, Boko Haram,"
        plain = between in (" ", ' "', " “", " `` ", ", ", " , ") and v.number != "several"
        return plain and v.span[1] == v.head_end and (between.strip() == "" or _closed(text, w) or "," not in between)
    if _COPULA.fullmatch(between) or (between.strip() in ("is", "was", "became") and w.opening != "bare"):
        return True
    opened = re.fullmatch(r"\s?[,(–—-]\s?(?:the |a |an |its |his |their )?", between)
    return bool(opened) and (w.opening != "bare" or v.family == "person") and _closed(text, w)


def _closed(text: str, w: View) -> bool:
    """Whether a mark, or what belongs to the phrase, follows: else it opens a clause of its own, or a list goes on."""
    return _CLOSED.match(text, w.span[1]) is not None
