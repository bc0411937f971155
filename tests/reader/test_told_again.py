"""One deed told by several words or sentences: a noun beside its verb, harm and damage of it, what is told again."""

from __future__ import annotations

import pytest

from ..making import coded

ONE: list[tuple[str, str, list[str]]] = [
    ("Rebels blew up the track in an ambush near Ode.", "ambush", ["Rebels", "the track"]),
    ("Rebels fired shots at the police post in Ode.", "fired", ["Rebels", "the police post"]),
    ("Rebels targeted the office with a car bomb.", "targeted", ["Rebels", "the office", "a car bomb"]),
    ("Rebels fired four rockets targeting a convoy.", "fired", ["Rebels", "four rockets", "a convoy"]),
    ("Rebels attacked the soldiers by exploding a powerful device.", "attacked", ["Rebels", "the soldiers", "a powerful device"]),
    ("A grenade hurled by two youths exploded at a school in Ode.", "exploded", ["two youths", "A grenade", "a school"]),
    ("In a separate ambush, rebels killed two soldiers near Ode.", "killed", ["rebels", "two soldiers"]),
    ("Rebels, in an ambush on November 21, killed two soldiers.", "killed", ["Rebels", "two soldiers"]),
    ("Three shops were torched in an attack in Ode.", "attack", ["Three shops"]),
    ("A bomb planted by rebels went off in Ode.", "went off", ["rebels", "A bomb"]),
    ("A vehicle was damaged in a bomb attack in Ode.", "bomb attack", ["A vehicle"]),
    ("Two rebels were killed and seven men, including four policemen, injured in a shootout in Ode.", "shootout",
     ["Two rebels", "seven men"]),
    ("One man was killed, while two were injured following an attack by rebels on a van.", "attack", ["rebels", "a van", "One man"]),
    ("A soldier was killed in an ambush by rebels near Ode.", "ambush", ["rebels", "A soldier"]),
    ("An explosion apparently targeting a car rocked Ode.", "explosion", ["a car"]),
    ("Five soldiers were killed when their patrol walked into an ambush.", "ambush", ["their patrol", "Five soldiers"]),
    ("A soldier was killed in a Taliban ambush near Ode.", "ambush", ["Taliban", "A soldier"]),
    ("A convoy came under attack from the rebels near Ode.", "came under attack", ["the rebels", "A convoy"]),
    ("A trooper was injured in a bomb blast, laid allegedly by rebels, in Ode.", "bomb blast", ["rebels", "A trooper"]),
    ("An exchange of fire took place between the police and rebels in Ode.", "exchange of fire", ["the police", "rebels"]),
    ("The exchange of fire led to the killing of two rebels.", "exchange of fire", ["two rebels"]),
    ("The victims had been lined up and shot by the gang.", "shot", ["the gang", "The victims"]),
    ("Two men lost their lives and six were injured due to a mine blast in Ode.", "blast", ["Two men", "six"]),
]  # fmt: skip
"""A text, the word that tells its attack, and who and what takes part, in any order."""


@pytest.mark.parametrize(("text", "trigger", "parties"), ONE)
def test_one_attack_of_several_words(text: str, trigger: str, parties: list[str]) -> None:
    attacks = [m for m in coded(text).mentions if m.type == "ASSAULT"]
    assert [m.trigger.text for m in attacks] == [trigger]
    assert sorted(role.text for role in attacks[0].roles) == sorted(parties)


ATTACK = "Rebels attacked the village of Kona on Monday, killing four."


@pytest.mark.parametrize(
    ("text", "displaced", "apart"),
    [
        ("Some 6,000 people fled into the bush.", [6000], False),
        ("Some 6,000 people fled to Mopti.", [], True),
        ("Some 4,000 people have fled south since Monday.", [4000], False),
        ("Some 4,000 people have fled south since January.", [], True),
        ("Some 4,000 people fled Kona in 2012.", [], True),
        ("Some 4,000 people fled a fire at a camp in Mopti.", [], True),
        ("A guard fled to Mopti.", [], True),
        ("Civilians fled to Mopti.", [], True),
        ("Some 4,000 people may flee.", [], True),
    ],
)
def test_who_fled_is_harm_of_the_attack_before(text: str, displaced: list[int], apart: bool) -> None:
    told = coded(f"{ATTACK} {text}").mentions
    assert [harm.best for harm in told[0].harm if harm.kind == "displaced"] == displaced
    assert any(m.type == "RETREAT" for m in told) == apart


@pytest.mark.parametrize(
    "before", ["Gunmen abducted two nurses in Kona on Monday.", "A market opened in Kona on Monday."]
)
def test_flight_from_no_attack_stays_an_event(before: str) -> None:
    told = coded(f"{before} Some 6,000 people fled to Mopti.").mentions
    assert [harm.best for m in told if m.type == "RETREAT" for harm in m.harm] == [6000]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The soldiers repulsed the attack on the post and killed two rebels.", ["repulsed", "attack"]),
        ("Police killed two men in Aba and gunmen killed four in Ode.", ["killed", "killed"]),
        ("Gunmen killed a mayor in Ode, where rebels killed 30 people in 2014.", ["killed", "killed"]),
        ("Police killed two gunmen in an attack on a hotel that left 14 dead.", ["killed", "attack"]),
        ("Guards shot two men during an attack on a bank.", ["shot", "attack"]),
        ("Rebels attacked the post. The killing of a trader in Ode angered many.", ["attacked", "killing"]),
        ("Rebels attacked the post in Ode. Gunmen beat a trader in Aba.", ["attacked", "beat"]),
    ],
)
def test_two_deeds_stay_two(text: str, triggers: list[str]) -> None:
    told = [m.trigger.text for m in coded(text).mentions if m.type == "ASSAULT"]
    assert [trigger for trigger in told if trigger in triggers] == triggers


AGAIN: list[tuple[str, str, list[tuple[str, int | None]], list[tuple[str, str]]]] = [
    ("A roadside bomb hit a convoy in Ode on Monday. Two soldiers died and three were wounded in the blast.", "hit",
     [("injured", 3), ("killed", 2)], []),
    ("Rebels opened fire on a post in Ode on Monday. Four policemen were injured in the attack.", "opened fire",
     [("injured", 4)], [("Rebels", "stated as fact")]),
    ("Rebels attacked a post in Ode on Monday. As a result of the attack one guard was killed and two were wounded.", "attacked",
     [("killed", 1), ("injured", 2)], [("Rebels", "stated as fact")]),
    ("A bomb exploded in Ode on Monday. None of the soldiers was injured in the blast.", "exploded", [("injured", 0)], []),
    ("Five engineers were seized by masked men. The Reed Column said its “eastern unit” seized the engineers.", "seized",
     [("captured", 5)], [("masked men", "stated as fact"), ("The Reed Column", "claimed")]),
    ("Warplanes bombed two villages, killing 14. The ministry denied carrying out any strikes there.", "bombed",
     [("killed", 14)], [("The ministry", "denied")]),
    ("A mortar hit a school in Ode, killing three; the army says it did not fire in that sector.", "hit",
     [("killed", 3)], [("the army", "denied")]),
    # some of those counted, told of one by one
    ("Rebels shot two traders in Ode. Musa Bello died on the spot, while Ali Hassan succumbed to his injuries.", "shot",
     [("injured", 2), ("killed", 1), ("killed", 1)], [("Rebels", "stated as fact")]),
    ("Two traders were killed by rebels in Ode. Musa Bello died on the spot, while Ali Hassan succumbed to his injuries.",
     "killed", [("killed", 2)], [("rebels", "stated as fact")]),
    ("Two traders were killed by rebels in Ode. A third man, Ali Hassan, died on Tuesday.", "killed",
     [("killed", 2), ("killed", 1)], [("rebels", "stated as fact")]),
    ("A mine killed two boys and hurt another in Ode. The third child sustained injuries to the legs.", "killed",
     [("killed", 2), ("injured", 1)], []),
    ("Three men were killed by rebels in Ode. The other two killed were his guards.", "killed",
     [("killed", 3)], [("rebels", "stated as fact")]),
    ("A woman was killed by rebels in Ode. The body of the victim, named as Amina Bello, was found by a herder.", "killed",
     [("killed", 1)], [("rebels", "stated as fact")]),
    ("A man was shot dead in Ode. Police said the victim, named as Ali Musa, was shot to death by a rebel.", "shot dead",
     [("killed", 1)], [("a rebel", "stated as fact")]),
]  # fmt: skip
"""A text, the one word that tells its attack, its harm, and who is held responsible."""


@pytest.mark.parametrize(("text", "trigger", "harm", "claims"), AGAIN)
def test_what_is_told_again_is_laid_on_the_first_telling(
    text: str, trigger: str, harm: list[tuple[str, int | None]], claims: list[tuple[str, str]]
) -> None:
    attacks = [m for m in coded(text).mentions if m.type == "ASSAULT"]
    assert [m.trigger.text for m in attacks] == [trigger]
    assert sorted((h.kind, h.best) for h in attacks[0].harm) == sorted(harm)
    assert sorted((c.by, c.kind) for c in attacks[0].claims) == sorted(claims)


def test_who_was_found_dead_is_not_whose_car_was_burnt() -> None:
    text = "Gunmen abducted a teacher in Ode and burnt his car. He was found dead on Friday."
    told = {m.trigger.text: [(h.kind, h.best) for h in m.harm] for m in coded(text).mentions}
    assert told == {"abducted": [("captured", 1), ("killed", 1)], "burnt": []}


APART = [
    "Gunmen killed two soldiers in Ode. In another incident, police said gunmen killed two soldiers.",
    "Gunmen killed two soldiers in Ode. Police said rebels killed two traders.",
    "Gunmen killed two soldiers in Ode. Police said the army killed two soldiers.",
    "Gunmen killed two soldiers in Mosul on Monday. Police said gunmen killed two soldiers in Aleppo.",
    "Gunmen killed two soldiers in Ode on Monday. Police said gunmen killed two soldiers on Sunday.",
    "Gunmen killed two soldiers in Ode. Gunmen killed two soldiers.",
    "A shell killed two boys in Ode. Medics said two boys were killed by a sniper.",
    "Gunmen killed a boy in Ode. Medics said a boy was killed.",
]


def test_the_same_toll_told_again_is_one_attack() -> None:
    text = "Two soldiers were killed in Ode. Police said rebels killed 2 soldiers and injured a nurse."
    (attack,) = coded(text).mentions
    assert [(h.kind, h.best) for h in attack.harm] == [("killed", 2), ("injured", 1)]
    assert [(r.role, r.text) for r in attack.roles] == [
        ("victim", "Two soldiers"), ("actor", "rebels"), ("victim", "a nurse"),
    ]  # fmt: skip
    assert [(c.by, c.kind) for c in attack.claims] == [("rebels", "stated as fact")]


@pytest.mark.parametrize("text", APART)
def test_the_same_toll_may_be_of_another_attack(text: str) -> None:
    assert [m.trigger.text for m in coded(text).mentions] == ["killed", "killed"]


def test_a_blast_is_not_what_gunmen_did() -> None:
    """A noun that the first telling cannot mean tells an attack of its own."""
    text = "Gunmen beat a trader in Ode on Monday. Two soldiers were killed in the explosion."
    assert [m.trigger.text for m in coded(text).mentions] == ["beat", "explosion"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A bomb killed 30 people in Ode. The bomber died.", [30, 1]),
        ("An attack killed 30 people in Ode. The attacker also died.", [30, 1]),
        ("Gunmen killed five soldiers in Ode. Rebel commander Musa Bello died in the fight.", [5, 1]),
        ("Rebels killed 12 soldiers in Ode. The rebel leader died.", [12, 1]),
        ("A blast killed two men in Ode. Musa Bello died on the spot.", [2]),
        ("A blast killed two men in Ode. A third man died.", [2, 1]),
        ("Gunmen shot a guard and later bombed a church in Ode. Ten worshippers died.", [10]),
    ],
)
def test_who_did_it_and_the_other_side_are_not_those_counted_before(text: str, killed: list[int]) -> None:
    last = [m for m in coded(text).mentions if m.type == "ASSAULT"][-1]
    assert [harm.best for harm in last.harm if harm.kind == "killed"] == killed


def test_what_befell_the_victim_of_an_attempt_is_told_of() -> None:
    text = "Two men attempted to rob a man in Ode on Tuesday. The victim was then shot in the leg."
    shot = next(m for m in coded(text).mentions if m.trigger.text == "shot")
    assert [(harm.kind, harm.best) for harm in shot.harm] == [("injured", 1)]


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Four men were killed in separate attacks in Ode on Monday.", True),
        ("Gunmen shot dead two men in different incidents in Ode.", True),
        ("Rebels abducted nine people in two separate incidents in Ode.", True),
        ("Four men were killed in an attack in Ode.", False),
        ("Four men were killed in different parts of Ode.", False),
        ("Rebels fired rockets on a shop, report Daily Times.", False),
        ("Two men of the border force, selected from each tribe, were killed in Ode.", False),
        ("A guard was killed and 19 others, mostly clerks, were injured in twin blasts in Ode.", False),
    ],
)
def test_a_sum_over_several_incidents_is_none(text: str, many: bool) -> None:
    assert coded(text).mentions[0].aggregate is many
