"""Who is the same across a report: names and short forms, acronyms, definite nouns, pronouns; what stands apart."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import actor_id, name_type
from dateline.ingest import Metadata, layout, make_report
from dateline.reader import Document, EntityReading, NewsReader, load_network
from dateline.reader.chains import join_mentions
from dateline.reader.entities import Found
from dateline.records import EntityType

TRAINED = NewsReader(name_type, load_network(), alias=actor_id)
RULES = NewsReader(name_type, None, alias=actor_id)


def unknown(_: str) -> None:
    return None


def entities(text: str, reader: NewsReader = TRAINED) -> list[EntityReading]:
    report = make_report(text, text.encode("utf-8"), Metadata(language="en"))
    (reading,) = reader.read([Document(report, layout(text))])
    return list(reading.entities)


def chain_of(text: str, words: str, reader: NewsReader = TRAINED) -> list[str]:
    """The mentions of the entity that the last occurrence of some words belongs to."""
    at = text.rindex(words)
    for entity in entities(text, reader):
        if any(start <= at < end or at <= start < at + len(words) for start, end in entity.mentions):
            return [text[slice(*span)].removeprefix("The ") for span in entity.mentions]
    return []


NAMES = [
    ("Kamal Ditrov spoke. Ditrov left Gao.", "Ditrov", "Kamal Ditrov"),
    ("Gen. Osei Bantama spoke to Reuters. Bantama said the army had won.", "Bantama", "Gen. Osei Bantama"),
    ("The Kurdistan Workers' Party (PKK) denied it. Turkey blamed the PKK.", "PKK", "Kurdistan Workers' Party"),
    ("The Northern Shore Front (NSF) denied it. Ghana blamed the NSF.", "NSF", "Northern Shore Front"),
    ("Islamic State fled Raqqa. Troops fought ISIS near Palmyra.", "ISIS", "Islamic State"),
    ("He flew to the United States. The U.S. closed its embassy.", "U.S.", "United States"),
]


@pytest.mark.parametrize("reader", [TRAINED, RULES], ids=["trained", "rules"])
@pytest.mark.parametrize(("text", "words", "name"), NAMES)
def test_names_join_their_short_forms(text: str, words: str, name: str, reader: NewsReader) -> None:
    assert name in chain_of(text, words, reader)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram attacked Biu on Monday. The group killed 12 people.", "group", "Boko Haram"),
        (
            "ISIS fled Iraq and Syria. Troops in Mosul met U.S. soldiers near the city. The group fought on.",
            "group",
            "ISIS",
        ),
        ("ISIS lost Mosul. The terrorist organization fled to Syria.", "terrorist organization", "ISIS"),
        ("Gunmen stormed Kaduna on Monday. The city was quiet by night.", "city", "Kaduna"),
        ("Police arrested Amadou Keitare on Monday. He had fled Gao in June.", "He", "Amadou Keitare"),
        ("Lena Ostrova was shot in Kyiv. The killer of her aunt fled.", "her", "Lena Ostrova"),
        ("Boko Haram attacked Biu on Monday. It killed 12 people.", "It", "Boko Haram"),
        ("Three gunmen attacked a church in Jos. The gunmen fled.", "gunmen", "Three gunmen"),
        ("Salma Diarra, a spokeswoman for the army, said it had won.", "spokeswoman", "Salma Diarra"),
    ],
)
def test_nouns_and_pronouns_join_what_they_stand_for(text: str, words: str, name: str) -> None:
    assert name in chain_of(text, words)


@pytest.mark.parametrize("reader", [TRAINED, RULES], ids=["trained", "rules"])
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram attacked Biu. Its fighters killed 12 people.", "fighters", "Boko Haram"),
        ("Boko Haram attacked Biu. Another group attacked Gao.", "group", "Boko Haram"),
        ("Lena Ostrova said she was shot in Kyiv. He fled.", "He", "Lena Ostrova"),
        ("Omar Keitare met Amadou Keitare in Gao.", "Amadou Keitare", "Omar Keitare"),
        ("A bomb killed 100 people in Gao. The war has displaced 300,000 people.", "300,000 people", "100 people"),
        ("Bombs killed two men in Gao. Rebels shot three men in Jos.", "three men", "two men"),
        ("The army fled Goma on Monday. Troops came back on Tuesday.", "Tuesday", "Monday"),
        ("Mosul fell on Monday. Fighting went on in Raqqa.", "Raqqa", "Mosul"),
    ],
)
def test_what_is_another_stands_apart(text: str, words: str, name: str, reader: NewsReader) -> None:
    assert name not in chain_of(text, words, reader)


def test_in_a_text_without_capitals() -> None:
    text = (
        "the farabundo marti national liberation front (fmln) attacked a bus. col isaacs said the fmln fled. "
        "colonel luis isaacs spoke today."
    )
    told: list[tuple[str, EntityType]] = [
        ("farabundo marti national liberation front", "organisation"), ("fmln", "organisation"), ("bus", "facility"),
        ("col isaacs", "person"), ("fmln", "organisation"), ("colonel luis isaacs", "person"),
    ]  # fmt: skip
    found, at = [], 0
    for words, kind in told:
        at = text.index(words, at)
        found.append(Found((at, at + len(words)), kind, name=kind == "person"))
        at += len(words)
    joined = join_mentions(text, found, [(0, len(text))], unknown)
    assert [[text[slice(*m)] for m in e.mentions] for e in joined] == [
        ["farabundo marti national liberation front", "fmln", "fmln"],
        ["bus"],
        ["col isaacs", "colonel luis isaacs"],
    ]


Told = list[tuple[str, EntityType, bool]]


@pytest.mark.parametrize(
    ("text", "told", "chains"),
    [
        (
            "armed individuals fled in a truck. the armed individuals had fired.",
            [("armed individuals", "organisation", True), ("the armed individuals", "person", False)],
            [["armed individuals", "the armed individuals"]],
        ),
        (
            "they set off two dynamite charges.",
            [("two dynamite charges", "other", False), ("dynamite", "weapon", False)],
            [["two dynamite charges", "dynamite"]],
        ),
        (
            "the embassy charges fees.",
            [("the embassy charges", "other", False), ("the embassy", "facility", False)],
            [["the embassy charges"], ["the embassy"]],
        ),
        (
            "20 or 30 gunmen came. the gunmen fled.",
            [("20 or 30 gunmen", "person", False), ("gunmen", "person", False)],
            [["20 or 30 gunmen", "gunmen"]],
        ),
        (
            "Bernardo Jaramillo came. Bernardo Jaramillo Ossa spoke.",
            [
                ("Bernardo Jaramillo", "person", True), ("Bernardo Jaramillo Ossa", "person", True),
            ],
            [["Bernardo Jaramillo", "Bernardo Jaramillo Ossa"]],
        ),
        (
            "Marta Luz Lopez came. Marta Orozco spoke.",
            [("Marta Luz Lopez", "person", True), ("Marta Orozco", "person", True)],
            [["Marta Luz Lopez"], ["Marta Orozco"]],
        ),
        (
            "The ministry met the three. It spoke.",
            [("The ministry", "organisation", False), ("the three", "person", False), ("It", "other", False)],
            [["The ministry", "It"], ["the three"]],
        ),
        (
            "The men came. The three men fled. The four men stayed.",
            [("The men", "person", False), ("The three men", "person", False), ("The four men", "person", False)],
            [["The men", "The three men"], ["The four men"]],
        ),
    ],
)  # fmt: skip
def test_given_mentions(text: str, told: Told, chains: list[list[str]]) -> None:
    found, at = [], 0
    for words, kind, name in told:
        at = text.index(words, at)
        found.append(Found((at, at + len(words)), kind, name=name))
    joined = join_mentions(text, found, [(m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text)], unknown)
    assert [[text[slice(*m)] for m in e.mentions] for e in joined] == chains


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("PKK fighters fled. The Kurdistan Workers' Party (PKK) denied it.", "PKK", "Kurdistan Workers' Party"),
        ("Ditrov left Gao. Kamal Ditrov is a farmer. He spoke.", "He", "Kamal Ditrov"),
    ],
)
def test_the_fullest_name_is_the_best(text: str, words: str, name: str) -> None:
    at = text.rindex(words)
    entity = next(e for e in entities(text) if any(s <= at < e_ for s, e_ in e.mentions))
    assert text[slice(*entity.name)].removeprefix("The ") == name
    assert entity.named


KINDS: tuple[EntityType, ...] = ("person", "organisation", "location", "group", "weapon", "time", "other")
WORDS = (
    "he",
    "She",
    "its",
    "the",
    "group",
    "ISIS",
    "Ali",
    "Hassan",
    "(PKK)",
    "of",
    "and",
    "who",
    "men",
    "3",
    ",",
    "’s",
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[Found]]:
    pieces = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    text, starts = " ".join(pieces), [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece) + 1)
    found = {}
    for first in draw(st.lists(st.integers(0, len(pieces) - 1), max_size=20)):
        last = min(first + draw(st.integers(1, 4)), len(pieces))
        span = (starts[first], starts[last] - 1)
        found[span] = Found(span, draw(st.sampled_from(KINDS)), draw(st.booleans()))
    return text, sorted(found.values(), key=lambda f: (f.span[0], -f.span[1]))


@given(reports())
def test_every_mention_is_in_one_chain_in_order(report: tuple[str, list[Found]]) -> None:
    text, found = report
    told = join_mentions(text, found, [(0, len(text))], unknown)
    spans = [span for entity in told for span in entity.mentions]
    assert sorted(spans) == sorted(f.span for f in found)
    assert all(entity.name in entity.mentions for entity in told)
    order = [f.span for f in found]
    assert all([order.index(m) for m in e.mentions] == sorted(order.index(m) for m in e.mentions) for e in told)
    assert [order.index(e.mentions[0]) for e in told] == sorted(order.index(e.mentions[0]) for e in told)
    assert told == join_mentions(text, found, [(0, len(text))], unknown)


@given(reports())
def test_loose_words_are_told_only_where_they_join(report: tuple[str, list[Found]]) -> None:
    text, found = report
    told = join_mentions(text, [], [(0, len(text))], unknown, loose=found)
    assert told == []


def test_nothing_gives_nothing() -> None:
    assert join_mentions("", [], [], unknown) == []


def test_a_name_of_ten_thousand_characters() -> None:
    name = "Kabarov " * 1250
    text = f"{name}fled. {name}came back. Kabarov fled."
    found = [Found((0, 9999), "person", name=True), Found((10006, 20005), "person", name=True)]
    assert len(join_mentions(text, found, [(0, 10005), (10006, len(text))], unknown)[0].mentions) == 2


@pytest.mark.slow
@pytest.mark.parametrize("words", ["he ", "the group ", "Boko Haram killed the men "])
def test_a_very_long_report_takes_time_in_proportion(words: str) -> None:
    """A hundred thousand mentions, and ten thousand: at most about ten times as long."""
    taken = []
    for count in (10_000, 100_000):
        text = words * count
        size = len(words)
        found = [Found((at * size, at * size + size - 1), "person", name=False) for at in range(count)]
        bounds = [(at, min(at + 1500, len(text))) for at in range(0, len(text), 1500)]
        begun = time.perf_counter()
        told = join_mentions(text, found, bounds, unknown)
        taken.append(time.perf_counter() - begun)
        assert sum(len(entity.mentions) for entity in told) == count
    assert taken[1] < 30 * taken[0] + 1
