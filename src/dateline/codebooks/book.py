"""What a codebook is: columns, each with the rule that fills it, and rules of what is in.

A codebook codes incidents, not mentions: its codes depend on actors, deaths and what else happened that day there.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from dateline.codebooks.cases import Case, one_each
from dateline.codebooks.tables import table
from dateline.errors import SettingError
from dateline.records import Incident

UNDETERMINED: Final = "undetermined"
"""The answer where the record does not say. It may stand in a column of any type; exports make it null in numbers."""
Scalar = str | int | float | bool | dt.date | None
"""None: the codebook has nothing there, such as a second actor of a one-sided event."""
ColumnType = Literal["string", "integer", "number", "boolean", "date"]

BookName = Literal["plover", "cameo", "acled_like", "gtd_like", "ucdp_like", "muc4"]
NAMES: Final[tuple[BookName, ...]] = get_args(BookName)
"""The codebooks, the native one first."""


@dataclass(frozen=True, slots=True)
class Value:
    """A coded value, and in a short sentence the rule that gave it."""

    value: Scalar
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event as a codebook records it.

    `incidents` are the ids of the incidents in it: several where the codebook counts them as one event. `included` says
    whether the codebook's rules let it in, None where the record does not say, and `why` says it in words. `values` has
    every column.
    """

    incidents: tuple[str, ...]
    included: bool | None
    why: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Column:
    """A column by the name that researchers know."""

    name: str
    type: ColumnType
    description: str


Verdict = tuple[bool | None, str]
Rule = Callable[[Case], Value]


@dataclass(frozen=True)
class Rules:
    """How a codebook works: the rule of each column, what is in, and which incidents are one event."""

    columns: Mapping[str, Rule]
    inclusion: Callable[[Case], Verdict]
    cases: Callable[[Sequence[Incident]], list[Case]] = one_each


@dataclass(frozen=True)
class Codebook:
    """A named, versioned coding standard; `source` and `licence` are those of the facts in its tables."""

    name: str
    title: str
    version: str
    source: str
    licence: str
    columns: tuple[Column, ...]
    rules: Rules

    def code(self, incidents: Sequence[Incident]) -> list[Row]:
        """The rows of these incidents, in the order of the first incident of each; also of those that are not in.

        What is one event may depend on what else happened: give all incidents of a day and place together.
        """
        return [self._row(case) for case in self.rules.cases(incidents)]

    def column(self, name: str, incidents: Sequence[Incident]) -> list[tuple[tuple[str, ...], Value]]:
        """One column of the rows that `code` gives, each with the ids of its incidents; faster than all columns."""
        rule = self.rules.columns[name]
        return [(tuple(incident.id for incident in case.incidents), rule(case)) for case in self.rules.cases(incidents)]

    def _row(self, case: Case) -> Row:
        included, why = self.rules.inclusion(case)
        values = {column.name: self.rules.columns[column.name](case) for column in self.columns}
        return Row(tuple(incident.id for incident in case.incidents), included, why, values)


@functools.cache
def codebook(name: str) -> Codebook:
    """A codebook by its name.

    Raises SettingError where there is none of that name, DataError where its table is missing or damaged.
    """
    if name not in NAMES:
        raise SettingError(f"no codebook is called {name!r}", where="codebook", remedy=f"Known: {', '.join(NAMES)}.")
    facts = table(name)
    rules: Rules = importlib.import_module(f"dateline.codebooks.{name}.rules").RULES
    columns = tuple(Column(key, entry["type"], entry["is"]) for key, entry in facts["columns"].items())
    return Codebook(name, facts["title"], facts["version"], facts["source"], facts["licence"], columns, rules)
