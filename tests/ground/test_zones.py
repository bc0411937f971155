"""Clocks in a named zone and the local day they fall on."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.ground.moments import interpret, local_day

from ..making import coded

MANILA, NEW_YORK, BAGHDAD, NOWHERE = (14.6, 121.0), (40.7, -74.0), (33.3, 44.4), (0.0, -160.0)


@pytest.mark.parametrize(
    ("words", "place", "day"),
    [
        ("2200 GMT on Monday", MANILA, "2017-07-11"),
        ("10 a.m. GMT on Monday", MANILA, "2017-07-10"),
        ("0200 GMT on Monday", NEW_YORK, "2017-07-09"),
        ("10 p.m. EDT on Monday", BAGHDAD, "2017-07-11"),
        ("10 p.m. on Monday", MANILA, "2017-07-10"),
        ("10 p.m. local time on Monday", MANILA, "2017-07-10"),
        ("Monday", MANILA, "2017-07-10"),
    ],
)
def test_the_local_day(words: str, place: tuple[float, float], day: str) -> None:
    reach = local_day(interpret(words, dt.date(2017, 7, 12)), *place)
    assert str(reach.start) == str(reach.end) == day


def test_what_is_unresolved_stays_so() -> None:
    assert local_day(interpret("2200 GMT on Monday", None), *MANILA).start is None


def test_the_coder_uses_the_places_coordinates() -> None:
    (mention,) = coded("A bomb exploded in Manila at 2200 GMT on Monday.", published="2017-07-12").mentions
    assert mention.moment is not None
    assert (str(mention.moment.from_), mention.moment.value) == ("2017-07-11", "2017-07-10T22:00Z")
