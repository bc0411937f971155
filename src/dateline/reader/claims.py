"""Who is held responsible by what a sentence says of it: claims, denials, accusations, suspicions."""

from __future__ import annotations

from dateline.reader.clauses import Clause, Phrase, inner_phrase
from dateline.reader.doers import SUSPECTING
from dateline.reader.held import Held, held_of
from dateline.reader.lexicon import listed, names_people, triggers, words
from dateline.reader.phrases import (
    CLAUSE_OPENERS,
    NOMINATIVES,
    after_preposition,
    agent_of,
    is_nobody,
    is_passive,
    object_of,
    verb_group_start,
)
from dateline.reader.roles import saying_before
from dateline.reader.status import cue_positions
from dateline.reader.subjects import subject_of
from dateline.reader.taken import claims_taken
from dateline.records import ClaimKind


def find_claims(clause: Clause) -> list[Held]:
    """Claims, denials, accusations and suspicions that a sentence makes of some event, side by side, each once."""
    finders = (_owned, _claimed_by, _blamed, _each_other, _named_responsible, _suspected, _belonging)
    found = [held for find in finders for held in find(clause)]
    kept: list[Held] = []
    for held in sorted(found, key=lambda held: held.kind == "stated as fact"):
        # "accused the Lions of being behind it" states nothing as a fact.
        if not any(held.by == other.by and held.kind in (other.kind, "stated as fact") for other in kept):
            kept.append(held)
    return kept


def _owned(clause: Clause) -> list[Held]:
    """ "X claimed responsibility", "X denied involvement"."""
    found = []
    kinds: tuple[tuple[list[tuple[int, int]], ClaimKind], ...] = (
        (claims_taken(clause), "claimed"), (cue_positions(clause, "denying"), "denied"),
    )  # fmt: skip
    for cues, kind in kinds:
        for start, end in cues:
            subject = _subject_before(clause, start)
            if clause.lowered[end - 1] in ("responsible", "behind") and not _names_deed(clause, end):
                continue  # "said it was responsible for safety"
            if subject is not None and not _nobody(clause, subject, start):
                found += [held_of(clause, one, kind, None) for one in _jointly(clause, subject)]
    for verb, token in enumerate(clause.tokens):
        if token.tag == "VERB" and token.lemma == "claim" and clause.lowered[verb + 1 : verb + 2] == ("it",):
            subject = _subject_before(clause, verb) if ends_at(clause, verb + 2) else None
            if subject is not None and not is_passive(clause, verb) and not _nobody(clause, subject, verb):
                found.append(held_of(clause, subject, "claimed", None))  # "also claimed it"
    return found


def _claimed_by(clause: Clause) -> list[Held]:
    """ "was claimed by X", "suspicion fell on X", "bore the hallmarks of X"."""
    found = []
    kinds: tuple[tuple[str, ClaimKind], ...] = (
        ("claimed_before", "claimed"), ("suspected_before", "suspected"), ("accused_of", "accused"),
    )  # fmt: skip
    for name, kind in kinds:
        for start, end in cue_positions(clause, name):
            phrase = clause.phrase_at(end)
            if phrase is None or is_deed(clause, phrase) or is_nobody(clause, phrase):
                continue
            if name == "claimed_before" and _is_land(clause, start):
                continue
            if phrase.start < end:  # "the work of X" is one phrase: only what follows is who
                heads = [n for n in range(end, phrase.end) if clause.tokens[n].tag in ("NOUN", "NAME")]
                if not heads:
                    continue
                phrase = Phrase(end, phrase.end, heads[-1], heads[-1], "of")
            accuser = subject_of(clause, start) if kind == "accused" and clause.tokens[start].tag == "VERB" else None
            found.append(held_of(clause, phrase, kind, accuser))
    return found


def _is_land(clause: Clause, start: int) -> bool:
    """Whether it is ground that is claimed, and no deed: "farms now claimed by Lebanon"."""
    verb = next((i for i in range(start, min(start + 3, len(clause.tokens))) if clause.tokens[i].tag == "VERB"), start)
    what = subject_of(clause, verb)
    if what is None or clause.tokens[verb].lemma != "claim":
        return False
    core = clause.lowered[what.core]
    return core in listed("control.toml", "strongholds") or core.removesuffix("s") in words("grounds")


def _blamed(clause: Clause) -> list[Held]:
    """ "Y blamed X for it", "Y blamed it on X", "X was accused by Y", "was laid to X", "Y holds X responsible"."""
    found = []
    for verb, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in words("blaming_verbs") or is_denied(clause, verb):
            continue
        passive = is_passive(clause, verb)
        accuser = agent_of(clause, verb) if passive else subject_of(clause, verb)
        accused = subject_of(clause, verb) if passive else object_of(clause, verb)
        if token.lemma == "hold" and "responsible" not in clause.lowered[verb : verb + 12]:
            continue
        vague = accused is not None and clause.lowered[accused.core] in ("much", "most", "all", "it", "this", "that")
        if accused is None or vague or is_deed(clause, accused) or token.lemma == "attribute":
            accused = after_preposition(clause, verb + 1, frozenset({"on", "to"}), reach=14)
        if accused is None or is_deed(clause, accused) or is_nobody(clause, accused) or _of_no_deed(clause, verb):
            continue
        if clause.lowered[accused.core] in ("each", "other", "another"):
            continue
        if accuser is not None and (accuser.start == accused.start or is_nobody(clause, accuser)):
            accuser = None
        found += [held_of(clause, one, "accused", accuser) for one in _joint(clause, accused)]
    return found


_NEAR = 9
"""Tokens behind "accused of" that may name the deed."""


def _of_no_deed(clause: Clause, verb: int) -> bool:
    """Whether somebody is accused of what is no attack: "accused of blasphemy", "of being an informer"."""
    if clause.tokens[verb].lemma != "accuse":
        return False
    stop = next((n for n in range(verb + 1, len(clause.tokens)) if clause.tokens[n].tag == "VERB"), len(clause.tokens))
    of = next((n for n in range(stop - 1, verb, -1) if clause.lowered[n] == "of"), None)  # "leaders of X of killing"
    if of is None:
        return False
    return not _tells_deed(clause, of + 1)


def _tells_deed(clause: Clause, start: int) -> bool:
    """Whether the words behind "accused of" name an attack, before the verb of the sentence goes on."""
    for token in clause.tokens[start : start + _NEAR]:
        if token.lower in words("deeds") or _attacks(token.lower):
            return True
        if token.lower != "being" and (token.tag in ("AUX", "CONJ", "PUNCT", "MODAL") or token.lower in CLAUSE_OPENERS):
            return False
    return False


def _attacks(word: str) -> bool:
    """Whether a word tells of an attack by the lists."""
    return any(t.type == "ASSAULT" and t.words == (word,) for t in triggers().get(word, ()))


_TRADED = (("blame",), ("accusations",), ("charges",))


def _each_other(clause: Clause) -> list[Held]:
    """ "The army and the rebels accused each other", "traded blame": each is accused by another."""
    found = []
    for verb, token in enumerate(clause.tokens):
        mutual = clause.lowered[verb + 1 : verb + 3] in (("each", "other"), ("one", "another"))
        mutual &= token.lemma in ("blame", "accuse")
        mutual |= token.lemma in ("trade", "exchange") and clause.lowered[verb + 1 : verb + 2] in _TRADED
        if token.tag != "VERB" or not mutual or is_denied(clause, verb):
            continue
        sides = _sides_before(clause, verb_group_start(clause, verb) - 1)
        if len(sides) > 1:
            others = (next(other for other in sides if other is not one) for one in sides)
            found += [held_of(clause, one, "accused", other) for one, other in zip(sides, others, strict=True)]
    return found


def _sides_before(clause: Clause, at: int) -> list[Phrase]:
    """The phrases of a list that ends at a token: "the army, the rebels and the militia"."""
    last = clause.phrase_at(at)
    sides = [last] if last is not None else []
    marks: tuple[str, ...] = ("and",)
    while sides and clause.lowered[sides[0].start - 1 : sides[0].start] in {(mark,) for mark in marks}:
        marks, before = (",",), sides[0].start - 2
        before -= before > 0 and clause.lowered[before] == ","  # "the rebels, and the militia"
        one = clause.phrase_at(before)
        if one is None:
            break
        sides.insert(0, one)
    return sides


def _jointly(clause: Clause, last: Phrase) -> list[Phrase]:
    """All who do something together, of whom the last stands before the verb: "the Lions and the Reed Column"."""
    sides = _sides_before(clause, last.end - 1)
    if len(sides) < 2 or not all(_is_name_or_group(clause, one) and one.preposition is None for one in sides):
        return [last]
    opens = all(
        token.tag in ("ADV", "CONJ", "PUNCT") for token in clause.tokens[max(0, sides[0].start - 1) : sides[0].start]
    )
    return sides if opens else [last]  # not "hit Ode, and the Reed Column claimed it"


def _belonging(clause: Clause) -> list[Held]:
    """Whose members those who did it are said to be: "the attackers belonged to X", "they are believed to be members of
    X", "described the suspects as members of X".
    """
    found = []
    for start, end in cue_positions(clause, "membership"):
        body = clause.phrase_at(end)
        if body is None or clause.tokens[body.core].tag != "NAME":
            continue
        who, verb = _described(clause, start if clause.tokens[start].tag == "VERB" else body.start - 1)
        doers = listed("harm.toml", "attackers") | words("suspects")
        if who is None or verb is None or clause.tokens[who.core].lower not in doers | {"they"}:
            continue
        hedged = any(t.lemma in SUSPECTING for t in clause.tokens[max(0, verb - 3) : body.start])
        if clause.tokens[who.core].tag == "PRON" and not hedged:
            continue
        charged = clause.tokens[who.core].lower in words("suspects")
        span = clause.tokens[max(end, body.start)].start, clause.offsets(body)[1]
        found.append(Held(span, "suspected" if hedged or charged else "stated as fact", "member", None))
    return found


def _described(clause: Clause, at: int) -> tuple[Phrase | None, int | None]:
    """Of whom something is said behind a token, by a form of "be", "as" or a verb there; and the verb."""
    token = clause.tokens[at] if at >= 0 else None
    if token is None:
        return None, None
    if token.lower == "as":
        verb = next((n for n in range(at - 1, max(-1, at - 8), -1) if clause.tokens[n].tag == "VERB"), None)
        if verb is None:
            return None, None
        return (subject_of(clause, verb) if is_passive(clause, verb) else object_of(clause, verb)), verb
    if token.tag == "VERB" or token.lower in words("be"):
        return subject_of(clause, at), at
    return None, None


def _joint(clause: Clause, who: Phrase) -> list[Phrase]:
    """Somebody with whom "and" joins to them: "blamed the army and its allies"."""
    other = clause.phrase_at(who.end + 1) if clause.lowered[who.end : who.end + 1] == ("and",) else None
    behind = clause.tokens[other.end] if other is not None and other.end < len(clause.tokens) else None
    alone = behind is None or behind.tag not in ("VERB", "AUX", "MODAL")
    return [who, other] if other is not None and alone and _is_name_or_group(clause, other) else [who]


def ends_at(clause: Clause, at: int) -> bool:
    """Whether a clause ends behind a phrase: "denied it.", "denied this on Monday", not "denied it the money"."""
    token = clause.tokens[at] if at < len(clause.tokens) else None
    return token is None or token.tag in ("PUNCT", "CONJ", "PREP", "ADV")


def _named_responsible(clause: Clause) -> list[Held]:
    """ "Police said X was behind the attack", "X is responsible for it"."""
    found = []
    for start, end in cue_positions(clause, "responsible"):
        group = clause.tokens[max(0, start - 3) : start]
        if not any(t.lower in words("be") for t in group) or any(t.tag == "NEG" for t in group):
            continue
        held_so = _held_to_be(clause, start)
        subject = held_so or subject_of(clause, start)
        if subject is None or not _may_be_responsible(clause, subject):
            continue
        said = any(t.tag == "VERB" and t.lemma in words("reporting_verbs") for t in clause.tokens[:start])
        told = said and clause.lowered[start] != "involved"  # who is, is so in anything
        if not told and (end >= len(clause.tokens) or not _names_deed(clause, end)):
            continue
        first = clause.phrases[0] if clause.phrases else None
        speaker = first if said and not held_so and first and first.start != subject.start else None
        holder = _holder(clause, subject)
        hedged = any(t.tag == "MODAL" or t.lower in ("believed", "thought", "suspected") for t in group) or bool(holder)
        kind: ClaimKind = "suspected" if hedged else "accused" if said else "stated as fact"
        found.append(held_of(clause, subject, kind, holder or speaker))
    return found


def _may_be_responsible(clause: Clause, subject: Phrase) -> bool:
    """Whether a sentence says of a subject that it is behind something: not of a motive, of nobody, nor where it asks
    whether.
    """
    asked = clause.lowered[subject.start - 1 : subject.start] in (("whether",), ("if",))
    pointing = clause.tokens[subject.core].tag in ("PRON", "REL")
    nobody = is_deed(clause, subject) or is_nobody(clause, subject)
    return _may_act(clause, subject) and not (asked or pointing or nobody)


def _holder(clause: Clause, subject: Phrase) -> Phrase | None:
    """Who only suspects what is said of a subject: "police suspect (that) rebels are behind it"."""
    verb = subject.start - 1 - (clause.lowered[subject.start - 1 : subject.start] == ("that",))
    held = verb >= 0 and clause.tokens[verb].lemma in SUSPECTING and not is_passive(clause, verb)
    return subject_of(clause, verb) if held else None


def _held_to_be(clause: Clause, start: int) -> Phrase | None:
    """Of whom a participle without a verb says what they are held to be: "a man believed to be responsible"."""
    verb = start - 3
    if verb < 1 or clause.lowered[verb + 1 : start] != ("to", "be") or clause.tokens[verb].lemma not in SUSPECTING:
        return None
    phrase = clause.phrase_at(verb - 1)
    return phrase if phrase is not None and phrase.end == verb else None


def _suspected(clause: Clause) -> list[Held]:
    """ "Officials suspect X", "X is suspected of the attack", "X is believed to have carried it out"."""
    found = []
    for verb, token in enumerate(clause.tokens):
        if token.tag != "VERB" or token.lemma not in SUSPECTING or is_denied(clause, verb):
            continue
        following = clause.lowered[verb + 1 : verb + 3]
        if is_passive(clause, verb):
            said = following[:1] in (("of",), ("in",)) or following in (("to", "have"), ("to", "be"))
            own = clause.phrase_at(verb - 1) if clause.tokens[verb - 1].tag in ("NOUN", "NAME") else None
            who, source = (own or subject_of(clause, verb), agent_of(clause, verb, 3)) if said else (None, None)
            behind = set(clause.lowered[verb:])
            undergone = clause.lowered[verb + 3 : verb + 4] == ("been",) or following == ("to", "be")
            if undergone and behind.isdisjoint(("behind", "responsible", "work", "handiwork")):
                who = None  # "seven are suspected to have been killed", "to be in the hands of"
            if token.lemma != "suspect" and behind.isdisjoint(words("responsible_words")):
                who = None
            if following[:1] == ("of",) and not _tells_deed(clause, verb + 2):
                who = None  # "a man suspected of spying"
        else:
            what, source = object_of(clause, verb), subject_of(clause, verb)
            who = (_part_of(clause, what) or what) if token.lemma == "suspect" else None
            before = clause.tokens[verb - 1].tag if verb else "CONJ"
            adjective = token.form == "past" and before in ("REL", "CONJ", "PREP")  # "when suspected rebels attacked"
            clause_of_doer = who is not None and _may_act(clause, who) and object_of(clause, who.end) is not None
            if who is not None and not adjective and not clause_of_doer and _is_of_something_else(clause, who.end):
                done = clause.lowered[who.end] in ("was", "were")  # "suspect the device was planted by rebels"
                who = agent_of(clause, who.end + 1) if done else None
        if (
            who is not None
            and not is_deed(clause, who)
            and not is_nobody(clause, who)
            and _is_name_or_group(clause, who)
        ):
            found.append(held_of(clause, who, "suspected", source))
    return found


def _is_of_something_else(clause: Clause, at: int) -> bool:
    """Whether somebody is suspected of no attack, or a clause is ("suspect the device was planted"): "suspected him of
    being an informer", "suspect the men to be spies".
    """
    behind = clause.tokens[at].tag if at < len(clause.tokens) and clause.lowered[at] not in _NAMING else "PUNCT"
    other = set(clause.lowered[at : at + _NEAR]).isdisjoint(words("responsible_words") | words("deeds"))
    last = clause.tokens[at - 1]  # "suspect the gang acted for another"
    named = last.lower in words("bodies") or (last.tag == "NAME" and last.lower not in NOMINATIVES)
    clausal = behind in ("AUX", "MODAL") or (behind == "VERB" and not named)
    return clausal or (clause.lowered[at : at + 1] in (("of",), ("to",)) and other)


_NAMING = ("named", "called", "known", "identified", "linked", "led")
"""Participles that tell more of somebody: "a group named the Lions"."""


def _may_act(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase may name somebody who did a deed, and no motive or device."""
    core = clause.tokens[phrase.core]
    return core.tag in ("PRON", "REL", "NUM") or _is_name_or_group(clause, phrase) or names_people(core.lower)


def _part_of(clause: Clause, what: Phrase | None) -> Phrase | None:
    """Whose part in a deed a phrase names: "the hand of the Lions", "the Lions' involvement"."""
    if what is None or clause.lowered[what.head] not in words("involvement"):
        return None
    owner = next((n for n in range(what.start, what.head) if clause.tokens[n].tag == "POSS"), None)
    if owner is not None:
        return Phrase(what.start, owner, owner - 1, owner - 1, None)
    return inner_phrase(clause, what, what.head)


def _names_deed(clause: Clause, at: int) -> bool:
    """Whether a clause ends at a token, or a deed is named there: "behind it", "responsible for the attack"."""
    if at >= len(clause.tokens) or clause.tokens[at].tag == "PUNCT":
        return True
    what = clause.phrase_at(at + (clause.lowered[at] == "for"))
    return what is not None and is_deed(clause, what)


def is_deed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names a deed, and nobody."""
    return clause.tokens[phrase.core].lower in words("deeds") or clause.tokens[phrase.head].lower in words("deeds")


def _is_name_or_group(clause: Clause, phrase: Phrase) -> bool:
    core = clause.tokens[phrase.core]
    return core.tag == "NAME" or core.lower in words("bodies") or core.lower in words("people")


def is_denied(clause: Clause, verb: int) -> bool:
    """Whether a verb is negated: "did not blame", "refused to blame", "nobody has blamed"."""
    group = clause.tokens[max(0, verb - 4) : verb]
    return any(
        t.tag == "NEG" or t.lower in ("never", "neither", "nor", "refused", "declined", "without", "stopped")
        for t in group
    )


def _subject_before(clause: Clause, start: int) -> Phrase | None:
    verb = next((i for i in range(start, min(start + 3, len(clause.tokens))) if clause.tokens[i].tag == "VERB"), start)
    subject = subject_of(clause, verb) or _opened_for(clause, verb)
    message = subject is not None and clause.tokens[subject.core].lower in words("messages")
    if subject is None or (subject.start < 1 and not message):
        return subject
    saying = saying_before(clause, subject.start - 1) if clause.lowered[subject.core] in ("it", "they") else None
    if saying is not None:  # "its chairman said it had nothing to do with this"
        subject = subject_of(clause, saying) or subject
        message = clause.tokens[subject.core].lower in words("messages")
    if not message:
        return subject
    sender = inner_phrase(clause, subject, subject.head)
    if sender is not None and _is_name_or_group(clause, sender):
        return sender  # "a leaflet of the group claimed the attack"
    if clause.lowered[subject.end + 1 : subject.end + 2] == ("by",) and clause.tokens[subject.end].tag == "VERB":
        return agent_of(clause, subject.end) or subject  # "a statement issued by the group claimed the attack"
    sent = subject.start - 1  # "the group issued a statement saying it was behind the attack"
    return subject_of(clause, sent) if sent >= 0 and clause.tokens[sent].tag == "VERB" else subject


def _opened_for(clause: Clause, verb: int) -> Phrase | None:
    """Of whom a participle tells that opens a sentence: "claiming the attack, the group said ..."."""
    if verb > 1 or clause.tokens[verb].form != "ing":
        return None
    main = next((n for n in range(verb + 1, len(clause.tokens)) if clause.tokens[n].tag == "VERB"), None)
    last = clause.phrase_at(verb_group_start(clause, main) - 1) if main is not None else None
    if last is None or words("deeds").isdisjoint(clause.lowered[last.start : last.end]):
        return last
    start = last.end  # no comma: "claiming responsibility for the attack LeJ said"
    while clause.tokens[start - 1].tag == "NAME":
        start -= 1
    return Phrase(start, last.end, last.end - 1, last.end - 1, None) if start < last.end else None


def _nobody(clause: Clause, subject: Phrase, start: int) -> bool:
    """ "No group has claimed responsibility", "has yet to claim", "did not claim": there is no claim."""
    negated = any(
        t.tag == "NEG" or t.lower in ("never", "neither", "nor")
        for t in clause.tokens[subject.start : subject.start + 1]
    )
    between = clause.tokens[max(subject.end, start - 5) : start]
    unclaimed = any(t.tag in ("NEG", "MODAL") or t.lower in ("never", "yet", "neither", "nor", "if") for t in between)
    return is_nobody(clause, subject) or negated or unclaimed
