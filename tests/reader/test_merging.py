"""What tells of one event in a sentence is one event: a noun and its verb, an aim and a deed, harm beside an attack."""

from __future__ import annotations

import pytest

from .samples import event, read, words_of

ONE: list[tuple[str, str]] = [
    ("Russian airstrikes hit a hospital in Idlib on Monday, killing five patients.", "airstrikes"),
    ("A hospital in Idlib was hit by an airstrike on Monday.", "airstrike"),
    ("The raid targeted a house in Nablus.", "raid"),
    ("A blast tore through a bus in Manila.", "blast"),
    ("The suicide attack targeted a mosque in Kandahar, leaving 33 people dead.", "suicide attack"),
    ("The offensive captured six villages near Hama.", "captured"),
    ("A car bomb exploded outside a bank in Kirkuk.", "exploded"),
    ("A roadside device targeting a judge's car went off in Lahore, wounding two guards.", "went off"),
]


@pytest.mark.parametrize(("text", "trigger"), ONE)
def test_a_noun_and_what_its_verb_says_are_one_event(text: str, trigger: str) -> None:
    assert [words_of(text, e.trigger) for e in read(text).events] == [trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "struck"),
    [
        ("The raid targeted a house in Nablus.", "raid", "a house"),
        ("A hospital in Idlib was hit by an airstrike on Monday.", "airstrike", "A hospital"),
        ("A roadside device targeting a judge's car went off in Lahore.", "went off", "a judge's car"),
    ],
)
def test_whom_it_struck_is_told_by_the_other(text: str, trigger: str, struck: str) -> None:
    roles = event(text, trigger).roles
    assert struck in [words_of(text, r.span) for r in roles if r.role != "actor"]


def test_what_struck_is_no_actor() -> None:
    text = "The raid targeted a house in Nablus."
    assert not [r for r in event(text, "raid").roles if r.role == "actor"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the town and soldiers stormed a mosque.",
        "Two soldiers were shot by rebels who attacked their base in Kidal.",
    ],
)
def test_what_two_do_is_two_events(text: str) -> None:
    assert len(read(text).events) == 2


def test_the_subject_of_what_trails_is_not_what_was_hit() -> None:
    text = "The bomber hit a hospital in Idlib, killing five patients."
    assert [words_of(text, r.span) for r in event(text, "hit").roles if r.role == "actor"] == ["The bomber"]


def test_a_figure_without_a_verb_of_its_own_belongs_to_the_attack_told_before() -> None:
    text = "Rebels attacked Kobani. The director put casualties at one nurse dead and five patients injured."
    (only,) = read(text).events
    assert sorted(h.kind for h in only.harm) == ["injured", "killed"]
