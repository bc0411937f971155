"""How fast the desk answers on many incidents: its first look; lists, facets, map and time line, filtered and not.

Usage: python benchmarks/web.py [--incidents 100000] [--browser] [--record]

The incidents are random (seed 11): towns around 40 centres, five years, 300 actors. Given are milliseconds on the
server, median and slowest of `--rounds` (the desk answers a request whole, through the same code as in use, without the
network), the same after one incident has changed, and the seconds and megabytes that it takes to start. With
`--browser`, also the seconds until Chromium has drawn the map (in software where there is no graphics card).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import multiprocessing
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from starlette.testclient import TestClient

from dateline.archive import Archive, RunDescription
from dateline.archive.shelf import Held, Rewritten
from dateline.archive.values import TellingRow
from dateline.building import rules
from dateline.records import Actor, Coded, Incident, IncidentHarm, Party, Place, Report, Support
from dateline.web import create_app, running
from recording import record

RUN = RunDescription("benchmark", "synthetic", "synthetic", {})
REPORTS = 2_000
QUESTIONS = {
    "list": "/api/incidents?limit=100",
    "list_filtered": "/api/incidents?type=ASSAULT&actor=Group%207&from=2022-01-01&to=2022-12-31&limit=100",
    "list_searched": "/api/incidents?q=bridge%20soldiers&limit=100",
    "facets": "/api/facets",
    "facets_filtered": "/api/facets?type=ASSAULT&country=IRQ&status=happened",
    "map_world": "/api/map?zoom=1",
    "map_filtered": "/api/map?zoom=6&bbox=38,29,49,38&type=ASSAULT",
    "timeline": "/api/timeline",
    "timeline_filtered": "/api/timeline?actor=Group%207&harm=killed",
    "queue": "/api/queue",
    "overview": "/api/overview",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--browser", action="store_true", help="also in Chromium, on the built pages")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        # In a process of its own, so that what it takes is not counted as the desk's.
        filling = multiprocessing.get_context("spawn").Process(target=fill, args=(path, args.incidents))
        filling.start()
        filling.join()
        assert filling.exitcode == 0
        figures = measure(path, args.incidents, args.rounds)
        if args.browser:
            figures |= in_browser(path)
    figures["incidents"] = args.incidents
    if args.record:
        record("web", "synthetic", figures)
    print(json.dumps(figures))


def measure(path: Path, count: int, rounds: int) -> dict[str, Any]:
    """The figures of a desk on an archive."""
    with Archive.open(path, create=False) as archive:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        client = TestClient(create_app(archive, token="t", with_pages=False), base_url="http://127.0.0.1")  # noqa: S106
        drawn = client.get("/api/map?zoom=1").json()
        first = time.perf_counter() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert drawn["total"] == count, "the desk has all of them"
        figures: dict[str, Any] = {}
        for name, url in QUESTIONS.items():
            taken = []
            for _ in range(rounds + 1):
                start = time.perf_counter()
                response = client.get(url)
                taken.append(1000 * (time.perf_counter() - start))
                assert response.status_code == 200, response.text
            # The first of each makes what the next ones use again.
            once, *again = taken
            middle, most = statistics.median(again), max(again)
            figures[name] = {"ms": round(middle, 1), "slowest_ms": round(most, 1), "first_ms": round(once, 1)}
        change_one(archive)
        start = time.perf_counter()
        assert client.get("/api/facets").json()["total"] == count - 1
        changed = 1000 * (time.perf_counter() - start)
    slowest = max(f["ms"] for f in figures.values())
    start_figures = {"start_s": round(first, 2), "start_mb": round(grown)}
    return {**start_figures, "slowest_ms": slowest, "after_a_change_ms": round(changed), "asked": figures}


def change_one(archive: Archive) -> None:
    """Rejects the first incident, as a review of it would, but without building what is near."""

    def rejected(held: Held) -> Rewritten:
        (one,) = held.incidents.values()
        return Rewritten([(0, msgspec.structs.replace(one, review="rejected", version=2))], (), ())

    first = next(archive.iter_incidents())
    telling = TellingRow("r0", "m", first.id, 1, 0, first.type, None, None, None, None, None, None)
    assert archive.rewrite_incidents(
        lambda _: Rewritten((), (telling,), ()), cells={1}, generation=archive.generation(), rules=rules(),
        until=archive.coded_until(),
    )  # fmt: skip
    assert archive.rewrite_incidents(
        rejected, cells={1}, generation=archive.generation(), rules=rules(), until=archive.coded_until()
    )


def in_browser(path: Path) -> dict[str, float]:
    """Seconds until the pages have drawn the map and the list, and what they fetched for it."""
    from playwright.sync_api import sync_playwright

    with running(path) as desk, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--use-gl=swiftshader"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        fetched: list[int] = []
        page.on("response", lambda r: fetched.append(int(r.headers.get("content-length", 0))))
        start = time.perf_counter()
        page.goto(f"{desk.url}/explore")
        page.wait_for_selector("html[data-map-ready]", timeout=60_000)
        first = time.perf_counter() - start
        start = time.perf_counter()
        page.reload()
        page.wait_for_selector("html[data-map-ready]", timeout=60_000)
        again = time.perf_counter() - start
        browser.close()
    return {"first_map_s": round(first, 2), "again_s": round(again, 2), "fetched_mb": round(sum(fetched) / 1e6, 2)}


def fill(path: Path, count: int) -> None:
    """An archive with so many random incidents."""
    with Archive.open(path) as archive:
        names = []
        for number in range(REPORTS):
            text = f"Report {number}. Soldiers crossed a bridge."
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            report = Report(
                id=f"r{number}", title=None, outlet=f"Outlet {number % 40}", url=None, published=dt.date(2022, 1, 1),
                language="en", text=text, sha256=sha256,
            )  # fmt: skip
            archive.put(report, text.encode(), RUN, Coded(report=report, entities=(), mentions=()))
            names.append(report.id)
        listed = list(enumerate(incidents(count, names)))
        # As if built from these reports by the rules of now, so that the desk takes them as they are.
        assert archive.rewrite_incidents(
            lambda _: Rewritten(listed, (), ()), cells=None, generation=archive.generation(), rules=rules(),
            until=archive.coded_until(),
        )  # fmt: skip


COUNTRIES = ("IRQ", "SYR", "MLI", "NGA", "UKR", "COL", "SOM", "YEM", "AFG", "PAK", "MMR", "SDN", "COD", "BFA", "NER")


def incidents(count: int, reports: list[str]) -> Iterator[Incident]:
    """Random incidents: towns clustered in countries, a tenth without a place."""
    rng = random.Random(11)  # noqa: S311
    centres = [(rng.uniform(-30, 55), rng.uniform(-110, 120)) for _ in range(40)]
    towns = [(rng.gauss(lat, 3), rng.gauss(lon, 4), c) for c, (lat, lon) in enumerate(centres) for _ in range(60)]
    groups = [f"Group {n}" for n in range(300)]
    for number in range(count):
        town = rng.randrange(len(towns))
        lat, lon, country = towns[town]
        day = dt.date(2019, 1, 1) + dt.timedelta(days=int(rng.triangular(0, 1826, 1400)))
        killed = rng.choice((None, None, 0, 1, 2, 5, 12))
        actor = groups[min(299, int(rng.expovariate(0.03)))]
        told = rng.sample(reports, rng.choice((1, 1, 1, 2, 4)))
        yield Incident(
            id=f"i-{number:010x}", type=rng.choice(("ASSAULT", "ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "AID")),
            modes=rng.choice(((), ("explosives",), ("firearms",))), from_=day, to=day, actors=(actor,),
            recipients=("civilians",), status="happened", aggregate=False, background=False, reports=len(told),
            outlets=1, independent=1, conflicts=(), confidence=round(rng.uniform(0.3, 1), 2),
            parties=(Party(role="actor", name=actor, tellings=(), actor=Actor(
                id=actor, name=actor, sector="REB", country=None, parent=None)),),
            place=None if rng.random() < 0.1 else Place(
                start=0, end=0, text="", name=f"Town {town}", geonames_id=town, lat=lat, lon=lon,
                country=COUNTRIES[country % len(COUNTRIES)], admin1=f"Province {town // 5}", kind="city", relation="in",
                radius_km=5.0, precision=rng.choice(("city", "city", "near", "division")), probability=0.9,
            ),
            harm=() if killed is None else (IncidentHarm(kind="killed", low=killed, best=killed, high=killed),),
            support=tuple(
                Support(report=name, mention=f"m{number}", sentence=f"Soldiers of {actor} crossed a bridge in town.",
                        outlet=f"Outlet {n % 40}", source=rng.choice((None, "police", "residents")), start=0, end=40,
                        origin=n)
                for n, name in enumerate(told)
            ),
        )  # fmt: skip


if __name__ == "__main__":
    main()
