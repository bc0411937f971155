"""The synthetic generator: its marks fit its texts, it covers PLOVER, and malformed frames are named."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.corpora import plover
from training.synthetic import FrameError, SyntheticDocument, frame_ids, generate
from training.synthetic.documents import grammar, say
from training.synthetic.grammar import Grammar, marks_of, plover_table, read_grammar
from training.synthetic.marks import Builder
from training.synthetic.notation import ENTITY_TYPES, ROLES, STATUSES, TRENDS
from training.synthetic.scene import BUILT_IN, Scene

MISSPELT = {"SIEZE": "SEIZE", "PRIMATIVE": "PRIMITIVE"}


@cache
def sample() -> tuple[SyntheticDocument, ...]:
    return tuple(generate(3000, 11))


def check_marks(document: SyntheticDocument) -> None:
    text = document.text
    assert text and text == text.strip() and "  " not in text
    assert not set("{}|") & set(text)
    spans = [(entity.start, entity.end) for entity in document.entities]
    spans += [(event.start, event.end) for event in document.events]
    spans += [(role.start, role.end) for event in document.events for role in event.roles]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip(), (words, text)
        assert start == 0 or not (text[start - 1].isalnum() and words[0].isalnum()), (words, text)
        assert words[-1] not in ",;"
    for entity in document.entities:
        assert entity.type in ENTITY_TYPES
    for before, after in pairwise(sorted(document.entities, key=lambda entity: entity.start)):
        assert before.end <= after.start
    for event in document.events:
        assert set(event.modes) <= plover_table()[event.type]
        assert event.status in STATUSES
        assert event.trend is None or event.trend in TRENDS
        assert {role.role for role in event.roles} <= ROLES
    assert len({(event.start, event.end) for event in document.events}) == len(document.events)


def test_all_marks_of_a_large_sample_fit() -> None:
    for document in sample():
        check_marks(document)


@settings(max_examples=40, deadline=None)
@given(st.integers())
def test_marks_fit_for_any_seed(seed: int) -> None:
    for document in generate(4, seed):
        check_marks(document)


@settings(max_examples=10, deadline=None)
@given(st.integers(), st.integers(0, 6), st.integers(0, 6))
def test_same_seed_same_documents_and_a_longer_run_begins_alike(seed: int, count: int, more: int) -> None:
    assert list(generate(count, seed)) == list(islice(generate(count + more, seed), count))


def test_seeds_differ() -> None:
    assert [d.text for d in generate(20, 1)] != [d.text for d in generate(20, 2)]


def test_the_table_is_that_of_the_corpus_with_its_spelling_mended() -> None:
    modes = {f"{root}/{mode}" for root, modes in plover_table().items() for mode in modes}
    assert set(plover_table()) == set(plover.ROOTS)
    assert modes == {
        f"{root}/{MISSPELT.get(mode, mode).lower()}" for root, _, mode in (m.partition("/") for m in plover.MODES)
    }


def test_all_types_modes_and_statuses_are_told() -> None:
    events = [event for document in sample() for event in document.events]
    told = Counter((event.type, mode) for event in events for mode in event.modes)
    assert {event.type for event in events} == set(plover_table())
    assert set(told) == {(root, mode) for root, modes in plover_table().items() for mode in modes}
    assert {event.status for event in events} == STATUSES
    assert {event.trend for event in events} == TRENDS | {None}
    assert any(event.aggregate for event in events) and any(event.background for event in events)
    assert {role.role for event in events for role in event.roles} == ROLES
    assert {entity.type for document in sample() for entity in document.entities} == ENTITY_TYPES


def test_every_frame_has_its_own_id_and_can_be_said() -> None:
    frames = [frame for section in grammar().sections.values() for frame in section]
    assert len({frame.id for frame in frames}) == len(frames) >= 350
    assert frame_ids() == tuple(frame.id for frame in frames)
    for frame in frames:
        scene, builder = Scene.draw(random.Random(frame.id)), Builder()
        say(frame, scene, builder, " ")
        document = builder.document("one", (frame.id,))
        check_marks(document)
        assert bool(document.events) == (frame.telling is not None or frame.of_act), document.text


def test_hard_negatives_have_no_events() -> None:
    alone = [d for d in sample() if all(frame.split("-")[0] in {"negatives", "neutral"} for frame in d.frames)]
    assert len(alone) > 100
    assert not any(document.events for document in alone)


def test_no_frame_marks_one_event_twice() -> None:
    for frames in grammar().sections.values():
        for frame in frames:
            numbers = [min(mark.numbers) for mark in marks_of(frame.nodes) if mark.kind == "trigger"]
            assert len(numbers) == len(set(numbers)), frame.id


def write(folder: Path, frame: str, name: str = "some.frames") -> Grammar:
    (folder / name).write_text(f"# a comment\n{frame}\n", encoding="utf-8")
    return read_grammar(folder, frozenset(BUILT_IN))


@pytest.mark.parametrize(
    ("frame", "line", "fault"),
    [
        ("= ASSAULT\nNobody came.", 3, "the trigger [!: ...] is missing"),
        ("Nobody came.", 2, "before the first"),
        ("= ASSAULTS\n", 2, "no PLOVER type 'ASSAULTS'"),
        ("= ASSAULT/shouting\n", 2, "ASSAULT has no mode 'shouting'"),
        ("= ASSAULT status=maybe\n", 2, "status cannot be 'maybe'"),
        ("= ASSAULT loudly\n", 2, "unknown option 'loudly'"),
        ("= ASSAULT\n[!: shot", 3, "'[' at column 1 is never closed by ']'"),
        ("= ASSAULT\n[!: shot] {city", 3, "'{' at column 11 is never closed by '}'"),
        ("= ASSAULT\n[!: shot] (here|there", 3, "'(' at column 11 is never closed by ')'"),
        ("= ASSAULT\n[!: shot] (here)", 3, "one option"),
        ("= ASSAULT\n[!: shot] them]", 3, "stray ']' at column 15"),
        ("= ASSAULT\n[!: shot] {nowhere}", 3, "nothing fills {nowhere}"),
        ("= ASSAULT\n[!: shot] {no slot}", 3, "is no slot"),
        ("= ASSAULT\n[!: ] them", 3, "is empty"),
        ("= ASSAULT\n[!: shot] [them]", 3, "no label and colon"),
        ("= ASSAULT\n[!: shot] [bystander: him]", 3, "is no role, trigger or entity type"),
        ("= ASSAULT\n[!: shot] and [!2: ran]", 3, "a second trigger needs its type"),
        ("= ASSAULT\n[!: shot] and [!2 FLEE: ran]", 3, "no PLOVER type 'FLEE'"),
        ("= none\nThey [!: shot] a film.", 3, "no event has a trigger"),
        ("= ASSAULT\n[actor2: They] [!: shot].", 3, "the actor belongs to an event that has no trigger"),
        ("= none\n[actor: They] came.", 3, "the actor belongs to an event that has no trigger"),
        ("= act\nThey came.", 3, "uses no form"),
    ],
)
def test_a_malformed_frame_is_named_with_file_line_and_fault(tmp_path: Path, frame: str, line: int, fault: str) -> None:
    with pytest.raises(FrameError) as error:
        write(tmp_path, frame)
    assert f"some.frames, line {line}:" in str(error.value)
    assert fault in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.words", "lonely", "words before the first"),
        ("a.words", "= x : planet", "no entity type 'planet'"),
        ("a.words", "= x\ny\n= x\n", "listed twice"),
        ("a.acts", "ASSAULT ; they them", "five parts"),
        ("a.acts", "NAP ; they they ; pl them ; nap, napped, napped, napping ; -, -", "no PLOVER type 'NAP'"),
        ("a.acts", "ASSAULT ; we ; pl them ; hit, hit, hit, hitting ; -, -", "begins with it, he or they"),
        ("a.acts", "ASSAULT ; they they ; pl them ; hit, hit ; -, -", "four verb forms"),
    ],
)
def test_malformed_words_and_acts_are_named(tmp_path: Path, name: str, text: str, fault: str) -> None:
    with pytest.raises(FrameError, match=rf"{name}, line \d: .*{fault}"):
        write(tmp_path, text, name)


def test_the_command_writes_what_generate_gives(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "training.synthetic", "--count", "5", "--seed", "3", "--out", str(out)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == [document.text for document in generate(5, 3)]
    assert lines[0].keys() == {"id", "text", "frames", "entities", "events"}
