"""A telling as a sentence, with where in it each thing is said."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from random import Random

from .telling import Told, Toll, When
from .templates import fitting

Piece = tuple[str, str]
"""Words and the mark that they get, "" for none."""
_BEEN = {"killed": "killed", "injured": "injured", "captured": "captured", "displaced": "displaced"}
_DOING = {"killed": "killing", "injured": "injuring", "captured": "capturing", "displaced": "displacing"}
_LEFT = {"killed": "dead", "injured": "injured", "captured": "captive", "displaced": "homeless"}


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """The words, with the stretches that carry marks: noun or verb (the trigger), actor, target, source, cue, moment,
    place0 and on, harm0 and on.
    """

    text: str
    marks: dict[str, tuple[int, int]]


def put(told: Told, lead: str, chance: Random) -> Sentence:
    """A telling in the words of a sentence that fits it, behind some words that lead over to it."""
    template = chance.choice(fitting(told.family, told.party is not None, bool(told.tolls)))
    texts, marks, at = [lead], {}, len(lead)
    for number, part in enumerate(template):
        for text, mark in _fill(part, told) if number % 2 else ((part, ""),):
            if mark:
                marks[mark] = (at, at + len(text))
            texts.append(text)
            at += len(text)
    sentence = "".join(texts)
    return Sentence(sentence[0].upper() + sentence[1:] + ".", marks)


def _fill(slot: str, told: Told) -> Iterator[Piece]:
    match slot:
        case "noun" | "verb":
            word = told.verb if slot == "verb" or told.noun is None else told.noun
            yield word.before, ""
            yield word.text, "noun" if word is told.noun else "verb"
        case "actor" | "by":
            if told.party is not None:
                yield (" by " if slot == "by" else ""), ""
                yield told.party.text, "actor"
        case "object" | "target":
            yield from _target(slot, told)
        case "place":
            for number, where in enumerate(told.where):
                yield where.before, ""
                yield where.text, f"place{number}"
                yield where.behind, ""
        case "day" | "at_first":
            if told.when is not None:
                yield from _moment(told.when, first=slot == "at_first")
        case "source":
            if told.source is not None:
                yield from ((", ", ""), (told.source[0], "source"), (" ", ""), ("said", "cue"))
        case _:
            yield from _harm(slot, told.tolls)


def _target(slot: str, told: Told) -> Iterator[Piece]:
    if slot == "object":
        yield told.truth.target, "target"
    elif told.target:
        yield " at ", ""
        yield told.target, "target"


def _moment(when: When, *, first: bool) -> Iterator[Piece]:
    yield ("" if first else " ") + when.before, ""
    yield when.text, "moment"
    yield (", " if first else ""), ""


def _harm(slot: str, tolls: tuple[Toll, ...]) -> Iterator[Piece]:
    if slot in ("losses", "figure"):
        tolls = tolls[:1]
    for number, toll in enumerate(tolls):
        before, behind = "", ""
        match slot:
            case "harm":
                verb = "" if number else " was" if toll.text.endswith("one person") else " were"
                behind = f"{verb} {_BEEN[toll.kind]}"
            case "killing":
                before = f"{_DOING[toll.kind]} "
            case "dead":
                behind = f" {_LEFT[toll.kind]}"
        yield (" and " if number else "") + before, ""
        yield toll.text, f"harm{number}"
        yield behind, ""
