"""Filters and facets: each lets through what it says, and a facet's count is what choosing its value would give."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SettingError
from dateline.records import Incident
from dateline.web.filters import Filters, Masks, filters
from dateline.web.index import NAMES, NONE, Index, Order
from dateline.web.rows import kept

from .making import DAY, SLOW, ids, incident, incidents, index_of, place

SOME = [
    incident(0, actors=("Red Dawn",), killed=3, source="police", modes=("firearms", "explosives")),
    incident(1, type="PROTEST", place=place(10.0, 20.0, country="TCD", precision="division"), outlet="Record"),
    incident(2, place=None, from_=None, to=None, review="accepted", confidence=0.9, disputed=("killed",)),
    incident(3, place=place(-17.0, 179.9, country="FJI"), from_=dt.date(2024, 4, 1), to=dt.date(2024, 4, 30)),
]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, [0, 1, 2, 3]),
        ({"values": {"type": ["PROTEST"]}}, [1]),
        ({"values": {"type": ["PROTEST", "ASSAULT"], "country": ["TCD", "FJI"]}}, [1, 3]),
        ({"values": {"mode": ["explosives"]}}, [0]),
        ({"values": {"mode": [NONE]}}, [1, 2, 3]),
        ({"values": {"actor": ["Red Dawn"]}}, [0]),
        ({"values": {"actor": ["nobody of this name"]}}, []),
        ({"values": {"source": ["police"]}}, [0]),
        ({"values": {"source": [NONE]}}, [1, 2, 3]),
        ({"values": {"outlet": ["Record"]}}, [1]),
        ({"values": {"country": [NONE]}}, [2]),
        ({"values": {"harm": ["killed"]}}, [0]),
        ({"values": {"review": ["accepted"]}}, [2]),
        ({"values": {"precision": ["division"]}}, [1]),
        ({"disputed": True}, [2]),
        ({"disputed": False}, [0, 1, 3]),
        ({"placed": False}, [2]),
        ({"min_confidence": 0.8}, [2]),
        ({"since": dt.date(2024, 3, 2)}, [3]),
        ({"until": DAY}, [0, 1]),
        ({"since": dt.date(2024, 4, 30), "until": dt.date(2024, 5, 9)}, [3]),
        ({"box": (40.0, 30.0, 50.0, 40.0)}, [0]),
        ({"box": (170.0, -20.0, 190.0, 0.0)}, [3]),
        ({"box": (-190.0, -20.0, -170.0, 0.0)}, [3]),
    ],
)
def test_each_filter(filters: dict[str, Any], numbers: list[int]) -> None:
    assert ids(index_of(SOME), **filters) == [SOME[n].id for n in numbers]


@SLOW
@given(incidents(), st.dictionaries(st.sampled_from(["type", "actor", "review"]), st.just(()), max_size=2))
def test_a_count_is_what_choosing_the_value_gives(some: list[Incident], others: dict[str, Any]) -> None:
    wanted = {"type": ["ASSAULT", "AID"], "actor": ["Red Dawn", "gunmen"], "review": ["unreviewed"]}
    values = {name: wanted[name] for name in others}
    index = index_of(some)
    masks = Masks(index, Filters("incidents", values), quoting=lambda _: set(), codes=None)
    for name in NAMES:
        counts = index.facets[name].counts(masks.all(but=(name,)))
        for value, count in counts:
            assert count == len(ids(index, values=values | {name: [value]})) > 0
        assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)


@SLOW
@given(incidents())
def test_every_order_has_every_incident_once(some: list[Incident]) -> None:
    index = index_of(some)
    for name in get_args(Order):
        assert sorted(index.order(name)) == list(range(len(some)))
    newest = [index.rows[n].from_ for n in index.order("-from")]
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest[: len(dated)] == dated, "what has no day comes last"
    deadliest = [index.rows[n].killed for n in index.order("-killed")]
    assert deadliest == sorted(deadliest, key=lambda killed: -1 if killed is None else killed, reverse=True)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"from_": dt.date(2024, 2, 2), "to": dt.date(2024, 2, 1)}, "is after"),
        ({"code": ["Battles"]}, "a code needs its standard"),
        ({"bbox": "1,2,3"}, "is no box"),
        ({"bbox": "1,2,3,north"}, "is no box"),
        ({"bbox": "1,50,3,40"}, "is no box"),
        ({"bbox": "nan,0,1,1"}, "is no box"),
        ({"bbox": "0,0,1,95"}, "is no box"),
    ],
)
def test_filters_that_do_not_fit(given: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        filters(**(dict.fromkeys(["min_confidence"], 0.0) | {"q": "", "from_": None, "to": None, "bbox": None} | given))


def test_an_index_of_nothing() -> None:
    index = index_of([])
    assert ids(index) == []
    assert index.facets["type"].counts(np.zeros(0, dtype=bool)) == []
    assert list(index.order("urgency")) == []


@SLOW
@given(incidents(most=6), incidents(most=6), st.data())
def test_an_index_brought_up_to_date_is_one_made_anew(
    before: list[Incident], after: list[Incident], data: st.DataObject
) -> None:
    """Some incidents go, some change, some come, also before others."""
    old = index_of(before)
    fresh = {one.id: kept(data.draw(st.integers(-5, 40)) * 100 + n, one) for n, one in enumerate(after[::2])}
    stay = {k.row.id for k in old.kept if data.draw(st.booleans())} | fresh.keys()
    new = old.updated(fresh, stay)
    anew = Index.of([*(k for k in old.kept if k.row.id in stay and k.row.id not in fresh), *fresh.values()])
    assert list(new.kept) == list(anew.kept)
    for name, column in anew.columns.items():
        np.testing.assert_array_equal(new.columns[name], column)
    every = np.ones(anew.size, dtype=bool)
    for name in NAMES:
        assert new.facets[name].counts(every) == anew.facets[name].counts(every)
        for value, _ in anew.facets[name].counts(every):
            np.testing.assert_array_equal(new.facets[name].having([value]), anew.facets[name].having([value]))
