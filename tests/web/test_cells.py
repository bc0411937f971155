"""The map: everything that has a point is drawn once, what lies on each other as a cell, never too much at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Incident
from dateline.web import cells
from dateline.web.cells import on_map

from .making import SLOW, incident, incidents, index_of, place


def everything(size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(size, dtype=bool)


@SLOW
@given(incidents(), st.floats(0, 16))
def test_what_has_a_point_is_drawn_once(some: list[Incident], zoom: float) -> None:
    drawn = on_map(index_of(some), everything(len(some)), zoom, None)
    placed = [one for one in some if one.place and one.place.lat is not None]
    assert drawn.total == len(some)
    assert drawn.placeless == len(some) - len(placed)
    assert sum(cell.count for cell in drawn.cells) + len(drawn.points) == len(placed)
    assert {point.id for point in drawn.points} <= {one.id for one in placed}
    for cell in drawn.cells:
        west, south, east, north = cell.bbox
        assert cell.count > 1
        assert west - 1e-4 <= cell.lon <= east + 1e-4
        assert south - 1e-4 <= cell.lat <= north + 1e-4
        assert cell.same_spot == (west == east and south == north)


def test_cells_part_as_one_zooms_in_until_only_the_same_spot_is_left() -> None:
    some = [incident(0), incident(1), incident(2, place=place(35.0, 44.2)), incident(3, place=place(10.0, 9.0))]
    index = index_of(some)
    far, near = (on_map(index, everything(4), zoom, None) for zoom in (1, 14))
    assert [cell.count for cell in far.cells] == [3]
    assert [point.id for point in far.points] == [some[3].id]
    assert [(cell.count, cell.same_spot) for cell in near.cells] == [(2, True)]
    assert {point.id for point in near.points} == {some[2].id, some[3].id}


def test_killed_are_added_where_told_and_unknown_where_not() -> None:
    told = index_of([incident(0, killed=3), incident(1, killed=0), incident(2)])
    silent = index_of([incident(0), incident(1)])
    assert on_map(told, everything(3), 3, None).cells[0].killed == 3
    assert on_map(silent, everything(2), 3, None).cells[0].killed is None


def test_a_cell_says_how_many_of_it_have_no_finer_place_than_a_province() -> None:
    index = index_of([incident(0), incident(1, place=place(precision="division")), incident(2)])
    assert on_map(index, everything(3), 3, None).cells[0].coarse == 1


def test_only_what_lies_in_the_box_is_drawn_and_all_is_counted() -> None:
    index = index_of([incident(0), incident(1, place=place(10.0, 9.0)), incident(2, place=None)])
    drawn = on_map(index, everything(3), 5, (0.0, 0.0, 20.0, 20.0))
    assert [point.id for point in drawn.points] == [index.rows[1].id]
    assert (drawn.total, drawn.placeless) == (3, 1)


def test_never_more_than_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST", 40)
    rng = np.random.default_rng(1)
    some = [incident(n, place=place(float(rng.uniform(-80, 80)), float(rng.uniform(-180, 180)))) for n in range(400)]
    drawn = on_map(index_of(some), everything(400), 16, None)
    assert len(drawn.cells) + len(drawn.points) <= 40
    assert sum(cell.count for cell in drawn.cells) + len(drawn.points) == 400
