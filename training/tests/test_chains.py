"""What the scorer of chains learns from: where MUC-4's strings stand, and which pairs are right."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.reader.entities import Found

from training.chains import Case, rows_of
from training.corpora.coreference import ChainReport, read_fillers

TEXT = "the government said that men in a truck fired. the gunmen fled. the killers were young."


def test_a_string_stands_where_it_is_words(tmp_path: Path) -> None:
    record = {
        "docid": "X-1",
        "doctext": TEXT,
        "templates": [
            {
                "incident_type": "attack",
                "PerpInd": [[["men", TEXT.index("men")], ["gunmen", TEXT.index("gunmen")]]],
                "PerpOrg": [], "Victim": [], "Weapon": [],
                "Target": [[["truc", TEXT.index("truc")]]],
            }
        ],
    }  # fmt: skip
    (tmp_path / "dev.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (report,) = read_fillers(tmp_path / "dev.jsonl")
    men, truck = TEXT.index("men in"), TEXT.index("truc")
    # "truc" is no word of the text: it stays where its letters are.
    assert report.mentions == ((men, men + 3), (truck, truck + 4), (TEXT.index("gunmen"), TEXT.index("gunmen") + 6))
    assert report.chains[0] == report.chains[2] != report.chains[1]


def test_a_chain_is_what_any_given_mention_in_it_is() -> None:
    def found(words: str, start: int = 0) -> Found:
        at = TEXT.index(words, start)
        return Found((at, at + len(words)), "person", name=False)

    bounds = tuple((at - len(s), at) for s, at in _sentences())
    given = (found("men in a truck"), found("gunmen"), found("killers"))
    report = ChainReport("x", "x", TEXT, bounds, tuple(f.span for f in given), (1, 2, 1), (True, True, True))
    inner = found("men", TEXT.index("men in"))  # not given, but one with the first by its head
    rows, right = rows_of(Case("muc4", report, sorted((*given, inner), key=lambda f: (f.span[0], -f.span[1]))))
    assert len(rows) == len(right)
    assert right.tolist() == [0.0, 0.0, 1.0]


def _sentences() -> list[tuple[str, int]]:
    ends = [at + 1 for at, letter in enumerate(TEXT) if letter == "."]
    return [(TEXT[start:end], end) for start, end in zip((0, *ends), ends, strict=False)]
