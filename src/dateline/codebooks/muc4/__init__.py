"""MUC-4: document templates of six incident types and five roles, after the task's own guidelines.

The roles and types are those of the processed task (Du, Rush and Cardie 2021, GTT). The inclusion rules are learned
from the keys: incidents of terrorism and violence, each a template of its own, with fillers as strings of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.codebooks.tables import table

ROLES: tuple[str, ...] = tuple(table("muc4")["roles"])
INCIDENT_TYPES: tuple[str, ...] = tuple(table("muc4")["incident_types"])

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True)
class Template:
    """One incident: its type and, for each role, entities, each a tuple of its mention strings, best first."""

    incident_type: str
    fillers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def entities(self, role: str) -> tuple[tuple[str, ...], ...]:
        """The entities of a role, none where the template names none."""
        return self.fillers.get(role, ())

    def record(self) -> dict[str, Any]:
        """The outward form: incident_type, and each role as a list of entities, each a list of strings."""
        roles = {role: [list(strings) for strings in self.entities(role)] for role in ROLES}
        return {"incident_type": self.incident_type, **roles}


def normalise(string: str) -> str:
    """Lower case, no articles, no punctuation, single spaces.

    A string of nothing but articles and punctuation becomes empty: it then equals any other such string and no word.
    """
    string = _PUNCTUATION.sub(" ", string.lower())
    return " ".join(_ARTICLES.sub(" ", string).split())
