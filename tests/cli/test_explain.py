"""`dateline explain`: each value with its rule, what is in and why."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.archive import Archive
from dateline.codebooks import NAMES, codebook
from dateline.records import Incident

from ..codebooks.making import ARMY, IS, PEOPLE, claim, incident
from .conftest import Run

BATTLE = incident("firearms", by=[ARMY], on=[IS], killed=5, id="i-battle")
BOMB = incident("explosives", by=[IS], on=[ARMY], using=["a bomb"], id="i-bomb")
MARKET = incident("explosives", on=[PEOPLE], claims=(claim(IS),), id="i-market", days=("2025-03-11",))


@pytest.fixture
def stored(archive_file: Path) -> list[Incident]:
    # The archive holds no reports here, so the incidents rest on none.
    told = [msgspec.structs.replace(one, support=()) for one in (BATTLE, BOMB, MARKET)]
    archive_file.parent.mkdir(parents=True, exist_ok=True)
    with Archive.open(archive_file) as store:
        store.replace_incidents(told)
    return told


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_shown_with_its_rule(run: Run, stored: list[Incident], name: str) -> None:
    result = run("explain", "i-market", "--codebook", name)
    assert result.code == 0, result.err
    for column in codebook(name).columns:
        assert column.name in result.out


def test_a_verdict_and_its_reason(run: Run, stored: list[Incident]) -> None:
    result = run("explain", "i-market", "--codebook", "gtd_like")
    assert "in: violence by a non-state perpetrator" in result.out
    assert "Bombing/Explosion" in result.out
    assert "a claim of responsibility speaks to a wider audience" in result.out
    assert (
        "undetermined: no telling gives how many were killed" in run("explain", "i-bomb", "--codebook", "ucdp_like").out
    )


def test_plover_without_an_option(run: Run, stored: list[Incident]) -> None:
    assert "PLOVER" in run("explain", "i-mar").out


def test_an_incident_is_coded_with_what_else_happened_there(run: Run, stored: list[Incident]) -> None:
    result = run("explain", "i-bomb", "--codebook", "acled_like")
    assert "one event of 2 incidents: i-battle, i-bomb" in result.out
    assert "Armed clash" in result.out
    assert "one event" not in run("explain", "i-market", "--codebook", "acled_like").out


def test_an_unknown_codebook_and_an_unknown_incident(run: Run, stored: list[Incident]) -> None:
    result = run("explain", "i-bomb", "--codebook", "gdelt")
    assert result.code == 1
    assert "no codebook is called 'gdelt'" in result.err
    assert "acled_like" in result.err
    result = run("explain", "i-none")
    assert result.code == 1
    assert "i-none" in result.err
