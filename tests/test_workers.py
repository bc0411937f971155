"""Many reports on several cores: the results are those of one process, in their order, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import dateline.workers as module
from dateline.coder import Coder
from dateline.errors import MalformedInput
from dateline.ingest import Metadata, make_report
from dateline.records import Coded, Report, to_json
from dateline.workers import ALONE, HELD, Workers

SENTENCE = "Gunmen killed {} people in Mosul on Tuesday, police said. "


def report(number: int, size: int = 2_000) -> Report:
    text = (SENTENCE.format(number) * (1 + size // 58))[:size]
    return make_report(text, text.encode(), Metadata(id=f"r{number}", language="en"))


def echo(delay: float = 0.0, dying: bool = False) -> Callable[[list[Report]], list[Coded]]:
    """Gives each report back uncoded, after a while; or its process is killed."""

    def code(reports: list[Report]) -> list[Coded]:
        time.sleep(delay)
        if dying:
            os.kill(os.getpid(), signal.SIGKILL)
        return [Coded(report=r, entities=(), mentions=(), templates=None) for r in reports]

    return code


class Here:
    """What this process codes itself, written down."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def __call__(self, reports: list[Report]) -> list[Coded]:
        self.ids += [r.id for r in reports]
        time.sleep(0.01 * len(reports))
        return echo()(reports)


def ids(coded: Iterator[Coded]) -> list[str]:
    return [one.report.id for one in coded]


@pytest.mark.slow
def test_workers_take_a_share_and_the_order_is_kept() -> None:
    reports, here = [report(n) for n in range(200)], Here()
    with closing(Workers(1, echo)) as workers:
        assert ids(workers.code(reports, here)) == [r.id for r in reports]
        share = len(here.ids)
        assert share < 190
        # They stay for what comes later.
        assert ids(workers.code(reports, here)) == [r.id for r in reports]
        assert len(here.ids) - share < 200


def test_few_reports_are_coded_here() -> None:
    here = Here()
    workers = Workers(1, echo)
    assert ids(workers.code([report(n) for n in range(ALONE // 2_000)], here)) == here.ids
    assert workers._pool is None
    workers.close()


@pytest.mark.slow
def test_what_a_dying_worker_had_is_coded_here() -> None:
    reports, here = [report(n) for n in range(120)], Here()
    with closing(Workers(1, echo, 0.0, True)) as workers:
        assert ids(workers.code(reports, here)) == [r.id for r in reports]
        assert workers.died
        assert workers._pool is None
        assert ids(workers.code(reports[:30], here)) == [r.id for r in reports[:30]]
    assert len(here.ids) == 150


@pytest.mark.slow
def test_no_more_is_held_than_so_many_stretches() -> None:
    """A slow worker's stretch is waited for once enough lies behind it."""
    taken = 0

    def reports() -> Iterator[Report]:
        nonlocal taken
        for number in range(600):
            taken += 1
            yield report(number)

    with closing(Workers(1, echo, 1.5)) as workers:
        for number, coded in enumerate(workers.code(reports(), echo())):
            assert coded.report.id == f"r{number}"
            assert taken - number <= (HELD + 2) * (1 + module.STRETCH // 2_000)
            if number > 300:
                break


@pytest.mark.slow
def test_real_reports_are_coded_as_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALONE", 3_000)
    reports = [
        make_report(text, text.encode(), Metadata(id=f"r{number}", language="en"))
        for number in range(24)
        for text in [(SENTENCE.format(number) + "The army denied that it had shelled Tikrit. ") * 8]
    ]
    alone = Coder()
    several = Coder(workers=1)
    with closing(several):
        assert list(map(to_json, several.stream(reports))) == list(map(to_json, alone.stream(reports)))
        assert several._workers is not None
        assert several._workers._pool is not None


def test_half_a_character_is_refused_before_a_worker_has_it() -> None:
    broken = Report(
        id="broken", title=None, outlet=None, url=None, published=None, language="en", text="\ud800", sha256="0"
    )
    with closing(Coder(workers=1)) as coder, pytest.raises(MalformedInput, match="half a character"):
        list(coder.stream([broken]))


@pytest.mark.slow
def test_workers_end_with_the_process_that_began_them(tmp_path: Path) -> None:
    """Killed outright, it cannot tell them to."""
    program = tmp_path / "begun.py"
    program.write_text(
        "import sys, time\n"
        f"sys.path.insert(0, {str(Path(__file__).parent.parent)!r})\n"
        "from tests.test_workers import echo, report\n"
        "from dateline.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(1, echo)\n"
        "    list(workers.code([report(n) for n in range(60)], echo()))\n"
        "    print(*workers._pool._processes, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as begun:
        assert begun.stdout is not None
        worker = int(begun.stdout.readline())
        os.kill(worker, 0)
        begun.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split(")")[1][:3]:
            return
        time.sleep(0.1)
    pytest.fail("the worker goes on")
