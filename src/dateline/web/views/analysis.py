"""The analyses of the archive's incidents: the same JSON objects as the command line gives."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from dateline.analysis import answers
from dateline.analysis.answers.hawkes import EVERY
from dateline.analysis.choices import Choices, Source, country_codes, in_order
from dateline.analysis.contagion.knox import DEALS
from dateline.analysis.events import Violence, choose_actors
from dateline.analysis.series import Facet, Step
from dateline.analysis.territory import shipped_calendar, told_calendar
from dateline.analysis.territory.effects import PLACEBOS
from dateline.records import EventType, HarmKind, PlacePrecision, Status
from dateline.web import limits
from dateline.web.analyses import Analyses
from dateline.web.answers import JSON, tagged
from dateline.web.filters import Words
from dateline.web.told import ChangesTold, HawkesTold, RepeatsTold, SeriesTold, TerritoryTold
from dateline.web.views.common import Described, TheDesk, gives

router = APIRouter(tags=["analysis"], prefix="/analysis")
_ROUGHEST: PlacePrecision = "near"
"""What a test of near repeats takes, if nothing else is asked for: places known to 25 km or better."""
Since = Annotated[dt.date | None, Query(alias="from", description="First day that counts.")]
Until = Annotated[dt.date | None, Query(description="Last day that counts.")]
Affiliates = Annotated[bool, Query(description="Also of actors whose parent it is.")]
Every = Annotated[int, Query(ge=14, le=100_000, description="Days over which the background may turn once.")]


def _analyses(request: Request) -> Analyses:
    analyses = request.app.state.analyses
    assert isinstance(analyses, Analyses)
    return analyses


def choices(
    actor: Annotated[Words, Query(description="Only events of it, by name or id.")] = [],
    affiliates: Affiliates = False,
    from_: Since = None,
    to: Until = None,
    country: Annotated[Words, Query(description="Only there: ISO 3166-1 alpha-3.")] = [],
    not_in: Annotated[Words, Query(description="Only outside these countries.")] = [],
    violence: Annotated[list[Violence], Query(description="UCDP's type of violence.")] = [],
    type_: Annotated[list[EventType], Query(alias="type", description="PLOVER's type.")] = [],
    status: Annotated[list[Status], Query(description="Told so; `happened` and `ongoing` without.")] = [],
    precision: Annotated[PlacePrecision | None, Query(description="The roughest that counts.")] = None,
) -> Choices:
    """What a request asks for. Raises SettingError for days and countries that there are not."""
    limits.days(from_, to)
    in_order(from_, to, where="to")
    return Choices(
        tuple(actor), affiliates, from_, to,
        violence=frozenset(violence) or None,
        types=frozenset(type_) or None,
        statuses=frozenset(status) or None,
        countries=country_codes(country, where="country"),
        not_in=country_codes(not_in, where="not_in") or frozenset(),
        precision=precision,
    )  # fmt: skip


Chosen = Annotated[Choices, Depends(choices)]
TheAnalyses = Annotated[Analyses, Depends(_analyses)]


def _gives(shape: type) -> Described:
    return gives(shape, fails=(404, 422, 501))


def _answer(
    request: Request, analyses: Analyses, question: Hashable, work: Callable[[Source], Mapping[str, Any]],
    *, long: bool = True,
) -> Response:  # fmt: skip
    return tagged(request, analyses.answer(question, work, long=long), JSON)


@router.get("/series", responses=_gives(SeriesTold))
def series(
    request: Request, analyses: TheAnalyses, chosen: Chosen, step: Step = "month",
    by: Annotated[Facet | None, Query(description="A row for each value.")] = None,
    harm: Annotated[HarmKind, Query(description="Whose number is summed.")] = "killed",
) -> Response:  # fmt: skip
    """Counts and harm over time, beside how much was reported; gaps in reporting are no zeros."""

    def work(source: Source) -> Mapping[str, Any]:
        limits.series(source, chosen, step, by)
        return answers.count_series(source, chosen, step=step, facet=by, harm=harm).told

    return _answer(request, analyses, ("series", chosen, step, by, harm), work, long=False)


@router.get("/changes", responses=_gives(ChangesTold))
def changes(request: Request, analyses: TheAnalyses, chosen: Chosen, step: Step = "week") -> Response:
    """When counts changed, whether they rise or fall, and whether they have seasons."""

    def work(source: Source) -> Mapping[str, Any]:
        limits.series(source, chosen, step)
        return answers.find_changes(source, chosen, step=step).told

    return _answer(request, analyses, ("changes", chosen, step), work)


@router.get("/hawkes", responses=_gives(HawkesTold))
def hawkes(
    request: Request, analyses: TheAnalyses, chosen: Chosen, background_every: Every = EVERY,
    constant: Annotated[bool, Query(description="A constant background: drift then passes for contagion.")] = False,
    bootstrap: Annotated[
        int, Query(ge=0, le=limits.MOST_BOOTSTRAP, description="Simulated series for a second interval.")
    ] = 0,
    seed: Annotated[int, Query(ge=0, le=2**31)] = 0,
    by_country: Annotated[bool, Query(description="Countries as groups that may set off each other's events.")] = False,
) -> Response:  # fmt: skip
    """A process in which events set off further ones, beside a background that varies in time."""

    def work(source: Source) -> Mapping[str, Any]:
        limits.hawkes(source, chosen, background_every, by_country=by_country)
        if by_country:
            mutual = answers.fit_hawkes_by_country(source, chosen, every=background_every, constant=constant, seed=seed)
            return mutual.told
        return answers.fit_hawkes(
            source, chosen, every=background_every, constant=constant, runs=bootstrap, seed=seed
        ).told

    return _answer(request, analyses, ("hawkes", chosen, background_every, constant, bootstrap, seed, by_country), work)


@router.get("/repeats", responses=_gives(RepeatsTold))
def repeats(
    request: Request, analyses: TheAnalyses, chosen: Chosen,
    deals: Annotated[int, Query(ge=19, le=limits.MOST_DEALS, description="How often days are dealt anew.")] = DEALS,
    seed: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> Response:  # fmt: skip
    """Whether events close in space are close in time more often than chance (Knox)."""
    if chosen.precision is None:
        chosen = dataclasses.replace(chosen, precision=_ROUGHEST)

    def work(source: Source) -> Mapping[str, Any]:
        limits.repeats(source, chosen, deals)
        return answers.find_repeats(source, chosen, deals=deals, seed=seed).told

    return _answer(request, analyses, ("repeats", chosen, deals, seed), work)


@router.get("/territory", responses=_gives(TerritoryTold))
def territory(
    request: Request, desk: TheDesk, analyses: TheAnalyses,
    actor: Annotated[Words, Query(min_length=1, description="Who loses ground, by name or id.")],
    affiliates: Affiliates = False,
    comparison: Annotated[Words, Query(description="A group that lost nothing then.")] = [],
    calendar: Annotated[
        Literal["shipped", "archive"], Query(description="The losses that come along, or those that reports tell of.")
    ] = "shipped",
    from_: Since = None, to: Until = None,
    placebos: Annotated[int, Query(ge=19, le=limits.MOST_PLACEBOS, description="Other sets of dates.")] = PLACEBOS,
) -> Response:  # fmt: skip
    """As a group loses ground, what happens elsewhere: an estimate, its checks, and every defensible choice."""
    limits.days(from_, to)
    in_order(from_, to, where="to")

    def work(source: Source) -> Mapping[str, Any]:
        wider = choose_actors(actor, source.events, affiliates=True)
        if calendar == "shipped":
            losses = shipped_calendar(wider)
        else:
            losses = told_calendar(coded for coded, _ in desk.archive.newest())
        limits.territory(source, from_, to)
        return answers.study_territory(
            source, actor, losses, since=from_, until=to, comparison=comparison, affiliates=affiliates,
            placebos=placebos,
        ).told  # fmt: skip

    asked = ("territory", tuple(actor), affiliates, tuple(comparison), calendar, from_, to, placebos)
    return _answer(request, analyses, asked, work)
