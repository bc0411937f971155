"""How fast and how big: cold start, import, reports a second, memory, and what an install takes on disk.

Each time is the best of several runs in fresh processes; the machine's noise only ever adds. The whole `dateline code`,
start and archive included, is measured against a token classifier of BERT-base's size alone, on the same texts,
windows, precision and cores, in turns within one run: the ratio is what counts. The classifier is run in two ways, in
large batches that share all cores and, as the reader does, a window at a time on each core; the faster one counts. The
reader's encoder alone, in the same turns, is what the whole way could reach at most if all else cost nothing.

Usage: python benchmarks/speed.py --data examples [--record]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import itertools
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from bert import bert_base
from dateline.coder import Coder
from dateline.ingest import Received, find_sources, read_source
from dateline.reader import load_network
from dateline.reader.network.network import batches
from dateline.reader.network.windows import WINDOW, tokenise
from recording import record

RUNS = 3
ROUNDS = 5
REPORTS = 128
"""Reports of 500 words that the whole way is timed on, made of the examples' sentences; its start is a tenth of it."""
BATCH_TOKENS = 2048
"""Word pieces of the classifier's large batches: larger ones are no faster on two cores."""
CLASSIFIED = 4
"""Of these the classifier reads as many in each of its turns."""
ENCODED = 32
"""And the encoder alone."""


def seconds(command: list[str]) -> float:
    """The shortest time that a command takes in a process of its own."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return round(min(times), 3)


def import_seconds() -> float:
    """Time of `import dateline` alone, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import dateline; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(RUNS)
    ]
    return round(min(float(run.stdout) for run in runs), 3)


def needed_packages(name: str, found: set[str]) -> set[str]:
    """A package and all that it needs at run time here, extras left out."""
    key = name.lower().replace("_", "-")
    if key in found:
        return found
    try:
        requirements = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return found
    found.add(key)
    for requirement in requirements:
        marker = requirement.partition(";")[2]
        if "extra" in marker or "win32" in marker or "Windows" in marker:
            continue
        needed_packages(re.split(r"[ ;<>=!~\[(]", requirement, maxsplit=1)[0], found)
    return found


def installed_megabytes() -> float:
    """The size on disk of the run-time dependencies, the program itself left out."""
    total = 0
    for name in needed_packages("dateline", set()) - {"dateline"}:
        files = importlib.metadata.files(name) or []
        total += sum(path.stat().st_size for f in files if (path := Path(str(f.locate()))).exists())
    return round(total / 1e6, 1)


def reports_of_500_words(texts: list[str]) -> list[str]:
    """REPORTS texts of 500 words, each going on in the examples where the one before stopped; paragraphs are kept. They
    come in another order in each round, so that no text comes twice: the archive would have its result.
    """
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n") if len(paragraph.split()) > 8]
    order = random.Random(13)  # noqa: S311 - an order, no secret
    stream = itertools.chain.from_iterable(order.sample(paragraphs, len(paragraphs)) for _ in itertools.count())
    found: list[str] = []
    for _ in range(REPORTS):
        taken: list[str] = []
        while sum(len(p.split()) for p in taken) < 500:
            taken.append(next(stream))
        found.append("\n\n".join(taken))
    assert len(set(found)) == REPORTS
    return found


def classified_per_second(session: Any, workers: int, limit: int, texts: list[str]) -> float:
    """Reports a second of the classifier alone: tokens cut into the reader's windows, in batches of `limit` tokens that
    some workers read side by side.
    """
    tokenizer = load_network().tokenizer
    started = time.perf_counter()
    tokens = [tokenise(text, tokenizer) for text in texts]
    rows = [(owner, first, last) for owner, t in enumerate(tokens) for first, last in t.windows]

    def classify(batch: list[tuple[int, int, int]]) -> None:
        longest = max(last - first for _, first, last in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        for at, (owner, first, last) in enumerate(batch):
            ids[at, : last - first] = tokens[owner].ids[first:last]
        mask = np.where(ids[:, None, None, :] == 0, np.float32(-1e4), np.float32(0))
        session.run(None, {"ids": ids, "mask": mask})

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(classify, batches(rows, limit)))
    return len(texts) / (time.perf_counter() - started)


def whole_way(texts: list[str], *options: str) -> float:
    """Reports a second of `dateline code` in a process of its own, from start to end."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "reports.jsonl"
        path.write_text("".join(json.dumps({"text": t, "published": "2025-06-01"}) + "\n" for t in texts))
        command = [
            sys.executable, "-m", "dateline", "code", str(path), "--format", "jsonl", "--out", f"{scratch}/out.jsonl",
            "--archive", f"{scratch}/a.db", *options,
        ]  # fmt: skip
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return len(texts) / (time.perf_counter() - started)


def encoded_per_second(texts: list[str]) -> float:
    """Reports a second of the reader's encoder alone."""
    network = load_network()
    started = time.perf_counter()
    network.read(texts)
    return len(texts) / (time.perf_counter() - started)


def against_bert(texts: list[str]) -> dict[str, float]:
    """The rates of the classifier, the encoder alone and the whole way, in turns; their ratios by the best of each."""
    cores = os.cpu_count() or 1
    ways = ((bert_base(cores), 1, BATCH_TOKENS), (bert_base(1), cores, WINDOW + 2))
    rates: dict[str, list[float]] = {"bert": [], "encoder": [], "default": [], "fast": []}
    for turn in range(RUNS):
        part = texts[turn * CLASSIFIED : (turn + 1) * CLASSIFIED]
        rates["bert"] += [classified_per_second(*way, part) for way in ways]
        rates["encoder"].append(encoded_per_second(texts[:ENCODED]))
        rates["default"].append(whole_way(texts))
        rates["fast"].append(whole_way(texts, "--fast"))
    best = {name: max(values) for name, values in rates.items()}
    return {
        "bert_base_reports_per_s": round(best["bert"], 2),
        "code_reports_per_s": round(best["default"], 2),
        "code_fast_reports_per_s": round(best["fast"], 2),
        "encoder_reports_per_s": round(best["encoder"], 2),
        "encoder_times_bert_base": round(best["encoder"] / best["bert"], 2),
        "times_bert_base": round(best["default"] / best["bert"], 2),
        "times_bert_base_fast": round(best["fast"] / best["bert"], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    arguments = parser.parse_args()
    folder = arguments.data / "reports"
    sources, _, _ = find_sources([folder])
    reports = [r.report for s in sources for r in read_source(s) if isinstance(r, Received)]
    words = sum(len(report.text.split()) for report in reports)
    coder = Coder()
    coder.code(reports)  # word lists and gazetteer are loaded before the clock starts
    started = time.perf_counter()
    for _ in range(ROUNDS):
        coder.code(reports)
    rate = ROUNDS * words / (time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as scratch:
        cold = seconds([
            sys.executable, "-m", "dateline", "code", str(folder), "--format", "jsonl",
            "--archive", str(Path(scratch) / "a.db"),
        ])  # fmt: skip
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures = {
        "cold_examples_s": cold,
        "import_s": import_seconds(),
        "version_s": seconds([sys.executable, "-m", "dateline", "--version"]),
        "coder_words_per_s": round(rate),
        "coder_500_word_reports_per_s": round(rate / 500, 1),
        "peak_memory_mb": round(children / 1024),
        "runtime_dependencies_mb": installed_megabytes(),
        **against_bert(reports_of_500_words([report.text for report in reports])),
    }
    for name, value in figures.items():
        print(f"{name:32} {value}")
    if arguments.record:
        record("speed", "examples", figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
