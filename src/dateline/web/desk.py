"""What the desk knows of an archive: its incidents in memory, brought up to date when the archive has changed."""

from __future__ import annotations

import functools
import threading
from collections.abc import Collection
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.archive.desk import Edition
from dateline.building import told_incidents, update_incidents
from dateline.codebooks import codebook
from dateline.errors import NotInArchive, SettingError
from dateline.incidents import EVERYTHING
from dateline.records import Incident
from dateline.web.filters import Filters, Layer, Masks
from dateline.web.index import NONE, Bools, Facet, Index, facet
from dateline.web.rows import kept

EVENT_TYPE = {
    "plover": "event_type", "cameo": "root_code", "acled_like": "event_type", "gtd_like": "attacktype1_txt",
    "ucdp_like": "type_of_violence", "muc4": "incident_type",
}  # fmt: skip
"""The column of each codebook that says what kind of event it is."""


@dataclass(frozen=True)
class View:
    """The incidents of a layer at one state of the archive, and those that a request asks for."""

    edition: Edition
    index: Index
    masks: Masks
    codes: Facet | None

    @functools.cached_property
    def chosen(self) -> Bools:
        """The rows that all filters let through."""
        return self.masks.all()


class Desk:
    """An archive with its incidents in memory. Safe to use from several threads.

    Everything is as the archive has it at the time of the call: other programs may write to it meanwhile.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._lock, self._told_lock = threading.Lock(), threading.Lock()
        self._edition: Edition | None = None
        self._index = Index.of(())
        self._told: tuple[Edition, dict[str, Incident], Index] | None = None
        self._codes: dict[tuple[str, Layer], tuple[Edition, Facet]] = {}

    def view(self, given: Filters) -> View:
        """The incidents that a request asks for.

        Raises SettingError where words are sought and none is given.
        """
        edition, index = self.told()[::2] if given.layer == "told" else self._current()
        codes = None if given.codebook is None else self._coded(given.codebook, given.layer, edition, index)
        masks = Masks(index, given, quoting=functools.partial(self._quoting, given.layer, index), codes=codes)
        return View(edition, index, masks, codes)

    def edition(self) -> Edition:
        """What tells this state of the archive from others."""
        return self.archive.edition()

    def incident(self, incident_id: str) -> tuple[Incident, Layer]:
        """An incident, of those that took place or of all that is told.

        Raises NotInArchive where there is none of this id.
        """
        try:
            return self.archive.incident(incident_id), "incidents"
        except NotInArchive:
            told = self.told()[1].get(incident_id)
            if told is None:
                raise
            return told, "told"

    def incidents(self, ids: Collection[str], layer: Layer) -> list[Incident]:
        """Incidents of a layer by their ids, in the order of the ids."""
        if layer == "told":
            told = self.told()[1]
            return [told[name] for name in ids if name in told]
        found = self.archive.incidents_by_id(ids)
        return [found[name] for name in ids if name in found]

    def current(self) -> Index:
        """The stored incidents as they are now."""
        return self._current()[1]

    def told(self) -> tuple[Edition, dict[str, Incident], Index]:
        """All that is told, whatever its status, built in memory from the mentions, and nothing of it stored."""
        with self._told_lock:
            edition = self.archive.edition()
            if self._told is None or self._told[0] != edition:
                found = told_incidents(self.archive, EVERYTHING)
                index = Index.of(kept(number, incident) for number, incident in enumerate(found))
                self._told = edition, {incident.id: incident for incident in found}, index
            return self._told

    def _current(self) -> tuple[Edition, Index]:
        """The stored incidents as they are now; only those are read that were written since the last look."""
        with self._lock:
            edition = self.archive.edition()
            if edition != self._edition:
                if not edition.made:
                    # Something was purged, or the rules are new: no look at what waits may come before that.
                    update_incidents(self.archive)
                    edition = self.archive.edition()
                before = self._edition
                since = before if before and before.made and before.acts == edition.acts else None
                fresh = {incident.id: kept(ord_, incident) for ord_, incident in self.archive.written_since(since)}
                if since is None:
                    self._index = Index.of(fresh.values())
                else:
                    self._index = self._index.updated(fresh, self.archive.incident_ids())
                self._edition = edition
            return self._edition, self._index

    def _quoting(self, layer: Layer, index: Index, words: str) -> set[int]:
        """The places in the order of a layer's incidents of those whose sentences or names hold all words."""
        if layer == "incidents":
            return self.archive.quoting(words)
        told = self.told()[1]
        texts = {
            k.ord: " ".join((*(s.sentence for s in told[k.row.id].support), *k.row.actors, *k.row.recipients))
            for k in index.kept
        }
        wanted = [word.strip('"*').casefold() for word in words.split()]
        if not any(wanted):
            raise SettingError(f"there is no word in {words[:40]!r}", where="q", remedy="Give one or more words.")
        return {ord_ for ord_, text in texts.items() if all(word in text.casefold() for word in wanted)}

    def _coded(self, name: str, layer: Layer, edition: Edition, index: Index) -> Facet:
        """The facet of what a codebook calls the incidents; coded when it is first asked for."""
        with self._lock:
            known = self._codes.get((name, layer))
        if known is None or known[0] != edition:
            told = self.told()[1].values() if layer == "told" else self.archive.iter_incidents()
            kinds: dict[str, list[str]] = {}
            for ids, value in codebook(name).column(EVENT_TYPE[name], list(told)):
                for incident_id in ids:
                    kinds.setdefault(incident_id, []).append(NONE if value.value is None else str(value.value))
            made = facet(((n, kinds.get(row.id, ())) for n, row in enumerate(index.rows)), index.size)
            known = edition, made
            with self._lock:
                self._codes[name, layer] = known
        return known[1]
