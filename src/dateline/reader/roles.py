"""Who does what to whom: the roles of an event, by the grammar around its trigger."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from dateline.reader.clauses import Clause, Phrase, inner_phrase
from dateline.reader.counting import before_age, is_person
from dateline.reader.entities import common_noun_type
from dateline.reader.lexicon import listed, names_people, words
from dateline.reader.phrases import after_preposition, agent_of, is_passive, object_of, shares_passive
from dateline.reader.status import governor
from dateline.reader.subjects import subject_of
from dateline.reader.triggers import Hit
from dateline.records import Interval, RoleName

_PATIENT = frozenset({"on", "against", "at", "with", "targeting"})
_AIMED = frozenset({"at", "into", "on", "onto", "inside", "towards", "toward"})
"""Before what something is thrown at: "hurled a grenade into a shop"."""
_PATIENT_OF_NOUN = frozenset({"on", "against", "at", "of", "over", "with"})
_LIGHT = frozenset(phrase.split()[0] for phrase in words("light_verbs"))
_JOINING = ("involve", "involved", "engage", "engaged", "lock", "locked", "enter", "fight")
"""Verbs of who takes part: "was involved in clashes with rebels"."""
_HAVING = frozenset(("had", "has", "have", "having"))
_SUFFERING = listed("harm.toml", "suffering") - {"have"}
_WALKING = listed("harm.toml", "walking")
"""Verbs of who comes to harm behind "into": "walked into an ambush"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A phrase with the role it takes; `start` and `end` are tokens of the clause."""

    role: RoleName
    start: int
    end: int
    core: int


def parts_of(clause: Clause, hit: Hit) -> list[Part]:
    """The roles of a trigger, each phrase once, actor first."""
    found = _verb_parts(clause, hit) if hit.is_verb else _noun_parts(clause, hit)
    parts: list[Part] = []
    for role, phrase in _with_partners(clause, found):
        if phrase is None or any(p.start == phrase.start for p in parts):
            continue
        if role == "actor" and hit.trigger.type in _FORCE and clause.lowered[phrase.head] in words("messages"):
            phrase = inner_phrase(clause, phrase, phrase.head) or phrase  # "statements of troops fighting there"
        fitting = _fit(clause, role, phrase, hit)
        if fitting is not None:
            # In "a cleric by the name of X" the words before X name nobody.
            start = phrase.core if clause.tokens[phrase.head].lower == "name" else phrase.start
            while start > phrase.start and clause.tokens[start - 1].tag == "NAME":
                start -= 1
            parts.append(Part(fitting, start, _end_of_party(clause, phrase), phrase.core))
    return parts


def _end_of_party(clause: Clause, phrase: Phrase) -> int:
    """Where a phrase ends, with whom its people are said to belong to: "men belonging to the Red Army"."""
    whose = clause.phrase_at(phrase.end + 2) if clause.lowered[phrase.end : phrase.end + 2] == _OF_WHOM else None
    named = whose is not None and clause.tokens[whose.core].tag == "NAME" and names_people(clause.lowered[phrase.core])
    return whose.end if whose is not None and named else phrase.end


_OF_WHOM = ("belonging", "to")


def _with_partners(
    clause: Clause, found: Sequence[tuple[RoleName, Phrase | None]]
) -> Iterator[tuple[RoleName, Phrase | None]]:
    """The phrases of the roles, each actor, and who a passive is said of, with whom "and" joins to them."""
    for role, phrase in found:
        if role in ("actor", "recipient") and phrase is not None:
            yield from ((role, partner) for partner in _partners(clause, phrase))
        else:
            yield role, phrase


def _partners(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """A party with another one right before it, or behind "by", in text order: "fighters and allied rebels took",
    "killed by soldiers and militiamen".
    """
    joint = phrase.start - 1
    aged = joint > 2 and clause.tokens[joint - 1].text == ","  # "Ali Musa, 20, and Bello Sani"
    earlier = clause.phrase_at(joint - 1 - aged) if joint > 0 and clause.lowered[joint] == "and" else None
    if earlier is not None and aged:
        earlier = before_age(clause, earlier)
        joint = earlier.end
    if earlier is not None and earlier.end == joint and earlier.preposition is None and _is_party(clause, earlier):
        series = _series_before(clause, earlier) if not aged else []
        if series and _is_named(clause, phrase):
            return [*series, earlier, phrase]
        return [earlier, phrase] if _opens(clause, earlier) and _is_party(clause, phrase) else [phrase]
    if phrase.preposition == "by" and _is_named(clause, phrase) and (series := _series_behind(clause, phrase)):
        return [phrase, *series]
    if phrase.preposition == "by" and clause.lowered[phrase.end : phrase.end + 1] == ("and",):
        later = clause.phrase_at(phrase.end + 1)
        behind = clause.tokens[later.end :] if later is not None else ()
        following = next((token for token in behind if token.tag != "ADV"), None)
        alone = following is None or following.tag not in ("VERB", "AUX", "MODAL")
        if later is not None and later.start == phrase.end + 1 and alone and _is_party(clause, later):
            return [phrase, later]
    return [phrase]


def _series_before(clause: Clause, last: Phrase) -> list[Phrase]:
    """The parties that commas part before a named one, where they open a clause: "the Red Army" in "the Red Army, the
    White Front and the Blue League attacked".
    """
    found: list[Phrase] = []
    at = last
    while _is_named(clause, at) and at.start > 1 and clause.tokens[at.start - 1].text == ",":
        before = clause.phrase_at(at.start - 2)
        if before is None or before.end != at.start - 1 or before.preposition is not None:
            return []
        found.insert(0, before)
        at = before
    return found if found and _opens(clause, found[0]) and all(_is_side(clause, p) for p in found) else []


def _series_behind(clause: Clause, first: Phrase) -> list[Phrase]:
    """The named parties of a row behind one: "by the Red Army, the White Front and the Blue League"."""
    found: list[Phrase] = []
    at = first
    while clause.lowered[at.end : at.end + 1] in ((",",), ("and",)):
        joint = clause.lowered[at.end]
        behind = clause.phrase_at(at.end + 1)
        if behind is None or behind.start != at.end + 1 or not _is_named(clause, behind):
            return []
        found.append(behind)
        if joint == "and":
            return found if len(found) > 1 else []
        at = behind
    return []


def _is_named(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body, with its article or in capitals: "the Red Army", "PREPAK"."""
    core = clause.tokens[phrase.core]
    of_body = clause.lowered[phrase.start].split()[0] == "the" or (core.text.isupper() and len(core.text) > 2)
    return core.tag == "NAME" and of_body and core.lower not in _NO_PARTY


def _is_side(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names a body, or some of its people: "a team of the Red Army"."""
    last = clause.tokens[phrase.end - 1]
    return _is_named(clause, phrase) or (phrase.core != phrase.end - 1 and last.tag == "NAME")


def _opens(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase may open a subject: not "a veteran" behind the name it describes, nor a place of a list."""
    before = clause.tokens[phrase.start - 1] if phrase.start else None
    if before is None or before.tag in ("REL", "CONJ", "ADV") or before.lower in words("weekdays"):
        return True
    behind = clause.phrase_at(phrase.start - 2) if before.text == "," else None
    named = behind is not None and clause.tokens[behind.core].tag == "NAME"
    return before.tag == "PUNCT" and not named


def _is_party(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names people or a body that may act beside another."""
    core = clause.tokens[phrase.core]
    named = core.tag == "NAME" and core.lower not in _NO_PARTY
    return named or core.lower in words("bodies") or names_people(core.lower)


def _speaking_of_itself(clause: Clause, hit: Hit, phrase: Phrase | None) -> Phrase | None:
    """Who is meant by "it" where a body says what it did: of "the army says it killed 63" the army. Where a government
    says so, what killed may be a storm.
    """
    if phrase is None or clause.lowered[phrase.start : phrase.end] != ("it",):
        return phrase
    verb = saying_before(clause, phrase.start - 1)
    if verb is None:
        return phrase
    speaker = subject_of(clause, verb)
    if speaker is None or not _is_party(clause, speaker):
        return phrase
    forces = words("army_words") | words("police_words") | words("party_words")
    armed = not forces.isdisjoint(clause.lowered[speaker.start : speaker.end])
    return speaker if armed or hit.trigger.harm not in ("killed", "injured") else phrase


def saying_before(clause: Clause, at: int) -> int | None:
    """The reporting verb whose speech opens behind a token: "says it", "said in a statement on its website that it"."""
    that = clause.lowered[at] == "that"
    at -= that
    while that and at > 0 and (clause.covering[at] >= 0 or clause.tokens[at].tag in ("PREP", "TO")):
        at -= 1
    token = clause.tokens[at] if at > 0 else None
    return at if token is not None and token.tag == "VERB" and token.lemma in words("reporting_verbs") else None


def _verb_parts(clause: Clause, hit: Hit) -> list[tuple[RoleName, Phrase | None]]:
    length = hit.end - hit.start
    if hit.trigger.control == "place falls":
        winner = after_preposition(clause, hit.end, frozenset({"to", "of"}), reach=6)
        return [("actor", winner), ("recipient", subject_of(clause, hit.head))]
    if is_passive(clause, hit.head) or (_is_done_to(clause, hit) and shares_passive(clause, hit.head, length)):
        agent = agent_of(clause, hit.head) or _shared_agent(clause, hit.head)
        return [("actor", agent), ("recipient", subject_of(clause, hit.head))]
    subject = _speaking_of_itself(clause, hit, subject_of(clause, hit.head))
    behind = clause.phrase_at(hit.closing.stop) if hit.closing and hit.trigger.tail[-1] in _PATIENT_OF_NOUN else None
    patient = behind or object_of(clause, hit.head, length) or after_preposition(clause, hit.end, _PATIENT, reach=6)
    if hit.trigger.lemma in ("die", "perish") or hit.trigger.suffered:
        source = after_preposition(clause, hit.end, frozenset({"from"}), reach=3) if hit.trigger.suffered else None
        mine = object_of(clause, hit.head, length) if hit.trigger.suffered else None
        layer = _set_off_by(clause, mine.end) if mine is not None else None
        return [("actor", source or layer), ("recipient", subject)]
    if hit.trigger.harm == "displaced" and hit.trigger.lemma != "displace":
        return [("actor", subject)]
    if hit.trigger.type == "REQUEST" and patient is not None:
        asked = after_preposition(clause, patient.end, frozenset({"from"}), reach=4)
        patient = asked if asked is not None and _is_party(clause, asked) else patient
    parts: list[tuple[RoleName, Phrase | None]] = [("actor", subject), ("recipient", patient)]
    sent = clause.lowered[patient.core] if patient is not None else ""
    if patient is not None and (common_noun_type(sent) == "weapon" or sent in listed("harm.toml", "shots")):
        parts.append(("recipient", after_preposition(clause, patient.end, _AIMED, reach=6)))
    return parts


def _is_done_to(clause: Clause, hit: Hit) -> bool:
    """Whether a verb tells what is done to somebody or something: whom it harms, what is destroyed or seized; not of
    those who "were cornered and shot back".
    """
    if clause.lowered[hit.end : hit.end + 1] in (("at",), ("back",), ("on",), ("into",), ("upon",)):
        return False
    return hit.trigger.harm is not None or hit.trigger.hurts or not {"destroy", "seize"}.isdisjoint(hit.trigger.modes)


def _shared_agent(clause: Clause, verb: int) -> Phrase | None:
    """Who did what two passives joined by "and" tell: "was abducted and then killed by rebels"."""
    index = verb + 1
    if clause.lowered[index : index + 1] != ("and",):
        return None
    index += 1
    while index < len(clause.tokens) and clause.tokens[index].tag == "ADV":
        index += 1
    joined = clause.tokens[index] if index < len(clause.tokens) else None
    return agent_of(clause, index) if joined is not None and joined.form in ("past", "participle") else None


def _noun_parts(clause: Clause, hit: Hit) -> list[tuple[RoleName, Phrase | None]]:
    sides = between(clause, hit)
    if sides is not None:
        return [("actor", sides[0]), ("recipient", sides[1])]
    if hit.trigger.harm == "captured" and hit.start > 1 and clause.lowered[hit.start - 1] == "under":
        return [("recipient", subject_of(clause, hit.start - 2))]  # "two men are under arrest for the killing of a boy"
    actor = agent_of(clause, hit.end - 1, reach=16) or _set_off_by(clause, hit.end)
    patient = after_preposition(clause, hit.end, _PATIENT_OF_NOUN, reach=8)
    verb = governor(clause, hit)
    owner = possessor(clause, hit)
    if (
        owner is not None
        and patient is None
        and _befalls_owner(clause, hit, owner)
        and clause.lowered[hit.end : hit.end + 1] != ("of",)
    ):
        return [("actor", actor), ("recipient", owner)]  # "Mendoza's arrest", "the mayor's murder"
    if actor is None:
        actor = owner or _modifier(clause, hit)
    before = verb if verb is not None and verb < hit.start else None
    walking = before is not None and clause.lowered[before + 1] == "into" and clause.tokens[before].lemma in _WALKING
    if before is not None and (clause.tokens[before].lemma in _SUFFERING or walking):
        return [("actor", actor), ("recipient", subject_of(clause, before))]
    doing = _LIGHT | words("setting_off")  # "triggered a blast"
    unwitting = any(token.lower in _UNWITTING for token in clause.tokens[:verb])  # "stepped on a mine, triggering ..."
    if actor is None and verb is not None and verb < hit.start and clause.tokens[verb].lemma in doing and not unwitting:
        actor = agent_of(clause, verb) if is_passive(clause, verb) else subject_of(clause, verb)
    opposed = patient is not None and patient.preposition == "with" and hit.trigger.lemma in words("mutual")
    own = clause.phrase_at(hit.head)
    having = own.start - 1 if own is not None else 0
    if opposed and actor is None and having > 0 and clause.lowered[having] in _HAVING:
        return [("actor", subject_of(clause, having)), ("recipient", patient)]
    if opposed and actor is None and verb is not None and verb < hit.start and clause.tokens[verb].lemma in _JOINING:
        return [("actor", subject_of(clause, verb)), ("recipient", patient)]
    if opposed and actor is None:
        return [("actor", patient)]  # "was killed in a clash with rebels": whoever else was there is told beside it
    return [("actor", actor), ("recipient", patient)]


_UNWITTING = frozenset(("inadvertently", "accidentally", "unwittingly", "mistakenly", "stepped", "stepping", "trod"))


def _befalls_owner(clause: Clause, hit: Hit, owner: Phrase) -> bool:
    """Whether a noun tells what was done to whoever it is said to be of: an arrest, an abduction, a murder; the
    shooting or beating of who bears no arms ("the boy's shooting").
    """
    core = clause.tokens[owner.core]
    armed = listed("control.toml", "armed") | listed("harm.toml", "attackers")
    unarmed = hit.trigger.hurts and core.tag == "NOUN" and core.lower not in armed and is_person(core.lower)
    return unarmed or hit.trigger.harm is not None or (hit.trigger.type == "COERCE" and "arrest" in hit.trigger.modes)


def _set_off_by(clause: Clause, end: int) -> Phrase | None:
    """Who a participle right behind a noun, which ends at a token, says set it off: "a blast triggered by rebels", "an
    ambush laid by ...", "a blast allegedly set off by ...".
    """
    at = _behind_adverbs(clause, end + (clause.lowered[end : end + 1] == (",",)))
    verb = clause.tokens[at] if at + 2 < len(clause.tokens) else None
    if verb is None or verb.lemma not in words("setting_off"):
        return None
    at = _behind_adverbs(clause, at + 1)
    return clause.phrase_at(at + 1) if clause.lowered[at : at + 1] == ("by",) else None


def _behind_adverbs(clause: Clause, at: int) -> int:
    while at < len(clause.tokens) and clause.tokens[at].tag == "ADV":
        at += 1
    return at


def _modifier(clause: Clause, hit: Hit) -> Phrase | None:
    """Whose deed a noun's modifier says it is: "a rebel attack", "police firing", "army raids"."""
    before = hit.start - 1
    fits = before >= 0 and clause.covering[before] == clause.covering[hit.head] >= 0
    if not fits or hit.trigger.type not in ("ASSAULT", "COERCE") or hit.trigger.harm is not None:
        return None
    against = before > 0 and clause.lowered[before - 1] == "anti"
    mutual = hit.trigger.lemma in words("mutual") - {"encounter"} or hit.trigger.control is not None
    if mutual or against:
        return None
    if clause.lowered[before] in words("forces_before"):
        return Phrase(before, before + 1, before, before, None)
    first = before
    while first and clause.tokens[first].tag == "NAME" and clause.covering[first - 1] == clause.covering[before]:
        first -= 1
    first += clause.tokens[first].tag != "NAME"
    named = {word for lower in clause.lowered[first : hit.start] for word in lower.split()}
    if first >= hit.start or named.isdisjoint(words("party_words")):
        return None
    return Phrase(first, hit.start, before, before, None)  # "an Akhdar Front ambush"


def between(clause: Clause, hit: Hit) -> tuple[Phrase, Phrase] | None:
    """The two sides of what a noun tells: "clashes between the army and rebels"; None where no two are named."""
    mutual = hit.trigger.type in _MUTUAL or hit.trigger.lemma in words("mutual")
    opening = _between_behind(clause, hit) if mutual else None
    if opening is None:
        return None
    one = clause.phrase_at(opening + 1)
    joint = _joint_behind(clause, one.end) if one is not None else 0
    other = clause.phrase_at(joint + 1) if clause.lowered[joint : joint + 1] == ("and",) else None
    if one is None or other is None or not (_is_party(clause, one) and _is_party(clause, other)):
        return None
    return one, other


def _joint_behind(clause: Clause, end: int) -> int:
    """Where "and" joins another side to a phrase that ends at a token; past what says whose men they are ("militants
    suspected to be of the Front and soldiers").
    """
    at = min(end, len(clause.tokens) - 1)
    if clause.tokens[at].tag == "VERB" and clause.tokens[at].lemma in _BELONGING:
        while at < min(end + _NEAR_JOINT, len(clause.tokens) - 1) and clause.lowered[at] != "and":
            at += 1
    return at


_BELONGING = frozenset(("suspect", "believe", "belong", "affiliate", "link"))
_NEAR_JOINT = 14


def _between_behind(clause: Clause, hit: Hit) -> int | None:
    """Where "between" opens the sides of a noun: right behind it, or behind the verb that says that it took place."""
    for index in range(hit.end, min(hit.end + _FAR_BETWEEN, len(clause.tokens) - 1)):
        token = clause.tokens[index]
        if token.lower == "between":
            return index
        placed = clause.covering[index] >= 0 or token.tag in ("PREP", "ADV", "AUX")
        if not placed and (token.tag != "VERB" or token.lemma not in listed("harm.toml", "taking_place")):
            return None
    return None


_FAR_BETWEEN = 20
_MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
"""Types of what two sides do together."""


def possessor(clause: Clause, hit: Hit) -> Phrase | None:
    """Whose event it is: "the group's attack"; None where nobody owns it."""
    phrase = clause.phrase_at(hit.head)
    if phrase is None:
        return None
    for index in range(phrase.start, hit.start):
        if clause.tokens[index].tag == "POSS":
            head = next(
                (i for i in range(index - 1, phrase.start - 1, -1) if clause.tokens[i].tag in ("NOUN", "NAME")), None
            )
            return Phrase(phrase.start, index, head, head, None) if head is not None else None
    return None


def _fit(clause: Clause, role: RoleName, phrase: Phrase, hit: Hit) -> RoleName | None:
    """The role that a phrase can really take, None where it can take none (a day, the event itself)."""
    core = clause.tokens[phrase.core]
    if phrase.start <= hit.head < phrase.end and role == "recipient":
        return None
    spots = words("location_heads") | listed("harm.toml", "spots")
    if role == "recipient" and phrase.preposition in ("at", "on", "in") and core.lower in spots:
        return None  # where it was, and not at whom it was aimed
    if role == "recipient" and not hit.is_verb and phrase.preposition == "at" and core.tag == "NAME":
        return None  # "a blast at Ode"
    if core.lower in _NO_PARTY | words("day_parts") | listed("harm.toml", "shots") or core.tag in ("DET", "POSS"):
        return None
    kind = common_noun_type(core.lower)
    if role == "actor":
        if kind == "weapon" or (kind == "facility" and core.lower in _VEHICLES):
            return "instrument" if hit.trigger.type in _FORCE else None
        return None if kind == "facility" or core.lower in _EVENT_HEADS else "actor"
    if kind == "facility":
        return "target"
    if kind == "weapon":
        return "instrument" if hit.trigger.type == "ASSAULT" else "target"
    if hit.trigger.type == "ASSAULT" and (
        kind == "person" or core.tag == "PRON" or hit.trigger.harm in ("killed", "injured", "captured")
    ):
        return "victim"
    thing = core.tag == "NOUN" and core.lower not in words("bodies") and not names_people(core.lower)
    return "target" if thing and hit.trigger.type == "ASSAULT" and hit.trigger.control is None else "recipient"


_FORCE = ("ASSAULT", "COERCE", "MOBILIZE")
"""Types of what is done with weapons and vehicles."""
_NO_PARTY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week weekend month year morning evening night it "
    "there this that which what minute minutes hour hours kilometre kilometres kilometer kilometers km metre metres "
    "meter meters feet foot mile miles yards days weeks months years time times place way responsibility "
    "number numbers roadside spot scene toll figure figures late early".split()
)
_VEHICLES = frozenset(("car", "truck", "vehicle", "bus", "boat", "train"))
_EVENT_HEADS = frozenset(
    "attack attacks blast blasts explosion explosions bombing bombings clash clashes fighting shooting raid raids "
    "strike strikes battle shelling violence assault offensive fire wave series".split()
)


def side(role: str) -> str:
    """Victim, target and recipient answer one question: who or what suffered it."""
    return role if role in ("actor", "instrument") else "recipient"


def part_offsets(clause: Clause, part: Part) -> Interval:
    """Where a part lies in the text, without a possessive ending or a determiner before a name."""
    end = part.end - 1 if clause.tokens[part.end - 1].tag == "POSS" else part.end
    return clause.tokens[part.start].start, clause.tokens[end - 1].end
