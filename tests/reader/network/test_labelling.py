"""The labels of words: what the convolutions look at, and that weights without them label nothing."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.reader.network.around import REACH, convolved
from dateline.reader.network.labelling import EVENTS, LABELS, NETS, QUESTION, labels_of, signs
from dateline.reader.network.layers import Array, Weights
from dateline.reader.network.marking import LABELLED, Mark, Marks, mark
from dateline.reader.network.network import load_network

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
    answers = 1 + len(EVENTS)
    arrays |= {f"leave.{QUESTION}.weight": some(answers, SIDE), f"leave.{QUESTION}.bias": some(answers)}
    return Weights(arrays)


def weights(*seeds: int) -> Weights:
    return Weights({f"{n}.{name}": value for n, seed in enumerate(seeds) for name, value in net(seed=seed).items()})


def inputs(seed: int = 5) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    roots = rng.dirichlet([1.0] * ROOTS, len(WORDS)).astype(np.float32)
    return rng.normal(0, 1, (len(WORDS), WIDTH)).astype(np.float32), roots


def labels(*seeds: int) -> Array:
    found = labels_of(weights(*seeds), *inputs(), WORDS, EDGES)
    assert found is not None
    return found


def test_each_word_gets_a_distribution_over_none_and_the_types() -> None:
    found = labels(*range(NETS))
    assert found.shape == (len(WORDS), 1 + len(EVENTS))
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-5)


def test_several_nets_give_their_mean() -> None:
    each, found = [labels(*[seed] * NETS) for seed in range(NETS)], labels(*range(NETS))
    np.testing.assert_allclose(found, np.mean(each, axis=0), atol=1e-6)
    assert np.abs(found - each[0]).max() > 0.01


def test_the_types_are_in_the_order_in_which_the_shipped_nets_learned_them() -> None:
    weight = load_network().heads.part(LABELS)[f"0.leave.{QUESTION}.weight"]
    assert len(weight) == 1 + len(EVENTS)
    said = "Prosecutors have charged two former mayors. Thousands marched through the capital."
    (marks,) = mark(load_network(), [(said, [(0, 43), (44, len(said))])])
    told = {said[slice(*m.span)]: m.label for m in marks.labelled}
    assert told.get("charged") == "ACCUSE"
    assert told.get("marched") == "PROTEST"


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
    assert labels_of(Weights({}), *inputs(), WORDS, EDGES) is None


def test_marks_give_the_labelled_words_of_a_stretch() -> None:
    first, second = (Mark((a, a + 4), "ASSAULT", LABELLED) for a in (2, 20))
    marks = Marks(labelled=[first, second])
    assert marks.labelled_in((0, 21)) == [first, second]
    assert marks.labelled_in((3, 20)) == []
