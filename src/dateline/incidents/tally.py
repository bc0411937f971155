"""How many people one report tells came to harm in what it tells as the news of the day."""

from __future__ import annotations

from dateline.records import Coded, Harm, HarmKind


def tally(coded: Coded, kind: HarmKind) -> int | None:
    """The number of people of a report's countable mentions that came to a kind of harm; None where it gives none.

    The largest figure of any mention, or as many as there are different persons told of one by one, whichever is more:
    a report tells the same dead more than once. Figures of one mention by one source are added, of several sources the
    largest counts; a running total counts where nothing new is told.
    """
    figures: list[int] = []
    single: set[str] = set()
    for mention in coded.mentions:
        told = [h for h in mention.harm if h.kind == kind and h.best is not None]
        if not mention.countable or not told:
            continue
        by_source: dict[str | None, int] = {}
        for harm in [h for h in told if not h.total] or told:
            by_source[harm.source] = by_source.get(harm.source, 0) + (harm.best or 0)
            if harm.best == 1:
                single.add(_person(coded, harm))
        figures.append(max(by_source.values()))
    return max([*figures, len(single)]) if figures else None


def _person(coded: Coded, harm: Harm) -> str:
    """The entity that came to harm, else the words themselves."""
    over = [e.id for e in coded.entities if any(a < harm.end and harm.start < b for a, b in e.mentions)]
    return over[0] if over else harm.text.lower()
