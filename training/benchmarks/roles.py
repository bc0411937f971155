"""Arguments of given triggers, strict span and role F1: `python training/benchmarks/roles.py --data DIR [--errors N]`.

DIR holds rams_dev.jsonlines and wikievents_dev.jsonl. Only documents of the fold that the weights were not trained on
are scored (one of 5); roles are those of training/tasks/roles.py, and gold arguments too long or too far away to be
found count as missed. Triggers are given in both corpora: finding WikiEvents' triggers awaits a trigger head.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.benchmarks.common import arguments, finish, table
from training.benchmarks.metrics.spans import score_spans
from training.encoder import load_tokenizer
from training.model import build
from training.tasks.roles import RoleTask
from training.train import load_trained


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    tokenizer = load_tokenizer()
    reader = build({RoleTask.name: RoleTask(None, tokenizer).head()})
    fold = load_trained(reader, args.checkpoint)
    task = RoleTask(args.data.parent, tokenizer, fold)
    figures: dict[str, object] = {"held_out_fold": fold}
    errors = []
    for name in ("rams", "wikievents"):
        items = [item for item in task.dev if item.words.sentence.id.startswith("nw_") == (name == "rams")]
        predicted = task.predict(reader, items)
        gold = [{(s.first, s.last, s.label) for s in item.words.sentence.spans} for item in items]
        totals = score_spans(zip(predicted, gold, strict=True))
        print(name, len(items), "events")
        table([("", "gold", "P", "R", "F1"), *((k, t.gold, t.precision, t.recall, t.f1) for k, t in totals.items())])
        figures[name] = {"events": len(items)} | {role: counts.figures() for role, counts in totals.items()}
        for item, mine, truth in zip(items, predicted, gold, strict=True):
            words = item.words.sentence.words
            shown = [sorted((r, " ".join(words[a:b])) for a, b, r in spans) for spans in (truth, mine)]
            trigger = " ".join(words[item.event.first : item.event.last])
            text = f"{item.words.sentence.id} [{trigger}] {' '.join(words)}\n  GOLD {shown[0]}\n  READ {shown[1]}"
            errors.append((float(len(truth ^ mine)), text))
    finish("roles", args, figures, errors)


if __name__ == "__main__":
    main()
