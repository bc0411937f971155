"""Laying coded mentions beside a hand-made gold: what was found, with which status, and what was reported too much."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.records import Coded, Mention

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Laid:
    """One report's rows with the mention that tells each (None: missed), and the mentions that tell no row."""

    pairs: tuple[tuple[Row, Mention | None], ...]
    extra: tuple[Mention, ...]
    forbidden: tuple[Mention, ...]
    names: Mapping[str, str]

    def found(self, *, needed: bool = True) -> list[tuple[Row, Mention]]:
        return [(row, m) for row, m in self.pairs if m is not None and (row["need"] or not needed)]

    def needed(self) -> list[Row]:
        return [row for row, _ in self.pairs if row["need"]]


def lay(coded: Coded, rows: Sequence[Row], forbidden: Sequence[tuple[int, int]]) -> Laid:
    """Match rows to mentions one to one: a mention tells a row where its trigger lies in the row's quote and the type
    is the row's or one it allows. Where several fit, the right type and status are taken first.
    """
    options = []
    for r, row in enumerate(rows):
        for m, mention in enumerate(coded.mentions):
            inside = row["start"] < mention.trigger.end and mention.trigger.start < row["end"]
            types = [row["type"], *row.get("also", [])]
            if inside and mention.type in types:
                options.append((types.index(mention.type), not right_status(row, mention), r, m))
    taken_rows: dict[int, int] = {}
    for *_, r, m in sorted(options):
        if r not in taken_rows and m not in taken_rows.values():
            taken_rows[r] = m
    pairs = tuple((row, coded.mentions[taken_rows[r]] if r in taken_rows else None) for r, row in enumerate(rows))
    left = [m for n, m in enumerate(coded.mentions) if n not in taken_rows.values()]
    banned = tuple(m for m in coded.mentions if any(a < m.trigger.end and m.trigger.start < b for a, b in forbidden))
    # A second word for a row that is found already ("attack" beside "bombing") tells nothing wrong.
    extra = tuple(
        m for m in left if not any(row["start"] < m.trigger.end and m.trigger.start < row["end"] for row in rows)
    )
    return Laid(pairs, extra, banned, {entity.id: entity.name for entity in coded.entities})


def right_status(row: Row, mention: Mention) -> bool:
    """Whether the status is the row's or one that it allows."""
    return mention.status in [row["status"], *row.get("status_also", [])]


def right_place(row: Row, mention: Mention) -> bool:
    """Whether a place of the row is named by the mention, at the latest by its first located place, which is what
    maps and incidents use; rows without a place count as right.
    """
    wanted = row.get("place")
    if not wanted:
        return True
    wanted = [wanted] if isinstance(wanted, str) else wanted
    located = next((n for n, place in enumerate(mention.places) if place.lat is not None), len(mention.places))
    told = {name.lower() for place in mention.places[: located + 1] for name in (place.name, place.text)}
    return any(name.lower() in words or words in name.lower() for name in wanted for words in told)


def right_harm(row: Row, mention: Mention) -> bool:
    """Whether each harm of the row is there with its kind and best figure."""
    return all(
        any(h.kind == want["kind"] and h.best == want.get("best") for h in mention.harm) for want in row.get("harm", [])
    )


def right_source(row: Row, mention: Mention, names: Mapping[str, str]) -> bool:
    """Whether the source is the row's (by shared words), and the outlet itself where the row names none.

    `names` gives each entity's best name, which counts where the words are a pronoun.
    """
    told = " ".join(f"{a.source.text} {names.get(a.entity or '', '')}".lower() for a in mention.attribution if a.source)
    wanted = row.get("source")
    if not wanted:
        return not told
    return any(word in told for word in wanted.lower().replace("the ", "").split())


def right_role(row: Row, mention: Mention, role: str, names: Mapping[str, str]) -> bool:
    """Whether the row's actor or recipient is among the mention's, by a shared word."""
    fitting = {"actor": ("actor",), "recipient": ("recipient", "victim", "target")}[role]
    told = " ".join(f"{r.text} {names.get(r.entity or '', '')}".lower() for r in mention.roles if r.role in fitting)
    wanted = row.get(role)
    return not wanted or any(word in told for word in wanted.lower().split() if word not in ("the", "a", "an", "of"))
