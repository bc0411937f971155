"""The parts of what is said: known words, looks, neighbours, and a head that has no convolutions."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network.around import REACH, beside, looks, normal
from dateline.reader.network.layers import Weights, sigmoid
from dateline.reader.network.parts import Teller, rows_of

WIDTH, SIDE, SPELLED = 4, 3, 2


def arrays(known: str, seed: int = 3) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    shapes = {
        "tag.weight": (3, WIDTH), "tag.bias": (3,), "around.words.weight": (1 + len(known.split("\n")), SPELLED),
        "around.enter.weight": (SIDE, WIDTH + SPELLED + 2), "around.enter.bias": (SIDE,),
        "around.layers.0.weight": (SIDE, REACH * SIDE), "around.layers.0.bias": (SIDE,),
        "around.leave.weight": (3, SIDE), "around.leave.bias": (3,),
    }  # fmt: skip
    made = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return made | {"around.spelling": np.frombuffer(known.encode(), dtype=np.uint8).astype(np.float32)}


HIDDEN = np.random.default_rng(5).normal(size=(6, WIDTH)).astype(np.float32)


@pytest.mark.parametrize(
    ("word", "row"), [("said", 1), ("Said", 1), ("―", 2), ("rebels", 0), ("", 0)], ids=lambda value: repr(value)
)
def test_known_words_have_rows(word: str, row: int) -> None:
    teller = Teller.of(Weights(arrays("said\n―")))
    assert rows_of(teller.rows, [word]) == [row]


def test_looks() -> None:
    found = looks(["Police", "said", ".", "“", "No"], [0, 3, 5])
    assert found.tolist() == [[1, 1], [0, 0], [0, 0], [1, 0], [0, 1]]


def test_neighbours_stand_in_order_with_zeros_beyond_the_ends() -> None:
    x = np.arange(6, dtype=np.float32).reshape(3, 2)
    assert beside(x, 3).tolist() == [[0, 0, 0, 1, 2, 3], [0, 1, 2, 3, 4, 5], [2, 3, 4, 5, 0, 0]]


def test_normal() -> None:
    found = normal(np.array([[1, 2, 3], [5, 5, 5]], np.float32))
    np.testing.assert_allclose(found.mean(1), 0, atol=1e-6)
    np.testing.assert_allclose(found.var(1), [1, 0], atol=1e-4)


def test_a_head_without_convolutions_goes_by_each_word() -> None:
    plain = Weights({name: value for name, value in arrays("said").items() if name.startswith("tag")})
    found = Teller.of(plain).parts(HIDDEN, ["a"] * 6, [0, 6])
    np.testing.assert_allclose(found, sigmoid(plain.linear("tag", HIDDEN)))


def test_a_word_is_told_by_its_neighbours_and_no_farther() -> None:
    teller = Teller.of(Weights(arrays("said\npolice")))
    named = ["police", "fled", "x", "y", "z", "."]
    before = teller.parts(HIDDEN, named, [0, 6])
    after = teller.parts(HIDDEN, ["police", "said", *named[2:]], [0, 6])
    changed = np.abs(before - after).max(1) > 0
    assert before.shape == (6, 3)
    assert changed.tolist() == [True, True, True, True, False, False]
