"""Events and who takes part: python benchmarks/roles.py --data DIR [--split dev] [--errors N] [--record]

DIR holds rams_SPLIT.jsonlines (arguments of the given trigger) and wikievents_SPLIT.jsonl (triggers with their PLOVER
root, and arguments of the given triggers). Of `dev`, which is trained on, only the documents of the fold that the
shipped weights were not trained on are scored (one of 5); any other split is scored whole. The corpora's roles are
mapped to the design's five and the place; gold arguments too long or too far away to be found count as missed.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import arguments, finish, labels, network, read_words, split_file, table
from dateline.reader.network.events import Arguments, told
from metrics.counts import Counts
from metrics.spans import score_spans
from training.corpora.documents import LABELS, EventText, rams, wikievents
from training.corpora.folds import HELD_OUT, fold_of

NEAR = 60
"""Words to each side of the trigger in which arguments are looked for."""


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    corpora = {
        "rams": rams(split_file(args.data, f"rams_{args.split}", ".jsonlines")),
        "wikievents": wikievents(split_file(args.data, f"wikievents_{args.split}", ".jsonl")),
    }
    figures: dict[str, object] = {"held_out_fold": HELD_OUT if args.split == "dev" else None}
    errors: list[tuple[float, str]] = []
    for name, texts in corpora.items():
        if args.split == "dev":
            texts = [text for text in texts if fold_of(text.id) == HELD_OUT]
        figures[name] = scored(name, texts, errors)
    finish("roles", args, figures, errors)


def scored(name: str, texts: Sequence[EventText], errors: list[tuple[float, str]]) -> dict[str, object]:
    """The figures of one corpus; its errors are added."""
    weights = network().heads.part("events")
    roles = labels("roles")
    pairs, found, typed = [], Counts(), Counts()
    for text, (_, opening, closing) in zip(texts, read_words([text.words for text in texts]), strict=True):
        gold = {event.first: LABELS.index(event.root) + 1 for event in text.events}
        if text.whole:
            said = told(weights, opening)[0].argmax(-1)
            mine = {at: int(said[at]) for at in range(len(said)) if said[at]}
            found += Counts(len(mine.keys() & gold.keys()), len(mine), len(gold))
            typed += Counts(len(mine.items() & gold.items()), len(mine), len(gold))
        asked = Arguments(weights, text.words, opening, closing)
        questions = [
            ((e.first, e.last), (max(0, e.first - NEAR), min(len(text.words), e.last + NEAR))) for e in text.events
        ]
        for event, spans in zip(text.events, asked.of(questions), strict=True):
            read = {(a, b, roles[role]) for a, b, role, _ in spans}
            truth = {(a.first, a.last, a.role) for a in event.arguments}
            pairs.append((read, truth))
            shown = [sorted((r, " ".join(text.words[a:b])) for a, b, r in side) for side in (truth, read)]
            trigger = " ".join(text.words[event.first : event.last])
            errors.append(
                (
                    float(len(truth ^ read)),
                    f"{text.id} [{trigger}] {' '.join(text.words)}\n  GOLD {shown[0]}\n  READ {shown[1]}",
                )
            )
    totals = score_spans(pairs)
    print(name, len(pairs), "events")
    table([("", "gold", "P", "R", "F1"), *((k, t.gold, t.precision, t.recall, t.f1) for k, t in totals.items())])
    figures: dict[str, object] = {"events": len(pairs), "arguments": totals["micro"].figures()}
    figures |= {role: counts.figures() for role, counts in totals.items() if role != "micro"}
    if any(text.whole for text in texts):
        table(
            [
                ("triggers", "P", "R", "F1"),
                *((k, c.precision, c.recall, c.f1) for k, c in (("found", found), ("typed", typed))),
            ]
        )
        figures |= {"triggers_found": found.figures(), "triggers_typed": typed.figures()}
    return figures


if __name__ == "__main__":
    main()
