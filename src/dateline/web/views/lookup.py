"""Completion: places, actors, and the words that fields may hold."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request, Response

from dateline.codebooks import NAMES as CODEBOOKS
from dateline.codebooks import codebook
from dateline.codebooks.plover import MODES
from dateline.ground.actors import actors_called
from dateline.ground.places import Entry, around, called, gazetteer, place_of, point
from dateline.records import EventType, HarmKind, Party, Place, PlacePrecision, Record, RoleName, Status
from dateline.reviews import CORRECTABLE
from dateline.web.answers import answer
from dateline.web.views.common import gives

router = APIRouter(tags=["lookup"])
Typed = Annotated[str, Query(min_length=1, max_length=100)]


class FoundPlace(Record, frozen=True, kw_only=True):
    """A place to choose, in words that tell it from its namesakes."""

    label: str
    place: Place


class FoundPlaces(Record, frozen=True, kw_only=True):
    """Places to choose from, the likeliest first."""

    items: tuple[FoundPlace, ...]


class FoundParty(Record, frozen=True, kw_only=True):
    """An actor to choose."""

    label: str
    party: Party


class FoundParties(Record, frozen=True, kw_only=True):
    """Actors to choose from; the last is the name as it was typed."""

    items: tuple[FoundParty, ...]


class TypeWords(Record, frozen=True, kw_only=True):
    """The modes of an event type."""

    modes: tuple[str, ...]


class Vocabulary(Record, frozen=True, kw_only=True):
    """The values that fields may have."""

    types: dict[str, TypeWords]
    statuses: tuple[str, ...]
    precisions: tuple[str, ...]
    harm: tuple[str, ...]
    correctable: tuple[str, ...]
    roles: tuple[str, ...]


class Book(Record, frozen=True, kw_only=True):
    """A coding standard."""

    name: str
    title: str
    version: str


class Books(Record, frozen=True, kw_only=True):
    """The coding standards, the native one first."""

    items: tuple[Book, ...]


def _label(entry: Entry) -> str:
    division = gazetteer().division(entry)
    country = gazetteer().country(entry.country) if entry.country else None
    within = [p for p in (division.name if division else None, country.name if country else entry.country) if p]
    return f"{entry.name} ({entry.kind}), {', '.join(p for p in within if p != entry.name)}".rstrip(", ")


@router.get("/places", responses=gives(FoundPlaces))
def places(request: Request, q: Typed) -> Response:
    """The places whose names are, or begin with, what is typed."""
    found = tuple(FoundPlace(label=_label(entry), place=place_of(entry)) for entry in called(q))
    return answer(request, FoundPlaces(items=found))


@router.get("/places/at", responses=gives(FoundPlaces))
def places_at(
    request: Request, lat: Annotated[float, Query(ge=-90, le=90)],
    lon: Annotated[float, Query(ge=-180, le=180)],
) -> Response:  # fmt: skip
    """A point of the map, and the towns around it."""
    here = point(lat, lon, f"{lat:.4f}, {lon:.4f}")
    within = ", ".join(part for part in (here.admin1, here.country) if part) or "at sea"
    near = tuple(FoundPlace(label=_label(entry), place=place_of(entry)) for entry in around(lat, lon))
    return answer(request, FoundPlaces(items=(FoundPlace(label=f"{here.name} ({within})", place=here), *near)))


@router.get("/actors", responses=gives(FoundParties))
def actors(request: Request, q: Typed, role: RoleName = "actor") -> Response:
    """The actors whose names hold what is typed."""
    named = tuple(
        FoundParty(label=f"{a.name} ({a.id})", party=Party(role=role, name=a.name, actor=a, tellings=()))
        for a in actors_called(q)
    )
    typed = q.strip() or q
    asked = FoundParty(label=f"“{typed}” as typed", party=Party(role=role, name=typed, actor=None, tellings=()))
    return answer(request, FoundParties(items=(*named, asked)))


@router.get("/vocabulary", responses=gives(Vocabulary))
def vocabulary(request: Request) -> Response:
    """The values that fields may have."""
    words = Vocabulary(
        types={name: TypeWords(modes=tuple(MODES[name])) for name in get_args(EventType)},
        statuses=get_args(Status), precisions=get_args(PlacePrecision), harm=get_args(HarmKind),
        correctable=CORRECTABLE, roles=get_args(RoleName),
    )  # fmt: skip
    return answer(request, words)


@router.get("/codebooks", responses=gives(Books))
def codebooks(request: Request) -> Response:
    """The coding standards."""
    books = map(codebook, CODEBOOKS)
    return answer(request, Books(items=tuple(Book(name=b.name, title=b.title, version=b.version) for b in books)))
