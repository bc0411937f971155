"""Names to places: each name of a report to one entry of the gazetteer, or to none, with a probability.

One sense a report for each name as it is written, apart by whether it stands alone or inside another name. A bad name
harms no other one: it is weighed like any name, and what fits no candidate stays named but unlocated.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set

from dateline.ground.places.features import gather
from dateline.ground.places.gazetteer import Candidate, Entry, Gazetteer, How
from dateline.ground.places.geometry import distance
from dateline.ground.places.keys import letters
from dateline.ground.places.outlets import UNKNOWN, Outlet
from dateline.ground.places.proposals import Proposal
from dateline.ground.places.ranker import Ranker
from dateline.records import Interval, PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "division": "division",
    "district": "district",
    "city": "city",
    "neighbourhood": "neighbourhood",
    "facility": "point",
    "area": "area",
    "landform": "area",
    "region": "region",
    "border": "line",
    "coast": "line",
}
_SEA = re.compile(r"\b(sea|ocean|gulf|bay|sound)\b", re.IGNORECASE)
_LAKE = re.compile(r"\b(lake|lough|loch|reservoir|lagoon|marsh(?:es)?)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"^(?:['’]s)?\s+(?:province|governorate|state|oblast|region|district|county|division)\b", re.IGNORECASE
)
_WITHIN = re.compile(
    r"(?:\s+(?:district|territory|county|town|village|city|area|region|province|state))?(?:,\s+|,?\s+in\s+)"
    r"(?:the\s+)?(?:far\s+)?(?:(?:north|south|east|west|centr)[a-z-]*\s+)?"
)
"""Between a name and what it lies in: "district in northern"."""
_SETTLEMENT = r"(?:villages?|town|area|city|locality|tehsil|taluka|block|sub-?division|district|division|camp)"
PART_OF = re.compile(
    rf"(?:\s+(?:{_SETTLEMENT}|police|station|outpost|post|limits|under|of|in|the|\([^()]*\)|[A-Z][\w’'-]*))*"
    r"\s+(?:of|in|under)\s+(?:the\s+)?"
)
"""Between a name and what it is a part of: "village under Ampani police outpost of"."""
_IS_PART = re.compile(rf"\s+{_SETTLEMENT}\b")
_PART_REACH = 80
_CLASSED = re.compile(
    r"\s+(?:(?:tribal|rural|border|frontier)\s+)?(?:district|agency|region|area|territory|valley|pass|camp)\b"
)
_LISTED_AFTER, _LISTED_BEFORE = re.compile(r",?\s+(?:and|or)\s+|,\s+"), re.compile(r"(?:,?\s+(?:and|or)|,)\s+$")
_LISTED_REACH = 10
"""Characters that hold a comma and an "and" between two names of a list."""
_HOLDERS = ("country", "division")
_AREAS = (*_HOLDERS, "district")
_NAMED, _LIKE = ("own", "other"), ("sound", "fuzzy")
TOGETHER = 150
"""Distinct names weighed against each other; a report of 500 words has some 30."""
STATES_ALONE = frozenset({"USA", "CAN", "AUS", "BRA", "MEX"})
"""Countries whose states news names without a word for it: "New York" and "Quebec" are left to the ranker."""
SEAT_SHARE = 0.1
"""A town that bears its unit's name and holds a tenth of its people is what the bare name means."""
LARGE = 50_000
"""People of a town whose name, if no other place bears it, is meant also where its country is not spoken of."""
SURNAMES = STATES_ALONE | {"GBR", "IRL", "NZL"}
"""Countries whose towns bear surnames and words of English: there the ranker knows better what is no place (LGL)."""
VILLAGE = 10_000
"""A place of fewer people that nothing tells of yields to a town of its name that has over three times as many."""
AT_HOME, NEIGHBOURING_KM = 3, 300.0
"""Places of a country that a report names if it is at home there, and how near a town over the border may be."""
UNSURE = 0.5
"""What a rule's answer counts where the ranker had none."""


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """The entry chosen for a name, how the name belongs to it, and the ranker's probability that it is right."""

    entry: Entry
    how: How
    probability: float
    division: str | None
    """The name of the first-level division that it is or lies in."""


def resolve_names(
    gazetteer: Gazetteer,
    ranker: Ranker,
    text: str,
    proposals: Sequence[Proposal],
    outlet: Outlet = UNKNOWN,
) -> dict[Interval, Resolution]:
    """The places of the proposed names of a text, by their spans; names that no place fits are left out.

    Of a text with more than TOGETHER distinct names that many at a time are weighed against each other, so that memory
    stays bounded.
    """
    found: dict[Interval, Resolution] = {}
    part: list[Proposal] = []
    distinct: set[str] = set()
    for proposal in proposals:
        name = text[slice(*proposal.span)]
        if name not in distinct and len(distinct) == TOGETHER:
            found |= _resolve(gazetteer, ranker, text, part, outlet)
            part, distinct = [], set()
        part.append(proposal)
        distinct.add(name)
    return found | _resolve(gazetteer, ranker, text, part, outlet)


def _resolve(
    gazetteer: Gazetteer, ranker: Ranker, text: str, proposals: Sequence[Proposal], outlet: Outlet
) -> dict[Interval, Resolution]:
    names = gather(gazetteer, text, proposals, outlet)
    choice, probability = ranker.choose(names)
    own: list[list[Candidate]] = [[] for _ in names.names]
    for owner, bearer in zip(names.owner.tolist(), names.candidates, strict=True):
        own[owner].append(bearer)
    chosen = {
        n: best for n, at in enumerate(choice.tolist())
        if at >= 0 and ((best := names.candidates[at]).how not in _LIKE or probability[n] >= UNSURE)
    }  # fmt: skip
    towns = {c.entry.id for c in chosen.values() if c.entry.kind == "city"}
    spoken_of = Counter(c.entry.country for c in chosen.values())
    units = {p.span[0]: c.entry for n, c in chosen.items() for p in names.proposals[n] if c.entry.kind in _HOLDERS}
    edges = {at for n, c in chosen.items() if c.entry.kind in _HOLDERS for p in names.proposals[n] for at in p.span}
    held = {holder.id for c in chosen.values() for holder in gazetteer.ancestors(c.entry)}
    told_of = {*spoken_of, *outlet.countries}
    best_of: dict[int, Candidate] = {}
    for number, at in enumerate(names.proposals):
        chief = (
            _part_of_town(own[number], towns)
            or _in_unit(gazetteer, text, at, own[number], units, chosen.get(number))
            or _larger(chosen.get(number), own[number], spoken_of, outlet.countries)
            or _by_itself(
                gazetteer, text, at, own[number], told_of, names.names[number], ruled=names.cues[number].ruled > 0.5
            )
        )
        if chief is not None:
            best_of[number] = chief
    areas = {p.span[0]: c.entry for n, c in best_of.items() for p in names.proposals[n] if c.entry.kind in _AREAS}
    found: dict[Interval, Resolution] = {}
    for number, chief in best_of.items():
        at = names.proposals[number]
        candidate = _in_area(gazetteer, text, at, chief, own[number], areas)
        if candidate is None or _is_stray(candidate, own[number], (c.entry for c in chosen.values()), outlet.countries):
            continue
        for proposal in at:
            behind = text[proposal.span[1] : proposal.span[1] + 20]
            article = text[max(0, proposal.span[0] - 4) : proposal.span[0]].lower() == "the "
            best = _by_class_word(gazetteer, candidate, own[number], behind, article=article)
            if best.entry.kind == "division" and best.entry.id not in held and not _UNIT.match(behind):
                if not _is_listed(text, proposal.span, edges):
                    best = _elsewhere(gazetteer, best, own[number])
            division = gazetteer.division(best.entry)
            share = round(float(probability[number]), 3) if number in chosen else UNSURE
            found[proposal.span] = Resolution(best.entry, best.how, share, division.name if division else None)
    return found


def _by_itself(
    gazetteer: Gazetteer, text: str, at: Sequence[Proposal], candidates: Sequence[Candidate],
    countries: Set[str | None], name: str, *, ruled: bool,
) -> Candidate | None:  # fmt: skip
    """The place of a name for which the ranker has none, where the name or the words beside it leave only one."""
    cover = at[0].cover
    if cover.startswith(("person", "other")):
        return None
    return _only_one(
        gazetteer, candidates, countries,
        people=cover == "group", part=cover.endswith("part"), ruled=cover in ("given", "location") and ruled,
        alike=name if cover in ("given", "location", "facility") else None,
    ) or _with_class_word(gazetteer, text, at)  # fmt: skip


def _part_of_town(candidates: Sequence[Candidate], towns: Set[int]) -> Candidate | None:
    """The part of a town that the report speaks of: beside Mosul "Old City" is Mosul's."""
    parts = [c for c in candidates if c.entry.kind == "neighbourhood" and c.entry.within in towns and c.how in _NAMED]
    return parts[0] if len(parts) == 1 else None


def _in_unit(
    gazetteer: Gazetteer, text: str, at: Sequence[Proposal], candidates: Sequence[Candidate],
    units: Mapping[int, Entry], chosen: Candidate | None,
) -> Candidate | None:  # fmt: skip
    """The bearer that lies in the country or division that the words behind the name give: "Palma in Mozambique"."""
    if chosen is not None and chosen.entry.kind in _HOLDERS:
        return None  # "Niger, Nigeria" in a list
    for proposal in at:
        end = proposal.span[1]
        match = _WITHIN.match(text[end : end + 60])
        unit = units.get(end + match.end()) if match else None
        if unit is not None:
            inside = [c for c in candidates if c.how in _NAMED and unit in gazetteer.ancestors(c.entry)]
            if inside and chosen not in inside:
                return max(inside, key=lambda c: (c.entry.kind == "city", c.entry.population))
    return None


def _in_area(
    gazetteer: Gazetteer, text: str, at: Sequence[Proposal], candidate: Candidate, candidates: Sequence[Candidate],
    areas: Mapping[int, Entry],
) -> Candidate | None:  # fmt: skip
    """The bearer in the country and division of what the words behind a name say that it is a part of, none where
    those have none: of "Mati area of Azra District in Logar" no town of the Philippines, of "Kawari village in Kupwara
    District" none of another state.
    """
    if candidate.entry.kind not in ("city", "neighbourhood", "facility"):
        return candidate
    for proposal in at:
        end = proposal.span[1]
        starts = sorted(start for start in areas if end < start < end + _PART_REACH)
        if text[max(0, proposal.span[0] - 5) : proposal.span[0]] == "from ":
            continue  # "a plane from Derna in Egypt"
        parts = (areas[start] for start in starts if PART_OF.fullmatch(text[end:start]))
        beside = areas[starts[0]] if starts and candidate.how in _LIKE else None  # a guess must fit what is named next
        holder = next(parts, beside)
        if holder is None or _lies_with(gazetteer, candidate.entry, holder):
            continue
        if _IS_PART.match(text, end) or candidate.how != "own" or candidate.entry.population < LARGE:
            inside = [c for c in candidates if c.how in _NAMED and _lies_with(gazetteer, c.entry, holder)]
            return max(inside, key=lambda c: c.entry.population, default=None)
    return candidate


def _lies_with(gazetteer: Gazetteer, entry: Entry, holder: Entry) -> bool:
    """Whether a place lies in a country, or in the first-level division that a division or district is or lies in."""
    if not _share_country(holder, entry):
        return False
    within, own = gazetteer.division(holder), gazetteer.division(entry)
    return within is None or own is None or within.id == own.id


def _is_stray(candidate: Candidate, bearers: Sequence[Candidate], chosen: Iterable[Entry], countries: Set[str]) -> bool:
    """Whether a small town lies far away in a country of which a report says nothing else, while it is at home in
    another: "Salanda village" of a report on Pakistan is none of Sweden; not a town that alone has its name ("Beslan").
    `chosen`: the places of the report.
    """
    entry = candidate.entry
    if entry.kind != "city" or entry.country in countries:
        return False
    alone = len({c.entry.id for c in bearers}) == 1 and (entry.population >= VILLAGE or entry.geonames_id is None)
    if candidate.how in ("own", "demonym") and (entry.population >= LARGE or alone):
        return False
    others = [other for other in chosen if other.id != entry.id]
    if any(other.country == entry.country for other in others):
        return False
    homes = Counter(other.country for other in others if other.country)
    near = any(distance(entry.lat, entry.lon, o.lat, o.lon) < NEIGHBOURING_KM for o in others if o.kind == "city")
    return not near and max(homes.values(), default=0) >= AT_HOME


def _share_country(one: Entry, other: Entry) -> bool:
    return not set((one.country or "").split("|")).isdisjoint((other.country or "").split("|"))


def _larger(
    candidate: Candidate | None, candidates: Sequence[Candidate], spoken_of: Mapping[str | None, int],
    countries: Set[str],
) -> Candidate | None:  # fmt: skip
    """The town of the same name that has many times a village's people, where nothing else tells of the village."""
    if candidate is None or candidate.entry.kind != "city" or candidate.how not in _NAMED:
        return candidate
    entry = candidate.entry
    known = entry.population > 0 or entry.geonames_id is not None  # the project's own towns are in the news
    if (
        not known
        or entry.population >= VILLAGE
        or entry.country in SURNAMES | countries
        or spoken_of[entry.country] > 1
    ):
        return candidate
    larger = [c for c in candidates if c.how in _NAMED and c.entry.kind == "city" and c.entry.population > 3 * VILLAGE]
    return max(larger, key=lambda c: c.entry.population, default=candidate)


def _without_villages(candidates: list[Candidate]) -> list[Candidate]:
    """The one large town alone where all other bearers of the name are villages."""
    large = [c for c in candidates if c.entry.population > 3 * VILLAGE]
    small = all(
        c.entry.kind == "city" and (c in large or c.entry.population < VILLAGE) and c.entry.country not in SURNAMES
        for c in candidates
    )
    return large if small and len(large) == 1 else candidates


def _with_class_word(gazetteer: Gazetteer, text: str, at: Sequence[Proposal]) -> Candidate | None:
    """The place whose name has the class word in it that stands behind: "Khyber" in "Khyber tribal district"."""
    for start, end in (proposal.span for proposal in at):
        match = _CLASSED.match(text[end : end + 40])
        if match:
            whole = gazetteer.candidates(text[start : end + match.end()])
            found = [c for c in whole if c.how in _NAMED and c.stripped is None]
            if len({c.entry.id for c in found}) == 1:
                return found[0]
    return None


def _only_one(
    gazetteer: Gazetteer, candidates: Sequence[Candidate], countries: Set[str | None], *,
    people: bool, part: bool, ruled: bool, alike: str | None,
) -> Candidate | None:  # fmt: skip
    """A name that one place alone bears, where that is no town, or lies in a country that the report speaks of, or
    words of place stand before it ("in the vicinity of Tal Afar").

    A town of those countries that alone sounds like the name (`alike`) and is about as long is it too. LGL and
    GeoVirus, which taught the ranker what is none of its candidates, name hardly any such place.
    """
    if people:
        peoples = [c for c in candidates if c.how == "demonym"]
        return peoples[0] if len(peoples) == 1 else None
    holders = {entry.id for c in candidates for entry in gazetteer.ancestors(c.entry)}
    finest = _without_villages([c for c in candidates if c.entry.id not in holders])
    if alike and candidates and all(c.how in _LIKE for c in candidates):
        near = [
            c for c in finest if c.entry.kind == "city" and c.entry.country in countries
            and abs(letters(c.entry.name) - letters(alike)) <= 1
        ]  # fmt: skip
        return near[0] if len(near) == 1 and near[0].entry.country not in SURNAMES else None
    districts = [c for c in candidates if (c.entry.country in countries or not countries) and _is_district_named(c)]
    if len(districts) == 1:
        return districts[0]  # "Satkhira District", in a report of Bangladesh
    if len(finest) != 1 or finest[0].how not in _NAMED or finest[0].entry.kind == "district":
        return None
    entry = finest[0].entry
    if entry.kind != "city":
        return finest[0]
    known = ruled or entry.population >= LARGE or entry.country in countries
    return finest[0] if known and not part and entry.country not in SURNAMES else None


def _is_district_named(candidate: Candidate) -> bool:
    """Whether a candidate is a district that bears the name with its class word: "Gaya District", "Bajaur Agency"."""
    entry = candidate.entry
    asked = candidate.stripped is not None or entry.name.split()[-1].lower() in ("district", "agency")
    return entry.kind == "district" and candidate.how == "own" and asked and entry.country not in SURNAMES


def _by_class_word(
    gazetteer: Gazetteer, candidate: Candidate, candidates: Sequence[Candidate], behind: str, *, article: bool
) -> Candidate:
    """A town, sea or region and a unit of one name, told apart by the words beside: "Aleppo province", "the Sahel"."""
    asked = _UNIT.match(behind) is not None
    if candidate.entry.kind in ("division", "district") and not asked:
        seas = [c for c in candidates if c.entry.kind == "water" and c.how == "own"]
        regions = [c for c in candidates if article and c.entry.kind == "region" and c.how == "own"]
        if regions:
            return regions[0]  # "the Sahel" is no province
        if seas and (_SEA.search(seas[0].entry.name) or _LAKE.search(seas[0].entry.name)):
            return seas[0]
    if candidate.stripped is not None or candidate.how not in _NAMED or candidate.entry.country in STATES_ALONE:
        return candidate
    if candidate.entry.kind == "city" and asked:
        above = {entry.id for entry in gazetteer.ancestors(candidate.entry)}
        units = [c for c in candidates if c.entry.id in above and c.entry.kind in ("division", "district")]
        return units[-1] if units else candidate
    if candidate.entry.kind in ("division", "district") and not asked:
        towns = [
            c for c in candidates
            if c.entry.kind == "city" and c.how in _NAMED
            and c.entry.population > SEAT_SHARE * candidate.entry.population
            and candidate.entry.id in {entry.id for entry in gazetteer.ancestors(c.entry)}
        ]  # fmt: skip
        return max(towns, key=lambda c: c.entry.population, default=candidate)
    return candidate


def _elsewhere(gazetteer: Gazetteer, unit: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The large town that bears a unit's name and lies elsewhere in its country: "Washington", where nothing in the
    state is named.
    """
    if unit.how != "own" or unit.stripped is not None:
        return unit
    towns = [
        c for c in candidates
        if c.entry.kind == "city" and c.how == "own" and c.entry.country == unit.entry.country
        and c.entry.population > SEAT_SHARE * unit.entry.population
        and unit.entry not in gazetteer.ancestors(c.entry)
    ]  # fmt: skip
    return max(towns, key=lambda c: c.entry.population, default=unit)


def _is_listed(text: str, span: Interval, edges: Container[int]) -> bool:
    """Whether a name stands in a list with that of a country or division: "in Washington, Oregon and Idaho".

    `edges` are where such names begin and end.
    """
    behind = _LISTED_AFTER.match(text, span[1])
    before = _LISTED_BEFORE.search(text[max(0, span[0] - _LISTED_REACH) : span[0]])
    return (behind is not None and behind.end() in edges) or (before is not None and span[0] - len(before[0]) in edges)


def precision_of(entry: Entry) -> PlacePrecision:
    """How precise a place of the gazetteer is: a river or border is a line, a lake an area, a sea a region."""
    if entry.kind == "water":
        return "region" if _SEA.search(entry.name) else "area" if _LAKE.search(entry.name) else "line"
    return _PRECISION[entry.kind]
