"""The catalogue's files: they hold together, say so where they are broken, and give names back."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dateline.errors import DataError
from dateline.ground.actors import SECTORS
from dateline.ground.actors.catalogue import DATA_FILES, catalogue, first_day, last_day, make_catalogue, read_rows
from dateline.ground.actors.words import capitals, noun_of, nouns, regime_of, regimes, sector_of_name, title_of


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Islamic State", "islamic-state"), ("ISIS", "islamic-state"), ("Isis", "islamic-state"), ("Daesh", "islamic-state"),
        ("the Islamic State group", "islamic-state"), ("the Taliban", "taliban"), ("al-Qaida", "al-qaeda"),
        ("Al-Shabaab", "al-shabaab"), ("BOKO HARAM", "boko-haram"), ("Houthi rebels", "houthis"),
        ("Kurdistan Workers’ Party", "pkk"), ("U.N.", "united-nations"), ("Red Cross", "red-cross"),
        ("Nato", "nato"), ("Peshmerga", "peshmerga"), ("Lendu", "lendu"),
    ],
)  # fmt: skip
def test_names_and_aliases(name: str, identifier: str) -> None:
    actor = catalogue().find(name)
    assert actor is not None
    assert actor.id == identifier


@pytest.mark.parametrize(
    "name",
    ["", " ", "John Smith", "Abu Bakr", "the State", "Front", "army", "Islamic", "Isiss", "Iraq", "is", "who", "arena", "Plan", "Model", "let", "Hum",
     "x" * 10_000, "تنظيم الدولة", "National Liberation Army"],
)  # fmt: skip
def test_unknown_names_words_and_shared_names_give_no_actor(name: str) -> None:
    assert catalogue().find(name) is None


def test_the_catalogue_holds_together() -> None:
    entries = catalogue().entries
    assert len(entries) > 1900
    for entry in entries.values():
        assert entry.parent is None or entry.parent in entries
        assert entry.country is None or re.fullmatch("[A-Z]{3}", entry.country)
        assert entry.sector in SECTORS
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry.id
        assert "|" not in entry.id


def test_an_id_stands_in_one_row() -> None:
    from dateline.ground.actors.catalogue import read_data

    ids = [row.id for file in DATA_FILES for row in read_rows(read_data(file), file)]
    assert len(ids) == len(set(ids))


def test_regimes_follow_one_another() -> None:
    for regime in regimes():
        assert regime.governor is None or regime.governor in catalogue()
        assert regime.until is None or regime.since < regime.until
        assert regime_of(regime.country, regime.since) == regime
    assert regime_of("IRQ", None) is None
    assert regime_of("SWE", dt.date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    "line", ["a\tb", "a\tName\tREB\tIRQ\t\t20x4\t\t\t", "a\tName\tREB\tIRQ\t\t2014\t2014-13\t\t", ""]
)
def test_a_broken_row_is_named(line: str) -> None:
    text = "# comment\n" + (line or "\t".join("abc"))
    with pytest.raises(DataError, match="line 2") as error:
        read_rows(text, "groups.tsv")
    assert "groups.tsv" in str(error.value)


def test_bounds_are_whole_years_and_months() -> None:
    assert (first_day("2014"), last_day("2014")) == (dt.date(2014, 1, 1), dt.date(2014, 12, 31))
    assert (first_day("2014-02"), last_day("2014-02")) == (dt.date(2014, 2, 1), dt.date(2014, 2, 28))
    assert last_day("2014-12") == dt.date(2014, 12, 31)
    assert last_day("2014-12-05") == dt.date(2014, 12, 5)
    assert (first_day(""), last_day("")) == (None, None)


def test_of_two_rows_with_one_name_the_hand_written_counts() -> None:
    row = "{}\tRed Column\tREB\tCOL\t\t\t\t\t"
    entries = [*read_rows(row.format("one"), "ucdp.tsv"), *read_rows(row.format("two"), "armed_groups.tsv")]
    assert [e.id for e in make_catalogue(entries).named("Red Column")] == ["two"]


def test_nouns_and_titles() -> None:
    assert len(nouns()) > 800
    assert capitals()["ankara"] == "TUR"
    police, spokesman, foreign = noun_of(("federal", "police")), noun_of(("police", "spokesman")), noun_of(("lamp",))
    assert police is not None
    assert (police.sector, police.of_state) == ("COP", True)
    assert spokesman is not None
    assert spokesman.sector == "COP"
    assert foreign is None
    titled = title_of(["brig", "gen.", "yahya", "rasool"])
    assert titled is not None
    assert (titled[0].sector, titled[1]) == ("MIL", 2)


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Upper Kassine Liberation Front", "REB"), ("Radio Valley", "MED"), ("Valley Herald", "MED"), ("University of Aleppo", "EDU"),
        ("Green Party of the Isles", "PTY"), ("Falk Minerals Ltd", "BUS"), ("Movement for the Emancipation of the Delta", "REB"),
        ("Ministry of Fish", "GOV"), ("Doctors without Borders", "NGO"), ("Blue Lamp", ""),
    ],
)  # fmt: skip
def test_sectors_of_names(name: str, sector: str) -> None:
    assert sector_of_name(name) == sector
