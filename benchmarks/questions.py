"""Who says so, did it happen, who claims it, is it one event, what harm: python benchmarks/questions.py --data DIR
[--split before] [--errors N] [--record]

DIR holds SPLIT.json (by default both halves of the project's own set, before.json and after.json; wide.json and
dense.json were tuned to, blind.json, wide_aside.json and dense_aside.json never, nor read): short reports with all that
a careful coder takes from them, written by somebody who had not seen the code. Over the required rows, each question's
share of right answers, a missed row being wrong in all: `right` over all questions and rows, `told` over those of which
the gold holds something to be told (a source, a claim, a harm, a change of control).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from corpus import arguments, finish, table
from dateline.coder import Coder
from dateline.ingest import parse_date
from dateline.ingest.received import Metadata, make_report
from dateline.records import REALISED, Mention
from scoring import Laid, Row, lay, right_source, right_status

BOTH = "both"
QUESTIONS = ("status", "source", "relation", "telling", "claims", "harm", "control")


def main() -> None:
    args = arguments(__doc__ or "", BOTH)
    names = ("before", "after") if args.split == BOTH else (args.split,)
    files = [path for name in names if (path := args.data / f"{name}.json").is_file()]
    if not files:
        raise SystemExit(f"{args.data}: no {' or '.join(f'{name}.json' for name in names)}")
    figures: dict[str, Any] = {}
    errors: list[tuple[float, str]] = []
    for path in files:
        figures[path.stem] = score(json.loads(path.read_text(encoding="utf-8"))["reports"], errors)
        table([(path.stem, "share"), *figures[path.stem].items()])
    whole = [(f["required"], f) for f in figures.values()]
    total = sum(required for required, _ in whole)
    for name in ("right", "told"):
        figures[name] = round(sum(required * f[name] for required, f in whole) / total, 4)
    finish("questions" if args.split == BOTH else f"questions_{args.split}", args, figures, errors)


def score(reports: list[dict[str, Any]], errors: list[tuple[float, str]]) -> dict[str, Any]:
    """The figures over some reports; what is wrong is added to `errors`."""
    made = [
        make_report(
            r["text"], r["text"].encode(),
            Metadata(id=r["id"], outlet=r["outlet"], published=parse_date(r["published"]), language="en"),
        )
        for r in reports
    ]  # fmt: skip
    right: dict[str, list[bool]] = {name: [] for name in QUESTIONS}
    told: list[bool] = []
    needed = found = mentions = extra = forbidden = unreal = 0
    for entry, coded in zip(reports, Coder().code(made), strict=True):
        laid = lay(coded, [located(row, entry["text"]) for row in entry["events"]], banned(entry))
        needed += len(laid.needed())
        found += len(laid.found())
        mentions += len(coded.mentions)
        extra += len(laid.extra)
        forbidden += len(laid.forbidden)
        faults: list[str] = []
        for row, mention in laid.pairs:
            if not row["need"]:
                continue
            answers = {name: mention is not None and answer(name, row, mention, laid) for name in QUESTIONS}
            unreal += mention is not None and mention.countable and not countable(row)
            for name, is_right in answers.items():
                right[name].append(is_right)
                told += [is_right] * asks(name, row)
            wrong = [name for name, is_right in answers.items() if not is_right]
            if mention is None:
                faults.append(f"  missed {row['type']} {row['status']} “{row['quote']}” [{row['trigger']}]")
            elif wrong:
                faults += [
                    f"  “{row['quote']}” ({mention.trigger.text})",
                    *(f"    {w}: {shown(w, row, mention, laid)}" for w in wrong),
                ]
        faults += [f"  too much {m.type} {m.status} “{m.trigger.text}”" for m in laid.extra]
        if faults:
            errors.append((float(len(faults)), "\n".join([entry["id"], entry["text"], *faults])))
    every = [answer for answers in right.values() for answer in answers]
    return {
        "reports": len(reports), "required": needed, "recall": round(found / needed, 4),
        "precision": round((mentions - extra) / max(1, mentions), 4), "events_where_none": forbidden,
        "unreal_as_incident": unreal, **{name: share(answers) for name, answers in right.items()},
        "right": share(every), "told": share(told),
    }  # fmt: skip


def share(answers: list[bool]) -> float:
    """The share of right answers."""
    return round(sum(answers) / max(1, len(answers)), 4)


ROW: dict[str, Any] = {
    "also": [], "status_also": [], "need": True, "aggregate": False, "trend": None, "background": False, "source": None,
    "via": None, "relation": None, "relation_also": [], "claims": [], "harm": [], "control": None, "place": None,
}  # fmt: skip
CLAIM: dict[str, Any] = {"link": "unknown", "source": None}
HARM: dict[str, Any] = {"low": None, "best": None, "high": None, "total": False, "who": None, "source": None}
CONTROL: dict[str, Any] = {"place": None, "lost_by": None, "gained_by": None}
"""What a row, a claim, a harm and a change of control hold where the set says nothing."""


def located(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The row with what it leaves out, and the offsets of its quote, which the text holds once."""
    start = text.index(row["quote"])
    whole = {**ROW, **row, "start": start, "end": start + len(row["quote"])}
    whole["claims"] = [{**CLAIM, **claim} for claim in whole["claims"]]
    whole["harm"] = [{**HARM, **harm} for harm in whole["harm"]]
    whole["control"] = {**CONTROL, **whole["control"]} if whole["control"] else None
    return whole


def banned(entry: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The stretches of a report that must give no event."""
    text = entry["text"]
    return [(text.index(quote), text.index(quote) + len(quote)) for quote in entry.get("not_events", [])]


def countable(row: Row) -> bool:
    """Whether a row may be counted as an incident of the day."""
    real = {row["status"], *row["status_also"]} & {"happened", "ongoing"}
    return bool(real) and not row["aggregate"] and not row["background"]


def asks(question: str, row: Row) -> bool:
    """Whether a row holds something to be told in answer to a question."""
    match question:
        case "source" | "relation":
            return row["source"] is not None
        case "claims" | "harm" | "control":
            return bool(row[question])
        case "telling":
            return bool(row["aggregate"] or row["background"] or row["trend"])
        case _:
            return True


def answer(question: str, row: Row, mention: Mention, laid: Laid) -> bool:
    """Whether a mention answers a question as the row does."""
    match question:
        case "status":
            return right_status(row, mention)
        case "source":
            return right_source(row, mention, laid.names) and right_via(row, mention)
        case "relation":
            allowed = [row["relation"], *row["relation_also"]]
            return not row["source"] or any(a.relation in allowed for a in mention.attribution)
        case "telling":
            return all(getattr(mention, name) == row[name] for name in ("aggregate", "background", "trend"))
        case "claims":
            mine = [(c.by, c.kind, c.link) for c in mention.claims]
            gold = [(c["by"], c["kind"], c["link"]) for c in row["claims"]]
            return all(any(claims_alike(m, g) for m in mine) for g in gold) and len(mine) <= len(gold)
        case "harm":
            return right_harm(row, mention)
        case _:
            return right_control(row["control"], mention)


def right_via(row: Row, mention: Mention) -> bool:
    """Whether the source behind the source is the row's, where it names one."""
    told = " ".join(v.text for a in mention.attribution for v in a.via)
    return not row["via"] or alike(row["via"], told)


def right_harm(row: Row, mention: Mention) -> bool:
    """Whether the mention has the row's harm and no more: kind, low, best, high, total. Of what did not take place the
    set holds no harm, and none is asked."""
    if row["status"] not in REALISED:
        return True
    fields = ("kind", "low", "best", "high", "total")
    mine = sorted(str([getattr(h, f) for f in fields]) for h in mention.harm)
    return mine == sorted(str([h[f] for f in fields]) for h in row["harm"])


def right_control(gold: Mapping[str, str | None] | None, mention: Mention) -> bool:
    """Whether the place and both sides are the row's, by a shared word."""
    mine = mention.control
    if gold is None or mine is None:
        return gold is None and mine is None
    return all(alike(gold[name], getattr(mine, name)) for name in ("place", "lost_by", "gained_by"))


def claims_alike(mine: tuple[str, str, str], gold: tuple[str, str, str]) -> bool:
    """Whether two claims hold the same party responsible in the same way, with the same tie."""
    return alike(mine[0], gold[0]) and mine[1:] == gold[1:]


def alike(one: str | None, other: str | None) -> bool:
    """Whether two phrases share a word that is no small one; nothing is like nothing."""
    if not one or not other:
        return not one and not other
    small = {"the", "a", "an", "of", "in", "and"}
    words = ({w for w in re.findall(r"\w+", text.lower()) if w not in small} for text in (one, other))
    return bool(next(words) & next(words))


def shown(question: str, row: Row, mention: Mention, laid: Laid) -> str:
    """The mention's answer and the row's."""
    mine: object
    match question:
        case "status":
            mine = f"{mention.status} ({mention.status_probability})"
        case "source" | "relation":
            mine = [
                (
                    a.source.text if a.source else None,
                    laid.names.get(a.entity or ""),
                    a.relation,
                    [v.text for v in a.via],
                )
                for a in mention.attribution
            ]
            return f"{mine}, not {row['source']} ({row['relation']}) via {row['via']}"
        case "telling":
            names = ("aggregate", "background", "trend")
            return f"{[getattr(mention, n) for n in names]}, not {[row[n] for n in names]}"
        case "claims":
            mine = [(c.by, c.kind, c.link) for c in mention.claims]
            return f"{mine}, not {[(c['by'], c['kind'], c['link']) for c in row['claims']]}"
        case "harm":
            mine = [(h.kind, h.low, h.best, h.high, h.total) for h in mention.harm]
            return f"{mine}, not {[(h['kind'], h['low'], h['best'], h['high'], h['total']) for h in row['harm']]}"
        case _:
            mine = mention.control
    return f"{mine}, not {row[question]}"


if __name__ == "__main__":
    main()
