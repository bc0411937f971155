"""The `datapackage.json` beside an export: what it holds, what it was made from, and what others may do with it.

Frictionless Data Package 2.0 (https://datapackage.org/standard/data-package/), with an object `dateline` of our own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dateline.exports.files import Format

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TABLES: frozenset[Format] = frozenset({"csv", "parquet", "jsonl", "xlsx"})
LICENCES = (
    "The sentences and words quoted from the reports stay their publishers'; Dateline gives no licence to them.",
    "Place names, identifiers and coordinates: GeoNames (https://www.geonames.org), CC BY 4.0.",
    "Areas of divisions and their further names: Natural Earth, public domain.",
    "Names of armed actors that Dateline's own files do not have: UCDP Georeferenced Event Dataset 21.1 (Sundberg, "
    "Ralph and Erik Melander 2013, https://ucdp.uu.se), CC BY 4.0.",
)
"""As the program's NOTICE names them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """What an export was made from.

    `archive` is the hash of its content (`content_hash`), `runs` describe what coded the reports, `left_out` counts by
    reason, `options` are those of the export, `codebook` names the coding standard.
    """

    program: str
    created: dt.datetime
    archive: str
    reports: int
    runs: Sequence[Mapping[str, object]]
    rows: int
    left_out: Mapping[str, int]
    options: Mapping[str, object]
    codebook: Mapping[str, str]


def package_path(path: Path) -> Path:
    """Where the package of an export lies: `incidents.csv.datapackage.json` beside `incidents.csv`."""
    return path.with_name(f"{path.name}.datapackage.json")


def content_hash(reports: Iterable[tuple[str, int, str]], results: Iterable[tuple[str, str]]) -> str:
    """The hash of what an archive holds: `sha256:` and 64 hexadecimal digits.

    Hashed are, in the order of the reports' ids, one line of JSON a report: its id, its version, the SHA-256 of its
    bytes, and the id of the run of its newest result or null. `results` gives the report's and the run's id. So it
    does not depend on the order in which reports came, on the file's pages or on when it was copied. Incidents follow
    from the results and from what reviewers decided; their versions stand in the export itself.
    """
    runs = dict(results)
    digest = hashlib.sha256()
    for id_, version, sha256 in sorted(reports):
        digest.update(json.dumps([id_, version, sha256, runs.get(id_)]).encode("utf-8") + b"\n")
    return f"sha256:{digest.hexdigest()}"


def package(name: str, form: Format, data: bytes, fields: Sequence[Mapping[str, str]], made: Made) -> bytes:
    """The package of one export as JSON, UTF-8: `data` are the bytes of the file `name`, `fields` its columns."""
    resource: dict[str, object] = {
        "name": "".join(c if c.isascii() and c.isalnum() else "-" for c in Path(name).stem.lower()),
        "path": name,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": list(fields), "missingValues": [""]},
    }
    if form in _TABLES:
        resource["type"] = "table"
    if form not in ("parquet", "xlsx"):
        resource["encoding"] = "utf-8"
    told = dataclasses.asdict(made) | {"created": made.created.isoformat(timespec="seconds"), "licences": LICENCES}
    whole = {"$schema": PROFILE, "created": told["created"], "resources": [resource], "dateline": told}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
