"""Which event mentions tell of one event, over reports: python benchmarks/same_event.py --data DIR [--split NAME]
[--cross-validate] [--errors N] [--record]

DIR holds ecbplus/TOPIC/*.xml and ECBplus_coreference_sentences.csv (ECB+), or intra_cross-doc_annotation/TOPIC/*.xml
(MEANTIME), or both in same_event/ and meantime/. Mentions are given, and the topic of each report; the two happenings
that a topic of ECB+ has are not told apart for the model. Counted are the mentions in the sentences that the CSV lists
as annotated in full. The figures (metrics/chains.py) stand with the mentions that have no partner and, in
`without_singletons`, without. `baseline`: in a topic, one stem of the head word, one event; `gain`: what the model's
CoNLL F1 is above it. The shipped model was trained on ECB+'s topics 1 to 35 (`python -m training.wording`), of which
`topics_trained_on` were given, so figures of these are tuned; `heldout` are the recorded ones of `--cross-validate`,
where each topic is told by a model fitted to the topics of the other folds: the recipe's figures, which need PyTorch
(.venv-training). MEANTIME is told by the shipped model, which has not seen it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import corpus
from dateline.incidents.wording import Told, Wording, head, shipped
from metrics.chains import ChainScore, score, without_singletons
from recording import RESULTS
from training.corpora.same_event import LISTED, EventReport, Topic, read_ecb, read_meantime, topics_of

FOLDS = 5
HELD_OUT = "same_event_heldout"


def ecb_reports(folder: Path) -> list[EventReport]:
    """The reports of ECB+; says so where all sentences count, since their list is not there."""
    if not (folder / LISTED).is_file():
        print(f"{folder}: no {LISTED}; all sentences count", file=sys.stderr)
    return read_ecb(folder)


def by_head(told: Sequence[Told]) -> list[str]:
    """The baseline's event of each mention: the stem of its head word."""
    return [head(t.trigger_text) for t in told]


def by_model(model: Wording, told: Sequence[Told]) -> list[int]:
    """The model's event of each mention, by number."""
    number = {at: n for n, group in enumerate(model.events(told)) for at in group}
    return [number[at] for at in range(len(told))]


def cross_validated(topics: Mapping[str, Topic]) -> dict[str, list[int]]:
    """The event of each mention, topic by topic, by models that were fitted to the topics of other folds."""
    if len(topics) < FOLDS:
        raise SystemExit(f"{len(topics)} topics: --cross-validate needs {FOLDS} or more")
    try:
        training = importlib.import_module("training.wording")  # only here: it needs PyTorch
    except ModuleNotFoundError as error:
        raise SystemExit(f"--cross-validate: {error}; run it with .venv-training/bin/python") from None
    names, vectors = list(topics), shipped().vectors
    found: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        model = training.model_of([topics[name] for name in names if name not in held], vectors)
        found |= {name: by_model(model, topics[name][0]) for name in held}
    return found


def figures_of(topics: Mapping[str, Topic], labels: Mapping[str, Sequence[object]]) -> dict[str, Any]:
    """The measures over all topics."""
    both = ChainScore(), ChainScore()
    for name, (_, events) in topics.items():
        both = both[0] + score(labels[name], events), both[1] + without_singletons(labels[name], events)
    whole, chained = ({**s.figures(), "lea": round(s.lea.f1, 4)} for s in both)
    for figures in (whole, chained):
        figures["b3"] = figures.pop("b_cubed")
    return {**whole, "without_singletons": chained}


def measured(topics: Mapping[str, Topic], labels: Mapping[str, Sequence[object]]) -> dict[str, Any]:
    """The figures of the model and of the baseline, and how much there was to tell."""
    mine, plain = (
        figures_of(topics, told) for told in (labels, {name: by_head(told) for name, (told, _) in topics.items()})
    )
    return {
        **mine, "baseline": plain, "gain": round(mine["conll"] - plain["conll"], 4),
        "topics": len(topics), "mentions": sum(len(told) for told, _ in topics.values()),
        "events": sum(len(set(events)) for _, events in topics.values()),
    }  # fmt: skip


def listing(name: str, topic: Topic, labels: Sequence[object]) -> list[tuple[float, str]]:
    """The events of a topic that were cut or mixed, each with its mentions, by the number of those."""
    told, events = topic
    found = []
    for event in dict.fromkeys(events):
        mine = {label for label, own in zip(labels, events, strict=True) if own == event}
        over = [at for at, label in enumerate(labels) if label in mine or events[at] == event]
        if len(mine) > 1 or any(events[at] != event for at in over):
            lines = [f"  {labels[at]!s:5} {events[at]:22} {told[at].document}: {told[at].trigger_text}" for at in over]
            found.append((float(len(over)), "\n".join([f"{name} {event}", *lines])))
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpora's folder")
    parser.add_argument("--split", default="topics given", help="name of the topics that DIR holds, for the record")
    parser.add_argument("--cross-validate", action="store_true", help="tell each topic by a model that has not seen it")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help=f"list N in the ignored {corpus.LISTINGS}/")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    ecb, meantime = (
        next((f for f in (args.data / name, args.data) if (f / inside).is_dir()), None)
        for name, inside in (("same_event", "ecbplus"), ("meantime", "intra_cross-doc_annotation"))
    )
    if ecb is None and meantime is None:
        raise SystemExit(f"{args.data}: neither ECB+ (ecbplus/) nor MEANTIME (intra_cross-doc_annotation/) is there")
    figures: dict[str, Any] = {}
    errors: list[tuple[float, str]] = []
    model = shipped()
    if ecb is not None:
        topics = topics_of(ecb_reports(ecb))
        labels = cross_validated(topics) if args.cross_validate else told_by(model, topics)
        errors += [error for name in topics for error in listing(name, topics[name], labels[name])]
        seen = len(model.trained_on & topics.keys())
        own: dict[str, Any] = {"folds": FOLDS} if args.cross_validate else {"topics_trained_on": seen}
        held = RESULTS / f"{HELD_OUT}.json"
        if seen and not args.cross_validate and held.is_file():
            own["heldout"] = json.loads(held.read_text(encoding="utf-8"))["figures"]
        figures |= {**measured(topics, labels), **own}
    if meantime is not None and not args.cross_validate:
        others = topics_of(read_meantime(meantime))
        labels = told_by(model, others)
        figures["meantime"] = measured(others, labels)
        errors += [error for name in others for error in listing(name, others[name], labels[name])]
    parts = [("ECB+", figures)] if ecb is not None else []
    parts += [("MEANTIME", figures["meantime"])] if "meantime" in figures else []
    shown = ("conll", "b3", "lea", "muc", "ceaf_e")
    rows = [
        (name, who, *(own[figure] for figure in shown))
        for name, part in parts
        for who, own in (
            ("model", part),
            ("  without singletons", part["without_singletons"]),
            ("baseline", part["baseline"]),
            ("  without singletons", part["baseline"]["without_singletons"]),
        )
    ]
    corpus.table([("", "", *shown), *rows])
    corpus.finish(HELD_OUT if args.cross_validate else "same_event", args, figures, errors)


def told_by(model: Wording, topics: Mapping[str, Topic]) -> dict[str, list[int]]:
    """The model's event of each mention, topic by topic."""
    return {name: by_model(model, told) for name, (told, _) in topics.items()}


if __name__ == "__main__":
    main()
