"""Names that are one: equal, a short form, an acronym, given in brackets, or another name of a known thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from dateline.reader import lexicon
from dateline.reader.chains.cues import cue, is_person_noun
from dateline.reader.chains.growing import Chains, agree, kin
from dateline.reader.chains.views import View
from dateline.records import Interval

Alias = Callable[[str], str | None]
"""What a name is known as: equal answers, one thing. None for an unknown name."""

_BRACKETED = re.compile(r"\s?[(\[]\s?[\"“‘'`]{0,2}\s?([^\W\d_](?:[\w.-]{0,10}\w)?\.?)\s?[\"”’']{0,2}\s?[)\]]")
_BETWEEN = re.compile(
    r"(?:['’]s)?[\"”’']{0,2}\s?"
    r"(?:[(\[]|, or|, also known as|, better known as|, known as|, known by its acronym|, alias|, a\.k\.a\.|-|--)\s?"
    r"(?:the )?[\"“‘'`]{0,2}\s?"
)
_BETWEEN_AT = 40
_OPENED = re.compile(r"(?:[(\[]\s?[\"“‘'`]{0,2}|\b(?:as|or|acronym|alias|a\.k\.a\.)|[-–])\s?(?:the )?[\"“‘'`]?$")


def join_names(text: str, chains: Chains, alias: Alias) -> None:
    """Join the names of a report, wherever they stand."""
    names = [(at, v) for at, v in enumerate(chains.views) if v.kind == "name" and not v.joined]
    keys = {at: _key(v) for at, v in names}
    _join_equal(text, chains, names, keys, alias)
    _join_brackets(text, chains)
    _join_acronyms(text, chains, keys)
    _join_persons(text, chains, names, keys)
    _join_bodies(text, chains, names, keys)


def _key(view: View) -> tuple[str, ...]:
    """The words of a name without titles, articles and marks: "the U.S. Army" gives us, army."""
    words = [w.replace(".", "").replace("’", "'").removesuffix("'s") for w in view.core]
    while len(words) > 1 and words[0] in cue("titles") and view.family in ("person", ""):
        words.pop(0)
    while len(words) > 1 and words[-1] in ("jr", "sr", "jnr", "ii", "iii"):
        words.pop()
    return tuple(w for w in words if w) or view.core or view.words


_NAMESAKES = 8
"""Persons of one name that are compared: more of them are a list of names."""
_WHERE = (["in"], ["at"], ["near"], ["to"], ["from"], ["of"], ["outside"], ["around"])
_Names = list[tuple[int, View]]
_Keys = dict[int, tuple[str, ...]]


def _join_equal(text: str, chains: Chains, names: _Names, keys: _Keys, alias: Alias) -> None:
    """One name is one thing in one report, also where the reader took it for a person here and for a body there."""
    known: dict[str, int] = {}
    others = lexicon.table("chains.toml", "aliases")
    for at, v in names:
        key = " ".join(keys[at])
        for name in {key, others.get(key, key)}:
            chains.join(known.setdefault(name, at), at)
        other = alias(text[slice(*v.span)]) if v.family != "person" else None
        if other is not None:
            chains.join(known.setdefault(f"= {other}", at), at)


def _join_brackets(text: str, chains: Chains) -> None:
    """ "Kurdistan Workers' Party (PKK)", "FMLN (Farabundo Marti ...)", "X, also known as Y"."""
    views = chains.views
    ends: dict[int, list[int]] = defaultdict(list)
    for at, v in enumerate(views):
        if v.kind in ("name", "noun"):
            ends[v.span[1]].append(at)
    for at, w in enumerate(views):
        if w.kind not in ("name", "noun") or not _OPENED.search(text, max(0, w.span[0] - 12), w.span[0]):
            continue
        for end in range(w.span[0] - 1, max(w.span[0] - _BETWEEN_AT, -1), -1):
            if end in ends and _BETWEEN.fullmatch(text, end, w.span[0]):
                # The shortest that ends there is the name itself: "guerrillas of the X (Y)".
                fits = (b for b in reversed(ends[end]) if _introduces(text, views[b], w, text[end : w.span[0]]))
                chains.join(next(fits, at), at)
                break


def _join_acronyms(text: str, chains: Chains, keys: _Keys) -> None:
    """A short form, given in brackets after a name or made of its initials, wherever it stands."""
    views = chains.views
    short: dict[str, int] = {}
    for at, v in enumerate(views):
        if v.kind not in ("name", "noun") or v.joined or len(v.core) < 2:
            continue
        found = _BRACKETED.match(text, v.span[1])
        brief = found.group(1).replace(".", "").lower() if found else ""
        if found and (_is_acronym(text, found.span(1), v) or _abbreviates(brief, v.core)):
            other = short.setdefault(brief, at)
            if views[other].span[1] == v.span[1]:
                short[brief] = at  # the shortest that ends there is the name itself
        if v.kind == "name" and v.family != "person" and len(initials := _initials(keys[at])) > 1:
            short.setdefault(initials, at)
    for at, v in enumerate(views):
        if len(v.core) == 1 and v.kind in ("name", "noun") and v.family != "person":
            brief = v.core[0].replace(".", "")
            if brief in short and (len(brief) > 2 or text[slice(*v.span)].isupper()):
                chains.join(short[brief], at)


def _introduces(text: str, v: View, w: View, between: str) -> bool:
    """Whether one of two neighbours is the other's short form."""
    long, brief = (v, w) if len(v.words) > len(w.words) else (w, v)
    if len(brief.words) > 1 or len(long.words) < 2:
        return False
    bracketed = "(" in between or "[" in between
    return (bracketed and _is_acronym(text, brief.span, long)) or _abbreviates(_key(brief)[0], long.core)


def _is_acronym(text: str, brief: Interval, long: View) -> bool:
    """Whether what stands in brackets after a name is its acronym, though perhaps from another language's words."""
    letters = text[slice(*brief)].replace(".", "")
    if not letters.isalpha() or not 1 < len(letters) < 9:
        return False
    if letters.isupper():
        return long.kind == "name" or long.family == "body"
    initials = set(_initials(long.core + long.words[len(long.core) :]))
    shared = sum(c in initials for c in set(letters.lower())) / len(set(letters.lower()))
    return text.islower() and (shared >= 0.6 or (len(long.words) > 2 and long.family in ("body", "")))


def _initials(key: tuple[str, ...]) -> str:
    parts = [part for word in key for part in re.split(r"[-/]", word) if part]
    return "".join(w[0] for w in parts if w not in cue("small"))


def _abbreviates(brief: str, long: tuple[str, ...]) -> bool:
    """Whether a short form is made of a long one's letters: each word gives one or more from its beginning, or the
    short form begins with the first two initials ("PKK" comes from another language's words and does not).
    """
    initials = _initials(long)
    if brief == initials or (len(brief) > 2 and brief[:2] == initials[:2]):
        return True
    letters = iter("".join(long))
    return 2 < len(brief) < sum(map(len, long)) and all(c in letters for c in brief) and brief[0] in initials


def _join_persons(text: str, chains: Chains, names: _Names, keys: _Keys) -> None:
    """A last name, a first name or a part of a longer name joins the only person of the report who bears it."""
    bearers: dict[str, list[int]] = defaultdict(list)
    longer = {keys[at]: at for at, v in reversed(names) if v.family in ("person", "") and len(keys[at]) > 1}
    for key, at in longer.items():
        for word in dict.fromkeys(key):
            bearers[word].append(at)
    for key, at in longer.items():
        for other in bearers[key[-1]][:_NAMESAKES]:
            if _same_person(key, keys[other]) and agree(chains.chain(at), chains.chain(other)):
                chains.join(at, other)
    for at, v in names:
        (word, *rest) = keys[at]
        if rest or word not in bearers or v.family == "people":
            continue
        called = bearers[word][:_NAMESAKES]
        own = {chains.root(o) for o in called if keys[o][-1] == word} or {chains.root(o) for o in called}
        (bearer, *more) = own
        if more or chains.chain(bearer).family != "person":
            continue
        before = text[max(0, v.span[0] - 8) : v.span[0]].lower().split()
        if v.family != "place" or before[-1:] not in _WHERE:
            chains.join(bearer, at)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """ "fred larue" and "frederick cheney larue": the last name is one, the first begins alike. "bernardo jaramillo"
    and "bernardo jaramillo ossa": a second last name.
    """
    if len(a) != len(b) and a[:2] == b[:2]:
        return True
    return a[-1] == b[-1] and (a[0][:3] == b[0][:3] or ((len(a[0]) == 1 or len(b[0]) == 1) and a[0][0] == b[0][0]))


def _join_bodies(text: str, chains: Chains, names: _Names, keys: _Keys) -> None:
    """A name joins the longer one that it begins, if the rest is general, or if both are bodies and no third fits."""
    first: dict[tuple[str, ...], int] = {}
    for at, v in names:
        if v.family != "person":
            first.setdefault(keys[at], at)
    longer: dict[int, dict[int, int]] = defaultdict(dict)
    for key, at in first.items():
        for stop in range(len(key) - 1, 0, -1):
            other = first.get(key[:stop])
            if other is None:
                continue
            rest = [w for w in key[stop:] if w not in cue("small")]
            shouted = len(key[0]) > 5 and text[slice(*chains.views[other].span)].isupper()  # a dateline's town
            if all(w in cue("body_suffixes") for w in rest):
                if kin(chains.chain(at).family, chains.chain(other).family):
                    chains.join(other, at)
            elif (
                len(rest) == 1
                and not shouted
                and rest[0].isalpha()
                and not is_person_noun(rest[0])
                and chains.chain(at).family == "body"
            ):
                longer[other][chains.root(at)] = at
            break
    for other, found in longer.items():
        if len(found) == 1 and chains.chain(other).family in ("body", ""):
            chains.join(other, *found.values())
