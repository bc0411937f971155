"""Bytes to text: which encodings are told, which are guessed with a note, which are refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError, UndecodableInput
from dateline.ingest.decode import MAX_CHARACTERS, check_readable, decode

from .samples import ARABIC, ENGLISH, FRENCH, HEBREW, RUSSIAN

TEXTS = {"english": ENGLISH, "french": FRENCH, "arabic": ARABIC, "hebrew": HEBREW, "russian": RUSSIAN}
MARKED = {
    "utf-8": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-32-le": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "utf-32-be": (codecs.BOM_UTF32_BE, "utf-32-be"),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", MARKED)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str, language: str) -> None:
    mark, codec = MARKED[encoding]
    assert decode(mark + TEXTS[language].encode(codec)) == (TEXTS[language], None)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_and_noted(encoding: str, language: str) -> None:
    text, note = decode(TEXTS[language].encode(encoding))
    assert text == TEXTS[language]
    assert note == f"read as {encoding.upper()} without a byte order mark"


@pytest.mark.parametrize("language", TEXTS)
def test_utf_8_needs_no_note(language: str) -> None:
    assert decode(TEXTS[language].encode("utf-8")) == (TEXTS[language], None)


@pytest.mark.parametrize(("language", "encoding"), [("french", "cp1252"), ("french", "latin-1"), ("russian", "cp1251")])
def test_another_encoding_is_guessed_with_a_note(language: str, encoding: str) -> None:
    text, note = decode((TEXTS[language] * 3).encode(encoding))
    assert text == TEXTS[language] * 3
    assert note is not None
    assert "no UTF-8 (byte" in note


def test_a_few_broken_bytes_do_not_lose_the_rest() -> None:
    text, note = decode(f"{ENGLISH} caf".encode() + b"\xc3\x28 \xff" + ENGLISH.encode())
    assert text.count(ENGLISH) == 2
    assert note


@pytest.mark.parametrize("control", [b"\x01", b"\x7f", b"\x08", b"\x1f"])
def test_many_control_characters_are_binary(control: bytes) -> None:
    with pytest.raises(UndecodableInput, match="binary data"):
        decode(ENGLISH.encode() + control * 20, where="somewhere")


@pytest.mark.parametrize("control", ["\t", "\n", "\r", "\f", "\x1b"])
def test_layout_characters_are_text(control: str) -> None:
    assert decode((control * 20 + ENGLISH).encode())[0] == control * 20 + ENGLISH


def test_the_longest_report_is_allowed_and_one_more_is_not() -> None:
    check_readable("a" * MAX_CHARACTERS)
    with pytest.raises(InputError, match=r"2,500,001 characters .* Split the file"):
        check_readable("a" * (MAX_CHARACTERS + 1), where="long.txt")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_from_utf_8(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode("utf-8")) == (text, None)
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8")) == (text, None)


@given(st.binary())
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    refused: InputError | None = None
    text = ""
    try:
        text, _ = decode(data, where="somewhere")
    except InputError as error:
        refused = error
    text.encode("utf-8")
    assert refused is None or (refused.where == "somewhere" and refused.remedy)
