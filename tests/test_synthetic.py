"""The synthetic reports: records that hold, truths that align, one seed one set of reports, rates as the settings say."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import msgspec
import pytest

from dateline.records import AGENT_PREFIX, Coded, Mention, Span, coded_from_json, to_json
from synthetic.geography import NEAR_KM, distance_km, towns
from synthetic.parties import GUNMEN, groups
from synthetic.planning import Plan, plan_reports
from synthetic.reports import generate
from synthetic.settings import MOST_REPORTS, Settings
from synthetic.truth import LOOK_ALIKE, REACTION, Truth, plan_truths

SETTINGS = Settings()
INCIDENTS = 400
SEED = 11


@cache
def made() -> list[tuple[Coded, tuple[str, ...]]]:
    return list(generate(SEED, INCIDENTS))


@cache
def planned() -> tuple[dict[str, Truth], list[Plan]]:
    chance = Random(SEED)
    truths = list(plan_truths(INCIDENTS, SETTINGS, chance))
    return {truth.id: truth for truth in truths}, plan_reports(truths, SETTINGS, chance)


@cache
def firsts() -> list[tuple[Mention, str]]:
    """The first tellings of reports, with their truth; those that copies repeat once."""
    found = {c.report.text[slice(*c.mentions[0].sentence)]: (c.mentions[0], ids[0]) for c, ids in made()}
    return [(mention, name) for mention, name in found.values() if not mention.background]


def spans(value: object) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


def near(rate: float, part: int, whole: int) -> bool:
    """Whether a share fits a rate: within four standard errors."""
    return abs(part - rate * whole) <= 4 * math.sqrt(rate * (1 - rate) * whole)


def test_every_span_equals_the_text() -> None:
    for coded, _ in made():
        found = list(spans(coded.mentions))
        assert len(found) >= len(coded.mentions)
        assert all(coded.report.text[span.start : span.end] == span.text for span in found)
        assert all(0 <= a < b <= len(coded.report.text) for e in coded.entities for a, b in e.mentions)


def test_records_are_whole() -> None:
    for coded, _ in made():
        assert coded_from_json(to_json(coded)) == coded
        entities = {entity.id for entity in coded.entities}
        assert all(role.entity in entities for mention in coded.mentions for role in mention.roles)
        assert len({mention.id for mention in coded.mentions}) == len(coded.mentions)
    assert len({coded.report.id for coded, _ in made()}) == len(made())


def test_reports_come_in_the_order_of_publication() -> None:
    days = [coded.report.published for coded, _ in made() if coded.report.published]
    assert len(days) == len(made())
    assert days == sorted(days)


def test_each_mention_has_its_truth() -> None:
    truths, plans = planned()
    reactions = {plan.reaction.id: plan.reaction for plan in plans if plan.reaction}
    for coded, ids in made():
        assert len(ids) == len(coded.mentions)
        for mention, name in zip(coded.mentions, ids, strict=True):
            if name:
                assert mention.type == {**truths, **reactions}[name].story.type
            else:
                assert mention.aggregate or mention.status == "feared"
                assert not mention.countable


def test_one_seed_gives_one_set_of_reports() -> None:
    first, again, other = (list(itertools.islice(generate(seed, 100), 150)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_most_incidents_are_told_by_few_reports() -> None:
    _, plans = planned()
    told = Counter(plan.truth.id for plan in plans if plan.stage != "anniversary")
    assert set(told) == set(planned()[0])
    assert max(told.values()) <= MOST_REPORTS
    assert sum(n <= 4 for n in told.values()) / len(told) > 0.6
    assert max(told.values()) > 15


def test_look_alikes_are_near_and_alike() -> None:
    truths, _ = planned()
    twins = [(truths[name.removesuffix(LOOK_ALIKE)], twin) for name, twin in truths.items() if LOOK_ALIKE in name]
    assert near(SETTINGS.look_alikes, len(twins), INCIDENTS)
    kinds = set()
    for one, twin in twins:
        assert one.story == twin.story
        moved = one.town != twin.town
        kinds.add(moved)
        assert (twin.day - one.day).days == (0 if moved else 1)
        if moved:
            assert NEAR_KM[0] <= distance_km(one.town.centre, twin.town.centre) <= NEAR_KM[1]
        else:
            assert one.group is None or one.group != twin.group
    assert kinds == {True, False}
    told = {name for _, ids in made() for name in ids}
    assert all(twin.id in told for _, twin in twins)


@pytest.mark.parametrize(
    ("rate", "precisions"),
    [
        (SETTINGS.no_place, {None}),
        (SETTINGS.province_only, {"division"}),
        (SETTINGS.country_only, {"country"}),
        (SETTINGS.part_of_town, {"point", "neighbourhood"}),
    ],
)
def test_places_are_as_vague_as_the_settings_say(rate: float, precisions: set[str | None]) -> None:
    told = [mention.places[0].precision if mention.places else None for mention, _ in firsts()]
    assert near(rate, sum(precision in precisions for precision in told), len(told))


def test_moments_are_left_out_and_wrong_as_the_settings_say() -> None:
    truths, _ = planned()
    moments = [(mention.moment, truths[name]) for mention, name in firsts()]
    assert near(SETTINGS.no_moment, sum(moment is None for moment, _ in moments), len(moments))
    days = [abs((m.from_ - t.day).days) for m, t in moments if m and m.from_ and m.precision == "day"]
    assert set(days) == {0, 1}
    assert near(SETTINGS.moment_off, sum(days), len(days))


def test_plans_follow_the_settings() -> None:
    truths, plans = planned()
    own = {plan.text: plan for plan in plans if plan.stage != "anniversary"}
    first = {plan.truth.id: plan for plan in reversed(list(own.values()))}
    later = [plan for plan in own.values() if plan != first[plan.truth.id]]
    news = [plan for plan in own.values() if plan.stage == "news"]
    assert near(SETTINGS.wires, sum(plan.agency is not None for plan in news), len(news))
    assert near(SETTINGS.follow_ups, sum(plan.stage == "follow-up" for plan in own.values()), len(later))
    past = [plan for plan in plans if plan.stage == "anniversary"]
    assert near(SETTINGS.anniversaries, len(past), len(truths))
    assert all(plan.published - plan.truth.day == dt.timedelta(365) for plan in past)


def test_hard_cases_are_there() -> None:
    mentions = [mention for coded, _ in made() for mention in coded.mentions]
    assert {m.status for m in mentions} == {"happened", "feared", "denied"}
    assert any(m.aggregate for m in mentions)
    assert any(m.background for m in mentions)
    assert any(m.moment and m.moment.precision == "years" for m in mentions)
    assert {m.moment.precision for m in mentions if m.moment} == {"day", "week", "month", "years"}
    harms = [h for m in mentions for h in m.harm]
    assert any(h.total for h in harms)
    assert any(h.best is not None and h.high is None for h in harms)
    assert any(h.low == 24 and h.best is None for h in harms)
    assert any(REACTION in name for _, ids in made() for name in ids)
    assert any(a.via for m in mentions for a in m.attribution)
    texts = Counter(coded.report.text for coded, _ in made())
    assert max(texts.values()) > 2


def test_groups_are_told_by_name_and_without() -> None:
    actors = [e.actor for coded, _ in made() for e in coded.entities if e.actor]
    assert any(actor.id.startswith(f"{AGENT_PREFIX}uaf-") for actor in actors)
    named = {group.id for group in groups()}
    assert len(named) == 25
    assert sum(group.parent is not None for group in groups()) == 3
    assert named & {actor.id for actor in actors}


def test_groups_and_tolls_are_told_as_often_as_the_settings_say() -> None:
    truths, _ = planned()
    ours = [mention for mention, name in firsts() if truths[name].group is not None]
    claimed = [any(not claim.by.lower().startswith(GUNMEN) for claim in mention.claims) for mention in ours]
    assert near(SETTINGS.group_told, sum(claimed), len(ours))
    harmed = [m for m, name in firsts() if truths[name].story.harm and not any(h.total for h in m.harm)]
    assert near(SETTINGS.toll_told, sum(bool(mention.harm) for mention in harmed), len(harmed))


def test_towns_lie_in_clusters() -> None:
    centres = [town.centre for town in towns()]
    assert len(centres) == len({centre.name for centre in centres})
    close = sum(any(distance_km(a, b) < 25 for b in centres if b != a) for a in centres)
    assert close > len(centres) / 3
    assert all(distance_km(town.centre, part) < 3 for town in towns() for part in town.parts)
    assert all(distance_km(town.centre, town.province) <= town.province.radius_km for town in towns())
