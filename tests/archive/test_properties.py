"""Whatever is put, corrected and purged in whatever order: what was set stays, and the archive is sound."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.errors import ArchiveError, ReviewError

from .samples import OTHER_RUN, RUN, TEXT, Ticking, coded_for, received

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
IDS = st.sampled_from(["r1", "r2"])
TITLES = st.sampled_from([None, "A", "B"])
DAYS = st.sampled_from([None, dt.date(2017, 7, 9), dt.date(2020, 2, 29)])
PUT = st.tuples(
    st.just("put"), IDS, st.sampled_from([TEXT, "Other words."]), TITLES, DAYS, st.sampled_from([RUN, OTHER_RUN])
)
CORRECT = st.tuples(st.just("correct"), IDS, TITLES, DAYS)
PURGE = st.tuples(st.just("purge"), st.sampled_from(["Jane Doe", "Red Dawn", "words"]))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


class Model:
    """What the archive should hold, told simply: the last input, with a person's corrections over it."""

    def __init__(self) -> None:
        self.input: dict[str, dict[str, Any]] = {}
        self.corrected: dict[str, dict[str, Any]] = {}
        self.versions: dict[str, int] = {}

    def current(self, id_: str) -> dict[str, Any]:
        return self.input[id_] | self.corrected.get(id_, {})

    def put(self, id_: str, **fields: Any) -> None:
        before = self.current(id_) if id_ in self.input else None
        self.input[id_] = fields
        self.versions[id_] = self.versions.get(id_, 0) + (before != self.current(id_))

    def correct(self, id_: str, **fields: Any) -> bool:
        changes = {k: v for k, v in fields.items() if self.current(id_)[k] != v}
        self.corrected.setdefault(id_, {}).update(changes)
        self.versions[id_] += bool(changes)
        return bool(changes)


@FEW
@given(st.lists(st.one_of(PUT, CORRECT), max_size=12))
def test_puts_and_corrections_follow_the_rule(steps: list[tuple[Any, ...]]) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db", clock=Ticking()) as archive:
        for kind, id_, *rest in steps:
            if kind == "put":
                text, title, day, run = rest
                report, data = received(text, id_=id_, title=title, published=day)
                archive.put(report, data, run, coded_for(archive.as_stored(report)))
                model.put(id_, text=text, title=title, published=day)
                assert archive.coded(id_, run) == coded_for(archive.find(id_).report)
            elif id_ in model.input:
                title, day = rest
                if model.correct(id_, title=title, published=day):
                    assert archive.correct(id_, title=title, published=day, by="Ada").marked
                else:
                    with_error = False
                    try:
                        archive.correct(id_, title=title, published=day, by="Ada")
                    except ReviewError:
                        with_error = True
                    assert with_error
        for stored in archive.reports():
            id_ = stored.report.id
            held = {k: getattr(stored.report, k) for k in ("text", "title", "published")}
            assert (held, stored.version) == (model.current(id_), model.versions[id_])
        assert archive.sizes()["versions"] == sum(model.versions.values())
        assert archive.check() == []


@FEW
@given(st.lists(st.one_of(PUT, CORRECT, PURGE), max_size=12))
def test_any_order_leaves_a_sound_archive(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db", clock=Ticking()) as archive:
        for kind, what, *rest in steps:
            try:
                if kind == "put":
                    text, title, day, run = rest
                    report, data = received(text, id_=what, title=title, published=day)
                    archive.put(report, data, run, coded_for(report))
                elif kind == "correct":
                    archive.correct(what, title=rest[0], published=rest[1], by="Ada")
                else:
                    archive.purge_name(what, by="Ada", reason="")
                    assert all(what not in stored.report.text for stored in archive.reports())
            except (ArchiveError, ReviewError):
                pass
        assert archive.check() == []
        assert len(archive.mentions()) == sum(len(coded.mentions) for coded, _ in archive.newest())


@FEW
@given(TEXTS, st.binary(max_size=100), st.one_of(st.none(), TEXTS), TEXTS)
def test_any_text_comes_back(text: str, data: bytes, title: str | None, note: str) -> None:
    report, data = received(text, data=data, title=title)
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        archive.put(report, data, RUN, coded_for(report), notes=[note])
        stored = archive.find(report.id)
        assert (stored.report, stored.notes, archive.data(report.id)) == (report, (note,), data)
        assert archive.check() == []
