"""A purged name leaves no trace: not in any column of any table, not in the files, whatever the name and however written."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.decisions import MASK
from dateline.records import (
    Actor,
    Attribution,
    Claim,
    Coded,
    Conflict,
    Control,
    Entity,
    Harm,
    Mention,
    Report,
    Role,
    Span,
)

from .samples import OTHER_RUN, RUN, TEXT, Ticking, coded_for, incident_of, received

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
LETTERS = "abcdefghijklmnopqrstuvwxyzáéíñöüçšžłø"
WORD = st.text(LETTERS, min_size=3, max_size=7).map(str.capitalize)
NAMES = st.lists(
    st.one_of(
        WORD,
        st.builds("{}-{}".format, WORD, WORD),
        st.builds("O'{}".format, WORD),
        st.builds("D’{}".format, WORD),
        st.builds("al-{}".format, WORD),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
GAPS = st.sampled_from([" ", "\n", "\r\n", "  ", "\t", "\u00a0", " \n ", "\u2009", "\u200b "])
WRITTEN: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str, str.upper, str.lower])
FORMS: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFD"])
QUOTES = str.maketrans({"'": "’", "’": "'", "-": "‑"})


@st.composite
def tellings(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same name as a report may write it."""
    name = draw(NAMES)
    told = draw(GAPS).join(name.split())
    told = unicodedata.normalize(draw(FORMS), draw(WRITTEN)(told))
    return name, told.translate(QUOTES) if draw(st.booleans()) else told


def folded(text: str) -> str:
    """Text as a person looking for the name would compare it."""
    plain = unicodedata.normalize("NFC", text).casefold()
    plain = re.sub("[’‘ʼ`´]", "'", re.sub("[‐‑‒–]", "-", plain))
    return re.sub(r"[\s\u200b]+", " ", plain)


def cells(path: Path) -> Iterator[tuple[str, str]]:
    """Every value of every table as text, with where it stands; compressed bytes as what they were."""
    connection = sqlite3.connect(path)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {"report_versions", "coded", "mentions", "incidents", "history"} <= set(tables)
        for table in tables:
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor:
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", text_of(value)
        # The indexes keep words cut up; as words they are listed by their vocabulary.
        for table in ("report_search", "quote_search"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, 'row')")
            yield from ((f"{table} words", word) for (word,) in connection.execute(f"SELECT term FROM {table}_words"))
    finally:
        connection.close()


def text_of(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with contextlib.suppress(zlib.error):  # a block of an index is no report's bytes
        value = zlib.decompress(value)
    return value.decode("utf-8", "replace")


def traces(path: Path, *words: str) -> list[str]:
    """Where any of these words still stands."""
    wanted = [folded(word) for word in words]
    return sorted({where for where, text in cells(path) if any(word in folded(text) for word in wanted)})


def files_of(path: Path) -> bytes:
    return b"".join(f.read_bytes() for f in sorted(path.parent.glob(path.name + "*")))


def coded_of(report: Report, told: str) -> Coded:
    """A result that names a person in the text, and in the report's words around."""
    start = report.text.index(told)
    end = start + len(told)
    base = coded_for(received()[0]).mentions[0]
    span = Span(start=start, end=end, text=told)
    mention = msgspec.structs.replace(
        base, trigger=report.span(end + 1, end + 4), sentence=(start, len(report.text)), places=(), moment=None, harm=(),
        roles=(Role(start=start, end=end, text=told, role="victim", entity="e1", kind="individual"),),
        attribution=(
            Attribution(source=span, cue=None, content=report.span(start, end + 4), entity="e1", relation="witness", via=(span,)),
        ),
        claims=(Claim(by=told, entity="e1", kind="accused", link="unknown", source=told),),
        control=Control(place="the hill", lost_by=told, gained_by=None),
    )  # fmt: skip
    entity = Entity(id="e1", type="person", name=told, mentions=((start, end),), place=None, actor=None)
    return Coded(report=report, entities=(entity,), mentions=(mention,))


@pytest.mark.slow
@FEW
@given(tellings(), st.sampled_from(["", "“", "(", "\n", "… "]), st.sampled_from([" ran", ", ran", "' ran", "\n\nran"]))
def test_no_column_keeps_a_name_however_it_is_written(telling: tuple[str, str], before: str, after: str) -> None:
    name, told = telling
    assume(folded(told) == folded(name))
    text = f"{before}{told}{after}."
    report, data = received(text, id_="r1", title=f"On {name}", outlet=name)
    coded = coded_of(report, told)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with Archive.open(path, clock=Ticking()) as archive:
            archive.put(report, data, RUN, coded, dates=[("byline", name)], notes=[f"on {name}"])
            archive.correct("r1", title=f"{name} ran", by=name, reason=f"{name} asks")
            assert traces(path, name)
            archive.purge_name(name, by="Ada", reason=f"asked by {name}")
            assert traces(path, name) == []
            left = archive.find("r1").report.text
            assert left == text.replace(told, MASK * len(told))
            assert archive.check() == [], "every span still cuts its words out of the text"
            assert archive.data("r1") is None
            [(after_, _)] = [(c, run) for c, run in archive.newest() if c.mentions] or [(archive.old("r1", RUN.id), "")]
            assert after_.mentions[0].roles[0].text == MASK * len(told)
        assert told.encode() not in files_of(path)
        assert zlib.compress(data) not in files_of(path)


@pytest.mark.slow
@FEW
@given(tellings(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters=MASK), max_size=40))
def test_nothing_but_the_name_is_overwritten(telling: tuple[str, str], around: str) -> None:
    name, told = telling
    text = f"{around} {told} {around}"
    report, data = received(text, id_="r1")
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        archive.put(report, data, RUN, Coded(report=report, entities=(), mentions=()))
        archive.purge_name(name, by="Ada", reason="")
        left = archive.find("r1").report.text
    assert len(left) == len(text)
    assert all(new in (old, MASK) for new, old in zip(left, text, strict=True))
    assert told not in left


# One place at a time: the name stands nowhere else


NAME = "Ána O'Neil-Ruiz"
ACTOR = Actor(id="a1", name=NAME, sector="rebels", country=None, parent=NAME)
BASE_REPORT, BASE_DATA = received(id_="r1")
BASE = coded_for(BASE_REPORT)
MENTION: Mention = BASE.mentions[0]


def with_mention(**fields: Any) -> Coded:
    return msgspec.structs.replace(BASE, mentions=(msgspec.structs.replace(MENTION, **fields),))


def with_entity(**fields: Any) -> Coded:
    return msgspec.structs.replace(BASE, entities=(msgspec.structs.replace(BASE.entities[0], **fields),))


HARM: Harm = MENTION.harm[0]
PLACE = MENTION.places[0]
IN_RESULTS: dict[str, Coded] = {
    "an entity's name": with_entity(name=NAME),
    "an entity's actor": with_entity(actor=ACTOR),
    "an entity's place": with_entity(place=msgspec.structs.replace(PLACE, admin1=NAME)),
    "a place": with_mention(places=(msgspec.structs.replace(PLACE, name=NAME),)),
    "a place's kind": with_mention(places=(msgspec.structs.replace(PLACE, kind=f"home of {NAME}"),)),
    "a mode": with_mention(modes=(NAME,)),
    "a context": with_mention(contexts=(f"x {NAME}",)),
    "who was harmed": with_mention(harm=(msgspec.structs.replace(HARM, who=NAME),)),
    "whose side": with_mention(harm=(msgspec.structs.replace(HARM, side=NAME),)),
    "who gives a figure": with_mention(harm=(msgspec.structs.replace(HARM, source=f"{NAME}, a medic"),)),
    "a claim": with_mention(claims=(msgspec.structs.replace(MENTION.claims[0], by=NAME),)),
    "a claim's source": with_mention(claims=(msgspec.structs.replace(MENTION.claims[0], source=NAME),)),
    "who lost a place": with_mention(control=Control(place="hill", lost_by=NAME, gained_by=None)),
    "who gained a place": with_mention(control=Control(place="hill", lost_by=None, gained_by=NAME)),
    "a place that changed hands": with_mention(control=Control(place=f"{NAME} Square", lost_by=None, gained_by=None)),
    "a mention's id": with_mention(id=f"{NAME}#1"),
    "a template": msgspec.structs.replace(BASE, templates=({"Victim": [[NAME, "x"]], "deep": {"er": [NAME]}},)),
}


@pytest.mark.parametrize("what", IN_RESULTS)
def test_a_result_loses_the_name(archive: Archive, path: Path, what: str) -> None:
    archive.put(BASE_REPORT, BASE_DATA, RUN, IN_RESULTS[what])
    archive.put(BASE_REPORT, BASE_DATA, OTHER_RUN, BASE)
    assert traces(path, NAME)
    result = archive.purge_name(NAME, by="Ada", reason="")
    assert traces(path, NAME) == []
    assert (result.reports, archive.find("r1").report.text) == (("r1",), TEXT)
    kept = archive.coded("r1", OTHER_RUN)
    assert kept is not None
    assert (kept.entities, kept.mentions) == (BASE.entities, BASE.mentions), "another run's result is as it was"


SLUG = "ána-o'neil-ruiz"
IN_REPORTS: dict[str, dict[str, Any]] = {
    "title": {"title": f"Hunt for {NAME}"},
    "outlet": {"outlet": f"The {NAME} Gazette"},
    "url": {"url": f"https://news.example/2024/{SLUG}.html"},
    "url with a query": {"url": "https://news.example/?q=Ána+O'Neil-Ruiz&page=2"},
    "quoted url": {"url": "https://news.example/%C3%81na_O%27Neil-Ruiz"},
}


@pytest.mark.parametrize("what", IN_REPORTS)
def test_metadata_loses_the_name(archive: Archive, path: Path, what: str) -> None:
    report, data = received(id_="r1", **IN_REPORTS[what])
    archive.put(report, data, RUN, coded_for(report))
    [(field, before)] = IN_REPORTS[what].items()
    assert archive.purge_name(NAME, by="Ada", reason="").reports == ("r1",)
    left = getattr(archive.find("r1").report, field)
    assert len(left) == len(before)
    assert MASK in left
    assert traces(path, "neil", SLUG, "o%27neil") == []
    assert [
        field_ for field_ in ("title", "outlet", "url") if MASK in (getattr(archive.find("r1").report, field_) or "")
    ] == [field]


@pytest.mark.parametrize(
    "evidence",
    [
        {"dates": [("byline", NAME)]},
        {"dates": [(NAME, "2020")]},
        {"notes": [f"cut: {NAME}"]},
        {"why_not_coded": f"by {NAME}"},
    ],
)
def test_evidence_beside_a_report_loses_the_name(archive: Archive, path: Path, evidence: dict[str, Any]) -> None:
    archive.put(BASE_REPORT, BASE_DATA, RUN, BASE, **evidence)
    assert traces(path, NAME)
    assert archive.purge_name(NAME, by="Ada", reason="").places >= 1
    assert traces(path, NAME) == []
    assert len(archive.find("r1").dates) == len(evidence.get("dates", ()))


@pytest.mark.parametrize("where", ["by", "reason", "title", "outlet"])
def test_corrections_and_their_history_lose_the_name(archive: Archive, path: Path, where: str) -> None:
    archive.put(BASE_REPORT, BASE_DATA, RUN, BASE)
    given_: dict[str, Any] = {"title": "T", "by": "Ada", "reason": ""} | {where: f"{NAME} said"}
    archive.correct("r1", **given_)
    archive.correct("r1", title="U", outlet="O", by="Ada")
    assert {w.split(".")[0] for w in traces(path, NAME)} >= {"history", "report_versions"}
    archive.purge_name(NAME, by="Ada", reason="")
    assert traces(path, NAME) == []
    assert [entry.kind for entry in archive.history()] == ["corrected", "corrected", "purged name"]


@pytest.mark.parametrize(
    "fields",
    [
        {"actors": (NAME, "Red Dawn")},
        {"recipients": (NAME,)},
        {"modes": (NAME,)},
        {"place": msgspec.structs.replace(PLACE, name=NAME)},
        {"conflicts": (Conflict(field="actors", values=((NAME, ("m1",)), ("x", ("m1",)))),)},
        {"support": tuple(msgspec.structs.replace(s, sentence=f"{NAME} fled.") for s in incident_of(BASE).support)},
        {"support": tuple(msgspec.structs.replace(s, source=NAME, outlet=NAME) for s in incident_of(BASE).support)},
    ],
)
def test_an_incident_loses_the_name(archive: Archive, path: Path, fields: dict[str, Any]) -> None:
    archive.put(BASE_REPORT, BASE_DATA, RUN, BASE)
    other = incident_of(BASE, id_="i2")
    archive.replace_incidents([msgspec.structs.replace(incident_of(BASE), **fields), other])
    indexed = {"quote_search.quotes", "quote_search.names", "quote_search_content.c0", "quote_search_content.c1"}
    assert set(traces(path, NAME)) - indexed == {"incidents.document"}
    archive.purge_name(NAME, by="Ada", reason="")
    assert traces(path, NAME) == []
    assert archive.incident("i2") == other
    assert list(archive.incidents()["reports"]) == [1, 1]


def test_the_purge_itself_tells_no_name(archive: Archive, path: Path) -> None:
    archive.purge_name(NAME, by=NAME, reason=f"asked by {NAME} herself")
    assert traces(path, NAME, "neil") == []
    [entry] = archive.history()
    assert (entry.by, entry.reason) == (MASK * len(NAME), f"asked by {MASK * len(NAME)} herself")


def test_an_unrelated_report_is_untouched_by_the_byte(archive: Archive, path: Path) -> None:
    archive.put(BASE_REPORT, BASE_DATA, RUN, BASE)

    def kept() -> list[tuple[str, str]]:
        # An index that was made anew is the same in other blocks.
        beside = ("history", "sqlite", "report_search_", "quote_search_")
        return [cell for cell in cells(path) if not cell[0].startswith(beside)]

    before = kept()
    archive.purge_name(NAME, by="Ada", reason="")
    assert kept() == before
    assert archive.data("r1") == BASE_DATA


@pytest.mark.parametrize(
    "data",
    [
        f"<p>{NAME}</p>".encode(),
        f"<p>{NAME}</p>".encode("cp1252"),
        f"<p>{NAME}</p>".encode("utf-16"),
        "<p>Ána\n  O’Neil‑Ruiz</p>".encode(),
        b"<p>&Aacute;na&nbsp;O&#39;Neil-Ruiz</p>",
        b"<a href='/%C3%81na-O%27Neil-Ruiz'>",
    ],
)
def test_bytes_go_where_only_they_hold_the_name(archive: Archive, path: Path, data: bytes) -> None:
    report, _ = received(id_="page", data=data)
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name(NAME, by="Ada", reason="")
    assert (archive.data("page"), archive.find("page").redacted) == (None, True)
    assert zlib.compress(data) not in files_of(path)


# What is left standing


def test_a_name_between_underscores(archive: Archive) -> None:
    report, data = received("Read _Jane Doe_ here.", id_="r1")
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name("Jane Doe", by="Ada", reason="")
    assert "Jane" not in archive.find("r1").report.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param(
            "Hans Weiß", "HANS WEISS", id="capitals of ß", marks=pytest.mark.xfail(strict=True, reason="ß is no SS")
        ),
        pytest.param("Jane Doe", "Jane \u200fDoe", id="bidirectional mark in the gap"),
        pytest.param("Jane Doe", "Jane\u00ad Doe", id="soft hyphen before the gap"),
    ],
)
def test_other_ways_to_write_a_name(archive: Archive, name: str, told: str) -> None:
    report, data = received(f"Then {told} ran.", id_="r1")
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name(name, by="Ada", reason="")
    assert archive.find("r1").report.text == f"Then {MASK * len(told)} ran."


@pytest.mark.parametrize("data", [b'{"author": "Jos\\u00e9 Ruiz"}', b'{"author": "Jos\xc3\xa9\\nRuiz"}'])
def test_bytes_of_json_lines_that_escape_the_name(archive: Archive, data: bytes) -> None:
    report, _ = received("Nothing happened.", id_="line", data=data)
    archive.put(report, data, RUN, coded_for(report))
    archive.purge_name("José Ruiz", by="Ada", reason="")
    assert archive.data("line") is None
