"""How often each thing happens in the synthetic reports: rates from 0 to 1, set by what news looks like, not tuned."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """The rates of the generator; each field's line says of what it is a share."""

    incidents_a_day: float = 8.0
    """Incidents a day, over all towns; look-alikes and reactions come on top."""
    another_report: float = 0.65
    """Chance of one more report of an incident that has one: their number falls geometrically, to MOST_REPORTS."""
    big: float = 0.04
    """Incidents that 8 to MOST_REPORTS reports tell."""

    look_alikes: float = 0.15
    """Incidents that have a look-alike."""
    look_alike_next_day: float = 0.5
    """Look-alikes in the same town a day later; the others: the same day in a town 15 to 25 km away."""
    look_alike_same_actor: float = 0.4
    """Near look-alikes by the same attackers, as after an offensive."""
    look_alike_same_toll: float = 0.5
    """Look-alikes that harm as many people."""

    next_day: float = 0.4
    """Reports of the first two days that come out on the second."""
    follow_ups: float = 0.2
    """Reports that tell an incident again 2 to 6 days later."""
    new_toll: float = 0.5
    """Follow-ups of deadly incidents that bring a new running total."""
    vague_day: float = 0.3
    """Dated follow-ups that give the week or the month."""
    anniversaries: float = 0.05
    """Incidents that a report tells as history one year later."""
    wires: float = 0.12
    """Reports of the first two days that are an agency's text, copied by 1 to 10 outlets."""
    copied_whole: float = 0.5
    """Copies that change nothing; the others have a first paragraph of their own and small edits."""

    no_moment: float = 0.15
    """First tellings that give no moment."""
    moment_off: float = 0.04
    """Told days that are wrong by one."""
    no_place: float = 0.08
    """First tellings without a place."""
    province_only: float = 0.07
    """First tellings that name the province alone."""
    country_only: float = 0.04
    """First tellings that name the country alone."""
    part_of_town: float = 0.15
    """First tellings that name a part of the town or a point in it, half of them without the town."""

    named_group: float = 0.5
    """Attacks and abductions by a group with a name."""
    group_told: float = 0.55
    """Tellings of these that name it."""
    gunmen_told: float = 0.25
    """Tellings of these that say "gunmen"; the others say nobody."""
    parent_told: float = 0.15
    """Namings of an affiliate that name what it belongs to."""

    toll_told: float = 0.8
    """Tellings of harm that give figures."""
    toll_wrong: float = 0.15
    """Figures that differ from the truth by a few."""
    toll_at_least: float = 0.2
    """Figures told as "at least"."""
    toll_dozens: float = 0.2
    """Figures of 24 and more told as "dozens"."""

    retellings: float = 0.35
    """Reports that tell their incident twice."""
    retold_moment: float = 0.3
    """Retellings that give the moment again."""
    retold_place: float = 0.3
    """Retellings that name the place again; of the others half carry it over from before."""
    beside: float = 0.2
    """Reports that tell an earlier incident of the country beside the news, where there is one."""
    beside_as_background: float = 0.5
    """Of these the ones coded as background."""
    reactions: float = 0.15
    """Incidents that bring a reaction, which 1 or 2 of their reports tell."""

    ten_years: float = 0.005
    """First tellings with a moment of ten years ("the worst in the past ten years")."""
    contradictory: float = 0.01
    """Reports whose second telling gives another day than the first, 2 to 20 days off."""
    aggregates: float = 0.02
    """Reports with a mention of many incidents at once."""
    feared: float = 0.02
    """Reports with a feared incident."""
    denied: float = 0.01
    """Reports in which somebody denies their incident."""


MOST_REPORTS = 30
"""Most reports of an incident, anniversaries left out."""
