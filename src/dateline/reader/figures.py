"""Figures of speech: words of force that tell of none, by who does them, to what, and what is beside them.

"The storm pounded the coast", "she killed time", "an explosion of interest", "a price war", "the fight against cancer".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import figures, words
from dateline.reader.phrases import after_preposition, agent_of, is_passive, object_of
from dateline.reader.subjects import subject_of

if TYPE_CHECKING:
    from dateline.reader.triggers import Hit

_FORCE = frozenset(("ASSAULT", "COERCE"))
_CONTENDING = frozenset(("fight", "battle", "war", "struggle", "fighting"))


def doer_of(clause: Clause, hit: Hit) -> Phrase | None:
    """Who or what does what a verb says; None for a noun, or where the sentence does not tell."""
    if not hit.is_verb:
        return None
    return agent_of(clause, hit.head) if is_passive(clause, hit.head) else subject_of(clause, hit.head)


def is_figure(clause: Clause, hit: Hit) -> bool:
    """Whether a word of force is a figure of speech here."""
    if hit.trigger.type not in _FORCE or hit.trigger.control is not None:
        return False
    if hit.trigger.lemma in _CONTENDING and _contends_for_good(clause, hit):
        return True
    return _verb_is_figure(clause, hit) if hit.is_verb else _noun_is_figure(clause, hit)


def is_fought_in_words(clause: Clause, hit: Hit) -> bool:
    """Whether a word of force, retreat or protest tells of none in a report of a campaign: where its sentence names
    neither arms nor those who bear them, nor anybody hurt ("attacks on her record", "won Iowa", "held a rally").
    """
    if hit.trigger.type == "PROTEST":
        return hit.trigger.lemma == "rally" and figures("protest").isdisjoint(clause.lowered)
    if hit.trigger.type not in _FOUGHT:
        return False
    if hit.listed and hit.trigger.lemma not in figures("fought"):
        return False  # nobody raids or torches in words
    signs = figures("bodily") | words("weapons") | words("police_words") | words("army_words")
    if not signs.isdisjoint(word for lower in clause.lowered for word in lower.split()):
        return False
    struck = object_of(clause, hit.head, hit.end - hit.start) or after_preposition(clause, hit.end, _AT)
    return struck is None or clause.lowered[struck.core] not in words("facilities") - {"office", "house"}


_FOUGHT = frozenset(("ASSAULT", "RETREAT", "MOBILIZE"))
_AT = frozenset(("on", "at", "against"))


def _verb_is_figure(clause: Clause, hit: Hit) -> bool:
    passive = is_passive(clause, hit.head)
    patient = subject_of(clause, hit.head) if passive else object_of(clause, hit.head, hit.end - hit.start)
    doer = doer_of(clause, hit)
    nature = figures("doers") | (words("natural") if hit.trigger.harm is None else frozenset())
    alone = clause.tokens[hit.head].form != "ing"  # "attacked a camp, killing nine": whose subject is not sure
    if alone and doer is not None and clause.tokens[doer.core].lower in nature:
        return True
    if hit.trigger.lemma == "pick up" and patient is not None and not passive:
        own = clause.lowered[patient.start] in ("her", "his", "their", "my", "our")  # "picked up her daughter"
        if own and (doer is None or clause.lowered[doer.core] not in words("police_words") | words("army_words")):
            return True
    single = hit.trigger.words[-1] != "to"  # "killed the engine", but "set fire to the engine"
    return single and patient is not None and clause.tokens[patient.core].lower in figures("patients")


def _noun_is_figure(clause: Clause, hit: Hit) -> bool:
    before = clause.lowered[hit.start - 1] if hit.start else ""
    if before in figures("kinds") and hit.trigger.words[-1].removesuffix("s") in figures("contests"):
        return True
    after = clause.lowered[hit.end : hit.end + 4]
    return bool(after) and after[0] == "of" and not figures("wholes").isdisjoint(after[1:])


def _contends_for_good(clause: Clause, hit: Hit) -> bool:
    """ "the fight against cancer", "fought for better pay"."""
    after = clause.lowered[hit.end : hit.end + 5]
    return bool(after) and after[0] in ("for", "against", "over") and not figures("causes").isdisjoint(after[1:])
