"""A plan as a coded report: what its paragraphs tell, in which order, and what a copy changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from random import Random

from dateline.records import Coded

from . import parties
from .coding import Sheet
from .planning import Plan
from .settings import Settings
from .telling import Told, Where, on_day, retell, tell

_FILLERS = (
    "Roads in the area stayed closed into the evening.", "Phone lines were cut for several hours.",
    "Shops opened late and few people were in the streets.", "Nobody could be reached for comment.",
    "The region has seen little rain this year.", "Prices of bread and fuel have doubled since the spring.",
    "A curfew remains in place from dusk.", "Schools are to open again next month.",
)  # fmt: skip
_AGAIN = ("", "", "Earlier, ", "In short, ", "By all accounts, ")
_OPENED_BY_EVENT = 0.6
"""New first paragraphs of copies that tell the incident in the outlet's own words; the others tell nothing."""
_SHORTEST = 2
"""Paragraphs of which a copy drops none."""
_BEFORE = ("Days earlier, ", "In an earlier incident, ", "Before that, ")


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph to be: a telling, or words that tell nothing."""

    told: Told | None
    lead: str = ""
    carried: bool = False


def write(plan: Plan, id_: str, settings: Settings) -> tuple[Coded, tuple[str, ...]]:
    """The report of a plan and the true incident of each of its mentions. Plans of one text give one text."""
    chance = Random(plan.text)  # noqa: S311 - chance, no secret
    first = _first(plan, settings, chance)
    lines = [
        _Line(first, "One year ago, " if plan.stage == "anniversary" else ""),
        *_more(plan, first, settings, chance),
    ]
    sheet, title = Sheet(), _title(first)
    if plan.edited:
        editor = Random(plan.edited)  # noqa: S311
        anew = tell(plan.truth, settings, editor, plan.published, late=plan.stage == "follow-up")
        title = _title(anew)
        _write_line(sheet, _Line(anew if editor.random() < _OPENED_BY_EVENT else None), editor)
        lines = _edited(lines, editor)
    if plan.agency:
        sheet.credit(plan.agency)
        sheet.say(" - ")
    for line in lines:
        _write_line(sheet, line, chance)
    outlet = Random(f"{id_} {plan.text}").choice(parties.OUTLETS)  # noqa: S311
    return sheet.coded(id_, title, outlet, plan.published)


def _first(plan: Plan, settings: Settings, chance: Random) -> Told:
    """How the report tells its own incident."""
    told = tell(plan.truth, settings, chance, plan.published, late=plan.stage == "follow-up")
    if plan.stage != "anniversary":
        return told
    return dataclasses.replace(
        told, when=on_day(plan.truth.day, full=True, chance=chance), background=True, source=None
    )


def _more(plan: Plan, first: Told, settings: Settings, chance: Random) -> Iterator[_Line]:
    """The paragraphs behind the first."""
    if plan.stage != "anniversary":
        yield from _again(plan, first, settings, chance)
    yield _Line(None)
    if plan.beside is not None:
        earlier = tell(plan.beside, settings, chance, plan.published)
        past = chance.random() < settings.beside_as_background
        yield _Line(dataclasses.replace(earlier, background=past, source=None), chance.choice(_BEFORE))
    if plan.reaction is not None:
        reaction = tell(plan.reaction, settings, chance, plan.published)
        yield _Line(reaction if chance.random() < 0.5 else dataclasses.replace(reaction, where=()), carried=True)
    yield from _hard(plan, first, settings, chance)


def _again(plan: Plan, first: Told, settings: Settings, chance: Random) -> Iterator[_Line]:
    """The second telling of the report's own incident, rarely of another day than the first."""
    if chance.random() < settings.contradictory:
        other = plan.truth.day + dt.timedelta(chance.choice((-1, 1)) * chance.randint(2, 20))
        again = dataclasses.replace(retell(first, settings, chance), when=on_day(other, full=False, chance=chance))
        yield _Line(dataclasses.replace(again, where=first.where), chance.choice(_AGAIN))
    elif chance.random() < settings.retellings:
        again = retell(first, settings, chance)
        yield _Line(again, chance.choice(_AGAIN), carried=chance.random() < 0.5)


def _hard(plan: Plan, first: Told, settings: Settings, chance: Random) -> Iterator[_Line]:
    """Mentions of many incidents at once, of what is feared, and a denial of the report's own incident."""
    bare = dataclasses.replace(first, when=None, tolls=(), source=None, party=None)
    country = Where(plan.truth.town.country, " in ", plan.truth.town.country.name, "", "country")
    if chance.random() < settings.aggregates:
        yield _Line(dataclasses.replace(bare, family="aggregate", aggregate=True, where=(country,)))
    if chance.random() < settings.feared:
        yield _Line(dataclasses.replace(bare, family="feared", status="feared"))
    if chance.random() < settings.denied and plan.stage != "anniversary":
        yield _Line(dataclasses.replace(first, family="denied", status="denied", tolls=(), source=None))


def _edited(lines: list[_Line], editor: Random) -> list[_Line]:
    """The same text with a paragraph less or more at its end."""
    if len(lines) > _SHORTEST and editor.random() < 0.5:
        return lines[:-1]
    return [*lines, _Line(None)]


def _write_line(sheet: Sheet, line: _Line, chance: Random) -> None:
    if line.told is not None:
        sheet.tell(line.told, line.lead, chance, carried=line.carried)
    else:
        sheet.say(chance.choice(_FILLERS))
    sheet.say("\n\n")


def _title(told: Told) -> str:
    word = told.noun or told.verb
    where = f" in {told.where[0].text}" if told.where else ""
    toll = f": {told.tolls[0].text}" if told.tolls and told.family != "toll" else ""
    return word.text[0].upper() + word.text[1:] + where + toll
