"""The page of the codebooks, made from their tables and from what their rules answer (docs/codebooks.md)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from dateline.codebooks.acled_like.types import NONE, RULES, spelled
from dateline.codebooks.book import NAMES, codebook
from dateline.codebooks.cases import sectors
from dateline.codebooks.plover import MODES
from dateline.codebooks.tables import table
from dateline.records import PlacePrecision

WIDTH = 120
HEADING = """# Codebooks

What an incident is called in the coding standards that conflict researchers use, and by which rule. Made from
`src/dateline/codebooks` by `python -m dateline.codebooks > docs/codebooks.md`.

The names that end in `_like` are Dateline's readings of published rules. They are not those projects' data, nor coded
or approved by them; compare them with the projects' own rows before you use them side by side.

Two answers are no codes. `undetermined`: the record does not say; in a column of numbers or dates an export makes it
null. Null: the codebook has nothing there, such as a second actor of a one-sided event. `included` is true, false or
undetermined, and rows that are not in are coded too, with the reason. Unknown is never 0.

`dateline explain INCIDENT --codebook gtd_like` shows the rule behind every value.
"""
WHO = """## Who is who

Types depend on who acts on whom. The sector of an actor ([actors](actors.md)) tells its class; a party that is no actor
of a known sector has none, and what depends on it is undetermined. Of several parties on a side, those whose class is
known speak for it. Where no actor of a known allegiance is told, whoever claims the deed counts as acting, else whoever
is stated as a fact to have done it; those only accused or suspected never do. Where one party both acts and is struck,
the armed ones who are told are the two sides.
"""


def document() -> str:
    """The whole page, in Markdown."""
    parts = [HEADING, WHO, _sectors(), _scales(), _crosswalk(), *(describe(name) for name in NAMES)]
    return "\n".join(parts)


def describe(name: str) -> str:
    """A codebook's part of the page: source, licence, what is in, its columns and crosswalk.

    Raises SettingError where there is no codebook of that name.
    """
    book, facts = codebook(name), table(name)
    parts = [
        f"## `{book.name}`: {book.title}\n",
        _wrapped(f"Version {book.version}. Source: {book.source}. Licence: {book.licence}."),
        _wrapped(facts["inclusion"]),
        "".join(_wrapped(note, "* ") for note in facts["notes"]),
        *_codes(facts),
        *([_rules()] if name == "acled_like" else []),
        _table(("column", "type", "what it is"), ((f"`{c.name}`", c.type, c.description) for c in book.columns)),
    ]
    return "\n".join(parts)


CODES = {
    "types": "types",
    "answers": "types, the highest of the hierarchy first",
    "roots": "root codes",
    "quads": "quad classes",
    "attack": "attack types, the highest of the hierarchy first",
    "weapon": "weapon types",
    "target": "target types",
    "violence": "types of violence",
    "inter": "classes of actors",
}
"""The lists of codes that tables may have, with what they are called."""


def _codes(facts: dict[str, Any]) -> list[str]:
    """The lists of codes of a table."""
    found = []
    for key, heading in CODES.items():
        entries = facts.get(key, {})
        rows = [row for code, entry in entries.items() if (row := _code(code, entry)) is not None]
        if rows:
            found.append(_table((heading, ""), rows))
    if "contexts" in facts:
        found.append(_wrapped(f"Contexts: {', '.join(f'`{context}`' for context in facts['contexts'])}."))
    return found


def _code(code: str, entry: object) -> tuple[str, str] | None:
    """A code and its name; None for what is no code but a way to one."""
    if isinstance(entry, str):
        return f"`{spelled(code) if '/' in code else code}`", entry
    if isinstance(entry, dict) and "is" in entry:
        return f"`{code}`", str(entry["is"])
    if isinstance(entry, dict) and "quad" in entry:
        modes = ", ".join(f"`{mode}`" for mode in entry["modes"]) or "no modes"
        return f"`{code}` ({entry['quad']})", modes
    return None


def _rules() -> str:
    """The rules that the crosswalk to ACLED's types names."""
    rows = ((name.replace("_", " "), " ".join((rule.__doc__ or "").split())) for name, rule in RULES.items())
    return _table(("rule of the crosswalk", "what decides"), rows)


def _sectors() -> str:
    rows = ((f"`{sector}`", part.get("acting", ""), part.get("struck", "")) for sector, part in sectors().items())
    return _table(("sector", "who acts", "who is struck"), rows)


def _scales() -> str:
    """How precise a place and a moment is, on every scale."""
    books = {name: table(name)["scales"] for name in NAMES if "scales" in table(name)}
    titles = [codebook(name).title for name in books]
    places = (
        (f"`{precision}`", *(str(scales["place"].get(precision, "")) for scales in books.values()))
        for precision in get_args(PlacePrecision)
    )
    lengths = sorted({longest for scales in books.values() for longest, _ in scales.get("time", ())})
    times = [name for name, scales in books.items() if "time" in scales]
    moments = ((f"up to {longest}", *(_code_of(books[name]["time"], longest) for name in times)) for longest in lengths)
    return "\n".join([
        "## Scales of precision\n",
        "Dateline's own scale of places is finer ([places](places.md)). Empty: the codebook records no such event;\n"
        "for what is not resolved, undetermined. A sea is 7 in UCDP's scale.\n",
        _table(("place", *titles), places),
        _table(("days of the interval", *(codebook(name).title for name in times)), moments),
        "GTD has no scale of time: year, month and day are each known or undetermined.\n",
    ])  # fmt: skip


def _code_of(scale: Sequence[Sequence[int]], days: int) -> str:
    return next((str(code) for longest, code in scale if days <= longest), "")


def _crosswalk() -> str:
    """What each type and mode may be in each codebook, before actors, deaths and days decide."""
    rows = (
        (
            f"{kind}{f' {mode}' if mode else ''}",
            _cameo(kind, mode),
            _acled(kind, mode),
            _gtd(kind, mode),
            _ucdp(kind, mode),
            ", ".join(_muc4(kind, mode)),
        )
        for kind, modes in MODES.items()
        for mode in ("", *modes)
    )
    return "\n".join([
        "## Crosswalk\n",
        "What a type and mode *may* be; it is no function of the PLOVER type. A rule stands where actors, deaths or\n"
        "other incidents of the day decide. Where nothing in the record tells several codes apart, the answer is\n"
        "undetermined. Empty: no event there.\n",
        _table(("PLOVER", "CAMEO", "ACLED-like", "GTD-like", "UCDP-like", "MUC-4"), rows),
    ])  # fmt: skip


def _cameo(kind: str, mode: str) -> str:
    entry = table("cameo")["types"][kind][mode]
    if isinstance(entry, list):
        return ", ".join(entry)
    return f"{', '.join(entry['fighters'])} between fighters, {', '.join(entry['civilians'])} against civilians"


def _acled(kind: str, mode: str) -> str:
    entry = table("acled_like")["types"][kind]
    found = entry.get(mode, entry["*"])
    if isinstance(found, str):
        return f"rule: {found.replace('_', ' ')}"
    return ", ".join(map(spelled, found)) if found != [NONE] else ""


def _gtd(kind: str, mode: str) -> str:
    facts = table("gtd_like")
    codes = facts["modes"][mode]["attack"] if kind == "ASSAULT" else []
    return ", ".join(facts["attack"][str(code)] for code in codes)


def _ucdp(kind: str, mode: str) -> str:
    facts = table("ucdp_like")
    if facts["force"][kind] == "unclear":
        return "undetermined with a death"
    if kind == "ASSAULT" and mode in facts["modes"]:
        return "undetermined"
    return "1, 2 or 3 by the sides, with a death" if facts["force"][kind] == "yes" else ""


def _muc4(kind: str, mode: str) -> Sequence[str]:
    entry = table("muc4")["types"].get(kind, {"*": []})
    found: Sequence[str] = entry.get(mode, entry["*"])
    return found


def _wrapped(text: str, bullet: str = "") -> str:
    """A paragraph, or with a bullet an item of a list, in lines that fit the other pages."""
    indent = " " * len(bullet)
    lines = textwrap.fill(text, WIDTH, initial_indent=bullet, subsequent_indent=indent, break_on_hyphens=False)
    return f"{lines}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
