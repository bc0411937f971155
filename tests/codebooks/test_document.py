"""The page of the codebooks is what their tables say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.codebooks import NAMES, codebook, describe, document

PAGE = Path(__file__).parents[2] / "docs" / "codebooks.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "python -m dateline.codebooks > docs/codebooks.md"


@pytest.mark.parametrize("name", NAMES)
def test_every_part_has_its_source_columns_and_rules_of_what_is_in(name: str) -> None:
    part, book = describe(name), codebook(name)
    words = " ".join(part.split())
    assert book.licence in words
    assert book.source in words
    assert "In: " in part
    for column in book.columns:
        assert f"| `{column.name}` | {column.type} |" in part


def test_the_module_prints_the_page() -> None:
    result = subprocess.run([sys.executable, "-m", "dateline.codebooks"], check=True, capture_output=True)
    assert result.stdout.decode() == document()


def test_the_page_says_whose_coding_it_is() -> None:
    assert "are not those projects' data" in " ".join(document().split())
    assert "Unknown is never 0" in document()
