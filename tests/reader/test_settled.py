"""What the rules and the network say of a status, weighed; and whose words a stretch is, by both."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.ground import name_type
from dateline.reader.attribution import Saying, find_sayings, join_sayings, relation_in, said_of, states, within
from dateline.reader.network import Said, Told
from dateline.reader.sources import Sources
from dateline.reader.status import CERTAIN_PROBABILITY, CUE_PROBABILITY, DEFAULT_PROBABILITY, chance_realised, settle
from dateline.records import SourceRelation, Status
from tests.making import coded
from tests.reader.samples import clause_of

STATUSES: tuple[Status, ...] = get_args(Status)


def told(status: Status, chance: float = 0.9, factuality: float = 0.0) -> Told:
    rest = (1 - chance) / (len(STATUSES) - 1)
    return Told(factuality, {s: chance if s == status else rest for s in STATUSES}, 0.0, 0.0, {})


def test_the_rules_alone_stay_as_they_are() -> None:
    assert settle("feared", CUE_PROBABILITY, None) == ("feared", CUE_PROBABILITY)


def test_what_the_trigger_itself_says_is_not_asked_of_the_network() -> None:
    assert settle("attempted", CERTAIN_PROBABILITY, told("happened", 0.99, 1.0))[0] == "attempted"


def test_a_cue_outweighs_a_doubtful_network_and_silence_does_not() -> None:
    other = told("planned", 0.9, -0.5)
    assert settle("feared", CUE_PROBABILITY, told("planned", 0.5))[0] == "feared"
    assert settle("happened", DEFAULT_PROBABILITY, other)[0] == "planned"


@pytest.mark.parametrize("status", STATUSES)
def test_agreement_is_surer_than_disagreement(status: Status) -> None:
    both = settle(status, CUE_PROBABILITY, told(status, 0.9, 1.0 if status in ("happened", "ongoing") else -1.0))
    alone = settle(status, CUE_PROBABILITY, told("happened" if status != "happened" else "denied", 0.6))
    assert both[0] == status
    assert both[1] > alone[1]
    assert 0 <= alone[1] <= both[1] <= 1


def test_the_chance_that_it_happened_rises_with_factuality() -> None:
    chances = [chance_realised(told("happened", factuality=value / 10)) for value in range(-10, 11)]
    assert chances == sorted(chances)
    assert chances[0] < 0.1 < 0.9 < chances[-1]


TEXT = "The agency said residents saw gunmen flee."
#       0   4      11   16        26  30     37
AGENCY, SAID, RESIDENTS, ALL, FLEE = (0, 10), (11, 15), (16, 25), (16, 41), (30, 41)


def rule(source: tuple[int, int] | None, content: tuple[int, int]) -> Saying:
    return Saying(source, SAID, content, "unknown", pronoun=False)


def test_one_saying_seen_by_both_is_one() -> None:
    (joined,) = join_sayings(TEXT, [rule(AGENCY, ALL)], [Said(FLEE, AGENCY, None, RESIDENTS, 0.9)])
    assert (joined.source, joined.cue, joined.content) == (AGENCY, SAID, ALL)
    assert joined.via == (RESIDENTS,)
    assert joined.relation == "outlet"


def test_a_source_that_the_network_misses_is_the_grammars() -> None:
    (joined,) = join_sayings(TEXT, [rule(AGENCY, ALL)], [Said(FLEE, None, None, None, 0.9)])
    assert joined.source == AGENCY


def test_without_source_and_cue_nobody_is_cited() -> None:
    assert join_sayings(TEXT, [], [Said(FLEE, None, None, None, 0.6)]) == []
    assert len(join_sayings(TEXT, [], [Said(FLEE, None, SAID, None, 0.6)])) == 1


@pytest.mark.parametrize(
    ("text", "cue", "cited"),
    [
        ("It is believed gunmen fled.", "is believed", True),
        ("Gunmen reportedly fled.", "reportedly", True),
        ("The attack was thwarted.", "was thwarted", False),
        ("It is not clear who fled.", "is not clear", False),
        ("No group claimed the attack.", "claimed", False),
    ],
)
def test_a_cue_without_a_source_cites_somebody_or_not(text: str, cue: str, cited: bool) -> None:
    at = text.index(cue)
    said = Said((0, 2), None, (at, at + len(cue)), None, 0.6)
    assert bool(join_sayings(text, [], [said])) == cited


def test_a_source_of_an_earlier_sentence_needs_words_of_its_own_in_this_one() -> None:
    text = "The mayor said two died. Three shops burned. Rents rose, he said."
    mayor, shops, rents, said = (0, 9), (25, 43), (45, 55), (60, 64)
    carried, spoken = Said(shops, mayor, None, None, 0.9), Said(rents, mayor, said, None, 0.9)
    assert within(text, (25, 44), [carried]) == []
    assert within(text, (45, 65), [spoken]) == [spoken]
    quoted = text.replace("Three shops burned", '"Three shops burned"')
    assert within(quoted, (25, 46), [carried]) == [carried]


def test_who_speaks_elsewhere_does_not_speak_here() -> None:
    text = "The mayor said two died. Three shops burned."
    said = Said((25, 43), None, (10, 14), None, 0.9)
    assert within(text, (25, 44), [said]) == []


@pytest.mark.parametrize(
    ("text", "marked", "source"),
    [
        ("According to sources, the army was near.", "sources, the army", "sources"),
        ("According to Bello, the mayor, two died.", "Bello, the mayor", "Bello, the mayor"),
        ("Two died, according to Bello, the mayor.", "Bello, the mayor", "Bello, the mayor"),
    ],
)
def test_whom_according_to_names(text: str, marked: str, source: str) -> None:
    start = text.index(marked)
    said = Said((0, len(text)), (start, start + len(marked)), None, None, 0.9)
    joined = join_sayings(text, find_sayings(clause_of(text)), [said])
    assert [text[slice(*s.source)] for s in joined if s.source] == [source]


def test_what_a_source_is_by_what_is_told_of_it_elsewhere() -> None:
    text = "Inspector Bello Sani said two died. Sani said MRA rebels fled. An MRA spokesman, Musa Ode, said so."
    sources = Sources(text, name_type)

    def relation(words: str) -> SourceRelation:
        start = text.rindex(words)
        return sources.relation((start, start + len(words)), relation_in(words))

    assert relation("Sani") == "unknown"
    assert [relation(s) for s in ("Inspector Bello Sani", "Sani", "An MRA spokesman", "Musa Ode")] == [
        "official", "official", "party", "unknown",
    ]  # fmt: skip


def test_another_source_is_second_to_the_networks() -> None:
    joined = join_sayings(TEXT, [rule(AGENCY, ALL)], [Said(FLEE, RESIDENTS, None, None, 0.9)])
    assert [s.source for s in said_of(joined, 30)] == [RESIDENTS]
    assert [s.source for s in said_of(joined, 17)] == [AGENCY]


def test_what_only_the_grammar_sees_stays() -> None:
    (joined,) = join_sayings(TEXT, [rule(AGENCY, ALL)], [])
    assert joined.second
    assert said_of([joined], 20) == [joined]
    assert said_of([joined], 3) == []


def test_a_saying_of_nobody_gives_way_to_one_of_somebody() -> None:
    nobody, somebody = rule(None, ALL), rule(AGENCY, ALL)
    assert said_of([nobody, somebody], 20) == [somebody]
    assert said_of([nobody], 20) == [nobody]


@pytest.mark.parametrize(
    ("source", "relation"),
    [
        ("a spokesman for the rebels", "party"),
        ("the Red Front", "party"),
        ("the army", "official"),
        ("a police spokesman", "official"),
        ("the Ministry of the Front Line Provinces", "official"),
        ("doctors at the hospital", "medical"),
        ("residents", "witness"),
        ("the Guardian", "outlet"),
        ("Human Rights Watch", "monitor"),
        ("the SITE Intelligence Group", "monitor"),
        ("SHO Bello Sani", "official"),
        ("his family", "witness"),
        ("a spokesman for the People's Party", "party"),
        ("a police party", "official"),
        ("commander Musa Bello", "party"),
        ("the army commander", "official"),
        ("a tribal leader", "witness"),
        ("a bishop", "witness"),
        ("John Miller", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_kind_of_source(source: str, relation: SourceRelation) -> None:
    assert relation_in(source) == relation


@pytest.mark.parametrize("source", ["Police in", "A"])
def test_a_source_that_names_nobody_is_none(source: str) -> None:
    text = f"{source} Ode said that rebels fled."
    said = Said((len(source) + 5, len(text)), (0, len(source)), (len(source) + 1, len(source) + 4), None, 0.9)
    assert join_sayings(text, [], [said]) == []


@pytest.mark.parametrize(
    ("cue", "is_source"),
    [
        ("agreed", False), ("has asked", False), ("voted on Tuesday to bar", False), ("is considering", False),
        ("urged", False), ("said", True), ("announced", True), ("threatened", True), ("promised", True),
    ],
)  # fmt: skip
def test_who_asks_or_decides_is_no_source_of_it(cue: str, is_source: bool) -> None:
    text = f"The minister {cue} that troops leave."
    start = text.index(cue)
    saying = Saying(
        (0, start - 1), (start, start + len(cue)), (start + len(cue) + 1, len(text)), "official", pronoun=False
    )
    assert states(text, saying) == is_source
    assert states(text, Saying(None, None, saying.content, "unknown", pronoun=False))


@pytest.mark.parametrize(
    ("behind", "is_source"),
    [
        ("that the army had shelled it", True),
        ("that it was so", True),
        ("that troops leave", False),
        ("to leave", False),
    ],
)
def test_who_agrees_that_something_was_is_its_source(behind: str, is_source: bool) -> None:
    text = f"The opposition agreed {behind}."
    saying = Saying((0, 14), (15, 21), (22, len(text)), "party", pronoun=False)
    assert states(text, saying) == is_source


def test_what_a_state_asks_for_is_the_reports_own() -> None:
    told = coded(
        "Zambia agreed on Monday to lift the fuel embargo. Nepal's premier asked both sides to end the shelling."
    )
    assert [(m.trigger.text, m.attribution) for m in told.mentions if m.type in ("CONCEDE", "ASSAULT")] == [
        ("lift", ()), ("shelling", ()),
    ]  # fmt: skip
