"""Over arbitrary Unicode: every value of a coded report slices back to its text, and the JSON form gives it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.coder import Coder
from dateline.ingest import Metadata, layout, make_report
from dateline.records import Coded, Report, coded_from_json, to_json

SENTENCES = [
    "Gunmen killed four policemen in Mosul on Sunday, officials said.",
    "MOSUL, Iraq, July 9 (Reuters) - A car bomb exploded outside a “police station” in Kirkuk, wounding at least 9 people.",
    "The Islamic State group claimed responsibility for the attack; Iraq's army denied it had lost the town.",
    "“They will attack again,” said Müller, citing residents who fled to Erbil two days ago.",
    "About 1,200 families were displaced, and dozens of civilians are missing, the U.N. said.",
    "Iraqi forces retook the Old City from militants on July 9, 2017, bringing the toll to 43.",
    "Police arrested 12 protesters\nafter a rally in N’Djamena; nobody was hurt.",
    "Don't: the rebels' leader hadn't said whether they'd withdraw from Kalem.",
    "Share this article",
    "Rebels attack town, killing nine",
    "He said she told them that he was abducted by gunmen near the border with Syria.",
    "IRAQI TROOPS SHELLED THE NORTHERN DISTRICTS OF MOSUL ON SUNDAY, KILLING TWELVE PEOPLE.",
]
ODD = [
    "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\xa0", "\u3000", "\t", "  ", "\ufeff", "\u200b", "\u200d",
    "\u202e", "\u202c", "\u2067", "\u2069", "\u200f", "e\u0301", "\u0301", "İ", "ß", "ﬁ", "ǆ", "Σ", "ς", "\U0001f600", "\U0001f468\u200d\U0001f469", "\U00010400",
    "\U0001d400", "الموصل", "مسلحون", "חמושים", "北京", "Ünïted Nätiöns", "’s", "n’t", "...", "?!", "“", "”", "—", "-", "$5 million", "٣", "²", "½", "Ⅷ",
]  # fmt: skip

characters = st.characters(exclude_categories=["Cs"])
texts = st.one_of(
    st.text(alphabet=characters, max_size=80),
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.just(" "), st.text(alphabet=characters, max_size=6)), max_size=12).map("".join),
)  # fmt: skip
days = st.none() | st.dates()

CODER, FAST = Coder(), Coder(fast=True)


def report_of(text: str, published: dt.date | None = None) -> Report:
    return make_report(text, text.encode("utf-8"), Metadata(language="en", published=published))


def spans(value: Any) -> Iterator[tuple[int, int, str | None]]:
    """Every span in a record turned into plain values: whatever has a start and an end."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"], value["text"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner)


def check(coded: Coded, report: Report) -> None:
    text = report.text
    assert coded.report == report
    plain = msgspec.to_builtins(coded, builtin_types=(dt.date,))
    for start, end, words in spans([plain["entities"], plain["mentions"]]):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    known = {entity.id for entity in coded.entities}
    for entity in coded.entities:
        assert entity.mentions
        for start, end in entity.mentions:
            assert 0 <= start < end <= len(text)
        assert entity.name in {text[start:end] for start, end in entity.mentions}
    for mention in coded.mentions:
        start, end = mention.sentence
        assert 0 <= start <= mention.trigger.start < mention.trigger.end <= end <= len(text)
        linked = (
            {role.entity for role in mention.roles}
            | {a.entity for a in mention.attribution}
            | {c.entity for c in mention.claims}
        )
        assert linked - {None} <= known
        for harm in mention.harm:
            assert harm.who is None or harm.who in text
            assert harm.source is None or harm.source in text
        for claim in mention.claims:
            assert claim.by in text
        if mention.control is not None:
            for words in (mention.control.place, mention.control.lost_by, mention.control.gained_by):
                assert words is None or words in text
    assert coded_from_json(to_json(coded)) == coded


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(texts, days)
def test_every_span_slices_back_to_its_text(text: str, published: dt.date | None) -> None:
    report = report_of(text, published)
    (coded,) = CODER.code([report])
    check(coded, report)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_in_haste_too(text: str) -> None:
    report = report_of(text)
    (coded,) = FAST.code([report])
    check(coded, report)


@pytest.mark.parametrize("odd", ODD, ids=[odd.encode("unicode_escape").decode() for odd in ODD])
def test_news_with_each_odd_character_between_before_and_after(odd: str) -> None:
    for text in (odd + odd.join(SENTENCES) + odd, SENTENCES[0].replace(" ", odd), SENTENCES[0].replace("e", f"e{odd}")):
        report = report_of(text, dt.date(2017, 7, 12))
        (coded,) = CODER.code([report])
        check(coded, report)


def test_the_plain_news_is_coded_at_all() -> None:
    """So that the properties above are not true of nothing."""
    report = report_of("\n\n".join(SENTENCES), dt.date(2017, 7, 12))
    (coded,) = CODER.code([report])
    check(coded, report)
    assert len(coded.mentions) >= 6
    assert len(coded.entities) >= 15
    assert any(m.places for m in coded.mentions)
    assert any(m.harm for m in coded.mentions)
    assert any(m.attribution for m in coded.mentions)
    assert any(m.moment for m in coded.mentions)
    assert any(m.claims for m in coded.mentions)
    assert any(m.control for m in coded.mentions)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*SENTENCES, "\n\n", "\U0001f600 ", "e\u0301 "]), max_size=6).map(" ".join))
def test_blocks_hold_whole_sentences(text: str) -> None:
    (coded,) = CODER.code([report_of(text)])
    blocks = layout(text)
    for one, other in pairwise(blocks):
        assert one.end <= other.start
    for mention in coded.mentions:
        assert any(block.start <= mention.sentence[0] and mention.sentence[1] <= block.end for block in blocks)
        assert all(
            block.kind != "boilerplate" or mention.trigger.end <= block.start or block.end <= mention.trigger.start
            for block in blocks
        )
