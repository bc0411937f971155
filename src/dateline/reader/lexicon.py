"""The reader's word lists, loaded once: closed classes, head nouns, triggers, and their inflected forms."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections import defaultdict
from importlib import resources
from typing import Any, Literal, get_args

from dateline.errors import DataError
from dateline.records import EventType, HarmKind

FormKind = Literal["base", "s", "past", "participle", "ing"]
ControlKind = Literal["actor", "actor loses", "place falls", "place held", "actor expels", "flag"]
"""What becomes of a place: the actor gains it, loses it, drives somebody out or raises a flag over it; it falls, or
is now held by somebody.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event. `words` are the lower-case words of one inflected form."""

    type: EventType
    modes: tuple[str, ...]
    words: tuple[str, ...]
    pos: Literal["verb", "noun"]
    form: FormKind | Literal["singular", "plural"]
    lemma: str
    harm: HarmKind | None
    control: ControlKind | None
    need: frozenset[str]
    near: bool
    hurts: bool = False
    """Whether whoever it is done to is hurt by it, if no more is told: "shot", not "attacked"."""
    trace: bool = False
    """Whether it only shows that there was an event ("a gunshot wound"): it tells one where no other word does."""
    by: frozenset[str] = frozenset()
    """Words of which one must be the head of who does it: "rockets landed in", not "the plane landed in"."""
    strict: bool = False
    """Whether what it `need`s must be its object (the subject of a passive), not only stand near."""
    suffered: bool = False
    """Whether its subject suffers it: "came under fire", "struck a mine"."""
    tail: tuple[str, ...] = ()
    """Words that end it behind its object: "hostage" of "took the crew hostage"."""
    parted: bool = False
    """Whether the tail may also stand before the object, and else stands right behind it: "gunned a judge down"."""


@functools.cache
def _load(name: str) -> dict[str, Any]:
    path = resources.files("dateline.reader").joinpath("data").joinpath(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(error), where=f"reader/data/{name}", remedy="Install Dateline again.") from error


@functools.cache
def words(name: str) -> frozenset[str]:
    """One of the word lists of words.toml or cues.toml."""
    lists = _load("words.toml")
    return frozenset((lists if name in lists else _load("cues.toml"))[name])


@functools.cache
def listed(file: str, name: str) -> frozenset[str]:
    """One of the word lists of another file of the reader's data."""
    return frozenset(_load(file)[name])


@functools.cache
def table(file: str, name: str) -> dict[str, str]:
    """One of the tables of words of another file of the reader's data."""
    return dict(_load(file)[name])


@functools.cache
def settings(file: str, name: str) -> dict[str, float]:
    """One of the tables of numbers of another file of the reader's data."""
    return dict(_load(file)[name])


@functools.cache
def rows(file: str, name: str) -> dict[str, list[str]]:
    """One of the tables of word lists of another file of the reader's data."""
    return dict(_load(file)[name])


@functools.cache
def irregular() -> dict[str, list[str]]:
    """Irregular verbs: past, participle, and where it is irregular the -ing form."""
    return _load("irregular.toml")


def inflect(lemma: str) -> dict[FormKind, str]:
    """The forms of an English verb; only its first word changes ("blow up": "blew up")."""
    first, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    if first == "be":
        return {
            "base": f"be{tail}",
            "s": f"is{tail}",
            "past": f"were{tail}",
            "participle": f"been{tail}",
            "ing": f"being{tail}",
        }
    consonant_y = first.endswith("y") and first[-2:-1] not in "aeiou"
    if consonant_y:
        s, past = first[:-1] + "ies", first[:-1] + "ied"
    else:
        s = first + ("es" if first.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        past = first + ("d" if first.endswith("e") else "ed")
    ing = first[:-1] + "ing" if first.endswith("e") and not first.endswith(("ee", "oe", "ye")) else first + "ing"
    participle = past
    if first in irregular():
        past, participle, *other = irregular()[first]
        ing = other[0] if other else ing
    return {"base": lemma, "s": s + tail, "past": past + tail, "participle": participle + tail, "ing": ing + tail}


def plural(noun: str) -> str:
    """The plural of an English noun or noun phrase, by its last word."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-2] + "en"
    return noun + ("es" if noun.endswith(("ss", "sh", "ch", "x", "z")) else "s")


@functools.cache
def verb_forms() -> dict[str, tuple[tuple[str, FormKind], ...]]:
    """Single-word verb forms of all lists: form to (lemma, kind of form) pairs."""
    lemmas = set(words("verbs")) | set(words("reporting_verbs")) | set(listed("harm.toml", "verbs"))
    for entry in _trigger_entries():
        lemmas |= {verb.split()[0] for verb in entry.get("verbs", ())}
    forms: dict[str, list[tuple[str, FormKind]]] = defaultdict(list)
    for lemma in sorted((lemmas | irregular().keys()) - {"be"}):
        for kind, form in inflect(lemma).items():
            if lemma in lemmas or kind in ("past", "participle", "ing"):
                forms[form].append((lemma, kind))  # of a verb in no list not "a deal", "the drink"
    return {form: tuple(kinds) for form, kinds in forms.items()}


TRIGGER_FILES = ("triggers.toml", "hands.toml", "order.toml", "talk.toml")
"""Where the words of events stand: of words of one form and length the first that fits is read."""
_OBJECTS = "objects.toml"


def _trigger_entries() -> list[dict[str, Any]]:
    return [entry for name in TRIGGER_FILES for entry in _load(name)["trigger"]]


_PARTICLES = tuple(f" {particle}" for particle in "to death,dead,alive,down,up,off,back,over,out,away,aside".split(","))
"""Ends of verbs that may stand behind the object: "gunned a judge down", "stabbed him to death"."""

_ACTS_ALONE = frozenset("go fall run step stand walk rise climb pour stream rain back strike ring come".split())
"""First words of such verbs that take no object."""


def _orders(lemma: str, pos: str) -> tuple[str, ...]:
    """The words of a trigger as they may stand: together, or around an object."""
    acts = lemma.split()[0] not in _ACTS_ALONE
    if pos == "verb" and " ~ " not in lemma and lemma.endswith(_PARTICLES) and acts:
        return lemma, lemma.replace(" ", " ~ ", 1)
    return (lemma,)


@functools.cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """All trigger forms by their first word, longest first."""
    lists = _load(_OBJECTS)["objects"]
    table: dict[str, list[Trigger]] = defaultdict(list)
    for entry in _trigger_entries():
        if entry["type"] not in get_args(EventType):
            raise DataError(f"no event type {entry['type']}", where="reader/data/triggers.toml", remedy="Mend it.")
        need, by = (_listed_words(lists, entry.get(name)) for name in ("need", "by"))
        flags = {flag: entry.get(flag, False) for flag in ("near", "hurts", "trace", "strict", "suffered")}
        for pos, lemmas in (("verb", entry.get("verbs", ())), ("noun", entry.get("nouns", ()))):
            for lemma, order in ((one, order) for one in lemmas for order in _orders(one, pos)):
                start, _, tail = order.partition(" ~ ")
                forms: dict[str, str] = (
                    {str(k): v for k, v in inflect(start).items()}
                    if pos == "verb"
                    else {"singular": lemma, "plural": plural(lemma)}
                )
                for kind, form in forms.items():
                    key = tuple(form.split())
                    table[key[0]].append(Trigger(
                        entry["type"], tuple(entry.get("modes", ())), key, pos, kind, " ".join(lemma.split(" ~ ")),  # type: ignore[arg-type]
                        entry.get("harm"), entry.get("control"), need, by=by, tail=tuple(tail.split()),
                        parted=order != lemma, **flags,
                    ))  # fmt: skip
    return {first: tuple(sorted(found, key=lambda t: -len(t.words + t.tail))) for first, found in table.items()}


def _listed_words(lists: dict[str, list[str]], name: str | None) -> frozenset[str]:
    """The words of a list that a trigger goes by; a place is known by the sentence's locations."""
    if name is None:
        return frozenset()
    if name == "place":
        return frozenset({"*place*"})
    if name == "armed":
        return listed("control.toml", "armed")
    found = frozenset(lists.get(name, ()))
    if name in ("person", "anyone"):
        persons = listed("harm.toml", "persons")
        found |= frozenset(lists["person"]) | persons | frozenset(map(plural, persons))
        found |= {"*people*"}
    if name == "anyone":
        found |= words("people")
    if not found:
        raise DataError(f"no list {name}", where=f"reader/data/{_OBJECTS}", remedy="Mend it.")
    return found


@functools.cache
def _people() -> frozenset[str]:
    persons = listed("harm.toml", "persons") | listed("control.toml", "armed")
    return words("people") | persons | frozenset(map(plural, persons))


def names_people(noun: str) -> bool:
    """Whether a noun names people, by the lists or by its ending ("raiders", "saboteurs")."""
    if noun in _people():
        return True
    ending = noun.endswith(_OF_PEOPLE) or (noun.endswith("ist") and len(noun) > len("resist"))
    thing = noun in listed("harm.toml", "people_like") or noun in words("weapons") or noun in words("facilities")
    return ending and not thing


_OF_PEOPLE = tuple("men women eurs ists ders ters kers gers vers tors mers ners bers lers".split())
"""Endings of nouns of several people: a single one is told by the lists."""


@functools.cache
def figures(name: str) -> frozenset[str]:
    """One of the lists of words beside which a word of force is a figure of speech."""
    return frozenset(_load("figures.toml")[name])


@functools.cache
def trigger_words() -> frozenset[str]:
    """All words of all trigger forms, but for articles and the like, which carry none."""
    every = frozenset(word for found in triggers().values() for trigger in found for word in trigger.words)
    return every - words("determiners")


@functools.cache
def not_events() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Set phrases that hold a trigger word but tell of no event, by their first word."""
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _load(_OBJECTS)["not_events"]["phrases"]:
        key = tuple(phrase.split())
        table[key[0]].append(key)
    return {first: tuple(keys) for first, keys in table.items()}


@functools.cache
def noun_words() -> frozenset[str]:
    """Words known to be nouns, singular and plural: heads of people, bodies, places, weapons and events."""
    known: set[str] = set()
    for name in ("people", "bodies", "facilities", "weapons", "location_heads", "nouns"):
        known |= {w.split()[-1] for w in words(name)}
    for found in triggers().values():
        known |= {t.words[-1] for t in found if t.pos == "noun"}
    return frozenset(known)
