"""How a given group is held responsible: python benchmarks/claims.py --data DIR [--split dev] [--errors N] [--record]

DIR holds raw/*/key-* and processed/*.jsonl of MUC-4; SPLIT names the folder of the keys, `dev` stands for all three.
Right is what slot 11 says of the organisation; where it gives two answers, either of them. `macro_f1` is held out: a
report is judged by a model that was trained on the other reports, in five folds. `rules` is what the rules alone reach.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import arguments, finish, table
from dateline.reader.responsibility import HOLDINGS, Holding, by_rule
from training.corpora.muc4_claims import HeldGroup, read_held
from training.responsibility import held_out


def figures_of(told: Sequence[Holding], groups: Sequence[HeldGroup]) -> dict[str, object]:
    """Macro F1, accuracy, and precision, recall and F1 of each holding.

    A group counts as the gold of what is told of it where the key allows that, else of the key's first answer.
    """
    meant = [one if one in group.right else group.right[0] for one, group in zip(told, groups, strict=True)]
    each: dict[str, dict[str, float]] = {}
    for holding in HOLDINGS:
        right = sum(one == other == holding for one, other in zip(told, meant, strict=True))
        precision = right / max(1, sum(one == holding for one in told))
        recall = right / max(1, sum(one == holding for one in meant))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        each[holding] = {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}
    return {
        "macro_f1": round(sum(one["f1"] for one in each.values()) / len(each), 4),
        "accuracy": round(sum(a == b for a, b in zip(told, meant, strict=True)) / max(1, len(groups)), 4),
        **each,
    }


def main() -> None:
    args = arguments(__doc__ or "", "dev")
    groups = read_held(args.data, "*/key-*" if args.split == "dev" else f"{args.split}/key-*")
    if not groups:
        raise SystemExit(f"{args.data}: no keys of split {args.split!r} in raw/")
    chances = held_out(groups)
    told = [HOLDINGS[number] for number in chances.argmax(axis=1)]
    figures = figures_of(told, groups)
    rules = figures_of([by_rule(group.named).holding for group in groups], groups)
    most = figures_of([HOLDINGS[0]] * len(groups), groups)
    rows: list[tuple[object, ...]] = [("", "groups", "P", "R", "F1", "rules' F1")]
    for holding in HOLDINGS:
        one, other = figures[holding], rules[holding]
        assert isinstance(one, dict)
        assert isinstance(other, dict)
        rows.append((holding, sum(g.right[0] == holding for g in groups), one["p"], one["r"], one["f1"], other["f1"]))
    table([*rows, ("macro F1", len(groups), "", "", figures["macro_f1"], rules["macro_f1"])])
    errors = [
        (float(chance.max()), listing(group, one))
        for group, one, chance in zip(groups, told, chances, strict=True)
        if one not in group.right
    ]
    figures |= {"rules": rules, "always_fact": most["macro_f1"], "groups": len(groups)}
    figures["reports"] = len({group.report for group in groups})
    finish("claims", args, figures, errors)


def listing(group: HeldGroup, told: Holding) -> str:
    """A group with the sentences that name it."""
    lines = [f"{group.report} {' / '.join(group.names)}: {' or '.join(group.right)}, read {told}"]
    named = sorted({sentence for sentence, _, _ in group.named.mentions})
    return "\n".join((*lines, *(f"  {' '.join(group.named.sentences[n])}" for n in named)))


if __name__ == "__main__":
    main()
