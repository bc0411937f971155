"""Rules that lean on a moment told before in the text: the same day, the following morning, 10 days later."""

from __future__ import annotations

import datetime as dt
import re

from dateline.ground.moments import days
from dateline.ground.moments.grammar import Rule, rule
from dateline.ground.moments.making import of_day, of_unit, unknown
from dateline.ground.moments.rules_near import before
from dateline.ground.moments.values import Context, Length, Reach
from dateline.ground.moments.words import PART_VALUES, Amount, about_of, amount_of, day_number, unit_name, weekday_of

Match = re.Match[str]
_UNKNOWN_DAY = "XXXX-XX-XX"


def _same_unit(m: Match, c: Context) -> Reach:
    unit = m["unit"].lower()
    if c.earlier is None or c.earlier.start is None:
        return unknown(_UNKNOWN_DAY if unit == "day" else None)
    if unit == "day":
        return _as_told(c.earlier)
    if unit in PART_VALUES:
        return of_day(c.earlier.start, "event", unit)
    return of_unit(unit, days.unit_of(c.earlier.start, unit), "event")


def _as_told(told: Reach) -> Reach:
    """The moment told before itself, where it is a day; of a longer one nothing finer is known."""
    value = told.start.isoformat() if told.start and told.start == told.end else told.value
    return Reach(told.start, told.end, told.granularity if told.start != told.end else "day", "event", value)


def _next_unit(m: Match, c: Context) -> Reach:
    """The following day, the previous week, the next morning: one unit on from the moment told before."""
    unit = unit_name(m["unit"])
    step = -1 if m["way"].lower() in ("previous", "preceding", "before", "prior") else 1
    told = c.earlier
    if told is None or told.start is None or told.end is None:
        return unknown(_UNKNOWN_DAY if unit == "day" or unit in PART_VALUES else None)
    base = told.end if step > 0 else told.start
    if unit in PART_VALUES or unit == "day":
        return of_day(base + dt.timedelta(days=step), "event", None if unit == "day" else unit)
    if unit == "weekend":
        ahead = step if base.weekday() >= 5 or step < 0 else 0
        return of_unit(unit, days.weekend(base, ahead), "event")
    return of_unit(unit, days.unit_of(days.back(base, -step, unit), unit), "event")


def _next_weekday(m: Match, c: Context) -> Reach:
    step = -1 if m["way"].lower() in ("previous", "preceding", "before") else 1
    if c.earlier is None or c.earlier.start is None or c.earlier.end is None:
        return unknown(f"XXXX-WXX-{weekday_of(m['weekday']) + 1}")
    base = c.earlier.end if step > 0 else c.earlier.start
    away = (step * (weekday_of(m["weekday"]) - base.weekday())) % 7 or 7
    return of_day(base + dt.timedelta(days=step * away), "event", m["part"])


_COARSEST = {"second": 0, "minute": 0, "hour": 0, "day": 7, "week": 31, "month": 92}
"""Days that a moment told before may span for so many of a unit after it: "hours later" does not lean on a year."""


def _later(m: Match, c: Context) -> Reach:
    """10 days later, a month earlier: so far from the moment told before; without one, a length and no more."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    vague = {"day": 7, "week": 8, "month": 11}.get(unit, 5)
    amount = (
        amount_of(groups["number"], and_a_half=bool(groups.get("half"))) if groups.get("number") else Amount(2, vague)
    )
    ahead = m["way"].lower() in ("later", "afterward", "afterwards", "on")
    told = c.earlier
    if told is None or told.start is None or told.end is None:
        return unknown(None, length=Length(amount.low, amount.high, unit))
    if (told.end - told.start).days > _COARSEST.get(unit, 366):
        return unknown(None, length=Length(amount.low, amount.high, unit))
    base = told.end if ahead else told.start
    reach = before(base, amount, unit, about_of(groups.get("about")), "event", ahead=ahead)
    if unit in ("hour", "minute", "second") and amount.high <= 24 and told.start == told.end:
        return of_day(told.start, "event")
    return reach


def _later_that(m: Match, c: Context) -> Reach:
    """Later that day, earlier the same week: the rest of the unit after the moment told before, or what came before it."""
    whole = _same_unit(m, c)
    told = c.earlier
    if whole.start is None or whole.end is None or told is None or told.start is None or told.end is None:
        return whole
    if whole.start == whole.end:
        return whole
    if m["way"].lower() == "later":
        return Reach(min(told.end, whole.end), whole.end, whole.granularity, "event", whole.value)
    return Reach(whole.start, max(told.start, whole.start), whole.granularity, "event", whole.value)


def _since_then(m: Match, c: Context) -> Reach:
    if c.earlier is None or c.earlier.start is None or c.published is None or c.earlier.start > c.published:
        return unknown("PAST_REF")
    return Reach(c.earlier.start, c.published, "days", "event", "PAST_REF", kind="duration", open_end=True)


def _anniversary(m: Match, c: Context) -> Reach:
    """The first anniversary: the same day so many years after the moment told before, where that is a day."""
    told = c.earlier
    if told is None or told.start is None or told.start != told.end:
        return unknown(None)
    return of_day(days.back(told.start, -day_number(m["ordinal"]), "year"), "event")


_COUNT = r"(?:{about} )?{number}(?P<half> and a half)? "
_WAY = r"(?P<way>following|next|previous|preceding|prior)"
RULES: tuple[Rule, ...] = (
    rule("the same unit", "unit", r"(?:that(?: very| same)?|(?:on )?the (?:very )?same) (?P<unit>day|week|weekend|month|year|"
         r"decade|century)", _same_unit),
    rule("that night", "part", r"(?:that(?: same)?|the same) (?P<unit>{part:-})", _same_unit),
    rule("the following unit", "unit", r"the " + _WAY + r" (?P<unit>day|week|weekend|month|quarter|year|decade|century)",
         _next_unit),
    rule("the following morning", "part", r"the " + _WAY + r" (?P<unit>{part:-})", _next_unit),
    rule("the day after", "unit", r"the (?P<unit>day|week|month|year) (?P<way>after|before)(?= ?(?:[.,;)]|$))", _next_unit),
    rule("the night before", "part", r"the (?P<unit>night|evening|morning) (?P<way>before|after)(?= ?(?:[.,;)]|$))", _next_unit),
    rule("the following weekday", "weekday", r"the (?P<way>following|next|previous|preceding) {weekday}(?: {part})?",
         _next_weekday),
    rule("so long later", "unit", r"(?:" + _COUNT + r"|(?:just |only )?){unit} (?P<way>later|earlier|before(?= ?(?:[.,;)]|$))|"
         r"previously|afterwards?|after(?= ?(?:[.,;)]|$))|on(?= ?(?:[,]))|prior)", _later),
    rule("later that day", "unit", r"(?P<way>later|earlier) (?:on )?(?:that(?: same)?|the same|in the) (?P<unit>day|week|month|"
         r"year|decade)", _later_that),
    rule("since then", "reference", r"(?:ever )?since then|ever since", _since_then),
    rule("anniversary", "reference", r"(?:the |its |their )?{ordinal} anniversary", _anniversary),
)  # fmt: skip
