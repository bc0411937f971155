"""What a sentence tells: its events, their roles and harm, who says so, who is held responsible, what changes hands."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.records import EventType, SourceRelation, Trend

from .samples import event, read, words_of


def short(*values: Any, reason: str) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


TYPES: list[Any] = [
    ("ASSAULT", "killed", "Gunmen killed four policemen in Mosul."),
    ("ASSAULT", "launched", "Rockets were launched at the airport in Erbil."),
    ("ASSAULT", "crashed into", "A suicide bomber on a motorcycle crashed into a patrol, killing six soldiers."),
    ("ASSAULT", "laid waste to", "Gunmen laid waste to three hamlets near Kachia."),
    ("ASSAULT", "frogmarched", "A dentist was frogmarched from his surgery by gunmen."),
    ("ASSAULT", "used", "Tear gas was used against protesters in Nairobi."),
    ("COERCE", "put down", "The army put down a mutiny in Bouake."),
    ("COERCE", "swooped on", "Police swooped on a garage in Hodan."),
    ("MOBILIZE", "ordered", "The minister ordered 600 extra troops into Catatumbo."),
    ("PROTEST", "blocked", "Mourners blocked the coast road with burning tyres."),
    ("AID", "flew", "The country flew two cargo planes of tents into Beira."),
    ("ACCUSE", "accused", "Its spokesman, Didier Makambo, accused Rwanda of steering the advance."),
    ("ASSAULT", "went off", "A bomb went off in a market in Kano."),
    ("ASSAULT", "air strike", "An air strike hit a hospital in Idlib."),
    ("ASSAULT", "abducted", "Gunmen abducted three nurses in Goma."),
    ("ASSAULT", "retook", "Iraqi forces retook Mosul on Sunday."),
    ("ASSAULT", "took", "The army took the town of Bosra back."),
    ("ASSAULT", "torching", "Witnesses described the torching of villages by soldiers."),
    ("ASSAULT", "blew", "Rebels blew a bridge up near Gao."),
    ("RETREAT", "withdrew", "The army withdrew from Sinjar."),
    ("RETREAT", "fled", "Thousands of people fled the town."),
    ("RETREAT", "let", "The captors let the nurses go on Monday."),
    ("RETREAT", "released", "Musa Bello was released from jail in Kano."),
    ("RETREAT", "released", "The court released one of the men on bail."),
    ("COERCE", "jail", "Courts jail hundreds of activists."),
    ("RETREAT", "walked free", "Thirty fighters walked free from a camp near Adra."),
    ("REJECT", "dismissed", "Kigali dismissed the account as fiction."),
    ("RETREAT", "ceasefire", "The two sides agreed on a ceasefire."),
    ("COERCE", "arrested", "Police arrested twelve men in Cairo."),
    ("COERCE", "curfew", "The governor imposed a curfew on the city."),
    ("PROTEST", "protested", "Thousands protested in Tunis on Friday."),
    ("PROTEST", "rioted", "Prisoners rioted in Bangui."),
    ("THREATEN", "threatened", "The group threatened the mayor."),
    ("THREATEN", "threatened", "A letter threatened the mayor with death."),
    ("THREATEN", "threatened", "A masked speaker threatened to kill the hostages."),
    ("THREATEN", "threatened", "The organisation threatened the mayor."),
    ("THREATEN", "threat", "The group issued a new threat to the mayor."),
    ("THREATEN", "threat", "Villagers left after a threat from rebels."),
    ("THREATEN", "threat", "The army repeated its threat to storm the town."),
    ("THREATEN", "threats", "The trader had received threats from the rebels."),
    ("PROTEST", "demonstrated", "Thousands demonstrated in Tunis."),
    ("MOBILIZE", "flag march", "Troops took out a flag march in Kano."),
    ("ACCUSE", "condemned", "The minister condemned the killing."),
    ("REJECT", "rejected", "The rebels rejected the offer."),
    ("REQUEST", "demanded", "The rebels demanded the governor's dismissal."),
    ("MOBILIZE", "deployed", "The army deployed soldiers to the border."),
    ("MOBILIZE", "deployed", "The government deployed troops to the border."),
    ("AID", "delivered", "Trucks delivered food to the camp."),
    ("SANCTION", "imposed sanctions", "The union imposed sanctions on the general."),
]


@pytest.mark.parametrize(("kind", "trigger", "sentence"), TYPES)
def test_types(kind: EventType, trigger: str, sentence: str) -> None:
    assert event(sentence, trigger).type == kind


NO_EVENT: list[Any] = [
    "He died of a heart attack on Friday in Mosul.",
    "The film Musa Bello was released on Friday.",
    "Police named a friend of the Boston Marathon bombing suspect.",
    "A jet took off from Mosul on Monday with 80 people aboard.",
    "The suburb falls in Nineveh.",
    "Environmental groups fought for tighter rules in Peru.",
    "He was hit by an attack of flu.",
    "The clerk got three years jail in Mosul.",
    "She picks up daughter from school in Mosul.",
    "He blasted the government for not living up to its word.",
    "We take care of Mosul.",
    "The tariffs target mineral exports.",
    "A trader pleaded not guilty in Mosul.",
    "The group released a video of the soldiers.",
    "He is seen in a photo released on May 27 by the police.",
    "The minister announced longer jail sentences for thieves.",
    "Two residential blocks stood in Kharkiv.",
    "The ministry released letters and new numbers.",
    "The army eliminated 40 per cent of its debt.",
    "Congress eliminated Medicaid.",
    "Rebels captured two bunkers.",
    "Silence fell upon the city.",
    "Cyclone Belita slammed into Beira, tearing roofs from schools and killing at least eight people.",
    "A price war between airlines began on Monday.",
    "The civil war began in 2011.",
    "The concert took place in Paris.",
    "He went two days off work.",
    "The two sides struck a deal on milk.",
    "She had a panic attack.",
    "The fire brigade arrived.",
    "They took part in a talk show.",
    "Shares fell on Monday in London.",
    "Sales hit a record in May.",
    "He was charged with leading the company.",
    "The team captured the title.",
    "The armed forces hold a museum in the city.",
    "The weather was fine in Mosul on Sunday.",
    "Attack helicopters are built in the factory.",
    "The film was shot in Paris.",
    "Doctors fight cancer.",
    "The minister attacked the budget in a speech.",
    "Prices exploded in March.",
    "The guests killed time at the bar.",
    "The governor blasted the ruling.",
    "The bank shot back at its critics.",
    "Its population had shot up to 10,000.",
    "The mayor came under fire from the opposition over a contract.",
    "Doctors fought to save the girl.",
    "She fought back tears.",
    "The firm battled inflation.",
    "The sisters fought over the will in court.",
    "The plan targets whole regions.",
    "Residents were overwhelmed by the heat.",
    "Two climbers were killed on Mount Orel when they fell 300 metres.",
    "A bus plunged into a river, killing nine people.",
    "A girl was hit by a lorry in Kano.",
    "The famine threatens millions of people.",
    "The group is a serious threat.",
    "Its bombs are a threat to the region.",
    "The workers demonstrated an impressive unity.",
    "The candidate demonstrated that he could win.",
    "The villagers had taken shelter in a school.",
    "A combing operation was under way in the forest.",
    "The band played at a rooftop bar.",
    short("Storm clouds gathered over the coast.", reason="storm the weather before a noun"),
]


@pytest.mark.parametrize("sentence", NO_EVENT)
def test_set_phrases_tell_of_no_event(sentence: str) -> None:
    assert [sentence[slice(*e.trigger)] for e in read(sentence).events] == []


def test_a_report_of_markets_tells_of_no_event() -> None:
    text = "The peso came under attack as traders dumped bonds. Bank shares fell in a bloodbath."
    assert read(text + " Wheat futures exploded. A price war among brokers made trading worse.").events == ()
    assert read(text).events  # too few words of markets to be sure


def test_a_report_of_sport_tells_of_no_event() -> None:
    text = (
        "United attack City in derby\n\nThe striker shot twice and the goalkeeper was beaten before the midfielder fired home. "
        "The coach said his squad had killed off the match. They battle for the league title on Sunday at the stadium."
    )
    assert read(text).events == ()
    assert read(text).entities != ()


CAMPAIGN = (
    "The candidate's campaign bought ads before the primary. Voters in the caucuses had watched the debate. "
    "The nominee led the polls."
)


@pytest.mark.parametrize(
    ("sentence", "triggers"),
    [
        ("The senator attacked his rival over her record.", []),
        ("Her attacks on the mayor went on.", []),
        ("She held a rally in Denver.", []),
        ("Protesters held a rally against her in Denver.", ["rally"]),
        ("Gunmen attacked a bus in Kano.", ["attacked"]),
        ("The attack in Kano killed nine.", ["attack"]),
        ("Boko Haram raided Dapchi on Monday.", ["raided"]),
        ("Houthis attacked a tanker in the Red Sea.", ["attacked"]),
    ],
)
def test_what_is_fought_in_words_in_a_report_of_a_campaign(sentence: str, triggers: list[str]) -> None:
    text = f"{CAMPAIGN} {sentence}"
    assert [text[slice(*e.trigger)] for e in read(text).events] == triggers


def test_what_is_fought_in_words_in_a_long_report_that_names_no_arms() -> None:
    """Of a report of some length that names neither arms nor anybody hurt; one blow told turns it into news of force."""
    long = "The studio sold its songs to a label, and the label sold them to a radio station in Lagos. " * 10
    fought = "The singer attacked the label."
    assert read(long + fought).events == ()
    assert [words_of(fought, e.trigger) for e in read(fought).events] == ["attacked"]
    shot = " Gunmen killed nine soldiers in Kano."
    assert {words_of(long + fought + shot, e.trigger) for e in read(long + fought + shot).events} == {
        "attacked",
        "killed",
    }


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Troops fought to hold the bridge.", "fought"),
        ("Police came under fire from gunmen for two hours.", "came under fire"),
        ("Rebels overwhelmed the garrison.", "overwhelmed"),
        ("A man was killed by a car bomb in Kano.", "car bomb"),
        ("A van struck a landmine near Ode.", "struck"),
        ("Gunmen shot back at soldiers.", "shot"),
        ("A car of militants hit a patrol in Kano.", "hit"),
        ("A place of worship was attacked in Kano.", "attacked"),
        ("Three people were wounded when a bus bombing shook Kano.", "bombing"),
    ],
)
def test_words_of_force_that_are_meant(sentence: str, trigger: str) -> None:
    assert event(sentence, trigger).type == "ASSAULT"


def test_words_of_force_outside_a_campaign_stay() -> None:
    votes = "Voters who voted had cast votes in the vote before polls closed at a polling place, a poll said."
    assert "raided" in {
        words_of(votes + " Rebels raided Kano.", e.trigger) for e in read(votes + " Rebels raided Kano.").events
    }
    assert read("The senator attacked his rival over her record.").events  # too few words of a campaign to be sure


def test_boilerplate_and_titles_tell_of_no_event() -> None:
    text = "Gunmen kill nine in Kano\n\nPhoto: Soldiers attacked a village\n\nOfficials were silent on Friday.\n\nShare this article"
    assert read(text).events == ()


ROLES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("Gunmen killed four policemen.", "killed", [("actor", "Gunmen"), ("victim", "four policemen")]),
    ("Four policemen were killed by gunmen.", "killed", [("actor", "gunmen"), ("victim", "Four policemen")]),
    ("The attack on the market by Boko Haram was long.", "attack", [("actor", "Boko Haram"), ("target", "the market")]),
    ("Villagers were abducted.", "abducted", [("victim", "Villagers")]),
    (
        "Fighters and allied rebels shelled the town.",
        "shelled",
        [("actor", "Fighters"), ("actor", "allied rebels"), ("target", "the town")],
    ),
    (
        "Five men were killed by soldiers and militiamen.",
        "killed",
        [("actor", "soldiers"), ("actor", "militiamen"), ("victim", "Five men")],
    ),
    ("Five men were killed by soldiers and rebels fled.", "killed", [("actor", "soldiers"), ("victim", "Five men")]),
    ("Police fired tear gas and soldiers shot a man.", "shot", [("actor", "soldiers"), ("victim", "a man")]),
    ("The mayor and two guards were shot in Goma.", "shot", [("victim", "The mayor"), ("victim", "two guards")]),
    (
        "Todd Moro, a teacher and former guard, attacked a bus.",
        "attacked",
        [("actor", "former guard"), ("target", "a bus")],
    ),
    ("Clashes between police and protesters went on.", "Clashes", [("actor", "police"), ("victim", "protesters")]),
    ("The army says it killed six rebels.", "killed", [("actor", "The army"), ("victim", "six rebels")]),
    (
        "French and British jets bombed the town.",
        "bombed",
        [("actor", "French and British jets"), ("target", "the town")],
    ),
    (
        "Clashes between Israeli and Syrian troops went on.",
        "Clashes",
        [("actor", "Israeli"), ("recipient", "Syrian troops")],
    ),
    (
        "A team of the Red Army, the White Front and the Blue League attacked a bus.",
        "attacked",
        [
            ("actor", "A team of the Red Army"),
            ("actor", "the White Front"),
            ("actor", "the Blue League"),
            ("target", "a bus"),
        ],
    ),
    (
        "Five men were killed by the Red Army, the White Front and the Blue League.",
        "killed",
        [
            ("actor", "the Red Army"),
            ("actor", "the White Front"),
            ("actor", "the Blue League"),
            ("victim", "Five men"),
        ],
    ),
    (
        "A gun fight broke out between militants suspected to be of the Blue League and soldiers.",
        "gun fight",
        [("actor", "militants"), ("victim", "soldiers")],
    ),
    (
        "Men belonging to the Blue League attacked a bus.",
        "attacked",
        [("actor", "Men belonging to the Blue League"), ("target", "a bus")],
    ),
    (
        "Cadres of the Communist Party of India (Maoist) shot dead a villager.",
        "shot dead",
        [("actor", "Cadres of the Communist Party of India (Maoist)"), ("victim", "a villager")],
    ),
    ("Rebels shelled the town.", "shelled", [("actor", "Rebels"), ("target", "the town")]),
    ("A bomb exploded in Kano.", "exploded", []),
]


@pytest.mark.parametrize(("sentence", "trigger", "roles"), ROLES)
def test_roles(sentence: str, trigger: str, roles: list[tuple[str, str]]) -> None:
    found = [(r.role, words_of(sentence, r.span)) for r in event(sentence, trigger).roles if r.role != "instrument"]
    assert found == roles


ATTRIBUTIONS: list[tuple[str, str, str | None, SourceRelation, list[str]]] = [
    ("Four people were killed, police said on Sunday.", "killed", "police", "official", []),
    ("According to railway sources 40 rebels blasted a cabin.", "blasted", "railway sources", "unknown", []),
    ("According to residents, the army shelled the town.", "shelled", "residents", "witness", []),
    ("Hospital sources said that nine people were killed.", "killed", "Hospital sources", "medical", []),
    ("Reuters reported that gunmen attacked a bank.", "attacked", "Reuters", "outlet", []),
    ("The agency said, citing doctors, that nine people were killed.", "killed", "The agency", "outlet", ["doctors"]),
    (
        "The Syrian Observatory for Human Rights said jets bombed Idlib.",
        "bombed",
        "The Syrian Observatory for Human Rights",
        "monitor",
        [],
    ),
    ("“They attacked at night,” said Ali Hassan.", "attacked", "Ali Hassan", "unknown", []),
    ("The militants said they shot down a drone.", "shot down", "The militants", "party", []),
    ("A rights group said soldiers shot three men.", "shot", "A rights group", "monitor", []),
]


@pytest.mark.parametrize(("sentence", "trigger", "source", "relation", "via"), ATTRIBUTIONS)
def test_who_says_so(sentence: str, trigger: str, source: str | None, relation: SourceRelation, via: list[str]) -> None:
    (found,) = event(sentence, trigger).attribution
    assert words_of(sentence, found.source) == source
    assert found.relation == relation
    assert [words_of(sentence, span) for span in found.via] == via


def test_what_is_announced_says_nothing() -> None:
    told = event("No sooner was the truce announced than rebels shelled the town.", "shelled")
    assert told.attribution == ()


def test_nobody_is_said_to_say_so() -> None:
    assert event("A bomb exploded in Kano.", "exploded").attribution == ()


def test_a_pronoun_is_the_speaker_named_before() -> None:
    text = "Police chief Musa Bello said gunmen attacked a bank. He said they killed two guards."
    reading = read(text)
    (said,) = reading.events[-1].attribution
    assert said.entity is not None
    assert "Musa Bello" in words_of(text, reading.entities[said.entity].name)  # type: ignore[operator]


HARM: list[Any] = [
    ("A bomb killed at least 12 people and wounded 30 others in Kano.", "killed",
     [("killed", "at least 12", "people"), ("injured", "30", None)]),
    ("Gunmen abducted three nurses.", "abducted", [("captured", "three", "nurses")]),
    ("Police arrested 12 men.", "arrested", [("captured", "12", "men")]),
    ("The bombing killed dozens of civilians.", "bombing", [("killed", "dozens", "civilians")]),
    ("30 people are missing after the attack.", "attack", [("missing", "30", "people")]),
    ("A shell killed a woman and two children.", "killed", [("killed", "a", "woman"), ("killed", "two", "children")]),
    ("Thousands fled the town.", "fled", [("displaced", "Thousands", None)]),
    ("The army shelled the town.", "shelled", []),
    ("The attack left nine dead.", "attack", [("killed", "nine", None)]),
    ("Two soldiers were killed and five wounded in the ambush.", "ambush", [("killed", "Two", "soldiers"), ("injured", "five", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "trigger", "harm"), HARM)
def test_harm(sentence: str, trigger: str, harm: list[tuple[str, str | None, str | None]]) -> None:
    found = [(h.kind, words_of(sentence, h.count), words_of(sentence, h.who)) for h in event(sentence, trigger).harm]
    assert found == harm


def test_a_toll_is_a_total() -> None:
    text = "A bomb exploded in Kano, bringing the death toll to 43."
    assert [(words_of(text, h.count), h.total) for h in event(text, "exploded").harm] == [("43", True)]


def test_a_stated_zero_belongs_to_the_event_before() -> None:
    text = "A bomb exploded in Kano on Friday. Nobody was killed."
    reading = read(text)
    (found,) = reading.events
    assert [words_of(text, h.count) for h in found.harm] == ["Nobody"]


CLAIMS: list[Any] = [
    ("The Islamic State group claimed responsibility for the attack in Kabul.", [("The Islamic State group", "claimed", None)]),
    ("Gunmen attacked a bank in Kano. No group claimed responsibility.", [("Gunmen", "stated as fact", None)]),
    ("Gunmen attacked a bank in Kano. Boko Haram denied involvement.", [("Gunmen", "stated as fact", None), ("Boko Haram", "denied", None)]),
    ("A bomb exploded in Kano. Boko Haram claimed responsibility.", [("Boko Haram", "claimed", None)]),
    ("Police accused the PKK of bombing the station.", [("the PKK", "accused", "Police")]),
    ("Suspected Boko Haram militants killed nine people in Borno.", [("Suspected Boko Haram militants", "suspected", None)]),
    ("The government blamed the attack on the PKK.", [("the PKK", "accused", "The government")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), CLAIMS)
def test_claims(text: str, claims: list[tuple[str, str, str | None]]) -> None:
    found = next(e for e in read(text).events if e.type == "ASSAULT")
    assert [(words_of(text, c.by), c.kind, words_of(text, c.source)) for c in found.claims] == claims


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("A man inspired by the Islamic State killed two people in Paris.", "inspired"),
        ("Gunmen loyal to the general killed two people in Kano.", "member"),
        ("Gunmen killed two people in Kano.", "unknown"),
    ],
)
def test_the_tie_to_a_group(text: str, link: str) -> None:
    assert event(text, "killed").claims[0].link == link


CONTROL: list[tuple[str, str, tuple[str, str | None, str | None]]] = [
    ("Iraqi forces retook Mosul from the Islamic State.", "retook", ("Mosul", "the Islamic State", "Iraqi forces")),
    ("Rebels captured the town of Dabiq on Sunday.", "captured", ("Dabiq", None, "Rebels")),
    ("The group lost Raqqa in October.", "lost", ("Raqqa", "The group", None)),
    ("The army withdrew from Sinjar.", "withdrew", ("Sinjar", "The army", None)),
    ("Troops took control of the airport in Tabqa.", "took control of", ("Tabqa", None, "Troops")),
]


@pytest.mark.parametrize(("text", "trigger", "change"), CONTROL)
def test_places_that_change_hands(text: str, trigger: str, change: tuple[str, str | None, str | None]) -> None:
    found = event(text, trigger).control
    assert found is not None
    assert (words_of(text, found.place), words_of(text, found.lost_by), words_of(text, found.gained_by)) == change


def test_an_attack_changes_no_hands() -> None:
    assert event("Rebels attacked the town of Dabiq.", "attacked").control is None


def test_a_month_is_no_march() -> None:
    assert not read("March 20th 2017: Tabqa, Raqqa governorate, Syria.").events
    assert event("On March 3 a protest march in Kano drew thousands.", "protest march").type == "PROTEST"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Airstrikes target villages of Idlib.", "airstrikes"),
        ("Casualties in Aleppo and airstrikes target areas of Idlib.", "airstrikes"),
        ("17 airstrikes target areas of Idlib.", "airstrikes"),
        ("The forces shell villages near Hama.", "shell"),
    ],
)
def test_what_strikes_after_a_plural_is_a_verb(text: str, trigger: str) -> None:
    assert event(text, trigger).type == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Thirteen people were killed by a bomb in Duma city.", ["Duma city"]),
        ("A suicide attack killed 11 people in al-Rokban camp.", ["al-Rokban camp"]),
        ("Afrin city witnesses clashes between two groups.", ["Afrin"]),
        ("Barrel bombs target Latakia countryside.", ["Latakia"]),
        ("Gunmen killed a man in the village.", []),
    ],
)
def test_a_named_facility_or_settlement_is_where_it_happened(text: str, places: list[str]) -> None:
    found = next(e for e in read(text).events if e.type == "ASSAULT").places
    assert [words_of(text, place.span) for place in found][: len(places)] == places
    assert bool(found) == bool(places)


TELLINGS: list[tuple[str, str, bool, Trend | None, bool]] = [
    ("Many attacks hit Europe.", "attacks", True, None, False),
    ("Attacks rose by 20 percent in May.", "attacks", True, "increase", False),
    ("Attacks declined in May.", "attacks", True, "decrease", False),
    ("A series of bombings shook the city.", "bombings", True, None, False),
    ("The killing of traders had become routine in Kano.", "killing", True, None, False),
    ("Abduction of traders is a common crime in Kano.", "abduction", True, None, False),
    ("The raid in Kano was routine.", "raid", False, None, False),
    ("Police said kidnapping and extortion remained common.", "kidnapping", True, None, False),
    ("He was charged with murder in Kano.", "murder", False, None, False),
    ("The triple murder in Kano was solved.", "murder", False, None, False),
    ("The attack in Kano was part of a daily patrol.", "attack", False, None, False),
    ("Gunmen attacked a bank in Kano.", "attacked", False, None, False),
    ("Two attacks killed nine people in Kano on Sunday.", "attacks", False, None, False),
    ("Years ago, rebels attacked the same village.", "attacked", False, None, True),
    ("Rebels attacked the village in the past.", "attacked", False, None, True),
    ("Clashes killed nine people in Kano on Friday.", "clashes", False, None, False),
    ("Rebels often ambush convoys on the road.", "ambush", True, None, False),
    ("Gunmen frequently attack hotels in Kano.", "attack", True, None, False),
    ("17 airstrikes hit areas of Duma on Friday.", "airstrikes", False, None, False),
    ("The group documented 38 abductions in Kano.", "abductions", True, None, False),
    ("Drug violence in Kano has cost the state dear.", "violence", True, None, False),
    ("Explosions hit Kano on May 5th.", "Explosions", False, None, False),
    ("Explosions hit Kano at 10:30.", "Explosions", False, None, False),
    ("Explosions hit Kano in 2015.", "Explosions", True, None, True),
    ("Violence erupted in Kano.", "Violence", False, None, False),
    ("Ten people died in violence in Kano.", "violence", False, None, False),
    ("The war between the gangs goes on in Kano.", "war", True, None, False),
    ("Police logged 61 blasts in Kano, down from 94 a year before.", "blasts", True, "decrease", False),
    ("There were dozens of attacks in Kano, up sharply from 2015.", "attacks", True, "increase", False),
]


@pytest.mark.parametrize(("text", "trigger", "aggregate", "trend", "background"), TELLINGS)
def test_one_or_many_now_or_then(
    text: str, trigger: str, aggregate: bool, trend: Trend | None, background: bool
) -> None:
    found = event(text, trigger)
    assert (found.aggregate, found.trend, found.background) == (aggregate, trend, background)


def test_the_attack_told_before_is_not_told_twice() -> None:
    text = "Gunmen attacked a bank in Kano on Friday. The attack was long."
    assert [text[slice(*e.trigger)] for e in read(text).events] == ["attacked"]
