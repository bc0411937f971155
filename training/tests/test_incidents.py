"""The weights of pairs of tellings: what is planted is found again; and the corpora of same events are read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.corpora.same_event import read_ecb
from training.incidents import fit, fit_shares, table_of

DOCUMENT = """<?xml version="1.0"?>
<Document doc_name="1_1ecb.xml">
<token t_id="1" sentence="0">A</token>
<token t_id="2" sentence="0">bomb</token>
<token t_id="3" sentence="0">exploded</token>
<token t_id="4" sentence="1">The</token>
<token t_id="5" sentence="1">blast</token>
<token t_id="6" sentence="1">killed</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="3"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="5"/></ACTION_OCCURRENCE>
<NEG_ACTION_OCCURRENCE m_id="3"><token_anchor t_id="6"/></NEG_ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="2"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="blast" instance_id="ACT7"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT7"><source m_id="1"/><source m_id="2"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""


def test_the_weights_of_two_signs_are_found_again() -> None:
    chance = random.Random(5)
    pairs = []
    for _ in range(6000):
        signs = [sign for sign in ("place same", "day next") if chance.random() < 0.5]
        odds = -1.0 + 2.0 * ("place same" in signs) - 1.5 * ("day next" in signs)
        pairs.append((signs, chance.random() < 1 / (1 + 2.718281828**-odds)))
    weights = fit(pairs, pairs[:100])
    assert weights["place same"] == pytest.approx(2.0, abs=0.25)
    assert weights["day next"] == pytest.approx(-1.5, abs=0.25)
    assert weights["always"] == pytest.approx(-1.0, abs=0.2)


def test_the_weights_of_shares_are_found_again() -> None:
    chance = random.Random(5)
    cases = []
    for _ in range(6000):
        told = {"mean": chance.uniform(-3, 3), "day same": chance.random()}
        odds = -0.5 + 1.5 * told["mean"] + 1.0 * told["day same"]
        cases.append((told, chance.random() < 1 / (1 + 2.718281828**-odds)))
    weights = fit_shares(cases)
    assert weights["mean"] == pytest.approx(1.5, abs=0.2)
    assert weights["day same"] == pytest.approx(1.0, abs=0.4)


def test_the_table_holds_each_sign_once() -> None:
    table, right = table_of([(["place same"], True), ([], False)])
    assert table.sum(1).tolist() == [2, 1]
    assert right.tolist() == [1, 0]


def test_events_of_ecb_are_named_over_reports_and_scored_where_annotated_in_full(tmp_path: Path) -> None:
    (tmp_path / "ecbplus" / "1").mkdir(parents=True)
    (tmp_path / "ecbplus" / "1" / "1_1ecb.xml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,1ecb,1\n", encoding="utf-8"
    )
    (report,) = read_ecb(tmp_path)
    assert [report.text[slice(*span)] for span in report.mentions] == ["exploded", "blast", "killed"]
    assert report.events[:2] == ("ACT7", "ACT7")
    assert report.events[2] != "ACT7"
    assert report.scored == (False, True, True)
    (tmp_path / "ECBplus_coreference_sentences.csv").unlink()
    (whole,) = read_ecb(tmp_path)
    assert whole.scored == (True, True, True), "without the list all sentences count"
