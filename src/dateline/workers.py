"""Many reports on several cores: worker processes that code some of them beside this one; the results keep their order.

Processes and not threads, since the rules are Python, of which a process runs one thread at a time.
"""

from __future__ import annotations

import functools
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from dateline.records import Coded, Report

Code = Callable[[list[Report]], list[Coded]]
MakeCode = Callable[..., Code]
"""Gives what codes reports; each worker calls it, so it is a function at the top of a module."""
STRETCH = 6_000
"""Characters that are coded in one go: two reports of 500 words."""
ALONE = 40_000
"""Characters coded before workers are called: coding them takes about as long as a worker's start."""
AHEAD = 2
"""Stretches that lie ready for each worker, so that it does not wait for this process."""
HELD = 32
"""Stretches held back, with their results, until one before them is done."""


class Workers:
    """Processes that code beside this one. They start when first needed and end with `close`, or with this process.

    One that dies (for want of memory) costs time alone: what it had is coded here, and none is asked again.
    """

    def __init__(self, number: int, make: MakeCode, *settings: object) -> None:
        self._number, self._make, self._settings = number, make, settings
        self._pool: ProcessPoolExecutor | None = None
        self.died = False
        """Whether one has died."""

    def code(self, reports: Iterable[Report], here: Code) -> Iterator[Coded]:
        """The coded reports, in order; `here` codes those that this process takes itself."""
        size = 0
        waiting: deque[tuple[list[Report], Future[list[Coded]] | list[Coded]]] = deque()
        for stretch in _stretches(reports):
            size += _size(stretch)
            asked = sum(isinstance(job, Future) and not job.done() for _, job in waiting)
            given = self._submit(stretch) if size > ALONE and asked < AHEAD * self._number else None
            waiting.append((stretch, here(stretch) if given is None else given))
            while waiting and (len(waiting) > HELD or not isinstance(job := waiting[0][1], Future) or job.done()):
                yield from self._result(*waiting.popleft(), here)
        while waiting:
            yield from self._result(*waiting.popleft(), here)

    def close(self) -> None:
        """Leave undone what is not begun, and let the workers go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _submit(self, stretch: list[Report]) -> Future[list[Coded]] | None:
        """A worker's job; None where there are no workers any more."""
        if self._pool is None and not self.died:
            # A fresh interpreter: a copy of this one would have the locks of its threads, but not the threads.
            self._pool = ProcessPoolExecutor(
                self._number, get_context("spawn"), initializer=_begin, initargs=(self._make, self._settings)
            )
        if self._pool is None:
            return None
        try:
            return self._pool.submit(_code, self._make, self._settings, stretch)
        except BrokenProcessPool:
            self._give_up()
            return None

    def _give_up(self) -> None:
        self.died = True
        self.close()

    def _result(self, stretch: list[Report], job: Future[list[Coded]] | list[Coded], here: Code) -> list[Coded]:
        if not isinstance(job, Future):
            return job
        try:
            return job.result()
        except BrokenProcessPool:
            self._give_up()
            return here(stretch)


def _size(reports: list[Report]) -> int:
    return sum(len(report.text) for report in reports)


def _stretches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    stretch: list[Report] = []
    for report in reports:
        stretch.append(report)
        if _size(stretch) >= STRETCH:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


@functools.cache
def _made(make: MakeCode, settings: tuple[object, ...]) -> Code:
    return make(*settings)


def _begin(make: MakeCode, settings: tuple[object, ...]) -> None:
    """A worker's start. It leaves being stopped by hand to the process that began it, and ends when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _made(make, settings)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _code(make: MakeCode, settings: tuple[object, ...], stretch: list[Report]) -> list[Coded]:
    return _made(make, settings)(stretch)
