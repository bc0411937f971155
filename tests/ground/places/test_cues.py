"""What the words beside a name say of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.places import gazetteer, outlet_of
from dateline.ground.places.cues import Cues, named_units, read_cues


def cues(text: str, name: str) -> Cues:
    """The cues of every mention of a name."""
    return read_cues(gazetteer(), text, [m.span() for m in re.finditer(re.escape(name), text)])


def places(identifiers: frozenset[int]) -> set[tuple[str, str]]:
    return {(entry.name, entry.kind) for entry in map(gazetteer().entry, identifiers)}


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("Kirkuk province burned.", "Kirkuk", {"division", "district"}),
        ("the city of Kirkuk", "Kirkuk", {"city"}),
        ("the village of the Rashidiya", "Rashidiya", {"city"}),
        ("in Kirkuk city and Kirkuk province", "Kirkuk", {"city", "division", "district"}),
        ("the Jordan River", "Jordan", {"water"}),
        ("the Sinjar mountains", "Sinjar", {"landform"}),
        ("the Moria camp", "Moria", {"facility"}),
        ("Syria's border", "Syria", set()),
        ("the Syrian border", "Syrian", {"country", "border"}),
        ("They left Kirkuk. Province police said", "Kirkuk", set()),
        ("They left Kirkuk yesterday", "Kirkuk", set()),
    ],
)
def test_class_words_beside_a_name(text: str, name: str, kinds: set[str]) -> None:
    assert cues(text, name).kinds == kinds


def test_what_stands_behind_the_comma_contains_the_name() -> None:
    text = "A man died in Paris, Texas, on Sunday."
    assert ("Texas", "division") in places(cues(text, "Paris").containers)
    assert ("Paris", "city") in places(cues(text, "Texas").contained)
    assert cues(text, "Texas").containers == frozenset()
    assert cues(text, "Paris").contained == frozenset()


@pytest.mark.parametrize(
    ("text", "name", "container"),
    [
        ("Paris (France) burned", "Paris", ("France", "country")),
        ("the town of Idlib, in Syria", "Idlib", ("Syria", "country")),
        ("in Goma, in the Democratic Republic of the Congo", "Goma", ("Democratic Republic of the Congo", "country")),
        ("in Springfield, Ill., police said", "Springfield", ("Illinois", "division")),
    ],
)  # fmt: skip
def test_containers(text: str, name: str, container: tuple[str, str]) -> None:
    assert container in places(cues(text, name).containers)


def test_shares_are_of_all_mentions() -> None:
    found = cues("President Jordan met Jordan Smith in Jordan. Jordan burned.", "Jordan")
    assert (found.count, found.person, found.inner, found.ruled) == (4, 0.25, 0.25, 0.25)
    assert cues("he met Michael Jordan today", "Jordan").inner == 1


@pytest.mark.parametrize("text", ["in Mosul", "near the Mosul", "outside Mosul", "They came from Mosul", "INTO Mosul"])
def test_prepositions_of_place(text: str) -> None:
    assert cues(text, "Mosul").ruled == 1


@given(st.text(), st.data())
def test_any_text_has_cues(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(lambda s: (min(s), max(s)))))
    found = read_cues(gazetteer(), text, spans)
    assert found.count == max(1, len(spans))
    assert all(0 <= share <= 1 for share in (found.person, found.inner, found.ruled))


def test_countries_and_divisions_named_inside_other_names() -> None:
    text = "Ohio State University beat Texas. Iraqi fans of New South Wales saw it; Iraq, in Iraq. ohio did not."
    units = {gazetteer().entry(number).name: counts for number, counts in named_units(gazetteer(), text).items()}
    assert units == {
        "Ohio": {"ohio": 1},
        "Texas": {"texas": 1},
        "New South Wales": {"new south wales": 1},
        "Iraq": {"iraqi": 1, "iraq": 2},
    }
    assert named_units(gazetteer(), "nothing here") == {}


@pytest.mark.parametrize(
    ("url", "countries"),
    [
        ("https://www.rudaw.iq/news/1", {"IRQ"}), ("http://www.bbc.co.uk/news", {"GBR"}), ("https://EXAMPLE.SY", {"SYR"}),
        ("dawn.com.pk", {"PAK"}), ("https://example.ng:8080/x", {"NGA"}), ("https://www.aljazeera.com/x.iq", set()),
        ("https://a.io/", set()), ("https://rt.tv", set()), ("https://example.zz/", set()), ("ftp", set()), ("", set()), (None, set()),
    ],
)  # fmt: skip
def test_where_an_outlet_is_at_home(url: str | None, countries: set[str]) -> None:
    assert outlet_of(url).countries == countries


@pytest.mark.parametrize(
    ("outlet", "countries"),
    [
        ("Syrian Observatory for Human Rights", {"SYR"}), ("SOHR", {"SYR"}), ("sohr", {"SYR"}), ("Sudan Tribune", {"SDN"}),
        ("South Sudan News Agency", {"SSD"}), ("The Times of India", {"IND"}), ("Dawn", {"PAK"}), ("Radio Okapi", {"COD"}),
        ("Reuters", set()), ("Agence France-Presse", set()), ("Voice of America", set()), ("Washington Post", set()),
        ("China Daily", set()), ("Georgia Today", set()), ("Congo Press", set()), ("", set()), (None, set()),
    ],
)  # fmt: skip
def test_which_country_an_outlet_of_a_name_reports_of(outlet: str | None, countries: set[str]) -> None:
    assert outlet_of(None, outlet).countries == countries


def test_an_address_and_a_name_may_tell_of_two_countries() -> None:
    assert outlet_of("https://example.lb/", "Syrian Observer").countries == {"LBN", "SYR"}
