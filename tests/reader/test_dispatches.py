"""News as daily digests of a conflict write it: short names and ages in brackets, "reports Dawn" at the end, dates
between a subject and its verb.
"""

from __future__ import annotations

import pytest

from dateline.reader.asides import asides_in
from dateline.reader.attribution import join_sayings
from dateline.reader.network import Said
from dateline.records import Mention

from ..making import coded
from .samples import event, words_of

FRONT = "Eastern Liberation Front (ELF) fighters"

WHO: list[tuple[str, str, list[str], list[str]]] = [
    (f"{FRONT} attacked a police post in Ode.", "attacked", [FRONT], ["a police post"]),
    ("A man, identified as Abu Bello (25), was shot dead by gunmen in Ode.", "shot dead", ["gunmen"], ["A man"]),
    ("Two guards of the Border Force (raised from each tribe) were killed in Ode.", "killed", [], ["Two guards of the Border Force"]),
    ("Gunmen on October 28 shot dead a trader in Ode.", "shot dead", ["Gunmen"], ["a trader"]),
    ("Gunmen riding on a motorbike opened indiscriminate firing on a vehicle in Ode.", "firing", ["Gunmen"], ["a vehicle"]),
    ("An elder along with his guard was shot dead in Ode.", "shot dead", [], ["An elder", "his guard"]),
    ("Gunmen seized Constable Bello, shot him dead and burned his car.", "seized", ["Gunmen"], ["Constable Bello"]),
    ("Two constables, manning a check post in Ode, were shot dead by militants.", "shot dead", ["militants"], ["Two constables"]),
    ("Four policemen were killed and 15 others injured in a bomb blast on their convoy.", "bomb blast", [],
     ["their convoy", "Four policemen", "15 others"]),
    ("Two soldiers suffered injuries in Ode on May 3 when rebels attacked them.", "attacked", ["rebels"],
     ["them", "Two soldiers"]),
    ("We grieve with the families of the six guards killed and of all who were hurt.", "killed", [], ["the six guards"]),
    ("He insulted the parents of a captain who was killed in Ode.", "killed", [], ["a captain"]),
    ("She met the mother of two boys who was shot in Ode.", "shot", [], ["the mother of two boys"]),
    ("The officers in the boy's shooting were freed.", "shooting", [], ["the boy"]),
    ("The gunman's shooting of a nun shocked Ode.", "shooting", ["The gunman"], ["a nun"]),
    ("They were shown at the trial of two men accused in killing a nun.", "killing", ["two men"], ["a nun"]),
    ("The law came after last weekend's massacre at a club in Ode.", "massacre", [], ["a club"]),
    ("An attempt by rebels to bomb the shrine in Ode was foiled by the army.", "bomb", ["rebels"], ["the shrine"]),
    ("The army foiled a plot by rebels to bomb a shrine in Ode.", "bomb", ["rebels"], ["a shrine"]),
    ("Three men, hired by rebels to abduct Haque, have been arrested in Ode.", "arrested", [], ["Three men"]),
    ("He said three men suspected of helping to kill the mayor were detained.", "detained", [], ["three men"]),
    ("The crackdown aimed at stopping trade killed 80 people in Ode.", "killed", ["The crackdown"], ["80 people"]),
    ("They asked permission from the chief to resume air strikes in Ode.", "air strikes", ["They"], []),
    ("Gunmen in army uniforms kidnapped, tortured and killed five men.", "kidnapped", ["Gunmen"], ["five men"]),
    ("Police in the capital arrested on Monday a man who shot a trader.", "arrested", ["Police"], ["a man"]),
    ("Rebels killed the PM in Ode on Monday.", "killed", ["Rebels"], ["the PM"]),
    ("The wife of a man suspected of spying was killed in Ode.", "killed", [], ["The wife of a man"]),
    ("The convoy came under fire from armed groups in Ode.", "came under fire", ["armed groups"], ["The convoy"]),
    ("Al-Shabaab battled to control Ode on Monday.", "battled", ["Al-Shabaab"], []),
    ("A car hit a crowd of protesters in Ode.", "hit", [], ["a crowd of protesters"]),
    ("They picked up the teacher in Ode and beat him.", "picked up", ["They"], ["the teacher"]),
    ("Five more armed men attacked the camp.", "attacked", ["Five more armed men"], ["the camp"]),
    ("Police said gunmen killed on Monday two men in Ode.", "killed", ["gunmen"], ["two men"]),
    ("Agents picked up his son in Ode.", "picked up", ["Agents"], ["his son"]),
    ("Soldiers blasted the militants with mortars.", "blasted", ["Soldiers"], ["the militants"]),
    ("The gunman's shooting in Ode shocked them.", "shooting", ["The gunman"], []),
    ("A guard stepped on a mine in Ode, triggering a blast.", "blast", [], []),
    ("Explosive devices laid by rebels went off in Ode.", "went off", ["rebels"], []),
    ("Officials met relatives of the nurses killed in Ode on Monday.", "killed", [], ["the nurses"]),
    ("The president spoke of the men kidnapped.", "kidnapped", [], ["the men"]),
    ("Rebels killed and wounded five soldiers in Ode.", "killed", ["Rebels"], ["five soldiers"]),
    ("An explosion at 9:02 a.m. in Ode killed nine people.", "explosion", [], ["nine people"]),
    ("It was an attack on 13 September 1974 at a cafe in Ode.", "attack", [], ["a cafe"]),
    ("The blast in Ode, Nigeria which killed 13 people shook the city.", "blast", [], ["13 people"]),
    ("Leftists known to be sympathetic to the party were arrested in Ode.", "arrested", [], ["Leftists"]),
    ("The rebels were blamed for the murder of Yusuf Bello on May 20.", "murder", [], ["Yusuf Bello"]),
    ("A trooper was killed in an encounter with rebels in Ode.", "encounter", ["rebels"], ["A trooper"]),
    ("Police had a gun battle with rebels in Ode.", "gun battle", ["Police"], ["rebels"]),
    ("The army was involved in clashes with rebels in Ode.", "clashes", ["The army"], ["rebels"]),
    ("Nine people were killed in a suicide attack at Parachinar.", "suicide attack", [], ["Nine people"]),
    ("Nine people were killed in an attack at a mosque in Ode.", "attack", [], ["a mosque", "Nine people"]),
    ("A bomber blew himself up 200 meters from a post, killing two men.", "blew himself up", ["A bomber"], ["two men"]),
    ("The general offensive in Ode killed two men.", "offensive", [], ["two men"]),
    ("The casualties include 208 men killed.", "killed", [], ["208 men"]),
    ("Three men were injured in a blast triggered by rebels in Ode.", "blast", ["rebels"], ["Three men"]),
    ("A trooper was killed in a militant attack in Ode.", "attack", ["militant"], ["A trooper"]),
    ("Eleven people were killed and 45 others injured in a suicide attack targeting police.", "suicide attack", [],
     ["police", "Eleven people", "45 others"]),
    ("A cadre was on August 24 killed in an ambush by rebels.", "ambush", ["rebels"], ["A cadre"]),
    ("Constable Bello got wounded when gunmen opened fire.", "opened fire", ["gunmen"], ["Constable Bello"]),
    ("Gunmen attacked clients and locals, fired shots and hurled bombs.", "hurled", ["Gunmen"], []),
    ("Gunmen fired at villagers gathered for a funeral.", "fired at", ["Gunmen"], ["villagers"]),
    ("Gunmen killed five people years after a deal was signed.", "killed", ["Gunmen"], ["five people"]),
    ("Gunmen opened fire in a bid to free a prisoner.", "free", ["Gunmen"], ["a prisoner"]),
    ("Gunmen threw hand grenade at a school in Ode.", "threw", ["Gunmen"], ["a school"]),
    ("He was abducted and subsequently killed by rebels.", "abducted", ["rebels"], ["He"]),
    ("Two rebels were caught and roughed up by villagers.", "roughed up", ["villagers"], ["Two rebels"]),
    ("Police on May 16 arrested Musa Bello in Ode.", "arrested", ["Police"], ["Musa Bello"]),
    ("Two men, identified as Ali Musa and Bello Sani, were abducted by gunmen.", "abducted", ["gunmen"], ["Two men"]),
    ("Gunmen with rifles attacked the post.", "attacked", ["Gunmen"], ["the post"]),
    ("A stray bullet hit a farmer in Ode.", "hit", [], ["a farmer"]),
    ("The rebels demanded payment from the official.", "demanded", ["The rebels"], ["the official"]),
    ("Russian forces – with Hezbollah – launched a raid killing fighters in Ode.", "raid", ["Russian forces"], ["fighters"]),
    ("A girl was killed when she stepped on a mine planted by the Reed Column in Ode.", "stepped on", ["the Reed Column"],
     ["she", "A girl"]),
    ("A guard was hurt in a mine blast allegedly triggered by rebels in Ode.", "blast", ["rebels"], ["A guard"]),
    ("A former mayor (a head of the town council) was hurt in a blast in Ode.", "blast", [], ["A former mayor"]),
    ("Gunmen shot dead a trader, accusing him of theft.", "accusing", ["Gunmen"], ["him"]),
    ("Rebels shot dead the owner of a mill, identified as Bello (41), and looted his shop in Ode.", "looted", ["Rebels"], ["his shop"]),
    ("Gunmen abducted a pupil of class nine, identified as Bello (15), and later shot her in Ode.", "shot", ["Gunmen"], ["her"]),
    ("A baker, identified as Musa Bello (35), and a cart driver were shot dead in Ode.", "shot dead", [], ["A baker", "a cart driver"]),
    ("A guard identified as Bello, a resident of Ode was killed by rebels.", "killed", ["rebels"], ["A guard"]),
    ("Rebels attacked a convoy escorted by soldiers and killed two drivers in Ode.", "attacked", ["Rebels"], ["a convoy", "two drivers"]),
    ("The Reed Column, a group formed by officers, some of whom had trained abroad, attacked the post in Ode.", "attacked",
     ["The Reed Column"], ["the post"]),
    ("An officer questioning a boy and a girl outside a shop in Ode was shot dead by gunmen.", "shot dead", ["gunmen"], ["An officer"]),
    ("A student was injured in police firing in Ode.", "firing", ["police"], ["A student"]),
    ("Two rebels who had crossed the border walked into a house and took away a farmer.", "took away", ["Two rebels"], ["a farmer"]),
    ("The army, subsequently, conducted searches and recovered a rifle in Ode.", "recovered", ["The army"], ["a rifle"]),
    ("Seven rebels were killed as troops retaliated after a mine blast killed an officer.", "blast", [], ["an officer"]),
    ("Ali Musa, 20, and Bello Sani, 24, were arrested in Ode.", "arrested", [], ["Ali Musa", "Bello Sani"]),
    ("Two men are under arrest in Ode for the killing of a boy.", "arrest", [], ["Two men"]),
    ("Stores were looted, and more than 200 people arrested in Ode.", "arrested", [], ["200 people"]),
    ("The police picked up her daughter in Ode.", "picked up", ["The police"], ["her daughter"]),
    ("Rebels planted a bomb near the gate of Tana College in Ode, which went off on Monday.", "went off", [], []),
    ("The search took 30 minutes in Ode as gunships attacked hideouts.", "attacked", ["gunships"], ["hideouts"]),
    ("The mastermind behind Camara's abduction in Ode fled.", "abduction", [], ["Camara"]),
    ("Mendoza's arrest in Ode was welcomed.", "arrest", [], ["Mendoza"]),
    ("The army's arrest of two men in Ode was welcomed.", "arrest", ["The army"], ["two men"]),
    ("The gang was chased and shot at police in Ode.", "shot", ["The gang"], ["police"]),
    ("Rebels opened indiscriminate fire at a post in Ode.", "opened indiscriminate fire", ["Rebels"], ["a post"]),
    ("Peace is near according to an officer echoing the statements of troops fighting the rebels in Ode.", "fighting",
     ["troops"], ["the rebels"]),
    ("Hundreds of stores were smashed and looted in Ode.", "looted", [], ["Hundreds of stores"]),
    ("One rebel was killed and three of his aides arrested in Ode.", "arrested", [], ["three of his aides"]),
    ("The rebels first set off an explosive device in Ode.", "set off", ["The rebels"], []),
    ("A constable was shot dead by gunmen in a targeted attack in Ode.", "attack", ["gunmen"], ["A constable"]),
    ("Two traders were killed in an act of target killing in Ode.", "target killing", [], ["Two traders"]),
    ("A guard was hurt when he stepped over a mine in Ode.", "stepped over", [], ["he", "A guard"]),
    ("A woman helped the wrongfully accused driver, and gunmen abducted him in Ode.", "abducted", ["gunmen"], ["him"]),
]  # fmt: skip
"""A text, the trigger of an event, who did it, and to whom or what."""


@pytest.mark.parametrize(("text", "trigger", "actors", "others"), WHO)
def test_who_does_what_to_whom(text: str, trigger: str, actors: list[str], others: list[str]) -> None:
    told = mention(text, trigger)
    assert [role.text for role in told.roles if role.role == "actor"] == actors
    assert [role.text for role in told.roles if role.role in ("victim", "target", "recipient")] == others


HARM: list[tuple[str, str, list[tuple[str, int | None]]]] = [
    ("Four policemen were killed and 15 others injured in a bomb blast in Ode.", "bomb blast", [("killed", 4), ("injured", 15)]),
    ("An elder along with his guard was shot dead in Ode.", "shot dead", [("killed", 1), ("killed", 1)]),
    ("Three watchmen of a market sustained injuries when gunmen lobbed a grenade.", "lobbed", [("injured", 3)]),
    ("Two guards of the Border Force (raised from each tribe) were killed in Ode.", "killed", [("killed", 2)]),
    ("Gunmen abducted Constable Bello, shot him dead and burned his car.", "abducted", [("captured", 1), ("killed", 1)]),
    ("Gunmen raided a village in Ode (three were killed).", "killed", [("killed", 3)]),
    ("Two men, identified as Ali Musa and Bello Sani, were abducted by gunmen.", "abducted", [("captured", 2)]),
    ("Two guards, Ali Musa and Bello Sani, were killed in Ode.", "killed", [("killed", 2)]),
    ("Two guards, Ali Musa and Bello Sani, and a nurse were killed in Ode.", "killed", [("killed", 2), ("killed", 1)]),
    ("Rebels killed the two men, Ali Musa, former mayor of Ode, and his brother Bello Sani.", "killed", [("killed", 2)]),
    ("Two clerks and Bello Sani, a worker of the mill were killed in a blast in Ode.", "blast", [("killed", 2), ("killed", 1)]),
    ("Gunmen opened fire at a stall in Ode killing a trader.", "opened fire", [("killed", 1)]),
    ("Four people died and several others sustained injuries when rebels attacked a bus.", "attacked", [("killed", 4), ("injured", None)]),
    ("At least ten people, including a boy and a woman, were injured in a blast.", "blast", [("injured", 10)]),
    ("Ten people including a boy and four guards were injured in a blast.", "blast", [("injured", 10)]),
    ("Six guards including a major and three rebels were killed in a blast.", "blast", [("killed", 6), ("killed", 3)]),
    ("A guard was killed and another sustained injuries when rebels raided Ode.", "raided", [("killed", 1), ("injured", 1)]),
    ("Rebels raided Ode, killing two guards and leaving another injured.", "raided", [("killed", 2), ("injured", 1)]),
    ("A trader was killed while his driver sustained injuries when rebels raided Ode.", "raided", [("killed", 1), ("injured", 1)]),
    ("Rebels raided Ode. Two guards died, whereas the third succumbed to his injuries.", "raided", [("killed", 2), ("killed", 1)]),
    ("The chief was shot on May 9 leaving two others injured in Ode.", "shot", [("injured", 1), ("injured", 2)]),
    ("Rebels blew up a bridge on May 9 killing eight workers.", "blew up", [("killed", 8)]),
    ("Two fighters of I K Balo faction of the Reed Front were killed in a raid.", "raid", [("killed", 2)]),
    ("Rebels shot dead a trader, Musa Bello, and his son in Ode.", "shot dead", [("killed", 1), ("killed", 1)]),
    ("Rebels carried out an attack in Ode killing a guard, while two others were injured.", "attack", [("killed", 1), ("injured", 2)]),
    ("The headmaster was killed when rebels raided Ode.", "raided", [("killed", 1)]),
    ("Four other civilians were wounded when rebels attacked a bus.", "attacked", [("injured", 4)]),
    ("The killing of the chairman of the council went unpunished.", "killing", [("killed", 1)]),
    ("A bomb exploded in Ode. No casualty was reported.", "exploded", [("killed", 0), ("injured", 0)]),
    ("A bomb exploded in Ode. There was no loss of life.", "exploded", [("killed", 0)]),
    ("A bomb exploded in Ode. However, there were no causalities.", "exploded", [("killed", 0), ("injured", 0)]),
    ("Rebels shot dead Musa Bello, a student and member of a choir, in Ode.", "shot dead", [("killed", 1)]),
    ("Rebels shot dead Musa Bello, a student and a guard in Ode.", "shot dead", [("killed", 1), ("killed", 1)]),
    ("A man was injured when a stray bullet hit him in Ode.", "hit", [("injured", 1)]),
    ("Rebels attacked the mayor of Ode, injuring him and three others.", "attacked", [("injured", 1), ("injured", 3)]),
    ("Eight people were killed and seven others, including a woman and two boys, sustained injuries in a roadside bomb explosion.",
     "explosion", [("killed", 8), ("injured", 7)]),
    ("A driver was killed and his assistant received critical injuries in a blast in Ode.", "blast", [("killed", 1), ("injured", 1)]),
    ("A bomb exploded in Ode. The blast caused serious injuries to a driver and a clerk.", "exploded", [("injured", 1), ("injured", 1)]),
    ("A guard was killed and 19 others, mostly clerks, were injured in a blast in Ode.", "blast", [("killed", 1), ("injured", 19)]),
    ("Two rebels were shot dead in Ode, taking the toll to 30 in the third encounter in a week.", "shot dead",
     [("killed", 2), ("killed", 30)]),
    ("In Juba District, a driver and a clerk were injured in a blast.", "blast", [("injured", 1), ("injured", 1)]),
    ("Rebels killed four men in Ode. Separately, a man was found dead near Biu.", "killed", [("killed", 4)]),
    ("Rebels killed four men in Ode. In another incident, two men succumbed to their wounds in Biu.", "killed", [("killed", 4)]),
    ("Rebels killed four men in Ode. In another hospital, two men succumbed to their wounds.", "killed", [("killed", 4), ("killed", 2)]),
    ("A bomb killed two men in Ode. No other casualties were reported.", "killed", [("killed", 2)]),
    ("A mother of 12 was killed in an attack in Ode.", "attack", [("killed", 1)]),
    ("The mother of two died in an attack in Ode.", "attack", [("killed", 1)]),
    ("Gunmen killed a father of three in Ode.", "killed", [("killed", 1)]),
    ("A family of five was killed in an attack on Ode.", "attack", [("killed", 5)]),
    ("A trader, identified as Bello (50) who was shot by gunmen in Ode, succumbed to his injuries.", "shot", [("killed", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "harm"), HARM)
def test_harm(text: str, trigger: str, harm: list[tuple[str, int | None]]) -> None:
    assert [(one.kind, one.best) for one in mention(text, trigger).harm] == harm


CLAIMS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("Seven herders are suspected to have been killed by their abductors.", "killed", [("their abductors", "suspected")]),
    ("Police suspect the bomb was planted by the Reed Column.", "planted", [("the Reed Column", "suspected")]),
    ("Police said the Rangers arrested two men in Ode.", "arrested", [("the Rangers", "stated as fact")]),
    ("Taliban spokesman Bello said Taliban fighters attacked the post.", "attacked", [("Taliban fighters", "claimed")]),
    ("Syrian army spokesman Bello said Syrian rebels attacked the post.", "attacked", [("Syrian rebels", "stated as fact")]),
    ("Four men died and 19 others were hurt in a grenade attack in Ode.", "grenade attack", []),
    ("Troops are hunting a man believed to be responsible for the attack in Ode.", "attack", [("a man", "suspected")]),
    ("The farms, now claimed by Lebanon, were shelled by rebels.", "shelled", [("rebels", "stated as fact")]),
    ("The minister blames much of the violence on the rebels.", "violence", [("the rebels", "accused")]),
    ("Locals blamed Hamas and the Assad regime for the attack in Ode.", "attack", [("Hamas", "accused"), ("the Assad regime", "accused")]),
    ("The gang is responsible for the attack in Ode.", "attack", [("The gang", "stated as fact")]),
    ("A bomb exploded in Ode. Musa Bello, a spokesman for the Reed Column, claimed responsibility for it.", "exploded",
     [("the Reed Column", "claimed")]),
    ("The gang is responsible for safety. Gunmen attacked the post in Ode.", "attacked", [("Gunmen", "stated as fact")]),
    ("The Khasadar Force arrested five suspected men in Ode.", "arrested", [("The Khasadar Force", "stated as fact")]),
    ("A bomb exploded in Ode. Two hours later the Lions of Juba claimed it.", "exploded", [("the Lions of Juba", "claimed")]),
    ("A bomb exploded in Ode. A rival faction, the Reed Column, claimed the attack.", "exploded", [("the Reed Column", "claimed")]),
    ("The Reed Column said in a statement that it had planted the bomb in Ode.", "planted", [("The Reed Column", "claimed")]),
    ("Gunmen shelled Ode. The army and the Reed Column accuse each other.", "shelled",
     [("Gunmen", "stated as fact"), ("The army", "accused"), ("the Reed Column", "accused")]),
    ("A bomb exploded in Ode. The attackers belonged to the Reed Column.", "exploded", [("the Reed Column", "stated as fact")]),
    ("A bomb exploded in Ode. Two men were held. They are believed to be members of the Reed Column.", "exploded",
     [("the Reed Column", "suspected")]),
    ("A bomb exploded in Ode. The group's chairman said it had “nothing to do with this”.", "exploded", [("The group", "denied")]),
    ("Police foiled a plot to blow up a terminal in Ode.", "blow up", []),
    ("Police later defused a bomb in Ode after rebels shelled it.", "shelled", [("rebels", "stated as fact")]),
    ("A man tried to stab a guard in Ode.", "stab", [("A man", "stated as fact")]),
    ("Two men were hurt in a blast, triggered allegedly by rebels, in Ode.", "blast", [("rebels", "suspected")]),
    ("Police believe the abduction in Ode was carried out by the Garo Army.", "abduction", [("the Garo Army", "suspected")]),
    ("Rebels, officials in the capital said on Monday, shelled the town of Ode.", "shelled", [("Rebels", "stated as fact")]),
    ("A bomb killed a senator in Ode. He is believed to be a member of the Reed Column.", "killed", []),
    ("Rebels, the army said, shelled the town of Ode.", "shelled", [("Rebels", "stated as fact")]),
    ("Rebels killed two traders in Ode on Monday. Police killed a rebel in Ode. The Reed Column claimed responsibility for the attack.",
     "killed", [("Rebels", "stated as fact"), ("The Reed Column", "claimed")]),
    ("A bomb exploded in Ode. The mayor admitted full responsibility for the delay.", "exploded", []),
    ("A bomb exploded in Ode. The Reed Column refused to accept full responsibility.", "exploded", []),
    ("A bomb exploded in Ode. The government claims the attack on the village was a mistake.", "exploded", []),
    ("A bomb exploded in Ode. Claiming the blast, a statement appeared", "exploded", []),
    ("A bomb hit five people in Ode on Monday. Gunmen attacked a bus in Biu. The Reed Column claimed responsibility for the attack.",
     "attacked", [("Gunmen", "stated as fact"), ("The Reed Column", "claimed")]),
    ("The alleged massacre of villagers by troops was condemned in Ode.", "massacre", [("troops", "accused")]),
    ("A mayor was hurt in a bomb blast, allegedly planted by the Reed Column, in Ode.", "bomb blast", [("the Reed Column", "suspected")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "claims"), CLAIMS)
def test_who_is_held_responsible(text: str, trigger: str, claims: list[tuple[str, str]]) -> None:
    assert [(claim.by, claim.kind) for claim in mention(text, trigger).claims] == claims


def test_names_for_what_points_back() -> None:
    """ "It" and "the group" by their name; a person is named by the report alone."""
    text = "The Reed Column is strong. A bomb exploded in Ode. Police said the group was behind the attack."
    (claim,) = mention(text, "exploded").claims
    assert (claim.by, claim.kind) == ("Reed Column", "accused")


CITED = [
    (
        "The ship's agent, citing the master, said gunmen seized four sailors.",
        "seized",
        "The ship's agent",
        ["the master"],
    ),
    (
        "Two residents reached by telephone said gunmen seized a trader.",
        "seized",
        "Two residents reached by telephone",
        [],
    ),
    ("Bello Sani, whose shop burned, was shot dead by gunmen, police said.", "shot dead", "police", []),
]


@pytest.mark.parametrize(("text", "trigger", "source", "via"), CITED)
def test_who_says_so_and_whom_they_cite(text: str, trigger: str, source: str, via: list[str]) -> None:
    (said,) = mention(text, trigger).attribution
    assert said.source is not None
    assert (said.source.text, [span.text for span in said.via]) == (source, via)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The lawyers, they allege, fled; a bomb exploded at the court.", "exploded", "happened"),
        ("Their sons, they allege, were shot by soldiers.", "shot", "alleged"),
        ("“We will storm their camp,” the general said.", "storm", "threatened"),
        ("There is talk of a ground offensive in Ode.", "offensive", "predicted"),
    ],
)
def test_status_by_who_speaks(text: str, trigger: str, status: str) -> None:
    assert mention(text, trigger).status == status


SOURCES = [
    ("Gunmen killed a trader in Ode on May 3, reports Dawn.", "Dawn", "outlet"),
    ("Gunmen killed a trader in Ode on May 3, reported The Sentinel.", "The Sentinel", "outlet"),
    ("The Sangai Express reports that gunmen killed a trader in Ode.", "The Sangai Express", "outlet"),
    ("The army reports that gunmen killed a trader in Ode.", "The army", "official"),
    ("Turkey reports that gunmen killed a trader in Ode.", "Turkey", "official"),
    ("Gunmen killed a trader in Ode on June 8 reports The Nation", "The Nation", "outlet"),
]


@pytest.mark.parametrize(("text", "source", "relation"), SOURCES)
def test_the_newspaper_of_a_report(text: str, source: str, relation: str) -> None:
    (said,) = mention(text, "killed").attribution
    assert said.source is not None
    assert (said.source.text, said.relation) == (source, relation)


def test_a_long_name_in_capitals_is_read_at_once() -> None:
    """A name is matched word by word: a pattern that could split words anywhere would take for ever over what is none."""
    text = "A man died, PEOPLES LIBERATIONARMYANDNATIONALFRONTOFTHEEASTERNANDWESTERNREGIONS 7 said."
    (said,) = join_sayings(text, [], [Said((0, 10), (12, text.index(" said")), None, None, 0.9)])
    assert said.relation == "unknown"


def test_the_verb_before_a_newspaper_is_no_part_of_its_name() -> None:
    """As the network marks a source that closes its sentence, with the verb and the stop."""
    text = "Gunmen killed a trader in Ode, reports Dawn."
    (said,) = join_sayings(text, [], [Said((0, 29), (text.index("reports"), len(text)), None, None, 0.9)])
    assert said.source is not None
    assert said.cue is not None
    assert (text[slice(*said.source)], text[slice(*said.cue)], said.relation) == ("Dawn", "reports", "outlet")


def test_who_set_a_blast_off_by_the_rules_alone() -> None:
    text = "Three men were injured in a blast triggered by rebels."
    assert [words_of(text, r.span) for r in event(text, "blast").roles if r.role == "actor"] == ["rebels"]


NO_EVENT = [
    "The attackers fled the scene.",
    "The culprits managed to escape.",
    "The insurgents escaped.",
    "Sales rose in May, reports Monday showed.",
    "The minister escaped unhurt.",
    "The troopers had a narrow escape.",
    "A group of men armed with axes stood at the gate.",
    "He had a close encounter with the police band.",
    "The convoy was heading towards Ode.",
    "He declined to be named.",
    "Police later defused it.",
    "She was the daughter of the man who conceded that prices fell.",
    "The soldiers were engaged in relief work.",
    "The weather was fine, a police release said.",
    "The debate hits home for many.",
    "Police tightened vigil in Ode.",
    "The unit fights organized crime.",
    "The navy professionally executed the boarding operation.",
    "Police rushed to the spot.",
    "She picked up her daughter from school.",
    "A woman was struck and killed by a motorist in Ode.",
    "A woman was killed by a drunk driver in Ode.",
    "The market, a row of sheds with tin roofs, burned all night.",
    "The market burned to the walls.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_event(text: str) -> None:
    assert [(m.type, m.trigger.text) for m in coded(text).mentions] == []


def test_what_took_place_and_what_did_not() -> None:
    assert (
        mention("Reports that the priest has been killed are not true, the minister said.", "killed").status == "denied"
    )
    assert mention("Police managed to nab two rebels in Ode.", "nab").status == "happened"


def test_whoever_flees_from_a_town_or_a_jail_is_told_of() -> None:
    assert mention("Soldiers fled the town of Ode.", "fled").type == "RETREAT"
    assert mention("Bello escaped from the jail in Ode.", "escaped").type == "RETREAT"
    assert mention("Three hostages escaped in Ode.", "escaped").type == "RETREAT"


@pytest.mark.parametrize(
    ("text", "asides"),
    [
        ("The Front (ELF) and Bello (47) of Ode (revenue unit).", ["(ELF)", "(47)", "(revenue unit)"]),
        ("A bomb (two were killed) in Ode (police said) left (no dead) many.", []),
        (
            "Forces – with the army and Hezbollah – struck - it was a raid - at dawn.",
            ["– with the army and Hezbollah –"],
        ),
        ("The general (a veteran of the war) left.", ["(a veteran of the war)"]),
        ("A man identified as Ali Musa was shot.", ["identified as Ali Musa"]),
        (
            "A man, identified as Ali Musa (35) alias Bello, and a boy were shot.",
            [", identified as Ali Musa (35) alias Bello,", "(35)"],
        ),
        ("A man, who was the son of a judge, identified as Ali Musa, was shot.", [", identified as Ali Musa"]),
        ("Two men, identified as Ali Musa and a guard Bello Sani, were shot.", []),
        ("The dead man was identified as Ali Musa.", []),
        ("Six men identified as Ali Musa, Bello Sani, Abu Bello and Musa Ode all from Juba were shot.", []),
        ("Gunmen identified as Lions were shot.", []),
        ("An open bracket (as here", []),
        ("", []),
    ],
)
def test_brackets_that_tell_of_nothing(text: str, asides: list[str]) -> None:
    assert [text[slice(*span)].strip() for span in asides_in(text, (0, len(text)))] == asides


def mention(text: str, trigger: str) -> Mention:
    """The mention of a text with a trigger."""
    mentions = coded(text).mentions
    found = [m for m in mentions if m.trigger.text == trigger]
    assert found, [m.trigger.text for m in mentions]
    return found[0]
