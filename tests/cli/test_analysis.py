"""The commands of analysis on a small table of invented events, and on an archive."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .conftest import Run

FIRST = dt.date(2015, 1, 5)
HEADER = "id,country,type_of_violence,side_a,side_b,latitude,longitude,where_prec,date_start,date_end,low,best,high"
REPORTS = [
    {"id": "r1", "text": "Islamic State gunmen killed 12 people in Kirkuk on Monday.", "published": "2025-03-11"},
    {
        "id": "r2",
        "text": "A bomb killed 3 soldiers in Mosul on Wednesday.",
        "published": "2025-04-03",
        "outlet": "Wire",
    },
]


def table(path: Path, days: list[int], country: str = "Nigeria") -> Path:
    rng = np.random.default_rng(1)
    rows = [
        f"{k},{country},{1 + 2 * (k % 2)},{'IS' if k % 2 else 'Government of Nigeria'},{'Civilians' if k % 2 else 'IS'},"
        f"{11 + rng.integers(3) / 10},{13 + rng.integers(3) / 10},1,{FIRST + dt.timedelta(day)},{FIRST + dt.timedelta(day)},1,2,3"
        for k, day in enumerate(sorted(days))
    ]
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return path


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    return table(tmp_path / "ged.csv", np.random.default_rng(2).integers(0, 1000, 300).tolist())


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    rows = [
        f"Town {k},IS,{FIRST + dt.timedelta(day)},,invented,Iraq" for k, day in enumerate((100, 300, 450, 700, 820))
    ]
    path = tmp_path / "lost.csv"
    path.write_text("\n".join(["place,lost_by,from,to,source,country", *rows]) + "\n")
    return path


def as_json(run: Run, *arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_series_of_a_file(run: Run, ged: Path, tmp_path: Path) -> None:
    result = run(
        "series", "--events", ged, "--actor", "ISIS", "--violence", "one-sided", "--figure", tmp_path / "s.svg"
    )
    assert result.code == 0
    assert "2015-01-01" in result.out
    assert "150 events of ged.csv. Actors: ISIS itself" in result.err
    assert "left out 150: another type of violence" in result.err
    assert (tmp_path / "s.svg").read_text().startswith("<svg")
    told = as_json(run, "series", "--events", ged, "--by", "violence", "--step", "week")
    assert sum(row["events"] for row in told["rows"]) == 300
    assert {row["violence"] for row in told["rows"]} == {"one-sided", "state-based"}
    assert told["review"] is None
    assert len(told["data"]) == 64


def test_series_of_an_archive_has_its_gaps(run: Run) -> None:
    assert run("code", "-", stdin="".join(json.dumps(r) + "\n" for r in REPORTS).encode()).code == 0
    told = as_json(run, "series", "--step", "week")
    assert [row["events"] for row in told["rows"]] == [1, None, 0, 1], (
        "the report of 3 April would tell of the week before"
    )
    assert told["gaps"] == ["2025-03-17"]
    assert told["review"]["precision"] is None
    result = run("series", "--mentions", "--by", "outlet")
    assert "mentions of test.db" in result.err
    assert "Wire" in result.out
    assert "how many of these are really events is unknown" in result.err


def test_changes(run: Run, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    days = [*rng.integers(0, 500, 60), *rng.integers(500, 1000, 300)]
    ged = table(tmp_path / "change.csv", [int(day) for day in days])
    result = run("changes", "--events", ged, "--figure", tmp_path / "c.png")
    assert result.code == 0
    assert "1 change most probably" in result.out
    assert "Trend: times" in result.out
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    told = as_json(run, "changes", "--events", ged)
    (change,) = told["bayesian"]["changes"]
    assert abs(dt.date.fromisoformat(told["steps"][change["at"]]) - FIRST - dt.timedelta(500)) < dt.timedelta(28)
    short = run("changes", "--events", ged, "--until", "2015-03-15", "--since", "2015-01-05")
    assert "No trend: a trend needs at least 12 steps" in short.out


def test_contagion(run: Run, ged: Path, tmp_path: Path) -> None:
    result = run("contagion", "hawkes", "--events", ged, "--figure", tmp_path / "h.svg", "--constant")
    assert result.code == 0
    assert "Branching ratio" in result.out
    assert "a rate that drifts comes out as contagion" in result.out
    told = as_json(run, "contagion", "hawkes", "--events", ged, "--constant", "--bootstrap", "20")
    assert 0 <= told["branching"]["value"] < 0.5
    assert told["bootstrap"]["runs"] == 20
    assert len(told["branching_by_draw"]) == 5
    repeats = run("contagion", "repeats", "--events", ged, "--deals", "19", "--figure", tmp_path / "k.svg")
    assert "Pairs of 300 events, 19 deals" in repeats.out
    cells = as_json(run, "contagion", "repeats", "--events", ged, "--deals", "19")["knox"]["cells"]
    assert len(cells) == 12


def test_countries_as_groups(run: Run, tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    one = table(tmp_path / "one.csv", rng.integers(0, 1000, 80).tolist()).read_text()
    other = table(tmp_path / "other.csv", rng.integers(0, 1000, 80).tolist(), "Libya").read_text()
    both = tmp_path / "both.csv"
    both.write_text(one + "".join(f"1{line}\n" for line in other.splitlines()[1:]))
    told = as_json(run, "contagion", "hawkes", "--events", both, "--by-country", "--country", "NGA,LBY")
    assert told["groups"] == ["LBY", "NGA"]
    assert len(told["branching"]) == len(told["branching"][0]) == 2
    result = run(
        "contagion", "hawkes", "--events", both, "--by-country", "--country", "NGA,LBY", "--figure", tmp_path / "x.svg"
    )
    assert "LBY by one of NGA" in result.out
    assert "no figure" in result.err


def test_the_study_is_one_page(run: Run, ged: Path, calendar: Path, tmp_path: Path) -> None:
    out = tmp_path / "study.html"
    arguments = (
        "study",
        "territory",
        "--events",
        ged,
        "--calendar",
        calendar,
        "--actor",
        "Islamic State",
        "--placebos",
        "19",
    )
    result = run(*arguments, "--out", out, "--figures", tmp_path)
    assert result.code == 0, result.err
    assert len(list(tmp_path.glob("territory-*.svg"))) == len(list(tmp_path.glob("territory-*.png"))) == 4
    assert result.out.startswith("The data do not tell")
    page = out.read_text()
    assert result.out.strip() in page
    assert "lost.csv" in page
    assert str(tmp_path) not in page
    told = as_json(run, *arguments)
    assert told["answer"] == "the data do not tell"
    assert told["words"] == result.out.strip()
    assert len(told["specifications"]) == 1 * 3 * 1 * 1 * 3 * 2 * 2, "events, and deaths"
    assert told["data"] in page


BAD = [
    (("series", "--actor", "Islamic Stat"), "no event has the actor 'Islamic Stat'. Nearest are: Islamic State"),
    (("series", "--country", "Atlantis"), "no such country: 'Atlantis'"),
    (
        ("series", "--violence", "cruel"),
        "no such name: 'cruel'. Give one or more of: state-based, non-state, one-sided",
    ),
    (("series", "--type", "KILL"), "no such name: 'kill'"),
    (("series", "--precision", "exact"), "no such name: 'exact'"),
    (("series", "--by", "colour"), "no facet 'colour'"),
    (("series", "--harm", "scared"), "no harm 'scared'"),
    (("series", "--country", "FRA"), "no event fits the definition (in another area: 300)"),
    (("series", "--since", "2016-01-01", "--until", "2015-01-01"), "lies before the first"),
    (("series", "--mentions"), "a file has no mentions"),
    (("series", "--figure", "a.jpg"), "a figure is SVG or PNG"),
    (("changes", "--until", "2015-02-01", "--since", "2015-01-05"), "needs at least 8 steps of time; there are 4"),
    (("contagion", "hawkes", "--until", "2015-03-01"), "a Hawkes process needs at least 50 events; there are"),
    (("contagion", "hawkes", "--by-country"), "at least 2 groups; there is 1"),
    (("contagion", "repeats", "--until", "2015-01-20"), "a Knox test needs at least 20 events with a place and a day"),
    (("study", "territory", "--actor", "Talibann"), "no event has the actor 'Talibann'"),
    (
        ("study", "territory", "--actor", "Islamic State", "--until", "2015-10-01"),
        "needs at least 52 weeks; there are 37",
    ),
    (("study", "territory", "--actor", "Islamic State", "--figures", "nowhere"), "no such folder"),
    (("study", "territory", "--actor", "Government of Nigeria"), "no calendar of places lost by Government of Nigeria"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), BAD, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_bad_input_is_named_with_what_to_do(run: Run, ged: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, "--events", ged)
    assert result.code == 1
    assert message in " ".join(result.err.split())
    assert result.out == "" or "--figure" in " ".join(arguments)


def test_all_on_one_day(run: Run, tmp_path: Path) -> None:
    ged = table(tmp_path / "day.csv", [5] * 60)
    assert "all fall on one" in run("contagion", "hawkes", "--events", ged).err
    assert "all events share one" in run("contagion", "repeats", "--events", ged).err
    assert run("series", "--events", ged).code == 0


@pytest.mark.slow
def test_the_command_line_starts_without_the_analyses() -> None:
    heavy = "{'scipy', 'matplotlib', 'ruptures', 'pandas', 'dateline.analysis.series', 'dateline.analysis.territory'}"
    code = f"import sys, dateline.cli.app, dateline.analysis; print(sorted(set(sys.modules) & {heavy}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
