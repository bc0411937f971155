"""Running the analyses for the desk: one long one at a time, each answered once for each state of the archive."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from dateline.analysis.choices import Source
from dateline.analysis.events import Event, of_incidents
from dateline.analysis.plain import as_json
from dateline.analysis.series import Effort
from dateline.archive.desk import Edition
from dateline.web.desk import Desk

MOST_ANSWERS, MOST_BYTES = 64, 64_000_000
"""Answers that are kept, and how large they are together."""
MOST_WAITING = 6
"""Long analyses that wait for another to end. Each holds a thread of the server, and it has 40."""
PATIENCE_S = 120.0
"""How long one waits, and after how many seconds to ask again is proposed."""
_AGAIN_S = 10


@dataclass(frozen=True)
class State:
    """Tells states of the archive apart, as far as an analysis sees them: its incidents, and its reports."""

    edition: Edition
    reports: tuple[int, ...]


class Analyses:
    """The archive's incidents as events, and answers about them. Safe to use from several threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock, self._reading, self._turn = threading.Lock(), threading.Lock(), threading.Lock()
        self._waiting = 0
        self._answers: OrderedDict[tuple[State, Hashable], bytes] = OrderedDict()
        self._events: dict[str, Event] = {}
        self._effort = Effort(())
        self._read: State | None = None
        self._source: Source | None = None

    def answer(self, question: Hashable, work: Callable[[Source], Mapping[str, Any]], *, long: bool = True) -> bytes:
        """The JSON object that some work on the events gives, made once for each question and state of the archive.

        Raises HTTPException where a long one finds too many others waiting, and whatever the work raises.
        """
        key = (self._state(), question)
        found = self._known(key)
        if found is not None:
            return found
        with self._one_at_a_time() if long else contextlib.nullcontext():
            found = self._known(key)
            if found is None:
                found = as_json(work(self._events_of(key[0]))).encode()
                self._keep(key, found)
        return found

    def _state(self) -> State:
        # Brings the incidents up to date first, where something was purged or the rules are new.
        self._desk.current()
        sizes = self._desk.archive.sizes()
        counted = ("reports", "versions", "runs", "coded", "mentions")
        return State(self._desk.edition(), tuple(sizes[name] for name in counted))

    def _known(self, key: tuple[State, Hashable]) -> bytes | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: tuple[State, Hashable], body: bytes) -> None:
        with self._lock:
            for old in [known for known in self._answers if known[0] != key[0]]:
                del self._answers[old]
            self._answers[key] = body
            while len(self._answers) > MOST_ANSWERS or (
                len(self._answers) > 1 and sum(map(len, self._answers.values())) > MOST_BYTES
            ):
                self._answers.popitem(last=False)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with self._lock:
            if self._waiting >= MOST_WAITING:
                raise _busy()
            self._waiting += 1
        try:
            mine = self._turn.acquire(timeout=PATIENCE_S)
        finally:
            with self._lock:
                self._waiting -= 1
        if not mine:
            raise _busy()
        try:
            yield
        finally:
            self._turn.release()

    def _events_of(self, state: State) -> Source:
        """The incidents as events; only those are read that were written since the last look."""
        with self._reading:
            if self._source is not None and self._read == state:
                return self._source
            archive, before = self._desk.archive, self._read
            edition = state.edition
            same = before is not None and bool(before.edition.made) and before.edition.acts == edition.acts
            fresh = of_incidents(
                incident for _, incident in archive.written_since(before.edition if before and same else None)
            )
            self._events = (self._events if same else {}) | {event.id: event for event in fresh}
            if same:
                there = archive.incident_ids()
                self._events = {name: event for name, event in self._events.items() if name in there}
            if not same or before is None or before.reports != state.reports:
                self._effort = Effort.of((s.report.published, s.report.outlet) for s in archive.reports())
            name = f"incidents of {archive.path.name}"
            self._read, self._source = state, Source(tuple(self._events.values()), name, self._effort)
            return self._source


def _busy() -> HTTPException:
    what = "other analyses are under way, and this one has waited long enough"
    return HTTPException(503, what, headers={"Retry-After": str(_AGAIN_S)})
