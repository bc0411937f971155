"""How mentions are laid beside a gold: cases made by hand, and rules that hold for any."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Attribution, Coded, Entity, Mention, Role, Span

from ..archive.samples import coded_for, harm, received

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def scoring_module() -> ModuleType:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        spec = importlib.util.spec_from_file_location("scoring", BENCHMARKS / "scoring.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules.setdefault("scoring", module)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.pop(0)


SCORING: Any = scoring_module()
REPORT, _ = received()
BASE: Mention = coded_for(REPORT).mentions[0]
PLACE = BASE.places[0]
TEXT = REPORT.text


def telling(start: int, end: int, **fields: Any) -> Mention:
    """A mention whose trigger is a stretch of the text."""
    return msgspec.structs.replace(
        BASE, **({"id": f"m{start}", "trigger": Span(start=start, end=end, text=TEXT[start:end])} | fields)
    )


def row(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"type": "ASSAULT", "status": "happened", "need": True, "start": start, "end": end} | fields


def lay(told: list[Mention], rows: list[dict[str, Any]], forbidden: list[tuple[int, int]] | None = None) -> Any:
    return SCORING.lay(Coded(report=REPORT, entities=(), mentions=tuple(told)), rows, forbidden or [])


def found_ids(laid: Any) -> list[str | None]:
    return [mention.id if mention else None for _, mention in laid.pairs]


# Which mention tells which row


@pytest.mark.parametrize(
    ("trigger", "found"),
    [
        ((10, 20), True),
        ((12, 14), True),
        ((5, 11), True),
        ((19, 30), True),
        ((0, 60), True),
        ((5, 10), False),
        ((20, 25), False),
    ],
)
def test_a_row_is_told_where_the_trigger_lies_in_its_quote(trigger: tuple[int, int], found: bool) -> None:
    told = telling(*trigger)
    laid = lay([told], [row(10, 20)])
    assert found_ids(laid) == [told.id if found else None]
    assert laid.extra == (() if found else (told,)), "what tells no row is reported too much"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, True),
        ({"type": "COERCE"}, False),
        ({"type": "COERCE", "also": ["ASSAULT"]}, True),
        ({"type": "COERCE", "also": ["PROTEST", "THREATEN"]}, False),
        ({"also": []}, True),
    ],
)
def test_the_type_is_the_rows_or_one_it_allows(fields: dict[str, Any], found: bool) -> None:
    laid = lay([telling(12, 14)], [row(10, 20, **fields)])
    assert found_ids(laid) == ["m12" if found else None]
    assert laid.extra == (), "the wrong word for a row that is there tells no other event"


def test_of_several_the_right_type_is_taken_before_the_allowed_one() -> None:
    told = [telling(11, 12, type="COERCE"), telling(15, 16)]
    assert found_ids(lay(told, [row(10, 20, also=["COERCE"])])) == ["m15"]
    assert found_ids(lay(told, [row(10, 20, type="COERCE", also=["ASSAULT"])])) == ["m11"]


def test_of_the_right_type_the_right_status_is_taken() -> None:
    told = [telling(11, 12, status="feared"), telling(15, 16, status="happened")]
    assert found_ids(lay(told, [row(10, 20)])) == ["m15"]
    assert found_ids(lay(told, [row(10, 20, status="feared")])) == ["m11"]
    assert found_ids(lay(told, [row(10, 20, status="denied", status_also=["feared"])])) == ["m11"]


def test_type_weighs_more_than_status() -> None:
    told = [telling(11, 12, type="COERCE"), telling(15, 16, status="feared")]
    assert found_ids(lay(told, [row(10, 20, also=["COERCE"])])) == ["m15"]


def test_one_mention_tells_one_row() -> None:
    laid = lay([telling(12, 14)], [row(10, 20), row(11, 19)])
    assert found_ids(laid) == ["m12", None]
    assert [r["start"] for r, _ in laid.found()] == [10]


def test_two_rows_of_one_quote_take_two_mentions() -> None:
    told = [telling(11, 12), telling(15, 16, status="feared")]
    laid = lay(told, [row(10, 20, status="feared"), row(10, 20)])
    assert found_ids(laid) == ["m15", "m11"]


def test_a_second_word_for_a_row_is_not_too_much() -> None:
    laid = lay([telling(11, 12), telling(15, 16), telling(40, 44)], [row(10, 20)])
    assert found_ids(laid) == ["m11"]
    assert [m.id for m in laid.extra] == ["m40"]


@pytest.mark.parametrize(
    ("forbidden", "banned"),
    [
        ([], []),
        ([(40, 44)], ["m40"]),
        ([(0, 13)], ["m12"]),
        ([(0, 12), (44, 60)], []),
        ([(0, 60), (1, 50)], ["m12", "m40"]),
    ],
)
def test_what_stands_where_no_event_may_be(forbidden: list[tuple[int, int]], banned: list[str]) -> None:
    laid = lay([telling(12, 14), telling(40, 44)], [row(10, 20)], forbidden)
    assert [m.id for m in laid.forbidden] == banned


def test_needed_rows_and_found_ones() -> None:
    laid = lay([telling(12, 14), telling(32, 34)], [row(10, 20), row(30, 40, need=False), row(50, 60)])
    assert [r["start"] for r in laid.needed()] == [10, 50]
    assert [(r["start"], m.id) for r, m in laid.found()] == [(10, "m12")]
    assert [(r["start"], m.id) for r, m in laid.found(needed=False)] == [(10, "m12"), (30, "m32")]


def test_nothing_against_nothing() -> None:
    laid = lay([], [])
    assert (laid.pairs, laid.extra, laid.forbidden, laid.found(), laid.needed()) == ((), (), (), [], [])


STRETCHES = st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 68)))
TYPES = st.sampled_from(["ASSAULT", "COERCE", "PROTEST"])
STATUSES = st.sampled_from(["happened", "feared"])


@given(
    st.lists(st.tuples(STRETCHES, TYPES, STATUSES), max_size=6),
    st.lists(st.tuples(STRETCHES, TYPES, STATUSES, st.booleans()), max_size=6),
    st.lists(STRETCHES, max_size=2),
)
def test_the_laying_is_one_to_one_and_complete(
    told: list[Any], wanted: list[Any], forbidden: list[tuple[int, int]]
) -> None:
    mentions = [telling(*at, id=f"m{n}", type=kind, status=status) for n, (at, kind, status) in enumerate(told)]
    rows = [row(*at, type=kind, status=status, need=need) for at, kind, status, need in wanted]
    laid = lay(mentions, rows, forbidden)
    taken = [m.id for _, m in laid.pairs if m is not None]
    assert [r for r, _ in laid.pairs] == rows
    assert len(taken) == len(set(taken))
    assert not {m.id for m in laid.extra} & set(taken)
    for r, mention in laid.pairs:
        if mention is None:
            free = [m for m in mentions if m.id not in taken and m.type == r["type"]]
            assert not any(r["start"] < m.trigger.end and m.trigger.start < r["end"] for m in free), (
                "none was passed over"
            )
        else:
            assert mention.type == r["type"]
            assert r["start"] < mention.trigger.end
            assert mention.trigger.start < r["end"]
    assert {m.id for m in laid.forbidden} <= {m.id for m in mentions}


# Whether a field is right


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({"status": "happened"}, True),
        ({"status": "feared"}, False),
        ({"status": "feared", "status_also": ["ongoing", "happened"]}, True),
        ({"status": "ongoing"}, False),
    ],
)
def test_right_status(fields: dict[str, Any], right: bool) -> None:
    assert SCORING.right_status(row(0, 1, **fields), BASE) is right


def place(name: str, text: str, *, located: bool = True) -> Any:
    at = {} if located else {"lat": None, "lon": None}
    return msgspec.structs.replace(PLACE, name=name, text=text, **at)


HILL, QASR, IRAQ = place("Hill 12", "the hill", located=False), place("Al Qasr", "Qasr"), place("Iraq", "Iraqi")


@pytest.mark.parametrize(
    ("wanted", "places", "right"),
    [
        (None, (), True),
        ("", (QASR,), True),
        ("Qasr", (), False),
        ("Qasr", (QASR,), True),
        ("QASR", (QASR,), True),
        ("Al Qasr district", (QASR,), True),
        ("Basra", (QASR,), False),
        (["Basra", "Qasr"], (QASR,), True),
        (["Basra", "Kirkuk"], (QASR,), False),
        ("Qasr", (HILL, QASR), True),
        ("hill", (HILL, QASR), True),
        ("Iraq", (QASR, IRAQ), False),
        ("Iraq", (HILL, QASR, IRAQ), False),
        ("Qasr", (HILL,), False),
    ],
)
def test_right_place_is_named_at_the_latest_by_the_first_located_one(wanted: Any, places: Any, right: bool) -> None:
    fields = {} if wanted is None else {"place": wanted}
    assert SCORING.right_place(row(0, 1, **fields), msgspec.structs.replace(BASE, places=places)) is right


TOLL = (harm(REPORT, "killed", 3, "shot"), harm(REPORT, "injured", None, "shot"))


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        (None, True),
        ([], True),
        ([{"kind": "killed", "best": 3}], True),
        ([{"kind": "killed", "best": 4}], False),
        ([{"kind": "killed"}], False),
        ([{"kind": "injured"}], True),
        ([{"kind": "injured", "best": None}], True),
        ([{"kind": "injured", "best": 0}], False),
        ([{"kind": "killed", "best": 3}, {"kind": "injured"}], True),
        ([{"kind": "killed", "best": 3}, {"kind": "missing"}], False),
    ],
)
def test_right_harm_is_each_kind_with_its_figure(wanted: Any, right: bool) -> None:
    fields = {} if wanted is None else {"harm": wanted}
    assert SCORING.right_harm(row(0, 1, **fields), msgspec.structs.replace(BASE, harm=TOLL)) is right


def said_by(words: str | None, entity: str | None = None) -> Attribution:
    source = Span(start=0, end=len(words), text=words) if words else None
    content = Span(start=0, end=1, text="G")
    return Attribution(source=source, cue=None, content=content, entity=entity, relation="unknown", via=())


NAMES = {"e1": "Colonel Vash", "e2": "Red Dawn"}


@pytest.mark.parametrize(
    ("wanted", "said", "right"),
    [
        (None, (), True),
        (None, (said_by(None),), True),
        (None, (said_by("police"),), False),
        ("police", (said_by("the police"),), True),
        ("the Police", (said_by("Qasr police"),), True),
        ("police", (said_by("medics"),), False),
        ("police", (), False),
        ("the medics", (said_by("the army"),), False),
        ("police", (said_by("medics"), said_by("police")), True),
        ("Colonel Vash", (said_by("he", "e1"),), True),
        ("Colonel Vash", (said_by("he", "e2"),), False),
        ("Colonel Vash", (said_by("he", "e9"),), False),
        ("Colonel Vash", (said_by(None, "e1"),), False),
    ],
)
def test_right_source_shares_a_word_or_is_the_outlet(wanted: str | None, said: Any, right: bool) -> None:
    fields = {} if wanted is None else {"source": wanted}
    assert SCORING.right_source(row(0, 1, **fields), msgspec.structs.replace(BASE, attribution=said), NAMES) is right


def taking_part(name: Any, words: str, entity: str | None = None) -> Role:
    return Role(start=0, end=len(words), text=words, role=name, entity=entity, kind=None)


@pytest.mark.parametrize(
    ("role", "wanted", "roles", "right"),
    [
        ("actor", None, (), True),
        ("actor", "gunmen", (taking_part("actor", "Gunmen"),), True),
        ("actor", "gunmen", (taking_part("victim", "Gunmen"),), False),
        ("actor", "a group of rebels", (taking_part("actor", "a group"),), True),
        ("actor", "rebels of the hill", (taking_part("actor", "men of the sea"),), False),
        ("actor", "Red Dawn", (taking_part("actor", "they", "e2"),), True),
        ("actor", "Red Dawn", (taking_part("actor", "they", "e1"),), False),
        ("recipient", "nurses", (taking_part("victim", "three nurses"),), True),
        ("recipient", "clinic", (taking_part("target", "the clinic"),), True),
        ("recipient", "Army", (taking_part("recipient", "army"),), True),
        ("recipient", "gunmen", (taking_part("actor", "gunmen"),), False),
        ("recipient", "rifles", (taking_part("instrument", "rifles"),), False),
        ("recipient", "nurses", (), False),
    ],
)
def test_right_role_shares_a_word_that_is_no_article(role: str, wanted: str | None, roles: Any, right: bool) -> None:
    fields = {} if wanted is None else {role: wanted}
    assert SCORING.right_role(row(0, 1, **fields), msgspec.structs.replace(BASE, roles=roles), role, NAMES) is right


def test_a_role_that_no_gold_has_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        SCORING.right_role(row(0, 1), BASE, "instrument", {})


def test_the_laying_hands_on_the_entities_names() -> None:
    entity = Entity(id="e1", type="person", name="Colonel Vash", mentions=(), place=None, actor=None)
    laid = SCORING.lay(Coded(report=REPORT, entities=(entity,), mentions=()), [], [])
    assert dict(laid.names) == {"e1": "Colonel Vash"}
