"""What every answer rests on."""

from __future__ import annotations

from typing import Any

from dateline.analysis.choices import Source
from dateline.analysis.plain import data_hash
from dateline.analysis.series import Definition, Selected


def rests_on(source: Source, definition: Definition, selected: Selected) -> dict[str, Any]:
    """For the JSON object: the definition in words, where the events come from, their hash, and what was left out."""
    return {
        "definition": definition.words, "source": source.name, "data": data_hash(selected.events),
        "left_out": selected.left_out,
    }  # fmt: skip
