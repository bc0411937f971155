"""Where an event happened: what the shipped head says of plain sentences, and what it does with odd input."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network import load_network
from dateline.reader.network.happening import LONGEST, LONGEST_PLACE, Happening
from dateline.reader.words import split_words


def head() -> Happening:
    return load_network().happening


def where(text: str, verb: str) -> str | None:
    """The words that the head gives for a verb's place, None where it says that none is named."""
    words = [(start, end) for start, end, _ in split_words(text, (0, len(text)))]
    (read,) = load_network().read([text], [[(0, len(text))]])
    event = next(n for n, (start, end) in enumerate(words) if text[start:end] == verb)
    (found,) = head().of(np.concatenate(read.words(words), axis=1), [event])
    assert 0 < found.last - found.first <= LONGEST_PLACE
    assert 0 <= found.chance <= 1
    assert 0 <= found.unsaid <= 1
    return None if found.unsaid >= found.chance else text[words[found.first][0] : words[found.last - 1][1]]


@pytest.mark.parametrize(
    ("text", "verb", "place"),
    [
        ("Gunmen killed three people in Mosul on Saturday, police said.", "killed", "Mosul"),
        ("The minister said in Baghdad that a bomb had exploded in Kirkuk on Friday.", "exploded", "Kirkuk"),
        ("Soldiers shelled the town of Idlib after talks in Geneva collapsed.", "shelled", "Idlib"),
        ("Two men were arrested, the spokesman said.", "arrested", None),
    ],
)
def test_plain_sentences(text: str, verb: str, place: str | None) -> None:
    assert where(text, verb) == place


def test_an_event_far_into_a_long_sentence_has_no_place() -> None:
    words = np.zeros((LONGEST + 5, 768), dtype=np.float32)
    inside, outside = head().of(words, [3, LONGEST + 1])
    assert inside.chance > 0
    assert (outside.chance, outside.unsaid) == (0.0, 1.0)


def test_events_read_together_are_read_as_if_alone() -> None:
    words = np.random.default_rng(4).standard_normal((30, 768)).astype(np.float32)
    together = head().of(words, [2, 9, 29])
    alone = [head().of(words, [event])[0] for event in (2, 9, 29)]
    assert [(w.first, w.last) for w in together] == [(w.first, w.last) for w in alone]
    assert [w.chance for w in together] == pytest.approx([w.chance for w in alone], rel=1e-3)


def test_no_event_no_answer() -> None:
    assert head().of(np.zeros((4, 768), dtype=np.float32), []) == []


def test_sentences_of_a_text_asked_together_answer_as_each_alone() -> None:
    generator = np.random.default_rng(7)
    edges = np.cumsum([0, 3, 40, 1, LONGEST + 9, 25, 25]).tolist()
    words = generator.normal(size=(edges[-1], 768)).astype(np.float32)
    events = sorted(generator.choice(edges[-1], 60, replace=False).tolist())
    together = head().of(words, events, edges)
    assert len(together) == len(events)
    for event, found in zip(events, together, strict=True):
        begin = max(edge for edge in edges if edge <= event)
        end = min(edge for edge in edges if edge > event)
        (alone,) = head().of(words[begin:end], [event - begin])
        assert (found.first, found.last) == (alone.first, alone.last)
        assert (found.chance, found.unsaid) == pytest.approx((alone.chance, alone.unsaid), rel=1e-3, abs=1e-6)
