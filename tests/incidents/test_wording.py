"""Mentions compared by their words: each sign on small documents, the groups, and the file of the model."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import DataError
from dateline.incidents.wording import FILE, Told, Vectors, head, read_model, shipped, told_in
from dateline.incidents.wording_signs import SIGNS, joining, letter_likeness, likeness, shared, signs, unpacked

NO_VECTORS = Vectors({}, np.zeros((0, 4), dtype=np.float32))
QUAKE = "A strong earthquake struck Aceh on Tuesday. It killed 22 people."
SHOCK = "The earthquake hit Aceh province at 2.37 p.m. The tremor killed 22 villagers."
TRIAL = "A jury in Boston convicted Miller of murder. He killed his wife in 2009."


def told(document: str, text: str, *triggers: str) -> list[Told]:
    """The mentions whose triggers a text has; its sentences end with a full stop before a capital."""
    end = text.index(". ", text.index("p.m") + 2 if "p.m" in text else 0) + 1
    spans = [(text.index(word), text.index(word) + len(word)) for word in triggers]
    return told_in(document, text, [(0, end), (end + 1, len(text))], spans)


def sign(name: str, mentions: Sequence[Told], vectors: Vectors = NO_VECTORS) -> list[list[float]]:
    """One sign of all pairs."""
    values: list[list[float]] = signs(mentions, vectors)[:, :, SIGNS.index(name)].tolist()
    return values


@pytest.fixture
def mentions() -> list[Told]:
    return [
        *told("a", QUAKE, "earthquake", "killed"),
        *told("b", SHOCK, "tremor", "killed"),
        *told("c", TRIAL, "killed"),
    ]


def test_a_mention_stands_in_the_sentence_where_its_trigger_begins() -> None:
    first, second = told("a", QUAKE, "struck", "killed")
    assert (first.number, second.number) == (0, 1)
    assert (second.trigger_text, second.sentence_text) == ("killed", "It killed 22 people.")
    with pytest.raises(ValueError, match="no sentence at 70"):
        told_in("a", QUAKE, [(0, 43)], [(70, 75)])


@pytest.mark.parametrize(
    ("trigger", "stem"), [("killed", "kill"), ("was killed", "kill"), ("carried out", "carri"), ("It", "it")]
)
def test_the_head_is_the_first_word_that_is_no_small_one(trigger: str, stem: str) -> None:
    assert head(trigger) == stem


def test_triggers_by_their_stems_and_letters(mentions: list[Told]) -> None:
    assert sign("stem same", mentions)[1] == [0, 1, 0, 1, 1]
    assert sign("letters", mentions)[1][3] == 1
    # "killed" heads three of five mentions, "tremor" one.
    assert sign("rarer", mentions)[1][2] == pytest.approx(np.log(1 / 5))
    assert sign("commoner", mentions)[1][2] == pytest.approx(np.log(3 / 5))
    assert sign("stem in sentence", mentions)[1] == [0, 1, 1, 1, 1]


def test_what_sentences_share(mentions: list[Told]) -> None:
    numbers = sign("numbers", mentions)
    assert numbers[1][3] > 0
    assert numbers[1][4] == 0
    assert sign("sentence same", mentions)[2] == [0, 0, 1, 1, 0]
    assert sign("words after", mentions)[1][3] > sign("words after", mentions)[1][4]


def test_documents_that_share_more_are_more_alike(mentions: list[Told]) -> None:
    for name in ("documents alike", "documents joined"):
        alike = sign(name, mentions)
        assert alike[0][2] > alike[0][4]
        assert alike[0][1] == pytest.approx(1)


def test_vectors_know_words_of_one_meaning(mentions: list[Told]) -> None:
    vectors = Vectors({"earthquak": 0, "tremor": 1}, unpacked(np.array([[0b11110000], [0b11110001]], dtype=np.uint8)))
    near, known = sign("vectors", mentions, vectors), sign("vectors known", mentions, vectors)
    assert near[0][2] == pytest.approx(6 / 8)  # seven bits of eight are equal
    assert (near[0][1], known[0][1], known[0][2]) == (0, 0, 1)
    # No trigger of document b is nearer to "earthquake" than "tremor".
    assert sign("best back", mentions, vectors)[0][2] == 0


def test_signs_are_the_same_both_ways(mentions: list[Told]) -> None:
    found = signs(mentions, shipped().vectors)
    assert found.shape == (5, 5, len(SIGNS))
    assert np.isfinite(found).all()
    assert found == pytest.approx(found.transpose(1, 0, 2), abs=1e-5)


def test_likeness_counts_only_what_few_have() -> None:
    alike = likeness([{"quake": 1, "aceh": 2}, {"quake": 1, "aceh": 1}, {"quake": 1}, {}])
    assert alike[0, 1] == pytest.approx(alike[1, 0])
    assert alike[0, 1] > alike[0, 2] > alike[0, 3] == 0
    both = shared([frozenset("ab"), frozenset("ab"), frozenset("c")])
    weight = 2 * np.log(4 / 2)
    assert both[0, 1] == pytest.approx(weight / (1 + weight))
    assert both[0, 2] == 0


def test_joining_is_average_linkage() -> None:
    """1 and 2 join at 0.8; 3 joins them at the mean of 0.4 and 0.2."""
    alike = np.array([[1, 0.8, 0.4], [0.8, 1, 0.2], [0.4, 0.2, 1]], dtype=np.float32)
    assert joining(alike) == pytest.approx(np.array([[1, 0.8, 0.3], [0.8, 1, 0.3], [0.3, 0.3, 1]]))


def test_letters_of_words_that_stand_twice() -> None:
    alike = letter_likeness(["attack", "attacks", "attack"])
    assert alike[0, 2] == 1
    assert 0.9 < alike[0, 1] < 1


def test_the_shipped_model_joins_tellings_of_one_event(mentions: list[Told]) -> None:
    groups = shipped().events(mentions)
    assert sorted(at for group in groups for at in group) == [0, 1, 2, 3, 4]
    odds = shipped().log_odds(mentions)
    assert odds[1, 3] > odds[1, 4]
    assert odds[1, 3] > odds[0, 3]


def test_few_or_no_mentions(mentions: list[Told]) -> None:
    assert shipped().events([]) == []
    assert shipped().events(mentions[:1]) == [[0]]


def test_the_order_of_the_mentions_does_not_matter(mentions: list[Told]) -> None:
    odds = shipped().log_odds(mentions)
    assert shipped().log_odds(mentions[::-1])[::-1, ::-1] == pytest.approx(odds, abs=1e-3)


@pytest.mark.parametrize("content", [None, b"no archive", b""])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / FILE
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        read_model(path)


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    whole = resources.files("dateline.incidents").joinpath("data", FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match="cannot be read"):
        read_model(tmp_path / FILE)


def test_a_model_of_other_signs_is_told(tmp_path: Path) -> None:
    held = io.BytesIO()
    text = np.frombuffer(b"quake", dtype=np.uint8)
    np.savez(held, stems=text, topics=text, bits=np.zeros((1, 1), np.uint8), mean=np.zeros(3), spread=np.ones(3))
    (tmp_path / FILE).write_bytes(held.getvalue())
    with pytest.raises(DataError, match="other signs"):
        read_model(tmp_path / FILE)
