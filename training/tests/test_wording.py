"""The training of the model of wording on made-up topics."""

from __future__ import annotations

import numpy as np
import pytest
from dateline.incidents.wording import Vectors
from tokenizers import Tokenizer, models

from training import wording
from training.corpora.same_event import EventReport

NO_VECTORS = Vectors({}, np.zeros((0, 8), dtype=np.float32))


def report(name: str, topic: str, words: str, events: str, scored: str = "") -> EventReport:
    """A report of one sentence, each word a mention; `events` and `scored` ("-": it is not) have a letter each."""
    spans, at = [], 0
    for word in words.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    kept = tuple(mark != "-" for mark in scored or events)
    return EventReport(name, topic, words, ((0, len(words)),), tuple(spans), tuple(events), kept)


@pytest.fixture
def topics() -> list[wording.Topic]:
    """Six topics in which one stem is one event."""
    words = ["bomb march strike", "bombs strikes", "marched striking bombing"]
    events = ["abc", "ac", "bca"]
    reports = [
        report(f"{topic}-{n}", str(topic), text, names)
        for topic in range(6)
        for n, (text, names) in enumerate(zip(words, events, strict=True))
    ]
    return list(wording.topics_of(reports).values())


def test_topics_keep_what_is_scored() -> None:
    found = wording.topics_of([report("r", "1", "bomb march", "ab", "+-"), report("s", "2", "bomb", "a")])
    assert {name: (len(told), events) for name, (told, events) in found.items()} == {"1": (1, ["a"]), "2": (1, ["a"])}


def test_the_same_seed_gives_the_same_weights(topics: list[wording.Topic]) -> None:
    one, other = (wording.fit(topics, NO_VECTORS, members=1) for _ in range(2))
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_what_is_fitted_tells_a_topic_that_is_alike(
    topics: list[wording.Topic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "EPOCHS", 150)  # a batch holds all pairs, so an epoch is one step
    told, events = topics[0]
    groups = wording.model_of(topics[1:], NO_VECTORS).events(told)
    assert sorted(sorted(events[at] for at in group) for group in groups) == [["a"] * 3, ["b"] * 2, ["c"] * 3]


def test_vectors_of_stems_are_signs_of_the_mean_of_their_words() -> None:
    vocabulary = {"[UNK]": 0, "bomb": 1, "bombs": 2, "ab": 3, "##ing": 4, "march": 5}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    table = np.zeros((6, 8))
    table[1], table[2], table[5] = [3, 1, *[-1] * 6], [3, -2, *[-1] * 6], [-4, *[1] * 7]
    names, bits = wording.stem_vectors(tokenizer, table - table.mean(0))
    assert names == ["bomb", "march"]
    assert bits.shape == (2, 1)
    assert np.unpackbits(bits, axis=1)[0, 0] == 1
    assert np.unpackbits(bits, axis=1)[1].tolist() == [0, *[1] * 7]
