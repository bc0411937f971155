"""Text to windows: they tile the pieces, never exceed the limit, and are cut at sentence borders where there are any."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.network import load_network
from dateline.reader.network.windows import (
    FIRST_WORD_ID,
    UNKNOWN_ID,
    WINDOW,
    cut_windows,
    rough_sentences,
    token_span,
    tokenise,
)

TOKENIZER = load_network().tokenizer
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.text(
    "Gunmen. killed\n é!?\"'’)", max_size=80
)
ENGLISH = "Gunmen killed Juan Pérez, a judge, in San-Salvador; unputdownability is no word of theirs. The army did not."


def tiles(windows: list[tuple[int, int]], total: int) -> bool:
    """Whether ranges are not empty and cover [0, total) without gap or overlap."""
    borders = [0, *(last for _, last in windows)]
    return all(a < b for a, b in pairwise(borders)) and borders[-1] == total and [a for a, _ in windows] == borders[:-1]


@given(st.lists(st.integers(1, 40), max_size=20), st.integers(1, 25))
def test_windows_tile_and_are_cut_at_borders_where_possible(lengths: list[int], limit: int) -> None:
    index = [number for number, length in enumerate(lengths) for _ in range(length)]
    windows = cut_windows(index, limit)
    assert tiles(windows, len(index))
    for first, last in windows:
        assert last - first <= limit
        if last < len(index) and index[last] == index[last - 1]:
            possible = range(first + 1, min(first + limit, len(index) - 1) + 1)
            assert not [at for at in possible if index[at] != index[at - 1]], "cut within a sentence beside a border"


@pytest.mark.parametrize(
    ("lengths", "limit", "windows"),
    [
        ([], 5, []),
        ([5], 5, [(0, 5)]),
        ([2, 2, 2], 6, [(0, 6)]),
        ([3, 3], 5, [(0, 3), (3, 6)]),
        ([2, 2, 2, 2], 6, [(0, 4), (4, 8)]),  # of equal length rather than 6 and 2
        ([12], 5, [(0, 5), (5, 10), (10, 12)]),  # a sentence longer than a window
        ([2, 12], 5, [(0, 2), (2, 7), (7, 12), (12, 14)]),
    ],
)
def test_windows(lengths: list[int], limit: int, windows: list[tuple[int, int]]) -> None:
    assert cut_windows([number for number, length in enumerate(lengths) for _ in range(length)], limit) == windows


def test_no_short_rest_is_read_without_its_context() -> None:
    windows = cut_windows([at // 30 for at in range(600)])
    assert len(windows) == 3
    assert min(last - first for first, last in windows) >= 150


@given(TEXTS)
def test_rough_sentences_tile_the_text(text: str) -> None:
    assert "".join(text[a:b] for a, b in rough_sentences(text)) == text
    assert all(a < b for a, b in rough_sentences(text))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Gunmen came. They left.", ["Gunmen came. ", "They left."]),
        ("Gen. Ali met Mr. Perez. He left.", ["Gen. Ali met Mr. Perez. ", "He left."]),
        ("He said: “Go.” They went.", ["He said: “Go.” ", "They went."]),
        ("A title\n\nA line", ["A title\n\n", "A line"]),
        ("no end at all", ["no end at all"]),
    ],
)
def test_rough_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in rough_sentences(text)] == sentences


@given(TEXTS, st.integers(1, 10))
def test_pieces_lie_in_the_text_in_order_and_windows_tile_them(text: str, limit: int) -> None:
    tokens = tokenise(text, TOKENIZER, limit)
    assert len(tokens.ids) == len(tokens.starts) == len(tokens.ends) == len(tokens.sentence)
    assert all(0 <= a < b <= len(text) for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert list(tokens.starts) == sorted(tokens.starts)
    assert list(tokens.ends) == sorted(tokens.ends)
    assert list(tokens.sentence) == sorted(tokens.sentence)
    assert tiles(list(tokens.windows), len(tokens.ids))
    assert all(last - first <= limit for first, last in tokens.windows)


def test_offsets_slice_back_to_the_pieces() -> None:
    tokens = tokenise(ENGLISH, TOKENIZER)
    for id_, start, end in zip(tokens.ids, tokens.starts, tokens.ends, strict=True):
        piece = TOKENIZER.id_to_token(id_)
        assert piece is not None
        assert piece.removeprefix("##") == ENGLISH[start:end].lower().replace("é", "e")
    assert "".join(ENGLISH[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) == ENGLISH.replace(" ", "")


def test_case_makes_no_difference() -> None:
    assert tokenise(ENGLISH.upper(), TOKENIZER).ids == tokenise(ENGLISH.lower(), TOKENIZER).ids


def test_only_the_sentences_given_are_read() -> None:
    text = "Skipped. Gunmen came. Skipped too. They left."
    tokens = tokenise(text, TOKENIZER, bounds=[(9, 21), (35, 45)])
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True) if text[a:b].isalpha()] == [
        "Gunmen", "came", "They", "left",
    ]  # fmt: skip
    assert set(tokens.sentence) == {0, 1}
    assert tokenise(text, TOKENIZER, bounds=[]).ids == ()


def test_a_sentence_longer_than_a_window_is_read_whole() -> None:
    text = "gunmen and " * 400
    tokens = tokenise(text, TOKENIZER)
    assert len(tokens.ids) == 800
    assert set(tokens.sentence) == {0}
    assert len(tokens.windows) == -(-800 // WINDOW)


@pytest.mark.parametrize("text", ["", "   \n ", "\u200b", "\u0301\ufffd"])
def test_a_text_without_a_piece_has_no_window(text: str) -> None:
    assert tokenise(text, TOKENIZER) == tokenise("", TOKENIZER)
    assert tokenise(text, TOKENIZER).windows == ()


@pytest.mark.parametrize("word", ["[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]"])
def test_a_text_cannot_speak_the_encoders_marks(word: str) -> None:
    ids = tokenise(f"Gunmen {word} left.", TOKENIZER).ids
    assert [id_ for id_ in ids if id_ < FIRST_WORD_ID and id_ != UNKNOWN_ID] == []
    assert len(ids) > 4, "the brackets are pieces of their own"


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 6), (0, 1)), ((2, 4), (0, 1)), ((0, 13), (0, 2)), ((6, 7), None), ((5, 8), (0, 2)), ((90, 99), None)],
)
def test_the_pieces_that_cover_a_span(span: tuple[int, int], expected: tuple[int, int] | None) -> None:
    assert token_span(tokenise("Gunmen killed Juan.", TOKENIZER), *span) == expected
