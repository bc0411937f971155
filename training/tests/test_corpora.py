"""The loaders on small hand-written files."""

import csv
import json
from pathlib import Path

import pytest

from training.corpora import bio, muc4, muc4_keys, plover
from training.corpora.factuality import read_factuality
from training.corpora.folds import fold_of
from training.corpora.gvdb import read_gvdb
from training.corpora.polnear import read_polnear
from training.corpora.told import read_told

KEY = """
0.  MESSAGE: ID                     DEV-MUC3-9999 (NOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  11 FEB 91
3.  INCIDENT: LOCATION              ATLANTIS: NORTH SHORE (DEPARTMENT): PORT BLUE (TOWN)
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "MORTAR"
                                    ? "RIFLE" / "M-16"
9.  PERP: INDIVIDUAL ID             -
18. HUM TGT: NAME                   "JUAN PEREZ"
19. HUM TGT: DESCRIPTION            "MAYOR": "JUAN PEREZ"
                                    "PEASANTS"

0.  MESSAGE: ID                     DEV-MUC3-9998 (NOSC)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def test_keys(tmp_path: Path) -> None:
    (tmp_path / "raw" / "dev").mkdir(parents=True)
    (tmp_path / "raw" / "dev" / "key-dev-x").write_text(KEY)
    keys = muc4_keys.read(tmp_path)
    assert keys["DEV-MUC3-9998"] == []
    (key,) = keys["DEV-MUC3-9999"]
    assert key.slots["type"] == ("BOMBING",)
    assert key.strings("instrument") == (("mortar",), ("rifle", "m-16"))
    assert key.strings("perp_individual") == ()
    assert key.strings("victim_description") == (("mayor",), ("peasants",))
    assert key.places() == ("north shore", "port blue")


def test_muc4_with_extra_roles(tmp_path: Path) -> None:
    (tmp_path / "raw" / "dev").mkdir(parents=True)
    (tmp_path / "processed").mkdir()
    (tmp_path / "raw" / "dev" / "key-dev-x").write_text(KEY)
    roles: dict[str, list[object]] = {role: [] for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    roles["Weapon"] = [[["mortar", 2]], [["rifle", 12], ["m-16", 20]]]
    record = {
        "docid": "DEV-MUC3-9999",
        "doctext": "a mortar, a rifle (m-16)",
        "templates": [{"incident_type": "bombing", **roles}],
    }
    (tmp_path / "processed" / "train.jsonl").write_text(json.dumps(record) + "\n")
    (report,) = muc4.with_extra_roles(muc4.read(tmp_path, "train"), tmp_path)
    (template,) = report.templates
    assert template.entities("Weapon") == (("mortar",), ("rifle", "m-16"))
    assert template.entities("VictimDescription") == (("mayor",), ("peasants",))
    assert template.entities("Place") == (("north shore",), ("port blue",))


def test_bio(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("The\tB-A\nUN\tI-A\nsaid\tO\nit\tI-B\n\n\na b\tO\n\nrebels B-A\ntroops B-A")
    first, second, third = bio.read_file(file, "x")
    assert first.words == ("The", "UN", "said", "it")
    assert first.spans == (bio.LabelledSpan(0, 2, "A"), bio.LabelledSpan(3, 4, "B"))
    assert second.spans == ()
    assert third.spans == (bio.LabelledSpan(0, 1, "A"), bio.LabelledSpan(1, 2, "A"))


def test_unmark() -> None:
    text, sources, targets = plover.unmark("<s>Iran</s> met <t>the UN</t> and <t>NATO</t>.")
    assert text == "Iran met the UN and NATO."
    assert [text[a:b] for a, b in sources] == ["Iran"]
    assert [text[a:b] for a, b in targets] == ["the UN", "NATO"]
    assert plover.right_roots("YIELD") == {"CONCEDE", "RETREAT"}


def test_folds_ignore_spacing_and_case() -> None:
    assert fold_of("The UN said so .") == fold_of("the UN said so.")
    assert {fold_of(str(number)) for number in range(100)} == set(range(5))


def test_factuality(tmp_path: Path) -> None:
    path = tmp_path / "part.jsonl"
    row = {"text": "He tried to flee .", "targets": [{"span1": [3, 4], "label": -1.5, "span_text": "flee"}]}
    path.write_text(json.dumps(row))
    (sentence,) = read_factuality(path)
    assert sentence.words[sentence.happenings[0].word] == "flee"
    assert sentence.happenings[0].value == -1.5
    row["targets"][0]["span1"] = [9, 10]
    path.write_text(json.dumps(row))
    with pytest.raises(ValueError, match="target 9 is no word"):
        read_factuality(path)


def test_attributions(tmp_path: Path) -> None:
    """Parts in several stretches, an attribution without a source, and the first of two annotators."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a_b.txt").write_text("It burned, Ann said, all night. Experts agree.")
    lines = (
        "T1\tSource 11 14\tAnn", "T2\tCue 15 19\tsaid", "T3\tContent 0 9;21 30\tIt burned all night",
        "T4\tAttribution 15 19\tsaid", "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "T5\tCue 40 45\tagree", "E2\tAttribution:T5 Cue:T5",
    )  # fmt: skip
    (tmp_path / "attributions" / "a_b_1111.ann").write_text("\n".join(lines))
    (tmp_path / "attributions" / "a_b_2222.ann").write_text("")
    (article,) = read_polnear(tmp_path)
    first, second = article.attributions
    assert (first.source, first.cue, first.content) == (((11, 14),), ((15, 19),), ((0, 9), (21, 30)))
    assert (second.source, second.content) == ((), ())
    assert article.text[slice(*second.cue[0])] == "agree"


def test_shootings(tmp_path: Path) -> None:
    victims = [{"victim-was": ["killed"]}, {"victim-was": ["injured", "hospitalized"]}, {"victim-was": []}, {}]
    row = ["7", "Two shot", "Two shot Two people were shot.", json.dumps({"victim-section": victims}), "w"]
    path = tmp_path / "gvdb_dev.tsv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t")
        writer.writerows([["Article id", "Article title", "Full text", "Json", "Worker"], row])
    (shooting,) = read_gvdb(path)
    assert (shooting.id, shooting.title, shooting.text) == ("7", "Two shot", "Two people were shot.")
    assert (shooting.killed, shooting.injured) == (1, 1)


def test_events_with_how_they_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "intra-doc_annotation" / "topic"
    folder.mkdir(parents=True)
    (folder / "one.xml").write_text(
        '<Document><token t_id="1" sentence="0">They</token><token t_id="2" sentence="0">may</token>'
        '<token t_id="3" sentence="0">strike</token><token t_id="4" sentence="1">Good</token><Markables>'
        '<EVENT_MENTION m_id="1" certainty="POSSIBLE" polarity="POS" time="FUTURE"><token_anchor t_id="3"/>'
        '</EVENT_MENTION><EVENT_MENTION m_id="2" certainty=""/></Markables></Document>',
        encoding="utf-8",
    )
    (report,) = read_told(tmp_path)
    assert (report.text, report.sentences) == ("They may strike Good", ((0, 15), (16, 20)))
    (event,) = report.events
    assert report.text[slice(*event.span)] == "strike"
    assert (event.certainty, event.polarity, event.time) == ("uncertain", "positive", "future")
