"""What people decide on actors: what counts, what it adds up to, and that an undone decision leaves nothing behind."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.decisions import Action, ActorDecision, decided, name_key, new_id, standing
from dateline.records import Actor, Coded, Entity

from .making import coded


def actor(identifier: str) -> Actor:
    return Actor(id=identifier, name=identifier.title(), sector="REB", country=None, parent=None)


def decision(
    number: int, action: Action, into: str | None = None, *, of: str | None = None, names: tuple[str, ...] = (),
    takes_back: int | None = None,
) -> ActorDecision:  # fmt: skip
    return ActorDecision(number, action, actor(into) if into else None, of, names, takes_back, "Ada", "", "2026-01-01")


def naming(name: str, identifier: str | None) -> Coded:
    """A coded report with one entity of a name, standing for an actor."""
    base = coded("Nothing was told.")
    entity = Entity(
        id="e1", type="organisation", name=name, mentions=((0, 7),), place=None,
        actor=actor(identifier) if identifier else None,
    )  # fmt: skip
    return msgspec.structs.replace(base, entities=(entity,))


def found(result: Coded) -> str | None:
    return result.entities[0].actor.id if result.entities[0].actor else None


def test_a_merge_and_its_undoing() -> None:
    merge = decision(1, "merge", "b", of="a")
    assert found(decided([merge]).apply(naming("A Front", "a"))) == "b"
    undone = [merge, decision(2, "undo", takes_back=1)]
    assert found(decided(undone).apply(naming("A Front", "a"))) == "a"
    assert standing(undone) == []


def test_merges_follow_one_another_and_stop_where_they_would_go_round() -> None:
    state = decided([decision(1, "merge", "b", of="a"), decision(2, "merge", "c", of="b")])
    assert state.final(actor("a")).id == "c"
    round_ = decided([decision(1, "merge", "b", of="a"), decision(2, "merge", "a", of="b")])
    assert round_.final(actor("a")).id == "b"


def test_a_name_that_is_added_stands_for_its_actor_in_every_case() -> None:
    state = decided([decision(1, "add", "x", names=("The Red Column", "RC"))])
    assert found(state.apply(naming("red  column", None))) == "x"
    assert found(state.apply(naming("THE RED COLUMN", "y"))) == "x"
    assert found(state.apply(naming("Blue Column", None))) is None


def test_a_split_takes_some_names_of_an_actor() -> None:
    state = decided([decision(1, "split", "new", of="a", names=("Valley Wing",))])
    assert found(state.apply(naming("Valley Wing", "a"))) == "new"
    assert found(state.apply(naming("A Front", "a"))) == "a"
    assert found(state.apply(naming("Valley Wing", "other"))) == "other"


def test_a_name_is_split_off_also_where_its_actor_was_merged() -> None:
    made = [decision(1, "merge", "b", of="a"), decision(2, "split", "new", of="b", names=("Valley Wing",))]
    assert found(decided(made).apply(naming("Valley Wing", "a"))) == "new"
    assert found(decided(made).apply(naming("A Front", "a"))) == "b"


def test_a_purged_name_stands_for_nobody() -> None:
    state = decided([decision(1, "add", "x", names=("████████", "Red Column"))])
    assert found(state.apply(naming("████████", None))) is None
    assert found(state.apply(naming("Red Column", None))) == "x"


def test_without_decisions_a_result_is_left_as_it_is() -> None:
    whole = coded("ISIS lost Mosul.")
    assert decided([]).apply(whole) is whole


def test_ids_of_new_actors_hold_nothing_of_the_name() -> None:
    assert new_id("The Red Column") == new_id("red  column")
    assert "red" not in new_id("The Red Column").removeprefix("new-")


names = st.sampled_from("abcd")


@given(st.lists(st.tuples(names, names), max_size=8), st.data())
def test_undoing_all_leaves_no_trace(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    made = [decision(n, "merge", into, of=of) for n, (of, into) in enumerate(pairs, start=1)]
    undone = [decision(100 + d.id, "undo", takes_back=d.id) for d in data.draw(st.permutations(made))]
    assert decided([*made, *undone]) == decided([])


@given(st.lists(st.tuples(names, names), max_size=8), names)
def test_merging_always_ends(pairs: list[tuple[str, str]], start: str) -> None:
    made = [decision(n, "merge", into, of=of) for n, (of, into) in enumerate(pairs, start=1)]
    assert decided(made).final(actor(start)).id in "abcd"


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(f"x {name}")) == name_key(f"x {name}")
