"""Texts to vectors: batches change nothing, every word has its vectors, what has no piece has none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.network import load_network
from dateline.reader.network.layers import Array
from dateline.reader.network.network import BATCH_TOKENS, Read, batches
from dateline.reader.network.windows import LONGEST_WINDOW, Tokens, rough_sentences

NETWORK = load_network()
SENTENCE = "Gunmen killed three people in Mosul on Saturday, police said. "
TEXTS = [
    SENTENCE,
    "No.",
    "",
    SENTENCE * 40,  # several windows
    "THE FMLN ATTACKED SAN MIGUEL.",
    "\u200b",
    "gunmen and soldiers " * 200,  # no sentence end
    *(f"Rebels shelled the town {'again and ' * n}again." for n in range(12)),
]


def hand_made(pieces: list[tuple[int, int]], text: str = "") -> Read:
    """A reading whose n-th piece has the vector [n]."""
    starts, ends = tuple(a for a, _ in pieces), tuple(b for _, b in pieces)
    tokens = Tokens(tuple(range(1000, 1000 + len(pieces))), starts, ends, (0,) * len(pieces), ((0, len(pieces)),))
    return Read(text, tokens, np.arange(len(pieces), dtype=np.float32)[:, None])


def numbers(vectors: tuple[Array, Array]) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in zip(vectors[0][:, 0], vectors[1][:, 0], strict=True)]


def test_texts_together_get_the_vectors_they_get_alone() -> None:
    together = NETWORK.read(TEXTS)
    lengths = [(0, first, last) for read in together for first, last in read.tokens.windows]
    assert {1, 2} < set(map(len, batches(lengths))), "windows alone or all together prove nothing"
    for text, read in zip(TEXTS, together, strict=True):
        (alone,) = NETWORK.read([text])
        assert read.text == text
        assert read.tokens == alone.tokens
        np.testing.assert_allclose(read.states, alone.states, atol=1e-3)


@given(st.lists(st.integers(1, LONGEST_WINDOW), max_size=60))
def test_batches_hold_every_window_once_and_no_more_than_their_size(lengths: list[int]) -> None:
    rows = [(number, 5, 5 + length) for number, length in enumerate(lengths)]
    found = batches(rows)
    assert sorted(row for batch in found for row in batch) == rows
    for batch in found:
        longest = max(last - first for _, first, last in batch) + 2
        assert longest * len(batch) <= BATCH_TOKENS or len(batch) == 1


def test_the_order_of_texts_makes_no_difference() -> None:
    for one, other in zip(NETWORK.read(TEXTS), reversed(NETWORK.read(TEXTS[::-1])), strict=True):
        assert one.tokens == other.tokens
        np.testing.assert_allclose(one.states, other.states, atol=1e-3)


def test_every_vector_is_written_once() -> None:
    for read in NETWORK.read(TEXTS):
        assert read.states.shape[0] == len(read.tokens.ids)
        assert np.isfinite(read.states).all()
        assert (np.abs(read.states).sum(-1) > 0).all()


def test_a_vector_depends_on_its_window_alone() -> None:
    text = SENTENCE * 40
    (read,) = NETWORK.read([text])
    assert len(read.tokens.windows) > 1
    first, last = read.tokens.windows[1]
    begin, end = read.tokens.starts[first], read.tokens.ends[last - 1]
    (part,) = NETWORK.read([text[begin:end]], [[(0, end - begin)]])
    np.testing.assert_allclose(part.states, read.states[first:last], atol=1e-3)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ufffd"])
def test_a_text_without_a_piece_has_no_vector(text: str) -> None:
    (read,) = NETWORK.read([text])
    assert read.states.shape == (0, NETWORK.heads["re3d.start.0.weight"].shape[1])
    assert NETWORK.read([]) == []


def test_sentences_that_are_not_given_are_not_read() -> None:
    sentences = rough_sentences(SENTENCE * 3)
    whole, one, none = NETWORK.read([SENTENCE * 3] * 3, [sentences, sentences[1:2], []])
    assert [len(read.tokens.ids) for read in (whole, one, none)] == [39, 13, 0]
    assert one.tokens.starts[0] == sentences[1][0]


def test_the_network_is_loaded_once() -> None:
    assert load_network() is load_network()


@pytest.mark.parametrize(
    ("pieces", "word", "expected"),
    [
        ([(0, 3), (3, 6), (7, 9)], (0, 6), (0, 1)),  # first and last piece
        ([(0, 3), (3, 6), (7, 9)], (7, 9), (2, 2)),
        ([(0, 3), (3, 6), (7, 9)], (1, 2), (0, 0)),  # within a piece
        ([(0, 3), (3, 6), (7, 9)], (2, 8), (0, 2)),
        ([(0, 3), (5, 6)], (3, 5), (1, 1)),  # dropped by the tokenizer: the neighbour's
        ([(2, 3)], (0, 1), (0, 0)),
        ([(2, 3)], (8, 9), (0, 0)),
    ],
)
def test_the_vectors_of_a_word(pieces: list[tuple[int, int]], word: tuple[int, int], expected: tuple[int, int]) -> None:
    assert numbers(hand_made(pieces).words([word])) == [expected]


def test_no_words_have_no_vectors() -> None:
    opening, closing = hand_made([(0, 3)]).words([])
    assert opening.shape == closing.shape == (0, 1)


def test_a_word_that_the_tokenizer_drops_gets_its_neighbours_vectors() -> None:
    text = "Gunmen \ufffd left"
    (read,) = NETWORK.read([text])
    assert len(read.tokens.ids) == 2
    opening, closing = read.words([(0, 6), (7, 8), (9, 13)])
    np.testing.assert_array_equal(opening[1], read.states[1])
    np.testing.assert_array_equal(closing[1], read.states[1])
    np.testing.assert_array_equal(opening[0], read.states[0])
