"""Texts and short ways to read them, for the tests of ingest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.ingest import Metadata, Received, Refusal, Source, read_bytes, read_source
from dateline.records import Report

ENGLISH = (
    "Gunmen killed four policemen in Mosul on Sunday, officials said. "
    "The attack took place near a market in the east of the city."
)
ARABIC = "قتل مسلحون أربعة من رجال الشرطة في الموصل يوم الأحد، حسبما قال مسؤولون في المدينة العراقية."
RUSSIAN = "Боевики убили четырёх полицейских в Мосуле в воскресенье, сообщили официальные лица в городе."
FRENCH = "Des hommes armés ont tué quatre policiers à Mossoul dimanche, ont déclaré des responsables de la ville."
HEBREW = "חמושים הרגו ארבעה שוטרים במוסול ביום ראשון, כך מסרו גורמים רשמיים בעיר."

Outcome = Received | Refusal


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def read(path: Path, defaults: Metadata = Metadata()) -> list[Outcome]:
    return list(read_source(Source(path), defaults))


def read_data(data: bytes | str, kind: str) -> list[Outcome]:
    return list(
        read_bytes(data.encode("utf-8") if isinstance(data, str) else data, kind, Metadata(), f"example.{kind}")
    )


def the_report(outcomes: list[Outcome]) -> Report:
    (outcome,) = outcomes
    assert isinstance(outcome, Received), outcome
    return outcome.report


def the_refusal(outcomes: list[Outcome]) -> Refusal:
    (outcome,) = outcomes
    assert isinstance(outcome, Refusal), outcome
    return outcome


def line(**fields: Any) -> str:
    return json.dumps({"text": ENGLISH} | fields)
