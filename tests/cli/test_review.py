"""`dateline review` and withdrawn reports, as a person would use them; what is typed as a corrected value."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.archive import Archive
from dateline.cli.corrections import value_of
from dateline.errors import DatelineError
from dateline.incidents import build_incidents
from dateline.incidents.account import account
from dateline.records import Incident

from ..making import coded
from .conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def kirkuk(run: Run, archive_file: Path) -> str:
    """The bombing told by three reports; its id."""
    assert run("code", *sorted(EXAMPLES.glob("0[123]*.txt")), "--published", "2025-03-10").code == 0
    with Archive.open(archive_file, create=False) as archive:
        return next(i.id for i in archive.iter_incidents() if i.reports == 3)


def incidents(archive_file: Path) -> list[Incident]:
    with Archive.open(archive_file, create=False) as archive:
        return list(archive.iter_incidents())


def held(archive_file: Path, identifier: str) -> Incident:
    return next(i for i in incidents(archive_file) if i.id == identifier)


def test_accept_reject_comment_and_undo(run: Run, archive_file: Path, kirkuk: str) -> None:
    assert run("review", "accept", kirkuk, "--by", "Ada").code == 0
    assert held(archive_file, kirkuk).review == "accepted"
    assert run("review", "comment", kirkuk, "toll unclear", "--by", "Bo").code == 0
    assert run("review", "reject", kirkuk, "--by", "Ada", "--reason", "a drill").code == 0
    assert kirkuk not in run("incidents").out
    assert run("review", "undo", "3", "--by", "Ada").code == 0
    assert held(archive_file, kirkuk).review == "accepted"
    history = run("review", "history").out
    assert [line.split()[2] for line in history.splitlines()] == ["accept", "comment", "reject", "undo"]
    assert "by Bo: toll unclear" in history
    assert "reject " + kirkuk + "  by Ada: a drill (undone)" in history


def test_a_correction_is_shown_with_its_history_and_survives_coding_again(
    run: Run, archive_file: Path, kirkuk: str
) -> None:
    result = run("review", "correct", kirkuk, "killed", "15-19", "--by", "Ada", "--reason", "two hospitals")
    assert result.code == 0, result.err
    assert run("code", *sorted(EXAMPLES.glob("0[123]*.txt")), "--fast").code == 0
    incident = held(archive_file, kirkuk)
    killed = next(h for h in incident.harm if h.kind == "killed")
    assert (killed.low, killed.best, killed.high) == (15, None, 19)
    shown = run("show", kirkuk).out
    assert "killed 19 (12 to 19), now ? (15 to 19)" in " ".join(shown.split())
    assert "corrected" in run("incidents").out


def test_merge_and_split(run: Run, archive_file: Path, kirkuk: str) -> None:
    before = incidents(archive_file)
    other = next(i for i in before if i.id != kirkuk)
    assert run("review", "merge", kirkuk, other.id, "--by", "Ada").code == 0
    assert len(incidents(archive_file)) == len(before) - 1
    gone = run("show", other.id)
    assert gone.code != 0
    assert f"became part of {kirkuk}" in gone.err
    assert run("review", "undo", "1", "--by", "Ada").code == 0
    assert run("review", "split", kirkuk, "1", "--by", "Ada").code == 0
    assert len(incidents(archive_file)) == len(before) + 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "i-nothing"), "no incident has the id"),
        (("correct", "KIRKUK", "colour", "red"), "'colour' is no field"),
        (("correct", "KIRKUK", "killed", "many"), "'many' is no figure"),
        (("correct", "KIRKUK", "killed", "9-3"), "'9-3' is no figure"),
        (("correct", "KIRKUK", "place", "Xyzzyton"), "no place is called 'Xyzzyton'"),
        (("correct", "KIRKUK", "place", "Springfield, USA"), "several places are called"),
        (("correct", "KIRKUK", "place", "91,10"), "no point on Earth"),
        (("correct", "KIRKUK", "type", "WAR"), "'WAR' is no value of type"),
        (("correct", "KIRKUK", "modes", "cyber"), "'cyber' is no value of modes"),
        (("correct", "KIRKUK", "moment", "some day"), "some day"),
        (("merge", "KIRKUK", "KIRKUK"), "is one incident already"),
        (("split", "KIRKUK", "99"), "there is no telling '99'"),
        (("split", "KIRKUK", "one"), "there is no telling 'one'"),
        (("undo", "9"), "no decision 9 counts"),
    ],
)
def test_what_cannot_be_decided_is_said_and_changes_nothing(
    run: Run, archive_file: Path, kirkuk: str, arguments: tuple[str, ...], message: str
) -> None:
    before = incidents(archive_file)
    result = run("review", *(a.replace("KIRKUK", kirkuk) for a in arguments), "--by", "Ada")
    assert result.code != 0
    assert message in " ".join(result.err.split())
    assert incidents(archive_file) == before
    assert run("review", "history").out == ""


def test_all_tellings_cannot_be_parted_from_nothing(run: Run, archive_file: Path, kirkuk: str) -> None:
    numbers = [str(n + 1) for n in range(len(held(archive_file, kirkuk).support))]
    result = run("review", "split", kirkuk, *numbers, "--by", "Ada")
    assert "no telling would be left" in result.err


def test_a_report_taken_back_leaves_the_incident_which_says_so(run: Run, archive_file: Path, kirkuk: str) -> None:
    report = held(archive_file, kirkuk).support[0].report
    result = run("report", report, "--withdrawn", "--by", "Ada", "--reason", "the outlet took it back")
    assert result.code == 0
    assert "the outlet took it back" in result.out
    incident = held(archive_file, kirkuk)
    assert incident.withdrawn == (report,)
    assert incident.reports == 2
    assert f"Withdrawn: {report}." in " ".join(c.text for c in account(incident))
    assert "withdrawn by its outlet" in run("show", report).err
    assert "withdrawn already" in run("report", report, "--withdrawn", "--by", "Ada").err
    assert run("report", report, "--reinstated", "--by", "Ada").code == 0
    assert held(archive_file, kirkuk).reports == 3


ONE = coded("Boko Haram killed 3 farmers in Biu on Monday, police said.", id="r", published="2025-03-10")
(TOLD, *_REST) = build_incidents([ONE])


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("killed", "4", {"low": 4, "best": 4, "high": 4}),
        ("killed", "unknown", None),
        ("moment", "2025-03-08", {"from": "2025-03-08", "to": "2025-03-08"}),
        ("moment", "2025-03-08..2025-03-09", {"from": "2025-03-08", "to": "2025-03-09"}),
        ("moment", "unknown", {"from": None, "to": None}),
        ("aggregate", "yes", True),
        ("background", "no", False),
        ("type", "protest", "PROTEST"),
        ("modes", "firearms, beat", ["firearms", "beat"]),
        ("status", "Alleged", "alleged"),
        ("place", "unknown", None),
        ("recipients", "unknown", []),
    ],
)
def test_values_as_they_are_typed(field: str, given: str, expected: object) -> None:
    assert value_of(field, given, TOLD) == expected


def test_places_by_name_country_and_coordinates() -> None:
    assert value_of("place", "Maiduguri", TOLD)["country"] == "NGA"
    assert value_of("place", "Kirkuk, IRQ", TOLD)["name"] == "Kirkuk"
    spot = value_of("place", "11.85, 13.16", TOLD)
    assert (spot["lat"], spot["lon"], spot["country"], spot["precision"]) == (11.85, 13.16, "NGA", "point")
    with pytest.raises(DatelineError, match="there is one in IRQ"):
        value_of("place", "Kirkuk", TOLD)


def test_parties_by_name_are_those_that_the_catalogue_knows() -> None:
    (known, new) = value_of("actors", "Islamic State; the Somebodies", TOLD)
    assert known["actor"]["sector"] == "REB"
    assert (new["name"], new["actor"], new["role"]) == ("the Somebodies", None, "actor")
    (same,) = value_of("recipients", "3 farmers", TOLD)
    assert same["role"] == "victim"


def test_every_clause_of_an_account_stands_on_tellings_and_every_figure_in_their_words() -> None:
    one = coded("A bomb killed 12 people in Kano on Monday, police said.", id="a", published="2025-03-10", outlet="One")
    two = coded("A bomb killed 15 people in Kano on Monday. A group claimed it.", id="b", published="2025-03-10")
    (incident,) = build_incidents([one, two])
    clauses = account(incident)
    assert all(clause.support for clause in clauses)
    for clause in clauses:
        for support in clause.support:
            text = {"a": one, "b": two}[support.report].report.text
            assert support.start is not None
            assert text[support.start : support.end] == support.sentence
    killed = {c.text: c.support for c in clauses if c.text.startswith("Killed")}
    assert {number for text, told in killed.items() for s in told if (number := text.split()[1][:2]) in s.sentence} == {
        "12", "15",
    }  # fmt: skip


def test_an_account_of_what_is_unknown_says_that_it_is() -> None:
    (incident,) = build_incidents([coded("Gunmen killed three men.", id="a")])
    opening = account(incident)[0].text
    assert "at an unknown place, on an unknown day" in opening
    feared = msgspec.structs.replace(incident, status="ongoing")
    assert "It is told as ongoing." in account(feared)[0].text
