"""Rules for what lies near the publication date: weekdays, yesterday and tonight, last week, three years ago."""

from __future__ import annotations

import datetime as dt
import re

from dateline.ground.moments import days
from dateline.ground.moments.grammar import Rule, rule
from dateline.ground.moments.making import (
    edge_name,
    of_day,
    of_edge,
    of_part,
    of_season,
    of_unit,
    part_name,
    unit_value,
    unknown,
)  # fmt: skip
from dateline.ground.moments.values import Context, Length, Reach
from dateline.ground.moments.words import (
    MODIFIERS,
    PART_VALUES,
    VAGUE_PLURALS,
    Amount,
    about_of,
    amount_of,
    duration_value,
    unit_name,
    weekday_of,
)  # fmt: skip

Match = re.Match[str]
ONE_DAY = dt.timedelta(days=1)


def read_weekday(m: Match, c: Context) -> Reach:
    """The latest such day up to the publication, with a future verb the next from it on; "last" and "next" exclude it."""
    weekday = weekday_of(m["weekday"])
    if c.published is None:
        return unknown(f"XXXX-WXX-{weekday + 1}")
    groups = m.groupdict()
    which = " ".join((groups.get("which") or "").lower().split())
    back = (c.published.weekday() - weekday) % 7
    ahead = -back % 7
    if which in ("last", "past", "previous", "this past"):
        day = c.published - dt.timedelta(days=back or 7)
    elif which in ("next", "coming", "this coming"):
        day = c.published + dt.timedelta(days=ahead or 7)
    elif which == "this":
        day = days.week(c.published)[0] + dt.timedelta(days=weekday)
    elif c.tense == "future":
        day = c.published + dt.timedelta(days=ahead)
    else:
        day = c.published - dt.timedelta(days=back)
    week = (groups.get("week") or "").lower()
    if week:
        shift = {"last": -1, "next": 1}.get(week, 0)
        day = days.week(c.published, shift)[0] + dt.timedelta(days=weekday)
    step = (groups.get("step") or "").lower()
    if step:
        day += {"before": -ONE_DAY, "after": ONE_DAY}[step]
    return of_day(day, "publication", groups.get("part"))


def _week_from(m: Match, c: Context) -> Reach:
    """A week from Friday, two weeks ago Friday."""
    if c.published is None:
        return unknown(None)
    weeks = int(amount_of(m["number"]).low)
    if m["way"].lower() == "ago":
        back = (c.published.weekday() - weekday_of(m["weekday"])) % 7
        return of_day(c.published - dt.timedelta(days=back + 7 * weeks), "publication")
    ahead = (weekday_of(m["weekday"]) - c.published.weekday()) % 7
    return of_day(c.published + dt.timedelta(days=ahead + 7 * weeks), "publication")


_DAYWORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def read_dayword(m: Match, c: Context) -> Reach:
    word = m["dayword"].lower()
    if c.published is None:
        return unknown("XXXX-XX-XX")
    part = m.groupdict().get("part") or ("night" if word == "tonight" else None)
    return of_day(c.published + dt.timedelta(days=_DAYWORDS[word]), "publication", part)


def _two_days_off(m: Match, c: Context) -> Reach:
    if c.published is None:
        return unknown("XXXX-XX-XX")
    step = -2 if m["way"].lower() == "before" else 2
    return of_day(c.published + dt.timedelta(days=step), "publication")


def _this_part(m: Match, c: Context) -> Reach:
    if c.published is None:
        return unknown("XXXX-XX-XX" + PART_VALUES[m["part"].lower()])
    return of_day(c.published, "publication", m["part"])


def _overnight(m: Match, c: Context) -> Reach:
    """The night before the publication: its two days, since nothing says on which side of midnight."""
    if c.published is None:
        return unknown("XXXX-XX-XXTNI")
    eve = c.published - ONE_DAY
    return Reach(eve, c.published, "hour", "publication", f"{eve}TNI", kind="time")


def _last_night(m: Match, c: Context) -> Reach:
    if c.published is None:
        return unknown("XXXX-XX-XXTNI")
    return of_day(c.published - ONE_DAY, "publication", "night")


def _unit(m: Match, c: Context) -> Reach:
    """Last week, this month, next year: units of the calendar. The running one goes up to the publication, or from it."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    if c.published is None:
        return unknown(None)
    which = " ".join(groups["which"].lower().split())
    step = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "following": 1,
            "this coming": 1}.get(which, 0)  # fmt: skip
    span = _calendar_unit(unit, c.published, step)
    early = (groups.get("early") or "").lower()
    whole = of_unit(unit, span, "publication")
    if early in ("early", "mid", "middle", "late"):
        return of_part(unit, span, part_name(early), "publication")
    start, end = span
    if unit == "weekend":
        return whole
    if early == "later" or (step == 0 and not early and c.tense == "future"):
        start = max(start, min(c.published, end))
    elif early == "earlier" or step == 0:
        end = min(end, max(c.published, start))
    return Reach(start, end, whole.granularity, "publication", whole.value)


def _calendar_unit(unit: str, day: dt.date, step: int) -> days.Days:
    if unit in ("week", "weekend", "fortnight"):
        return days.weekend(day, step) if unit == "weekend" else days.week(day, step)
    if unit == "day":
        there = day + dt.timedelta(days=step)
        return there, there
    return days.unit_of(days.back(day, -step, unit), unit)


def _edge_of_unit(m: Match, c: Context) -> Reach:
    unit = unit_name(m["unit"])
    if c.published is None:
        return unknown(None)
    which = " ".join((m["which"] or "this").lower().split())
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    span = _calendar_unit(unit, c.published, step)
    edge = edge_name(m["edge"])
    reach = of_edge(unit, span, edge, "publication")
    if m["which"] is None and c.tense == "past" and reach.start and reach.start > c.published:
        reach = of_edge(unit, _calendar_unit(unit, c.published, -1), edge, "publication")
    return reach


def _weekend(m: Match, c: Context) -> Reach:
    """The weekend: the one before the publication or running, with a future verb the coming one."""
    if c.published is None:
        return unknown(None)
    saturday = days.weekend(c.published)[0]
    running = c.published >= saturday
    weeks = 0 if running or c.tense == "future" else -1
    return of_unit("weekend", days.weekend(c.published, weeks), "publication")


def _ago(m: Match, c: Context) -> Reach:
    """Three years ago. By "more than" a stretch up to the next count, by "nearly" half a unit, by "about" both sides."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    amount = (
        amount_of(groups["number"], and_a_half=bool(groups.get("half")))
        if groups.get("number")
        else Amount(2, {"day": 7, "week": 8, "month": 11}.get(unit, 0))
    )
    if c.published is None:
        return unknown(None)
    if amount.high == 0:  # "years ago" has no bound
        return unknown("PAST_REF")
    return before(c.published, amount, unit, about_of(groups.get("about")), "publication")


def before(day: dt.date, amount: Amount, unit: str, about: str | None, anchor: str, *, ahead: bool = False) -> Reach:
    """The stretch that lies `amount` units before a day, or after it with `ahead`; see `_ago`."""
    assert anchor in ("publication", "event")
    sign = -1 if ahead else 1

    def point(count: float) -> dt.date:
        return days.back(day, sign * count, unit)

    n = amount.low
    coarse = unit in ("decade", "century", "generation")
    value = _ago_value(point(n), unit)
    if amount.low != amount.high:
        spread, value = (amount.low, amount.high), "PAST_REF" if not ahead else "FUTURE_REF"
    elif about == "more":
        spread = (n, n + 1)
    elif about == "less":
        spread = (max(n - 1, 0), n)
    elif about == "nearly":
        spread = (max(n - 0.5, 0), n)
    elif (about == "about" and n >= 1 and unit not in ("day", "hour", "minute", "second")) or coarse:
        spread = (n - 0.5, n + 0.5)
    elif n != int(n):
        spread = (n - 0.25, n + 0.25)
    else:
        start, end = days.unit_of(point(n), unit)
        grain = "day" if start == end else days.GRANULARITY[unit]
        return Reach(start, end, grain, anchor, value)  # type: ignore[arg-type]
    start, end = sorted((point(spread[0]), point(spread[1])))
    if about == "more" and start < end:
        start, end = (start + ONE_DAY, end) if not ahead else (start, end - ONE_DAY)
    modifier = MODIFIERS[about]  # type: ignore[index]
    return Reach(start, end, days.GRANULARITY[unit], anchor, value, modifier=modifier)  # type: ignore[arg-type]


def _ago_value(day: dt.date, unit: str) -> str:
    if unit in ("hour", "minute", "second", "night"):
        return day.isoformat()
    return unit_value(
        {"decade": "year", "century": "year", "generation": "year", "quarter": "month"}.get(unit, unit), day
    )


def _from_now(m: Match, c: Context) -> Reach:
    groups = m.groupdict()
    amount = amount_of(groups["number"], and_a_half=bool(groups.get("half")))
    if c.published is None:
        return unknown(None)
    unit = unit_name(m["unit"])
    return before(c.published, amount, unit, about_of(groups.get("about")), "publication", ahead=True)


def _same_time_away(m: Match, c: Context) -> Reach:
    """The same month last year, this time last year, a year ago today."""
    if c.published is None:
        return unknown(None)
    groups = m.groupdict()
    day = days.back(c.published, 1, "year")
    unit = (groups.get("unit") or "day").lower()
    if unit in ("time", "day"):
        return of_day(day, "publication")
    return of_unit(unit, days.unit_of(day, unit), "publication")


def _years_ago_today(m: Match, c: Context) -> Reach:
    if c.published is None:
        return unknown(None)
    amount = amount_of(m["number"])
    return of_day(days.back(c.published, amount.low, unit_name(m["unit"])), "publication")


def _stretch(m: Match, c: Context) -> Reach:
    """The past three years, recent weeks, the next few days: lengths that end or begin with the publication."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    if groups.get("number"):
        amount = amount_of(groups["number"], and_a_half=bool(groups.get("half")))
    elif m["unit"].lower().endswith("s"):
        amount = Amount(2, VAGUE_PLURALS[unit])
    else:
        amount = Amount(1, 1)
    value = duration_value(amount, unit)
    length = Length(amount.low, amount.high, unit)
    modifier = MODIFIERS[about_of(groups.get("about"))]
    if c.published is None:
        return Reach(None, None, "unknown", None, value, kind="duration", modifier=modifier, length=length)
    way = m["way"].lower().split(" ")[-1]
    ahead = way in ("next", "coming", "ahead", "following", "upcoming")
    # An hour is finer than the calendar: the past 24 hours touch two days.
    away = days.back(c.published, amount.high * (-1 if ahead else 1), unit)
    start, end = (c.published, away) if ahead else (away, c.published)
    return Reach(start, end, days.GRANULARITY[unit], "publication", value, "duration", modifier, length=length)


def _closing(m: Match, c: Context) -> Reach:
    """The final weeks of a battle, told by a report while it lasts: as far back as a bare plural reaches."""
    unit = unit_name(m["unit"])
    amount = amount_of(m["number"]) if m["number"] else Amount(2, VAGUE_PLURALS[unit])
    value = duration_value(amount, unit)
    length = Length(amount.low, amount.high, unit)
    if c.published is None or c.tense in ("past", "future"):
        return Reach(None, None, "unknown", None, value, kind="duration", modifier="END", length=length)
    start = days.back(c.published, amount.high, unit)
    return Reach(start, c.published, days.GRANULARITY[unit], "publication", value, "duration", "END", length=length)


def _so_far(m: Match, c: Context) -> Reach:
    """So far this year."""
    if c.published is None:
        return unknown(None)
    unit = unit_name(m["unit"])
    start = days.unit_of(c.published, unit)[0]
    return Reach(start, c.published, days.GRANULARITY[unit], "publication", unit_value(unit, start))


def _hours_of(m: Match, c: Context) -> Reach:
    """The early hours of Tuesday."""
    day = read_weekday(m, c) if m.groupdict().get("weekday") else read_dayword(m, c)
    return of_day(day.start, "publication", "morning") if day.start else day


def _month_last_unit(m: Match, c: Context) -> Reach:
    """Last year's spring; the spring before last is left to people."""
    if c.published is None:
        return unknown(None)
    year = c.published.year + {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    return of_season(m["season"], year, "publication")


_COUNT = r"(?:{about} )?{number}(?P<half> and a half)? "
_PAST = r"(?:past|last|previous|preceding|latest)"
_COMING = r"(?:next|coming|upcoming|following)"
_DAYWORD = r"(?P<dayword>today|yesterday|tomorrow)"
RULES: tuple[Rule, ...] = (
    rule("weekday", "weekday", r"(?:(?:early|late|earlier|later) (?:on )?)?(?:(?:on )?(?P<which>last|past|next|coming|this past|"
         r"this coming|this|previous) )?{weekday}(?:['’]s(?= {part:-}))?(?: {part})?", read_weekday),
    rule("weekday of a week", "weekday", r"{weekday}(?: {part})?,? (?:of )?(?P<week>last|next|this) week", read_weekday),
    rule("day before a weekday", "weekday", r"the day (?P<step>before|after) (?P<which>last |next )?{weekday}", read_weekday),
    rule("week from a weekday", "weekday", r"(?P<number>a|one|two|three) weeks? (?P<way>from|after|ago) (?:on )?"
         r"{weekday}", _week_from),
    rule("early hours of a weekday", "weekday", r"(?:the )?(?:early|small|wee|predawn|pre-dawn) (?:morning )?hours of "
         r"{weekday}(?: {part})?", _hours_of),
    rule("early hours of today", "dayword", r"(?:the )?(?:early|small|wee|predawn|pre-dawn) (?:morning )?hours of "
         + _DAYWORD, _hours_of),
    rule("yesterday, today, tomorrow", "dayword", r"(?:(?:early|late|earlier|later) )?" + _DAYWORD + r"(?: {part})?",
         read_dayword),
    rule("tonight", "dayword", r"(?:later )?(?P<dayword>tonight)", read_dayword),
    rule("two days off", "dayword", r"(?:the )?day (?P<way>before|after) (?:yesterday|tomorrow)", _two_days_off),
    rule("this morning", "part", r"(?:early |late |earlier |later )?this {part}", _this_part),
    rule("last night", "part", r"(?:late )?last (?:night|evening)", _last_night),
    rule("overnight", "dayword", r"overnight", _overnight),
    rule("unit of the calendar", "unit", r"(?:{early}[- ])?(?P<which>last|this past|this coming|this|current|next|previous)"
         r" (?P<unit>week|weekend|month|quarter|year|decade|century)", _unit),
    rule("the current unit", "unit", r"(?:{early}[- ])?(?:in )?the (?P<which>current|present|coming) "
         r"(?P<unit>week|weekend|month|quarter|year|decade|century)", _unit),
    rule("edge of a unit", "unit", r"(?:the )?{edge} of (?:the )?(?:(?P<which>last|this|next|past|coming|current|previous) )?"
         r"(?P<unit>week|month|year|decade|century)", _edge_of_unit),
    rule("the weekend", "unit", r"the weekend", _weekend),
    rule("so far", "unit", r"so far this (?P<unit>week|month|year|decade|century|season)", _so_far),
    rule("ago", "unit", r"(?:" + _COUNT + r")?{unit} (?:ago|back(?= when))", _ago),
    rule("units ago", "unit", r"(?:just |only |some |many )?{units:unit} ago", _ago),
    rule("since so long", "unit", r"(?P<about>more than|over|nearly|almost|about|some|less than|at least) "
         r"{number}(?P<half> and a half)? {unit} since", _ago),
    rule("ago today", "unit", r"{number} (?P<unit>weeks?|months?|years?|decades?) ago (?:today|this (?:day|week))",
         _years_ago_today),
    rule("from now", "unit", _COUNT + r"{unit} (?:from now|hence|from today)", _from_now),
    rule("same time last year", "unit", r"(?:the same|this) (?P<unit>day|time|week|month|quarter) (?:of )?"
         r"(?:last year|a year (?:ago|earlier)|the (?:year before|previous year))", _same_time_away),
    rule("past stretch", "unit", r"(?:the |these )?(?P<way>" + _PAST + r") (?:{about} )?{number}(?P<half> and a half)?"
         r"(?: (?:trading|business|working|school|consecutive|full))?[- ]{unit}", _stretch),
    rule("past unit", "unit", r"(?:the|this) (?P<way>" + _PAST + r") {unit}", _stretch),
    rule("recent units", "unit", r"(?:the |these )?(?:more |most )?(?P<way>recent|past|last few|last) {units:unit}",
         _stretch),
    rule("next stretch", "unit", r"(?:the )?(?P<way>" + _COMING + r") (?:{about} )?{number}(?P<half> and a half)?"
         r"[- ]{unit}", _stretch),
    rule("next unit", "unit", r"the (?P<way>next|coming|upcoming) {unit}", _stretch),
    rule("coming units", "unit", r"(?:the )?(?P<way>coming|next|upcoming) {units:unit}", _stretch),
    rule("units ahead", "unit", r"(?:the )?{units:unit} (?P<way>ahead)", _stretch),
    rule("closing units", "unit", r"(?:the |its |their )?(?:final|last|closing|dying|waning) (?:{number} )?"
         r"{units:unit}(?= of\b)", _closing),
    rule("final units", "unit", r"(?:the |its |their )?(?:final|closing|dying|waning) (?:{number} )?{units:unit}", _closing),
    rule("season of last year", "season", r"(?P<which>last|this|next) year['’]s {season}", _month_last_unit),
)  # fmt: skip
