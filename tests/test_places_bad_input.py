"""Names that are no places, or no names at all, through the whole coder: handled or left unresolved, and nothing lost."""

from __future__ import annotations

import pytest

from dateline.coder import Coder
from dateline.ingest import Metadata, make_report
from dateline.records import Coded, Entity, Mention, Place

from .test_offsets import check

CODER = Coder()
BEFORE, AFTER = (
    "Gunmen killed three people in Mosul, Iraq, on Saturday.",
    "Police arrested two men in Kano, Nigeria, on Sunday.",
)
TURKEY, JORDAN, CHAD, PARIS, WASHINGTON = 298795, 248816, 2434508, 2988507, 4140963


def code(text: str) -> Coded:
    report = make_report(text, text.encode(), Metadata(language="en"))
    (coded,) = CODER.code([report])
    check(coded, report)
    return coded


def event(coded: Coded, trigger: str) -> Mention:
    (found,) = (m for m in coded.mentions if m.trigger.text == trigger)
    return found


def where(mention: Mention) -> list[tuple[str, str]]:
    return [(place.name, place.relation) for place in mention.places]


def located(coded: Coded) -> list[Place]:
    """Every place with a point, of entities and of events."""
    places = [entity.place for entity in coded.entities if entity.place is not None]
    places += [place for mention in coded.mentions for place in mention.places]
    return [place for place in places if place.lat is not None]


def entity(coded: Coded, name: str) -> Entity:
    (found,) = (e for e in coded.entities if e.name.removeprefix("The ") == name)
    return found


KANO = [("Kano", "in"), ("Nigeria", "contains")]
MOSUL = [("Mosul", "in"), ("Iraq", "contains")]

# Names that no gazetteer holds

ODD = {
    "Arabic": "الموصل", "Cyrillic": "Мосул", "Chinese": "摩苏尔", "Georgian": "თბილისი", "Thai": "กรุงเทพ", "emoji": "🏙️🇮🇶",
    "10,000 letters": "M" + "o" * 9_999, "10,000 letters in words": "Mosulia " * 1250, "invented": "Xyzzyville", "marks": "…—«»",
    "digits": "1234567890" * 10, "styled letters": "𝐌𝐨𝐬𝐮𝐥𝐢𝐚", "right to left": "\u202eluso\u202c", "a formula": "A%B_C'; --",
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_a_name_that_is_none_harms_no_other(odd: str) -> None:
    coded = code(f"{BEFORE} A bomb exploded in {odd} on Sunday. {AFTER}")
    assert where(event(coded, "killed")) == MOSUL
    assert where(event(coded, "arrested")) == KANO
    (bomb,) = (m for m in coded.mentions if m.trigger.text in ("bomb", "exploded"))
    stated = [place for place in bomb.places if place.relation != "context"]  # "context": of another sentence
    assert [place for place in stated if place.lat is not None] == []


@pytest.mark.parametrize("odd", ["Мосул", "Xyzzyville"])
def test_an_unknown_name_stays_named_and_unresolved(odd: str) -> None:
    coded = code(f"Gunmen killed three people in {odd} on Saturday.")
    (place,) = event(coded, "killed").places
    assert (place.text, place.precision, place.lat, place.country, place.probability) == (
        odd,
        "unresolved",
        None,
        None,
        0,
    )
    assert entity(coded, odd).place is not None


@pytest.mark.xfail(
    strict=True, reason="the reader takes no name of Arabic or Chinese letters for one, so the place is not even named"
)
@pytest.mark.parametrize("odd", ["الموصل", "摩苏尔"])
def test_a_name_in_a_script_without_capitals_is_named(odd: str) -> None:
    assert [
        place.text for place in event(code(f"Gunmen killed three people in {odd} on Saturday."), "killed").places
    ] == [odd]


@pytest.mark.parametrize(
    "text",
    ["Gunmen killed three people on Saturday. Police arrested two men.", "The minister resigned.", "Hello.", "..."],
)
def test_a_report_without_any_place(text: str) -> None:
    coded = code(text)
    assert [m.places for m in coded.mentions if m.places] == []
    assert [e for e in coded.entities if e.place is not None] == []


# Turkey, the bird

BIRDS = [
    "Turkey and stuffing were served at Thanksgiving dinner in Chicago, Illinois. Turkey prices rose before the feast.",
    "Families across the United States ate turkey and pie on Thanksgiving. A Turkey was roasted at the shelter.",
    "The Turkey was half carved when the Thanksgiving guests arrived.",
]
SHOOTING = "A gunman killed two people in Dallas, Texas, on Thanksgiving, police said."


@pytest.mark.parametrize("bird", BIRDS)
def test_no_event_happens_in_the_bird(bird: str) -> None:
    for text in (f"{bird} {SHOOTING}", f"{SHOOTING} {bird}"):
        coded = code(text)
        assert where(event(coded, "killed")) == [("Dallas", "in"), ("Texas", "contains")]
        assert TURKEY not in {place.geonames_id for mention in coded.mentions for place in mention.places}


@pytest.mark.parametrize("bird", BIRDS)
def test_the_bird_is_no_place(bird: str) -> None:
    assert TURKEY not in {place.geonames_id for place in located(code(f"{bird} {SHOOTING}"))}


def test_the_bird_in_lower_case_is_no_place() -> None:
    coded = code(f"Families ate turkey on Thanksgiving and fed a turkey to the dog. {SHOOTING}")
    assert TURKEY not in {place.geonames_id for place in located(coded)}


def test_turkey_the_country_is_one() -> None:
    coded = code(
        "A bomb killed nine people in Ankara, the capital of Turkey, on Sunday, the Turkish interior ministry said."
    )
    assert TURKEY in {place.geonames_id for place in located(coded)}


# Persons named after places

PERSONS = [
    ("Gunmen attacked the home of Michael Jordan in Chicago, Illinois, on Sunday.", "attacked", "Chicago", JORDAN),
    ("Chad Smith was shot dead in Dallas, Texas, on Sunday, police said. Smith was 30.", "shot dead", "Dallas", CHAD),
    ("Gunmen abducted Paris Hilton in Los Angeles, California, on Sunday, police said.", "abducted", "Los Angeles", PARIS),
    ("Gunmen killed two people in Chicago, Illinois, on Sunday. Michael Jordan condemned the shooting. Jordan said he was sad.",
     "killed", "Chicago", JORDAN),
    ("Gunmen killed Israel Hernandez in Miami, Florida, on Sunday, police said.", "killed", "Miami", 294640),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "town", "namesake"), PERSONS)
def test_no_event_happens_in_a_person(text: str, trigger: str, town: str, namesake: int) -> None:
    coded = code(text)
    assert where(event(coded, trigger))[0] == (town, "in")
    assert namesake not in {place.geonames_id for mention in coded.mentions for place in mention.places}
    assert {
        e.type
        for e in coded.entities
        if " " in e.name and e.name.split()[-1] in ("Jordan", "Smith", "Hilton", "Hernandez")
    } == {"person"}


@pytest.mark.parametrize(("text", "namesake"), [(text, namesake) for text, _, _, namesake in PERSONS])
def test_no_part_of_a_person_is_a_located_place(text: str, namesake: int) -> None:
    assert namesake not in {place.geonames_id for place in located(code(text))}


def test_a_name_that_is_told_twice_is_one_entity() -> None:
    coded = code(
        "Michael Jordan condemned the attack. Gunmen killed two people in Chicago on Sunday. Jordan said he was sad."
    )
    assert [e.name for e in coded.entities if e.type == "location"].count("Jordan") <= 1


# Organisations and facilities with places in their names


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the University of Aleppo on Tuesday, killing 80 students, Syrian state media said.",
        "Students at the University of Aleppo in Syria protested on Tuesday.",
    ],
)
def test_the_university_of_aleppo_is_in_aleppo(text: str) -> None:
    place = entity(code(text), "University of Aleppo").place
    assert place is not None
    assert place.country == "SYR"
    assert place.lat == pytest.approx(36.2, abs=0.1)
    assert place.lon == pytest.approx(37.13, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three people in Mosul, Iraq, on Sunday, the Washington Post reported. The Washington Post cited police.",
        "Gunmen in Mosul, Iraq, killed two journalists of the Washington Post on Sunday.",
        "The Washington Post said gunmen killed three people in Mosul, Iraq.",
    ],
)
def test_the_washington_post_is_not_where_it_happened(text: str) -> None:
    coded = code(text)
    assert where(event(coded, "killed")) == MOSUL
    assert WASHINGTON not in {place.geonames_id for mention in coded.mentions for place in mention.places}
    assert entity(coded, "Washington Post").place is None


def test_a_ministry_is_not_where_it_happened() -> None:
    coded = code("Gunmen killed three people in Kano, Nigeria, on Sunday, the Turkish Foreign Ministry said.")
    assert where(event(coded, "killed")) == KANO


# What the seed report and the issue name


def test_the_places_of_the_seed_report() -> None:
    coded = code(
        "Iraqi forces retook the Old City of Mosul and reached the Tigris on Sunday. Air strikes killed nine in Mosul. "
        "Militants may return to Europe and attack it, officials said."
    )
    found = {place.text: (place.name, place.precision) for place in located(coded)}
    assert found["Mosul"] == ("Mosul", "city")
    assert found["Europe"] == ("Europe", "region")
    assert found["Tigris"] == ("Tigris", "line")
    assert any(name == "Old City of Mosul" and precision == "neighbourhood" for name, precision in found.values())


def test_a_distance_from_a_town_is_where_it_happened() -> None:
    place = code("A bomb exploded 20 km south of Mosul, Iraq, on Sunday, killing nine people.").mentions[0].places[0]
    assert (place.text, place.precision) == ("20 km south of Mosul", "near")
