"""Towns that an outlet is called after, and what they tell of the places that its reports name."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.ground.places import Proposal, gazetteer, outlet_of, ranker
from dateline.ground.places.features import gather
from dateline.ground.places.outlets import UNKNOWN, Outlet
from dateline.ground.places.resolve import resolve_names


@pytest.mark.parametrize(
    ("url", "outlet", "town", "country"),
    [
        ("https://www.dallasnews.com/news/1", None, "Dallas", "USA"),
        ("http://thedallasdailynews.com", None, "Dallas", "USA"),
        ("https://DALLASNEWS.com/", None, "Dallas", "USA"),
        ("http://kansascity.com:80/x", None, "Kansas City", "USA"),
        ("https://raqqapost.com", None, "Ar Raqqah", "SYR"),
        ("http://www.cambridge-news.co.uk/", None, "Cambridge", "GBR"),
        ("http://www.moscowtimes.ru/", None, "Moscow", "RUS"),
        (None, "Aleppo Today", "Aleppo", "SYR"),
        (None, "The Dallas Morning News", "Dallas", "USA"),
        ("https://example.com/", "Baghdad Post", "Baghdad", "IRQ"),
    ],
)
def test_the_town_that_an_outlet_is_called_after(url: str | None, outlet: str | None, town: str, country: str) -> None:
    towns = outlet_of(url, outlet).towns
    assert (towns[0].name, towns[0].country) == (town, country)
    assert [t.population for t in towns] == sorted((t.population for t in towns), reverse=True)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        (None, None), ("", ""), ("https://www.reuters.com/paris/", "Reuters"), ("https://thestar.com", None),
        ("http://dailypost.ng", "Daily Post"), ("https://post", None), ("ftp", None), ("http://", None),
        ("https://washingtonpost.com", "Washington Post"), ("https://www.nytimes.com", "New York Times"),
        ("http://10.0.0.1/", None), ("https://парижньюс.рф", None), ("http://" + "a" * 5000 + ".com", None),
    ],
)  # fmt: skip
def test_outlets_that_are_called_after_no_town_of_theirs(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url, outlet).towns == ()


def test_a_town_of_another_country_than_the_outlets_is_not_its_town() -> None:
    assert all(town.country == "GBR" for town in outlet_of("https://www.oxfordmail.co.uk").towns)


def resolved_from(outlet: Outlet, text: str, name: str) -> int | None:
    start = text.index(name)
    found = resolve_names(gazetteer(), ranker(), text, [Proposal((start, start + len(name)), "given")], outlet)
    return next((r.entry.geonames_id for r in found.values()), None)


def test_a_place_near_the_outlets_town_is_meant() -> None:
    text = "The council of Arlington will meet on Tuesday."
    assert resolved_from(outlet_of("https://www.dallasnews.com"), text, "Arlington") == 4671240


def test_the_outlets_town_does_not_speak_for_itself_and_far_places_gain_nothing() -> None:
    text = "Police in Moscow and Khimki, and in Mosul, said so."
    proposals = [Proposal((text.index(n), text.index(n) + len(n)), "given") for n in ("Moscow", "Khimki", "Mosul")]
    moscow = Outlet(towns=outlet_of("https://www.moscowtimes.ru").towns)
    with_it, without = (gather(gazetteer(), text, proposals, outlet) for outlet in (moscow, UNKNOWN))
    changed = np.flatnonzero((with_it.alone != without.alone).any(axis=1))
    assert [with_it.candidates[at].entry.name for at in changed] == ["Khimki"]
