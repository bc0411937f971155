"""Removing reports and names: nothing is left, not even in the bytes of the files, and it is written down."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import pytest

from dateline.archive import Archive
from dateline.decisions import MASK
from dateline.errors import ArchiveError, NotInArchive, ReviewError
from dateline.records import Coded, to_json

from .samples import OTHER_RUN, RUN, TEXT, coded_for, incident_of, received

OTHER = "Nothing of note happened in the valley on Monday, residents said."


def files_of(path: Path) -> bytes:
    """All bytes that the archive has on disk."""
    return b"".join(f.read_bytes() for f in sorted(path.parent.glob(path.name + "*")))


@pytest.fixture
def full(archive: Archive) -> Archive:
    """Two reports with the name, one without, results of two runs, a correction and two incidents."""
    for id_ in ("r1", "jane-doe-shot.txt"):
        report, data = received(id_=id_, title="Jane Doe shot", url="https://x.example/jane-doe")
        coded = coded_for(report, mention_id=f"{id_}#1")
        archive.put(report, data, RUN, coded, dates=[("page", "Jane Doe")], notes=["about JANE  DOE"])
        archive.put(report, data, OTHER_RUN, coded)
    other, data = received(OTHER, id_="r3")
    archive.put(other, data, RUN, Coded(report=other, entities=(), mentions=()), why_not_coded="for Jane Doe")
    archive.correct("r1", title="Death of Jane Doe", by="Jane Doe", reason="jane doe asks")
    archive.put(archive.find("r1").report, received()[1], RUN, coded_for(archive.find("r1").report, mention_id="r1#1"))
    results = [coded for coded, _ in archive.newest() if coded.mentions]
    archive.replace_incidents([incident_of(*results), incident_of(results[1], id_="i2")])
    return archive


def test_no_trace_of_a_name_is_left(full: Archive, path: Path) -> None:
    full.purge_name("Nobody Here", by="Ada", reason="")
    before = {s.report.id: s.report.text for s in full.reports()}
    result = full.purge_name("jane doe", by="Ada", reason="Jane Doe asks for it")
    hidden = MASK * 8 + "-shot.txt"
    assert result.reports == ("r1", hidden, "r3")
    assert result.places > 20
    for stored in full.reports():
        text = stored.report.text
        assert len(text) == len(before.get(stored.report.id, TEXT))
        assert stored.redacted
        assert full.data(stored.report.id) is None
    assert "shot ████████ in" in full.find("r1").report.text
    assert full.find("r1").report.title == "Death of " + MASK * 8
    assert full.why_not_coded("r3") == f"for {MASK * 8}"
    everything = [to_json(coded) for coded, _ in full.newest()]
    everything += [to_json(full.old("r1", run.id)) for run, _, _ in full.runs("r1")]
    everything += [to_json(incident) for incident in full.iter_incidents()]
    everything += [str(full.history()).encode(), str(list(full.reports())).encode()]
    raw = files_of(path)
    full.close()
    for words in (b"jane", b"doe"):
        assert words not in b"".join(everything).lower()
        assert words not in raw.lower()
        assert words not in files_of(path).lower()
    assert full.check() == []
    assert {s.report for i in full.iter_incidents() for s in i.support} == {"r1", hidden}
    assert set(full.mentions()["mention"]) == {"r1#1", f"{hidden}#1"}
    entry = full.history()[-1]
    assert (entry.kind, entry.by, entry.reason) == ("purged name", "Ada", f"{MASK * 8} asks for it")
    assert entry.details == {"places": result.places, "reports": 3}


def test_a_second_purge_finds_nothing(full: Archive) -> None:
    full.purge_name("Jane Doe", by="Ada", reason="")
    again = full.purge_name("Jane Doe", by="Ada", reason="")
    assert (again.reports, again.places) == ((), 0)
    assert [e.kind for e in full.history()].count("purged name") == 2


def test_other_reports_keep_everything(archive: Archive) -> None:
    report, data = received(OTHER)
    archive.put(report, data, RUN, coded_for(report))
    before = list(archive.reports())
    assert archive.purge_name("Jane Doe", by="Ada", reason="").reports == ()
    assert list(archive.reports()) == before
    assert archive.data(report.id) == data


def test_bytes_that_hold_the_name_beside_the_text_go(archive: Archive, path: Path) -> None:
    page = f"<nav>Jane&nbsp;Doe</nav><p>{OTHER}</p>".encode()
    report, data = received(OTHER, id_="page", data=page)
    archive.put(report, data, RUN, coded_for(report))
    packed = zlib.compress(page)
    assert packed in files_of(path)
    assert archive.purge_name("Jane Doe", by="Ada", reason="").reports == ("page",)
    assert (archive.data("page"), archive.find("page").report.text) == (None, OTHER)
    assert packed not in files_of(path)
    archive.put(report, data, OTHER_RUN, coded_for(report))
    assert archive.data("page") is None, "the input does not bring them back"


def test_the_input_does_not_bring_a_name_back(archive: Archive, path: Path) -> None:
    report, data = received()
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name("Jane Doe", by="Ada", reason="")
    left = archive.find(report.id).report
    assert archive.as_stored(report) == left
    archive.put(report, data, OTHER_RUN, coded_for(report), notes=["Jane Doe"])
    assert archive.find(report.id).report == left
    [(coded, run)] = archive.newest()
    assert (run, coded.report) == (OTHER_RUN.id, left)
    assert coded.entities[0].name == MASK * 8
    archive.put(left, data, RUN, msgspec.structs.replace(coded, report=left))
    assert b"jane" not in files_of(path).lower()

    copy, data = received(id_="copy")
    with pytest.raises(ArchiveError, match="would bring its text in again"):
        archive.put(copy, data, RUN, coded_for(copy))
    changed, data = received(TEXT + " More.", id_=report.id)
    with pytest.raises(ArchiveError, match="a name was purged"):
        archive.put(changed, data, RUN, coded_for(changed))
    assert len(list(archive.reports())) == 1


def test_forced_it_comes_back_and_history_says_so(archive: Archive) -> None:
    report, data = received()
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name("Jane Doe", by="Ada", reason="")
    stored = archive.put(report, data, RUN, coded_for(report), force=True)
    assert (stored.report, stored.version, stored.redacted) == (report, 2, False)
    assert archive.history()[-1].kind == "restored"


def test_a_name_in_part_of_a_record_survives_recoding_by_hand(full: Archive) -> None:
    full.purge_name("Jane Doe", by="Ada", reason="")
    corrected = full.correct("r1", outlet="Other Wire", by="Ada")
    assert (corrected.redacted, corrected.version, full.data("r1")) == (True, 3, None)


@pytest.mark.parametrize(("name", "by"), [("", "Ada"), ("J", "Ada"), ("Jane Doe", " ")])
def test_name_purges_that_cannot_be(full: Archive, name: str, by: str) -> None:
    before = full.history()
    with pytest.raises(ReviewError):
        full.purge_name(name, by=by, reason="")
    assert full.history() == before


def test_a_purged_report_is_gone(full: Archive, path: Path) -> None:
    full.purge_report("r1", by="Ada", reason="not for us")
    assert full.stored("r1") is None
    assert full.is_purged("r1")
    assert not full.is_purged("r3")
    assert [i.id for i in full.iter_incidents()] == ["i2"], "the other rests on it"
    assert b"Death of" not in files_of(path)
    entry = full.history()[-1]
    assert (entry.kind, entry.report_id, entry.by, entry.reason) == ("purged report", "r1", "Ada", "not for us")
    assert full.history()[0].details == {}
    assert full.data("jane-doe-shot.txt") == received()[1], "its equal still needs the bytes"
    with pytest.raises(NotInArchive):
        full.purge_report("r1", by="Ada", reason="")
    with pytest.raises(ReviewError):
        full.purge_report("r3", by="", reason="")


def test_a_purged_report_is_not_taken_in_again(archive: Archive, path: Path) -> None:
    report, data = received()
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_report(report.id, by="Ada", reason="")
    assert zlib.compress(data) not in files_of(path)
    renamed, _ = received(id_="renamed")
    for again in (report, renamed):
        with pytest.raises(ArchiveError, match="was purged"):
            archive.put(again, data, RUN, coded_for(again))
    assert archive.sizes()["reports"] == 0
    archive.put(report, data, RUN, coded_for(report), force=True)
    assert archive.stored(report.id) is not None
    assert not archive.is_purged(report.id)
    assert archive.history()[-1].kind == "restored"


def test_a_redacted_report_can_be_purged(full: Archive) -> None:
    full.purge_name("Jane Doe", by="Ada", reason="")
    full.purge_report("r1", by="Ada", reason="")
    assert full.is_purged("r1")
    assert full.check() == []


def test_a_reader_in_the_way_is_named(full: Archive, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.archive.database.BUSY_SECONDS", 0.1)
    with Archive.open(path) as purging, Archive.open(path) as reading, reading._database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM reports").scalar_one()
        with pytest.raises(ArchiveError, match=r"(?s)another program.*again"):
            purging.purge_name("Jane Doe", by="Ada", reason="")
    assert full.purge_name("Jane Doe", by="Ada", reason="").places == 0
    assert b"jane" not in files_of(path).lower()


def test_ids_that_become_alike_stay_apart(archive: Archive) -> None:
    for id_ in ("jane-doe", "JANE_DOE", "jane.doe", "r1"):
        report, data = received(f"{OTHER} {id_.upper()[0]}{len(id_)}", id_=id_)
        archive.put(report, data, RUN, coded_for(report))
    archive.correct("jane-doe", title="T", by="Ada")
    result = archive.purge_name("Jane Doe", by="Ada", reason="")
    assert result.reports == (MASK * 8, f"{MASK * 8}~2", f"{MASK * 8}~3")
    assert [s.report.id for s in archive.reports()] == [*result.reports, "r1"]
    assert archive.history()[0].report_id == MASK * 8
    assert archive.marked() == [MASK * 8]


def test_incidents_of_renamed_reports_follow_them(archive: Archive) -> None:
    results = []
    for id_ in ("jane-doe", "jane_doe"):
        report, data = received(id_=id_)
        results.append(coded_for(report))
        archive.put(report, data, RUN, results[-1])
    archive.replace_incidents([incident_of(results[0], id_="i1"), incident_of(results[1], id_="i2")])
    archive.purge_name("Jane Doe", by="Ada", reason="")
    supports = [[s.report for s in incident.support] for incident in archive.iter_incidents()]
    assert supports == [[MASK * 8], [f"{MASK * 8}~2"]]
    frame = archive.incidents()
    assert frame["recipients"].to_list() == [MASK * 8, MASK * 8]
    assert frame["actors"].to_list() == ["Red Dawn", "Red Dawn"]


def test_the_id_of_a_purged_report_loses_the_name_too(archive: Archive, path: Path) -> None:
    report, data = received(id_="jane-doe.txt")
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_report("jane-doe.txt", by="Ada", reason="about jane doe")
    archive.purge_name("Jane Doe", by="Ada", reason="")
    assert b"jane" not in files_of(path).lower()
    again, data = received(id_="another name")
    with pytest.raises(ArchiveError, match="was purged"):
        archive.put(again, data, RUN, coded_for(again))


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Red Dawn", TEXT, TEXT.replace("Red Dawn", MASK * 8)),
        ("Qasr", TEXT, TEXT.replace("Qasr", MASK * 4)),
        ("police", TEXT, TEXT.replace("police", MASK * 6)),
        ("on Sunday", TEXT, TEXT.replace("on Sunday", MASK * 9)),
        ("shot Jane", TEXT, TEXT.replace("shot Jane", MASK * 9)),
        ("unday", TEXT, TEXT),
    ],
)
def test_whatever_is_hidden_every_span_still_fits(archive: Archive, name: str, text: str, left: str) -> None:
    report, data = received(text, id_="r1")
    archive.put(report, data, RUN, coded_for(report))
    archive.replace_incidents([incident_of(coded_for(report))])
    archive.purge_name(name, by="Ada", reason="")
    stored = archive.find("r1")
    assert (stored.report.text, stored.redacted) == (left, left != text)
    [(coded, _)] = archive.newest()
    assert all(coded.report.text[r.start : r.end] == r.text for m in coded.mentions for r in m.roles)
    everything = to_json(coded) + b"".join(to_json(i) for i in archive.iter_incidents())
    assert (name.encode() in everything) is (left == text)
    assert archive.check() == []


def test_every_version_and_every_run_is_searched(archive: Archive, path: Path) -> None:
    first, data = received(id_="r1")
    archive.put(first, data, RUN, coded_for(first))
    second, data = received(OTHER, id_="r1")
    archive.put(second, data, OTHER_RUN, coded_for(second))
    archive.purge_name("Jane Doe", by="Ada", reason="")
    assert archive.old("r1", RUN.id).report.text == TEXT.replace("Jane Doe", MASK * 8).replace("JANE\n doe", MASK * 9)
    assert archive.old("r1", OTHER_RUN.id).report.text == OTHER
    assert archive.data("r1") is None
    assert zlib.compress(data) not in files_of(path)
