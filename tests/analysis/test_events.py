"""Events from files, incidents and mentions, and the actors that are asked for."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

import dateline
from dateline.analysis.events import choose_actors, of_incidents, of_mentions, read_events
from dateline.errors import MalformedInput, SettingError, UnreadableInput
from dateline.records import Actor, Party

from .making import event
from .samples import DAY, ours

HEADER = "id,country,type_of_violence,side_a,side_b,latitude,longitude,where_prec,date_start,date_end,low,best,high"
ROW = "1,Iraq,3,IS,Civilians,36.3,43.1,1,2017-07-09,2017-07-10,1,2,3"
EXTRACT = {
    "id": [1.0], "year": [2017.0], "month": [7.0], "day": [9], "country": ["Iraq"],
    "type_of_violence": ["One-sided violence"], "side_a": ["IS"], "side_b": ["Civilians"], "latitude": [36.3],
    "longitude": [43.1], "low_death": [1.0], "best_death": [2.0], "high_death": [None],
}  # fmt: skip


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return path


def test_a_row_of_ged_is_an_event(tmp_path: Path) -> None:
    (found,) = read_events(written(tmp_path, ROW))
    assert (found.from_, found.to, found.days) == (dt.date(2017, 7, 9), dt.date(2017, 7, 10), 2)
    assert (found.country, found.precision, found.violence) == ("IRQ", "city", "one-sided")
    assert found.actors == found.doers == {"islamic-state"}, "civilians are no actor"
    assert dict(found.harm) == {"killed": (1, 2, 3)}


def test_an_extract_as_parquet_is_read_alike(tmp_path: Path) -> None:
    pl.DataFrame(EXTRACT).write_parquet(tmp_path / "ged.parquet")
    (found,) = read_events(tmp_path / "ged.parquet")
    assert (found.id, found.from_, found.country) == ("1", dt.date(2017, 7, 9), "IRQ")
    assert found.precision == "near", "an extract without where_prec is said to hold places known to 25 km"
    assert dict(found.harm) == {"killed": (1, 2, None)}


def test_allies_are_joined_by_commas(tmp_path: Path) -> None:
    row = ROW.replace("IS,Civilians", '"IS, Taleban",Government of Iraq').replace(",3,", ",1,", 1)
    (found,) = read_events(written(tmp_path, row))
    assert {"islamic-state", "taliban", "government of iraq"} <= found.actors
    assert found.called["government of iraq"] == "Government of Iraq"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((), "no row below the header"),
        ((ROW.replace(",3,", ",9,", 1),), "row 1: type_of_violence is '9'"),
        ((ROW.replace(",1,2017", ",8,2017"),), "row 1: where_prec is '8'"),
        ((ROW, ROW.replace("36.3", "99.3")), "row 2: 99.3, 43.1 is no latitude"),
        ((ROW.replace("2017-07-10", "2017-07-01"),), "before it begins"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, rows: tuple[str, ...], message: str) -> None:
    with pytest.raises(MalformedInput, match=re.escape(message)):
        read_events(written(tmp_path, *rows))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_events(tmp_path / "none.csv")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and nothing")
    with pytest.raises(MalformedInput, match="no Parquet file"):
        read_events(tmp_path / "bad.parquet")
    (tmp_path / "other.csv").write_text("id,day\n1,2\n")
    with pytest.raises(MalformedInput, match="missing columns: country, type_of_violence"):
        read_events(tmp_path / "other.csv")


def test_an_incident_keeps_who_acted_apart_from_whom_it_struck() -> None:
    group = Actor(id="islamic-state", name="Islamic State", sector="REB", country=None, parent=None)
    new = Actor(id="new-1", name="Invented Front", sector="REB", country=None, parent=None)
    parties = (
        Party(role="actor", name="ISIS", actor=group, tellings=("r m1",)),
        Party(role="victim", name="Invented Front", actor=new, tellings=("r m1",)),
        Party(role="target", name="a market", actor=None, tellings=("r m1",)),
    )
    (found,) = of_incidents([ours("i1", parties=parties)])
    assert found.doers == {"islamic-state"}
    assert found.actors == {"islamic-state", "new-1"}, "a building is no actor"
    assert (found.called, found.from_, found.review) == ({"new-1": "Invented Front"}, DAY, "unreviewed")
    assert choose_actors(["invented front"], [found]).keys == {"new-1"}


def test_a_mention_is_an_event_for_each_telling() -> None:
    coded = dateline.code("Islamic State gunmen killed 12 people in Kirkuk on Monday.", published="2025-03-11", id="r1")
    (found,) = of_mentions([coded])
    assert (found.origin, found.id.split()[0], found.country, found.reports) == ("mention", "r1", "IRQ", ("r1",))
    assert found.harm["killed"][1] == 12
    assert "islamic-state" in found.doers


@pytest.mark.parametrize("name", ["Islamic State", "ISIS", "islamic-state", "Daesh"])
def test_every_name_of_an_actor_finds_it(name: str) -> None:
    events = [event(actors=frozenset({"islamic-state"}))]
    assert choose_actors([name], events).act_in(events[0])


def test_affiliates_count_only_when_asked_for() -> None:
    events = [event(actors=frozenset({"islamic-state"})), event(actors=frozenset({"iswap"}))]
    core, wider = (choose_actors(["Islamic State"], events, affiliates=wanted) for wanted in (False, True))
    assert [core.act_in(e) for e in events] == [True, False]
    assert [wider.act_in(e) for e in events] == [True, True]
    assert "without affiliates" in core.words
    assert "with its affiliates" in wider.words


def test_an_actor_that_matches_nothing_is_offered_the_nearest_names() -> None:
    events = [event(actors=frozenset({"islamic-state"})), event(actors=frozenset({"taliban"}))]
    with pytest.raises(SettingError, match=r"no event has the actor 'Talibann'. Nearest are: Taliban\."):
        choose_actors(["Talibann"], events)
    with pytest.raises(SettingError, match="No name in the events is near it"):
        choose_actors(["Quxzzy"], events)
    with pytest.raises(SettingError, match="The events name no actor"):
        choose_actors(["Taliban"], [event(actors=frozenset())])
    with pytest.raises(SettingError, match="no actor is named"):
        choose_actors([" "], events)
