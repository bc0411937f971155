"""The template metric on hand-made cases."""

import pytest
from benchmarks.metrics.counts import Counts
from benchmarks.metrics.templates import (
    Template,
    best_mapping,
    normalise,
    right_entities,
    score,
    score_report,
    types_match,
)


def template(kind: str, **fillers: list[list[str]]) -> Template:
    return Template(kind, {role: tuple(tuple(e) for e in entities) for role, entities in fillers.items()})


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("The  FMLN", "fmln"),
        ('"villa clara" country house', "villa clara country house"),
        ("a car-bomb", "car bomb"),
        ("theatre", "theatre"),  # an article inside a word stays
        ("the", ""),
        ("under_score", "under score"),
    ],
)
def test_normalise(string: str, expected: str) -> None:
    assert normalise(string) == expected


@pytest.mark.parametrize(
    ("predicted", "gold", "right"),
    [
        ([["fmln"]], [["farabundo marti", "fmln"]], 1),
        ([["fmln", "farabundo marti"]], [["farabundo marti", "fmln", "front"]], 1),  # a subset of the gold strings
        ([["fmln", "rebels"]], [["fmln"]], 0),  # one wrong string spoils the entity
        ([["fmln"], ["farabundo marti"]], [["farabundo marti", "fmln"]], 1),  # one gold entity is matched once
        ([["guns"], ["rifles"]], [["guns", "rifles"], ["guns"]], 2),  # needs the second best match of the first
        ([], [["fmln"]], 0),
        ([["fmln"]], [], 0),
        ([[]], [["fmln"]], 0),  # an entity without strings is never right
    ],
)
def test_right_entities(predicted: list[list[str]], gold: list[list[str]], right: int) -> None:
    assert right_entities(predicted, gold) == right


def test_type_left_open_in_the_key() -> None:
    assert types_match("bombing", "bombing / attack")
    assert types_match("attack", "bombing / attack")
    assert not types_match("arson", "bombing / attack")
    assert not types_match("bomb", "bombing")


def test_perfect_report() -> None:
    gold = [template("attack", PerpInd=[["guerrillas"]], Victim=[["ibanez"]])]
    counts = score_report(gold, gold)
    assert counts["incident_type"] == Counts(1, 1, 1)
    assert counts["Victim"] == Counts(1, 1, 1)
    assert score([(gold, gold)])["micro"] == Counts(3, 3, 3)


def test_wrong_type_scores_nothing() -> None:
    gold = [template("attack", Victim=[["ibanez"]])]
    predicted = [template("bombing", Victim=[["ibanez"]])]
    assert score([(predicted, gold)])["micro"] == Counts(0, 2, 2)


def test_mapping_takes_the_best_pairs_over_the_whole_report() -> None:
    gold = [
        template("attack", PerpInd=[["guerrillas"]], Victim=[["ibanez"]], Weapon=[["rifle"]]),
        template("attack", PerpInd=[["guerrillas"]]),
    ]
    predicted = [
        template("attack", PerpInd=[["guerrillas"]]),
        template("attack", PerpInd=[["guerrillas"]], Victim=[["ibanez"]]),
    ]
    assert sorted(best_mapping(predicted, gold)) == [(0, 1), (1, 0)]
    assert score([(predicted, gold)])["micro"] == Counts(5, 5, 6)


def test_template_that_no_gold_template_is_left_for() -> None:
    gold = [template("attack", Victim=[["ibanez"]])]
    predicted = [*gold, template("attack", Victim=[["ibanez"]])]
    assert score([(predicted, gold)])["micro"] == Counts(2, 4, 2)


def test_reports_by_number_of_incidents() -> None:
    one = template("attack", Victim=[["ibanez"]])
    totals = score([([one], []), ([one], [one]), ([one], [one, one]), ([], [])])
    assert totals["none"] == Counts(0, 2, 0)
    assert totals["one"] == Counts(2, 2, 2)
    assert totals["several"] == Counts(2, 2, 4)
    assert totals["micro"] == Counts(4, 6, 6)
    assert totals["micro"].f1 == pytest.approx(2 / 3)


def test_nothing_at_all() -> None:
    assert score([])["micro"].f1 == 0.0
    assert Counts(0, 0, 0).figures() == {"p": 0.0, "r": 0.0, "f1": 0.0}
