"""Who is the same within one report: python benchmarks/chains.py --data DIR [--split dev] [--errors N] [--record]

DIR holds same_event/ (ECB+), meantime/ (MEANTIME) and muc4/ (its processed/SPLIT.jsonl), or some of them. Mentions are
given, without their types; chains are within one report. CoNLL F1 stands with the mentions that have no partner
(`conll`) and without (`conll_chained`); on MUC-4, whose mentions are the strings of the role fillers beside all that
the reader finds itself, the pairs count. Beside each figure stand that of the rules without the scorer, and the
baseline's: mentions with the same words or the same head word are one. The shipped scorer was trained on these
reports, so its figures are tuned; `heldout` are those of scorers that had not seen the topic (`python -m
training.chains`). The metrics stand in metrics/chains.py; nothing is tuned here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import corpus
from dateline.ground import actor_id, name_type
from dateline.reader.chains import join_mentions
from dateline.reader.chains.referring import Chooser, by_rule
from dateline.reader.chains.scorer import Scorer
from dateline.reader.entities import Found
from metrics.chains import ChainScore, score, without_singletons
from recording import RESULTS
from training.corpora.coreference import ChainReport, read_ecb, read_fillers, read_meantime
from training.mentions import beside, given, head_word, read_all

WAYS = ("reader", "rules", "baseline")


def by_reader(report: ChainReport, mentions: Sequence[Found], choose: Chooser) -> list[int]:
    """The chain of each given mention, as the reader joins them."""
    entities = join_mentions(report.text, mentions, report.sentences, name_type, actor_id, choose)
    chain = {span: number for number, entity in enumerate(entities) for span in entity.mentions}
    return [chain[span] for span in report.mentions]


def by_head(report: ChainReport) -> list[int]:
    """The baseline: the same words or the same head word, one chain."""
    chains: dict[str, int] = {}
    labels: list[int] = []
    for span in report.mentions:
        words, head = " ".join(report.text[slice(*span)].lower().split()), head_word(report.text, span)
        number = chains.get(words, chains.get(head, len(labels)))
        chains[words] = chains[head] = number
        labels.append(number)
    return labels


def main() -> None:
    args = corpus.arguments(__doc__ or "", "dev")
    sets = {}
    if (args.data / "same_event").is_dir():
        sets["ecb"] = read_ecb(args.data / "same_event")
    if (args.data / "meantime").is_dir():
        sets["meantime"] = read_meantime(args.data / "meantime")
    if (args.data / "muc4").is_dir():
        sets["muc4"] = read_fillers(corpus.split_file(args.data / "muc4" / "processed", args.split, ".jsonl"))
    if not sets:
        raise SystemExit(f"{args.data}: none of same_event/, meantime/ and muc4/ is there")
    trained = corpus.network().chains
    choose = by_rule if trained is None else Scorer(trained).choose
    held = RESULTS / "chains_heldout.json"
    heldout = json.loads(held.read_text(encoding="utf-8"))["figures"] if held.is_file() else {}
    figures: dict[str, Any] = {}
    errors: list[tuple[float, str]] = []
    for name, reports in sets.items():
        sums = {who: (ChainScore(), ChainScore()) for who in WAYS}
        for report, own in read_all(reports):
            mentions = given(report, own)
            if name == "muc4":
                mentions = beside(mentions, own)
            labels = by_reader(report, mentions, choose)
            for who, told in zip(WAYS, (labels, by_reader(report, mentions, by_rule), by_head(report)), strict=True):
                mine, gold = kept(report, told), kept(report, report.chains)
                plain, chained = sums[who]
                sums[who] = plain + score(mine, gold), chained + without_singletons(mine, gold)
            errors.append(listing(report, labels))
        figures[name] = {"reports": len(reports), **{who: figures_of(*pair) for who, pair in sums.items()}}
        if name in heldout:
            figures[name]["heldout"] = heldout[name]
    rows = [(n, who, *f[who].values()) for n, f in figures.items() for who in WAYS]
    corpus.table([("", "", *next(iter(figures.values()))["reader"]), *rows])
    corpus.finish("chains", args, figures, errors)


def kept(report: ChainReport, labels: Sequence[int]) -> list[int]:
    """The labels of the mentions that are scored."""
    return [label for label, scored in zip(labels, report.scored, strict=True) if scored]


def figures_of(plain: ChainScore, chained: ChainScore) -> dict[str, float]:
    own = plain.figures()
    pairs = plain.pairs.figures()
    return {**own, "conll_chained": round(chained.conll, 4), **{f"pairs_{k}": v for k, v in pairs.items()}}


def listing(report: ChainReport, labels: Sequence[int]) -> tuple[float, str]:
    """The wrong and the missed links of one report, each with the two mentions."""
    lines = [report.id]
    for at in range(len(labels)):
        for other in range(at):
            told, gold = labels[at] == labels[other], report.chains[at] == report.chains[other]
            if told != gold and report.scored[at] and report.scored[other]:
                both = [report.text[max(0, a - 15) : a] + "[" + report.text[a:b] + "]" for a, b in
                        (report.mentions[other], report.mentions[at])]  # fmt: skip
                lines.append(f"  {'wrong' if told else 'missed'}: {both[0]} = {both[1]}")
    return float(len(lines) - 1), "\n".join(lines)


if __name__ == "__main__":
    main()
