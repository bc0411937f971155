"""Names to places: what each name of a text is, and that a bad name harms no other one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ground.places import Proposal, gazetteer, ranker
from dateline.ground.places.outlets import Outlet
from dateline.ground.places.resolve import TOGETHER, precision_of, resolve_names

from .texts import placed, resolved

MOSUL, IRAQ = 99072, 99237

SEED = (
    "Iraqi forces retook the [Old City] of [Mosul] and reached the [Tigris] on Sunday. Air strikes killed nine in [Mosul]. "
    "Militants may return to [Europe]."
)

# text, name, GeoNames id or name, kind, country
CASES = [
    ("PARIS, [Texas] - A man was shot dead in [Paris] on Sunday, police in [Lamar County], [Texas], said.", "Paris", 4717560, "city", "USA"),
    ("Gunmen killed three people in [Paris], [Texas], on Sunday.", "Paris", 4717560, "city", "USA"),
    ("A knife attacker wounded three people in [Paris], {French} police said. Macron said [France] would not yield.", "Paris", 2988507, "city", "FRA"),
    ("Police in [Lyon] and [Paris] arrested nine men across [France].", "Paris", 2988507, "city", "FRA"),
    ("Protesters clashed with police in [Tbilisi], and [Georgia]'s parliament was set on fire.", "Georgia", 614540, "country", "GEO"),
    ("Two people were shot dead in [Atlanta], [Georgia] state police said. Another was hurt in [Savannah].", "Georgia", 4197000, "division", "USA"),
    ("Fighting in [South Ossetia] drove thousands into [Georgia].", "Georgia", 614540, "country", "GEO"),
    ("Militias clashed in [Tripoli], and [Libya]'s government in [Benghazi] called for calm.", "Tripoli", ("Tripoli", "LBY"), None, "LBY"),
    ("Gunmen opened fire in [Tripoli], north of [Beirut], the {Lebanese} army said. [Lebanon] sent troops.", "Tripoli", 266826, "city", "LBN"),
    ("Militants fled [Tripoli], in northern [Lebanon].", "Tripoli", 266826, "city", "LBN"),
    ("A bomb went off in [Hyderabad], [India], on Sunday.", "Hyderabad", 1269843, "city", "IND"),
    ("A bomb went off in [Hyderabad], in [Pakistan]'s [Sindh] province.", "Hyderabad", 1176734, "city", "PAK"),
    ("Fighters withdrew from [Alexandria] in [Egypt].", "Alexandria", 361058, "city", "EGY"),
    ("A court in [Alexandria], [Virginia], sentenced a man.", "Alexandria", 4744091, "city", "USA"),
    ("A man from [Portland], [Maine], died.", "Portland", 4975802, "city", "USA"),
    ("A man from [Portland], [Ore.], died.", "Portland", 5746545, "city", "USA"),
    ("A fire in [London], [Ontario], killed two.", "London", 6058560, "city", "CAN"),
    ("Protesters marched in [Valencia], [Venezuela].", "Valencia", 3625549, "city", "VEN"),
    ("{Iraqi} troops retook [Mosul]'s [Old City], [Iraq]'s prime minister said.", "Mosul", MOSUL, "city", "IRQ"),
    ("{Iraqi} troops retook [Mosul]'s [Old City], [Iraq]'s prime minister said.", "Old City", ("Old City of Mosul", "IRQ"), "neighbourhood", "IRQ"),
    ("{Iraqi} troops retook [Mosul]'s [Old City], [Iraq]'s prime minister said.", "Iraqi", IRAQ, "country", "IRQ"),
    ("{Iraqi} troops in [Mosul], [Iraq], reached the west bank of the river [Tigris].", "Tigris", ("Tigris", "TUR|SYR|IRQ"), "water", "TUR|SYR|IRQ"),
    ("{Iraqi} troops took [Mosul]. Militants may return to [Europe].", "Europe", 6255148, "region", None),
    ("A bomb killed three in [Kirkuk province], {Iraqi} police said. [Iraq] mourned.", "Kirkuk province", ("Kirkuk", "IRQ"), "division", "IRQ"),
    ("The {Iraqi} army shelled [Fallujah]; [Baghdad] did not comment.", "Fallujah", ("Al Fallūjah", "IRQ"), "city", "IRQ"),
    ("Shelling hit [Robotyne] in the [Zaporizhzhia] region.", "Robotyne", ("Robotyne", "UKR"), "city", "UKR"),
    ("Gunmen attacked a bus in [Maiduguri], the capital of [Borno State].", "Borno State", ("Borno State", "NGA"), "division", "NGA"),
    ("Troops clashed in the [Donbas], [Ukraine] said.", "Donbas", ("Donbas", "UKR"), "area", "UKR"),
    ("A ship sank in the [Black Sea] off [Odesa], [Ukraine].", "Black Sea", ("Black Sea", None), "water", None),
    ("Rebels in [Aleppo province], [Syria], shelled [Idlib].", "Aleppo province", ("Aleppo", "SYR"), "division", "SYR"),
    (SEED, "Mosul", MOSUL, "city", "IRQ"),
    (SEED, "Europe", 6255148, "region", None),
    ("{Iraqi} police said so.", "Iraqi", IRAQ, "country", "IRQ"),
    ("A bomb killed three policemen in [Kirkuk province] on Monday.", "Kirkuk province", ("Kirkuk", "IRQ"), "division", "IRQ"),
    ("Rebels shelled [Deir al-Zour].", "Deir al-Zour", ("Deir ez-Zor", "SYR"), None, "SYR"),
    ("Boko Haram killed nine in [Sambisa].", "Sambisa", ("Sambisa Forest", "NGA"), None, "NGA"),
    ("They reached the [Tigris].", "Tigris", ("Tigris", "TUR|SYR|IRQ"), "water", "TUR|SYR|IRQ"),
    ("Ships passed through the [Strait of Hormuz] near [Iran].", "Strait of Hormuz", ("Strait of Hormuz", "IRN|OMN"), "water", "IRN|OMN"),
    (SEED, "Old City", ("Old City of Mosul", "IRQ"), "neighbourhood", "IRQ"),
    (SEED, "Tigris", ("Tigris", "TUR|SYR|IRQ"), "water", "TUR|SYR|IRQ"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "place", "kind", "country"),
    [
        *CASES,
    ],
)  # fmt: skip
def test_what_a_name_is(
    text: str, name: str, place: int | tuple[str, str | None], kind: str | None, country: str | None
) -> None:
    resolution = resolved(text)[name]
    entry = resolution.entry
    assert (entry.geonames_id if isinstance(place, int) else (entry.name, entry.country)) == place
    assert kind is None or entry.kind == kind
    assert entry.country == country
    assert 0 < resolution.probability <= 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met [Xyzzyville] in [Mosul].", "Xyzzyville"),
        ("He was shot in [Dunmore-on-the-Moon], [Iraq].", "Dunmore-on-the-Moon"),
        ("A fire killed two in [Kalem], [Iraq], on Sunday.", "Kalem"),
    ],
)
def test_an_unknown_name_stays_unresolved(text: str, name: str) -> None:
    assert name not in resolved(text)
    plain, spans, places = placed(text)
    span = next(s for s in spans if plain[slice(*s)] == name)
    place = places.named(span, "in", "location")
    assert (place.text, place.name, place.kind, place.relation) == (name, name, "location", "in")
    assert (place.geonames_id, place.lat, place.lon, place.country, place.radius_km) == (None, None, None, None, None)
    assert (place.precision, place.probability) == ("unresolved", 0.0)


def test_a_people_is_its_countrys_place_and_said_to_be_one() -> None:
    _, spans, places = placed("{Iraqi} troops retook [Mosul] on Sunday, [Iraq]'s prime minister said.")
    people, _, country = (places.named(span, "at", "group") for span in spans)
    assert (people.kind, country.kind) == ("demonym", "country")
    assert people.geonames_id == country.geonames_id == IRAQ
    assert (people.lat, people.lon, people.country) == (country.lat, country.lon, "IRQ")


def test_one_sense_a_report_for_each_name() -> None:
    plain, spans, places = placed("[Paris], [Texas], mourned. In [Paris] two men were held. [Paris] is small.")
    senses = {places.resolutions[span].entry.id for span in spans if plain[slice(*span)] == "Paris"}
    assert len(senses) == 1


BASE = "Iraqi troops entered [Mosul] on Sunday. Rockets fell on [Tal Afar], in [Iraq], and bombs on [Raqqa], [Syria]."
BAD = [
    "Xyzzyville", "x" * 10_000, "Mosul " * 2000, "الموصل", "Мосул", "北京市", "\U0001f600", "A", "The", "...", "Dunmore-on-the-Moon",
    "O'Qwx-Łüž", "I", "None", "N/A", "Éé", "A%B_C",
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda name: ascii(name[:12]))
def test_a_bad_name_harms_no_other(bad: str) -> None:
    before = {name: r.entry.id for name, r in resolved(BASE).items()}
    assert set(before) == {"Mosul", "Tal Afar", "Iraq", "Raqqa", "Syria"}
    for text in (f"{BASE} Then [{bad}] was named.", f"[{bad}] was named. {BASE}"):
        after = {name: r.entry.id for name, r in resolved(text).items()}
        assert {name: after.get(name) for name in before} == before


@settings(max_examples=40)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]{}"), min_size=1, max_size=40).map(
        lambda s: f"Z{s}"
    )
)
def test_no_added_name_takes_a_place_away(bad: str) -> None:
    before = {name: r.entry.id for name, r in resolved(BASE).items()}
    after = {name: r.entry.id for name, r in resolved(f"{BASE} Then [{bad}] was named.").items()}
    assert {name: after.get(name) for name in before} == before


def test_a_silly_place_has_no_place() -> None:
    assert set(resolved("They left [Xyzzyville], [Qwxyzzq] and [Dunmore-on-the-Moon].")) == set()


@pytest.mark.parametrize(
    ("name", "kind", "precision"),
    [
        ("Iraq", "country", "country"), ("Kirkuk", "division", "division"), ("Cook County", "district", "district"), ("Mosul", "city", "city"),
        ("Old City", "neighbourhood", "neighbourhood"), ("Heathrow Airport", "facility", "point"), ("Donbas", "area", "area"),
        ("Sinjar Mountains", "landform", "area"), ("Sahel", "region", "region"), ("Tigris", "water", "line"), ("Black Sea", "water", "region"),
        ("Lake Chad", "water", "area"), ("Suez Canal", "water", "line"), ("Persian Gulf", "water", "region"), ("Iraq-Syria border", "border", "line"),
    ],
)  # fmt: skip
def test_how_precise_a_place_is(name: str, kind: str, precision: str) -> None:
    entry = next(c.entry for c in gazetteer().candidates(name) if c.entry.kind == kind)
    assert precision_of(entry) == precision


def test_a_text_of_many_names_is_weighed_in_parts_and_every_name_is_looked_at() -> None:
    names = sorted({e.name for e in gazetteer().entries("FRA") if e.kind == "city" and e.name.isascii()})[
        : 2 * TOGETHER
    ]
    assert len(names) > TOGETHER
    text, spans = "", []
    for name in ["Mosul", *names, "Mosul"]:
        text += "Shells hit "
        spans.append((len(text), len(text) + len(name)))
        text += f"{name}. "
    found = resolve_names(gazetteer(), ranker(), text, [Proposal(span, "given") for span in spans])
    assert found[spans[0]].entry.geonames_id == found[spans[-1]].entry.geonames_id == MOSUL
    assert len(found) > 0.5 * len(spans), "most towns of France are told from their namesakes"


def test_a_class_word_tells_a_unit_from_the_town_of_its_name() -> None:
    text = "Rebels in southern Aleppo province shelled a bus in Aleppo, Syria."
    spans = [(19, 25), (52, 58), (60, 65)]
    found = resolve_names(gazetteer(), ranker(), text, [Proposal(span, "given") for span in spans])
    assert [found[span].entry.kind for span in spans] == ["division", "city", "country"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Soldiers shot a man outside [Jenin].", "Jenin", "PSE"),
        ("Floods killed thousands in [Derna].", "Derna", "LBY"),
        ("Floods killed two in [Derna], and [Romania] sent help.", "Derna", "ROU"),
    ],
)
def test_a_village_that_nothing_tells_of_yields_to_a_town_of_its_name(text: str, name: str, country: str) -> None:
    assert resolved(text)[name].entry.country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Two bodies were found in [Palma] district in northern [Mozambique].", "Palma", "MOZ"),
        ("Police in [Hyderabad] in southern [Pakistan] said so.", "Hyderabad", "PAK"),
        ("Cases were found in [Niger], [Nigeria] and [Chad].", "Niger", "NER"),
    ],
)
def test_what_the_words_behind_a_name_say_it_lies_in(text: str, name: str, country: str) -> None:
    assert resolved(text)[name].entry.country == country


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ships were hit in the southern [Red Sea].", "water"),
        ("Workers in the [Red Sea] state of [Sudan] went home.", "division"),
    ],
)
def test_a_sea_is_no_division_unless_a_class_word_says_so(text: str, kind: str) -> None:
    assert resolved(text)["Red Sea"].entry.kind == kind


def test_a_name_is_known_with_the_class_word_behind_it() -> None:
    assert resolved("Soldiers raided a house in the [Khyber] tribal district.")["Khyber"].entry.country == "PAK"


def test_a_town_of_unknown_size_is_found_behind_words_of_place() -> None:
    assert resolved("The pilot landed in the vicinity of [Tal Afar].")["Tal Afar"].entry.geonames_id == 90393


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("Shells fell in [Menbej] in northern [Syria].", "Menbej", "Manbij"),
        ("Shells fell in [Qameshly], [Syria].", "Qameshly", "Al Qāmishlī"),
        ("Shells fell in [Al-Raqqah], [Syria].", "Al-Raqqah", "Ar Raqqah"),
        ("Shells fell in [Deir Ezzor], [Syria].", "Deir Ezzor", "Deir ez-Zor"),
        ("Shells fell on [Al-Lataminah], [Syria].", "Al-Lataminah", "Al Lataminah"),
        ("Shells fell in [Ras al-Ayn], [Syria].", "Ras al-Ayn", "Ra’s al ‘Ayn"),
    ],
)
def test_how_the_news_spells_towns_of_syria(text: str, name: str, town: str) -> None:
    entry = resolved(text)[name].entry
    assert (entry.name, entry.kind, entry.country) == (town, "city", "SYR")


def test_of_towns_that_sound_like_a_name_the_one_in_a_country_spoken_of_is_meant() -> None:
    """ "Sarmeen" sounds like towns of Russia, Syria and Turkey and is spelt like none of them."""
    text, proposals = "Shells fell on Sarmeen.", [Proposal((15, 22), "location")]
    found = {
        country: resolve_names(gazetteer(), ranker(), text, proposals, Outlet(frozenset({country})))
        for country in ("SYR", "MLI")
    }
    assert [(r.entry.name, r.entry.country) for r in found["SYR"].values()] == [("Sarmīn", "SYR")]
    assert not found["MLI"]


def test_with_an_article_a_region_of_several_countries_is_meant_and_no_province_of_its_name() -> None:
    assert resolved("Juntas in the [Sahel] have turned to new partners.")["Sahel"].entry.kind == "region"
    assert resolved("Gunmen killed nine in the [Sahel] region of [Burkina Faso].")["Sahel"].entry.country == "BFA"


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("[Egypt] recalled its envoy. [Washington] said it regretted the step.", "Washington", 4140963),
        ("Two died in [Seattle]. Officials in [Washington] closed the schools.", "Washington", 5815135),
        ("Cases were found in [Washington], [Oregon] and [Idaho].", "Washington", 5815135),
        ("Cases were found in [Oregon], [Idaho] and [Washington].", "Washington", 5815135),
        ("Three people died in [Washington] state.", "Washington", 5815135),
    ],
)
def test_a_state_whose_namesake_is_a_large_town_elsewhere(text: str, name: str, town: int) -> None:
    """ "Washington" is the capital, unless the report names a place in the state or lists it with others."""
    assert resolved(text)[name].entry.geonames_id == town


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A man was shot in [Mati] area of [Azra] District in [Logar] Province of [Afghanistan].", "Mati", None),
        ("A man was shot at [Kawari] village in [Kupwara District] of [India].", "Kawari", None),
        (
            "A man was shot at [Kawari] under a police post near a river in [Kupwara District] of [India].",
            "Kawari",
            None,
        ),
        ("A man was shot in [Awaran District].", "Awaran District", "PAK"),
        ("A man was shot in [Mati], in the south of the [Philippines].", "Mati", "PHL"),
        ("A man was shot in [Kutra] village under [Ampani] police outpost of [Odisha], [India] said.", "Kutra", None),
        ("A man flew from [London] after a bombing in [Baghdad], [Iraq].", "London", "GBR"),
        (
            "Gunmen in [Karachi], [Lahore] and [Quetta] of [Pakistan] fled. One was from [Salanda] village.",
            "Salanda",
            None,
        ),
        ("Gunmen in [Karachi], [Lahore] and [Quetta] of [Pakistan] fled. One was from [Oslo].", "Oslo", "NOR"),
        (
            "Gunmen in [Karachi], [Lahore] and [Quetta] of [Pakistan] fled. One was from [Salanda] in [Sweden].",
            "Salanda",
            "SWE",
        ),
        (
            "Attacks hit [Paris], [Lyon] and [Marseille] in [France]. Gunmen stormed a school in [Beslan].",
            "Beslan",
            "RUS",
        ),
        ("Men died in [Safi] tehsil (revenue unit) area of [Mohmand Agency] in [FATA], [Pakistan].", "Safi", None),
        ("A plane from [Derna] in [Egypt] was hit.", "Derna", "LBY"),
        ("Gunmen in [Herat], [Farah] and [Kabul] of [Afghanistan] shelled the town of [Taybad].", "Taybad", "IRN"),
    ],
)
def test_no_town_of_another_country_than_the_words_behind_it_and_the_report_tell(
    text: str, name: str, country: str | None
) -> None:
    found = resolved(text).get(name)
    assert (found.entry.country if found is not None else None) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two men died in [Satkhira District], police in [Dhaka], [Bangladesh], said.", "BGD"),
        ("Two men died in [Bijapur District], police in [Patna], [India], said.", None),  # of two states of India
        ("Two men died in [Gaya District], police in [Patna], [India], said.", "IND"),
    ],
)
def test_a_district_that_its_class_word_and_the_country_tell(text: str, country: str | None) -> None:
    found = next((r for name, r in resolved(text).items() if name.endswith("District")), None)
    assert (found.entry.country if found is not None else None) == country
