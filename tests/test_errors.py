"""The exception tree as its file draws it, the form of every message, and the messages of the source itself."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import errors
from dateline.errors import DatelineError

SOURCE = Path(errors.__file__).parent
CLASSES: dict[str, type[DatelineError]] = {
    name: value
    for name, value in inspect.getmembers(errors, inspect.isclass)
    if issubclass(value, DatelineError) and value.__module__ == errors.__name__
}
LINE = re.compile(r"^(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:  +\S.*)?$")


def drawn() -> dict[str, str]:
    """Each class of the drawing with the one that it hangs on."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        depth = len(match["indent"]) // 4
        del above[depth:]
        parents[match["name"]] = above[-1] if above else "Exception"
        above.append(match["name"])
    return parents


def test_the_drawing_is_the_tree() -> None:
    bases = {name: value.__bases__ for name, value in CLASSES.items()}
    assert all(len(of) == 1 for of in bases.values())
    assert {name: of[0].__name__ for name, of in bases.items()} == drawn()
    assert len(drawn()) == 14


ANCESTORS: dict[str, tuple[str, ...]] = {
    "DatelineError": (),
    "InputError": ("DatelineError",),
    "UnreadableInput": ("InputError", "DatelineError"),
    "UndecodableInput": ("InputError", "DatelineError"),
    "EmptyInput": ("InputError", "DatelineError"),
    "MalformedInput": ("InputError", "DatelineError"),
    "SettingError": ("DatelineError",),
    "TooLittleData": ("DatelineError",),
    "DataError": ("DatelineError",),
    "ArchiveError": ("DatelineError",),
    "ArchiveVersionError": ("ArchiveError", "DatelineError"),
    "NotInArchive": ("ArchiveError", "DatelineError"),
    "ReviewError": ("DatelineError",),
    "StaleEdit": ("ReviewError", "DatelineError"),
}
"""Who catches what, written out: callers rely on it."""


@pytest.mark.parametrize("name", ANCESTORS)
def test_what_is_caught_as_what(name: str) -> None:
    kind = CLASSES[name]
    caught = {other for other, value in CLASSES.items() if issubclass(kind, value) and other != name}
    assert caught == set(ANCESTORS[name])
    assert issubclass(kind, Exception)
    assert not issubclass(kind, OSError | ValueError | LookupError), "nobody catches it by accident"
    assert kind.__doc__


MESSAGES = [
    ({}, "it is empty"),
    ({"where": "a.txt"}, "a.txt: it is empty"),
    ({"remedy": "Fill it."}, "it is empty. Fill it."),
    ({"where": "a.txt", "remedy": "Fill it."}, "a.txt: it is empty. Fill it."),
    ({"where": "", "remedy": ""}, "it is empty"),
]


@pytest.mark.parametrize("name", ANCESTORS)
@pytest.mark.parametrize(("parts", "message"), MESSAGES)
def test_every_message_has_the_form(name: str, parts: dict[str, str], message: str) -> None:
    error = CLASSES[name]("it is empty", **parts)
    assert str(error) == message
    assert (error.what, error.where, error.remedy) == ("it is empty", parts.get("where", ""), parts.get("remedy", ""))
    with pytest.raises(DatelineError, match=re.escape(message)):
        raise error


@pytest.mark.parametrize("name", ANCESTORS)
def test_where_and_remedy_are_given_by_name(name: str) -> None:
    kind: Any = CLASSES[name]
    with pytest.raises(TypeError):
        kind("what", "where")
    with pytest.raises(TypeError):
        kind()


TEXTS = st.text(min_size=1, max_size=30)


@given(TEXTS, st.text(max_size=30), st.text(max_size=30))
def test_a_message_holds_its_parts_in_order(what: str, where: str, remedy: str) -> None:
    message = str(DatelineError(what, where=where, remedy=remedy))
    assert message == (f"{where}: " if where else "") + what + (f". {remedy}" if remedy else "")
    assert len(message) == len(what) + (len(where) + 2) * bool(where) + (len(remedy) + 2) * bool(remedy)


def test_braces_and_percent_signs_are_left_alone() -> None:
    assert str(DatelineError("{x} %s", where="%d", remedy="{0}")) == "%d: {x} %s. {0}"


@pytest.mark.parametrize("name", ANCESTORS)
def test_an_error_passes_between_processes(name: str) -> None:
    error = CLASSES[name]("it is empty", where="a.txt", remedy="Fill it.")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)


# Every place of the source that raises one


def raised() -> list[tuple[str, str, ast.Call]]:
    """Where, which class, and the call itself."""
    return [
        (f"{file.relative_to(SOURCE).as_posix()}:{node.lineno}", node.func.id, node)
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES
    ]


def literal(node: ast.expr | None) -> str | None:
    """The words of a string with `{}` for what is put in; None where it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
    return None


RAISED = raised()


def test_the_source_raises_its_own_errors() -> None:
    assert len(RAISED) > 40
    assert {name for _, name, _ in RAISED} == set(CLASSES) - {"DatelineError"}, "the root is never raised, all else is"


def test_no_message_ends_before_its_remedy() -> None:
    """`what` is a clause in lower case without its period, which the form adds; a remedy is a sentence."""
    wrong = []
    for where, _, call in RAISED:
        what = literal(call.args[0]) if call.args else None
        remedy = literal(next((k.value for k in call.keywords if k.arg == "remedy"), None))
        if what is not None and (not what or what.endswith((".", "!", " ")) or what[0] == " "):
            wrong.append(f"{where}: {what!r}")
        if remedy and (not remedy.endswith((".", "}")) or remedy[0].islower()):
            wrong.append(f"{where}: {remedy!r}")
    assert wrong == []


def test_every_setting_error_says_what_to_do() -> None:
    bare = [
        where for where, name, call in RAISED
        if name == "SettingError" and not {"where", "remedy"} <= {k.arg for k in call.keywords}
    ]  # fmt: skip
    assert bare == []
