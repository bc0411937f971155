"""Results as plain JSON values, and the hash of the events that they rest on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Set
from typing import Any

import msgspec

from dateline.analysis.events import Event


def plain(value: object) -> Any:
    """A value as JSON holds it: dataclasses and tables as objects, days as ISO 8601, what is no number as null."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (field.name for field in dataclasses.fields(value))
        return {name.removesuffix("_"): plain(getattr(value, name)) for name in fields}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(plain(item) for item in value)
    if hasattr(value, "to_dicts"):
        return plain(value.to_dicts())
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_json(value: object) -> str:
    """Results as one JSON object, the same wherever they are given."""
    return json.dumps(plain(value), ensure_ascii=False)


def data_hash(events: Iterable[Event]) -> str:
    """SHA-256 of the events, whatever their order: equal hashes, equal events."""
    return hashlib.sha256(b"\n".join(sorted(map(_ENCODER.encode, events)))).hexdigest()


_ENCODER = msgspec.json.Encoder(order="sorted")
"""Events as JSON, names and sets in order; a number that is none is null."""
