"""Reports with their place names grounded: LGL (identifiers of GeoNames) and GeoVirus (pages of Wikipedia)."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

from dateline.ground.places import Entry
from dateline.ground.places.geometry import distance
from dateline.ground.places.keys import normalise
from dateline.records import Interval, Place

RIGHT_KM = 161.0
"""A hundred miles: the usual bound of geoparsing papers."""
_WIDE = ("country", "division", "region", "area")


@dataclasses.dataclass(frozen=True, slots=True)
class Gold:
    """One marked place name. GeoVirus gives no identifier but the title of its page; both give a point in degrees."""

    span: Interval
    text: str
    geonames_id: int | None
    title: str | None
    lat: float
    lon: float


@dataclasses.dataclass(frozen=True, slots=True)
class Grounded:
    """A report with its place names; `url` where the corpus gives it."""

    name: str
    text: str
    url: str | None
    places: tuple[Gold, ...]


def is_right(place: Place | Entry, gold: Gold) -> bool:
    """Whether a place is the gold's: same identifier, same name as the page's title for an area, or within 161 km."""
    if gold.geonames_id is not None and place.geonames_id == gold.geonames_id:
        return True
    if gold.title is not None and place.kind in _WIDE and normalise(place.name) == normalise(gold.title):
        return True
    located = place.lat is not None and place.lon is not None
    return located and distance(place.lat or 0.0, place.lon or 0.0, gold.lat, gold.lon) <= RIGHT_KM


def read_geoparsing(path: Path) -> list[Grounded]:
    """The reports of one file. Names without a point are left out, and those whose offsets miss their text.

    Raises OSError or ElementTree.ParseError where the file cannot be read.
    """
    root = ElementTree.parse(path).getroot()
    found = []
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        url = article.findtext("url") or article.findtext("domain")
        nodes = [*article.iter("toponym"), *article.iter("location")]
        places = [gold for node in nodes if (gold := _gold(node, text)) is not None]
        found.append(Grounded(article.get("docid") or str(number), text, url, tuple(places)))
    return found


def _gold(node: ElementTree.Element, text: str) -> Gold | None:
    tag = node.find("gaztag")
    holder = node if tag is None else tag
    lat, lon = holder.findtext("lat"), holder.findtext("lon")
    words = node.findtext("phrase") or node.findtext("name") or ""
    if lat is None or lon is None or not words:
        return None
    start = int(node.findtext("start") or -1)
    if text[start : start + len(words)] != words:
        near = [m.start() for m in re.finditer(re.escape(words), text)]
        if not near:
            return None
        start = min(near, key=lambda at: abs(at - start))
    identifier = tag.get("geonameid") if tag is not None else None
    page = node.findtext("page")
    title = unquote(page.rsplit("/", 1)[-1]).replace("_", " ") if page else None
    return Gold(
        (start, start + len(words)), words, int(identifier) if identifier else None, title, float(lat), float(lon)
    )
