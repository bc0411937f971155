"""JSON Lines and CSV: one report a line or row, each with its own metadata; a broken one is named, the rest go on."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.errors import InputError, MalformedInput
from dateline.ingest.decode import decode
from dateline.ingest.plain import from_text
from dateline.ingest.received import Metadata, Received, Refusal, parse_date

FIELDS = ("id", "title", "outlet", "url", "published", "language")
_ROW_LIMIT = min(sys.maxsize, 2**31 - 1)


def read_jsonl(data: bytes, metadata: Metadata, origin: str) -> Iterator[Received | Refusal]:
    """The reports of a JSON Lines file: `text`, and optionally the FIELDS."""
    text, _ = decode(data, where=origin)
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        found = True
        where = f"{origin}:{number}"
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise MalformedInput("not a JSON object", where=where, remedy='Write one {"text": ...} a line.')
            yield _report(record, line.strip().encode("utf-8"), metadata, where)
        except (ValueError, RecursionError) as error:
            # Besides broken JSON: arrays nested without end, and numbers of thousands of digits.
            told = f" at column {error.colno} ({error.msg.lower()})" if isinstance(error, json.JSONDecodeError) else ""
            yield Refusal(where, MalformedInput(
                f"no valid JSON{told or f' ({_short(str(error))})'}", where=where,
                remedy='Write one JSON object a line, such as {"text": "..."}.',
            ))  # fmt: skip
        except InputError as error:
            yield Refusal(where, error)
    if not found:
        yield Refusal(origin, MalformedInput("no line in it", where=origin, remedy='Write one {"text": ...} a line.'))


def read_csv(data: bytes, metadata: Metadata, origin: str) -> Iterator[Received | Refusal]:
    """The reports of a table with a header; the column `text` must be there, the others as in JSON Lines."""
    text, _ = decode(data, where=origin)
    csv.field_size_limit(_ROW_LIMIT)
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in rows.fieldnames or []]
    except csv.Error as error:
        raise MalformedInput(
            f"no table: its header cannot be read ({error})", where=origin, remedy="Close every quotation mark."
        ) from None
    if "text" not in columns:
        raise MalformedInput(
            f"no column named text; its columns are {_short(', '.join(columns)) or 'none'}",
            where=origin, remedy="Name the column that holds the news text `text`.",
        )  # fmt: skip
    rows.fieldnames = columns
    found = False
    while True:
        where = f"{origin}:{rows.line_num + 1}"
        try:
            row = next(rows)
            found = True
            if row.get(None):
                raise MalformedInput(
                    f"{len(columns) + len(row[None])} cells in a table of {len(columns)} columns",
                    where=where, remedy="Put a text that holds the delimiter in quotes.",
                )  # fmt: skip
            kept = {name: value for name, value in row.items() if isinstance(name, str) and value}
            yield _report(kept, json.dumps(kept, ensure_ascii=False).encode("utf-8"), metadata, where)
        except StopIteration:
            break
        except csv.Error as error:
            # After a broken quote the reader cannot tell where the next row starts.
            yield Refusal(where, MalformedInput(
                f"broken row ({error}); the rows after it are not read", where=where, remedy="Check its quotes."
            ))  # fmt: skip
            return
        except InputError as error:
            yield Refusal(where, error)
    if not found:
        yield Refusal(origin, MalformedInput("no row below the header", where=origin, remedy="Add the reports."))


def _report(record: Mapping[str, Any], data: bytes, metadata: Metadata, where: str) -> Received:
    text = record.get("text")
    if not isinstance(text, str) or not text:
        raise MalformedInput("no text in it", where=where, remedy='Give the news text as the string "text".')
    _check_storable("text", text, where)
    values: dict[str, Any] = {}
    for field in FIELDS:
        value = record.get(field)
        if value in (None, ""):
            continue
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise MalformedInput(
                f"{field} is {_short(repr(value))}, not a string", where=where, remedy="Put it in quotes."
            )
        _check_storable(field, value, where)
        values[field] = parse_date(value, where=where) if field == "published" else value
    return from_text(text, data, Metadata(**values).over(metadata), where)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_QUOTE = 200


def _check_storable(field: str, value: str, where: str) -> None:
    """Refuse what JSON can escape but no text holds: half of a surrogate pair, and NUL."""
    match = _UNSTORABLE.search(value)
    if match:
        raise MalformedInput(
            f"{field} holds \\u{ord(match.group()):04x} at character {match.start()}, which no text can hold",
            where=where, remedy="Write the character that was meant, or leave it out.",
        )  # fmt: skip


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]} ..."
