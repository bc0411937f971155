"""The labels of words: what the convolutions look at, and that weights without them label nothing."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network.around import REACH, convolved
from dateline.reader.network.labelling import NAMES, NETS, labels_of, signs
from dateline.reader.network.layers import Array, Weights
from dateline.reader.network.marking import LABELLED, Mark, Marks

WIDTH, ROOTS, SIDE = 3, 2, 4
SIGNS = WIDTH + ROOTS + 2
WORDS = ["Rebels", "hold", "Baga", ".", "It", "fell", "."]
EDGES = [0, 4, 7]


def net(layers: int = 2, seed: int = 4) -> Weights:
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> Array:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    arrays = {"enter.weight": some(SIDE, SIGNS), "enter.bias": some(SIDE)}
    for layer in range(layers):
        arrays |= {f"layers.{layer}.weight": some(SIDE, REACH * SIDE), f"layers.{layer}.bias": some(SIDE)}
    for asked, names in NAMES.items():
        arrays |= {f"leave.{asked}.weight": some(1 + len(names), SIDE), f"leave.{asked}.bias": some(1 + len(names))}
    return Weights(arrays)


def weights(*seeds: int) -> Weights:
    return Weights({f"{n}.{name}": value for n, seed in enumerate(seeds) for name, value in net(seed=seed).items()})


def inputs(seed: int = 5) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    roots = rng.dirichlet([1.0] * ROOTS, len(WORDS)).astype(np.float32)
    return rng.normal(0, 1, (len(WORDS), WIDTH)).astype(np.float32), roots


def test_each_question_gives_each_word_a_distribution_over_none_and_its_labels() -> None:
    found = labels_of(weights(*range(NETS)), *inputs(), WORDS, EDGES)
    assert set(found) == set(NAMES)
    for asked, names in NAMES.items():
        assert found[asked].shape == (len(WORDS), 1 + len(names))
        np.testing.assert_allclose(found[asked].sum(-1), 1, atol=1e-5)


def test_several_nets_give_their_mean() -> None:
    each = [labels_of(weights(*[seed] * NETS), *inputs(), WORDS, EDGES) for seed in range(NETS)]
    found = labels_of(weights(*range(NETS)), *inputs(), WORDS, EDGES)
    for asked in NAMES:
        np.testing.assert_allclose(found[asked], np.mean([one[asked] for one in each], axis=0), atol=1e-6)
        assert np.abs(found[asked] - each[0][asked]).max() > 0.01


def test_a_root_that_the_head_rules_out_is_a_finite_sign() -> None:
    opening, _ = inputs()
    told = signs(opening, np.zeros((len(WORDS), ROOTS), dtype=np.float32), WORDS, EDGES)
    assert told.shape == (len(WORDS), SIGNS)
    assert np.isfinite(told).all()


@pytest.mark.parametrize("layers", [0, 1, 2])
def test_each_layer_looks_two_words_farther(layers: int) -> None:
    made, (opening, roots) = net(layers), inputs()
    before = convolved(made, signs(opening, roots, WORDS, EDGES))
    changed = opening.copy()
    changed[0] += 1
    after = convolved(made, signs(changed, roots, WORDS, EDGES))
    moved = np.flatnonzero(np.abs(after - before).max(-1) > 1e-6)
    assert moved.tolist() == list(range(min(len(WORDS), 1 + 2 * layers)))


def test_weights_without_these_arrays_label_nothing() -> None:
    assert labels_of(Weights({}), *inputs(), WORDS, EDGES) == {}


def test_marks_give_the_labelled_words_of_a_stretch() -> None:
    first, second, hold = (Mark((a, a + 4), "ASSAULT", LABELLED) for a in (2, 20, 40))
    marks = Marks(labelled={"events": [first, second], "hands": [hold]})
    assert marks.labelled_in("events", (0, 21)) == [first, second]
    assert marks.labelled_in("events", (3, 20)) == []
    assert marks.labelled_in("hands", (0, 50)) == [hold]
