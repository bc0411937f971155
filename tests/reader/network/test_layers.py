"""The layers in numpy: known values, extremes, and what holds for any input."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.reader.network.layers import Weights, gelu, sigmoid, softmax

NUMBERS = arrays(np.float32, st.tuples(st.integers(1, 4), st.integers(1, 6)), elements=st.floats(-1000, 1000, width=32))


@pytest.mark.parametrize(
    ("logits", "expected"),
    [
        ([0, 0], [0.5, 0.5]),
        ([math.log(1), math.log(3)], [0.25, 0.75]),
        ([7], [1]),
        ([1e4, 0], [1, 0]),
        ([-1e4, 0], [0, 1]),
        ([1e30, 1e30, -1e30], [0.5, 0.5, 0]),
    ],
)
def test_softmax(logits: list[float], expected: list[float]) -> None:
    np.testing.assert_allclose(softmax(np.array(logits, np.float32)), expected, atol=1e-6)


@given(NUMBERS)
def test_softmax_gives_probabilities_along_the_last_axis(x: np.typing.NDArray[np.float32]) -> None:
    found = softmax(x)
    assert found.shape == x.shape
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-5)
    np.testing.assert_allclose(softmax(x + np.float32(8)), found, atol=1e-3)


def test_softmax_of_no_rows() -> None:
    assert softmax(np.empty((0, 3), np.float32)).shape == (0, 3)


@pytest.mark.parametrize(
    ("x", "expected"), [(0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25), (1e4, 1), (-1e4, 0), (1e30, 1), (-1e30, 0)]
)
def test_sigmoid(x: float, expected: float) -> None:
    found = sigmoid(np.array([x], np.float32))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [expected], atol=1e-6)


@given(NUMBERS)
def test_sigmoid_of_x_and_of_its_negative_are_one_together(x: np.typing.NDArray[np.float32]) -> None:
    np.testing.assert_allclose(sigmoid(x) + sigmoid(-x), 1, atol=1e-6)


@given(NUMBERS)
def test_gelu_is_x_times_the_normal_share_below_it(x: np.typing.NDArray[np.float32]) -> None:
    expected = np.vectorize(lambda v: 0.5 * v * (1 + math.erf(v / math.sqrt(2))))(x.astype(float))
    np.testing.assert_allclose(gelu(x), expected, rtol=1e-5, atol=4e-6)


@pytest.mark.parametrize(("x", "expected"), [(0, 0), (1e4, 1e4), (-1e4, 0), (1, 0.8413447), (-1, -0.1586553)])
def test_gelu(x: float, expected: float) -> None:
    np.testing.assert_allclose(gelu(np.array([x], np.float32)), [expected], rtol=1e-5, atol=4e-6)


def test_linear_multiplies_by_rows_and_adds_the_bias_where_there_is_one() -> None:
    weights = Weights({
        "plain.weight": np.array([[1, 2], [0, 1], [3, 0]], np.float32),
        "biased.weight": np.array([[1, 0]], np.float32),
        "biased.bias": np.array([10], np.float32),
    })  # fmt: skip
    x = np.array([[1, 1], [2, 0]], np.float32)
    assert weights.linear("plain", x).tolist() == [[3, 1, 3], [2, 0, 6]]
    assert weights.linear("biased", x).tolist() == [[11], [12]]
    assert weights.linear("plain", x[0]).tolist() == [3, 1, 3]


def test_a_part_holds_what_stands_below_its_name_alone() -> None:
    one = np.ones(1, np.float32)
    weights = Weights({"spans.start.weight": one, "spans.both": one, "spanson.weight": one, "other": one})
    assert sorted(weights.part("spans")) == ["both", "start.weight"]
    assert sorted(weights.part("spans").part("start")) == ["weight"]
    assert len(weights.part("nothing")) == 0
    with pytest.raises(KeyError):
        weights.part("spans")["other"]
