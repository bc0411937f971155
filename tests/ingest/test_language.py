"""Which language a text is in, and that one that is not coded is still kept."""

from __future__ import annotations

import pytest

from dateline.coder import Coder
from dateline.ingest import is_coded_language
from dateline.ingest.language import detect_language

from .samples import ARABIC, ENGLISH, FRENCH, HEBREW, RUSSIAN, line, read_data, the_report


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar"), (RUSSIAN, "ru"), (HEBREW, "he"), (ENGLISH.upper(), "en")],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
    report = the_report(read_data(text, "plain"))
    assert (report.text, report.language) == (text, language)


@pytest.mark.parametrize("text", ["", "Mosul", "12 34 56 78", "Attack in Mosul", "!" * 100])
def test_too_little_to_tell(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize("text", [FRENCH, ARABIC, RUSSIAN])
def test_another_language_is_kept_and_not_coded(text: str) -> None:
    report = the_report(read_data(text, "plain"))
    (coded,) = Coder().code([report])
    assert coded.report == report
    assert coded.mentions == ()
    assert coded.entities == ()


def test_what_the_input_says_of_its_language_counts() -> None:
    assert the_report(read_data(line(language="fr"), "jsonl")).language == "fr"


@pytest.mark.parametrize(
    ("language", "coded"), [("en", True), ("EN", True), ("en-GB", True), (None, True), ("fr", False), ("enm", False)]
)
def test_coded_languages(language: str | None, coded: bool) -> None:
    assert is_coded_language(language) is coded
