"""Which candidate a name means: shares that add up, an order that does not matter, and weights that are not there."""

from __future__ import annotations

import dataclasses
import functools
import io
import itertools
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.ground.places import Proposal, gazetteer, propose, ranker
from dateline.ground.places.areas import Array
from dateline.ground.places.features import ALONE, HOWS, KINDS, NONE, gather
from dateline.ground.places.geometry import distance
from dateline.ground.places.ranker import Ranker, softmax
from dateline.ground.places.together import LEVELS, LIKELY, NEAR_KM, TOGETHER, Names, together

from .texts import marked

MODULE = sys.modules["dateline.ground.places.ranker"]
TEXT = (
    "[Paris], [Texas] - {Iraqi} forces left [Mosul] and [Springfield] for [Georgia], [Xyzzyville], [Tripoli] and the "
    "[Kirkuk province] on the border with [Syria]. [Mosul] burned; so did [Moosul], [Al-Qaim] and [San José]."
)


@functools.cache
def names() -> Names:
    text, marks = marked(TEXT)
    return gather(gazetteer(), text, propose(gazetteer(), text, marks))


def random_net(
    rng: np.random.Generator, width: int, size: float
) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    shapes = {
        "first.weight": (5, width), "first.bias": (5,), "second.weight": (1, 5), "second.bias": (1,),
        "inner.weight": (4, NONE), "inner.bias": (4,), "none.weight": (1, 4), "none.bias": (1,),
    }  # fmt: skip
    return {key: (size * rng.standard_normal(shape)).astype(np.float32) for key, shape in shapes.items()}


def random_ranker(seed: int, size: float = 1.0) -> Ranker:
    rng = np.random.default_rng(seed)
    return Ranker(*([random_net(rng, width, size) for _ in range(2)] for width in (ALONE, ALONE + TOGETHER)))


def test_features_are_finite_and_of_their_widths() -> None:
    found = names()
    assert found.alone.shape == (len(found.candidates), ALONE)
    assert found.none.shape == (len(found.names), NONE)
    assert np.isfinite(found.alone).all()
    assert np.isfinite(found.none).all()
    assert set(found.owner.tolist()) <= set(range(len(found.names)))
    beside = together(found, np.full(len(found.candidates), 0.5))
    assert beside.shape == (len(found.candidates), TOGETHER)
    assert np.isfinite(beside).all()


@pytest.mark.parametrize("name", ["Mosul", "Syria", "Somalia coast"])
def test_the_first_columns_tell_the_kind_and_how_it_bears_the_name(name: str) -> None:
    found = gather(gazetteer(), name, [Proposal((0, len(name)), "given")])
    assert found.candidates
    for row, candidate in zip(found.alone, found.candidates, strict=True):
        expected = [candidate.entry.kind == kind for kind in KINDS] + [candidate.how == how for how in HOWS]
        assert row[: len(expected)].tolist() == expected


def test_what_candidates_share_is_counted_pair_by_pair() -> None:
    found = names()
    likely = np.random.default_rng(0).random(len(found.candidates))
    expected = np.zeros((len(found.candidates), 7))
    for one, other in itertools.product(range(len(found.candidates)), repeat=2):
        mine, its = found.candidates[one].entry, found.candidates[other].entry
        if found.names[found.owner[one]] == found.names[found.owner[other]] or likely[other] < LIKELY:
            continue
        mass = likely[other] * (np.log1p(found.cues[found.owner[other]].count) + 0.5)
        if its.kind not in ("country", "region", "division"):
            expected[one, :3] += mass * (distance(mine.lat, mine.lon, its.lat, its.lon) < np.array(NEAR_KM))
        expected[one, 3] += mass * (mine.country is not None and mine.country == its.country)
        units = [gazetteer().chain(entry) for entry in (mine, its)]
        second = [sorted(chain)[1] if len(chain) > 1 else None for chain in units]
        expected[one, 4] += mass * (second[0] is not None and second[0] == second[1])
        expected[one, 5] += mass * (its.id != mine.id and its.id in units[0])
        expected[one, 6] += mass * (its.id != mine.id and mine.id in units[1])
    assert together(found, likely)[:, :7] == pytest.approx(np.log1p(expected), abs=1e-5)


def test_nets_side_by_side_give_the_mean_of_each_alone() -> None:
    rng = np.random.default_rng(3)
    nets = [[random_net(rng, width, 0.3) for _ in range(3)] for width in (ALONE, ALONE + TOGETHER)]
    found = names()

    def mean(stage: list[dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]], features: Array) -> Array:
        shares = []
        for net in stage:
            scores = np.tanh(features @ net["first.weight"].T + net["first.bias"]) @ net["second.weight"][0]
            nothing = np.tanh(found.none @ net["inner.weight"].T + net["inner.bias"]) @ net["none.weight"][0]
            shares.append(softmax(scores + net["second.bias"], nothing + net["none.bias"], found.owner)[0])
        average: Array = np.mean(shares, axis=0)
        return average

    first = mean(nets[0], found.alone)
    second = mean(nets[1], np.concatenate([found.alone, together(found, first)], axis=1))
    assert Ranker(*nets).probabilities(found)[0] == pytest.approx(second, abs=1e-5)


def test_places_lie_no_deeper_in_each_other_than_the_ranker_looks() -> None:
    for country in ("FRA", "GBR", "IRQ", "SYR", "UKR", "USA"):
        assert max(len(gazetteer().chain(entry)) for entry in gazetteer().entries(country)) <= LEVELS


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.1, 1.0, 30.0]), st.sampled_from([0.1, 1.0, 100.0]))
def test_the_shares_of_a_name_and_its_none_add_up_to_one(seed: int, size: float, spread: float) -> None:
    rng = np.random.default_rng(seed)
    found = dataclasses.replace(
        names(),
        alone=(spread * rng.standard_normal(names().alone.shape)).astype(np.float32),
        none=(spread * rng.standard_normal(names().none.shape)).astype(np.float32),
    )
    candidates, none = random_ranker(seed, size).probabilities(found)
    total = none.copy()
    np.add.at(total, found.owner, candidates)
    assert total == pytest.approx(np.ones(len(found.names)), abs=1e-5)
    assert (candidates >= 0).all()
    assert (none >= 0).all()


@given(
    st.lists(st.tuples(st.integers(0, 4), st.floats(-500, 500)), max_size=30),
    st.lists(st.floats(-500, 500), min_size=5, max_size=5),
)
def test_softmax(scored: list[tuple[int, float]], nothing: list[float]) -> None:
    owner = np.array([number for number, _ in scored], dtype=np.int64)
    scores, none = np.array([score for _, score in scored]), np.array(nothing)
    shares, rest = softmax(scores, none, owner)
    total = rest.copy()
    np.add.at(total, owner, shares)
    assert total == pytest.approx(np.ones(5))
    for at, number in enumerate(owner):
        assert (shares[at] > rest[number]) <= (scores[at] > none[number]), "who scores higher is likelier"


def test_the_shipped_ranker_says_how_sure_it_is() -> None:
    candidates, none = ranker().probabilities(names())
    choice, probability = ranker().choose(names())
    for number in range(len(names().names)):
        own = candidates[names().owner == number]
        best = max(own, default=0.0)
        assert probability[number] == pytest.approx(max(best, none[number]))
        assert (choice[number] >= 0) == (best > none[number])
        if choice[number] >= 0:
            assert names().owner[choice[number]] == number


def test_no_names_at_all() -> None:
    empty = gather(gazetteer(), "nothing", [])
    candidates, none = ranker().probabilities(empty)
    choice, probability = ranker().choose(empty)
    assert (candidates.size, none.size, choice.size, probability.size) == (0, 0, 0, 0)


def test_names_without_candidates_are_none() -> None:
    text, marks = marked("They left [Dunmore-on-the-Moon] for [Qwxyzzq].")
    found = gather(gazetteer(), text, propose(gazetteer(), text, marks))
    assert found.candidates == ()
    choice, probability = ranker().choose(found)
    assert choice.tolist() == [-1, -1]
    assert probability.tolist() == pytest.approx([1.0, 1.0])


# The file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ranker reads this file instead of the one that ships."""
    path = tmp_path / "ranker.npz"
    monkeypatch.setattr(MODULE, "OUT_FILE", str(path))
    return path


def test_what_is_saved_can_be_read(file: Path) -> None:
    made = random_ranker(1)
    made.save(file)
    read = ranker.__wrapped__()
    for one, other in zip(made.probabilities(names()), read.probabilities(names()), strict=True):
        assert one == pytest.approx(other, abs=0.02)  # half precision


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(DataError, match="missing") as caught:
        ranker.__wrapped__()
    assert "ranker.npz" in str(caught.value)
    assert "Install Dateline again" in str(caught.value)


def npz(**arrays: object) -> bytes:
    out = io.BytesIO()
    np.savez(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def npy(array: object) -> bytes:
    out = io.BytesIO()
    np.save(out, array)  # type: ignore[arg-type]
    return out.getvalue()


DAMAGED = {
    "text": b"these are no weights",
    "names without a stage": npz(weights=np.zeros(3)),
    "words for numbers": npz(**{"0.0.first.weight": np.array(["a", "b"])}),
    "nothing": b"",
    "cut short": npz(weights=np.zeros(300))[:200],
    "no archive": npy(np.zeros(3)),
    "a net without its weights": npz(**{"0.0.first.bias": np.zeros(3)}),
}


@pytest.mark.parametrize(
    "data",
    [
        *(pytest.param(data, id=name) for name, data in DAMAGED.items()),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(DataError, match=r"damaged|another version") as caught:
        ranker.__wrapped__()
    assert "ranker.npz" in str(caught.value)


def test_a_file_without_its_second_stage_is_of_another_version(file: Path) -> None:
    Ranker([random_net(np.random.default_rng(0), ALONE, 1.0)]).save(file)
    with pytest.raises(DataError, match="another version"):
        ranker.__wrapped__()


@pytest.mark.parametrize("widths", [(ALONE + 1, ALONE + TOGETHER), (ALONE, ALONE + TOGETHER - 1), (ALONE, ALONE)])
def test_a_file_for_other_features_is_of_another_version(file: Path, widths: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    Ranker(*([random_net(rng, width, 1.0)] for width in widths)).save(file)
    with pytest.raises(DataError, match="another version"):
        ranker.__wrapped__()


def test_a_file_for_other_features_of_none_is_of_another_version(file: Path) -> None:
    rng = np.random.default_rng(0)
    nets = [random_net(rng, width, 1.0) for width in (ALONE, ALONE + TOGETHER)]
    for net in nets:
        net["inner.weight"] = net["inner.weight"][:, :-1]
    Ranker(*([net] for net in nets)).save(file)
    with pytest.raises(DataError, match="another version"):
        ranker.__wrapped__().choose(names())
