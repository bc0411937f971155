"""ACLED-like: types from the actors' classes, the hierarchy over a day and place, what is in."""

from __future__ import annotations

import pytest

from dateline.codebooks import UNDETERMINED, codebook
from dateline.records import Incident

from .making import (
    ARMY,
    BRIGADE,
    GANG,
    GOVERNMENT,
    GUNMEN,
    IS,
    MILITANTS,
    PEOPLE,
    PKK,
    POLICE,
    TURKEY,
    actor,
    answer,
    claim,
    coded,
    incident,
    place,
)  # fmt: skip

BATTLE, EXP, VAC = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, SD = "Protests", "Riots", "Strategic developments"
IED, ABDUCTION = "Remote explosive/landmine/IED", "Abduction/forced disappearance"
U = UNDETERMINED


@pytest.mark.parametrize(
    ("told", "event", "sub"),
    [
        # Armed against armed, armed against civilians: one PLOVER type and mode, two ACLED types.
        (incident("firearms", by=[ARMY], on=[IS]), BATTLE, "Armed clash"),
        (incident("firearms", by=[IS], on=[PEOPLE]), VAC, "Attack"),
        (incident("firearms", by=[GUNMEN], on=[PEOPLE]), VAC, "Attack"),
        (incident("firearms", by=[ARMY, IS]), BATTLE, "Armed clash"),
        (incident(by=[ARMY, IS]), BATTLE, "Armed clash"),
        (incident("beat", by=[PEOPLE], on=[PEOPLE]), U, U),
        (incident("firearms", on=[PEOPLE]), U, U),
        (incident("firearms", by=["a man"], on=[PEOPLE]), U, U),
        (incident("firearms", by=[IS], on=["somebody"]), U, U),
        (incident("firearms", by=[IS], on=[GOVERNMENT]), U, U),
        (incident(by=[IS], on=[PEOPLE]), U, U),
        # A claim names who acts where no telling does; an accusation does not.
        (incident("firearms", on=[PEOPLE], claims=(claim(IS),)), VAC, "Attack"),
        (incident("firearms", on=[PEOPLE], claims=(claim(IS, "accused"),)), U, U),
        # No assassination type.
        (incident("assassinate", by=[GUNMEN], on=[PEOPLE]), VAC, "Attack"),
        (incident("assassinate", by=[GUNMEN], on=[POLICE]), BATTLE, "Armed clash"),
        # From afar, whoever is struck.
        (incident("explosives", using=["a roadside bomb"]), EXP, IED),
        (incident("explosives", using=["a hand grenade"]), EXP, "Grenade"),
        (incident("explosives"), EXP, U),
        (incident("suicide-attack", on=[PEOPLE]), EXP, "Suicide bomb"),
        (incident("aerial", by=[TURKEY], on=[PKK]), EXP, "Air/drone strike"),
        (incident("drone"), EXP, "Air/drone strike"),
        (incident("heavy-weapons", by=[ARMY], on=[IS]), EXP, "Shelling/artillery/missile attack"),
        (incident("heavy-weapons", by=[ARMY, IS]), BATTLE, "Armed clash"),
        # A bomb within a battle is in the battle; within an attack on civilians the explosion stands higher.
        (incident("explosives", "firearms", by=[IS], on=[ARMY], using=["a bomb"]), BATTLE, "Armed clash"),
        (incident("explosives", "firearms", by=[IS], on=[PEOPLE], using=["a bomb"]), EXP, IED),
        # Abduction: of civilians, with a death an attack, of combatants none.
        (incident("abduct", by=[IS], on=[PEOPLE]), VAC, ABDUCTION),
        (incident("abduct", by=[IS], on=[PEOPLE], killed=0), VAC, ABDUCTION),
        (incident("abduct", by=[IS], on=[PEOPLE], killed=1), VAC, "Attack"),
        (incident("abduct", by=[IS], on=[ARMY]), None, None),
        (incident("abduct", on=[PEOPLE]), U, U),
        (incident("sexual", by=[ARMY], on=[PEOPLE]), VAC, "Sexual violence"),
        (incident("torture", by=[POLICE], on=[PEOPLE]), VAC, "Attack"),
        (incident("torture", by=[POLICE], on=[IS]), U, U),
        (incident("execute", by=[GOVERNMENT], on=[PEOPLE]), U, U),
        (incident("execute", by=[IS], on=[PEOPLE]), VAC, "Attack"),
        # Tear gas is no chemical weapon, chlorine stands in no Schedule 1.
        (incident("unconventional", by=[ARMY], on=[PEOPLE], using=["sarin"]), EXP, "Chemical weapon"),
        (incident("unconventional", by=[POLICE], on=[PEOPLE], using=["tear gas"]), PROTESTS, "Protest with intervention"),
        (incident("unconventional", by=[ARMY], on=[PEOPLE], using=["chlorine"]), U, U),
        (incident("crowd-control", by=[POLICE], on=[PEOPLE]), PROTESTS, "Protest with intervention"),
        (incident("crowd-control", by=[POLICE], on=[PEOPLE], killed=2), PROTESTS, "Excessive force against protesters"),
        (incident("destroy", by=[IS]), SD, "Looting/property destruction"),
        (incident("destroy", by=[PEOPLE]), RIOTS, U),
        (incident("destroy"), U, U),
        # Protests.
        (incident("demo", type="PROTEST", by=[PEOPLE]), PROTESTS, "Peaceful protest"),
        (incident("demo", type="PROTEST", by=[PEOPLE], killed=3), U, U),
        (incident("demo", "riot", type="PROTEST", by=[PEOPLE]), RIOTS, "Violent demonstration"),
        (incident("riot", type="PROTEST"), RIOTS, U),
        (incident("obstruct", type="PROTEST"), U, U),
        (incident("strike", type="PROTEST"), None, None),
        (incident("hunger", type="PROTEST"), None, None),
        (incident("demo", "strike", type="PROTEST"), PROTESTS, "Peaceful protest"),
        # Arrests.
        (incident("arrest", type="COERCE", by=[POLICE], on=[PEOPLE]), SD, "Arrests"),
        (incident("arrest", type="COERCE", by=[IS], on=[PEOPLE]), VAC, ABDUCTION),
        (incident("arrest", type="COERCE", on=[PEOPLE]), U, U),
        (incident("curfew", type="COERCE", by=[GOVERNMENT]), None, None),
        (incident("seize", type="COERCE", by=[ARMY]), U, U),
        (incident(type="AGREE"), SD, "Agreement"),
        (incident("ceasefire", type="RETREAT"), SD, "Agreement"),
        (incident("withdraw", type="RETREAT"), U, U),
        (incident("troops", type="MOBILIZE"), SD, U),
        (incident("violence", type="THREATEN"), None, None),
        (incident(type="AID"), None, None),
    ],
)  # fmt: skip
def test_types(told: Incident, event: str | None, sub: str | None) -> None:
    row = coded("acled_like", told)
    assert (row.values["event_type"].value, row.values["sub_event_type"].value) == (event, sub), row.values[
        "event_type"
    ]


@pytest.mark.parametrize(
    ("told", "included"),
    [
        (incident("firearms", by=[IS], on=[PEOPLE]), True),
        (incident("firearms", by=[IS], on=[PEOPLE], status="ongoing"), True),
        (incident("firearms", by=[IS], on=[PEOPLE], status="attempted"), False),
        (incident("firearms", by=[IS], on=[PEOPLE], status="feared"), False),
        (incident("firearms", by=[IS], on=[PEOPLE], aggregate=True), False),
        (incident("firearms", by=[IS], on=[PEOPLE], background=True), False),
        (incident("firearms", by=[IS], on=[PEOPLE], review="rejected"), False),
        (incident("firearms", by=[IS], on=[PEOPLE], where=place("country")), False),
        (incident("firearms", by=[IS], on=[PEOPLE], where=place("unresolved")), None),
        (incident("firearms", by=[IS], on=[PEOPLE], where=None), None),
        (incident("firearms", by=[IS], on=[PEOPLE], days=()), None),
        (incident("firearms", by=[IS], on=[PEOPLE], days=("2025-01-01", "2025-12-31")), False),
        (incident("firearms", by=[GANG], on=[PEOPLE]), None),
        (incident("beat", by=[PEOPLE], on=[PEOPLE]), None),
        (incident("abduct", by=[IS], on=[ARMY]), False),
        (incident("arrest", type="COERCE", by=[POLICE], on=[PEOPLE]), None),
        (incident("strike", type="PROTEST"), False),
    ],
)  # fmt: skip
def test_inclusion(told: Incident, included: bool | None) -> None:
    row = coded("acled_like", told)
    assert row.included is included, row.why


@pytest.mark.parametrize(
    ("precision", "code"),
    [("point", 1), ("city", 1), ("near", 2), ("district", 2), ("line", 3), ("division", 3), ("area", 3), ("country", None), ("unresolved", U)],
)  # fmt: skip
def test_precision_of_place(precision: str, code: int | str | None) -> None:
    assert answer("acled_like", "geo_precision", incident(where=place(precision))) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "code", "date"),
    [
        (("2025-03-10",), 1, "2025-03-10"),
        (("2025-03-10", "2025-03-16"), 2, "2025-03-13"),
        (("2025-03-01", "2025-03-31"), 3, "2025-03-16"),
        (("2025-01-01", "2025-12-31"), None, U),
        ((), U, U),
    ],
)
def test_time(days: tuple[str, ...], code: int | str | None, date: str) -> None:
    told = incident(days=days)
    assert answer("acled_like", "time_precision", told) == code
    assert str(answer("acled_like", "event_date", told)) == date
    assert str(answer("acled_like", "year", told)) == ("2025" if date != U else U)


@pytest.mark.parametrize(
    ("killed", "fatalities"),
    [(None, U), (0, 0), (7, 7), ((12, 19, 19), 12), ((30, None, None), 30), ((None, None, 30), U)],
)
def test_the_lowest_figure_and_never_zero_for_unknown(killed: object, fatalities: object) -> None:
    assert answer("acled_like", "fatalities", incident(killed=killed)) == fatalities  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "names", "classes"),
    [
        (incident("firearms", by=[ARMY], on=[IS]), ("Iraq military", "Islamic State"), (1, 2)),
        (incident("aerial", by=[TURKEY], on=[PKK]), ("Turkey military", "Kurdistan Workers' Party"), (8, 2)),
        (incident("firearms", by=[GUNMEN], on=[PEOPLE]), ("Unidentified Armed Group (IRQ)", "Civilians (IRQ)"), (3, 7)),
        (incident("firearms", by=[MILITANTS], on=[PEOPLE]), ("Unidentified Armed Group (IRQ)", "Civilians (IRQ)"), (3, 7)),
        (incident("firearms", by=[BRIGADE], on=[PEOPLE]), ("Red Juniper Brigade", "Civilians (IRQ)"), (U, 7)),
        (incident("firearms", by=[GANG], on=[PEOPLE]), ("The Gang", "Civilians (IRQ)"), (U, 7)),
        (incident("firearms", by=["a man"]), (U, U), (U, U)),
        (incident("explosives", on=[PEOPLE], claims=(claim(IS), claim(BRIGADE))), (U, "Civilians (IRQ)"), (U, 7)),
        (incident("demo", type="PROTEST", by=[PEOPLE]), ("Protesters (IRQ)", None), (6, None)),
        (incident("riot", type="PROTEST", by=[PEOPLE]), ("Rioters (IRQ)", None), (5, None)),
        (incident("crowd-control", by=[POLICE], on=[PEOPLE]), ("Protesters (IRQ)", "Iraq police"), (6, 1)),
        (incident("troops", type="MOBILIZE", by=[ARMY]), ("Iraq military", None), (1, None)),
        (incident("aerial", by=[actor("nato", "NATO", "IGO", None)], on=[IS]), ("NATO", "Islamic State"), (8, 2)),
        (incident("aerial", by=[actor("x-MIL", "army", "MIL", None)], on=[IS]), ("army", "Islamic State"), (U, 2)),
    ],
)  # fmt: skip
def test_actors(told: Incident, names: tuple[object, object], classes: tuple[object, object]) -> None:
    values = coded("acled_like", told).values
    assert (values["actor1"].value, values["actor2"].value) == names
    assert (values["inter1"].value, values["inter2"].value) == classes


@pytest.mark.parametrize(
    ("told", "targeting"),
    [
        (incident("firearms", by=[IS], on=[PEOPLE]), "Civilian targeting"),
        (incident("explosives", on=[PEOPLE]), "Civilian targeting"),
        (incident("explosives", on=[ARMY]), None),
        (incident("explosives"), U),
        (incident("firearms", by=[IS], on=[ARMY]), None),
        (incident("demo", type="PROTEST"), None),
    ],
)
def test_civilian_targeting(told: Incident, targeting: str | None) -> None:
    assert answer("acled_like", "civilian_targeting", told) == targeting


BATTLE_OF_DAY = incident("firearms", by=[ARMY], on=[IS], killed=5, id="i-battle")
BOMB = incident("explosives", by=[IS], on=[ARMY], using=["a bomb"], id="i-bomb")


def test_a_bomb_in_a_battle_is_one_row() -> None:
    row = coded("acled_like", BOMB, BATTLE_OF_DAY)
    assert row.incidents == ("i-battle", "i-bomb")
    assert row.values["event_type"].value == BATTLE
    assert row.values["event_id"].value == "i-battle"
    assert row.values["fatalities"].value == 5
    assert "1 of 2" in row.values["fatalities"].rule


@pytest.mark.parametrize(
    "other",
    [
        incident("explosives", by=[IS], on=[PEOPLE], id="i-bomb"),
        incident("explosives", by=[IS], on=[ARMY], id="i-bomb", days=("2025-03-11",)),
        incident("explosives", by=[IS], on=[ARMY], id="i-bomb", where=place(name="Hawija", geonames_id=1)),
        incident("explosives", on=[ARMY], id="i-bomb"),
        incident("explosives", on=[ARMY], claims=(claim(IS), claim(PKK)), id="i-bomb"),
        incident("explosives", by=[IS], on=[ARMY], id="i-bomb", status="feared"),
        incident("explosives", by=[IS], on=[ARMY], id="i-bomb", where=None),
        incident("disapprove", type="ACCUSE", by=[IS], on=[ARMY], id="i-bomb"),
    ],
)
def test_other_actors_days_and_places_are_other_rows(other: Incident) -> None:
    rows = codebook("acled_like").code([BATTLE_OF_DAY, other])
    assert [row.incidents for row in rows] == [("i-battle",), ("i-bomb",)]


def test_only_what_is_of_one_day_is_joined() -> None:
    month = ("2025-03-01", "2025-03-31")
    told = [incident(mode, by=[ARMY], on=[IS], days=month, id=f"i-{mode}") for mode in ("firearms", "explosives")]
    assert len(codebook("acled_like").code(told)) == 2


DEMO = incident("demo", type="PROTEST", by=[PEOPLE], id="i-demo")


def test_a_dispersal_joins_its_protest() -> None:
    row = coded("acled_like", incident("crowd-control", by=[POLICE], on=[PEOPLE], id="i-gas"), DEMO)
    assert set(row.incidents) == {"i-demo", "i-gas"}
    assert row.values["sub_event_type"].value == "Protest with intervention"
    assert (row.values["actor1"].value, row.values["actor2"].value) == ("Protesters (IRQ)", "Iraq police")
    riot = incident("riot", type="PROTEST", by=[PEOPLE], id="i-riot")
    row = coded("acled_like", incident("crowd-control", by=[POLICE], on=[PEOPLE], id="i-gas"), riot)
    assert row.values["event_type"].value == RIOTS


def test_shots_beside_a_protest_leave_its_sub_type_open() -> None:
    shots = incident("firearms", by=[POLICE], on=[PEOPLE], id="i-shots")
    protest, shooting = codebook("acled_like").code([DEMO, shots])
    assert protest.values["event_type"].value == PROTESTS
    assert protest.values["sub_event_type"].value == U
    assert shooting.values["event_type"].value == VAC
    bombs = incident("explosives", by=[IS], on=[ARMY], id="i-bomb")
    assert codebook("acled_like").code([DEMO, bombs])[0].values["sub_event_type"].value == "Peaceful protest"


def test_tellings_that_name_another_party_first_are_of_two_sides() -> None:
    told = incident("firearms", by=[ARMY, IS], on=[IS, ARMY, PEOPLE])
    assert answer("acled_like", "event_type", told) == BATTLE
    assert answer("acled_like", "actor1", told) == "Iraq military"
    assert answer("acled_like", "actor2", incident("firearms", by=[ARMY], on=[ARMY])) == U


def test_sources() -> None:
    assert answer("acled_like", "source", incident()) == "Wire"
    assert answer("acled_like", "source_count", incident(independent=None)) == U
