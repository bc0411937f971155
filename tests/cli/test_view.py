"""What people see: figures, places and moments in words; nothing unknown is shown as a value."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from dateline.cli.beside import notes_of
from dateline.cli.glance import says
from dateline.cli.incident import incident_cells, incident_view
from dateline.cli.style import STATUS_STYLE
from dateline.cli.view import (
    harm_text,
    mentions_table,
    moment_text,
    place_text,
    plain,
    report_view,
    short,
    short_telling,
    status_text,
)
from dateline.incidents import build_incidents
from dateline.records import Harm, Status

from ..making import coded


def harm(low: int | None, best: int | None, high: int | None, *, who: str | None = None, total: bool = False) -> Harm:
    return Harm(
        kind="killed",
        who=who,
        side=None,
        low=low,
        best=best,
        high=high,
        total=total,
        source=None,
        start=0,
        end=1,
        text="x",
    )


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (harm(12, 12, 12), "killed 12"),
        (harm(12, 12, 12, who="people"), "killed 12 people"),
        (harm(43, 43, 43, total=True), "killed 43 in all"),
        (harm(30, 30, None), "killed at least 30"),
        (harm(None, 30, 30), "killed at most 30"),
        (harm(24, None, 99), "killed 24 to 99"),
        (harm(None, 40, None), "killed about 40"),
        (harm(None, None, None, who="defenders"), "killed ? defenders"),
        (harm(0, 0, 0), "killed 0"),
    ],
)
def test_figures_in_words(figure: Harm, words: str) -> None:
    assert harm_text(figure) == words


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("Gunmen attacked a bus in Kano on Sunday.", "2024-05-06", "2024-05-05"),
        ("Gunmen attacked a bus in Kano on Sunday.", None, "“Sunday” (unresolved)"),
        ("Gunmen attacked a bus in Kano overnight.", "2024-05-06", "2024-05-05 to 2024-05-06"),
        ("Gunmen attacked a bus in Kano.", "2024-05-06", ""),
    ],
)
def test_moments_in_words(text: str, published: str | None, words: str) -> None:
    (mention,) = coded(text, published=published).mentions
    assert moment_text(mention) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked a bus in Kano.", "Kano, NGA (city)"),
        ("Gunmen attacked a bus in Nigeria.", "Nigeria (country)"),
        ("Gunmen attacked a bus near Kano.", "Kano, NGA (near)"),
        ("Gunmen attacked a bus in the town of Zzyxville.", "Zzyxville (unresolved)"),
        ("Gunmen attacked a bus.", ""),
    ],
)
def test_places_in_words(text: str, words: str) -> None:
    assert place_text(coded(text).mentions[0]) == words


def test_a_place_from_another_sentence_says_so() -> None:
    second = coded("The governor met reporters in Kano. Gunmen attacked a bus.").mentions[-1]
    assert place_text(second) == "Kano, NGA (from context, city)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen attacked a bus in Kano.", "the outlet's own words"),
        ("Gunmen attacked a bus in Kano, police said.", "police (official, not named)"),
        ("“Gunmen attacked a bus in Kano,” Governor Ali Musa said.", "Governor Ali Musa (official, quoted)"),
        (
            "The Red Column attacked a bus in Kano, police said.",
            "police (official, not named); The Red Column (accused)",
        ),
        (
            "A bomb exploded in Kano. The Red Column claimed responsibility for the blast.",
            "the outlet's own words; The Red Column (claimed)",
        ),
    ],
)
def test_who_says_so(text: str, words: str) -> None:
    report = coded(text)
    assert says(report, report.mentions[0]) == words


def test_at_a_glance_what_took_place_stands_apart_from_what_is_feared() -> None:
    shown = plain(
        report_view(
            coded(
                "Gunmen attacked a bus in Kano. There are fears that they will bomb Lagos. "
                "Many attacks in Nigeria have been carried out by bandits."
            )
        )
    )
    took, many, not_so = (shown.index(w) for w in ("took place", "many at once", "did not take place"))
    assert took < shown.index("Gunmen") < many < shown.index("Many") < not_so < shown.index("feared")


@pytest.mark.parametrize("status", list(STATUS_STYLE))
def test_every_status_has_a_style_and_shows_what_else_holds(status: Status) -> None:
    mention = msgspec.structs.replace(
        coded("Gunmen attacked a bus.").mentions[0], status=status, aggregate=True, trend="increase"
    )
    assert status_text(mention).plain == f"{status}\naggregate\nincrease"


def test_a_report_without_an_event_says_so() -> None:
    nothing = coded("The harvest was good this year in the valley.")
    assert "no event" in plain(mentions_table(nothing))
    assert "no event" in plain(report_view(nothing))


def test_markup_in_a_report_is_shown_as_it_is() -> None:
    shown = plain(report_view(coded("Gunmen attacked a [bold]bus[/bold] in Kano. [red] lines stay.")))
    assert "[bold]bus[/bold]" in shown
    assert "[red] lines" in shown


def test_the_text_between_coded_sentences_is_shown_too() -> None:
    report = coded("Rain fell. Gunmen attacked a bus in Kano. Birds sang. Police arrested two men. Night came.")
    shown = plain(report_view(report))
    shown = shown[shown.index("Rain fell") :]  # below the glance
    positions = [shown.index(w) for w in ("Rain fell", "Gunmen", "Birds sang", "Police", "Night came")]
    assert positions == sorted(positions)


def test_control_is_shown_with_both_sides() -> None:
    shown = plain(report_view(coded("Government troops captured the town of Kano from the rebels.")), width=240)
    assert "Kano: lost by the rebels, gained by Government troops" in shown


def test_an_incident_with_all_its_tellings() -> None:
    one = coded("A bomb killed 12 people in Kano on Monday, police said.", id="a", published="2025-03-10", outlet="One")
    two = coded("A bomb killed 15 people in Kano on Monday.", id="b", published="2025-03-10", outlet="Two")
    (incident,) = build_incidents([one, two])
    cells = incident_cells(incident)
    assert cells[0] == incident.id
    assert cells[2] == str(dt.date(2025, 3, 10))
    assert cells[6] == "killed 15 (12 to 15)"
    shown = plain(incident_view(incident))
    assert shown.index("disputed: killed") < shown.index("“A bomb killed 12")
    assert "Killed: 12, told by police. [1" in shown
    assert "Killed: 15, told by Two. [" in shown


@pytest.mark.parametrize(
    ("report", "words"), [("sha256:0123456789abcdef", "sha256:01234567"), ("my-own-id", "my-own-id")]
)
def test_ids_are_cut_to_what_names_them(report: str, words: str) -> None:
    assert short(report) == words
    assert short_telling(f"{report} m12") == f"{words} m12"


@pytest.mark.parametrize(
    ("text", "published", "notes"),
    [
        ("More than three-quarters of them are foreign.", None, ["“More than three-quarters” at least 75 %"]),
        ("It came in the final weeks of summer.", None, ["“the final weeks” unresolved"]),
        ("Crowds have come in the final weeks.", "2017-07-09", ["“the final weeks” 2017-06-11 to 2017-07-09"]),
        ("It has gone on since 3 May.", "2017-07-09", ["“since 3 May” 2017-05-03 on, up to 2017-07-09 at least"]),
        ("Between 10 and 15 lorries brought $2bn.", None, ["“Between 10 and 15” 10 to 15", "“$2bn” 2,000,000,000 USD"]),
        ("Up to 50 kg of tea for the third time.", None, ["“Up to 50 kg” at most 50 kg", "“third” number 3"]),
        ("A 24-year-old waited.", None, ["“24-year-old” 24 years old"]),
        ("About 40 came daily, and now dozens do.", "2017-07-09", ["“About 40” about 40", "“now” 2017-07-09", "“dozens” 24 to 99"]),
        ("Nothing to note.", None, []),
    ],
)  # fmt: skip
def test_times_and_numbers_beside_a_sentence(text: str, published: str | None, notes: list[str]) -> None:
    found = notes_of(coded(text, published=published))
    assert [f"“{note.words}” {note.meaning}" for note in found] == notes


def test_they_are_shown_also_where_no_event_was_coded() -> None:
    shown = plain(report_view(coded("More than three-quarters of them are foreign.")))
    assert "number “More than three-quarters” at least 75 %" in shown


def test_a_moment_and_a_figure_that_a_mention_shows_are_not_shown_twice() -> None:
    shown = plain(report_view(coded("Gunmen killed 12 people in Kano on Sunday.", published="2024-05-06")))
    assert "when 2024-05-05" in shown
    assert "time “" not in shown
    assert "number “" not in shown


def test_other_places_stand_beside_the_text_with_their_precision() -> None:
    notes = [
        n
        for n in notes_of(coded("Gunmen attacked a bus in Kano, Turkish and Nigerian officials said in Abuja."))
        if n.kind == "place"
    ]
    assert ("Abuja", "Abuja, NGA (city)") in [(n.words, n.meaning) for n in notes]
    assert not any(n.words == "Kano" for n in notes), "the event's own place stands with the event"
