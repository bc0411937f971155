"""Rules for lengths ("nine months"), frequencies ("every day"), times of day and words such as "now" and "recently"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from dateline.ground.moments.grammar import Rule, rule
from dateline.ground.moments.making import SEASON_VALUES, of_day, unknown
from dateline.ground.moments.rules_near import read_dayword, read_weekday
from dateline.ground.moments.values import Anchor, Context, Length, Reach
from dateline.ground.moments.words import (
    MODIFIERS,
    PART_VALUES,
    VAGUE_PLURALS,
    VALUE_UNITS,
    Amount,
    about_of,
    amount_of,
    duration_value,
    unit_name,
    weekday_of,
)  # fmt: skip

Match = re.Match[str]


def _length(m: Match, _: Context) -> Reach:
    """A length alone has no place in the calendar; the words around it give it one (see `frames`)."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    if groups.get("number"):
        amount = amount_of(groups["number"], and_a_half=bool(groups.get("half")))
    elif groups.get("halves"):
        amount = Amount(0.5, 0.5)
    elif m["unit"].lower().endswith("s") or groups.get("vague"):
        amount = Amount(2, VAGUE_PLURALS[unit])
    else:
        amount = Amount(1, 1)
    value = duration_value(amount, unit)
    if amount.low == 0.5 and unit == "year":
        value = "P6M"
    return Reach(
        None, None, "unknown", None, value, kind="duration", modifier=MODIFIERS[about_of(groups.get("about"))],
        length=Length(amount.low, amount.high, unit),
    )  # fmt: skip


def _two_lengths(m: Match, c: Context) -> Reach:
    """A year and a half; three to five days; two hours and 20 minutes give the first and the last."""
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    low = amount_of(m["number"])
    if groups.get("high"):
        high = amount_of(groups["high"])
        amount = Amount(low.low, max(low.low, high.high))
        value = duration_value(amount, unit)
    else:
        amount = Amount(low.low + 0.5, low.low + 0.5)
        value = "P18M" if unit == "year" and low.low == 1 else duration_value(amount, unit)
    return Reach(None, None, "unknown", None, value, kind="duration", length=Length(amount.low, amount.high, unit))


def _set(m: Match, _: Context) -> Reach:
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    if unit == "weekend":
        return unknown("XXXX-WXX-WE", kind="set")
    number = groups.get("number")
    count = 2 if groups.get("other") else int(amount_of(number).low) if number else 1
    return unknown(duration_value(Amount(count, count), unit), kind="set")


def _season_set(m: Match, _: Context) -> Reach:
    return unknown(f"XXXX-{SEASON_VALUES[m['season'].lower()]}", kind="set")


_FREQUENCIES = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W",
                "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y"}  # fmt: skip


def _frequency(m: Match, _: Context) -> Reach:
    return unknown(_FREQUENCIES[m["often"].lower()], kind="set")


def _weekdays(m: Match, _: Context) -> Reach:
    value = f"XXXX-WXX-{weekday_of(m['weekday']) + 1}"
    groups = m.groupdict()
    part = groups.get("part")
    return unknown(value + (PART_VALUES[part.lower().rstrip("s")] if part else ""), kind="set")


def _parts(m: Match, _: Context) -> Reach:
    return unknown("XXXX-XX-XX" + PART_VALUES[m["part"].lower().rstrip("s")], kind="set")


def _clock(m: Match, c: Context) -> Reach:
    """A time of day; on the day that was told last, else on the publication date."""
    groups = m.groupdict()
    if groups.get("word"):
        hour, minute = {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)}[groups["word"].lower()]
    else:
        digits = groups["hour"]
        hour, minute = int(digits), int(groups.get("minute") or 0)
    half = (groups.get("ampm") or "").lower().replace(".", "").replace(" ", "")
    if half or groups.get("daypart"):
        if not 1 <= hour <= 12:
            raise ValueError(m[0])
        late = half.startswith("p") or (groups.get("daypart") or "").lower() in ("afternoon", "evening", "night")
        hour = hour % 12 + 12 * late
    if hour > 24 or minute > 59:
        raise ValueError(m[0])
    time = f"T{hour:02d}:{minute:02d}"
    zone = (groups.get("zone") or "").lower()
    if zone in ("gmt", "utc", "z"):
        time += "Z"
    day, anchor = _day_told(c)
    if day is None:
        return unknown("XXXX-XX-XX" + time, kind="time")
    return dataclasses.replace(
        of_day(day, anchor), granularity="hour", value=day.isoformat() + time, kind="time", zone=zone or None
    )


def _clock_on(m: Match, c: Context) -> Reach:
    """9 a.m. Tuesday: the weekday read as everywhere, then the time on it."""
    day = read_weekday(m, c) if m.groupdict().get("weekday") else read_dayword(m, c)
    if day.start is None:
        return day
    timed = _clock(m, dataclasses.replace(c, earlier=day))
    return dataclasses.replace(timed, anchor="publication")


def _day_told(c: Context) -> tuple[dt.date | None, Anchor]:
    told = c.earlier
    if told is not None and told.start is not None and told.start == told.end:
        return told.start, "event"
    return c.published, "publication"


def _part_of_day(m: Match, c: Context) -> Reach:
    """In the morning, at dawn: on the day that was told last, else on the publication date."""
    day, anchor = _day_told(c)
    if day is None:
        return unknown("XXXX-XX-XX" + PART_VALUES[m["part"].lower()], kind="time")
    return of_day(day, anchor, m["part"])


def _present(m: Match, c: Context) -> Reach:
    """Now, currently: the publication date."""
    if c.published is None:
        return unknown("PRESENT_REF")
    return Reach(c.published, c.published, "day", "publication", "PRESENT_REF")


def _to_this_day(m: Match, c: Context) -> Reach:
    """Up to the publication, from nobody says when."""
    if c.published is None:
        return unknown("PRESENT_REF")
    return Reach(None, c.published, "unknown", "publication", "PRESENT_REF", open_start=True)


def _past(m: Match, _: Context) -> Reach:
    return unknown("PAST_REF")


def _future(m: Match, _: Context) -> Reach:
    return unknown("FUTURE_REF")


assert set(VALUE_UNITS) >= set(VAGUE_PLURALS) - {"weekend"}

_COUNT = r"(?:{about} )*{number}(?P<half> and a half)?(?: (?:more|other|additional|further|full|long|straight|" \
         r"consecutive|whole|successive|extra|short|solid|entire))*"  # fmt: skip
_AGE = r"(?![- ]olds?\b)"
_AMPM = r"(?:(?P<ampm>[ap]\.? ?m\b\.?))"
_ZONE = r"(?:,? \(?{zone}\)?)?"
RULES: tuple[Rule, ...] = (
    rule("length", "unit", _COUNT + r"[- ]{unit}(?:[- ]long)?" + _AGE, _length),
    rule("length in units", "unit", r"{units:unit}(?:[- ]long)?" + _AGE, _length),
    rule("day-long", "unit", r"(?P<unit>hour|day|night|week|month|year|decade|century)s?[- ]?long", _length),
    rule("half a unit", "unit", r"(?:{about} )?half (?:an? |of the )?{unit}", _length),
    rule("length and a half", "unit", r"(?:{about} )?(?P<number>an?|one) {unit} and a half", _two_lengths),
    rule("from so long to so long", "unit", r"(?:{about} )?{number} ?(?:to|or|and|-|–) ?(?P<high>{number:-}) {unit}" + _AGE,
         _two_lengths),
    rule("an hour or two", "unit", r"(?P<number>an?) {unit} or (?P<high>two|so|more)", _length),
    rule("every unit", "unit", r"(?:almost |nearly )?(?:every|each)(?: (?:{number}|(?P<other>other)|single|passing))? {unit}",
         _set, dates=False),
    rule("per unit", "unit", r"(?:per|a|an|each) (?P<unit>hour|day|week|month|year)(?= ?(?:[.,;)]|$|in |on |for |to ))", _set,
         sharp=False, dates=False),
    rule("times a unit", "unit", r"(?:once|twice|\w+ times) (?:a|an|each|every|per) {unit}", _set, dates=False),
    rule("every season", "season", r"(?:every|each) {season}", _season_set, dates=False),
    rule("frequency", "reference", r"(?P<often>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?)",
         _frequency, dates=False),
    rule("every weekday", "weekday", r"(?:every|each) {weekday}(?: {part})?", _weekdays, dates=False),
    rule("weekdays", "weekday", r"{weekday}(?:s(?!['’])| (?P<part>mornings|afternoons|evenings|nights))", _weekdays, dates=False),
    rule("in the mornings", "part", r"(?:the )?(?P<part>mornings|afternoons|evenings|nights)", _parts, sharp=False, dates=False),
    rule("clock on a weekday", "digits", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?" + _AMPM + _ZONE + r",? (?:on )?"
         r"{weekday}", _clock_on),
    rule("clock on a day", "digits", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?" + _AMPM + _ZONE + r",? "
         r"(?P<dayword>today|yesterday|tomorrow)", _clock_on),
    rule("clock of 24 hours on a weekday", "digits", r"(?P<hour>[012]?\d)[:.]?(?P<minute>[0-5]\d)(?: hours| hrs|h)?,? {zone},? "
         r"(?:on )?(?:{weekday}|(?P<dayword>today|yesterday|tomorrow))", _clock_on),
    rule("clock", "digits", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: o['’]clock)? ?" + _AMPM + _ZONE, _clock),
    rule("clock of 24 hours", "digits", r"(?P<hour>[012]?\d)[:.]?(?P<minute>[0-5]\d)(?: hours| hrs|h)?,? {zone}", _clock),
    rule("clock in figures", "digits", r"(?P<hour>[012]?\d):(?P<minute>[0-5]\d)", _clock),
    rule("clock hours", "digits", r"(?P<hour>[012]\d)(?P<minute>[0-5]\d) (?:hours|hrs)", _clock),
    rule("o'clock", "part", r"(?P<hour>\d{1,2})(?: o['’]clock)? (?:in the|at) (?P<daypart>morning|afternoon|evening|night)",
         _clock),
    rule("noon", "part", r"(?P<word>noon|midday|midnight)", _clock),
    rule("part of a day", "part", r"(?:early |late |mid[- ]?)?{part}", _part_of_day, sharp=False),
    rule("now", "reference", r"(?:(?:right|even|just|for|by|until|up to) )?(?:now|the present)|currently|presently"
         r"|at (?:present|this moment)|nowadays|at the moment|current|present[- ]day", _present, dates=False),
    rule("to this day", "unit", r"to this day", _to_this_day, dates=False),
    rule("until now", "reference", r"to date|until now|up to now", _to_this_day, dates=False),
    rule("these days", "unit", r"these days", _present, dates=False),
    rule("the past", "reference", r"the (?:recent |distant |not-too-distant )?past|(?:most |more )?recently|lately",
         _past, dates=False),
    rule("the future", "reference", r"(?:the )?(?:near |immediate |foreseeable |not-too-distant |distant )?future", _future, dates=False),
)  # fmt: skip
