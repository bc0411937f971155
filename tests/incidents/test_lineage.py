"""By which ids actors agree: their own, a parent's with a child, a state's body whoever held the state; never siblings."""

from __future__ import annotations

import pytest

from dateline.incidents.signs import agree
from dateline.incidents.tellings import lineage
from dateline.records import Actor


def actor(identifier: str, parent: str | None = None) -> Actor:
    return Actor(id=identifier, name=identifier, sector="REB", country=None, parent=parent)


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        (actor("islamic-state"), actor("islamic-state"), True),
        (actor("islamic-state"), actor("hamas"), False),
        (actor("aqim", "al-qaeda"), actor("al-qaeda"), True),
        (actor("aqim", "al-qaeda"), actor("al-shabaab", "al-qaeda"), False),
        (actor("slm|south-lebanon-army"), actor("slm"), True),
        (actor("IRQ-MIL"), actor("IRQ-MIL-2004"), True),
        (actor("AFG-MIL-2001"), actor("AFG-MIL-2021"), True),
        (actor("IRQ-MIL-2004"), actor("IRQ-COP-2004"), False),
        (actor("israel-defense-forces", "ISR-MIL"), actor("ISR-MIL"), True),
        (actor("afghan-national-army", "AFG-MIL-2001"), actor("AFG-MIL"), True),
        (actor("agent-uaf-NGA"), actor("boko-haram"), True),  # gunmen are nobody in particular
    ],
)
def test_agreement(one: Actor, other: Actor, agreed: bool) -> None:
    assert agree(lineage(one), lineage(other)) is agreed
    assert agree(lineage(other), lineage(one)) is agreed
