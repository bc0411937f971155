"""From inputs to archive to incidents: order, reuse, corrections, purges, a kill at any moment."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.archive import Archive
from dateline.building import rebuild_incidents
from dateline.coder import Coder
from dateline.ingest import Metadata, Received, Refusal, read_bytes
from dateline.pipeline import Outcome, code_inputs, describe_run, recode_marked
from dateline.settings import Settings

SETTINGS = Settings()
CODER = Coder()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened
        assert opened.check() == []


def lines(*records: dict[str, str]) -> list[Received | Refusal]:
    data = "\n".join(json.dumps(r) for r in records).encode()
    return list(read_bytes(data, "jsonl", Metadata(), "reports.jsonl"))


def run(archive: Archive, inputs: list[Received | Refusal], coder: Coder = CODER) -> list[Outcome | Refusal]:
    return list(code_inputs(inputs, archive, coder, SETTINGS))


def outcomes(results: list[Outcome | Refusal]) -> list[Outcome]:
    assert all(isinstance(r, Outcome) for r in results), results
    return [r for r in results if isinstance(r, Outcome)]


BOMB = {"id": "bomb", "text": "A bomb killed three people in Kirkuk on Monday.", "published": "2025-03-10"}
FRENCH = {"id": "fr", "text": "Une bombe a tué trois personnes à Kirkouk lundi, selon la police irakienne."}


def test_results_come_in_input_order_with_refusals_between(archive: Archive) -> None:
    inputs = lines(*({"id": f"r{n}", "text": f"Gunmen attacked village {n}."} for n in range(40)))
    inputs.insert(20, lines({"id": "no text"})[0])
    results = run(archive, inputs)
    assert isinstance(results[20], Refusal)
    ids = [r.coded.report.id for r in results if isinstance(r, Outcome)]
    assert ids == [f"r{n}" for n in range(40)]


def test_outcomes_come_in_order_before_the_inputs_end(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """While some reports are coded the next are looked up, a few of them; of stored ones no more than a stretch."""
    monkeypatch.setattr(pipeline, "BATCH", 20)
    texts = [f"{BOMB['text']} {number}. {'They fled to a town. ' * 300}" for number in range(30)]
    every = lines(*({**BOMB, "id": f"b{number}", "text": text} for number, text in enumerate(texts)))
    taken = 0

    def inputs() -> Iterator[Received | Refusal]:
        nonlocal taken
        for item in every:
            taken += 1
            yield item

    for reused, most in ((False, 12), (True, 19)):
        taken, ahead, results = 0, [], []
        for outcome in code_inputs(inputs(), archive, CODER, SETTINGS):
            results.append(outcome)
            ahead.append(taken - len(results))
        assert [outcome.coded.report.id for outcome in outcomes(results)] == [f"b{number}" for number in range(30)]
        assert {outcome.reused for outcome in outcomes(results)} == {reused}
        assert max(ahead) <= most


def test_coding_the_same_report_twice_adds_nothing(archive: Archive) -> None:
    first = outcomes(run(archive, lines(BOMB)))[0]
    before = archive.sizes()
    again = outcomes(run(archive, lines(BOMB)))[0]
    assert (first.reused, again.reused) == (False, True)
    assert again.coded == first.coded
    after = archive.sizes()
    assert {k: v for k, v in after.items() if k != "bytes"} == {k: v for k, v in before.items() if k != "bytes"}


def test_one_id_with_two_texts_is_refused_by_its_line_and_changes_nothing(archive: Archive) -> None:
    other = {**BOMB, "text": "Police arrested two men in Basra."}
    first, second = run(archive, lines(BOMB, other))
    assert isinstance(first, Outcome)
    assert isinstance(second, Refusal)
    assert "reports.jsonl:2" in str(second.error)
    assert "came before with other content" in str(second.error)
    stored = archive.stored("bomb")
    assert stored is not None
    assert stored.version == 1
    assert stored.report.text == BOMB["text"]


def test_the_same_line_twice_is_one_report(archive: Archive) -> None:
    assert len(outcomes(run(archive, lines(BOMB, BOMB)))) == 2
    assert archive.sizes()["reports"] == archive.sizes()["versions"] == 1


def test_another_run_adds_results_and_leaves_the_old_ones_readable(archive: Archive) -> None:
    run(archive, lines(BOMB))
    fast = Settings(fast=True)
    list(code_inputs(lines(BOMB), archive, Coder(fast=True), fast))
    runs = archive.runs("bomb")
    assert [r.settings["fast"] for r, _, _ in runs] == [False, True]
    assert archive.old("bomb", runs[0][0].id).mentions
    assert [run_id for _, run_id in archive.newest()] == [runs[1][0].id]


def test_a_report_in_another_language_is_kept_marked_and_not_coded(archive: Archive) -> None:
    (outcome,) = outcomes(run(archive, lines(FRENCH)))
    assert outcome.coded.mentions == ()
    assert outcome.coded.entities == ()
    assert "its language is 'fr'" in outcome.notes[0]
    assert archive.why_not_coded("fr") == "language: fr"
    assert archive.data("fr") is not None
    (again,) = outcomes(run(archive, lines(FRENCH)))
    assert again.reused
    assert again.notes == outcome.notes


def test_a_corrected_date_is_used_by_recoding_and_beats_the_input(archive: Archive) -> None:
    run(archive, lines(BOMB))
    archive.correct("bomb", published=dt.date(2025, 3, 19), by="A. Reviewer", reason="misprint")
    assert archive.marked() == ["bomb"]
    (recoded,) = outcomes(list(recode_marked(archive, CODER, SETTINGS)))
    assert recoded.coded.mentions[0].moment is not None
    assert recoded.coded.mentions[0].moment.from_ == dt.date(2025, 3, 17)
    assert archive.marked() == []
    (again,) = outcomes(run(archive, lines(BOMB)))
    assert again.reused
    assert again.coded.report.published == dt.date(2025, 3, 19)


def test_a_marked_report_that_comes_again_is_coded_again(archive: Archive) -> None:
    run(archive, lines(BOMB))
    archive.correct("bomb", published=None, by="A. Reviewer")
    (again,) = outcomes(run(archive, lines(BOMB)))
    assert not again.reused
    assert again.coded.mentions[0].moment is not None
    assert again.coded.mentions[0].moment.from_ is None


def test_a_purged_report_is_refused_until_forced(archive: Archive) -> None:
    run(archive, lines(BOMB))
    archive.purge_report("bomb", by="A. Reviewer", reason="asked")
    (refused,) = run(archive, lines(BOMB))
    assert isinstance(refused, Refusal)
    assert "purged" in str(refused.error)
    assert "--force" in str(refused.error)
    (forced,) = code_inputs(lines(BOMB), archive, CODER, SETTINGS, force=True)
    assert isinstance(forced, Outcome)


def test_a_purged_name_does_not_come_back_with_the_same_report(archive: Archive) -> None:
    record = {"id": "p", "text": "Gunmen killed the teacher Orvan Tulmek in Kirkuk on Monday."}
    run(archive, lines(record))
    archive.purge_name("Orvan Tulmek", by="A. Reviewer", reason="asked")
    (again,) = outcomes(run(archive, lines(record)))
    assert "Tulmek" not in again.coded.report.text
    (recoded,) = outcomes(list(code_inputs(lines(record), archive, Coder(fast=True), Settings(fast=True))))
    assert "Tulmek" not in str(recoded.coded)


def test_incidents_are_rebuilt_from_the_newest_results(archive: Archive) -> None:
    other = {"id": "o", "text": "A bomb killed five people in Kirkuk on Monday.", "published": "2025-03-10"}
    run(archive, lines(BOMB, other))
    (incident,) = rebuild_incidents(archive)
    assert {s.report for s in incident.support} == {"bomb", "o"}
    assert list(archive.iter_incidents()) == [incident]
    archive.purge_report("o", by="A. Reviewer", reason="withdrawn")
    (left,) = rebuild_incidents(archive)
    assert left.id == incident.id
    assert {s.report for s in left.support} == {"bomb"}


def test_the_run_changes_with_everything_that_decides_the_result() -> None:
    runs = {describe_run(coder, settings).id for coder, settings in (
        (Coder(), Settings()), (Coder(fast=True), Settings(fast=True)),
    )}  # fmt: skip
    assert len(runs) == 2
    assert describe_run(Coder(), Settings()).id == describe_run(Coder(), Settings()).id


@pytest.mark.slow
def test_a_kill_loses_no_finished_report_and_leaves_no_half_one(tmp_path: Path) -> None:
    source, database = tmp_path / "many.jsonl", tmp_path / "a.db"
    records = [{"id": f"r{n}", "text": f"A bomb killed {n + 2} people in Kirkuk on Monday."} for n in range(400)]
    source.write_text("\n".join(map(json.dumps, records)))
    command = [sys.executable, "-m", "dateline", "code", str(source), "--format", "jsonl", "--archive", str(database)]
    announced: set[str] = set()
    for wanted in (5, 60, 200):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            for number, line in enumerate(process.stdout):
                announced.add(json.loads(line)["report"]["id"])
                if number >= wanted:
                    os.kill(process.pid, signal.SIGKILL)
                    break
    with Archive.open(database, create=False) as archive:
        assert archive.check() == []
        stored = {coded.report.id for coded, _ in archive.newest()}
        assert announced <= stored
        assert {r.report.id for r in archive.reports()} == stored


@pytest.mark.slow
def test_after_a_stop_the_incidents_are_those_of_what_is_stored(tmp_path: Path) -> None:
    source, database = tmp_path / "many.jsonl", tmp_path / "a.db"
    records = [{"id": f"r{n}", "text": f"A bomb killed {n + 2} people in Kirkuk on Monday."} for n in range(2000)]
    source.write_text("\n".join(map(json.dumps, records)))
    command = [sys.executable, "-m", "dateline", "code", str(source), "--format", "jsonl", "--archive", str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in range(40):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        said = process.stderr.read()
    assert process.returncode == 130
    assert "are stored" in said
    assert "Traceback" not in said
    with Archive.open(database, create=False) as archive:
        sizes = archive.sizes()
    assert 0 < sizes["reports"] < 2000
    assert sizes["incidents"] == sizes["reports"]
