"""What kinds of incidents there are, and the words that reports tell them in."""

from __future__ import annotations

import dataclasses
from typing import Literal

from dateline.records import EventType, HarmKind

By = Literal["group", "gunmen", "MIL", "COP", "GOV", "people", "relief"]
"""Who acts in a kind of incident; a group may stay unnamed."""


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A trigger: the words, the modes that they tell, and what stands before them and is no part of them."""

    text: str
    modes: tuple[str, ...]
    before: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Story:
    """A kind of incident: what it is coded as, how often it happens, its words, and whom it harms how."""

    name: str
    type: EventType
    weight: float
    family: str
    by: By
    nouns: tuple[Word, ...]
    verbs: tuple[Word, ...]
    targets: tuple[str, ...]
    harm: HarmKind | None = None
    victims: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def _words(text: str, *modes: str) -> tuple[Word, ...]:
    """Words of the same modes; those behind a "-" say less than the story's modes."""
    own, _, vague = text.partition(" - ")
    found = [(word, modes) for word in own.split("; ") if word] + [(word, ()) for word in vague.split("; ") if word]
    return tuple(Word(word.removeprefix(b), m, b) for word, m in found for b in [_article(word)])


def _article(word: str) -> str:
    return next((article for article in ("a ", "an ", "the ") if word.startswith(article)), "")


_PLACES = ("a market", "a checkpoint", "a police station", "a mosque", "a school", "an army base", "a bus", "a convoy",
           "a village", "a camp", "a hotel", "a church", "a hospital", "a bridge", "a courthouse")  # fmt: skip
_VICTIMS = ("people", "civilians", "soldiers", "police officers", "villagers")

ATTACKS = (
    Story(
        "bombing", "ASSAULT", 12, "attack", "group",
        _words("a bombing; a blast; an explosion; a bomb attack; a car bombing - an attack", "explosives"),
        _words("bombed; blew up - attacked", "explosives"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "shooting", "ASSAULT", 14, "attack", "group",
        _words("a shooting; a gun attack; an armed attack - an ambush; an attack; a raid", "firearms"),
        _words("opened fire on; fired on - attacked; raided; stormed", "firearms"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "suicide attack", "ASSAULT", 4, "attack", "group",
        _words("a suicide bombing; a suicide attack - a blast; an attack", "suicide-attack", "explosives"),
        _words("blew themselves up at - attacked", "suicide-attack"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "shelling", "ASSAULT", 8, "attack", "group",
        _words("a shelling; a mortar attack; a rocket attack; an artillery barrage - an attack", "heavy-weapons"),
        _words("shelled; fired rockets at - attacked", "heavy-weapons"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "air strike", "ASSAULT", 7, "attack", "MIL",
        _words("an air strike; an air raid; a bombardment; an airstrike - a strike", "aerial"),
        _words("bombed; launched air strikes on - struck", "aerial"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "drone strike", "ASSAULT", 4, "attack", "MIL",
        _words("a drone strike; a drone attack - a strike; an attack", "drone"),
        _words("sent drones against - struck; hit", "drone"), _PLACES, "killed", _VICTIMS,
    ),
    Story(
        "abduction", "ASSAULT", 8, "taking", "group",
        _words("the kidnapping; the abduction; the hostage-taking - the raid", "abduct"),
        _words("kidnapped; abducted - seized", "abduct"), _PLACES, "captured",
        ("people", "schoolchildren", "aid workers", "travellers", "villagers"),
    ),
)  # fmt: skip
"""What armed actors do, told with or without their name."""

OTHERS = (
    Story(
        "arrest", "COERCE", 10, "taking", "COP",
        _words("the arrest; the detention - the round-up; the sweep", "arrest"),
        _words("arrested; detained; rounded up", "arrest"), _PLACES, "captured",
        ("suspects", "people", "activists", "men"),
    ),
    Story(
        "protest", "PROTEST", 12, "protest", "people",
        _words("a protest; a demonstration; a rally; a march", "demo"),
        _words("protested; demonstrated; rallied; marched", "demo"),
        ("the governor's office", "the parliament", "the main square", "the fuel depot", "the army headquarters"),
        people=("protesters", "students", "residents", "demonstrators", "teachers"),
    ),
    Story(
        "riot", "PROTEST", 3, "protest", "people",
        _words("a riot; the riots; unrest", "riot"), _words("rioted - clashed with police", "riot"),
        ("the town hall", "the central market", "the prison"), "injured", ("people", "protesters"),
        people=("protesters", "crowds", "youths"),
    ),
    Story(
        "flight", "RETREAT", 7, "flight", "people",
        _words("the flight; an exodus; the displacement"), _words("fled; escaped; ran from"),
        ("the fighting", "the attacks", "the shelling", "the flood of violence"), "displaced",
        ("people", "residents", "villagers"), people=("families", "residents", "villagers"),
    ),
    Story(
        "deployment", "MOBILIZE", 6, "move", "MIL",
        _words("a deployment; a build-up; a show of force; the mobilisation", "troops"),
        _words("deployed; moved reinforcements; massed; sent troops", "troops"),
        ("the airport", "the main road", "the border post", "the barracks"),
    ),
    Story(
        "aid", "AID", 5, "relief", "relief",
        _words("an aid delivery; a relief convoy; a food distribution; an aid shipment"),
        _words("delivered food; brought aid; distributed supplies; handed out blankets"),
        ("the camp", "the clinic", "the school", "the stadium"),
    ),
)  # fmt: skip

REACTIONS = (
    Story("accusation", "ACCUSE", 2, "accuse", "GOV", (), _words("accused; blamed; denounced"), ()),
    Story("demand", "REQUEST", 2, "request", "relief", (), _words("called for; urged; appealed for"),
          ("an investigation", "a ceasefire", "calm", "access for aid workers")),
    Story("pledge", "AGREE", 1, "agree", "GOV", (), _words("agreed to; promised to; signed a deal to"),
          ("a ceasefire", "compensate the families", "reinforce the town", "an inquiry")),
)  # fmt: skip
"""What follows an incident, and is one of its own."""
