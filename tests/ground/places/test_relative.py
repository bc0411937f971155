"""Places told by way of others: what the words around a name make of its place.

The names are given. Points are worked out by hand from the towns' common coordinates, on a sphere; `off` says how far
the program's may lie from them, and `radius` between what a sensible one lies.
"""

from __future__ import annotations

import dataclasses

import pytest

from dateline.ground.places import phrases
from dateline.ground.places.geometry import distance
from dateline.records import Place

from .texts import given


@dataclasses.dataclass(frozen=True)
class Case:
    text: str
    phrase: str
    relation: str
    precision: str
    point: tuple[float, float]
    off: float
    radius: tuple[float, float]
    country: str | None


CASES = [
    # Distances and directions
    Case("Soldiers found a mass grave 25 km north of [Tikrit] on Friday.", "25 km north of Tikrit", "near", "near", (34.83, 43.68), 6, (2, 15), "IRQ"),
    Case("A convoy was hit some 40 miles (64 km) east of [Kandahar].", "some 40 miles (64 km) east of Kandahar", "near", "near", (31.61, 66.39), 20, (5, 30), "AFG"),
    Case("Two aid workers were taken 12 kilometres south-west of [Goma].", "12 kilometres south-west of Goma", "near", "near", (-1.755, 29.146), 6, (2, 10), "COD"),
    Case("A patrol was ambushed 100 kilometres northwest of [Timbuktu] in [Mali].", "100 kilometres northwest of Timbuktu", "near", "near", (17.41, -3.67), 15, (10, 50), "MLI"),
    Case("A mine went off 6 miles south of the city of [Maiduguri].", "6 miles south of the city of Maiduguri", "near", "near", (11.76, 13.16), 6, (2, 10), "NGA"),
    Case("A rocket fell 500 metres from [Gaza City].", "500 metres from Gaza City", "near", "near", (31.50, 34.46), 5, (0.4, 3), "PSE"),
    Case("The camp, about 5 km from [Maiduguri], was raided.", "about 5 km from Maiduguri", "near", "near", (11.85, 13.16), 5, (4, 12), "NGA"),
    Case("The blast was half a mile west of [Damascus].", "half a mile west of Damascus", "near", "near", (33.51, 36.29), 5, (0.5, 6), "SYR"),
    Case("A hamlet a few kilometres south of [Bakhmut] changed hands.", "a few kilometres south of Bakhmut", "near", "near", (48.56, 38.0), 5, (1, 10), "UKR"),
    Case("A base 60km west of [Kabul] was hit.", "60km west of Kabul", "near", "near", (34.53, 68.52), 10, (8, 20), "AFG"),
    Case("A post east of [Abéché] was hit.", "east of Abéché", "near", "near", (13.83, 20.93), 15, (25, 40), "TCD"),
    Case("A blast 5 km from [Kobani] killed ten.", "5 km from Kobani", "near", "near", (36.89, 38.35), 3, (4, 8), "SYR"),
    Case("Gunmen struck just north of [Kano] at dawn.", "just north of Kano", "near", "near", (12.2, 8.52), 15, (5, 25), "NGA"),
    Case("The wreck lies 30 nautical miles off [Mogadishu].", "30 nautical miles off Mogadishu", "near", "near", (2.04, 45.34), 10, (45, 75), "SOM"),
    Case("The village is an hour's drive from [Maiduguri].", "an hour's drive from Maiduguri", "near", "near", (11.85, 13.16), 10, (40, 90), "NGA"),
    Case("The village is a two-hour drive from [Maiduguri].", "a two-hour drive from Maiduguri", "near", "near", (11.85, 13.16), 10, (90, 180), "NGA"),
    # The countryside on one side: of the seat of a division that side of it, of another town the land beside it
    Case("Shells hit the northern countryside of [Hama], [Syria].", "the northern countryside of Hama", "near", "near", (35.4, 36.75), 8, (25, 35), "SYR"),
    Case("Shells hit [Raqqa]'s eastern countryside, [Syria].", "Raqqa's eastern countryside", "near", "near", (35.95, 39.34), 8, (25, 35), "SYR"),
    Case("Shells hit the western countryside of [Daraa], [Syria].", "the western countryside of Daraa", "near", "near", (32.62, 36.02), 6, (25, 35), "SYR"),
    Case("Shells hit the southeastern countryside of [al-Bab], [Syria].", "the southeastern countryside of al-Bab", "near", "near", (36.31, 37.59), 6, (10, 20), "SYR"),
    Case("Shells hit the eastern countryside of [Deir ez-Zor province].", "the eastern countryside of Deir ez-Zor province", "in", "area", (35.05, 40.8), 30, (30, 70), "SYR"),
    # Nearness
    Case("Jets bombed a depot near [Raqqa].", "near Raqqa", "near", "near", (35.95, 39.01), 10, (8, 35), "SYR"),
    Case("A mine went off outside [Juba].", "outside Juba", "near", "near", (4.85, 31.6), 10, (8, 35), "SSD"),
    Case("Bodies lay close to the town of [Bunia].", "close to the town of Bunia", "near", "near", (1.56, 30.25), 10, (8, 35), "COD"),
    Case("Rebels massed around [Kismayo].", "around Kismayo", "near", "near", (-0.36, 42.55), 10, (8, 35), "SOM"),
    Case("Snipers fired not far from [Benghazi].", "not far from Benghazi", "near", "near", (32.11, 20.07), 10, (8, 40), "LBY"),
    Case("Fighters dug in on the eastern outskirts of [Mosul].", "on the eastern outskirts of Mosul", "near", "near", (36.34, 43.15), 15, (5, 25), "IRQ"),
    Case("The dead were found on the outskirts of [Aleppo].", "on the outskirts of Aleppo", "near", "near", (36.2, 37.16), 10, (5, 30), "SYR"),
    # Parts
    Case("Clashes were reported in northern [Syria].", "northern Syria", "in", "area", (36.2, 38.6), 80, (80, 250), "SYR"),
    Case("Troops moved through eastern [Ukraine].", "eastern Ukraine", "in", "area", (48.8, 36.5), 160, (150, 400), "UKR"),
    Case("Villages burned in southwestern [Cameroon].", "southwestern Cameroon", "in", "area", (4.8, 10.2), 180, (120, 350), "CMR"),
    Case("Herders fought in the far north of [Mali].", "the far north of Mali", "in", "area", (20.5, -2.0), 280, (200, 600), "MLI"),
    Case("Raids hit [Mosul]'s western districts.", "Mosul's western districts", "in", "neighbourhood", (36.34, 43.06), 8, (3, 12), "IRQ"),
    Case("Shops burned in downtown [Nairobi].", "downtown Nairobi", "in", "neighbourhood", (-1.285, 36.82), 5, (1, 15), "KEN"),
    Case("A bomb went off in central [Baghdad].", "central Baghdad", "in", "neighbourhood", (33.32, 44.39), 8, (2, 15), "IRQ"),
    Case("Militants hold the west of [Mosul].", "the west of Mosul", "in", "neighbourhood", (36.34, 43.06), 8, (3, 12), "IRQ"),
    Case("Floods cut off [Nigeria]'s northeast.", "Nigeria's northeast", "in", "area", (11.5, 12.0), 200, (150, 600), "NGA"),
    Case("Clashes spread in southern and eastern [Ukraine].", "southern and eastern Ukraine", "in", "area", (47.5, 36.0), 150, (100, 350), "UKR"),
    Case("Herders fled central [Mali].", "central Mali", "in", "area", (14.5, -4.5), 200, (100, 350), "MLI"),
    Case("Soldiers died in the far east of [Turkey].", "the far east of Turkey", "in", "area", (38.8, 42.5), 250, (80, 400), "TUR"),
    Case("Troops were hit in [Thailand]'s deep south.", "Thailand's deep south", "in", "area", (6.5, 101.3), 20, (50, 120), "THA"),
    # Between and roads
    Case("Men were taken on the Trans-Sahara Highway between [Gao] and [Kidal].", "Trans-Sahara Highway between Gao and Kidal", "between", "line", (17.36, 0.68), 30, (100, 200), "MLI"),
    Case("A bus was stopped between [Homs] and [Hama].", "between Homs and Hama", "between", "line", (34.93, 36.74), 10, (10, 40), "SYR"),
    Case("Bandits blocked the road from [Kabul] to [Kandahar].", "road from Kabul to Kandahar", "between", "line", (33.1, 67.4), 45, (180, 300), "AFG"),
    Case("Trucks burned on the [Maiduguri]-[Damaturu] road.", "Maiduguri-Damaturu road", "between", "line", (11.8, 12.56), 8, (50, 80), "NGA"),
    Case("The railway linking [Lagos] and [Ibadan] was cut.", "railway linking Lagos and Ibadan", "between", "line", (6.92, 3.65), 20, (40, 80), "NGA"),
    Case("An ambush on the road between [Gao] and [Kidal] killed six.", "road between Gao and Kidal", "between", "line", (17.36, 0.68), 30, (100, 200), "MLI"),
    # Borders
    Case("Smugglers were shot near the {Syrian} border in [Iraq].", "Syrian border", "near", "line", (35.0, 41.2), 60, (150, 400), None),
    Case("A post on the border between [Niger] and [Nigeria] was overrun.", "border between Niger and Nigeria", "near", "line", (13.3, 8.3), 80, (300, 900), None),
    Case("Shots rang out on the [Turkey]-[Syria] border.", "Turkey-Syria border", "near", "line", (36.7, 38.9), 60, (200, 600), None),
    Case("[Iraq]'s border with [Iran] was closed.", "Iraq's border with Iran", "near", "line", (33.5, 46.0), 70, (300, 900), None),
    Case("Guards were killed at the {Afghan}-{Pakistani} border.", "Afghan-Pakistani border", "near", "line", (32.4, 69.3), 90, (400, 1300), None),
    Case("Rebels crossed the {Rwandan} border near [Goma] in [Congo].", "Rwandan border", "near", "line", (-1.69, 29.24), 20, (5, 40), None),
    Case("The [Gaza]-[Israel] border stayed shut.", "Gaza-Israel border", "near", "line", (31.5, 34.5), 15, (5, 40), None),
    # Waters
    Case("A body lay in the [Tigris] in [Mosul].", "Tigris in Mosul", "near", "line", (36.34, 43.12), 10, (3, 12), "IRQ"),
    Case("A body lay in the [Tigris] near [Mosul].", "Tigris near Mosul", "near", "line", (36.34, 43.12), 10, (8, 18), "IRQ"),
    # Coasts
    Case("A boat sank off the coast of [Tunisia] on Sunday. {Libyan} guards came.", "off the coast of Tunisia", "near", "region", (36.0, 10.7), 150, (80, 350), "TUN"),
    Case("Pirates lurk off [Nigeria]'s [Niger Delta].", "off Nigeria's Niger Delta", "near", "region", (5.0, 6.2), 40, (150, 250), "NGA"),
    Case("Pirates seized a tanker off the coast of [Somalia].", "off the coast of Somalia", "near", "region", (6.0, 48.0), 500, (200, 1200), "SOM"),
    Case("A boat sank off [Libya].", "off Libya", "near", "region", (30.0, 18.0), 600, (200, 1200), "LBY"),
    Case("Two ships collided off the [Yemen] coast.", "off the Yemen coast", "near", "region", (14.0, 46.0), 400, (200, 1200), "YEM"),
    Case("A dinghy capsized in {Greek} waters.", "Greek waters", "near", "region", (38.5, 24.5), 350, (100, 800), "GRC"),
    Case("Gunboats fired off [Gaza].", "off Gaza", "near", "near", (31.5, 34.45), 20, (20, 80), "PSE"),
]  # fmt: skip


def first_place(text: str) -> tuple[str, Place]:
    plain, spans, places = given(text)
    return plain, places.of_event([(span, "in") for span in spans])[0]


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.phrase) for c in CASES],
)
def test_relative_places(case: Case) -> None:
    plain, place = first_place(case.text)
    assert (place.text, place.relation, place.precision) == (case.phrase, case.relation, case.precision)
    assert plain[place.start : place.end] == place.text
    assert place.lat is not None
    assert place.lon is not None
    assert distance(*case.point, place.lat, place.lon) <= case.off
    assert place.radius_km is not None
    assert case.radius[0] <= place.radius_km <= case.radius[1]
    assert place.country == case.country
    assert 0 < place.probability <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The convoy reached [Mosul].",
        "Officials from [Mosul] spoke on Sunday.",
        "A court in [Mosul] freed 20 men.",
        "It was 20 years after [Mosul] fell.",
        "He is north of fifty and lives in [Mosul].",
        "The border guards trained in [Mosul].",
        "The gap between rich and poor in [Mosul] grew.",
        "Turned off, the radio in [Mosul] was silent.",
    ],
)
def test_a_place_that_is_told_plainly_stays_it(text: str) -> None:
    _, place = first_place(text)
    assert (place.text, place.relation, place.precision, place.geonames_id) == ("Mosul", "in", "city", 99072)


def test_a_journey_is_no_road() -> None:
    _, spans, places = given("He flew from [Cairo] to [Amman].")
    assert [
        (p.text, p.precision) for p in places.of_event([(span, "in") for span in spans]) if p.relation == "between"
    ] == []


def test_the_anchors_follow_with_the_same_relation() -> None:
    plain, spans, places = given("Trucks burned on the [Maiduguri]-[Damaturu] road.")
    found = places.of_event([(span, "in") for span in spans])
    assert [(p.text, p.relation) for p in found] == [
        ("Maiduguri-Damaturu road", "between"), ("Maiduguri", "between"), ("Damaturu", "between"),
    ]  # fmt: skip
    assert all(plain[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize("number", ["9" * 400, "0", "..", "1,000,000", "zillion", "three hundred"])
def test_odd_distances_harm_nothing(number: str) -> None:
    plain, place = first_place(f"A mine went off {number} km north of [Mosul].")
    assert place.text.endswith("Mosul")
    assert plain[place.start : place.end] == place.text
    assert place.lat is not None
    assert place.lon is not None
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180


@pytest.mark.parametrize("verb", ["sealed", "cordoned", "cut", "fenced"])
def test_what_is_sealed_off_is_not_at_sea(verb: str) -> None:
    _, place = first_place(f"Troops {verb} off [Benghazi] on Sunday.")
    assert (place.text, place.precision) == ("Benghazi", "city")


def test_a_distance_beyond_the_earth_is_none() -> None:
    _, place = first_place("Dust fell 1,000,000 km north of [Mosul].")
    assert place.radius_km is None or place.radius_km <= 20_015


def test_a_distance_begins_with_a_word() -> None:
    left = "Fighters left Haut-Lomami north of "  # no mile ("a mi") that the name ends in
    match = phrases.AT_DISTANCE.search(left, phrases.tail_of(left))
    assert match is not None
    assert (match["distance"], match["side"]) == (None, "north")
