"""How many came to harm, as the words tell: sentences written for the project, with the harm that they tell."""

from __future__ import annotations

import pytest

from ..making import coded

Told = tuple[str, int | None, int | None, int | None, bool]
"""Kind, low, best, high, and whether it is a running total."""


def one(kind: str, number: int) -> Told:
    return kind, number, number, number, False


K1, I1 = one("killed", 1), one("injured", 1)
NO_NUMBER: list[Told] = [("killed", None, None, None, False), ("injured", None, None, None, False)]
HARM: list[tuple[str, list[Told]]] = [
    # single persons
    ("Gunmen killed a farmer near Biu.", [K1]),
    ("The ministry gave a toll of 16 for the battle in Biu.", [one("killed", 16)]),
    ("Gunmen raided Biu. The ministry put the toll at 19.", [one("killed", 19)]),
    ("Gunmen raided Biu. The toll rose to 19.", [("killed", 19, 19, 19, True)]),
    ("The find brought to 43 the toll of the massacre in Biu.", [("killed", 43, 43, 43, True)]),
    ("Gunmen raided Biu. At least 17 farmers met their death.", [("killed", 17, 17, None, False)]),
    ("Gunmen raided Biu. Police put the dead at nine.", [one("killed", 9)]),
    ("Three soldiers were martyred in Biu.", [one("killed", 3)]),
    ("Inmates have been holding 57 warders in Turi since Monday.", [one("captured", 57)]),
    ("Thirty villagers were marched into the forest near Biu.", [one("captured", 30)]),
    ("Another two were hauled off alive by the attackers in Biu.", [one("captured", 2)]),
    ("A 5-year-old boy was killed in the shelling.", [K1]),
    ("A man was killed and five more were wounded in Biu.", [K1, one("injured", 5)]),
    ("Rebels wounded five more soldiers in Biu.", [one("injured", 5)]),
    ("A bomb went off in Biu. Ninety people were detained in hospital.", [one("injured", 90)]),
    ("Officials met relatives of the four nurses killed in Biu.", [one("killed", 4)]),
    ("Rebels killed and wounded five soldiers in Biu.", NO_NUMBER),
    ("Nine guards were said to have been killed and injured in Biu.", NO_NUMBER),
    ("The minister praised the troops, saying 12 soldiers were killed in Biu.", [one("killed", 12)]),
    ("The strike killed as many as 60 civilians in Biu.", [("killed", None, 60, 60, False)]),
    ("Omar Gul who was hurt in a blast aimed at a council in Biu, succumbed to his wounds.", [K1]),
    ("Aid trucks brought food for the sick and wounded in Biu.", []),
    ("The tally of Policemen killed this year in Biu has reached 127.", [("killed", None, None, None, False)]),
    ("Gunmen kidnapped, beat and killed five men in Biu.", [one("captured", 5), one("killed", 5)]),
    ("Gunmen in the town wounded on Monday a trader.", [one("injured", 1)]),
    ("Two more detained men were killed in Biu.", [one("killed", 2)]),
    ("A van killed eight people on a bridge in a terror attack.", [one("killed", 8)]),
    ("A van killed eight people on a bridge.", []),
    ("Karim Khan, a senior member of the Biu Peace Committee, and his driver were hurt in a blast.", [I1, I1]),
    ("One of the three riders fled from Biu.", []),
    ("A number of men were arrested in Biu.", []),
    ("Three of the victims' relatives were killed in Biu.", [one("killed", 3)]),
    ("The two victims' brother was killed in Biu.", [K1]),
    ("The teacher was killed when rebels attacked the school.", [K1]),
    ("Musa Bello was killed by gunmen in Kano.", [K1]),
    ("Musa Bello, 51, was shot dead in his shop.", [K1]),
    ("The commander, Ali Hassan, 44, was killed in an air strike.", [K1]),
    ("On Tuesday, Ali Hassan, 28, was killed by gunmen.", [K1]),
    ("She had turned 30 just before she was killed.", [K1]),
    ("The trader, aged 63, was killed in the raid.", [K1]),
    ("Soldiers shot dead a shopkeeper early Monday.", [K1]),
    ("A man wielding two knives was shot dead by police.", [K1]),
    ("Police shot and killed the gunman.", [K1]),
    ("Police shot the man dead as he ran.", [K1]),
    ("A gunman shot three people to death.", [one("killed", 3)]),
    ("Attackers hacked the priest to death.", [K1]),
    ("A mob beat a man to death in Lagos.", [K1]),
    ("Six people were trampled to death at a bridge.", [one("killed", 6)]),
    ("Police fired on the crowd, with five protesters killed and nine wounded.", [one("killed", 5), one("injured", 9)]),
    ("Five men were hanged in Kuwait for the 2015 mosque bombing.", [one("killed", 5)]),
    ("Three hostages, two of them Americans, were executed by their captors.", [one("killed", 3)]),
    ("Nine soldiers, most of them conscripts, were shot dead.", [one("killed", 9)]),
    ("Gunmen burst into a bar and opened fire, killing 11.", [one("killed", 11)]),
    ("Gunmen gunned a judge down outside his home.", [K1]),
    ("A suicide bomber killed himself and eight others in Kabul.", [K1, one("killed", 8)]),
    # several told of together
    ("Ali Hassan and Musa Bello were killed by gunmen.", [K1, K1]),
    ("Ali Hassan, a teacher, and his brother Musa were shot dead by gunmen.", [K1, K1]),
    ("The blast killed his wife and five children.", [K1, one("killed", 5)]),
    ("A mortar killed three women, four children and a priest.", [one("killed", 3), one("killed", 4), K1]),
    ("A grenade attack on a cafe wounded a boy, his mother and three waiters.", [I1, I1, one("injured", 3)]),
    ("A drone strike killed the group's leader and two bodyguards.", [K1, one("killed", 2)]),
    ("Two sisters were attacked by gunmen. Both were killed.", [one("killed", 2)]),
    ("The couple was killed in the bombing.", [one("killed", 2)]),
    ("The shelling killed a family of six.", [one("killed", 6)]),
    ("Felix Mole was killed along with two cousins in the ambush.", [K1, one("killed", 2)]),
    # numbers, bounds, ranges
    ("Three soldiers and 12 rebels were killed in clashes near Kano.", [one("killed", 3), one("killed", 12)]),
    ("At least 20 people were killed in the raid.", [("killed", 20, 20, None, False)]),
    ("Up to 20 fighters were killed in the strike on the base.", [("killed", None, 20, 20, False)]),
    ("Between 20 and 30 fighters died in the battle.", [("killed", 20, None, 30, False)]),
    ("The attack left nine dead.", [one("killed", 9)]),
    ("The clash left four soldiers dead and a dozen wounded.", [one("killed", 4), one("injured", 12)]),
    ("The bombing claimed the lives of six pilgrims.", [one("killed", 6)]),
    ("One man was killed and another wounded in the shooting.", [K1, I1]),
    ("Gunmen killed several villagers.", [("killed", 3, None, 9, False)]),
    ("They were killed in the raid.", [("killed", None, None, None, False)]),
    # totals
    ("A bomb exploded in Kano, bringing the death toll to 43.", [("killed", 43, 43, 43, True)]),
    ("A bomb exploded in Kano. The death toll rose to 15.", [("killed", 15, 15, 15, True)]),
    # nobody, and nothing said
    ("Nobody was killed in the attack.", [one("killed", 0)]),
    ("There were no casualties in the attack.", [one("killed", 0), one("injured", 0)]),
    ("A bomb exploded in Kano. No one was hurt.", [one("injured", 0)]),
    ("Gunmen attacked a bank in Kano.", []),
    # shot: hurt, unless told to be dead
    ("A man was shot in the leg on Monday.", [I1]),
    ("Gunmen shot two nurses.", [one("injured", 2)]),
    ("Both were shot several times.", [one("injured", 2)]),
    ("A guard was shot and wounded.", [I1]),
    ("A baker was shot and killed on Monday.", [K1]),
    ("A baker was fatally shot on Monday.", [K1]),
    ("An engineer who was found shot near the bridge has died.", [K1]),
    ("A man was shot on Monday. He died at the hospital.", [K1]),
    ("A man died after he was shot by police.", [K1]),
    ("Rebels shot at the convoy.", []),
    ("Reports came in of a man being shot near the bridge.", [I1]),
    ("A nurse was stabbed in Goma.", [I1]),
    ("She was beaten to death in her flat.", [K1]),
    # nouns
    ("The murder of a baker shocked the town.", [K1]),
    ("The baker's murder shocked the town.", [K1]),
    ("The killing of 12 miners shocked the town.", [one("killed", 12)]),
    ("The fatal shooting of a student led to a dispute.", [K1]),
    ("Police are looking into a double homicide in Goma.", [one("killed", 2)]),
    ("A fatal shooting shook Goma.", [("killed", 1, None, None, False)]),
    # told in a sentence without the attack
    ("Gunmen opened fire on a bar. The victim was pronounced dead at the scene.", [K1]),
    ("Gunmen opened fire on a bar. A waitress is dead.", [K1]),
    ("Gunmen opened fire on a bar. Three cooks are fighting for their lives.", [one("injured", 3)]),
    ("Gunmen opened fire on a bar. A waiter was taken to hospital in critical condition.", [I1]),
    ("Gunmen opened fire on a bar. A waiter suffered a gunshot wound to the arm.", [I1]),
    ("Gunmen opened fire on a bar. A bullet struck the owner in the chest.", [I1]),
    ("Gunmen opened fire on a bar. The owner lost his life.", [K1]),
    ("Gunmen opened fire on a bar. Police found a man and a woman dead inside.", [K1, K1]),
    ("Gunmen opened fire on a bar. The owner's death shocked the town.", [K1]),
    ("Rebels shelled Kora. Among the dead were two nurses and a driver.", [one("killed", 2), K1]),
    ("A nurse was found dead on Friday. Gunmen had attacked her house.", [K1]),
    ("Police found a man with a gunshot wound to the chest.", [I1]),
    # numbers in words
    ("Gunmen raided Biu. Thirty-six people died.", [one("killed", 36)]),
    ("Gunmen killed at least twenty-one people near Biu.", [("killed", 21, 21, None, False)]),
    # tolls as officials, doctors and others give them
    ("Jets bombed Biu. The ministry spoke of 31 martyrs and 77 wounded.", [one("killed", 31), one("injured", 77)]),
    ("Jets bombed Biu. A nurse said 14 bodies had been brought in by noon.", [one("killed", 14)]),
    ("Jets bombed Biu. Medics put the injured at over 60.", [("injured", 60, 60, None, False)]),
    ("Jets bombed Biu. They put the number of herders killed at 35.", [one("killed", 35)]),
    ("Jets bombed Biu. The health office recorded 22 bodies.", [one("killed", 22)]),
    ("Jets bombed Biu. Eleven people, most of them old, did not survive.", [one("killed", 11)]),
    ("Jets bombed Biu. Doctors at the clinic were treating 31 people.", [one("injured", 31)]),
    ("Jets bombed Biu. Twelve farmers are unaccounted for.", [one("missing", 12)]),
    ("Jets bombed Biu. Two nurses have not been heard of since.", [one("missing", 2)]),
    ("The army lost 12 men in the battle of Biu.", [one("killed", 12)]),
    ("A bomb hit a bus in Biu, in an attack that cost 11 lives.", [one("killed", 11)]),
    # figures that do not say what they count
    ("Gunmen killed 12 people in Biu. The governor gave 17.", [one("killed", 12), one("killed", 17)]),
    ("Gunmen killed 12 people in Biu. The army admits to 9.", [one("killed", 12), one("killed", 9)]),
    ("Gunmen killed 12 people in Biu. The governor gave 20 minutes.", [one("killed", 12)]),
    ("Gunmen killed 12 people in Biu. The governor gave it in 2017.", [one("killed", 12)]),
    ("Gunmen raided Biu. The governor gave 17.", []),
    *((f"Gunmen killed 12 people in Biu. {other}", [one("killed", 12)]) for other in (
        "The commission put the turnout figure at 60.", "The minister spoke of two, or perhaps three, new schools.",
        "The army put its losses at 40 million francs.", "The party put the number of votes missing at 700.",
        "Eleven amendments did not survive the committee.", "The army lost 12 men to desertion.",
        "The hospital received 30 units of blood.", "The pilot claimed 14 lives were saved by the landing.",
        "Two hostages have not been seen since January.", "About 20 million francs is unaccounted for.",
    )),
    ("Gunmen killed 12 people in Biu. Parliament set the number of seats at 90.", [one("killed", 12)]),
    ("Gunmen killed 12 people in Biu. The company lost 200 workers in the merger.", [one("killed", 12)]),
    ("Gunmen raided Biu. The ministry put the dead at nine and the injured at 21.", [one("killed", 9), one("injured", 21)]),
    ("Fighting between the army and rebels killed 12 people near Biu.", [one("killed", 12)]),
    # nobody
    ("Jets hit a tunnel in Biu, hurting no one.", [one("injured", 0)]),
    ("Jets hit a tunnel in Biu without hurting anyone.", [one("injured", 0)]),
]  # fmt: skip


def told(text: str) -> list[Told]:
    return [
        (h.kind, h.low, h.best, h.high, h.total) for m in coded(text).mentions if m.type == "ASSAULT" for h in m.harm
    ]


@pytest.mark.parametrize(("text", "expected"), HARM)
def test_how_many_came_to_harm(text: str, expected: list[Told]) -> None:
    assert sorted(told(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people were killed in the blast. A hospital said 15 people were killed in the blast.",
        "Police said 12 people were killed in the blast, while a hospital said 15 people were killed.",
    ],
)
def test_two_sources_give_two_figures(text: str) -> None:
    """Each with the one who gives it; none is dropped for the other."""
    harm = [h for m in coded(text).mentions for h in m.harm]
    assert [(h.best, h.source) for h in harm] == [(12, "Police"), (15, text[text.lower().index("a hospital") :][:10])]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The Salt Front put its own dead at nine.", "The Salt Front"),
        ("The governor gave nine.", "The governor"),
        ("The toll rose to nine.", None),
    ],
)
def test_who_gives_a_figure(sentence: str, source: str | None) -> None:
    harm = [h for m in coded(f"Gunmen killed 12 people in Biu. {sentence}").mentions for h in m.harm]
    assert [(h.best, h.source) for h in harm] == [(12, None), (9, source)]


def test_whose_harm_in_the_words_of_the_report() -> None:
    text = "Gunmen killed Ali Hassan and two bodyguards near Biu."
    assert [h.who for m in coded(text).mentions for h in m.harm] == ["Ali Hassan", "bodyguards"]


NO_ATTACK = [
    "So far 50 people have died of it.",
    "Patients were told to get a flu shot.",
    "The mayor died of cancer on Friday at a hospital in Kano.",
    "Three people died when a bus fell into a ravine.",
    "Two children drowned in a river on Sunday.",
    "A flood killed 40 people in Kerala.",
    "A fire at a factory killed nine workers.",
    "Nine workers were killed in a fire at a factory.",
    "Her husband died last spring.",
    "The actor was found dead in his flat on Monday.",
    "A cyclist was taken to hospital after he was hit by a car.",
    "He suffered injuries when he fell from a ladder.",
    "The patient is in critical condition after surgery.",
    "The death of the poet was mourned across the country.",
    "The toll of cholera deaths rose to 43.",
    "The soldier succumbed to malaria.",
    "Ten miners are missing after a tunnel collapsed.",
    "The pilot survived the crash with minor injuries.",
]


@pytest.mark.parametrize("text", NO_ATTACK)
def test_death_and_injury_alone_are_no_attack(text: str) -> None:
    assert [m.trigger.text for m in coded(text).mentions if m.type == "ASSAULT"] == []


NOT_TODAY = [
    "At least 700 children are killed by guns a year.",
    "In 1998, gunmen killed two brothers in Goma.",
    "There were 31 killings in the city this year.",
    "Some 4,000 people have been killed by rebels since March 2019.",
    "Years ago, gunmen killed her father.",
]


@pytest.mark.parametrize("text", NOT_TODAY)
def test_sums_and_earlier_deaths_are_not_the_news_of_the_day(text: str) -> None:
    assert not any(m.countable for m in coded(text).mentions if m.harm)
