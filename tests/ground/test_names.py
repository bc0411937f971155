"""What kind of thing a proper name is known to be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import name_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mosul", "location"), ("Iraq", "location"), ("Europe", "location"), ("Tigris", "location"), ("Kirkuk province", "location"),
        ("US", "location"), ("Donbas", "location"), ("Iraqi", "group"), ("Iraqis", "group"), ("Heathrow Airport", "facility"),
        ("ISIS", "organisation"), ("IS", "organisation"), ("Hamas", "organisation"), ("Reuters", "organisation"),
        ("Is", None), ("is", None), ("us", None), ("mosul", None), ("May", None), ("March", None), ("Sunday", None), ("Reading", None),
        ("Nice", None), ("Kalem", None), ("Moosul", None), ("Bagdhad", None), ("", None), (" ", None), ("12", None),
    ],
)  # fmt: skip
def test_name_type(name: str, kind: str | None) -> None:
    assert name_type(name) == kind


@pytest.mark.parametrize("name", ["x" * 10_000, "Mosul " * 2000, "The " * 5000, "\U0001f600", "الموصل"])
def test_what_is_no_name_has_no_type(name: str) -> None:
    started = time.process_time()
    assert name_type(name) is None
    assert time.process_time() - started < 4  # of the processor, on a noisy machine


@given(st.text())
def test_any_name_has_a_type_or_none(name: str) -> None:
    assert name_type(name) in (None, "organisation", "location", "facility", "group")
