"""How a telling itself holds responsible whoever it says did a deed, and whether they can be held so."""

from __future__ import annotations

from dateline.reader.clauses import Clause
from dateline.reader.held import Held, link_of
from dateline.reader.lexicon import names_people, words
from dateline.reader.phrases import is_passive, verb_group_start
from dateline.reader.roles import Part
from dateline.reader.status import cue_positions
from dateline.reader.subjects import subject_of
from dateline.records import ClaimKind, Interval


def actor_claim(
    clause: Clause, actor: Part, offsets: Interval, source: Interval | None, *, own: bool = False, accused: bool = False
) -> Held:
    """How the actor of an event is held responsible by the telling itself.

    `own`: it is the source of the telling, which is a claim; `accused`: the telling is somebody's accusation.
    """
    by = actor.start > 1 and clause.lowered[actor.start - 1] == "by"
    near = range(max(0, actor.start - 1 - by), actor.end + 1)  # "triggered allegedly by rebels"
    suspected = any(
        start in near and not (start == actor.end and _is_of_what_follows(clause, end))
        for start, end in cue_positions(clause, "suspecting")
    )
    before = actor.start - 1 - (clause.lowered[actor.start - 1] == "that" if actor.start else 0)
    suspected |= before >= 0 and clause.tokens[before].lemma in SUSPECTING and not is_passive(clause, before)
    suspected |= _is_agent_suspected(clause, actor)
    link = link_of(clause, actor)
    charged = charged_with(clause, actor)
    if charged is not None:
        return Held(offsets, charged, link, None if own else source)
    if own and not suspected:
        return Held(offsets, "claimed", link, None)
    return Held(offsets, "suspected" if suspected else "accused" if accused else "stated as fact", link, source)


def _is_of_what_follows(clause: Clause, end: int) -> bool:
    """Whether an adverb behind the actor is of a circumstance: "taken by rebels allegedly for a ransom"."""
    return clause.tokens[end - 1].tag == "ADV" and end < len(clause.tokens) and clause.tokens[end].tag in ("PREP", "TO")


def refers(clause: Clause, actor: Part) -> bool:
    """Whether a phrase may stand for whoever bears a name: "Maoists", "the gunmen", not "unidentified gunmen"."""
    tokens = clause.tokens[actor.start : actor.end]
    pointing = tokens[0].tag in ("PRON", "REL", "POSS") or tokens[0].lower in _POINTING
    core = clause.lowered[actor.core]
    nameless = names_people(core) and core not in words("named_people")
    return pointing or not nameless or any(token.tag == "NAME" for token in tokens)


_POINTING = frozenset("the this that these those both its their his her".split())


def charged_with(clause: Clause, actor: Part) -> ClaimKind | None:
    """How a passive verb right behind somebody lays a deed to them: "he was suspected of killing", "was accused of"."""
    for verb in range(actor.end, min(actor.end + 4, len(clause.tokens))):
        token = clause.tokens[verb]
        if token.tag == "VERB":
            laid = clause.lowered[verb + 1 : verb + 2] in (("of",), ("with",))
            if not laid or not is_passive(clause, verb):
                return None
            return "suspected" if token.lemma == "suspect" else "accused" if token.lemma in _CHARGING else None
    return None


_CHARGING = ("accuse", "charge")


def _is_agent_suspected(clause: Clause, actor: Part) -> bool:
    """Whether somebody suspects what an actor behind "by" did: "police suspect the bomb was planted by the group", "are
    believed to have been taken by the group", "a blast allegedly triggered by the group".
    """
    verb = actor.start - 2
    verb -= verb > 1 and clause.tokens[verb].tag != "VERB"  # "carried out by"
    if verb < 1 or clause.lowered[actor.start - 1] != "by" or not is_passive(clause, verb):
        return False
    subject = subject_of(clause, verb)
    before = subject.start - 1 if subject is not None else 0
    before -= before > 0 and clause.lowered[before] == "that"
    start = verb_group_start(clause, verb)
    if any(start <= at < verb for at, _ in cue_positions(clause, "suspecting")):
        return True
    group = clause.tokens[start - 1 : verb]
    return any(token.tag == "VERB" and token.lemma in SUSPECTING for token in (clause.tokens[max(before, 0)], *group))


SUSPECTING = ("suspect", "believe", "think")
"""Verbs before what somebody holds likely: "police suspect that the gang ..."."""


def is_party(clause: Clause, actor: Part) -> bool:
    """Whether a phrase names somebody who can be held responsible: people, a body, a name, a state's aircraft; not an
    earthquake.
    """
    core = clause.tokens[actor.core]
    if core.lower in words("natural"):
        return False
    if core.lower in words("craft"):  # "Israeli jets", not "warplanes" or "a British aircraft", which may have crashed
        return core.lower not in _CIVIL and any(
            token.tag == "NAME" for token in clause.tokens[actor.start : actor.core]
        )
    if actor.role == "instrument":
        return False
    return core.tag in ("NAME", "PRON") or core.lower in words("bodies") or names_people(core.lower)


_CIVIL = frozenset(("plane", "planes", "aircraft", "helicopter"))
