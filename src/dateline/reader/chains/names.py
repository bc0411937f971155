"""Names that are one: equal, a short form, an acronym, given in brackets, or another name of a known thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from dateline.reader import lexicon
from dateline.reader.chains.growing import Chains, kin
from dateline.reader.chains.views import View, cue

Alias = Callable[[str], str | None]
"""What a name is known as: equal answers, one thing. None for an unknown name."""

_BRACKETED = re.compile(r"\s?[(\[]\s?[\"“‘'`]{0,2}\s?([^\W\d_](?:[\w.-]{0,10}\w)?\.?)\s?[\"”’']{0,2}\s?[)\]]")
_BETWEEN = re.compile(
    r"\s?(?:[(\[]|, or|, also known as|, better known as|, known as|, known by its acronym|, alias|, a\.k\.a\.|-|--)\s?"
    r"(?:the )?[\"“‘'`]{0,2}\s?"
)
_BETWEEN_AT = 40


def join_names(text: str, chains: Chains, alias: Alias) -> None:
    """Join the names of a report, wherever they stand."""
    names = [(at, v) for at, v in enumerate(chains.views) if v.kind == "name" and not v.joined]
    keys = {at: _key(v) for at, v in names}
    _join_equal(text, chains, names, keys, alias)
    _join_introduced(text, chains, names, keys)
    _join_persons(chains, names, keys)
    _join_bodies(chains, names, keys)


def _key(view: View) -> tuple[str, ...]:
    """The words of a name without titles, articles and marks: "the U.S. Army" gives us, army."""
    words = [w.replace(".", "").replace("’", "'").removesuffix("'s") for w in view.core]
    while len(words) > 1 and words[0] in cue("titles") and view.family in ("person", ""):
        words.pop(0)
    while len(words) > 1 and words[-1] in ("jr", "sr", "jnr", "ii", "iii"):
        words.pop()
    return tuple(w for w in words if w) or view.core or view.words


_Names = list[tuple[int, View]]
_Keys = dict[int, tuple[str, ...]]


def _join_equal(text: str, chains: Chains, names: _Names, keys: _Keys, alias: Alias) -> None:
    known: dict[tuple[str, bool], int] = {}
    others = lexicon.table("chains.toml", "aliases")
    for at, v in names:
        person = v.family == "person"
        key = " ".join(keys[at])
        for name in {key, others.get(key, key)}:
            chains.join(known.setdefault((name, person), at), at)
        other = alias(text[slice(*v.span)]) if not person else None
        if other is not None:
            chains.join(known.setdefault((f"= {other}", person), at), at)


def _join_introduced(text: str, chains: Chains, names: _Names, keys: _Keys) -> None:
    """Brackets: "Kurdistan Workers' Party (PKK)", "FMLN (Farabundo Marti ...)"; then the short form wherever it is."""
    short: dict[str, int] = {}
    for (at, v), (after, w) in zip(names, names[1:], strict=False):
        between = text[v.span[1] : min(w.span[0], v.span[1] + _BETWEEN_AT)]
        if w.span[0] - v.span[1] < _BETWEEN_AT and _BETWEEN.fullmatch(between):
            long, brief = (keys[at], keys[after]) if len(keys[at]) > len(keys[after]) else (keys[after], keys[at])
            if len(brief) == 1 and len(long) > 1 and kin(v.family, w.family) and _abbreviates(brief[0], long):
                chains.join(at, after)
    for at, v in names:
        if len(keys[at]) < 2:
            continue
        found = _BRACKETED.match(text, v.span[1])
        if found:
            brief = found.group(1).replace(".", "").lower()
            if found.group(1).isupper() or _abbreviates(brief, keys[at]):
                short.setdefault(brief, at)
        initials = _initials(keys[at])
        if v.family != "person" and len(initials) > 2:
            short.setdefault(initials, at)
    for at, v in names:
        brief = "".join(keys[at])
        other = short.get(brief)
        if len(keys[at]) == 1 and other is not None and v.family != "person":
            chains.join(other, at)


def _initials(key: tuple[str, ...]) -> str:
    parts = [part for word in key for part in re.split(r"[-/]", word) if part]
    return "".join(w[0] for w in parts if w not in cue("small"))


def _abbreviates(brief: str, long: tuple[str, ...]) -> bool:
    """Whether the letters of a short form stand in the long one in order, the first at its start or at a word's."""
    letters = iter("".join(long))
    return (
        any(word[:1] == brief[:1] for word in long) and len(brief) < sum(map(len, long))
        and (all(c in letters for c in brief) or brief[:2] == _initials(long)[:2])
    )  # fmt: skip


def _join_persons(chains: Chains, names: _Names, keys: _Keys) -> None:
    """A last name, a first name or a part of a longer name joins the only person of the report who bears it."""
    bearers: dict[str, dict[int, None]] = defaultdict(dict)
    longer = [(at, v) for at, v in names if v.family in ("person", "") and len(keys[at]) > 1]
    for at, _ in longer:
        for word in keys[at]:
            bearers[word][at] = None
    for at, _ in longer:
        last = keys[at][-1]
        for other in list(bearers[last])[:8]:
            if chains.root(other) != chains.root(at) and _same_person(keys[at], keys[other]):
                if chains.agree(at, other):
                    chains.join(at, other)
    for at, v in names:
        (word, *rest) = keys[at]
        if rest or word not in bearers or v.family not in ("person", "", "body", "place"):
            continue
        own = {chains.root(other) for other in list(bearers[word])[:8] if keys[other][-1] == word}
        own = own or {chains.root(other) for other in list(bearers[word])[:8]}
        (bearer, *more) = own
        if more or chains.chain(bearer).family != "person":
            continue
        if v.family in ("person", "") or chains.chain(at).family != "place":
            chains.join(bearer, at)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """ "fred larue" and "frederick cheney larue": the last name is one, the first begins alike."""
    return a[-1] == b[-1] and (a[0][:3] == b[0][:3] or (len(a[0]) == 1 or len(b[0]) == 1) and a[0][0] == b[0][0])


def _join_bodies(chains: Chains, names: _Names, keys: _Keys) -> None:
    """A name joins the longer one that it is the beginning of, or the end after adjectives, if the rest is general."""
    first: dict[tuple[str, ...], int] = {}
    for at, v in names:
        if v.family != "person":
            first.setdefault(keys[at], at)
    for key, at in list(first.items()):
        for stop in range(len(key) - 1, 0, -1):
            other = first.get(key[:stop])
            rest = [w for w in key[stop:] if w not in cue("small")]
            if other is not None and all(w in cue("body_suffixes") for w in rest):
                if kin(chains.chain(at).family, chains.chain(other).family):
                    chains.join(other, at)
                break
