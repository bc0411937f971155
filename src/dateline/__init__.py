"""Dateline: news reports to conflict and terrorism event data that a person can check.

>>> import dateline
>>> coded = dateline.code("Gunmen killed three people in Mosul on Saturday.", published="2017-07-09")
>>> [(m.type, m.status, m.places[0].name) for m in coded.mentions]
[('ASSAULT', 'happened', 'Mosul')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.coder import Coder
    from dateline.errors import DatelineError
    from dateline.records import Coded, Incident, Mention, Report
    from dateline.shelf import code

_HOMES = {
    "Archive": "dateline.archive",
    "Coded": "dateline.records",
    "Coder": "dateline.coder",
    "DatelineError": "dateline.errors",
    "Incident": "dateline.records",
    "Mention": "dateline.records",
    "Report": "dateline.records",
    "code": "dateline.shelf",
}

__all__ = ["Archive", "Coded", "Coder", "DatelineError", "Incident", "Mention", "Report", "code"]


def __getattr__(name: str) -> Any:
    # Nothing heavy at import: a name's home is loaded when it is first asked for.
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
