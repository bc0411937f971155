"""A report at a glance for `dateline show`: what took place, what is many or history, what did not take place or is not
known to have; and of each who says so.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.cli.style import SOURCE_STYLE, STATUS_STYLE
from dateline.records import REALISED, Attribution, Coded, Mention

OWN_WORDS = "the outlet's own words"
_QUOTES = '"“‘«„'
_WORDS = 9
"""Words of a sentence that are shown around its trigger."""


def glance(coded: Coded) -> RenderableType:
    """The mentions in three groups, one line each; empty groups are left out."""
    groups = (
        ("took place", [m for m in coded.mentions if m.countable]),
        ("many at once, or history", [m for m in coded.mentions if m.status in REALISED and not m.countable]),
        ("did not take place, or not as told for a fact", [m for m in coded.mentions if m.status not in REALISED]),
    )
    parts: list[RenderableType] = []
    for title, mentions in groups:
        if mentions:
            table = Table.grid(padding=(0, 2))
            table.add_column(width=max(map(len, STATUS_STYLE)))
            table.add_column(ratio=3)
            table.add_column(ratio=2)
            for mention in mentions:
                table.add_row(
                    Text(mention.status, style=STATUS_STYLE[mention.status]), _telling(coded, mention),
                    Text(says(coded, mention), style=SOURCE_STYLE),
                )  # fmt: skip
            parts += [Text(title, style="bold"), table]
    return Group(*parts)


def _telling(coded: Coded, mention: Mention) -> Text:
    """The words around a trigger, with how many are told of and whether it is history."""
    before = coded.report.text[mention.sentence[0] : mention.trigger.start].split()
    after = coded.report.text[mention.trigger.end : mention.sentence[1]].split()
    lead = " ".join(["…"] * (len(before) > _WORDS) + before[-_WORDS:])
    rest = " ".join(after[:_WORDS] + ["…"] * (len(after) > _WORDS))
    text = Text.assemble(f"{lead} ".lstrip(), (mention.trigger.text, f"{STATUS_STYLE[mention.status]} reverse"))
    text.append(rest if rest[:1] in ",.;:!?’'" else f" {rest}")
    flags = [flag for flag in ("aggregate", "background") if getattr(mention, flag)]
    flags += [mention.trend] if mention.trend else []
    text.append(f" [{', '.join(flags)}]" if flags else "", style="dim")
    return text


def says(coded: Coded, mention: Mention) -> str:
    """Who says so, in words: the source, its relation, whether it is named and quoted, and whom it relies on."""
    told = [_source(coded, attribution) for attribution in mention.attribution if attribution.source is not None]
    unnamed = bool(mention.attribution) and not told
    claims = [f"{c.by} ({c.kind})" for c in mention.claims if c.kind != "stated as fact"]
    return "; ".join([*(told or ["somebody who is not named" if unnamed else OWN_WORDS]), *claims])


def _source(coded: Coded, attribution: Attribution) -> str:
    source = attribution.source
    assert source is not None
    entity = next((e for e in coded.entities if e.id == attribution.entity), None)
    known = entity.name if entity is not None else source.text
    name = source.text if known in source.text or source.text in known else f"{source.text}: {known}"
    marks = (
        "" if attribution.relation == "unknown" else attribution.relation,
        "" if any(c.isupper() for c in known) else "not named",
        "quoted" if is_quoted(coded, attribution) else "",
    )
    known_of = ", ".join(filter(None, marks))
    behind = " and ".join(span.text for span in attribution.via)
    return f"{name}{f' ({known_of})' if known_of else ''}{f', by {behind}' if behind else ''}"


def is_quoted(coded: Coded, attribution: Attribution) -> bool:
    """Whether what is said stands in quotation marks: told in the source's own words."""
    start = attribution.content.start
    return coded.report.text[max(0, start - 1) : start + 1].strip()[:1] in tuple(_QUOTES)
