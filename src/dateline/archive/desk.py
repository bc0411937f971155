"""What the desk reads of an archive: incidents that are new to it, searches, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from dateline.archive import incidents, lineage, search
from dateline.archive import tables as t
from dateline.archive.database import Database
from dateline.archive.results import newest_runs
from dateline.archive.search import FoundReport
from dateline.records import Incident

_PORTION = 2_000
"""Incidents that are read at once; fewer take longer, more hold more in memory."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Tells states of an archive's incidents apart: `written` grows with each rewriting, `made` is 0 where all are to
    be built anew, `acts` counts what people did to reports.
    """

    written: int
    made: int
    acts: int


class Desk:
    """The part of `Archive` that the desk reads."""

    _database: Database

    def edition(self) -> Edition:
        """What tells this state of the incidents from others."""
        with self._database.reading() as connection:
            written, made, _ = lineage.generation(connection)
            acts = connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.history.c.id), 0))).scalar_one()
        return Edition(written, made, int(acts))

    def written_since(self, edition: Edition | None) -> Iterator[tuple[int, Incident]]:
        """The incidents that were written after an edition, or all, each with its place in the order."""
        i, after = t.incidents.c, -1
        decoder = msgspec.json.Decoder(Incident)
        while True:
            query = sa.select(i.ord, i.document).where(i.ord > after).order_by(i.ord).limit(_PORTION)
            if edition is not None:
                query = query.where(i.written > edition.written)
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            yield from ((ord_, decoder.decode(document)) for ord_, document in rows)
            after = rows[-1].ord

    def incident_ids(self) -> set[str]:
        """The ids of all incidents."""
        with self._database.reading() as connection:
            return set(connection.execute(sa.select(t.incidents.c.id)).scalars())

    def incidents_by_id(self, incident_ids: Collection[str]) -> dict[str, Incident]:
        """The incidents of some ids; those that are not there are left out."""
        with self._database.reading() as connection:
            return incidents.documents(connection, incident_ids)

    def quoting(self, words: str) -> set[int]:
        """The places in the order of incidents of those whose sentences or names hold all words.

        Raises SettingError where there is no word.
        """
        with self._database.reading() as connection:
            return search.quoting(connection, words)

    def search_reports(
        self, *, words: str = "", outlets: Collection[str] = (), withdrawn: bool | None = None, after: int = 0,
        limit: int = 50,
    ) -> tuple[list[FoundReport], int]:  # fmt: skip
        """Reports in the order of arrival, from after one's `seq` on, and how many there are in all.

        Raises SettingError where `words` is given and holds none.
        """
        with self._database.reading() as connection:
            return search.reports(
                connection, words=words, outlets=outlets, withdrawn=withdrawn, after=after, limit=limit
            )

    def incidents_of(self, report_id: str) -> dict[str, str]:
        """The incident of each mention of a report that tells of one."""
        links = t.incident_mentions.c
        query = sa.select(links.mention_id, links.incident_id).where(links.report_id == report_id)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def coverage(self) -> list[tuple[str | None, str | None, int]]:
        """How many reports each outlet has in each month (`2024-06`), None where one is unknown."""
        r, v = t.reports.c, t.report_versions.c
        month = sa.func.substr(v.published, 1, 7)
        query = (
            sa.select(month, v.outlet, sa.func.count())
            .join(t.reports, sa.and_(v.report_id == r.id, v.version == r.version))
            .group_by(month, v.outlet).order_by(month, v.outlet)
        )  # fmt: skip
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def told(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """The newest results: mentions by status, reports that are not coded by why, and reports by language."""
        with self._database.reading() as connection:
            newest = newest_runs().subquery()
            m, c = t.mentions.c, t.coded.c
            same = sa.and_(
                m.report_id == newest.c.report_id, m.version == newest.c.version, m.run_id == newest.c.run_id
            )
            statuses = sa.select(m.status, sa.func.count()).join(newest, same).group_by(m.status)
            seqs = sa.select(c.why, sa.func.count()).join(newest, newest.c.seq == c.seq).where(c.why.is_not(None))
            r, v = t.reports.c, t.report_versions.c
            languages = (
                sa.select(sa.func.coalesce(v.language, "unknown"), sa.func.count())
                .join(t.reports, sa.and_(v.report_id == r.id, v.version == r.version)).group_by(v.language)
            )  # fmt: skip
            by_status, by_why, by_language = (
                Counter({row[0]: row[1] for row in connection.execute(query)})
                for query in (statuses, seqs.group_by(c.why), languages)
            )
        return by_status, by_why, by_language
