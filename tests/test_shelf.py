"""The public shelf: what `import dateline` gives, and how little it costs."""

from __future__ import annotations

import datetime as dt
import doctest
import subprocess
import sys

import pytest

import dateline
from dateline.errors import EmptyInput, InputError


def test_every_name_on_the_shelf_is_there() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    assert set(dateline.__all__) <= set(dir(dateline))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dateline.nothing


def test_the_example_of_the_docstring_holds() -> None:
    assert doctest.testmod(dateline).failed == 0


@pytest.mark.slow
def test_import_loads_nothing_heavy() -> None:
    code = "import sys, dateline; print(sorted(set(sys.modules) & {'polars', 'sqlalchemy', 'alembic', 'trafilatura', 'rich'}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_code_takes_metadata_and_gives_a_record() -> None:
    coded = dateline.code(
        "Gunmen attacked a bus in Kano on Sunday.", published=dt.date(2024, 5, 6), outlet="Invented Wire", id="r1",
        title="Bus attacked", url="https://example.org/a", language="en",
    )  # fmt: skip
    assert coded.report.id == "r1"
    assert coded.report.outlet == "Invented Wire"
    (mention,) = coded.mentions
    assert mention.moment is not None
    assert mention.moment.from_ == dt.date(2024, 5, 5)


def test_without_a_date_the_day_stays_unresolved() -> None:
    (mention,) = dateline.code("Gunmen attacked a bus in Kano on Sunday.").mentions
    assert mention.moment is not None
    assert mention.moment.from_ is None
    assert mention.moment.text == "Sunday"


@pytest.mark.parametrize(("text", "error"), [("", EmptyInput), ("?!...", EmptyInput)])
def test_a_text_without_words_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="no word"):
        dateline.code(text)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="is no date"):
        dateline.code("Gunmen attacked a bus.", published="yesterday")
