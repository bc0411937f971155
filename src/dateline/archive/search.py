"""Full-text search (SQLite FTS5) over the words of reports and over the sentences that incidents rest on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.errors import SettingError

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_AROUND = 110
"""Letters before and after the first word that was found, in what is shown of a report."""
_FOLDED = 200_000
"""Letters of a text in which a word is looked for whatever its accents."""


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report in a list: its metadata, how much it tells, and the words found, as (text, whether it was sought)."""

    seq: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    characters: int
    mentions: int
    incidents: int
    withdrawn: bool
    snippet: tuple[tuple[str, bool], ...] | None


def expression(words: str) -> str:
    """What a person types as an expression of FTS5: all words are to be there, `"..."` keeps words in a row, and the
    last word may go on.

    Raises SettingError where there is no word in it.
    """
    parts = [f'"{part}"' + ("*" if not closed and words.endswith(part) else "") for part, closed in _parts(words)]
    if not parts:
        raise SettingError(f"there is no word in {words[:40]!r}", where="q", remedy="Give one or more words.")
    return " ".join(parts)


def _parts(words: str) -> list[tuple[str, bool]]:
    """The words, and the phrases in quotation marks, each with whether it is such a phrase."""
    # Neither SQLite nor UTF-8 takes every character that Python has.
    clean = "".join(letter if letter.isprintable() else " " for letter in words)
    found = [(phrase or word.replace('"', ""), bool(phrase)) for phrase, word in _WORD.findall(clean)]
    return [(part, closed) for part, closed in found if re.search(r"\w", part)]


def rebuild(connection: sa.Connection) -> None:
    """Makes the indexes anew, so that words of what was purged stand in none of their segments."""
    connection.exec_driver_sql("INSERT INTO report_search (report_search) VALUES ('rebuild')")
    connection.exec_driver_sql("INSERT INTO quote_search (quote_search) VALUES ('rebuild')")


def quoting(connection: sa.Connection, words: str) -> set[int]:
    """The places in the order of incidents of those whose sentences or names hold all words.

    Raises SettingError where there is no word.
    """
    query = sa.text("SELECT rowid FROM quote_search WHERE quote_search MATCH :sought")
    return set(connection.execute(query, {"sought": expression(words)}).scalars())


def reports(
    connection: sa.Connection, *, words: str = "", outlets: Collection[str] = (), withdrawn: bool | None = None,
    after: int = 0, limit: int = 50,
) -> tuple[list[FoundReport], int]:  # fmt: skip
    """Reports after a place in the order of arrival, and how many there are in all.

    Raises SettingError where `words` is given and holds none.
    """
    r, v, w, c, i = t.reports.c, t.report_versions.c, t.withdrawn_reports.c, t.mentions.c, t.incident_mentions.c
    results = t.coded.c
    run = (
        sa.select(results.run_id).where(results.report_id == r.id, results.version == r.version)
        .order_by(results.seq.desc()).limit(1).correlate(t.reports).scalar_subquery()
    )  # fmt: skip
    told = sa.select(sa.func.count()).where(c.report_id == r.id, c.version == r.version, c.run_id == run)
    told = told.correlate(t.reports)
    of = sa.select(sa.func.count(sa.distinct(i.incident_id))).where(i.report_id == r.id).correlate(t.reports)
    taken_back = sa.exists().where(w.report_id == r.id)
    source = t.reports.join(t.report_versions, sa.and_(v.report_id == r.id, v.version == r.version))
    conditions: list[sa.ColumnElement[bool]] = [v.outlet.in_(list(outlets))] if outlets else []
    if withdrawn is not None:
        conditions.append(taken_back if withdrawn else sa.not_(taken_back))
    text: sa.ColumnElement[Any] = sa.null()
    sought: Mapping[str, str] = {}
    if words:
        source = source.join(t.report_search, t.report_search.c.rowid == r.seq)
        conditions.append(sa.literal_column("report_search").match(sa.bindparam("sought")))
        sought = {"sought": expression(words)}
        text = sa.func.coalesce(v.title, "") + "\n" + v.text
    counted = sa.select(sa.func.count()).select_from(source).where(*conditions)
    query = (
        sa.select(
            r.seq, r.id, v.title, v.outlet, v.published, v.language, v.characters,
            told.scalar_subquery().label("told"), of.scalar_subquery().label("of"),
            taken_back.label("withdrawn"), text.label("text"),
        )
        .select_from(source).where(*conditions, r.seq > after).order_by(r.seq).limit(limit)
    )  # fmt: skip
    found = [
        FoundReport(
            row.seq, row.id, row.title, row.outlet, row.published, row.language, row.characters, row.told, row.of,
            row.withdrawn, snippet(row.text, words) if words else None,
        )
        for row in connection.execute(query, sought)
    ]  # fmt: skip
    return found, connection.execute(counted, sought).scalar_one()


def snippet(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """What stands around the first of some words in a text, in parts, each with whether it was sought.

    SQLite's own takes time that grows with the square of the hits.
    """
    sought = [
        r"\W+".join(map(re.escape, _fold(part).split())) + ("" if closed else r"\w*" if words.endswith(part) else "")
        for part, closed in _parts(words)
    ]
    pattern = re.compile(rf"\b(?:{'|'.join(sought)})\b", re.IGNORECASE)
    first = pattern.search(text) or pattern.search(_fold(text[:_FOLDED]))
    at = first.start() if first else 0
    start, end = max(0, at - _AROUND), at + _AROUND
    # No word is cut where it can be helped.
    start = start and max(start, text.find(" ", start, at) + 1)
    end = end if end >= len(text) else max(text.rfind(" ", at, end), at + 1)
    parts, done = [("…" if start else "", False)], start
    for hit in pattern.finditer(_fold(text[start:end])):
        parts += [(text[done : start + hit.start()], False), (text[start + hit.start() : start + hit.end()], True)]
        done = start + hit.end()
    parts += [(text[done:end], False), ("…" if end < len(text) else "", False)]
    return tuple((" ".join(part.split("\n")), sought) for part, sought in parts if part)


def _fold(text: str) -> str:
    """A text without accents and capitals, letter for letter, so that places in it are those of the text."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in text)
