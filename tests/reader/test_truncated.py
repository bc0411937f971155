"""Headlines end without a stop, and texts are cut: every beginning and every end of a sentence is read without a crash."""

from __future__ import annotations

import re

import pytest

from .samples import read
from .test_claims import DENIALS, SIDES
from .test_events import ROLES
from .test_harm import HARM

SENTENCES = (
    [row[0] for row in SIDES] + [row[0] for row in HARM] + [row[0] for row in ROLES] + [row[0] for row in DENIALS]
)
FIRST = "Gunmen attacked Ode on Monday, killing nine. "
"""So that harm, claims and denials of the next sentence have an event to go to."""


@pytest.mark.parametrize("part", ["beginning", "end"])
def test_parts_of_sentences_are_read(part: str) -> None:
    for text in SENTENCES:
        words = re.findall(r"\w+|[^\w\s]", text)
        for cut in range(1, len(words) + 1):
            some = " ".join(words[:cut] if part == "beginning" else words[-cut:])
            assert read(FIRST + some).events, some


def test_a_sentence_without_a_stop_tells_its_losses() -> None:
    harm = [h.kind for e in read("Rebels attacked Ode. The army lost 12 men").events for h in e.harm]
    assert harm == ["killed"]
