"""`dateline compare`: the archive's incidents beside those that others have coded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

REPORTS = [
    {"id": "r1", "text": "Islamic State gunmen killed 12 people in Kirkuk on Monday.", "published": "2025-03-11"},
    {"id": "r2", "text": "A bomb killed 3 soldiers in Mosul on Wednesday.", "published": "2025-03-13"},
]
HEADER = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,date_start,date_end,"
    "date_prec,low,best,high"
)
ROWS = [
    "1,3,IS,Civilians,1,Kirkuk city,35.468,44.392,Iraq,2025-03-10,2025-03-10,1,12,12,12",
    "2,1,Government of Iraq,IS,2,Tikrit :bomb: [bold],34.6,43.68,Iraq,2025-03-11,2025-03-11,1,2,2,5",
]


@pytest.fixture
def coded(run: Run) -> Run:
    assert run("code", "-", stdin="".join(json.dumps(r) + "\n" for r in REPORTS).encode()).code == 0
    return run


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    return path


def test_recall_precision_and_both_kinds_of_miss(coded: Run, ged: Path) -> None:
    result = coded("compare", "--with", ged)
    assert result.code == 0
    table = next(line for line in result.out.splitlines() if "2025-03" in line)
    assert [cell.strip() for cell in table.strip("│").split("│")] == [
        "IRQ", "2025-03", "2", "1", "0.50", "2", "1", "0.50", "0.50",
    ]  # fmt: skip
    assert "In UCDP GED, not in the archive (1)" in result.out
    assert "2  2025-03-11  Tikrit :bomb: [bold]  Government of Iraq and IS  2 killed" in result.out
    assert "In the archive, not in UCDP GED (1)" in result.out
    assert "r2 m1: “A bomb killed 3 soldiers in Mosul on Wednesday.”" in result.out
    assert coded("compare", "--with", ged, "--examples", "0").out.count("not in") == 0


def test_one_object_a_line(coded: Run, ged: Path) -> None:
    lines = [json.loads(line) for line in coded("compare", "--with", ged, "--format", "jsonl").out.splitlines()]
    assert [line["kind"] for line in lines] == ["cell", "total", "match", "missed", "unmatched", "left out"]
    assert (lines[1]["recall"], lines[1]["precision"], lines[1]["f1"]) == (0.5, 0.5, 0.5)
    assert (lines[2]["theirs"], lines[2]["days"]) == ("1", 0)
    assert (lines[3]["id"], lines[3]["from"], lines[3]["deaths"]) == ("2", "2025-03-11", [2, 2, 5])
    assert lines[4]["told"][0]["sentence"].startswith("A bomb")


def test_what_cannot_be_compared_is_said(coded: Run, ged: Path) -> None:
    ged.write_text(ged.read_text() + "3,1,A,B,1,,,,Iraq,2025-03-11,2025-03-11,1,1,1,1\n")
    assert "left out 1: theirs: without coordinates" in coded("compare", "--with", ged).err


def test_a_table_with_a_mapping(coded: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("no;day;y;x;land\na;10.03.2025;35.468;44.392;Iraq\n")
    (tmp_path / "m.toml").write_text(
        'name = "Monitors"\ndelimiter = ";"\ndate_format = "%d.%m.%Y"\n'
        '[columns]\nid = "no"\ndate = "day"\nlat = "y"\nlon = "x"\ncountry = "land"\n'
    )
    result = coded("compare", "--with", tmp_path / "t.csv", "--mapping", tmp_path / "m.toml")
    assert result.code == 0
    assert "beside those of Monitors" in result.out
    assert "not in the archive" not in result.out


def test_a_file_with_missing_columns_names_them_all(coded: Run, tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text("id,latitude,longitude\n1,2,3\n")
    result = coded("compare", "--with", tmp_path / "ged.csv")
    assert result.code == 1
    said = result.err.replace("\n", " ")
    assert "missing columns: type_of_violence, side_a, side_b, where_prec, country, date_start" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["none.csv", "none.csv.gz"])
def test_a_file_that_is_not_there(coded: Run, tmp_path: Path, name: str) -> None:
    result = coded("compare", "--with", tmp_path / name)
    assert result.code == 1
    assert "cannot be read" in result.err.replace("\n", " ")
