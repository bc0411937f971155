"""Tolls: running totals, figures that somebody gives of the dead and hurt, and figures that do not say of whom."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.counting import count_span, is_people
from dateline.reader.harm import TokenHarm
from dateline.reader.lexicon import listed, names_people
from dateline.reader.phrases import is_passive
from dateline.reader.reading import HarmReading
from dateline.reader.subjects import subject_of
from dateline.records import HarmKind, Interval

KINDS_OF_MANY: dict[str, HarmKind] = {
    "dead": "killed", "killed": "killed", "fatalities": "killed", "injured": "injured",
    "wounded": "injured", "hurt": "injured", "missing": "missing", "displaced": "displaced",
}  # fmt: skip
"""What words of many tell became of them."""
_NEAR, _FAR = 4, 9
"""Tokens between a toll and the verb by which it is given; of "put the dead at nine and the injured at 21" more."""


def tolls_of(clause: Clause) -> Iterator[TokenHarm]:
    """Running totals: "the toll rose to 15", "the number of deaths stood at 40"; and figures that somebody gives, which
    are none: "put the dead at nine", "gave a toll of 16", "the number of herders killed at 35".
    """
    for index, token in enumerate(clause.tokens):
        kind: HarmKind | None = "killed" if token.lower in ("toll", "tally", "count") and token.tag != "VERB" else None
        reach = _NEAR
        if token.lower == "number":
            kind = _kind_of_number(clause, index)
        elif token.lower in KINDS_OF_MANY and clause.lowered[index + 1 : index + 2] == ("at",):
            reach = _FAR
            kind = KINDS_OF_MANY[token.lower] if _giver(clause, index, reach) is not None else None
        elif token.lower == "deaths" and index and clause.lowered[index - 1] == "of":
            kind = "killed"
        number = (_number_before(clause, index) or _number_after(clause, index)) if kind is not None else None
        count = count_span(clause, number) if number is not None else None
        if kind is not None and number is not None and count is not None:
            span = (token.start, clause.offsets(number)[1])
            giver = _giver(clause, index, reach)
            source = _subject(clause, giver) if giver is not None else None
            reading = HarmReading(kind, span, count, None, total=giver is None, source=source)
            yield TokenHarm(index, reading)


def _kind_of_number(clause: Clause, index: int) -> HarmKind | None:
    """What became of those a number is of: "the number of herders killed", "the number of the dead"; not of votes."""
    near = range(index + 1, min(index + 7, len(clause.tokens)))
    state = next((i for i in near if clause.lowered[i] in KINDS_OF_MANY), None)
    if state is None:
        return None
    nouns = [t.lower for t in clause.tokens[index + 1 : state] if t.tag in ("NOUN", "NAME")]
    counted = not nouns or names_people(nouns[-1])
    return KINDS_OF_MANY[clause.lowered[state]] if counted else None


def _giver(clause: Clause, index: int, reach: int) -> int | None:
    """The verb shortly before a toll by which somebody gives it: "put the dead at nine"; None where there is none."""
    near = range(index - 1, max(-1, index - 1 - reach), -1)
    giving = listed("harm.toml", "giving")
    return next((i for i in near if clause.tokens[i].tag == "VERB" and clause.tokens[i].lemma in giving), None)


def _subject(clause: Clause, verb: int) -> Interval | None:
    """Who gives a figure: of "the front put its own dead at nine" the front."""
    subject = subject_of(clause, verb)
    return clause.offsets(subject) if subject is not None else None


def bare_figures(clause: Clause) -> list[tuple[Interval, Interval, Interval | None]]:
    """Figures that somebody gives without a word for what they count: "the governor gave 17", "put the number at over
    80", "the army admits to 29": the stretch that tells each, the figure, and who gives it.
    """
    found = []
    for index, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in listed("harm.toml", "figuring") or is_passive(clause, index):
            continue
        at = index + 1
        if token.lemma in ("put", "place", "set"):
            length = next((len(told) for told in _FIGURES if clause.lowered[at : at + len(told)] == told), None)
            if length is None:
                continue
            at += length
        elif clause.lowered[at : at + 1] in (("of",), ("to",)):
            at += 1
        while at < len(clause.tokens) and clause.tokens[at].tag == "ADV":
            at += 1
        phrase = clause.phrase_at(at)
        behind = clause.tokens[at + 1].text if at + 1 < len(clause.tokens) else "."
        alone = phrase is not None and phrase.start == at == phrase.end - 1 and clause.tokens[at].tag == "NUM"
        if phrase is None or not alone or behind not in (".", ";"):
            continue  # "two, or perhaps three, new schools"
        count = count_span(clause, phrase)
        if count is not None and is_people(clause, phrase):
            found.append(((token.start, clause.tokens[at].end), count, _subject(clause, index)))
    return found


_FIGURES = (("the", "number", "at"), ("the", "figure", "at"), ("it", "at"))


def _number_after(clause: Clause, index: int) -> Phrase | None:
    """The figure of a toll: the first number after "to" or "at", else the first within five words."""
    for later in range(index + 1, len(clause.tokens)):
        token = clause.tokens[later]
        if token.text in ";." or token.tag == "REL":
            return None
        phrase = clause.phrase_at(later)
        if token.tag == "NUM" and phrase is not None and clause.tokens[later - 1].lower == "of":
            return Phrase(later, later + 1, later, later, "of")  # "a toll of 16"
        if token.tag == "NUM" and phrase is not None and phrase.start == later:
            if phrase.preposition in ("to", "at", "of") or later - index <= 5 or clause.tokens[later - 1].tag == "ADV":
                return phrase
    return None


def _number_before(clause: Clause, index: int) -> Phrase | None:
    """The figure of "bringing to 43 the toll"."""
    phrase = clause.phrase_at(index)
    at = phrase.start - 1 if phrase is not None else index - 1
    told = at > 0 and clause.tokens[at].tag == "NUM" and clause.tokens[at - 1].tag in ("TO", "PREP")
    return Phrase(at, at + 1, at, at, "to") if told else None
