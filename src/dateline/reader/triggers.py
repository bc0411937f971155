"""Event triggers: the words of a sentence that tell of an event, verbs and nouns."""

from __future__ import annotations

import dataclasses

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.figures import doer_of, is_figure
from dateline.reader.hands import hands_of
from dateline.reader.lexicon import Trigger, listed, names_people, not_events, triggers, words
from dateline.reader.phrases import after_preposition, is_passive, object_of
from dateline.reader.subjects import subject_of
from dateline.reader.surroundings import FILE
from dateline.records import Interval

ACTS = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST")
"""Types of what is done by bodies, not by words or papers."""
_OF = frozenset({"of", "in"})
_ONLY_HANDS = frozenset({"place falls", "place held", "actor expels", "flag"})
"""Words of these kinds tell of an event only where a place changes hands: "fell", "drove", "raised"."""
_OFTEN_ELSE = listed(FILE, "often_else")
"""Words that mean something else wherever no place changes hands, though a place is near: "cleared the road"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found at tokens `[start, end)`; `head` is the token that carries its grammar.

    `listed`: by the word lists, which know what it means; else by the network alone.
    """

    trigger: Trigger
    start: int
    end: int
    head: int
    listed: bool = True
    closing: range = range(0)
    """The tokens behind its object that belong to it: "hostage" of "took the crew hostage"."""

    @property
    def is_verb(self) -> bool:
        return self.trigger.pos == "verb"

    @property
    def talked(self) -> bool:
        """Whether the network alone holds it for what is done by words or papers, as a campaign does all day."""
        return not self.listed and self.trigger.type not in ACTS


_GAP = 9
"""Tokens between a verb and the word that ends it: "took the crew of a tanker hostage"."""


def find_triggers(clause: Clause, located: list[Interval]) -> list[Hit]:
    """The triggers of a sentence, longest match first, without overlap. `located` are the spans of its locations."""
    tokens = clause.tokens
    lower = clause.lowered
    blocked = in_set_phrases(lower)
    hits: list[Hit] = []
    index = 0
    while index < len(tokens):
        hit = None if index in blocked else _match(clause, lower, index, located)
        if hit:
            hits.append(hit)
            blocked.update(hit.closing)
        index = hit.end if hit else index + 1
    return hits


def in_set_phrases(lower: tuple[str, ...]) -> set[int]:
    """The tokens of set phrases that tell of no event ("heart attack")."""
    blocked: set[int] = set()
    table = not_events()
    for index, word in enumerate(lower):
        for phrase in table.get(word, ()):
            if lower[index : index + len(phrase)] == phrase:
                blocked.update(range(index, index + len(phrase)))
    return blocked


def _match(clause: Clause, lower: tuple[str, ...], index: int, located: list[Interval]) -> Hit | None:
    if lower[index] == "death" and index and lower[index - 1] == "to":
        return None  # "trampled to death" is told by its verb
    for trigger in triggers().get(lower[index], ()):
        end = index + len(trigger.words)
        if lower[index:end] != trigger.words:
            continue
        closing = _closing(clause, trigger, end)
        if closing is None:
            continue
        if closing.start == end:  # nothing stands between: "was taken hostage"
            end = closing.stop
        hit = Hit(trigger, index, end, index if trigger.pos == "verb" else end - 1, closing=closing)
        if trigger.form == "ing" and _is_gerund(clause, hit):
            hit = dataclasses.replace(hit, trigger=dataclasses.replace(trigger, pos="noun", form="singular"))
            return hit if _has_needed(clause, hit, located) else None
        fits = _fits_verb(clause, hit) if hit.is_verb else _fits_noun(clause, hit)
        if fits and _has_needed(clause, hit, located):
            return hit
    return None


def _is_gerund(clause: Clause, hit: Hit) -> bool:
    """Whether a verb stands as the noun of what it tells: "the torching of villages", "the rounding up of men"."""
    after = clause.lowered[hit.end] if hit.end < len(clause.tokens) else ""
    return clause.tokens[hit.head].tag in ("NOUN", "ADJ") and after == "of"


def _closing(clause: Clause, trigger: Trigger, start: int) -> range | None:
    """Where the words that end a trigger stand; an empty range where it has none, None where they do not stand near."""
    length = len(trigger.tail)
    if not length:
        return range(0)
    if trigger.parted:
        phrase = object_of(clause, start - 1)
        ends = phrase is not None and clause.lowered[phrase.end : phrase.end + length] == trigger.tail
        return range(phrase.end, phrase.end + length) if phrase is not None and ends else None
    for index in range(start, min(start + _GAP, len(clause.tokens) - length + 1)):
        if clause.lowered[index : index + length] == trigger.tail:
            return range(index, index + length)
        token = clause.tokens[index]
        if token.text in ".,;:" or token.tag in ("MODAL", "REL") or token.form in ("past", "s", "base"):
            return None
    return None


def _fits_verb(clause: Clause, hit: Hit) -> bool:
    token = clause.tokens[hit.head]
    if token.tag != "VERB":
        return False
    return hit.trigger.form in ("past", "participle") or token.form == hit.trigger.form or token.form == "base"


def _fits_noun(clause: Clause, hit: Hit) -> bool:
    """A noun that is the head of its phrase, or a name's own last word ("the Iraq War")."""
    token = clause.tokens[hit.head]
    if token.tag == "NAME":
        single = hit.start == hit.end - 1
        if single and (hit.start == 0 or clause.tokens[hit.start - 1].tag != "NAME"):
            return False
    elif token.tag not in ("NOUN", "ADJ"):
        return False
    following = clause.tokens[hit.end] if hit.end < len(clause.tokens) else None
    modifies = (
        following is not None
        and following.tag in ("NOUN", "NAME")
        and clause.covering[hit.end] == clause.covering[hit.head]
    )
    return not modifies


def _has_needed(clause: Clause, hit: Hit, located: list[Interval]) -> bool:
    need = hit.trigger.need
    if is_figure(clause, hit) or not _done_by(clause, hit):
        return False
    if hit.trigger.control is not None:
        if hands_of(clause, hit, located) is not None:
            return True
        if hit.trigger.control in _ONLY_HANDS or hit.trigger.lemma in _OFTEN_ELSE:
            return False
    if not need:
        return True
    near = needed_phrases(clause, hit)
    if hit.trigger.strict and hit.is_verb:
        return _acts_on_needed(clause, hit, located)
    if "*place*" in need:
        return any(_is_place(clause, phrase, located) for phrase in near)
    if hit.trigger.control and any(holds(clause, phrase, located) for phrase in near):
        return True
    if hit.is_verb and near and not hit.trigger.near:
        return any(_holds_needed(clause, phrase, need) for phrase in near)
    window = clause.tokens[max(0, hit.start - 8) : hit.end + 12]
    return not need.isdisjoint(word for token in window for word in token.lower.split())


def _acts_on_needed(clause: Clause, hit: Hit, located: list[Interval]) -> bool:
    """Whether a verb acts on what its trigger needs: its object, the subject of a passive."""
    need = hit.trigger.need
    acted_on = subject_of(clause, hit.head) if is_passive(clause, hit.head) else None
    acted_on = acted_on or object_of(clause, hit.head, hit.end - hit.start)
    if acted_on is None:
        return False
    if not words("messages").isdisjoint((clause.lowered[acted_on.core], clause.lowered[acted_on.head])):
        return False  # "released a video of the soldiers"
    of_people = hit.trigger.harm == "captured" or _is_let_out(clause, hit)
    taken = of_people and clause.tokens[acted_on.core].tag in ("NAME", "NUM")
    taken = taken and (is_passive(clause, hit.head) or hit.trigger.words[-1] != "into")  # not "marched into Ode"
    if "*people*" in need and taken and not holds(clause, acted_on, located):
        return True  # "hauled off Saad al-Jumaili", "another two were hauled off"
    return _holds_needed(clause, acted_on, need)


def _is_let_out(clause: Clause, hit: Hit) -> bool:
    """Whether somebody is released from where they were held: "was released from jail"."""
    behind = clause.lowered[hit.end : hit.end + _GAP]
    return "release" in hit.trigger.modes and not (words("held_in") | {"bail"}).isdisjoint(behind)


def _holds_needed(clause: Clause, phrase: Phrase, need: frozenset[str]) -> bool:
    """Whether a phrase has one of the words that a trigger needs, or names people where it needs somebody."""
    if not need.isdisjoint(clause.lower(phrase)):
        return True
    core = clause.tokens[phrase.core]
    return "*people*" in need and core.tag == "NOUN" and names_people(core.lower)


def _done_by(clause: Clause, hit: Hit) -> bool:
    """Whether somebody of those does it who must: rockets land on, police raid for evidence."""
    if not hit.trigger.by:
        return True
    doer = doer_of(clause, hit)
    return doer is not None and clause.tokens[doer.core].lower in hit.trigger.by


def needed_phrases(clause: Clause, hit: Hit) -> list[Phrase]:
    """The phrases that a trigger acts on: object, subject where it is passive or has no object, what follows "of"."""
    if hit.is_verb:
        found = [subject_of(clause, hit.head)] if is_passive(clause, hit.head) else []
        found.append(object_of(clause, hit.head, hit.end - hit.start))
        if not any(found):
            found.append(
                after_preposition(clause, hit.end, frozenset({"at", "on", "against", "into", "in", "from", "out"}))
            )
            found.append(subject_of(clause, hit.head))
        return [phrase for phrase in found if phrase is not None]
    own = clause.phrase_at(hit.head)
    return [p for p in (own, after_preposition(clause, hit.end, _OF)) if p is not None]


def holds(clause: Clause, phrase: Phrase, located: list[Interval]) -> bool:
    """Whether a phrase holds one of the locations."""
    start, end = clause.tokens[phrase.start].start, clause.tokens[phrase.end - 1].end
    return any(start <= a and b <= end for a, b in located)


def _is_place(clause: Clause, phrase: Phrase, located: list[Interval]) -> bool:
    if holds(clause, phrase, located):
        return True
    return bool(words("facilities") & set(clause.lower(phrase)))
