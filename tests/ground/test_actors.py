"""Names to actors: the catalogue, the bodies of states, and the persons who get no entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import catalogue, gazetteer, state_body


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Islamic State", "islamic-state"), ("ISIS", "islamic-state"), ("ISIL", "islamic-state"), ("Daesh", "islamic-state"),
        ("the Islamic State group", "islamic-state"), ("the Taliban", "taliban"), ("Taliban", "taliban"), ("Al Qaeda", "al-qaeda"),
        ("al-Qaida", "al-qaeda"), ("Al-Shabaab", "al-shabaab"), ("Boko Haram", "boko-haram"), ("BOKO HARAM", "boko-haram"),
        ("Houthi rebels", "houthis"), ("Kurdistan Workers’ Party", "pkk"), ("PKK", "pkk"), ("U.N.", "united-nations"), ("UN", "united-nations"),
        ("Red Cross", "red-cross"), ("the New York Times", "new-york-times"), ("Peshmerga", "peshmerga"),
    ],
)  # fmt: skip
def test_names_and_aliases(name: str, identifier: str) -> None:
    actor = catalogue().find(name)
    assert actor is not None
    assert actor.id == identifier


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "John Smith",
        "Abu Bakr",
        "Emmanuel Macron",
        "the State",
        "Front",
        "army",
        "Islamic",
        "Talib",
        "Isiss",
        "Iraq",
        "x" * 10_000,
        "تنظيم الدولة",
    ],
)
def test_unknown_names_and_persons_have_no_actor(name: str) -> None:
    assert catalogue().find(name) is None
    assert state_body(name, gazetteer()) is None


@pytest.mark.parametrize(
    ("words", "identifier", "sector"),
    [
        ("Iraqi security forces", "IRQ-MIL", "MIL"), ("the Nigerian army", "NGA-MIL", "MIL"), ("Iraqi police", "IRQ-COP", "COP"),
        ("Syrian government forces", "SYR-MIL", "MIL"), ("Turkish warplanes", "TUR-MIL", "MIL"), ("U.S. military", "USA-MIL", "MIL"),
        ("American soldiers", "USA-MIL", "MIL"), ("Russian jets", "RUS-MIL", "MIL"), ("South Korean navy", "KOR-MIL", "MIL"),
        ("Saudi Arabian coast guard", "SAU-COP", "COP"), ("German interior ministry", "DEU-GOV", "GOV"), ("British government", "GBR-GOV", "GOV"),
        ("United States army", "USA-MIL", "MIL"), ("The Iraqi government", "IRQ-GOV", "GOV"),
    ],
)  # fmt: skip
def test_bodies_of_states(words: str, identifier: str, sector: str) -> None:
    actor = state_body(words, gazetteer())
    assert actor is not None
    assert (actor.id, actor.sector, actor.country) == (identifier, sector, identifier[:3])


@pytest.mark.parametrize(
    "words",
    ["French President Emmanuel Macron", "an Iraqi man", "Iraqi", "Iraq", "the army", "security forces", "Mosul police", "Pakistani Taliban",
     "a former Iraqi army officer", "Egyptian state television", "Iraqi civilians", "Kurdish forces", "Xyzzian army"],
)  # fmt: skip
def test_no_body_of_a_state(words: str) -> None:
    assert state_body(words, gazetteer()) is None


@pytest.mark.xfail(strict=True, reason="the possessive is not taken off")
def test_a_body_by_a_possessive() -> None:
    assert state_body("Iraq's army", gazetteer()) is not None


def test_the_catalogue_holds_together() -> None:
    actors = {actor.id: actor for actor in catalogue().by_name.values()}
    for actor in actors.values():
        assert actor.parent is None or actor.parent in actors
        assert actor.country is None or len(actor.country) == 3
        assert len(actor.sector) == 3


@given(st.text())
def test_any_words(words: str) -> None:
    catalogue().find(words)
    state_body(words, gazetteer())
