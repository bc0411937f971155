"""PLOVER: the record's own words."""

from __future__ import annotations

from typing import get_args

from dateline.codebooks import UNDETERMINED
from dateline.records import REALISED, Status

from .making import ARMY, IS, PEOPLE, answer, coded, incident, place


def test_the_native_codebook_says_what_the_record_says() -> None:
    told = incident("firearms", "explosives", by=[ARMY, "a man"], on=[IS, PEOPLE], contexts=("military",))
    values = {name: value.value for name, value in coded("plover", told).values.items()}
    assert values["event_type"] == "ASSAULT"
    assert values["event_mode"] == "firearms; explosives"
    assert values["context"] == "military"
    assert values["quad_class"] == "MX"
    assert values["actor"] == "Iraq military; a man"
    assert values["actor_sector"] == "MIL"
    assert values["recipient_id"] == "islamic-state; agent-cvl-IRQ"
    assert (values["country"], values["location"], values["precision"]) == ("IRQ", "Kirkuk", "city")
    assert str(values["start_date"]) == "2025-03-10"


def test_what_is_not_told_is_undetermined() -> None:
    values = coded("plover", incident(where=None, days=())).values
    for name in ("actor", "recipient_sector", "start_date", "end_date", "country", "latitude"):
        assert values[name].value == UNDETERMINED, name
    assert values["event_mode"].value is None
    assert values["precision"].value == "unresolved"
    assert answer("plover", "location", incident(where=place("unresolved"))) == UNDETERMINED


def test_modes_of_another_type_than_most_tellings_have_are_left_out() -> None:
    told = incident("meet", "visit", type="CONSULT")
    assert answer("plover", "event_mode", told) == "visit"
    assert answer("cameo", "root_code", told) == "04"


def test_only_what_took_place_is_in() -> None:
    assert coded("plover", incident()).included is True
    for status in set(get_args(Status)) - REALISED:
        row = coded("plover", incident(status=status))
        assert row.included is False
        assert status in row.why
