"""Which events of a sentence are told as history, and which are the news."""

from __future__ import annotations

import pytest

from dateline.reader.history import history_of

from ..making import coded
from .samples import clause_of

YEAR = 2019
TOLD: list[tuple[str, list[str], list[str]]] = [
    ("Police on Tuesday arrested a man, who was involved in the killing of a trader last month.", ["killing"], ["arrested"]),
    ("Police arrested a rebel on Monday who had killed five soldiers in 2016.", ["killed"], ["arrested"]),
    ("Troops killed a rebel on Monday near the village where an ambush in 2017 hit the police.", ["ambush"], ["killed"]),
    ("The suburbs were shelled, eleven days after the militia attacked them.", ["attacked"], ["shelled"]),
    ("The suburbs were shelled, two days after the militia attacked them.", [], ["shelled", "attacked"]),
    ("On Monday, police arrested a man over the killing of a trader last month.", ["killing"], ["arrested"]),
    ("Six weeks after the start of their attack the army shelled the town.", ["attack"], ["shelled"]),
    ("Rebels freed a mayor, three weeks after they kidnapped him.", ["kidnapped"], ["freed"]),
    ("Rallies were held since February, when soldiers shot a nurse.", ["shot"], ["held"]),
    ("Years ago rebels attacked the town, killing ten.", ["attacked", "killing"], []),
    ("In 2014 they took the town, killing ten, and burned the library.", ["took", "killing", "burned"], []),
    ("In 2014 they took the town, and on Monday they burned the library.", ["took"], ["burned"]),
    ("The group said it attacked the post in revenge for the killing of its leader.", ["killing"], ["attacked"]),
    ("They avenged the killing of two men.", ["killing"], []),
    ("The general, who led the army in 2011, was killed by rebels.", [], ["killed"]),
    ("The bomb exploded at the time of prayers.", [], ["exploded"]),
    ("Two men are under arrest for the murder of a guard in 2011.", ["murder"], ["arrest"]),
    ("Gunmen attacked the post on Monday.", [], ["attacked"]),
    ("Gunmen attacked the post in 2019.", [], ["attacked"]),
]  # fmt: skip
"""A sentence, the words that tell of earlier times, and those that tell the news."""


@pytest.mark.parametrize(("text", "past", "news"), TOLD)
def test_history_by_its_part_of_the_sentence(text: str, past: list[str], news: list[str]) -> None:
    clause = clause_of(text)
    heads = [clause.lowered.index(word) for word in (*past, *news)]
    assert {clause.lowered[head] for head in history_of(clause, heads, YEAR)} == set(past)


def test_without_a_year_of_the_report_every_year_is_past() -> None:
    clause = clause_of("Gunmen attacked the post in 2019.")
    assert history_of(clause, [1], None) == {1}


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        ("Police on Tuesday arrested a man over the murder last month.", []),
        ("Since January 214 people have been killed in such blasts.", ["blasts"]),
        ("The rebels attacked the base last month, killing ten soldiers.", []),
        ("Gangs have killed 19 rangers since 2004.", ["killed"]),
        ("The alliance has held daily rallies in the city.", ["rallies"]),
        ("Attacks on grain convoys have more than doubled since July.", ["Attacks"]),
        ("Pirate attacks have held steady at three a month, the Seafarers' Watch said.", ["attacks"]),
    ],
)
def test_what_sums_up_a_stretch_of_time(text: str, aggregate: list[str]) -> None:
    assert [m.trigger.text for m in coded(text).mentions if m.aggregate] == aggregate


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Zambia agreed to lift the embargo it imposed in March.", {"agreed": None, "embargo": "March"}),
        ("Soldiers freed 31 students after the killing of a nurse last year.", {"freed": None}),
        ("Soldiers freed 31 students on Monday after talks.", {"freed": "Monday"}),
    ],
)
def test_a_time_of_another_event_dates_none(text: str, dated: dict[str, str | None]) -> None:
    told = {m.trigger.text: m.moment.text if m.moment else None for m in coded(text, published="2019-05-14").mentions}
    assert {trigger: told[trigger] for trigger in dated} == dated


def test_when_the_crime_was_is_not_when_its_suspects_were_arrested() -> None:
    told = {
        m.trigger.text: m for m in coded("Two men are under arrest for the murder of a guard last summer.").mentions
    }
    assert told["arrest"].moment is None
    assert not told["arrest"].background
    assert told["murder"].moment is not None
