"""Events of one sentence: triggers with their roles, harm, status and telling, merged where they tell of one event."""

from __future__ import annotations

import dataclasses

from dateline.reader.fates import harm_of_words
from dateline.reader.harm import TokenHarm, add_harm, harm_of_hit, overlaps
from dateline.reader.joining import join_hits
from dateline.reader.lexicon import listed, words
from dateline.reader.network import Marks
from dateline.reader.phrases import Clause, after_preposition, is_nobody, is_passive, object_of, subject_of
from dateline.reader.roles import Part, parts_of
from dateline.reader.status import cue_positions, governor, settle, status_of
from dateline.reader.telling import is_aggregate, is_engagement, is_history, points_back, sums_up, trend_of
from dateline.reader.triggers import Hit, find_triggers, holds, in_set_phrases, needed_phrases
from dateline.records import REALISED, HarmKind, Interval, Status, Trend


@dataclasses.dataclass(slots=True)
class Draft:
    """An event while its sentence is being read."""

    hit: Hit
    parts: list[Part]
    harm: list[TokenHarm]
    status: Status
    probability: float
    aggregate: bool = False
    engagement: bool = False
    background: bool = False
    trend: Trend | None = None
    modes: tuple[str, ...] = ()


def is_no_harm(clause: Clause, draft: Draft) -> bool:
    """Whether a draft only says that nobody came to harm: no event, but a stated zero for the event told before."""
    if not _is_consequence(draft) or not draft.harm:
        return False
    start = draft.harm[0].reading.span[0]
    index = next(i for i, token in enumerate(clause.tokens) if token.start == start)
    phrase = clause.phrase_at(index)
    return phrase is not None and is_nobody(clause, phrase)


def is_known_deed(clause: Clause, draft: Draft) -> bool:
    """Whether a draft only says who did what was told before: "its fighters had carried out the attack"."""
    phrase = clause.phrase_at(draft.hit.head)
    verb = governor(clause, draft.hit)
    if draft.hit.is_verb or draft.harm or phrase is None or verb is None or draft.hit.trigger.type != "ASSAULT":
        return False
    if draft.status not in _DONE:
        return False  # "plans to carry out the attack"
    doing = f"{clause.tokens[verb].lemma} {clause.lowered[verb + 1]}" if verb + 1 < len(clause.tokens) else ""
    definite = clause.lowered[phrase.start] in ("the", "this", "that")
    return definite and bool({clause.tokens[verb].lemma, doing} & words("doing"))


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
        told_so = marks.told_at((clause.tokens[hit.start].start, clause.tokens[hit.end - 1].end))
        status, probability = settle(*status_of(clause, hit), told_so)
        drafts.append(
            Draft(hit, parts_of(clause, hit), harm_of_hit(clause, hit), status, probability, modes=hit.trigger.modes)
        )
    told_of = harm_of_words(clause)
    drafts = _merge_consequences(clause, _without_echoes(clause, drafts))
    loose = _give_harm(drafts, told_of)
    drafts = _merge_equals(drafts)
    history = is_history(clause, year)
    natural = _is_natural(clause, drafts)
    kept: list[Draft] = []
    drafts = [_without_vague(draft) for draft in drafts]
    for draft in drafts:
        unlisted = not draft.hit.listed and draft.hit.trigger.type == "ASSAULT"
        others = {d.hit.trigger.type for d in drafts if not d.hit.trigger.trace} | {d.hit.trigger.type for d in kept}
        if draft.hit.trigger.trace and "ASSAULT" in told | others:
            loose += draft.harm
            continue
        if natural and (_is_consequence(draft) or draft.hit.trigger.harm is not None or unlisted):
            continue
        counted = any(h.reading.count is not None for h in draft.harm)
        single = draft.hit.is_verb and any(h.reading.persons is not None for h in draft.harm)
        blows = draft.hit.trigger.hurts and draft.hit.is_verb and not cue_positions(clause, "frequency")
        one = single or blows or draft.hit.trigger.trace  # "shot several times" is one shooting
        draft.aggregate = not one and is_aggregate(clause, draft.hit, counted=counted, dated=bool(times))
        draft.engagement = is_engagement(clause, draft.hit)
        draft.trend = trend_of(clause, draft.hit)
        draft.aggregate = draft.aggregate or draft.trend is not None or (counted and sums_up(clause, draft.hit))
        draft.background = history
        named = draft.hit.trigger.control is not None and any(
            holds(clause, phrase, located) for phrase in needed_phrases(clause, draft.hit)
        )
        says_more = (
            named
            or bool(draft.harm)
            or any(p.role == "actor" for p in draft.parts)
            or draft.trend is not None
            or draft.status not in ("happened", "predicted")
        )
        if not points_back(clause, draft.hit, told_before=draft.hit.trigger.type in told, says_more=says_more):
            kept.append(draft)
    told.update(draft.hit.trigger.type for draft in kept)
    # Death and injury without an event belong to an attack of another sentence; those of a disaster or of earlier days
    # never do, and people are missing or displaced for many reasons.
    return kept, [] if natural or history else [h for h in loose if h.reading.kind in ("killed", "injured")]


def _is_natural(clause: Clause, drafts: list[Draft]) -> bool:
    """Whether a sentence tells of a disaster, an accident, a disease or a film, and of no attack beside it."""
    attack = any(d.hit.trigger.type == "ASSAULT" and d.hit.listed and not _is_consequence(d) for d in drafts)
    return not attack and (bool(cue_positions(clause, "natural")) or any(_by_accident(clause, d) for d in drafts))


def _by_accident(clause: Clause, draft: Draft) -> bool:
    """Whether what kills or hurts is a fire or the like: "a fire killed nine", "nine were killed in a fire"."""
    if not _is_consequence(draft):
        return False
    causing = [after_preposition(clause, draft.hit.end, frozenset(("in", "by", "from")))]
    if not is_passive(clause, draft.hit.head):
        causing.append(subject_of(clause, draft.hit.head))
    return any(
        phrase is not None and clause.lowered[phrase.head] in listed("harm.toml", "accidents") for phrase in causing
    )


def _merge_consequences(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Fold killing and wounding into the attack that did it: "a bomb went off, killing 12" is one event."""
    causes = [d for d in drafts if d.hit.trigger.type == "ASSAULT" and not _is_consequence(d)]
    if not causes:
        return drafts
    kept = []
    earlier: tuple[int, Draft] | None = None
    for draft in drafts:
        cause = _cause_of(clause, draft, causes) if _is_consequence(draft) else None
        if (
            cause is None
            and earlier is not None
            and _is_consequence(draft)
            and draft.hit.head - earlier[0] < _COORDINATED
        ):
            cause = earlier[1]  # "were killed and five wounded in the ambush"
        if cause is None:
            kept.append(draft)
            earlier = None
            continue
        earlier = (draft.hit.head, cause)
        cause.harm = add_harm(cause.harm, draft.harm)
        if not any(p.role in ("recipient", "victim") for p in cause.parts):
            cause.parts += [p for p in draft.parts if p.role in ("recipient", "victim", "target")]
        if not any(p.role == "actor" for p in cause.parts):
            cause.parts += [p for p in draft.parts if p.role == "actor" and not p.start <= cause.hit.head < p.end]
    return kept


def _without_echoes(clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what only tells more of the one before: "withdrew, handing it to the police", "hit the ship,
    setting its bridge on fire".
    """
    kept: list[Draft] = []
    for draft in drafts:
        head = draft.hit.head
        trails = clause.tokens[head].form == "ing" and head > 0 and clause.tokens[head - 1].text == ","
        told = kept[-1].hit.trigger if kept else None
        if trails and told is not None and told.type == draft.hit.trigger.type:
            changes_hands = told.control is not None and told.control == draft.hit.trigger.control
            if changes_hands or "destroy" in draft.modes:
                kept[-1].harm = add_harm(kept[-1].harm, draft.harm)
                continue
        kept.append(draft)
    return kept


_COORDINATED = 8
"""Tokens between two verbs of harm that tell of one event."""


def _is_consequence(draft: Draft) -> bool:
    return draft.hit.is_verb and draft.hit.trigger.harm in ("killed", "injured") and draft.hit.trigger.type == "ASSAULT"


def _cause_of(clause: Clause, draft: Draft, causes: list[Draft]) -> Draft | None:
    verb = draft.hit.head
    if is_passive(clause, verb) and any(p.role == "actor" for p in draft.parts):
        return None  # "shot dead by police after he attacked": two events
    subject = subject_of(clause, verb)
    for cause in causes:
        if subject is not None and subject.start <= cause.hit.head < subject.end:
            return cause
    before = [c for c in causes if c.hit.head < verb]
    before = [c for c in before if c.status in REALISED] or before  # not what was only tried
    form = clause.tokens[verb].form
    if before and form == "ing" and clause.tokens[verb - 1].lower in (",", "and", "in", "after"):
        return before[-1]
    if before and _same_subject(clause, before[-1], draft):
        return before[-1]
    after = [c for c in causes if c.hit.head > verb]
    if after and (is_passive(clause, verb) or draft.hit.trigger.lemma in ("die", "perish")):
        joint = clause.tokens[verb + 1 : after[0].hit.start]
        phrase = clause.phrase_at(after[0].hit.head)
        if phrase is not None and phrase.preposition in ("for", "over"):
            return None  # "hanged for the bombing": its reason, long before
        if any(t.lower in ("in", "when", "as", "after", "by", "during") for t in joint) and len(joint) < 16:
            return after[0]
    alone = clause.tokens[verb].form == "past" and object_of(clause, verb) is None
    if before and alone and not is_passive(clause, verb):
        return before[-1]  # "left four dead and a dozen wounded"
    if before and is_passive(clause, verb):
        joint = clause.tokens[before[-1].hit.end : verb]
        if any(t.lower in ("that", "which", "where", "when", "and") or t.text == "," for t in joint):
            return before[-1]
    return None


def _same_subject(clause: Clause, cause: Draft, draft: Draft) -> bool:
    """ "gunmen attacked the post and killed two": two verbs of one subject."""
    if not cause.hit.is_verb or is_passive(clause, draft.hit.head):
        return False
    first, second = subject_of(clause, cause.hit.head), subject_of(clause, draft.hit.head)
    return first is not None and second is not None and first.start == second.start


def _give_harm(drafts: list[Draft], harms: list[TokenHarm]) -> list[TokenHarm]:
    """Hand harm told without a verb of its own ("left 12 dead") to the nearest attack, before it rather than after.

    Gives back what no event of the sentence can have done.
    """
    loose: list[TokenHarm] = []
    for harm in harms:
        told = [draft for draft in drafts if any(overlaps(harm, other) for other in draft.harm)]
        for draft in told:
            draft.harm = add_harm(draft.harm, [harm])
        if told:
            continue
        fitting = [d for d in drafts if d.hit.trigger.type in _HARMING[harm.reading.kind]]
        if fitting:
            real = [d for d in fitting if d.status in REALISED] or fitting
            nearest = min(real, key=lambda d: (abs(harm.token - d.hit.head), d.hit.head > harm.token))
            own = [h for h in nearest.harm if h.reading.kind == harm.reading.kind and h.token == nearest.hit.head]
            vague = [h for h in own if h.reading.persons == (1, None)]  # "charged with murder in the death of a boy"
            if len(vague) == len(own):
                nearest.harm = add_harm([h for h in nearest.harm if h not in vague], [harm])
        else:
            loose = add_harm(loose, [harm])
    return loose


_HARMING: dict[HarmKind, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST"), "injured": ("ASSAULT", "PROTEST"), "missing": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"), "displaced": ("RETREAT", "ASSAULT"),
}  # fmt: skip


def _without_vague(draft: Draft) -> Draft:
    """The draft without the number that its own noun tells ("a double homicide") where the dead are told one by one."""
    explicit = [h for h in draft.harm if h.reading.kind != "killed" or h.token != draft.hit.head or h.reading.who]
    if draft.hit.is_verb or not any(h.reading.kind == "killed" for h in explicit):
        return draft
    return dataclasses.replace(draft, harm=explicit)


def _merge_equals(drafts: list[Draft]) -> list[Draft]:
    """Join verbs of one type, status and actor that tell one event: "killed 12 and wounded 30"."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next(
            (k for k in kept if _is_consequence(draft) and _is_consequence(k) and k.status == draft.status), None
        )
        if twin is not None and draft.hit.head - twin.hit.head < 20:
            twin.harm = add_harm(twin.harm, draft.harm)
            continue
        kept.append(draft)
    return kept
