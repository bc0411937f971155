"""Full-text search (SQLite FTS5) over the words of reports and over the sentences that incidents rest on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline.archive import tables as t
from dateline.errors import SettingError

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_MARKS = "\x02", "\x03"
"""Stand around a word that was found, in what SQLite gives; no text holds them once it is shown."""
_SNIPPET_WORDS = 24


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
    parts = []
    for phrase, word in _WORD.findall(words):
        told = phrase or word
        if re.search(r"\w", told):
            parts.append('"' + told.replace('"', "") + '"' + ("" if phrase else "*" if words.endswith(word) else ""))
    if not parts:
        raise SettingError(f"there is no word in {words[:40]!r}", where="q", remedy="Give one or more words.")
    return " ".join(parts)


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
    snippet: sa.ColumnElement[Any] = sa.null()
    sought: Mapping[str, str] = {}
    if words:
        source = source.join(t.report_search, t.report_search.c.rowid == r.seq)
        conditions.append(sa.literal_column("report_search").match(sa.bindparam("sought")))
        sought = {"sought": expression(words)}
        snippet = sa.literal_column(f"snippet(report_search, -1, char(2), char(3), '…', {_SNIPPET_WORDS})")
    counted = sa.select(sa.func.count()).select_from(source).where(*conditions)
    query = (
        sa.select(
            r.seq, r.id, v.title, v.outlet, v.published, v.language, v.characters,
            told.scalar_subquery().label("told"), of.scalar_subquery().label("of"),
            taken_back.label("withdrawn"), snippet.label("snippet"),
        )
        .select_from(source).where(*conditions, r.seq > after).order_by(r.seq).limit(limit)
    )  # fmt: skip
    found = [
        FoundReport(
            row.seq, row.id, row.title, row.outlet, row.published, row.language, row.characters, row.told, row.of,
            row.withdrawn, None if row.snippet is None else _marked(row.snippet),
        )
        for row in connection.execute(query, sought)
    ]  # fmt: skip
    return found, connection.execute(counted, sought).scalar_one()


def _marked(snippet: str) -> tuple[tuple[str, bool], ...]:
    """A snippet in parts, each with whether it was sought."""
    opening, closing = _MARKS
    parts: list[tuple[str, bool]] = []
    for number, part in enumerate(snippet.split(opening)):
        hit, mark, rest = part.partition(closing)
        parts += [(hit, True), (rest, False)] if number and mark else [(part, False)]
    return tuple((text, sought) for text, sought in parts if text)
