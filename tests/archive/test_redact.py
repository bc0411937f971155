"""The patterns of a name and the redaction of documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.redact import Name, Redaction, bytes_hold, mask, same_but_masked
from dateline.archive.upkeep import wrong_spans
from dateline.decisions import MASK
from dateline.errors import ReviewError


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Jane Doe", "Jane Doe said", "████████ said"),
        ("Jane Doe", "JANE\n\tdoe's car", "█████████'s car"),
        ("jane doe", "by Jane\u00a0Doe.", "by ████████."),
        ("Jane Doe", "Jane Doering, Mary-Jane Doe", "Jane Doering, Mary-████████"),
        ("Jane Doe", "Jane. Doe", "Jane. Doe"),
        ("Jane Doe", "Ja\u00adne Doe", "█████████"),
        ("José Ruiz", "JOSÉ Ruiz and Jose\u0301 Ruiz", "█████████ and ██████████"),
        ("Jose\u0301 Ruiz", "José Ruiz", "█████████"),
        ("O'Neil", "O’Neil, ONeil", "██████, ONeil"),
        ("al-Amin", "al‑Amin al Amin", "███████ al Amin"),
        ("  Jane   Doe ", "Jane Doe", "████████"),
        ("a.b (c)", "axb (c) a.b (c)", "axb (c) ███████"),
        ("王小明", "記者王小明報導 王小明", "記者王小明報導 ███"),
    ],
)
def test_names_in_text(name: str, text: str, left: str) -> None:
    assert mask(Name.of(name).text, text)[0] == left


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jane Doe", "https://example.org/jane-doe-arrested", True),
        ("Jane Doe", "jane_doe_2.html", True),
        ("Jane Doe", "q=Jane%20Doe&x", True),
        ("Jane Doe", "q=Jane+Doe", True),
        ("José Ruiz", "/wiki/Jos%C3%A9_Ruiz", True),
        ("Jane Doe", "janedoe", False),
        ("Jane Doe", "/mary-jane-doering", False),
    ],
)
def test_names_in_urls_and_ids(name: str, text: str, found: bool) -> None:
    assert bool(Name.of(name).loose.search(text)) is found


@pytest.mark.parametrize("name", ["", "  ", "J", "- .", "█"])
def test_no_names(name: str) -> None:
    with pytest.raises(ReviewError, match="two letters"):
        Name.of(name)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<p>Jane Doe</p>", True),
        ("<p>Jane\u00a0Doe".encode("cp1252"), True),
        (b"Jane&nbsp;Doe", True),
        ("\ufeffJane Doe".encode("utf-16"), True),
        ("Jane Doe".encode("utf-16-be"), True),
        (b"\xff\xfe\xfa", False),
        (b"", False),
    ],
)
def test_names_in_bytes(data: bytes, found: bool) -> None:
    assert bytes_hold(data, Name.of("Jane Doe")) is found


@given(st.text(), st.text(alphabet="ab \n", min_size=1), st.text())
def test_masking_keeps_every_other_character(before: str, gap: str, after: str) -> None:
    text = f"{before} Jane{gap if gap.isspace() else ' '}Doe {after}"
    name = Name.of("jane doe")
    left, count = mask(name.text, text)
    assert count >= 1
    assert same_but_masked(left, text)
    assert not name.text.search(left)
    assert mask(name.text, left) == (left, 0)


def test_not_the_same_text() -> None:
    assert not same_but_masked("█b", "ab c")
    assert not same_but_masked("█b", "ac")
    assert same_but_masked("", "")


TEXT = "Jane Doe, or Doe, met Jane  Doe in Roe."
DOCUMENT: dict[str, Any] = {
    "entities": [{"id": "e1", "name": "Jane Doe", "mentions": [[0, 8], [13, 16], [27, 30]]}],
    "span": {"start": 0, "end": 4, "text": "Jane"},
    "whole": {"start": 0, "end": len(TEXT), "text": TEXT, "name": "x jane-doe"},
    "alone": {"start": 13, "end": 16, "text": "Doe"},
    "of another text": {"start": 0, "end": 4, "text": "Roe"},
    "free": ["Jane", None, 3, True, "Janet"],
}


def test_documents_follow_their_text() -> None:
    name = Name.of("Jane Doe")
    new, _ = mask(name.text, TEXT)
    redaction = Redaction(name, TEXT, new)
    left = redaction.document(DOCUMENT)
    assert left["entities"] == [{"id": "e1", "name": MASK * 8, "mentions": [[0, 8], [13, 16], [27, 30]]}]
    assert left["span"] == {"start": 0, "end": 4, "text": MASK * 4}
    assert left["whole"] == {"start": 0, "end": len(TEXT), "text": new, "name": "x " + MASK * 8}
    assert left["alone"]["text"] == "Doe", "the text still has it there"
    assert left["of another text"]["text"] == "Roe"
    assert left["free"] == [MASK * 4, None, 3, True, "Janet"]
    assert list(wrong_spans({k: v for k, v in left.items() if k != "of another text"}, new)) == []
    assert redaction.places == 5


def test_the_patterns_of_what_a_mask_covers() -> None:
    name = Name.covered("████ met ███", "Jane met Doe")
    assert name is not None
    assert mask(name.loose, "DOE and jane")[0] == "███ and ████"
    assert Name.covered("same", "same") is None
