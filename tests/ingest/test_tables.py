"""JSON Lines and CSV: one report a line or row, and what is said of a broken one."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.ingest import Metadata, Received, Refusal, read_bytes

from .samples import ARABIC, ENGLISH, line, read_data, the_refusal, the_report


def test_a_line_gives_its_own_metadata() -> None:
    data = line(
        id="a-1", title="T", outlet="Halden", url="https://example.org/1", published="2017-07-09", language="en"
    )
    report = the_report(read_data(data, "jsonl"))
    assert (report.id, report.title, report.outlet, report.url) == ("a-1", "T", "Halden", "https://example.org/1")
    assert (report.published, report.language, report.text) == (dt.date(2017, 7, 9), "en", ENGLISH)


def test_the_defaults_fill_gaps_only() -> None:
    data = f"{line(outlet='Halden')}\n{line(published='2017-07-01')}".encode()
    defaults = Metadata(outlet="Meridian", published=dt.date(2017, 7, 9))
    first, second = (o for o in read_bytes(data, "jsonl", defaults, "x") if isinstance(o, Received))
    assert (first.report.outlet, first.report.published) == ("Halden", dt.date(2017, 7, 9))
    assert (second.report.outlet, second.report.published) == ("Meridian", dt.date(2017, 7, 1))


BROKEN_LINES: list[tuple[str, str]] = [
    ("not json", "no valid JSON at column 1"),
    ('{"text": "open', "no valid JSON at column 1"),
    ('{"text": "a" "b"}', "no valid JSON at column 14"),
    ("{'text': 'a'}", "no valid JSON at column 2"),
    ('["text"]', "not a JSON object"),
    ('"text"', "not a JSON object"),
    ("17", "not a JSON object"),
    ("null", "not a JSON object"),
    ("{}", "no text in it"),
    ('{"text": ""}', "no text in it"),
    ('{"text": null}', "no text in it"),
    ('{"text": 5}', "no text in it"),
    ('{"text": ["a"]}', "no text in it"),
    ('{"Text": "a"}', "no text in it"),
    ('{"text": "... 12"}', "no word in it"),
    (line(title=["a"]), "title is ['a'], not a string"),
    (line(outlet=5), "outlet is 5, not a string"),
    (line(id=True), "id is True, not a string"),
    (line(id={"a": 1}), "id is {'a': 1}, not a string"),
    (line(published=20170709), "published is 20170709, not a string"),
    (line(published="yesterday"), "'yesterday' is no date"),
    (line(published="2017-02-30"), "'2017-02-30' is no date"),
    (line(published="2017-07-091"), "'2017-07-091' is no date"),
    (line(published="0000-01-01"), "is no date"),
    (line(text="\ud800 " + ENGLISH), "text holds \\ud800 at character 0"),
    (line(title="a\udfff"), "title holds \\udfff at character 1"),
    (line(id="a\x00b"), "id holds \\u0000 at character 1"),
    (line(text=ENGLISH + "\x00"), "text holds \\u0000"),
    ('{"text": ' + "[" * 100_000 + "}", "no valid JSON"),
    ('{"text": "a", "id": ' + "1" * 5000 + "}", "no valid JSON"),
]


@pytest.mark.parametrize(("broken", "what"), BROKEN_LINES, ids=range(len(BROKEN_LINES)))
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_broken_line_in_the_middle_is_named_and_the_rest_is_read(broken: str, what: str, end: str) -> None:
    outcomes = read_data(end.join([line(id="one"), "", broken, line(id="two"), ""]), "jsonl")
    first, refusal, last = outcomes
    assert isinstance(refusal, Refusal)
    assert what in refusal.error.what
    assert refusal.error.where == refusal.origin == "example.jsonl:3"
    assert refusal.error.remedy
    assert [o.report.id for o in (first, last) if isinstance(o, Received)] == ["one", "two"]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2017-07-09", dt.date(2017, 7, 9)),
        (" 2017-07-09 ", dt.date(2017, 7, 9)),
        ("2017-07-09T23:30:00Z", dt.date(2017, 7, 9)),
        ("2017-07-09T23:30:00+03:00", dt.date(2017, 7, 9)),
        ("2017-07-09 23:30", dt.date(2017, 7, 9)),
        ("20170709", dt.date(2017, 7, 9)),
        ("", None),
    ],
)
def test_dates(published: str, day: dt.date | None) -> None:
    assert the_report(read_data(line(published=published), "jsonl")).published == day


def test_a_number_is_an_id() -> None:
    assert the_report(read_data(line(id=7), "jsonl")).id == "7"


def test_a_mark_before_the_first_line() -> None:
    assert the_report(read_data(b"\xef\xbb\xbf" + line().encode(), "jsonl")).text == ENGLISH


def test_line_separators_inside_a_string_do_not_end_a_line() -> None:
    text = f"{ENGLISH}\u2028{ENGLISH}\x85"
    assert the_report(read_data(json.dumps({"text": text}, ensure_ascii=False), "jsonl")).text == text


def test_equal_lines_are_two_reports_of_one_text() -> None:
    outcomes = read_data(f"{line()}\n{line()}\n{line(id='x')}", "jsonl")
    reports = [o.report for o in outcomes if isinstance(o, Received)]
    assert reports[0] == reports[1]
    assert reports[2].id == "x"
    assert reports[0].id.startswith("sha256:")


Q = f'"{ENGLISH}"'
TABLES: list[tuple[str, str, str, str | None]] = [
    ("comma", f"outlet,text\nHalden,{Q}\n", ENGLISH, "Halden"),
    ("semicolon", f"text;outlet\n{Q};Halden\n", ENGLISH, "Halden"),
    ("tab", f"text\toutlet\n{ENGLISH}\tHalden\n", ENGLISH, "Halden"),
    ("bar", f"text|outlet\n{ENGLISH}|Halden\n", ENGLISH, "Halden"),
    ("one column", f"text\n{Q}\n", ENGLISH, None),
    ("crlf", f"outlet,text\r\nHalden,{Q}\r\n", ENGLISH, "Halden"),
    ("no last line end", f"outlet,text\nHalden,{Q}", ENGLISH, "Halden"),
    ("mark", f"\ufeffoutlet,text\nHalden,{Q}\n", ENGLISH, "Halden"),
    ("mark before text", f"\ufefftext,outlet\n{Q},Halden\n", ENGLISH, "Halden"),
    ("quoted header", f'"outlet","text"\n"Halden",{Q}\n', ENGLISH, "Halden"),
    ("capitals and blanks", f" Outlet , TEXT \nHalden,{Q}\n", ENGLISH, "Halden"),
    ("other columns", f"n,outlet,text\n1,Halden,{Q}\n", ENGLISH, "Halden"),
    ("quotes in quotes", 'outlet,text\nHalden,"He said ""no"" on Friday in Mosul."\n', 'He said "no" on Friday in Mosul.', "Halden"),
    ("line ends in quotes", f'outlet,text\nHalden,"{ENGLISH}\n\nNext, a market burned."\n', f"{ENGLISH}\n\nNext, a market burned.", "Halden"),
    ("missing cells", f"text,outlet,title\n{Q}\n", ENGLISH, None),
    ("empty cells", f"text,outlet\n{Q},\n", ENGLISH, None),
    ("arabic", f"text,outlet\n{ARABIC},\n", ARABIC, None),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "outlet"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_tables(table: str, text: str, outlet: str | None) -> None:
    report = the_report(read_data(table, "csv"))
    assert report.text == text
    assert report.outlet == outlet


def test_a_table_in_utf_16() -> None:
    assert the_report(read_data(f"text\toutlet\r\n{ENGLISH}\tHalden\r\n".encode("utf-16"), "csv")).outlet == "Halden"


BROKEN_ROWS: list[tuple[str, str, str]] = [
    ("text after a quote", 'AP,"one" two\n', "broken row"),
    ("open quote", 'AP,"one\n', "broken row"),
    ("unquoted comma", "AP,Gunmen killed nine, police said.\n", "3 cells in a table of 2 columns"),
    ("no text", "AP,\n", "no text in it"),
    ("no word", "AP,...\n", "no word in it"),
]


@pytest.mark.parametrize(("row", "what"), [row[1:] for row in BROKEN_ROWS], ids=[row[0] for row in BROKEN_ROWS])
def test_a_broken_row_is_named(row: str, what: str) -> None:
    first, second, *rest = read_data(f"outlet,text\nHalden,{Q}\n{row}Meridian,{Q}\n", "csv")
    assert isinstance(first, Received)
    assert isinstance(second, Refusal)
    assert what in second.error.what
    assert second.error.where == "example.csv:3"
    if what == "broken row":
        assert "the rows after it are not read" in second.error.what
        assert rest == []
    else:
        (last,) = rest
        assert isinstance(last, Received)


def test_rows_are_named_by_their_first_line() -> None:
    _, refusal = read_data(f'outlet,text\nHalden,"{ENGLISH}\n\nMore."\nAP,\n', "csv")
    assert isinstance(refusal, Refusal)
    assert refusal.error.where == "example.csv:5"


def test_a_table_without_text_names_its_columns_but_not_without_end() -> None:
    error = the_refusal(read_data(",".join(f"column{n}" for n in range(10_000)), "csv")).error
    assert "column0, column1" in error.what
    assert len(str(error)) < 500


def test_a_header_whose_quotation_mark_is_never_closed() -> None:
    error = the_refusal(read_data('"', "csv")).error
    assert "header cannot be read" in error.what


@given(st.text(), st.sampled_from(["jsonl", "csv", "plain"]))
def test_any_text_gives_reports_or_refusals(text: str, kind: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for outcome in read_bytes(data, kind, Metadata(), "x"):
        if isinstance(outcome, Received):
            outcome.report.text.encode("utf-8")
        else:
            assert isinstance(outcome.error, InputError)
            assert outcome.error.where.startswith("x")


_VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4)


@given(st.dictionaries(st.sampled_from(["text", "id", "title", "outlet", "url", "published", "language"]), _VALUES))
def test_any_object_gives_a_report_or_a_refusal(record: dict[str, object]) -> None:
    (outcome,) = read_bytes(json.dumps(record).encode(), "jsonl", Metadata(), "x")
    if isinstance(outcome, Received):
        assert outcome.report.text == record["text"]
        outcome.report.text.encode("utf-8")
    else:
        assert outcome.error.where == "x:1"
