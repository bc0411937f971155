"""The analyses over the API: what the command line says of the same archive, made once for each of its states."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import json
import math
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest
from starlette.testclient import TestClient

from dateline.analysis import answers
from dateline.analysis.choices import Choices, Source
from dateline.analysis.events import of_incidents
from dateline.analysis.plain import as_json, data_hash, plain
from dateline.analysis.series import Effort
from dateline.archive import Archive
from dateline.cli import main
from dateline.web import analyses, create_app, limits, told
from dateline.web.analyses import Analyses
from dateline.web.desk import Desk

from .conftest import BASE, TOKEN
from .inventing import CHANGE, SILENT, WEEKS, invent, invented, monday, put_report, write

SHAPES: dict[str, type[msgspec.Struct]] = {
    "series": told.SeriesTold, "changes": told.ChangesTold, "hawkes": told.HawkesTold, "repeats": told.RepeatsTold,
    "territory": told.TerritoryTold,
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented") / "invented.db"
    invent(path)
    return path


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(Path(shutil.copy(made, tmp_path / "invented.db")), create=False) as opened:
        yield opened


@pytest.fixture
def asking(own: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(own, token=TOKEN, with_pages=False), base_url=BASE) as client:
        yield client


def fields(shape: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(shape)}


def ask(client: TestClient, path: str, expected: int = 200, /, **parameters: Any) -> Any:
    response = client.get(f"/api/analysis/{path}", params=parameters)
    assert response.status_code == expected, response.text
    answer = response.json()
    if expected == 200:
        # What the OpenAPI document says of it is true, and leaves nothing out.
        shape = SHAPES[path]
        assert set(answer) <= fields(shape)
        msgspec.convert(answer, shape)
        return answer
    return answer["error"]


ASKED: list[tuple[str, dict[str, Any], list[str]]] = [
    ("series", {}, ["series"]),
    (
        "series",
        {"step": "week", "by": "country", "harm": "killed", "country": ["EGY", "LBY"], "from": "2015-02-01"},
        ["series", "--step", "week", "--by", "country", "--country", "EGY,LBY", "--since", "2015-02-01"],
    ),
    (
        "series",
        {"actor": "ISIS", "affiliates": True, "type": "ASSAULT", "status": "happened", "precision": "city"},
        ["series", "--actor", "ISIS", "--affiliates", "--type", "ASSAULT", "--status", "happened", "--precision", "city"],
    ),
    ("changes", {"not_in": "NGA"}, ["changes", "--not-in", "NGA"]),
    ("hawkes", {"background_every": 365}, ["contagion", "hawkes", "--background-every", "365"]),
    ("repeats", {"deals": 19, "seed": 3}, ["contagion", "repeats", "--deals", "19", "--seed", "3"]),
    (
        "territory",
        {"actor": "Islamic State", "placebos": 19},
        ["study", "territory", "--actor", "Islamic State", "--placebos", "19"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "parameters", "command"), ASKED)
def test_the_api_says_what_the_command_line_says(
    asking: TestClient, own: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    path: str, parameters: dict[str, Any], command: list[str],
) -> None:  # fmt: skip
    answer = ask(asking, path, **parameters)
    monkeypatch.setattr(sys, "argv", ["dateline", *command, "--archive", str(own.path), "--format", "json"])
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 0
    assert answer == json.loads(capsys.readouterr().out)


def test_the_library_says_the_same(asking: TestClient, own: Archive) -> None:
    effort = Effort.of((s.report.published, s.report.outlet) for s in own.reports())
    source = Source(of_incidents(own.iter_incidents()), f"incidents of {own.path.name}", effort)
    found = answers.find_changes(source, Choices(countries=frozenset({"EGY"})))
    assert ask(asking, "changes", country="EGY") == json.loads(as_json(found.told))


def test_the_hash_is_of_the_plain_values(own: Archive) -> None:
    events = of_incidents(own.iter_incidents())
    strange = dataclasses.replace(events[0], lat=math.nan, id="strange")
    for listed in (events, [strange], []):
        values = [{"from_" if name == "from" else name: v for name, v in plain(event).items()} for event in listed]
        lines = sorted(json.dumps(v, sort_keys=True, ensure_ascii=False, separators=(",", ":")) for v in values)
        assert data_hash(listed) == hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_what_is_known_is_found(asking: TestClient) -> None:
    told_series = ask(asking, "series", step="week")
    gaps = [monday(week).isoformat() for week in SILENT if week + 1 in SILENT]
    assert told_series["gaps"] == gaps, "the last silent week is told of in the week after"
    assert {row["events"] for row in told_series["rows"] if row["from"] in gaps} == {None}
    assert len(told_series["rows"]) == WEEKS
    assert told_series["left_out"]["rejected by a reviewer"] == told_series["review"]["rejected"] > 0
    found = ask(asking, "changes")
    (change,) = found["bayesian"]["changes"]
    at = found["steps"].index(monday(CHANGE).isoformat())
    assert change["low"] <= at <= change["high"]
    assert change["after"] > 2 * change["before"]


def test_a_fit_is_told_beside_its_counts(asking: TestClient) -> None:
    found = ask(asking, "hawkes")
    curve = found["curve"]
    assert sum(s["events"] or 0 for s in curve) <= found["events"]
    assert [s for s in curve if s["events"] is None] == [s for s in curve if s["observed"] == 0] != []
    assert all(0 <= s["background"] <= s["rate"] + 1e-9 for s in curve)
    assert found["constant"]["branching"]["value"] > found["branching"]["value"], "the change passes for contagion"
    assert ask(asking, "hawkes", constant=True)["constant"] is None


def test_countries_may_set_off_each_other(asking: TestClient) -> None:
    found = ask(asking, "hawkes", by_country=True, country=["EGY", "LBY"], background_every=500)
    assert found["groups"] == ["EGY", "LBY"]
    assert len(found["branching"]) == len(found["branching"][0]) == 2


def test_what_is_unchanged_is_neither_made_nor_sent_again(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asking.get("/api/analysis/series")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was made a second time")

    monkeypatch.setattr(answers, "count_series", never)
    again = asking.get("/api/analysis/series", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asking.get("/api/analysis/series").content == first.content


def test_no_answer_outlives_the_archive_that_it_is_of(asking: TestClient, own: Archive) -> None:
    before = ask(asking, "series", step="week")
    listed = list(own.iter_incidents())
    write(own, listed[1:])
    fewer = ask(asking, "series", step="week")
    assert _events(fewer) == _events(before) - 1
    assert fewer["data"] != before["data"]
    put_report(own, SILENT[0])
    told_of = ask(asking, "series", step="week")
    assert len(told_of["gaps"]) < len(before["gaps"]), "a new report is seen, though no incident rests on it"
    assert _events(told_of) >= _events(fewer)


def _events(answer: dict[str, Any]) -> int:
    return sum(row["events"] or 0 for row in answer["rows"])


def test_a_decision_is_seen(client: TestClient, decide: Callable[..., Any]) -> None:
    before = ask(client, "series", by="review")
    assert "rejected by a reviewer" not in before["left_out"]
    decide(client.get("/api/queue").json()["items"][0]["id"], "reject")
    after = ask(client, "series", by="review")
    assert after["left_out"]["rejected by a reviewer"] == after["review"]["rejected"] == 1


@pytest.mark.parametrize(
    ("path", "parameters", "words"),
    [
        ("series", {"country": "JPN"}, "no event fits the definition"),
        ("changes", {"to": "2015-01-20"}, "a search for changes needs at least 8 steps of time; there"),
        ("hawkes", {"to": "2015-02-20"}, "a Hawkes process needs at least 50 events; there are"),
        ("repeats", {"to": "2015-01-20"}, "a Knox test needs at least 20 events with a place and a day; there are"),
        ("territory", {"actor": "Islamic State", "to": "2015-06-20"}, "the territory question needs at least"),
    ],
)
def test_too_little_is_said_in_the_words_of_the_method(
    asking: TestClient, path: str, parameters: dict[str, str], words: str
) -> None:
    problem = ask(asking, path, 422, **parameters)
    assert problem["kind"] == "TooLittleData"
    assert words in problem["what"]
    assert problem["remedy"]


@pytest.mark.parametrize(
    ("path", "parameters", "words"),
    [
        ("series", {"actor": "Islamic Stat"}, "Nearest are: Islamic State."),
        ("territory", {"actor": "Islamic Stat"}, "Nearest are: Islamic State."),
        ("series", {"country": "Atlantis"}, "ISO 3166-1"),
        ("series", {"from": "2015-02-01", "to": "2015-01-01"}, "Give a later day."),
        ("series", {"from": "0001-01-01"}, "Give days between"),
        ("series", {"from": "1801-01-01", "step": "day"}, "Take longer steps"),
        ("hawkes", {"from": "1801-01-01", "background_every": 14}, "Let it turn more seldom"),
        ("territory", {"actor": "Islamic State", "from": "1801-01-01"}, "Take a shorter period"),
        ("series", {"by": "faith"}, "openapi"),
        ("repeats", {"deals": 100_000}, "openapi"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    asking: TestClient, path: str, parameters: dict[str, Any], words: str
) -> None:
    assert words in ask(asking, path, 422, **parameters)["remedy"]


def test_large_questions_are_for_the_command_line(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAIRS", 1_000)
    monkeypatch.setattr(limits, "MOST_HAWKES_EVENTS", 100)
    monkeypatch.setattr(limits, "MOST_ROWS", 100)
    for path, more in (("repeats", {}), ("hawkes", {}), ("series", {"by": "actor", "step": "week"})):
        problem = ask(asking, path, 422, **more)
        assert "or ask at the command line" in problem["remedy"], problem


def test_without_the_extra_the_answer_names_it(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    there = importlib.import_module

    def missing(name: str, package: str | None = None) -> ModuleType:
        if name.partition(".")[0] in ("scipy", "ruptures"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])
        return there(name, package)

    monkeypatch.setattr(importlib, "import_module", missing)
    for path in ("changes", "hawkes", "repeats"):
        problem = ask(asking, path, 501)
        assert problem["kind"] == "NotInstalled"
        assert "pip install 'dateline[analysis]'" in problem["remedy"]
    problem = ask(asking, "territory", 501, actor="Islamic State")
    assert problem["kind"] == "NotInstalled"


def test_long_analyses_come_one_at_a_time_and_hold_up_nothing_else(
    asking: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most, calls = 0, 0, 0
    begun, go_on, lock = threading.Event(), threading.Event(), threading.Lock()
    known = answers.find_changes

    def slow(*args: Any, **kwargs: Any) -> Any:
        nonlocal under_way, most, calls
        with lock:
            under_way, calls = under_way + 1, calls + 1
            most = max(most, under_way)
        begun.set()
        assert go_on.wait(30)
        try:
            return known(*args, **kwargs)
        finally:
            with lock:
                under_way -= 1

    monkeypatch.setattr(answers, "find_changes", slow)
    with ThreadPoolExecutor(4) as pool:
        same = [pool.submit(ask, asking, "changes") for _ in range(2)]
        other = pool.submit(ask, asking, "changes", country="EGY")
        assert begun.wait(30)
        start = time.monotonic()
        assert ask(asking, "series")["rows"]
        assert asking.get("/api/incidents").status_code == 200
        assert time.monotonic() - start < 20, "they did not wait"
        go_on.set()
        assert same[0].result(60) == same[1].result(60) != other.result(60)
    assert (most, calls) == (1, 2), "the same question is worked on once"


def test_too_many_that_wait_are_sent_away(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "MOST_WAITING", 0)
    with TestClient(create_app(own, token=TOKEN, with_pages=False), base_url=BASE) as client:
        response = client.get("/api/analysis/changes")
        assert (response.status_code, response.json()["error"]["kind"]) == (503, "Busy")
        assert response.headers["retry-after"].isdecimal()
        monkeypatch.setattr(analyses, "MOST_WAITING", 1)
        assert client.get("/api/analysis/changes").status_code == 200


def test_one_that_fails_lets_the_next_one_go_on(own: Archive) -> None:
    desk = create_app(own, token=TOKEN, with_pages=False)
    with TestClient(desk, base_url=BASE) as client:
        for _ in range(3):
            assert ask(client, "changes", 422, country="JPN")["kind"] == "TooLittleData"
        assert ask(client, "changes")["steps"]


def test_few_answers_are_kept(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "MOST_ANSWERS", 2)
    kept, done = Analyses(Desk(own)), list[int]()

    def work(number: int) -> bytes:
        def numbered(_: Source) -> dict[str, int]:
            done.append(number)
            return {"number": number}

        return kept.answer(number, numbered, long=False)

    assert [work(n) for n in (1, 2, 1, 3, 1)] == [json.dumps({"number": n}).encode() for n in (1, 2, 1, 3, 1)]
    assert done == [1, 2, 3]
    work(2)
    assert done == [1, 2, 3, 2], "what was asked for longest ago went first"


def test_an_archive_without_incidents_has_none_to_count(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "empty.db") as archive,
        TestClient(create_app(archive, token=TOKEN, with_pages=False), base_url=BASE) as client,
    ):
        for path, more in (("series", {}), ("changes", {"from": "2015-01-01", "to": "2016-01-01"})):
            assert ask(client, path, 422, **more)["kind"] == "TooLittleData"


def test_a_period_of_which_nobody_reported_is_no_error(tmp_path: Path) -> None:
    """Every step is a gap where all events lie long after the last report."""
    path = tmp_path / "late.db"
    invent(path, weeks=20)
    with Archive.open(path, create=False) as archive:
        rng = np.random.default_rng(1)
        write(archive, [invented(n, monday(900 + n // 4), "r1", rng) for n in range(120)])
        with TestClient(create_app(archive, token=TOKEN, with_pages=False), base_url=BASE) as client:
            problem = ask(client, "hawkes", 422)
            assert "needs at least 1 week in which something was reported" in problem["what"]
