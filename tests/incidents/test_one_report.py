"""What one report says of two mentions beyond their signs: set apart by words, or one deed of one sentence."""

from __future__ import annotations

import pytest

from dateline.incidents import build_incidents
from dateline.incidents.one_report import one_deed, set_apart
from dateline.incidents.signs import compare
from dateline.incidents.tellings import Telling, to_telling

from ..making import coded

DAY = "2025-03-10"


def tellings(text: str) -> list[Telling]:
    report = coded(text, id="a", published=DAY)
    found = [to_telling(report, mention) for mention in report.mentions if mention.type == "ASSAULT"]
    return sorted(found, key=lambda telling: telling.mention.trigger.start)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Gunmen killed a guard in Biu. Separately, gunmen killed a trader in Biu.", True),
        ("Gunmen killed a guard in Biu. Similarly, a trader was killed in Biu.", True),
        ("Gunmen killed a guard in Biu. In another incident, gunmen killed a trader.", True),
        ("Gunmen killed a guard in Biu. A trader was killed in a separate bomb attack in Biu.", True),
        ("Gunmen killed a guard in Biu. In the second attack, rebels shot a trader in Biu.", True),
        ("A bomb killed nine in Biu. It was the second attack in a week, and gunmen shot six guards in Biu.", False),
        ("A bomb killed nine in Biu. Similarly to other attacks, it killed children in Biu.", False),
        ("A bomb killed nine in Biu. Police feared another attack where the bomb killed children.", False),
        ("Gunmen killed a guard in Biu. Later, they burnt his house in Biu.", False),
        ("Gunmen killed a guard in Biu. Separately, the governor said they beat him.", False),
        ("Gunmen killed a guard in Biu. He was shot in Biu, and another attack is feared.", False),
    ],
)
def test_words_that_set_an_incident_apart(text: str, apart: bool) -> None:
    one, other = tellings(text)[:2]
    assert set_apart(one, other) is apart
    assert not set_apart(other, one)
    countable = [i for i in build_incidents([one.coded]) if i.type == "ASSAULT"]
    assert len(countable) == 2 or not apart


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Gunmen opened fire and hurled a grenade at a shop in Biu.", True),
        ("Gunmen abducted a trader and burnt his car.", True),
        ("Gunmen abducted a trader and later burnt his car.", False),
        ("Gunmen killed a trader and subsequently bombed a bank in Biu.", False),
        ("The Lions have kidnapped nurses and bombed markets.", False),
        ("Gunmen shelled a village in Biu while soldiers burnt a car.", False),
        ("Gunmen killed three men and beat two women.", True),
        ("Gunmen opened fire in Biu. Gunmen hurled a grenade in Biu.", False),
    ],
)
def test_one_sentence_tells_what_the_same_people_did_at_once(text: str, one: bool) -> None:
    first, second = tellings(text)[:2]
    assert one_deed(first, second) is one_deed(second, first) is one


def test_several_means_of_one_deed_are_one_incident() -> None:
    report = coded("Three gunmen opened fire and hurled a grenade as police stopped a car.", id="a", published=DAY)
    (incident,) = (i for i in build_incidents([report]) if i.type == "ASSAULT")
    assert set(incident.modes) == {"firearms", "explosives"}


def test_a_pronoun_is_struck_as_whom_it_means() -> None:
    first, second = tellings("Gunmen abducted a teacher in Biu. They shot him on Sunday.")
    assert first.struck == second.struck
    (nobody,) = tellings("Gunmen shot him in Biu.")
    assert not nobody.struck.get("victim")


def test_how_those_attacked_answered_is_of_the_attack() -> None:
    attacked, answered = tellings("Gunmen attacked a post in Biu on Monday. The police returned fire.")
    assert "sectors differ" not in (compare(attacked, answered) or ["sectors differ"])
    attacked, other = tellings("Gunmen attacked a post in Biu on Monday. The police shot a trader.")
    assert "sectors differ" in (compare(attacked, other) or [])
