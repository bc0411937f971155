"""Phrases to actors: catalogue, bodies of states, agents without a name, names of nobody, and what stays ambiguous."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import Actors, gazetteer
from dateline.records import AGENT_PREFIX, NEW_PREFIX, Actor

from ...making import CODER, report


def actor(marked: str, published: str | None = None) -> Actor | None:
    """Whom the phrase in [[brackets]] names."""
    before, rest = marked.split("[[")
    phrase, after = rest.split("]]")
    text = before + phrase + after
    (found,) = CODER.actors(report(text, published=published), [(len(before), len(before) + len(phrase))])
    return found


def told(found: Actor | None) -> tuple[str, str, str | None] | None:
    return None if found is None else (found.id, found.sector, found.country)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("[[ISIS]] lost Mosul.", "islamic-state"),
        ("[[Daesh fighters]] fled to the hills.", "islamic-state"),
        ("The army killed nine [[members of the Islamic State]] in Hawija.", "islamic-state"),
        ("The shrine was blown up by [[the militant group Islamic State]].", "islamic-state"),
        ("[[Hezbollah leader Hassan Nasrallah]] spoke on Friday.", "hezbollah"),
        ("[[A spokesman for the Taliban]] denied it.", "taliban"),
        ("[[Farc]] guerrillas freed a mayor.", "farc"),
        ("[[ISIS]] LOSES MOSUL", "islamic-state"),
        ("[[ISWAP]] raided a base in Borno.", "iswap"),
        ("[[Abu Bakr Al-Baghdadi]] declared the Islamic State in a mosque.", "abu-bakr-al-baghdadi"),
        ("[[Hamas members]] marched in Gaza.", "hamas"),
        ("[[Nigerian Red Cross]] workers counted the dead in Jos.", "nigerian-red-c"),
        ("[[Foday Sankoh's rebels]] freed 12 nuns.", "ruf"),
        ("Speaking to national TV, [[Brigadier General Yahya Rasool]] said 30 had been killed.", "yahya-rasool"),
        ("[[17 November]] said it had fired the rocket in Athens.", "november17"),
        ("[[Turkish Airlines]] cancelled its flights.", "turkish-airlines"),
        ("[[The Associated Press]] saw the bodies.", "ap"),
    ],
)
def test_actors_of_the_catalogue(text: str, identifier: str) -> None:
    found = actor(text)
    assert found is not None
    assert found.id == identifier


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("[[Iraqi security forces]] took the Old City.", None, ("IRQ-MIL", "MIL", "IRQ")),
        ("[[Iraqi security forces]] took the Old City.", "2017-07-09", ("IRQ-MIL-2004", "MIL", "IRQ")),
        ("[[Iraqi troops]] crossed into Kuwait.", "1990-08-03", ("IRQ-MIL-1979", "MIL", "IRQ")),
        ("[[Turkey's army]] shelled a village.", None, ("TUR-MIL", "MIL", "TUR")),
        ("[[Ankara]] warned its neighbours.", None, ("TUR-GOV", "GOV", "TUR")),
        (
            "[[Georgia]] accused the separatists in South Ossetia of firing at Tskhinvali.",
            None,
            ("GEO-GOV", "GOV", "GEO"),
        ),
        ("[[Jordan]] closed its border with Syria.", None, ("JOR-GOV", "GOV", "JOR")),
        ("[[Police]] in Lagos arrested six men.", None, ("NGA-COP", "COP", "NGA")),
        ("Israeli [[Prime Minister Benjamin Netanyahu]] left for Cairo.", None, ("ISR-GOV", "GOV", "ISR")),
        ("[[Taliban officials]] in Kabul closed the school.", "2023-01-05", ("AFG-GOV-2021", "GOV", "AFG")),
        ("[[A Cairo court]] jailed nine men.", None, ("EGY-JUD", "JUD", "EGY")),
        ("In Brazzaville, [[Congolese authorities]] said so.", None, ("COG-GOV", "GOV", "COG")),
    ],
)
def test_bodies_of_states(text: str, published: str | None, expected: tuple[str, str, str]) -> None:
    assert told(actor(text, published)) == expected


def test_a_body_with_a_name_of_its_own_belongs_to_its_state() -> None:
    found = actor("[[The IDF]] struck Gaza.", "2014-07-20")
    assert found is not None
    assert (found.id, found.parent) == ("israel-defense-forces", "ISR-MIL")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Gunmen]] shot a farmer in Zamfara state, Nigeria.", ("agent-uaf-NGA", "UAF", "NGA")),
        ("A lawyer was shot in Karachi by [[two men on a motorcycle]].", ("agent-uaf-PAK", "UAF", "PAK")),
        ("[[al-Qaeda-linked militants]] seized Timbuktu.", ("agent-reb-MLI", "REB", "MLI")),
        ("[[Hundreds of protesters]] marched in Khartoum.", ("agent-cvl-SDN", "CVL", "SDN")),
        ("[[The Kurds]] have no state.", ("agent-cvl", "CVL", None)),
        ("A grenade hit [[a police party]] in Karachi.", ("PAK-COP", "COP", "PAK")),
        ("[[A combing party]] was ambushed near Karachi.", ("PAK-MIL", "MIL", "PAK")),
        ("[[A party of gunmen]] fled Karachi.", ("agent-uaf-PAK", "UAF", "PAK")),
        ("Gunmen fired on [[a wedding party]] in Karachi.", ("agent-cvl-PAK", "CVL", "PAK")),
        # an office is of whom the word before says, or of no state
        ("[[A student leader]] was shot in Karachi.", ("agent-edu-PAK", "EDU", "PAK")),
        ("[[Union officials]] met in Karachi.", ("agent-lab-PAK", "LAB", "PAK")),
        ("[[Local officials]] met in Karachi.", ("PAK-GOV", "GOV", "PAK")),
        ("Ode Press Club (OPC) [[President Ali Musa]] was shot in Karachi.", None),
        ("Two policemen were shot in Karachi. [[Both the officials]] were on duty.", None),
        ("[[Two pilots]] died in a crash near Karachi.", None),
        # whom a state is blamed by is not that state
        ("[[The president]] spoke of the hack that experts pinned on Russia.", ("agent-gov", "GOV", None)),
        ("[[The president]] spoke of sanctions on Iran in Ankara.", ("TUR-GOV", "GOV", "TUR")),
        ("[[The ruling party]] met in Karachi.", ("agent-pty-PAK", "PTY", "PAK")),
    ],
)
def test_agents_without_a_name(text: str, expected: tuple[str, str, str | None] | None) -> None:
    assert told(actor(text)) == expected


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("[[The Upper Valley Liberation Front]] said it had blown up the line.", "REB"),
        ("[[The Islamic Stateless Persons Union]] met in Geneva.", "LAB"),
        ("The gang known as [[Red Crescent Boys]] fired on a patrol in Kingston.", "CRM"),
    ],
)
def test_an_unknown_name_is_an_actor_of_its_own(text: str, sector: str) -> None:
    found = actor(text)
    assert found is not None
    assert found.id.startswith(NEW_PREFIX)
    assert found.sector == sector
    assert found.name.split()[-1] in text


@pytest.mark.parametrize(
    "text",
    [
        "The temple of the goddess [[Isis]] stands on an island in the Nile.",
        "Rowing on the [[Isis]] at Oxford was called off.",
        "[[Turkey]] prices rose before Thanksgiving.",
        "The neighbour, [[Chad]] Wexley, heard three shots.",
        "[[Paris Hilton]] was not hurt.",
        "[[Jordan Smith]], a baker, was shot.",
        "[[A businessman named John Field]] was robbed.",
        "A lorry overturned on the [[M23]] near Crawley and blocked two lanes.",
        "The fire spread to [[Lyon]].",
        "[[Mohammed Omar]], 12, was killed by shelling in Idlib.",
        "[[Yahya Sari]], a shopkeeper from Aleppo, fled.",
        "[[Charles Taylor]], a farmer in Ohio, was hurt.",
        "The peace [[Plan]] was signed.",
        "[[Dawn]] was an hour away.",
        "[[Rambo]] was shown on television.",
        "[[Punch]] and cake were served in Lahore.",
        "[[Hindu]] temples in Dhaka were closed.",
        "[[Sunday]] was quiet.",
    ],
)
def test_who_is_no_actor(text: str) -> None:
    assert actor(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[The Islamic Republic]] denied it, its envoy in Tehran said.", "islamic-republic-of-iran"),
        ("In Nouakchott, [[the Islamic Republic]] denied it.", "islamic-republic-of-mauritania"),
        ("[[The National Liberation Army]] freed a priest in Arauca, Colombia.", "eln"),
        ("Cadres of the [[PLA]] ambushed a convoy in Manipur.", "peoples-liberation-army-of-manipur"),
        ("The [[PLA]] sent 14 aircraft over the strait.", "peoples-liberation-army"),
    ],
)
def test_a_shared_name_is_decided_by_the_report(text: str, expected: str) -> None:
    found = actor(text)
    assert found is not None
    assert found.id == expected


def test_a_shared_name_that_the_report_does_not_decide_stays_ambiguous() -> None:
    found = actor("Fighters of the [[SLA]] left two villages.")
    assert found is not None
    assert set(found.id.split("|")) == {"slm", "south-lebanon-army"}
    assert " | " in found.name
    assert (found.sector, found.country, found.parent) == ("REB", None, None)


def test_a_name_is_decided_by_the_day() -> None:
    early, late = (actor("[[Islamic Jihad]] freed the hostage in Beirut.", f"{year}-05-01") for year in (1987, 2014))
    assert early is not None
    assert late is not None
    assert (early.id, late.id) == ("islamic-jihad-organization", "pij")


def test_militants_are_the_group_that_the_report_is_about() -> None:
    text = (
        "ISIS lost Mosul. ISIS fled. ISIS was beaten. Some militants are trying to fight, other militants surrendered. "
        "Kurdish fighters beat the militants, and Shiite militias entered the town."
    )
    (coded,) = CODER.code([report(text)])
    found = {e.name: e.actor.id for e in coded.entities if e.actor is not None}
    assert found["Some militants"] == "islamic-state"
    assert found["other militants"].startswith(AGENT_PREFIX)
    assert all(i != "islamic-state" for name, i in found.items() if "Kurdish" in name or "Shiite" in name)


def test_soldiers_of_two_states_are_of_neither() -> None:
    assert told(actor("[[French and British soldiers]] landed in Libya.")) == ("agent-mil", "MIL", None)


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "The " * 3000, "تنظيم الدولة", "'s", "...", "\U0001f600", "of of of", "- - -"]
)
def test_what_is_no_phrase(words: str) -> None:
    names = Actors(words, None, {}, [], gazetteer())
    assert names.of((0, len(words)), "organisation") is None
    assert names.of((0, 0), None) is None


@given(st.text(min_size=1), st.sampled_from(["organisation", "person", "group", "location", None]), st.dates())
def test_any_words_give_an_actor_or_none(words: str, kind: str, day: dt.date) -> None:
    found = Actors(words, day, {}, [(0, len(words))], gazetteer()).of((0, len(words)), kind)  # type: ignore[arg-type]
    assert found is None or (found.id and found.name)


def test_its_forces_are_those_of_the_state_that_speaks() -> None:
    text = "Congo's army fled Goma and Bukavu. Uganda said on Saturday that [[its forces]] had entered Bunia in Congo."
    found = actor(text)
    assert found is not None
    assert (found.sector, found.country) == ("MIL", "UGA")
