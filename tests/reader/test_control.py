"""Places that change hands: which one, who loses it, who gains it; and sentences in which none does."""

from __future__ import annotations

import pytest

from dateline.records import REALISED, Control

from ..making import coded

Hands = tuple[str, str | None, str | None]


def first(text: str) -> Control | None:
    """The first change of control that a text tells of."""
    return next((m.control for m in coded(text).mentions if m.control is not None), None)


CHANGES: list[tuple[str, Hands]] = [
    ("Rebels captured the town of Velika from the army.", ("Velika", "the army", "Rebels")),
    ("The town of Velika was liberated by Alpine troops.", ("Velika", None, "Alpine troops")),
    ("The army lost Velika to separatists.", ("Velika", "The army", "separatists")),
    ("Velika fell to government troops after a long siege.", ("Velika", None, "government troops")),
    ("Velika fell on Monday.", ("Velika", None, None)),
    ("Velika fell into the hands of the rebels.", ("Velika", None, "the rebels")),
    ("Velika is now under the control of the rebels.", ("Velika", None, "the rebels")),
    ("Velika is now under the authority of government troops.", ("Velika", None, "government troops")),
    ("Velika is back under army rule.", ("Velika", None, "army")),
    ("Velika is now run by the militia.", ("Velika", None, "the militia")),
    ("Rebels walked into Velika on Tuesday.", ("Velika", None, "Rebels")),
    ("Control of Velika passed to rebel fighters.", ("Velika", None, "rebel fighters")),
    ("The town of Velika changed hands again.", ("Velika", None, None)),
    ("Alpine troops withdrew from Velika on Friday.", ("Velika", "Alpine troops", None)),
    ("Soldiers withdrew from Velika, leaving the town to the militia.", ("Velika", "Soldiers", "the militia")),
    ("The militia handed over Velika to the national army.", ("Velika", "The militia", "the national army")),
    ("Velika was ceded by the republic to its neighbour.", ("Velika", "the republic", "its neighbour")),
    ("The rebels gave up Velika without a fight.", ("Velika", "The rebels", None)),
    ("Alpine troops drove the rebels out of Velika.", ("Velika", "the rebels", "Alpine troops")),
    ("The rebels were forced out of Velika by Alpine troops.", ("Velika", "The rebels", "Alpine troops")),
    ("The militants raised their flag over Velika.", ("Velika", None, "The militants")),
    ("Alpine troops cleared Velika of insurgents.", ("Velika", "insurgents", "Alpine troops")),
    ("Rebel-held Velika was captured by the army.", ("Velika", "Rebel", "the army")),
    ("Alpine troops entered the town of Velika as the rebels fled.", ("Velika", "the rebels", "Alpine troops")),
    ("The capture of Velika by the rebels cut the road.", ("Velika", None, "the rebels")),
    ("The fall of Velika to the rebels cut the road.", ("Velika", None, "the rebels")),
    ("The loss of Velika was a blow to the army.", ("Velika", "the army", None)),
    ("The insurgents' loss of Velika ended the siege.", ("Velika", "The insurgents", None)),
    ("The army announced the recapture of Velika.", ("Velika", None, "The army")),
    ("Rebels said they had captured Velika.", ("Velika", None, "Rebels")),
    ("The army recaptured half of the town of Velika.", ("Velika", None, "The army")),
]


@pytest.mark.parametrize(("text", "hands"), CHANGES)
def test_a_place_changes_hands(text: str, hands: Hands) -> None:
    found = first(text)
    assert found is not None
    assert (found.place, found.lost_by, found.gained_by) == hands


UNREAL: list[tuple[str, str]] = [
    ("The army denied that rebels had captured Velika.", "denied"),
    ("Rebels tried to seize the town of Velika.", "attempted"),
    ("Analysts expect the capital to fall to the rebels.", "predicted"),
]


@pytest.mark.parametrize(("text", "status"), UNREAL)
def test_a_change_that_did_not_come(text: str, status: str) -> None:
    assert [m.status for m in coded(text).mentions if m.control is not None] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell in Nairobi on Monday.",
        "Prices fell in Cairo.",
        "Police captured a suspect in Goma.",
        "The army lost 12 soldiers in Goma.",
        "The company withdrew its product from shops in Paris.",
        "Hundreds of residents fled Goma.",
        "Police cleared protesters from the square in Dhaka.",
        "The army cleared mines from a road near Huambo.",
        "The mayor took over as head of the council in Leeds.",
        "The opposition took Lagos in the election.",
        "Fans raised their flag over the stadium in Turin.",
        "The bank seized a house in Tucson.",
        "The court returned the house in Beirut to its owner.",
        "Troops are advancing on Raqqa.",
        "Two envoys withdrew from talks in Doha.",
        "The journalists were told that they had to leave Goma.",
        "A large part of Goma was left without water.",
    ],
)
def test_no_place_changes_hands(text: str) -> None:
    assert not [m.control for m in coded(text).mentions if m.control is not None and m.status in REALISED]


def test_who_gains_a_fallen_town_is_the_actor() -> None:
    (mention,) = [m for m in coded("Velika fell to government troops.").mentions if m.control is not None]
    assert [(r.role, r.text) for r in mention.roles if r.role == "actor"] == [("actor", "government troops")]
