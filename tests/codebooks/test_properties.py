"""What holds for every codebook and every incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codebooks import NAMES, UNDETERMINED, Codebook, Row, codebook, describe, together
from dateline.codebooks.plover import MODES
from dateline.codebooks.tables import parse, table
from dateline.errors import DataError, SettingError
from dateline.ground.actors import SECTORS
from dateline.records import ClaimKind, Incident, PlacePrecision, Status

from .making import ARMY, BRIGADE, GANG, GUNMEN, IS, MILITANTS, PEOPLE, POLICE, Who, actor, claim, incident, place

WHO: list[Who] = [ARMY, POLICE, IS, BRIGADE, GANG, GUNMEN, MILITANTS, PEOPLE, "somebody", actor("nobody", "Nobody", "")]
WHO += [actor(f"a-{sector}", sector, sector) for sector in SECTORS]
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": dt.date}
DAYS = ("2025-03-10", "2025-03-12", "2025-06-10", "2029-01-01")


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    kind = draw(st.sampled_from(list(MODES)))
    # A fused incident may have modes of its tellings' other types.
    modes = draw(st.lists(st.sampled_from([*MODES[kind] * 5, "meet", "arrest", "firearms"]), max_size=3, unique=True))
    some = st.lists(st.sampled_from(WHO), max_size=2)
    figure = st.one_of(st.none(), st.integers(0, 50))
    named = draw(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(get_args(ClaimKind))), max_size=2))
    return incident(
        *modes,
        type=kind,  # type: ignore[arg-type]
        by=draw(some),
        on=draw(some),
        target=draw(some),
        using=draw(st.lists(st.sampled_from(["a grenade", "tear gas", "sarin", "a petrol bomb"]), max_size=1)),
        killed=draw(st.one_of(st.none(), st.tuples(figure, figure, figure))),
        injured=draw(figure),
        where=draw(st.one_of(st.none(), st.sampled_from([place(p) for p in get_args(PlacePrecision)]))),
        days=tuple(sorted(draw(st.lists(st.sampled_from(DAYS), max_size=2)))),
        status=draw(st.sampled_from(get_args(Status))),
        claims=tuple(claim(who, how) for who, how in named),
        aggregate=draw(st.booleans()),
        id=draw(st.uuids().map(lambda u: f"i-{u.hex[:10]}")),
    )


def check(book: Codebook, row: Row) -> None:
    assert row.incidents
    assert row.why
    assert list(row.values) == [column.name for column in book.columns]
    for column in book.columns:
        value = row.values[column.name]
        assert value.rule, column.name
        assert value.value != "", column.name
        if value.value is not None and value.value != UNDETERMINED:
            assert isinstance(value.value, TYPES[column.type]), (column.name, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(told=st.lists(incidents(), min_size=1, max_size=4, unique_by=lambda i: i.id))
def test_every_value_has_a_rule_and_every_incident_one_row(name: str, told: list[Incident]) -> None:
    book = codebook(name)
    rows = book.code(told)
    for row in rows:
        check(book, row)
    assert sorted(i for row in rows for i in row.incidents) == sorted(i.id for i in told)
    for row, one in ((row, one) for row in rows for one in told if one.id in row.incidents):
        # Only what took place is in, and what was attempted where the codebook has it.
        if row.included:
            assert one.countable or (one.status == "attempted" and not one.aggregate)


@pytest.mark.parametrize("name", NAMES)
def test_every_type_and_mode_has_an_answer(name: str) -> None:
    book = codebook(name)
    for kind, modes in MODES.items():
        for mode in ((), *((mode,) for mode in modes)):
            (row,) = book.code([incident(*mode, type=kind)])  # type: ignore[arg-type]
            check(book, row)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_incidents_changes_no_row(name: str) -> None:
    told = [
        incident("firearms", by=[ARMY], on=[IS], id="i-1"),
        incident("explosives", by=[IS], on=[ARMY], id="i-2"),
        incident("explosives", by=[IS], on=[PEOPLE], id="i-3"),
        incident("demo", type="PROTEST", by=[PEOPLE], id="i-4"),
        incident("crowd-control", by=[POLICE], on=[PEOPLE], id="i-5"),
    ]
    book = codebook(name)
    forth, back = book.code(told), book.code(told[::-1])
    by_incidents = {frozenset(row.incidents): row for row in back}
    for row in forth:
        assert dict(by_incidents[frozenset(row.incidents)].values) == dict(row.values)


CODES: dict[tuple[str, str], Callable[[dict[str, Any]], Collection[str]]] = {
    ("plover", "event_type"): lambda facts: facts["types"],
    ("plover", "quad_class"): lambda facts: facts["quads"],
    ("cameo", "root_code"): lambda facts: facts["roots"],
    ("acled_like", "event_type"): lambda facts: facts["short"].values(),
    ("acled_like", "sub_event_type"): lambda facts: [answer.partition("/")[2] for answer in facts["answers"]],
    ("acled_like", "disorder_type"): lambda facts: facts["answers"].values(),
    ("acled_like", "inter1"): lambda facts: facts["inter"],
    ("gtd_like", "attacktype1"): lambda facts: facts["attack"],
    ("gtd_like", "targtype1_txt"): lambda facts: facts["target"].values(),
    ("gtd_like", "weaptype1"): lambda facts: facts["weapon"],
    ("ucdp_like", "type_of_violence"): lambda facts: facts["violence"],
    ("muc4", "incident_type"): lambda facts: facts["incident_types"],
}


@settings(max_examples=60)
@given(told=incidents())
def test_codes_are_those_of_the_tables(told: Incident) -> None:
    for (name, column), codes in CODES.items():
        (row,) = codebook(name).code([told])
        value = row.values[column].value
        assert value is None or value == UNDETERMINED or str(value) in codes(table(name)), (name, column, value)


def test_tables_name_only_types_and_modes_that_there_are() -> None:
    for name in ("cameo", "acled_like", "muc4"):
        for kind, modes in table(name)["types"].items():
            assert set(modes) - {"", "*"} <= set(MODES[kind]), (name, kind)
    assert set(table("gtd_like")["modes"]) == {"", *MODES["ASSAULT"]}
    assert set(table("ucdp_like")["force"]) == set(MODES)
    assert set(table("gtd_like")["target_of"]) <= set(SECTORS)


def test_what_is_of_one_day_and_place() -> None:
    one, other = incident(id="i-1"), incident(id="i-2")
    elsewhere = [incident(id="i-3", where=place(name="Mosul")), incident(id="i-4", days=("2025-03-11",))]
    assert together(one, [other, one, *elsewhere]) == [one, other]
    for vague in (incident(where=None), incident(days=()), incident(where=place("unresolved"))):
        assert together(vague, [vague, vague]) == [vague]


def test_an_unknown_codebook_is_named_with_the_known_ones() -> None:
    for call in (codebook, describe):
        with pytest.raises(SettingError, match=r"no codebook is called 'gdelt'.*gtd_like"):
            call("gdelt")


@pytest.mark.parametrize(
    ("text", "what"), [("title = ", "damaged"), ("title = 'x'", "lacks version, source, licence, columns")]
)
def test_a_damaged_table_is_told(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        parse(text, "x.toml")


def test_a_missing_table_is_told() -> None:
    with pytest.raises(DataError, match="cannot be read"):
        table("no_such_book")


@pytest.mark.parametrize("name", NAMES)
def test_every_codebook_says_what_it_is(name: str) -> None:
    book = codebook(name)
    assert all((book.title, book.version, book.source, book.licence))
    assert all(column.description for column in book.columns)
    assert len({column.name for column in book.columns}) == len(book.columns)
    assert "dateline_incidents" in {column.name for column in book.columns}
    assert set(book.rules.columns) == {column.name for column in book.columns}
