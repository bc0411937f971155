"""Which tellings rest on each other: copies of one text are one source, and so are reports that cite one person."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dateline.incidents.clusters import connected
from dateline.incidents.copies import groups_of_copies
from dateline.incidents.tellings import Telling


def origins(group: Sequence[Telling]) -> list[int]:
    """The number of the independent source of each telling, from 0 in order; all of one report have one."""
    reports = list({t.coded.report.id: t.coded.report for t in group}.values())
    if len(reports) == 1:
        return [0] * len(group)
    place = {report.id: at for at, report in enumerate(reports)}
    links = [(a, b) for copies in groups_of_copies([r.text for r in reports]) for a, b in itertools.pairwise(copies)]
    cited: dict[str, int] = {}
    for telling in group:
        at = place[telling.coded.report.id]
        links += [(cited.setdefault(person, at), at) for person in _persons_cited(telling)]
    number = {at: n for n, source in enumerate(connected(len(reports), links)) for at in source}
    return [number[place[telling.coded.report.id]] for telling in group]


def _persons_cited(telling: Telling) -> set[str]:
    """The names of the persons who are cited for a telling, by their last word: "Col. Haitham Dervani", "Dervani"."""
    entities = {entity.id: entity for entity in telling.coded.entities}
    cited = (entities.get(a.entity or "") for a in telling.mention.attribution)
    names = (entity.name for entity in cited if entity is not None and entity.type == "person")
    return {name.split()[-1] for name in names if name[:1].isupper() and " " in name}
