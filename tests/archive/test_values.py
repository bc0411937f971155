"""Runs' ids, canonical JSON, stamps, and what is frozen."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import KEEP, RunDescription
from dateline.archive.values import Setting, canonical_json, stamp, utc_now

SETTINGS = st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)))


@given(SETTINGS)
def test_a_runs_id_is_the_hash_of_its_canonical_json(settings: dict[str, Setting]) -> None:
    run = RunDescription("0.1", "r", "g", settings)
    shuffled = RunDescription("0.1", "r", "g", dict(reversed(settings.items())))
    assert run.id == shuffled.id
    form = {"program_version": "0.1", "reader": "r", "ground": "g", "settings": settings}
    text = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert run.id == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"a": None}),
        ({"a": None}, {"a": False}),
        ({"a": False}, {"a": "false"}),
        ({"a": 1}, {"a": "1"}),
        ({"a": 1, "b": 2}, {"a": 2, "b": 1}),
    ],
)
def test_other_settings_are_another_run(one: dict[str, Setting], other: dict[str, Setting]) -> None:
    assert RunDescription("0.1", "r", "g", one).id != RunDescription("0.1", "r", "g", other).id


def test_the_id_is_fixed_for_good() -> None:
    """Archives on disk carry it: a change of the form would make every stored run a stranger."""
    assert RunDescription("0.1.0", "reader", "ground", {"fast": False}).id == "1b6f20cfb418"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [1, 2]}, '{"a":[1,2],"b":1}'),
        ("é", '"é"'),
        ([], "[]"),
        (None, "null"),
    ],
)
def test_canonical_json(value: object, text: str) -> None:
    assert canonical_json(value) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (dt.datetime(2020, 1, 2, 3, 4, 5, 6, tzinfo=dt.UTC), "2020-01-02T03:04:05.000006+00:00"),
        (dt.datetime(2020, 1, 2, tzinfo=dt.UTC), "2020-01-02T00:00:00.000000+00:00"),
        (dt.datetime(2020, 1, 2, 1, tzinfo=dt.timezone(dt.timedelta(hours=3))), "2020-01-01T22:00:00.000000+00:00"),
    ],
)
def test_stamps_are_utc_with_microseconds(moment: dt.datetime, text: str) -> None:
    assert stamp(lambda: moment) == text


@given(st.lists(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)), min_size=2))
def test_stamps_sort_as_text(moments: list[dt.datetime]) -> None:
    stamps = [stamp(lambda m=m: m) for m in moments]  # type: ignore[misc]
    assert sorted(stamps) == [stamp(lambda m=m: m) for m in sorted(moments)]  # type: ignore[misc]


def test_now_is_in_utc() -> None:
    assert utc_now().utcoffset() == dt.timedelta(0)


def test_values_are_frozen() -> None:
    run = RunDescription("0.1", "r", "g", {})
    with pytest.raises(dataclasses.FrozenInstanceError):
        run.reader = "other"  # type: ignore[misc]
    assert KEEP is not None
