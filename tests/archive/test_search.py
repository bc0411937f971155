"""Full-text search: what a person types as an expression, and what is shown of what was found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.archive.search import expression, snippet
from dateline.errors import SettingError

from .samples import RUN, coded_for, incident_of, received

TEXT_OF_ACCENTS = "The café in Zürich was hit by a pump\nstation shell."


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("pump", '"pump"*'),
        ("pump station", '"pump" "station"*'),
        ('"pump station"', '"pump station"'),
        ('"pump station" kirk', '"pump station" "kirk"*'),
        ('pump"station', '"pumpstation"'),
        ("a - b", '"a" "b"*'),
        ("NEAR(a", '"NEAR(a"*'),
    ],
)
def test_what_is_typed_as_an_expression(typed: str, asked: str) -> None:
    assert expression(typed) == asked


@pytest.mark.parametrize("typed", ["", " ", "!?", '""', "((("])
def test_without_a_word_nothing_can_be_sought(typed: str) -> None:
    with pytest.raises(SettingError, match="no word"):
        expression(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_either_refused_or_understood(archive_of_one: Archive, typed: str) -> None:
    try:
        expression(typed)
    except SettingError:
        return
    found, total = archive_of_one.search_reports(words=typed)
    assert len(found) == total <= 1
    assert len(archive_of_one.quoting(typed)) <= 1


@pytest.fixture(scope="module")
def archive_of_one(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.open(tmp_path_factory.mktemp("search") / "a.db")
    report, data = received(id_="r1", title="Shots in Qasr")
    archive.put(report, data, RUN, coded_for(report))
    archive.replace_incidents([incident_of(coded_for(report))])
    return archive


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("zurich caf", ["café", "Zürich"]),
        ("CAFÉ", ["café"]),
        ('"pump station"', ["pump station"]),
        ("pump stat", ["pump", "station"]),
        ("pum station", ["station"]),
        ("nothing", []),
    ],
)
def test_words_are_marked_whatever_their_accents_and_capitals(words: str, hits: list[str]) -> None:
    parts = snippet(TEXT_OF_ACCENTS, words)
    assert [text for text, hit in parts if hit] == hits
    assert "".join(text for text, _ in parts) == " ".join(TEXT_OF_ACCENTS.split("\n"))


@given(st.text("ab éÉß\n.", max_size=400), st.sampled_from(["a", "ab", "é a", '"a b"', "É"]))
def test_a_snippet_is_a_stretch_of_the_text(text: str, words: str) -> None:
    shown = "".join(part for part, _ in snippet(text, words)).removeprefix("…").removesuffix("…")
    assert shown in text.replace("\n", " ")


def test_a_snippet_of_many_hits_takes_no_longer() -> None:
    began = time.process_time()
    snippet("Police said nothing.\n" * 500_000, "police nothing")
    assert time.process_time() - began < 2


def test_an_index_follows_what_is_received_corrected_and_purged(archive: Archive) -> None:
    report, data = received(id_="r1", title="Shots in Qasr")
    archive.put(report, data, RUN, coded_for(report))
    archive.correct("r1", title="Gunfire near the river", by="Ada")
    assert archive.search_reports(words="shots")[1] == 0
    assert [f.title for f in archive.search_reports(words="river qasr")[0]] == ["Gunfire near the river"]
    archive.replace_incidents([incident_of(coded_for(report))])
    assert archive.quoting("red dawn") == {0}
    archive.purge_name("Red Dawn", by="Ada", reason="asked")
    assert archive.search_reports(words="dawn")[1] == 0
    assert archive.quoting("dawn") == set()
    assert archive.search_reports(words="river")[1] == 1
    archive.purge_report("r1", by="Ada", reason="asked")
    assert archive.search_reports(words="river")[1] == 0


def test_reports_are_listed_by_outlet_and_by_whether_they_were_taken_back(archive: Archive) -> None:
    for number, outlet in enumerate(("Wire", "Record", "Wire")):
        report, data = received(f"Text {number}.", id_=f"r{number}", outlet=outlet)
        archive.put(report, data, RUN, coded_for(report))
    archive.withdraw("r2", by="Ada", reason="a mistake")
    assert [f.id for f in archive.search_reports(outlets=["Wire"])[0]] == ["r0", "r2"]
    assert [f.id for f in archive.search_reports(withdrawn=True)[0]] == ["r2"]
    assert [f.id for f in archive.search_reports(withdrawn=False)[0]] == ["r0", "r1"]
    first, total = archive.search_reports(limit=2)
    assert ([f.id for f in first], total) == (["r0", "r1"], 3)
    assert [f.id for f in archive.search_reports(after=first[-1].seq)[0]] == ["r2"]
