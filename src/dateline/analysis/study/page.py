"""The study as one page that needs nothing else: text, tables, and figures as SVG within it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

from dateline.analysis.figures import around_figure, placebo_figure, specification_figure, svg, timeline_figure
from dateline.analysis.regression import Ratio
from dateline.analysis.study.style import STYLE
from dateline.analysis.territory import Agreement, Loss, Specification, Study


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """What a page was made from and by: the names of the sources, hashes of the events and of the calendar, program."""

    program: str
    events: str
    events_hash: str
    calendar: str
    calendar_hash: str
    command: str


def study_page(study: Study, made: Made) -> str:
    """The page as HTML: strict, without scripts, and without anything that a browser would fetch."""
    who = study.question.actors[study.question.main_actors].asked
    title = f"As {' and '.join(who)} loses ground, what happens elsewhere?"
    parts = [
        f"<h1>{escape(title)}</h1>",
        _answer(study),
        "<h2>What was counted</h2>",
        _list((*study.definition.words, *_choices(study))),
        "<h2>Events and losses</h2>",
        _figure(svg(timeline_figure(study)), "Events a week elsewhere and the places lost", _timeline_words(study)),
        _fold("The places lost, as a table", _losses(study.question.losses)),
        "<h2>Around a loss</h2>",
        _figure(svg(around_figure(study)), "Times as many events around a loss", _around_words(study)),
        "<h2>Could it be chance, or something else?</h2>",
        _figure(svg(placebo_figure(study)), "Estimates at placebo dates", _placebo_words(study)),
        _checks(study),
        "<h2>Does the answer hang on our choices?</h2>",
        _figure(svg(specification_figure(study)), "Specification curve", _curve_words(study)),
        _fold(f"All {len(study.specifications)} specifications, as a table", _specifications(study.specifications)),
        "<h2>What this cannot tell</h2>",
        _list(_LIMITS),
        "<h2>What this was made from</h2>",
        _made(made),
    ]
    csp = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{csp}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    return head + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"


_LIMITS = (
    "That events follow losses, or do not, does not show what caused them: losses, attacks and the attention of "
    "reporters may all follow from the course of a war.",
    "Only what the source holds is counted. A source of deadly events by organised groups misses plots that failed and "
    "attackers who only invoke a group; a change in whom a source names as the doer looks like a change in events.",
    "Losses come close upon each other. Where they crowd, the weeks after one are the weeks before the next, and no "
    "method can keep them quite apart.",
    "The calendar lists towns. Slower losses of land, people and income are not in it; days of loss are as announced.",
    "Nothing here is about persons, and nothing can be read from it about any faith, nationality or people.",
)


def _answer(study: Study) -> str:
    verdict = study.verdict
    head, words = escape(verdict.answer.capitalize()), escape(verdict.words)
    return f'<section class="answer" aria-label="The answer"><h2>{head}</h2><p>{words}</p></section>'


def _choices(study: Study) -> tuple[str, ...]:
    question, main = study.question, study.main
    beside = "" if question.comparison is None else f" Comparison group: {' and '.join(question.comparison.asked)}."
    gaps = f" {len(question.gaps)} weeks on which nobody reported are left out." if question.gaps else ""
    return (
        f"Elsewhere is outside the countries where places were lost: {', '.join(sorted(question.definition.not_in))}.",
        f"{main.events} events in {main.weeks} whole weeks.{gaps}",
        f"{len(question.losses)} losses; a day that is unsure is spread over its interval.{beside}",
        f"Main estimate, fixed in the program whatever comes out: {main.window} days after a loss; negative binomial "
        f"counts with months of the year and a curve of {main.curve} columns over time; intervals widened for weeks "
        "that hang together.",
    )


def _timeline_words(study: Study) -> str:
    counts = study.panel.counts
    most = study.panel.weeks[int(counts.argmax())]
    return (
        f"Between {counts.min():.0f} and {counts.max():.0f} events a week, {counts.mean():.1f} on average; the most in "
        f"the week of {most}."
    )


def _around_words(study: Study) -> str:
    together = study.lags.together
    return (
        "Above 1 are more events than in other weeks of the same time and season, below 1 fewer; the bars are 95 % "
        f"intervals. Over all {len(study.lags.weeks)} weeks after a loss the factors multiply to {_ratio(together)}."
    )


def _placebo_words(study: Study) -> str:
    return (
        f"The losses were moved together to {len(study.placebo.estimates)} other sets of dates of the same period. "
        f"{study.placebo.p:.0%} of them, the true dates counted, give an effect at least as strong."
    )


def _checks(study: Study) -> str:
    rows = [("main estimate", study.main.after), ("before a loss (should be 1)", study.main.before)]
    if study.of_comparison is not None:
        rows.append(("comparison group after the same losses (should be 1)", study.of_comparison.after))
    if study.compared is not None and study.compared.difference is not None:
        rows.append(("beyond the comparison group", study.compared.difference))
    rows += [(f"without {country}", ratio) for country, ratio in study.left_out if ratio is not None]
    return _table(("check", "times as many", "95 % interval"), [(name, f"{r.value:.2f}", _span(r)) for name, r in rows])


def _curve_words(study: Study) -> str:
    agreed = study.agreement
    if agreed is None:
        return "No other specification could be estimated."
    beside = f"Deaths are not tried: they are known in {study.deaths_known:.0%} of weeks."
    if study.of_deaths is not None:
        beside = (
            f"Where deaths are counted instead of events: {_shares(study.of_deaths)} The answer rests on none of these."
        )
    return f"{_shares(agreed)} They share most of their data, so they are no independent tests. {beside}"


def _shares(agreed: Agreement) -> str:
    return (
        f"{agreed.above:.0%} of {agreed.estimated} estimates are above 1; {agreed.clearly_above:.0%} clearly above, "
        f"{agreed.clearly_below:.0%} clearly below."
    )


def _losses(losses: Sequence[Loss]) -> str:
    heads = ("place", "country", "lost between", "gained by", "size", "source", "checked against")
    return _table(
        heads,
        [
            (x.place, x.country or "", _days(x.from_, x.to), x.gained_by or "", x.size or "", x.source, x.checked or "")
            for x in losses
        ],
    )


def _specifications(every: Sequence[Specification]) -> str:
    heads = (
        "outcome",
        "actors",
        "violence",
        "area",
        "losses",
        "window",
        "control",
        "events",
        "times as many",
        "95 % interval",
        "p",
    )
    rows = []
    for s in every:
        c = s.choice
        told = (f"{s.ratio.value:.2f}", _span(s.ratio), f"{s.ratio.p:.3f}") if s.ratio else ("", s.why_not or "", "")
        choices = (c.outcome, c.actors, c.violence, c.area, c.losses, f"{c.window} days", c.control)
        rows.append((*choices, str(s.events), *told))
    return _table(heads, rows)


def _made(made: Made) -> str:
    rows = (
        ("events", made.events), ("SHA-256 of the events", made.events_hash), ("calendar", made.calendar),
        ("SHA-256 of the losses", made.calendar_hash), ("program", made.program), ("command", made.command),
    )  # fmt: skip
    return _table(("what", "value"), rows)


def _figure(image: str, label: str, words: str) -> str:
    drawn = image.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)
    return f"<figure>\n{drawn}<figcaption>{escape(words)}</figcaption>\n</figure>"


def _fold(summary: str, body: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>\n{body}\n</details>"


def _list(items: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in items) + "\n</ul>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="table"><table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"


def _span(ratio: Ratio) -> str:
    return f"{ratio.low:.2f} to {ratio.high:.2f}"


def _days(since: dt.date, until: dt.date) -> str:
    return str(since) if since == until else f"{since} and {until}"
