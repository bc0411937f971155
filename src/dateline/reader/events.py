"""Events of one sentence: triggers with their roles, harm, status and telling, merged where they tell of one event."""

from __future__ import annotations

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.consequences import give_harm, merge_consequences, only_counts, sufferers_of
from dateline.reader.drafts import Draft, is_consequence
from dateline.reader.fates import harm_of_words
from dateline.reader.figures import shows_attack
from dateline.reader.harm import TokenHarm, add_harm, harm_of_hit, is_one
from dateline.reader.history import history_of, tells_history
from dateline.reader.joining import join_hits
from dateline.reader.lexicon import listed, words
from dateline.reader.merging import merge_acts, merge_equals, without_echoes, without_pronouns, without_vague
from dateline.reader.network import Marks
from dateline.reader.phrases import after_preposition, agent_of, is_nobody, is_passive
from dateline.reader.roles import Part, parts_of
from dateline.reader.status import cue_positions, governor, settle, status_of
from dateline.reader.subjects import subject_of
from dateline.reader.telling import (
    in_several,
    is_aggregate,
    is_engagement,
    names_day,
    opens_apart,
    points_back,
    sums_up,
    trend_of,
)
from dateline.reader.triggers import Hit, find_triggers, holds, in_set_phrases, needed_phrases
from dateline.records import REALISED, Interval

_REACH = 8
"""Tokens behind "escape" that may say from where."""


def is_no_harm(clause: Clause, draft: Draft) -> bool:
    """Whether a draft only says that nobody came to harm: no event, but a stated zero for the event told before."""
    return is_consequence(draft) and bool(draft.harm) and _is_nobodys(clause, draft.harm[0])


def _is_nobodys(clause: Clause, harm: TokenHarm) -> bool:
    """Whether nobody came to a harm: "none of the soldiers was hurt"."""
    index = next(i for i, token in enumerate(clause.tokens) if token.start == harm.reading.span[0])
    phrase = clause.phrase_at(index)
    return phrase is not None and is_nobody(clause, phrase)


def is_known_deed(clause: Clause, draft: Draft) -> bool:
    """Whether a draft only says who did what was told before: "its fighters had carried out the attack"."""
    phrase = clause.phrase_at(draft.hit.head)
    verb = governor(clause, draft.hit)
    if draft.hit.is_verb or phrase is None or verb is None or draft.hit.trigger.type != "ASSAULT":
        return False
    if draft.status not in _DONE:
        return False  # "plans to carry out the attack"
    doing = f"{clause.tokens[verb].lemma} {clause.lowered[verb + 1]}" if verb + 1 < len(clause.tokens) else ""
    first = clause.lowered[phrase.start]
    definite = first in ("the", "this", "that") or (first in ("any", "such") and draft.status == "denied")
    return definite and bool({clause.tokens[verb].lemma, doing} & words("doing"))


def is_definite(clause: Clause, draft: Draft) -> bool:
    """Whether a noun names a deed as one that is known: "the attack", "this blast", "as a result of the attack", not
    "the killing of a trader".
    """
    phrase = clause.phrase_at(draft.hit.head)
    if draft.hit.is_verb or phrase is None or phrase.end != draft.hit.end:
        return False
    inside = clause.lowered[draft.hit.start - 2 : draft.hit.start - 1] == ("of",)
    start = draft.hit.start - 1 if inside else phrase.start
    return (inside or phrase.core == draft.hit.head) and clause.lowered[start] in ("the", "this", "that")


def tells_own_deed(clause: Clause, hit: Hit) -> bool:
    """Whether the verb that might cite its subject tells what the subject did: "declared a truce and sent troops"."""
    if hit.is_verb:
        return clause.tokens[hit.head].form != "ing"  # not "admitted killing"
    verb = governor(clause, hit)
    return verb is not None and verb < hit.head and clause.tokens[verb].lemma in words("light_verbs")


_DONE = REALISED | {"denied", "alleged"}
"""Statuses of what is told of a deed that was done."""


def drafts_of(
    clause: Clause,
    located: list[Interval],
    times: list[Interval],
    told: set[str],
    marks: Marks,
    year: int | None = None,
) -> tuple[list[Draft], list[TokenHarm]]:
    """The events of a sentence, in text order, and harm that none of them did ("the death toll rose to 43", "he died").

    `told` holds the types told earlier in the report and is extended; `marks` are what the network tells of it; `year`
    is the report's.
    """
    drafts = []
    idle = in_set_phrases(clause.lowered)
    for hit in join_hits(clause, find_triggers(clause, located), marks):
        by_death_alone = clause.tokens[hit.head].lemma in ("die", "perish")  # of what, only the lists' words can tell
        if not hit.listed and (hit.head in idle or by_death_alone):
            continue
        if any(start <= clause.tokens[hit.head].start < end for start, end in times):
            continue  # the month of March
        if hit.trigger.type == "RETREAT" and _gets_away(clause, hit):
            continue
        told_so = marks.told_at((clause.tokens[hit.start].start, clause.tokens[hit.end - 1].end))
        status, probability = settle(*status_of(clause, hit), told_so)
        draft = Draft(hit, parts_of(clause, hit), [], status, probability, modes=hit.trigger.modes)
        if not _counts_whom(clause, hit):  # whose figure harm_of_words tells
            draft.harm = harm_of_hit(clause, hit)
        draft.parts = [part for part in draft.parts if not (part.role == "actor" and _suffers(clause, draft, part))]
        drafts.append(draft)
    told_of = harm_of_words(clause)
    drafts = merge_acts(clause, drafts)
    drafts = merge_consequences(clause, without_echoes(clause, drafts))
    loose = give_harm(drafts, told_of)
    drafts = merge_equals(drafts, history_of(clause, [draft.hit.head for draft in drafts], year))
    heads = [draft.hit.head for draft in drafts]
    past = history_of(clause, heads, year)
    dated = any(names_day(clause, time) for time in times)
    natural = _is_natural(clause, drafts)
    kept: list[Draft] = []
    drafts = [without_pronouns(clause, without_vague(draft)) for draft in drafts]
    for draft in drafts:
        draft.parts += sufferers_of(clause, draft)
    for draft in drafts:
        unlisted = not draft.hit.listed and draft.hit.trigger.type == "ASSAULT"
        others = {d.hit.trigger.type for d in drafts if not d.hit.trigger.trace} | {d.hit.trigger.type for d in kept}
        if draft.hit.trigger.trace and "ASSAULT" in told | others:
            loose += draft.harm
            continue
        if natural and (is_consequence(draft) or draft.hit.trigger.harm is not None or unlisted):
            continue
        if "ASSAULT" in told and (only_counts(clause, draft) or _counts_whom(clause, draft.hit)):
            loose = add_harm(loose, draft.harm)
            continue
        counted = any(h.reading.count is not None for h in draft.harm)
        several = counted and not all(is_one(clause, h) for h in draft.harm)
        single = draft.hit.is_verb and any(h.reading.persons is not None for h in draft.harm)
        blows = draft.hit.trigger.hurts and draft.hit.is_verb and not cue_positions(clause, "frequency")
        one = single or blows or draft.hit.trigger.trace  # "shot several times" is one shooting
        draft.aggregate = not one and is_aggregate(clause, draft.hit, counted=counted, dated=dated)
        draft.engagement = is_engagement(clause, draft.hit)
        draft.trend = trend_of(clause, draft.hit)
        draft.aggregate |= draft.trend is not None or (several and sums_up(clause, draft.hit))
        draft.aggregate |= draft.hit.trigger.type == "ASSAULT" and in_several(clause, draft.hit)
        draft.background = draft.hit.head in past
        named = draft.hit.trigger.control is not None and any(
            holds(clause, phrase, located) for phrase in needed_phrases(clause, draft.hit)
        )
        says_more = (
            named
            or not all(_is_nobodys(clause, harm) for harm in draft.harm)
            or any(p.role == "actor" and p.end != draft.hit.start for p in draft.parts)  # not "the rebel offensive"
            or draft.trend is not None
            or draft.status not in ("happened", "predicted")
        )
        if not points_back(clause, draft.hit, told_before=draft.hit.trigger.type in told, says_more=says_more):
            kept.append(draft)
        else:
            loose += draft.harm
    told.update(draft.hit.trigger.type for draft in kept)
    # Those of a disaster, of another incident or of earlier days are of no attack, and people are missing or
    # displaced for many reasons.
    elsewhere = natural or (opens_apart(clause) and not kept) or tells_history(clause, heads, past, year)
    return kept, [] if elsewhere else [h for h in loose if _is_aftermath(clause, h)]


def _is_aftermath(clause: Clause, harm: TokenHarm) -> bool:
    """Whether harm without an event may be of an attack told before: death and injury, and who is missing since."""
    if harm.reading.kind == "missing":
        return clause.lowered[harm.token] != "missing" or "still" in clause.lowered[max(0, harm.token - 3) : harm.token]
    return harm.reading.kind in ("killed", "injured")


def _counts_whom(clause: Clause, hit: Hit) -> bool:
    """Whether a word of harm says whom a figure is of: "put the number of herders killed at 35"."""
    if hit.trigger.harm is None or not hit.is_verb or clause.lowered[hit.end : hit.end + 1] != ("at",):
        return False
    before = range(hit.head - 1, max(0, hit.head - 6), -1)
    first = next((i for i in before if clause.lowered[i : i + 2] == ("number", "of")), None)
    group = clause.tokens[first : hit.head] if first is not None else ()
    return first is not None and not any(token.tag in ("VERB", "AUX", "MODAL", "REL") for token in group)


def _suffers(clause: Clause, draft: Draft, part: Part) -> bool:
    """Whether whoever would have done a deed is who came to harm by it: "they include 208 men killed"."""
    at = clause.tokens[part.core].start
    hurt = (h.reading.span for h in draft.harm if h.reading.kind in ("killed", "injured"))  # not who flees
    return draft.hit.is_verb and any(start <= at < end for start, end in hurt)


def _gets_away(clause: Clause, hit: Hit) -> bool:
    """Whether somebody only gets away: attackers from where they struck, or whoever came to no harm. That is no
    retreat, nor the flight of people driven out or of those who were held.
    """
    if hit.trigger.lemma not in ("flee", "escape", "run away"):
        return False
    who = subject_of(clause, hit.head)
    core = clause.lowered[who.core] if who is not None else ""
    held = words("held_in") | words("held_people")
    if core in words("held_people") or not held.isdisjoint(clause.lowered[hit.end : hit.end + _REACH]):
        return False
    behind = clause.lowered[hit.end : hit.end + 4]
    if not words("unhurt").isdisjoint(behind) or not words("scenes_of_crime").isdisjoint(behind):
        return True
    return hit.trigger.lemma == "escape" or core in listed("harm.toml", "attackers") | words("suspects")


def _is_natural(clause: Clause, drafts: list[Draft]) -> bool:
    """Whether a sentence tells of a disaster, an accident, a disease or a film, and of no attack beside it."""
    attack = any(d.hit.trigger.type == "ASSAULT" and d.hit.listed and not is_consequence(d) for d in drafts)
    return not attack and (bool(cue_positions(clause, "natural")) or any(_by_accident(clause, d) for d in drafts))


def _by_accident(clause: Clause, draft: Draft) -> bool:
    """Whether what kills or hurts is a fire or the like: "a fire killed nine", "nine were killed in a fire"."""
    if not is_consequence(draft):
        return False
    if _falls(clause, draft):
        return True
    doing = None if is_passive(clause, draft.hit.head) else subject_of(clause, draft.hit.head)
    causing = [after_preposition(clause, draft.hit.end, frozenset(("in", "by", "from"))), doing]
    if any(p is not None and clause.lowered[p.head] in listed("harm.toml", "accidents") for p in causing):
        return True
    if shows_attack(clause):
        return False
    return any(p is not None and _is_traffic(clause, p) for p in (doing, agent_of(clause, draft.hit.head)))


def _is_traffic(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names a vehicle: not "a bus bombing"."""
    following = clause.tokens[phrase.end].form if phrase.end < len(clause.tokens) else ""
    return clause.lowered[phrase.core] in listed("harm.toml", "traffic") and following != "ing"


def _falls(clause: Clause, draft: Draft) -> bool:
    """Whether who was killed or hurt fell or the like: "two climbers were killed when they fell"."""
    if not is_passive(clause, draft.hit.head):
        return False
    reach = range(draft.hit.end, min(draft.hit.end + _REACH, len(clause.tokens) - 2))
    when = next((n for n in reach if clause.lowered[n] in ("when", "after")), None)
    if when is None or clause.lowered[when + 1] not in ("he", "she", "they"):
        return False
    shot = draft.hit.trigger.lemma in ("shoot", "shoot dead") or clause.lowered[when + 3 : when + 4] in _FALLEN
    return not shot and clause.tokens[when + 2].lemma in ("fall", "slip", "drown", "trip", "skid")


_FALLEN = (("asleep",), ("under",), ("into",), ("ill",))
