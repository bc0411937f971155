"""Who is held responsible and how: claims, denials, accusations and suspicions side by side, and the tie to a group."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.reader.doers import refers
from dateline.reader.roles import Part
from dateline.records import Claim

from ..making import coded
from .samples import clause_of

Told = list[tuple[str, str, str | None]]


def claims(text: str) -> list[Claim]:
    """The claims of a text's assaults."""
    return [claim for m in coded(text).mentions if m.type == "ASSAULT" for claim in m.claims]


REED, THE_REED = ("the Reed Column", "claimed", None), ("The Reed Column", "claimed", None)
SIDES: list[tuple[str, Told]] = [
    ("Mayor Sule blamed the ambush on the Reed Column.", [("the Reed Column", "accused", "Mayor Sule")]),
    ("Asked whether Aba was behind the attack in Ode, he declined to comment.", []),
    ("Rebels captured Ode and killed six guards, a rebel spokesman said.", [("Rebels", "claimed", None)]),
    ("Police suspect rebels are behind the attack in Ode.", [("rebels", "suspected", "Police")]),
    ("Police suspect rebels planted the bomb that killed nine.", [("rebels", "suspected", "Police")]),
    ("A man accused of theft was killed by a mob.", [("a mob", "stated as fact", None)]),
    ("Gunmen shot dead a man suspected of spying.", [("Gunmen", "stated as fact", None)]),
    ("He met the two men accused of the raid on Ode.", [("the two men", "accused", None)]),
    ("Police held three youths suspected of burning a church.", [("three youths", "suspected", None)]),
    ("Police sought a man believed to be responsible for a blast in Ode.", [("a man", "suspected", None)]),
    ("The bombing in Ode was blamed on the Reed Column.", [("the Reed Column", "accused", None)]),
    ("The Reed Column was blamed for the raid on Ode.", [("The Reed Column", "accused", None)]),
    ("Prosecutors attributed the ambush near Ode to the Reed Column.", [("the Reed Column", "accused", "Prosecutors")]),
    (
        "A bomb exploded in Ode. Officials hold the Reed Column responsible for the blast.",
        [("the Reed Column", "accused", "Officials")],
    ),
    ("Police suspect that the gang killed the guard.", [("the gang", "suspected", "Police")]),
    ("Officials believe the Reed Column kidnapped the mayor.", [("the Reed Column", "suspected", "Officials")]),
    ("Police said the Reed Column was behind the bombing in Ode.", [("the Reed Column", "accused", "Police")]),
    ("Officials suspect the Reed Column of the bombing in Ode.", [("the Reed Column", "suspected", "Officials")]),
    ("The raid in Ode bore the hallmarks of the Reed Column.", [("the Reed Column", "suspected", None)]),
    ("The raid on Ode was claimed by the Reed Column.", [("the Reed Column", "claimed", None)]),
    (
        "A bomb exploded in Ode. The Reed Column admitted carrying out the attack.",
        [("The Reed Column", "claimed", None)],
    ),
    ("A bomb exploded in Ode. The Reed Column rejected the accusations.", [("The Reed Column", "denied", None)]),
    ("A bomb exploded in Ode. The Reed Column signed the attack.", [("The Reed Column", "claimed", None)]),
    ("The army says it killed six rebels in Ode.", [("The army", "claimed", None)]),
    ("Israeli jets pounded Ode.", [("Israeli jets", "stated as fact", None)]),
    ("Warplanes pounded Ode.", []),
    ("A bomb exploded in Ode. The Reed Column said it was responsible for the safety of its men.", []),
    ("A bomb exploded in Ode. The Reed Column said it was responsible.", [("The Reed Column", "claimed", None)]),
    ("A British aircraft hit a mountain near Ode.", []),
    (
        "Clashes between the army and rebels shook Ode.",
        [("the army", "stated as fact", None), ("rebels", "stated as fact", None)],
    ),
    ("Shelling between Saturday and Sunday killed nine people in Gaza.", []),
    ("A storm struck Ode. The government said it killed 15 people.", []),
    ("A bomb exploded in Ode. The Reed Column has yet to claim responsibility.", []),
    ("A bomb exploded in Ode. The Reed Column did not claim responsibility.", []),
    ("The governor did not blame the Reed Column for the bombing in Ode.", []),
    (
        "A bomb hit Ode. The Reed Column claimed on May 8 the full responsibility.",
        [("The Reed Column", "claimed", None)],
    ),
    ("A bomb hit Ode. Claiming responsibility for the blast, the Reed Column said so.", [REED]),
    ("A bomb hit Ode. A statement issued by the Reed Column claimed responsibility.", [REED]),
    ("A bomb hit Ode. The Reed Column, a splinter group of the Sulu Lions claimed responsibility.", [THE_REED]),
    ("A bomb hit Ode. A leaflet of the Reed Column found there claimed the attack.", [REED]),
    ("A bomb hit Ode. Police suspect the hand of the Reed Column.", [("the Reed Column", "suspected", "Police")]),
    ("A bomb hit Ode. Police suspect the Reed Column's involvement.", [("the Reed Column", "suspected", "Police")]),
    (
        "A bomb hit Ode. Police suspect a gang of robbers to be behind it.",
        [("a gang of robbers", "suspected", "Police")],
    ),
    ("A bomb hit Ode. Officials suspect a group named the Base Movement.", [("a group", "suspected", "Officials")]),
    (
        "A bomb hit Ode. Police suspect the device was planted by the Reed Column.",
        [("the Reed Column", "suspected", "Police")],
    ),
    ("A bomb hit Ode. Police suspect that a feud could be the motive behind the attack.", []),
    ("A bomb hit Ode. Police suspected three men to be spies.", []),
    ("A bomb hit Ode. Police suspect the Reed gang acted for a customer.", [("the Reed gang", "suspected", "Police")]),
    ("A bomb hit Ode. Police suspected that he fled.", []),
    ("Suspecting three men to be spies, masked men burnt a house in Ode.", [("masked men", "stated as fact", None)]),
    ("A bomb hit Ode. Police said that suspected rebels had planted it.", [("rebels", "suspected", "Police")]),
    ("A bomb hit Ode. Police suspected a teacher of being an informer.", []),
    ("A bomb hit Ode. The needle of suspicion points to the Reed Column.", [("the Reed Column", "suspected", None)]),
    (
        "A bomb hit Ode. The Sulu Lions and the Reed Column traded blame.",
        [("The Sulu Lions", "accused", "the Reed Column"), ("the Reed Column", "accused", "The Sulu Lions")],
    ),
    ("A bomb hit Ode. A man called reporters and claimed responsibility.", [("A man", "claimed", None)]),
    (
        "Police accused the army of shelling Ode, a charge the army denies.",
        [("the army", "accused", "Police"), ("the army", "denied", None)],
    ),
    ("A bomb hit Ode. Reed Column spokesman Musa Bello claimed responsibility.", [("Reed Column", "claimed", None)]),
    ("A bomb hit Ode. No outfit has claimed the responsibility for the blast so far.", []),
    ("A bomb hit Ode. A teacher was accused of blasphemy.", []),
    ("A bomb hit Ode. The Reed Column rang a paper to claim the blast.", [THE_REED]),
    ("A bomb hit Ode. The Reed Column claims the blast was an accident.", []),
    ("A bomb hit Ode. The Reed Column claims a large attack.", []),
    ("A bomb hit Ode. The Reed Column claims many attacks.", []),
    (
        "A bomb hit Ode. The Sulu Lions and the Reed Column claimed the attack.",
        [("The Sulu Lions", "claimed", None), REED],
    ),
    ("A bomb hit Ode. A Sulu Lions affiliate, the Reed Column, signed the attack.", [REED]),
    (
        "A bomb hit Ode. Police said the Reed Column was involved in the attack.",
        [("the Reed Column", "accused", "Police")],
    ),
    (
        "Police accused the Reed Column of being behind the bombing in Ode.",
        [("the Reed Column", "accused", "Police")],
    ),
    (
        "The Red Army, the Sulu Lions and the Reed Column accused each other of shelling Ode.",
        [
            ("The Red Army", "accused", "the Sulu Lions"),
            ("the Sulu Lions", "accused", "The Red Army"),
            ("the Reed Column", "accused", "The Red Army"),
        ],
    ),
]


DENIALS = [
    ("The Reed Column denied it.", "The Reed Column"),
    ("The Reed Column denied this on Monday.", "The Reed Column"),
    ("A spokesman for the Reed Column called the charge absurd.", "the Reed Column"),
    ("The Reed Column dismissed the report as propaganda.", "The Reed Column"),
    ("The Reed Column said none of its men had been there.", "The Reed Column"),
    ("The defence ministry called that a lie.", "The defence ministry"),
    ("The Reed Column denied the involvement of its men.", "The Reed Column"),
    ("A spokesman said that the Reed Column was not behind it.", "the Reed Column"),
    ("A minister said the army was not involved in the attack.", "the army"),
    ("A minister said the army had no hand in it.", "the army"),
]


@pytest.mark.parametrize(("sentence", "by"), DENIALS)
def test_who_rejects_what_was_laid_to_somebody(sentence: str, by: str) -> None:
    found = claims(f"A bomb exploded in Ode. Police blamed the Reed Column. {sentence}")
    assert {(c.by, c.kind) for c in found} == {("the Reed Column", "accused"), (by, "denied")}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Reed Column denied it the money.",
        "The Reed Column denied allegations of corruption.",
        "The Reed Column did not deny it.",
        "Lena Ostrova called the story boring.",
        "Nobody denied it.",
        "Rebels rejected it.",
        "The ministry rejected claims for compensation.",
        "The ministry rejected 400 claims.",
        "The prosecutor dismissed the charges.",
        "The army said none of its soldiers were hurt.",
        "The army neither confirmed nor denied it.",
        "The government called this reform a lie.",
        "The president said the country was not responsible for the failures of the past.",
        "The mayor praised the scheme, a report the paper denied.",
        "Israel said it was not negotiating with anyone.",
        "The government said it did not know who was behind it.",
    ],
)
def test_what_is_no_denial(sentence: str) -> None:
    assert [c.kind for c in claims(f"A bomb exploded in Ode. {sentence}")] == []


def test_a_denial_long_after_is_of_something_else() -> None:
    between = "The market was full. Prices rose. Rain fell. The mayor spoke. "
    assert claims(f"A bomb exploded in Ode. {between}The Reed Column denied it.") == []


@pytest.mark.parametrize(
    ("between", "claimed"),
    [
        ("There was shooting.", ["exploded"]),  # more of the same, for all that is told
        ("Gunmen shot a judge.", ["shot"]),
        ("A separate bombing killed nine worshippers.", ["bombing"]),
    ],
)
def test_a_claim_is_of_the_last_attack_that_is_told_as_one(between: str, claimed: list[str]) -> None:
    found = coded(f"A bomb exploded in Ode on Monday. {between} The Reed Column claimed responsibility.")
    mine = [m.trigger.text for m in found.mentions if any(c.kind == "claimed" for c in m.claims)]
    assert [text for text in mine if text in claimed] == mine


@pytest.mark.parametrize(
    "more",
    [
        "Police said a bomb had gone off. The Reed Column claimed responsibility for the blast.",
        "A second device was defused. The Reed Column claimed responsibility for the attack.",
        "Policemen opened fire in the air. The Reed Column claimed responsibility.",
        "A man had planted a bomb. The Reed Column claimed responsibility for blast.",
        "It was a market day. The Reed Column claimed responsibility for the killing of the traders.",
    ],
)
def test_a_claim_is_of_the_attack_and_not_of_what_else_is_told_of_it(more: str) -> None:
    found = coded(f"A blast killed four traders in Ode on May 3. {more}").mentions
    claimed = [m for m in found if any(c.kind == "claimed" for c in m.claims)]
    assert [m.trigger.text for m in claimed] == ["blast"]
    assert [h.kind for m in claimed for h in m.harm] == ["killed"]


def test_what_is_claimed_is_named() -> None:
    text = "Three rockets landed in Ode and gunmen shot a judge dead. The rockets were claimed by the Reed Column."
    rockets, shot = coded(text).mentions
    assert [c.kind for m in (rockets, shot) for c in m.claims] == ["claimed", "stated as fact"]


def test_a_claim_of_the_killing_of_others_is_of_another_attack() -> None:
    text = "Gunmen killed a judge in Ode. The Reed Column claimed responsibility for the killing of two traders."
    assert len(coded(text).mentions) == 2


@pytest.mark.parametrize(("text", "told"), SIDES)
def test_who_is_held_responsible_and_by_whom(text: str, told: Told) -> None:
    assert [(c.by, c.kind, c.source) for c in claims(text)] == told


def test_blame_and_denial_compete() -> None:
    found = claims("A bomb exploded in Ode. Police accused the Reed Column, which denied responsibility.")
    assert {(c.by, c.kind, c.source) for c in found} == {
        ("the Reed Column", "accused", "Police"),
        ("the Reed Column", "denied", None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Reed Column claimed responsibility for the attack on Ode.",
        "The Reed Column said it carried out the attack on Ode.",
        "The attack on Ode was claimed by the Reed Column.",
    ],
)
def test_a_claim_is_never_a_fact(text: str) -> None:
    assert [c.kind for c in claims(text)] == ["claimed"]


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Gunmen killed four farmers near Ode.", "stated as fact", None),
        ("The Reed Column killed four farmers near Ode, the mayor said.", "accused", "the mayor"),
        ("Residents said the Reed Column had looted shops in Ode.", "accused", "Residents"),
        ("Gunmen killed four farmers near Ode, the mayor said.", "stated as fact", "the mayor"),  # whoever they are
        ("The mayor said soldiers had shot a looter in Ode.", "stated as fact", "The mayor"),
    ],
)
def test_what_a_source_tells_of_others_by_name_is_its_accusation(text: str, kind: str, source: str | None) -> None:
    (claim,) = claims(text)
    assert (claim.kind, claim.source) == (kind, source)


@pytest.mark.parametrize(
    ("who", "refers_to"),
    [
        ("unidentified gunmen", False),
        ("militants", False),
        ("the gunmen", True),
        ("Reed rebels", True),
        ("Maoists", True),
    ],
)
def test_whether_a_phrase_may_stand_for_whoever_bears_a_name(who: str, refers_to: bool) -> None:
    clause = clause_of(f"Officials said {who} attacked a bus.")
    phrase = clause.phrase_at(2)
    assert phrase is not None
    assert refers(clause, Part("actor", phrase.start, phrase.end, phrase.core)) == refers_to


def test_what_a_report_that_accuses_a_group_tells_of_it_is_no_fact() -> None:
    told = "The Reed Column bombed a bank in Ode on Monday."
    assert [c.kind for c in claims(told)] == ["stated as fact"]
    found = claims(f"{told} Police blamed the Reed Column for the blast.")
    assert {(c.kind, c.source) for c in found} == {("accused", None), ("accused", "Police")}


def test_what_a_side_says_of_itself_is_its_claim() -> None:
    (claim,) = claims("The army said its troops killed 12 rebels near Ode.")
    assert (claim.kind, claim.source) == ("claimed", None)


LINKS: list[Any] = [
    ("A self-radicalised student stabbed a guard in Ode.", "inspired"),
    ("Gunmen under orders from the Reed Column shot a judge in Ode.", "directed"),
    ("Gunmen on the orders of a smuggler shot dead a mayor in Ode.", "directed"),
    ("A member of the Reed Column shot dead a judge in Ode.", "member"),
    ("Gunmen trained by the Reed Column attacked a bus in Ode.", "member"),
    ("Gunmen linked to the Reed Column attacked a bus in Ode.", "member"),
    ("A gunman shot dead a judge in Ode and acted alone, police said.", "unknown"),
    ("Gunmen not linked to the Reed Column attacked a bus in Ode.", "unknown"),
    ("Gunmen attacked a bus in Ode before leaving posters in the name of a saint.", "unknown"),
    ("Gunmen from a check post abducted a guard in Ode.", "unknown"),
    ("Musa Bello, who shot a judge in Ode on the orders of a smuggler, fled.", "directed"),
]


@pytest.mark.parametrize(("text", "link"), LINKS)
def test_the_tie_to_a_group(text: str, link: str) -> None:
    assert claims(text)[0].link == link


def test_what_is_only_alleged_is_never_stated_as_a_fact() -> None:
    text = "The advocacy group had alleged that gunmen shot six people in Kaya."
    assert [c.kind for c in claims(text)] == ["accused"]


@pytest.mark.parametrize(
    ("between", "claimed"),
    [("", "killed"), ("Prices of bread rose. Schools held exams. Traders sold fish. Farmers planted rice. ", "hit")],
)
def test_a_claim_is_of_the_attack_told_in_full_where_that_is_not_long_before(between: str, claimed: str) -> None:
    text = (
        f"A bomb killed two people in Ode on Monday. {between}A bomb hit Ode. The Reed Column claimed responsibility."
    )
    mentions = coded(text).mentions
    assert [m.trigger.text for m in mentions if m.claims] == [claimed]


def test_a_claim_is_of_the_attack_with_a_day_rather_than_of_details_with_harm() -> None:
    text = (
        "Gunmen burnt three barns in Ode on Monday. They marched off 30 villagers into the forest. "
        "Residents pointed the finger at the Reed Column."
    )
    told = {m.trigger.text: [c.by for c in m.claims if c.kind == "accused"] for m in coded(text).mentions}
    assert told["burnt"] == ["the Reed Column"]
    assert told.get("marched off", []) == []
