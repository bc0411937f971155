"""Reading annotated reports: offsets, dates, parts that are not annotated, ways of writing a value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from timexes import paragraphs, read_folder, same_value

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-04-12" functionInDocument="CREATION_TIME">April 12, 2013</TIMEX3></DCT>
<TITLE>Not counted on <TIMEX3 tid="t9" type="DATE" value="2013-04-12">Friday</TIMEX3></TITLE>
<TEXT>

Gunmen <EVENT eid="e1" class="OCCURRENCE">struck</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2013-04-11">Thursday</TIMEX3> &amp; fled.

It was the worst week in <TIMEX3 tid="t2" type="DURATION" value="P2Y">two <b>years</b></TIMEX3>.
</TEXT></TimeML>"""
NEWSREADER = """<?xml version="1.0" ?><Document doc_id="1">
<token number="0" sentence="0" t_id="1">Bomb</token><token number="1" sentence="0" t_id="2">on</token>
<token number="2" sentence="0" t_id="3">Monday</token><token number="3" sentence="0" t_id="4">.</token>
<token number="4" sentence="1" t_id="5">Not</token><token number="5" sentence="1" t_id="6">marked</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" m_id="1" type="DATE" value="03-02-2009"/>
<TIMEX3 functionInDocument="NONE" m_id="2" type="DATE" value="2009-02-02"><token_anchor t_id="3"/></TIMEX3>
</Markables></Document>"""


def test_timeml(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    (report,) = read_folder(tmp_path)
    assert report.created == dt.date(2013, 4, 12)
    assert [(report.text[slice(*t.span)], t.value) for t in report.timexes] == [
        ("Thursday", "2013-04-11"),
        ("two years", "P2Y"),
    ]
    assert "Thursday & fled" in report.text
    assert len(list(paragraphs(report.text))) == 2


def test_newsreader_ends_where_its_annotation_ends(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.xml").write_text(NEWSREADER, encoding="utf-8")
    (report,) = read_folder(tmp_path)
    assert (report.text, report.created, report.sentences) == ("Bomb on Monday.", dt.date(2009, 2, 3), ((0, 15),))
    assert [report.text[slice(*t.span)] for t in report.timexes] == ["Monday"]


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=tmp_path.name):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2000-W8", "2000-W08", True), ("1949-XX", "1949", True), ("1998-10-XX", "1998-10", True), ("196X", "196", True),
        ("2000-01-05TNI", "2000-01-05", False), ("P9M", "PT9M", False), ("1998-W32", "1998-08", False), ("P1Y", None, False),
    ],
)  # fmt: skip
def test_values_compare_by_what_they_say(one: str, other: str | None, same: bool) -> None:
    assert same_value(one, other) is same
