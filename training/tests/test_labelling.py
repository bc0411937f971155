"""The passages are read as they are marked, wrong ones refused, and the convolutions learn what a neighbour tells."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from dateline.reader.network.network import TELLING
from dateline.reader.network.weights import MANIFEST

from training import labelling
from training.corpora.passages import LABELS, WrongPassage, read_passages, unmarked
from training.export import put_telling
from training.heads.labelling import SIGNS


def test_marks_are_taken_out_and_keep_their_place() -> None:
    passage = unmarked("Rebels [overran|how] [Baga|place]; a [push|how|planned] west.", "hands")
    assert passage.text == "Rebels overran Baga; a push west."
    assert [(passage.text[a:b], label) for (a, b), label in passage.marks] == [
        ("overran", "how"), ("Baga", "place"), ("push", "how"),
    ]  # fmt: skip


def test_the_arrays_of_a_part_replace_those_in_place_and_the_hash_follows(tmp_path: Path) -> None:
    np.savez(tmp_path / TELLING, **{"labels.old": np.zeros(2), "status.out": np.ones(3)})
    (tmp_path / MANIFEST).write_text('{"files": {}}', encoding="utf-8")
    put_telling(tmp_path, "labels", {"0.new": np.arange(4)})
    with np.load(tmp_path / TELLING) as stored:
        assert {name: stored[name].tolist() for name in stored.files} == {
            "status.out": [1, 1, 1], "labels.0.new": [0, 1, 2, 3],
        }  # fmt: skip
    told = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))["files"][TELLING]
    assert told == hashlib.sha256((tmp_path / TELLING).read_bytes()).hexdigest()


def test_the_labels_of_words() -> None:
    passage = unmarked("It [fell|how].", "hands")
    assert labelling.labelled(passage, [(0, 2), (3, 7), (7, 8)]).tolist() == [0, 4, 0]


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("hands_1.txt", "It [fell|WHERE].", "hands_1.txt:1: WHERE"),
        ("hands_1.txt", "It [fell how].", "hands_1.txt:1: no mark"),
        ("hands_1.txt", "It [fell|how|perhaps].", "hands_1.txt:1: perhaps"),
        ("hands_1.txt", "", "hands_1.txt:1: no mark, or an empty line"),
        ("words.txt", "It fell.", "begins with no question"),
    ],
)
def test_a_wrong_passage_is_named(tmp_path: Path, name: str, line: str, message: str) -> None:
    (tmp_path / name).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(WrongPassage, match=message.replace(".", r"\.")):
        read_passages(tmp_path)


def test_the_passages_that_ship_with_the_recipe() -> None:
    passages = read_passages()
    once = Counter((passage.asked, passage.text) for passage in passages)
    assert once.most_common(1)[0][1] == 1
    for asked, names in LABELS.items():
        mine = [passage for passage in passages if passage.asked == asked]
        assert {label for passage in mine for _, label in passage.marks} == set(names)
        assert any(not passage.marks for passage in mine)


def test_a_word_is_told_by_the_word_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "EPOCHS", 12)
    rng = np.random.default_rng(2)
    lessons = []
    for _ in range(60):
        signs = np.zeros((40, SIGNS), dtype=np.float16)
        signs[:, 0] = rng.integers(0, 2, 40) * 4
        labels = np.zeros(40, dtype=np.int64)
        labels[1:] = (signs[:-1, 0] > 0) * 2
        lessons.append(labelling.Lesson("hands", signs, labels))
    found = labelling.figures(labelling.train(lessons), lessons)
    assert found["hands from 0.5"]["precision"] > 0.95
    assert found["hands from 0.5"]["recall"] > 0.95
    assert found["hands from 0.5"]["right_label"] > 0.95
