"""Small valid records to store, with invented names, and a clock that ticks."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.archive import RunDescription
from dateline.records import (
    Attribution,
    Claim,
    Coded,
    Entity,
    Harm,
    Incident,
    IncidentHarm,
    Mention,
    Moment,
    Place,
    Report,
    Role,
    Support,
)

RUN = RunDescription("0.1.0", "reader-a", "ground-a", {"fast": False})
OTHER_RUN = RunDescription("0.2.0", "reader-b", "ground-a", {"fast": True, "codebook": None})
TEXT = "Gunmen of the Red Dawn shot Jane Doe in Qasr on Sunday, police said.\n\nJANE\n doe was 40."
DAY = dt.date(2017, 7, 9)


class Ticking:
    """A clock that goes one second further with each look."""

    def __init__(self) -> None:
        self.now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


def received(
    text: str = TEXT, id_: str | None = None, data: bytes | None = None, **metadata: Any
) -> tuple[Report, bytes]:
    """A report and its bytes."""
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    sha256 = hashlib.sha256(data).hexdigest()
    known: dict[str, Any] = {"title": None, "outlet": "Wire", "url": None, "published": DAY, "language": "en"}
    return Report(id=id_ or f"sha256:{sha256}", text=text, sha256=sha256, **(known | metadata)), data


def span_of(report: Report, words: str, after: int = 0) -> dict[str, Any]:
    """The span of words in the report's text, as keyword arguments."""
    start = report.text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def coded_for(report: Report, *, status: Any = "happened", mention_id: str = "m1") -> Coded:
    """A result for a report whose text is TEXT or begins with other letters of the same length."""
    if "Qasr" not in report.text:
        return Coded(report=report, entities=(), mentions=())
    victim = report.text[28:36]
    place = Place(
        **span_of(report, "Qasr"), name="Qasr", geonames_id=7, lat=33.5, lon=44.25, country="IRQ", admin1="Baghdad",
        kind="city", relation="in", radius_km=5.0, precision="city", probability=0.9,
    )  # fmt: skip
    moment = Moment(
        **span_of(report, "Sunday"), from_=DAY, to=DAY, granularity="day", precision="day", anchor="publication",
        value="2017-07-09",
    )  # fmt: skip
    entities = (
        Entity(id="e1", type="person", name=victim, mentions=((28, 36), (33, 36)), place=None, actor=None),
        Entity(id="e2", type="organisation", name="Red Dawn", mentions=((14, 22),), place=None, actor=None),
    )
    mention = Mention(
        id=mention_id, type="ASSAULT", modes=("firearms",), contexts=(), trigger=report.span(23, 27), sentence=(0, 68),
        roles=(
            Role(**span_of(report, "Red Dawn"), role="actor", entity="e2", kind="organisation"),
            Role(**span_of(report, "Gunmen"), role="actor", entity=None, kind="individual"),
            Role(start=28, end=36, text=victim, role="victim", entity="e1", kind="individual"),
        ),
        places=(place,), moment=moment,
        harm=(harm(report, "killed", 1, "shot"),),
        status=status, status_probability=0.8, aggregate=False, background=False, trend=None,
        attribution=(
            Attribution(
                source=report.span(56, 62), cue=report.span(63, 67), content=report.span(0, 54), entity=None,
                relation="official", via=(),
            ),
        ),
        claims=(Claim(by="Red Dawn", entity="e2", kind="stated as fact", link="unknown", source=None),),
        control=None, confidence=0.7,
    )  # fmt: skip
    return Coded(report=report, entities=entities, mentions=(mention,))


def harm(
    report: Report, kind: Any, best: int | None, words: str, *, low: int | None = None, high: int | None = None,
    total: bool = False, source: str | None = None,
) -> Harm:  # fmt: skip
    """A harm with its figures."""
    return Harm(
        **span_of(report, words), kind=kind, who=None, side=None, low=low, best=best, high=high, total=total,
        source=source,
    )  # fmt: skip


def incident_of(*coded: Coded, id_: str = "i1") -> Incident:
    """An incident that the first mentions of results tell of."""
    first = coded[0].mentions[0]
    return Incident(
        id=id_, type=first.type, modes=first.modes, place=first.places[0], from_=DAY, to=DAY,
        actors=("Red Dawn",), recipients=(coded[0].report.text[28:36],), harm=(IncidentHarm(kind="killed", low=1, best=1, high=1),),
        status=first.status, aggregate=False, background=False, reports=len(coded), outlets=1,
        support=tuple(
            Support(
                report=c.report.id, mention=c.mentions[0].id, sentence=c.report.text[0:68], outlet=c.report.outlet,
                source="police",
            )
            for c in coded
        ),
        conflicts=(), confidence=0.7,
    )  # fmt: skip


def changed(report: Report, **fields: Any) -> Report:
    """The report with other fields."""
    return msgspec.structs.replace(report, **fields)


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
