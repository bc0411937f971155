"""Real processes in one archive: readers beside a writer, corrections and purges against each other, kills in the middle."""

from __future__ import annotations

import itertools
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.decisions import MASK
from dateline.records import Coded

from .samples import OTHER_RUN, RUN, coded_for, incident_of, received

ROOT = Path(__file__).parents[2]
HEAD = """
import sys
from pathlib import Path
from dateline.archive import Archive, RunDescription
from dateline.records import Coded
from tests.archive.samples import OTHER_RUN, RUN, TEXT, coded_for, incident_of, received

def say(*words):
    print(*words, flush=True)

path, word = Path(sys.argv[1]), sys.argv[2]
"""
PUTS = """
with Archive.open(path) as archive:
    for n in range(int(sys.argv[3])):
        report, data = received(f"{n:04} of {word} " + TEXT, id_=f"{word}-{n}")
        archive.put(report, data, RUN, Coded(report=report, entities=(), mentions=()))
        say(report.id)
"""
CORRECTS = """
with Archive.open(path, create=False) as archive:
    say("ready")
    sys.stdin.readline()
    for n in range(int(sys.argv[3])):
        archive.correct("r1", title=f"{word} {n}", by=word)
"""
RECODES = """
with Archive.open(path, create=False) as archive:
    say("ready")
    sys.stdin.readline()
    for n in range(int(sys.argv[3])):
        report = archive.find("r1").report
        run = RunDescription(word, "r", "g", {"n": n})
        archive.put(report, received()[1], run, coded_for(report))
"""
PURGES = """
with Archive.open(path, create=False) as archive:
    say("ready")
    sys.stdin.readline()
    result = archive.purge_name(word, by="Ada", reason="")
    say("purged", len(result.reports))
"""
REBUILDS = """
with Archive.open(path, create=False) as archive:
    say("ready")
    for n in range(10**6):
        told = [coded for coded, _ in archive.newest()]
        archive.replace_incidents([incident_of(*told, id_=f"i{n}-{k}") for k in range(5)])
        say(n)
"""

pytestmark = pytest.mark.slow


def start(program: str, path: Path, word: str, count: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", HEAD + program, str(path), word, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def line(process: subprocess.Popen[str]) -> str:
    """The next line that a process says; its errors where it says none."""
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if not said:
        raise AssertionError(process.communicate(timeout=60)[1])
    return said


def go(*processes: subprocess.Popen[str]) -> list[str]:
    """Lets processes that are ready begin together; gives what each said until its good end."""
    for process in processes:
        assert line(process) == "ready"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = []
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (err, process.returncode) == ("", 0)
        said.append(out.strip())
    return said


def fill(path: Path, count: int = 1) -> None:
    with Archive.open(path) as archive:
        for n in range(1, count + 1):
            report, data = received(id_=f"r{n}")
            archive.put(report, data, RUN, coded_for(report))


def test_a_reader_sees_only_whole_reports_while_another_process_writes(path: Path) -> None:
    fill(path)
    writer = start(PUTS, path, "w", 40)
    seen = 0
    try:
        told = {line(writer)}
        with Archive.open(path, create=False) as archive:
            while len(told) < 40:
                told.add(line(writer))
                listed = [coded.report.id for coded, _ in archive.newest()]
                assert told <= set(listed), "what was told as stored is there"
                assert len(listed) == len(set(listed)) >= seen
                assert set(listed) == {s.report.id for s in archive.reports()} & set(listed)
                sizes = archive.sizes()
                assert sizes["reports"] == sizes["coded"] == sizes["versions"]
                seen = len(listed)
            assert archive.check() == []
    finally:
        _, err = writer.communicate(timeout=60)
    assert (err, writer.returncode) == ("", 0)


def test_a_list_that_is_being_read_goes_on_while_another_process_adds(path: Path) -> None:
    """Iterating holds no transaction open: neither side waits, nothing comes twice."""
    fill(path, 60)
    with Archive.open(path, create=False) as archive:
        half = archive.newest()
        first = [next(half)[0].report.id for _ in range(10)]
        writer = start(PUTS, path, "w", 30)
        out, err = writer.communicate(timeout=60)
        assert (err, len(out.split())) == ("", 30)
        rest = [coded.report.id for coded, _ in half]
    assert first + rest[:50] == [f"r{n}" for n in range(1, 61)]
    assert rest[50:] in ([], [f"w-{n}" for n in range(30)])


def test_a_snapshot_does_not_move_under_its_reader(path: Path) -> None:
    fill(path)
    query = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM coded)"
    with Archive.open(path, create=False) as archive:
        with archive._database.reading() as connection:
            before = connection.exec_driver_sql(query).one()
            writer = start(PUTS, path, "w", 5)
            assert writer.communicate(timeout=60)[1] == ""
            assert connection.exec_driver_sql(query).one() == before == (1, 1)
        assert archive.sizes()["reports"] == 6


def test_two_processes_correct_one_report(path: Path) -> None:
    fill(path)
    go(*(start(CORRECTS, path, word, 15) for word in ("Ada", "Eve")))
    with Archive.open(path, create=False) as archive:
        entries = archive.history()
        assert archive.find("r1").version == len(entries) + 1 == 31
        for word in ("Ada", "Eve"):
            own = [e.details["title"]["to"] for e in entries if e.by == word]
            assert own == [f"{word} {n}" for n in range(15)], "no correction is lost"
        chain = [(e.details["title"]["from"], e.details["title"]["to"]) for e in entries]
        assert all(before[1] == after[0] for before, after in itertools.pairwise(chain)), "each saw the last"
        assert archive.find("r1").report.title == chain[-1][1]
        assert (archive.marked(), archive.check()) == (["r1"], [])


def test_a_correction_beats_results_that_another_process_coded_before_it(path: Path) -> None:
    fill(path)
    go(start(CORRECTS, path, "Ada", 15), start(RECODES, path, "2.0", 15))
    with Archive.open(path, create=False) as archive:
        stored = archive.find("r1")
        assert stored.report.title == "Ada 14"
        assert archive.check() == []
        corrected = [e for e in archive.history() if e.kind == "corrected"]
        assert len(corrected) == 15
        if not stored.marked:
            [(coded, _)] = archive.newest()
            assert coded.report == stored.report, "unmarked only where the correction is in the result"


def test_two_purges_at_once(path: Path) -> None:
    fill(path, 3)
    said = go(start(PURGES, path, "Jane Doe"), start(PURGES, path, "Red Dawn"))
    assert said == ["purged 3", "purged 3"]
    with Archive.open(path, create=False) as archive:
        for stored in archive.reports():
            assert stored.report.text.startswith(f"Gunmen of the {MASK * 8} shot {MASK * 8} in Qasr")
        assert archive.check() == []
        assert [e.kind for e in archive.history()] == ["purged name"] * 2
    raw = b"".join(f.read_bytes() for f in path.parent.glob(path.name + "*")).lower()
    assert b"jane" not in raw
    assert b"dawn" not in raw


def test_a_purge_against_a_coder_of_the_same_report(path: Path) -> None:
    """Whichever comes first, the name does not come back by a result coded from the old text."""
    fill(path)
    said = go(start(PURGES, path, "Jane Doe"), start(RECODES, path, "2.0", 12))
    assert said[0] == "purged 1"
    with Archive.open(path, create=False) as archive:
        assert archive.find("r1").redacted
        assert archive.data("r1") is None
        assert archive.check() == []
        for run, _, _ in archive.runs("r1"):
            coded = archive.old("r1", run.id)
            assert [e.name for e in coded.entities] == [MASK * 8, "Red Dawn"]
        assert archive.purge_name("Jane Doe", by="Ada", reason="").places == 0


def test_killing_a_rebuild_leaves_the_old_incidents_or_the_new(path: Path) -> None:
    fill(path, 3)
    process = start(REBUILDS, path, "x")
    assert line(process) == "ready"
    finished = [int(line(process)) for _ in range(3)][-1]
    process.kill()
    process.communicate(timeout=60)
    with Archive.open(path, create=False) as archive:
        ids = [i.id for i in archive.iter_incidents()]
        number = int(ids[0][1:].split("-")[0])
        assert ids == [f"i{number}-{k}" for k in range(5)]
        assert number >= finished
        assert archive.check() == []


def test_killing_a_purge_hides_the_name_everywhere_or_nowhere(path: Path) -> None:
    fill(path, 30)
    process = start(PURGES, path, "Jane Doe")
    assert line(process) == "ready"
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    try:
        process.communicate(timeout=0.02)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate(timeout=60)
    with Archive.open(path, create=False) as archive:
        hidden = {stored.redacted for stored in archive.reports()}
        assert len(hidden) == 1
        assert [e.kind for e in archive.history()] == ["purged name"] * (hidden == {True})
        assert archive.check() == []
        archive.purge_name("Jane Doe", by="Ada", reason="")
    assert b"jane" not in b"".join(f.read_bytes() for f in path.parent.glob(path.name + "*")).lower()


def test_threads_may_share_one_archive(path: Path) -> None:
    with Archive.open(path) as archive:

        def work(word: str) -> None:
            for n in range(15):
                report, data = received(f"{word} {n} in Qasr.", id_=f"{word}-{n}")
                archive.put(report, data, OTHER_RUN, Coded(report=report, entities=(), mentions=()))
                assert archive.find(report.id).report == report

        with ThreadPoolExecutor(3) as threads:
            for done in [threads.submit(work, word) for word in ("a", "b", "c")]:
                done.result(timeout=60)
        assert {s.report.id for s in archive.reports()} == {f"{w}-{n}" for w in "abc" for n in range(15)}
        assert archive.check() == []


def test_two_open_archives_of_one_process_see_each_other(path: Path) -> None:
    with Archive.open(path) as one, Archive.open(path) as other:
        report, data = received(id_="r1")
        one.put(report, data, RUN, coded_for(report))
        assert other.find("r1").report == report
        other.replace_incidents([incident_of(coded_for(report))])
        assert one.incident("i1").id == "i1"
        other.purge_report("r1", by="Ada", reason="")
        assert one.stored("r1") is None
        assert one.sizes()["incidents"] == 0
