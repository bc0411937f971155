"""Whether and how an event happened: the head asked of many sentences at once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dateline.reader.network import load_network
from dateline.reader.network.status import as_told, how_told


def test_sentences_of_a_text_asked_together_answer_as_each_alone() -> None:
    generator = np.random.default_rng(3)
    weights, edges = load_network().heads.part("status"), [0, 4, 5, 40, 70]
    words = generator.normal(size=(70, 384)).astype(np.float32)
    asked = [0, 3, 6, 7, 39, 69]
    together = how_told(weights, words, asked, edges)
    alone = [
        how_told(weights, words[begin:end], [word - begin for word in asked if begin <= word < end])
        for begin, end in itertools.pairwise(edges)
    ]
    np.testing.assert_allclose(together, np.concatenate([rows for rows in alone if len(rows)]), atol=1e-5)


def test_words_of_one_sentence_are_answered_in_the_order_they_are_asked_in() -> None:
    weights = load_network().heads.part("status")
    words = np.random.default_rng(4).normal(size=(9, 384)).astype(np.float32)
    there, back = how_told(weights, words, [2, 8]), how_told(weights, words, [8, 2])
    np.testing.assert_allclose(there, back[::-1], atol=1e-5)


def test_a_row_in_words() -> None:
    weights = load_network().heads.part("status")
    (row,) = how_told(weights, np.ones((1, 384), dtype=np.float32), [0])
    told = as_told(row)
    assert -1 <= told.factuality <= 1
    assert sum(told.statuses.values()) == pytest.approx(1, abs=1e-5)
    assert len(how_told(weights, np.ones((1, 384), dtype=np.float32), [])) == 0
