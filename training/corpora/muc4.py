"""MUC-4 reports with their templates, as processed for GTT (lower-case text, five roles)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.codebooks.muc4 import ROLES, Template

from training.corpora import muc4_keys

# Two more roles that the raw keys fill. No figure counts them; they are learned beside the five since they tell
# incidents apart (places) and teach who is a victim at all (the key's `Victim` is the named ones only).
EXTRA_ROLES = ("VictimDescription", "Place")
ALL_ROLES = (*ROLES, *EXTRA_ROLES)

_RAW_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC[34]-\d{4})\b.*$", re.M)


@dataclass(frozen=True)
class TemplateReport:
    """A report and the incidents that the key gives it."""

    id: str
    text: str
    templates: tuple[Template, ...]


def read(folder: Path, split: str) -> list[TemplateReport]:
    """The reports of `folder/processed/SPLIT.jsonl`, in file order."""
    return read_file(folder / "processed" / f"{split}.jsonl")


def read_file(path: Path) -> list[TemplateReport]:
    """The reports of a processed file, in file order."""
    return list(_read(path))


def with_extra_roles(reports: list[TemplateReport], folder: Path) -> list[TemplateReport]:
    """The same reports, their templates joined by the extra roles of the raw keys, which list them in the same order.

    A report whose raw keys are missing or differ in number is handed on as it is.
    """
    keys = muc4_keys.read(folder)
    found = []
    for report in reports:
        own = keys.get(report.id, [])
        if len(own) != len(report.templates):
            found.append(report)
            continue
        templates = tuple(
            Template(
                template.incident_type,
                {
                    **template.fillers,
                    "VictimDescription": key.strings("victim_description"),
                    "Place": tuple((name,) for name in key.places()),
                },
            )
            for template, key in zip(report.templates, own, strict=True)
        )
        found.append(TemplateReport(report.id, report.text, templates))
    return found


def as_received(reports: list[TemplateReport], folder: Path) -> list[TemplateReport]:
    """The same reports with the text as the agency sent it: capitals, wrapped lines, dateline, square brackets.

    Reports whose raw text is missing are left out.
    """
    texts: dict[str, str] = {}
    for path in sorted((folder / "raw").glob("*/*-muc[34]*")):
        if not path.name.startswith("key"):
            parts = _RAW_HEAD.split(path.read_text(encoding="latin-1"))
            texts.update(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    return [TemplateReport(report.id, texts[report.id], report.templates) for report in reports if report.id in texts]


def _read(path: Path) -> Iterator[TemplateReport]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            templates = tuple(
                Template(
                    raw["incident_type"],
                    {role: tuple(tuple(string for string, _ in entity) for entity in raw[role]) for role in ROLES},
                )
                for raw in record["templates"]
            )
            yield TemplateReport(record["docid"], record["doctext"], templates)
