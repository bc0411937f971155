"""All places of an event: the finest first, then what contains it or what the words relate it to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ground.places import Placed, Proposal, gazetteer, locate, propose, ranker
from dateline.records import Place, PlaceRelation

from .texts import given as grounded
from .texts import marked

Told = list[tuple[str, PlaceRelation, str]]


def told(text: str, *relations: PlaceRelation, order: list[int] | None = None) -> Told:
    """Words, relation and precision of an event's places; the names have the relations given, "in" where none is."""
    plain, spans, places = grounded(text)
    named = [(span, relations[n] if n < len(relations) else "in") for n, span in enumerate(spans)]
    found = places.of_event([named[n] for n in order] if order else named)
    for place in found:
        assert plain[place.start : place.end] == place.text
    return [(place.text, place.relation, place.precision) for place in found]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1]])
def test_the_finest_place_stands_first_whatever_the_order(order: list[int]) -> None:
    found = told("A house in [Fallujah], [Anbar province], [Iraq], was hit.", order=order)
    assert found[0] == ("Fallujah", "in", "city")
    assert sorted(found[1:]) == [("Anbar province", "contains", "division"), ("Iraq", "contains", "country")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A man was shot in [Paris], [Texas].", [("Paris", "in", "city"), ("Texas", "contains", "division")]),
        ("Shelling hit [Robotyne], [Ukraine].", [("Robotyne", "in", "city"), ("Ukraine", "contains", "country")]),
        ("Bombs fell in [Mosul].", [("Mosul", "in", "city")]),
        ("A blast in [Xyzzyville], [Iraq], killed two.", [("Xyzzyville", "in", "unresolved"), ("Iraq", "in", "country")]),
        ("Bombs fell in [Iraq] and in [Ukraine].", [("Iraq", "in", "country"), ("Ukraine", "in", "country")]),
        ("Clashes in northern [Syria].", [("northern Syria", "in", "area"), ("Syria", "in", "country")]),
        ("A mine went off 25 km north of [Tikrit], [Iraq].",
         [("25 km north of Tikrit", "near", "near"), ("Tikrit", "near", "city"), ("Iraq", "contains", "country")]),
        ("A mine went off near [Bunia].", [("near Bunia", "near", "near")]),
    ],
)  # fmt: skip
def test_places_of_an_event(text: str, places: Told) -> None:
    assert told(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bombs fell in [Mosul city], [Iraq].", [("Mosul city", "in", "city"), ("Iraq", "contains", "country")]),
        ("Shells fell in [the countryside of Raqqa], [Syria].",
         [("in the countryside of Raqqa", "near", "near"), ("Syria", "contains", "country")]),
        ("Shells fell in the [Eastern Ghouta of Damascus].", [("Eastern Ghouta", "in", "area")]),
        ("Shells fell in [Behsood District of Nangarhar Province].",
         [("Behsood District of Nangarhar Province", "in", "unresolved"), ("Nangarhar", "in", "division")]),
        ("Shells fell in [Logar Province of Afghanistan].", [("Logar Province", "in", "division")]),
        ("Shells fell in [Kalahandi District of Odisha] in [India].",
         [("Kalahandi District", "in", "district"), ("India", "contains", "country")]),
        ("Shells fell in [Xyzzyville countryside].", [("Xyzzyville countryside", "in", "unresolved")]),
    ],
)  # fmt: skip
def test_words_around_a_name_do_not_hide_it(text: str, places: Told) -> None:
    plain, marks = marked(text)
    found = Placed(gazetteer(), ranker(), plain, propose(gazetteer(), plain, marks)).of_event(
        [(s, "in") for _, s in marks]
    )
    assert [(place.text, place.relation, place.precision) for place in found] == places


def test_a_name_and_the_longer_one_of_the_same_place_are_one_place() -> None:
    text = "Bombs fell in Mosul city."
    proposals = [Proposal((14, 24), "location"), Proposal((14, 19), "location")]
    found = Placed(gazetteer(), ranker(), text, proposals).of_event([((14, 24), "in"), ((14, 19), "in")])
    assert [place.text for place in found] == ["Mosul city"]


def test_where_it_comes_from_and_goes_to_keeps_its_relation_and_its_point() -> None:
    found = told("Rockets fired from near [Mosul] hit [Tal Afar].", "from", "in", order=[1, 0])
    assert found == [("Tal Afar", "in", "city"), ("Mosul", "from", "city")]
    assert told("He fled [Mosul] for [Iraq].", "from", "to") == [("Mosul", "from", "city"), ("Iraq", "to", "country")]


def test_a_people_is_not_inside_its_country() -> None:
    found = told("{Iraqi} troops moved in [Iraq].")
    assert "contains" not in {relation for _, relation, _ in found}


def test_an_event_without_a_place() -> None:
    assert told("Nothing was named.") == []


def test_two_names_of_one_road_tell_one_place() -> None:
    found = told("Trucks burned on the [Maiduguri]-[Damaturu] road in [Nigeria].")
    assert [text for text, *_ in found].count("Maiduguri-Damaturu road") == 1


def test_locate_gives_what_a_whole_sentence_tells() -> None:
    text, marks = marked("A house in [Fallujah], [Anbar province], [Iraq], was hit.")
    found = locate(gazetteer(), ranker(), text, [Proposal(span, "given") for _, span in marks])
    assert [place.text for place in found] == ["Fallujah", "Anbar province", "Iraq"]
    town, division, country = found
    assert {place.country for place in found} == {"IRQ"}
    assert (town.admin1, division.admin1, country.admin1) == ("Anbar", "Anbar", None)
    assert town.radius_km is not None
    assert division.radius_km is not None
    assert country.radius_km is not None
    assert town.radius_km < division.radius_km < country.radius_km


PIECES = st.sampled_from([
    "[Mosul]", "[Iraq]", "{Iraqi}", "[Old City]", "[Kirkuk province]", "[Paris]", "[Texas]", "[Xyzzyville]", "[Tigris]", "{Syrian}", "[Syria]",
    "near", "20 km north of", "between", "and", "the border with", "northern", "off the coast of", "’s western districts", "road", "-", ",",
    "in", "the road from", "to", "border", "waters", "killed", "...", "\n", "北京",
])  # fmt: skip
RELATIONS: list[PlaceRelation] = ["in", "at", "near", "between", "from", "to", "contains"]


@settings(max_examples=150)
@given(st.lists(PIECES, min_size=1, max_size=14), st.data())
def test_whatever_the_words_places_are_sound(pieces: list[str], data: st.DataObject) -> None:
    plain, spans, places = grounded(" ".join(pieces))
    named = data.draw(st.permutations([(span, data.draw(st.sampled_from(RELATIONS))) for span in spans]))
    found = places.of_event(named)
    assert bool(found) == bool(spans)
    for place in found:
        sound(plain, place)
    covered = {(place.start, place.end) for place in found}
    assert all(any(start <= a and b <= end for start, end in covered) for a, b in spans), "each name is told"


def sound(text: str, place: Place) -> None:
    assert text[place.start : place.end] == place.text != ""
    assert 0 <= place.probability <= 1
    if place.precision == "unresolved":
        assert (place.lat, place.lon, place.radius_km, place.country, place.geonames_id) == (None,) * 5
        return
    assert place.lat is not None
    assert place.lon is not None
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180
    assert place.radius_km is not None
    assert place.radius_km > 0
    assert place.country is None or (len(place.country) == 3 and gazetteer().country(place.country) is not None)
