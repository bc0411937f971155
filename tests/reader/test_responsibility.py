"""How a report holds a group responsible: signs, rules, the trained choice, and files that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.reader.clauses import parse
from dateline.reader.responsibility import (
    HOLDINGS,
    Named,
    Scorer,
    Sentences,
    TaggedReport,
    by_rule,
    load,
    shipped,
    sign_names,
    signs,
)
from dateline.reader.responsibility.cues import cues_of
from dateline.reader.responsibility.deciding import WEIGHTS
from dateline.reader.tagging import tag


def named(*sentences: str, group: str = "column") -> Named:
    """Sentences in lower case and where one word of them stands for the group."""
    split = tuple(tuple(sentence.lower().split()) for sentence in sentences)
    return Named(
        Sentences(split), tuple((n, i, i + 1) for n, s in enumerate(split) for i, word in enumerate(s) if word == group)
    )


RULES = [
    ("the column claimed responsibility for the blast", "claimed"),
    ("the blast was claimed by the column", "claimed"),
    ("police blamed the column for the blast", "accused"),
    ("the alleged column members attacked a bridge", "accused"),
    ("the column attacked a bridge", "stated as fact"),
    ("the column held a congress", "possible"),
]


@pytest.mark.parametrize(("sentence", "holding"), RULES)
def test_rules(sentence: str, holding: str) -> None:
    assert by_rule(named(sentence)).holding == holding


@pytest.mark.parametrize(("sentence", "holding"), RULES[:5])
def test_the_trained_choice_agrees_where_the_signs_are_plain(sentence: str, holding: str) -> None:
    verdict = shipped().decide(named(sentence, "a bridge was damaged"))
    assert verdict.holding == holding
    assert 1 / len(HOLDINGS) <= verdict.probability <= 1


@given(
    st.lists(
        st.lists(st.sampled_from(["column", "claimed", "by", "police", "attacked", "not", '"']), max_size=8), max_size=5
    )
)
def test_signs_are_shares(sentences: list[list[str]]) -> None:
    found = signs(named(*(" ".join(words) for words in sentences)))
    assert len(found) == len(sign_names())
    assert all(0 <= value <= 1 for value in found)


def test_nobody_named_gives_no_signs() -> None:
    assert not any(signs(named("police blamed the rebels")))


def test_mentions_are_found_in_tagged_sentences() -> None:
    text = "The Reed Column attacked Ode. It fled."
    found = TaggedReport([parse(tag(text, span)) for span in ((0, 29), (30, 38))]).named([(4, 15), (30, 32), (90, 95)])
    assert [found.sentences[n][start:end] for n, start, end in found.mentions] == [("reed", "column"), ("it",)]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=WEIGHTS):
        load(tmp_path / "none.toml")


GOOD = "\n".join(f'"{name}" = [0.0, 0.0, 0.0, 0.0]' for name in sign_names())
HEAD = f"holdings = {list(HOLDINGS)}\nbias = [0.0, 0.0, 0.0, 0.0]\n[weights]\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("holdings = [", "cannot be read"),
        ("bias = [1.0]", "no weights of"),
        (HEAD + '"one sign" = [0.0, 0.0, 0.0, 0.0]', "other signs"),
        (HEAD + GOOD.replace("0.0]", '"x"]', 1), "no number"),
        (HEAD + GOOD.replace(", 0.0]", "]"), "too few"),
        (HEAD + GOOD.replace("0.0]", "inf]", 1), "not finite"),
    ],
)
def test_a_damaged_file_is_told_apart(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / WEIGHTS).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=word):
        load(tmp_path / WEIGHTS)


def test_a_file_of_noughts_tells_nothing_apart(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_text(HEAD + GOOD, encoding="utf-8")
    assert load(tmp_path / WEIGHTS).decide(named("the column attacked")).probability == 0.25


def test_chances_sum_to_one() -> None:
    scorer = Scorer(np.ones((len(sign_names()), 4)), np.array([900.0, 0.0, -900.0, 0.0]))
    assert scorer.chances([signs(named("the column attacked"))]).sum() == pytest.approx(1)


def test_the_cues_of_a_report_are_read_once_for_all_its_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def counting(words: Sequence[str]) -> dict[str, list[int]]:
        seen.append(words)
        return cues_of(words)

    monkeypatch.setattr(sys.modules[signs.__module__], "cues_of", counting)
    split = tuple(f"fighters of group{n} attacked ode .".split() for n in range(40))
    report = Sentences(tuple(map(tuple, split)))
    told = [shipped().decide(Named(report, ((n, 2, 3),))) for n in range(40)]
    assert len(told) == len(seen) == 40
