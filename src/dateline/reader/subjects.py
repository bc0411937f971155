"""The subject of the verbs of a sentence, over relative clauses, asides, brackets and verbs that share one."""

from __future__ import annotations

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.counting import nearest_inside
from dateline.reader.lexicon import listed, names_people, words
from dateline.reader.phrases import (
    BESIDE,
    CLAUSE_OPENERS,
    HARMS,
    NOMINATIVES,
    PARTICLES,
    is_day,
    is_passive,
    object_of,
    sufferer_before,
    verb_group_start,
)

_NAMING = frozenset(
    "know describe identify regard see serve act work pose dress disguise name appoint elect treat use cite condemn "
    "denounce hail brand label double function recognise recognize classify designate list".split()
)
"""Verbs after which "as" says what somebody is: "known as the butcher"."""
_OBJECT_CONTROL = frozenset(
    "order force urge ask tell allow help enable lead push compel instruct call want expect believe think consider "
    "judge suspect report require direct command authorise authorize permit encourage persuade convince prompt cause "
    "train teach pay hire recruit invite warn advise assign dispatch send deploy".split()
)
"""Verbs whose object does what the infinitive after it tells: "expect the army to attack", "sent troops to storm"."""


def subject_of(clause: Clause, verb: int, depth: int = 0) -> Phrase | None:
    """The noun phrase before the verb that its clause is about, None where the sentence gives none."""
    if depth > _DEEPEST:
        return None
    start = verb_group_start(clause, verb)
    suffers = sufferer_before(clause, verb)
    suffers = suffers or _plotting(clause, start)
    if suffers is not None or _is_plot(clause, start - 1, start):
        return suffers and nearest_inside(clause, suffers)
    governing = _governing_verb(clause, start)
    if governing is not None:
        return _controlled(clause, start, governing) or subject_of(clause, governing, depth + 1)
    index = start - 1
    if index >= 0 and clause.tokens[index].text == ",":
        opened = _saying_between(clause, index)
        index = opened if opened is not None else _relative_before(clause, index) or index
    crossed_comma = index >= 0 and clause.tokens[index].text == ","
    attends = clause.tokens[verb].form == "ing" and start == verb
    trails = crossed_comma and attends
    listing = crossed_comma and clause.tokens[verb].form == "past" and start == verb  # "seized the guard, shot him and"
    listing = listing and _takes_object(clause, verb)
    index = _first_of_series(clause, index) if listing and index == start - 1 else index
    while index >= 0 and clause.tokens[index].text not in _STOPS:
        token = clause.tokens[index]
        phrase = clause.phrase_at(index)
        if token.tag == "REL":
            meant = _antecedent(clause, index, verb)
            if meant is None or meant.preposition is None or attends or _is_own(clause, index, start):
                return meant
            index = meant.start - 1  # "a grenade lobbed into a shop that stands near the hall went off"
            continue
        if token.tag == "VERB" and (attends or not _is_relatives(clause, index)):
            suffers = sufferer_before(clause, index)
            inner = nearest_inside(clause, suffers) if suffers is not None and attends else suffers
            owner = inner or subject_of(clause, index, depth + 1)
            if owner is None or not (crossed_comma and _is_appositive(clause, owner)):
                return owner
            index = owner.start - 1  # "the Front, a group formed by officers, attacked"
            continue
        hitting = _verb_before(clause, phrase) if phrase is not None and (trails or listing) else None
        if hitting is not None:
            return subject_of(clause, hitting, depth + 1)  # not what was hit, but who hit it
        if phrase is not None and _stands_for_itself(clause, phrase, crossed_comma):
            return phrase
        crossed_comma = crossed_comma or token.text == ","
        index = _step_back(clause, index)
    return None


def _takes_object(clause: Clause, verb: int) -> bool:
    """Whether a verb has an object, or shares that of the past joined to it: "beat and kicked them"."""
    joint = clause.lowered[verb + 1 : verb + 2] == ("and",) and clause.tokens[min(verb + 2, len(clause.tokens) - 1)]
    shares = joint and joint.form == "past" and object_of(clause, verb + 2) is not None
    return object_of(clause, verb) is not None or bool(shares)


def _controlled(clause: Clause, start: int, governing: int) -> Phrase | None:
    """The object of a verb that does what the infinitive behind it tells: the army of "expect the army to attack"."""
    controls = clause.tokens[start].tag == "TO" and clause.tokens[governing].lemma in _OBJECT_CONTROL
    meant = object_of(clause, governing) if controls else None
    if meant is None:
        return None
    core = clause.tokens[meant.core]
    thing = core.tag == "NOUN" and not names_people(core.lower) and core.lower not in words("bodies")
    return meant if not thing or core.lower in words("craft") else None  # "asked permission to attack"


def _is_own(clause: Clause, relative: int, start: int) -> bool:
    """Whether a verb group that begins at a token is the first behind a relative pronoun."""
    return not any(token.tag == "VERB" for token in clause.tokens[relative:start])


def _is_relatives(clause: Clause, verb: int) -> bool:
    """Whether a relative pronoun stands right before a verb or its auxiliaries."""
    opens = verb_group_start(clause, verb) - 1
    return opens >= 0 and clause.tokens[opens].tag == "REL"


def _stands_for_itself(clause: Clause, phrase: Phrase, crossed_comma: bool) -> bool:
    apposed = _is_appositive(clause, phrase) if crossed_comma else is_unclosed(clause, phrase)
    return _can_be_subject(clause, phrase) and not apposed


def _step_back(clause: Clause, index: int) -> int:
    """The token to look at next on the way back: before a phrase, and before brackets ("a headman (of a village)")."""
    if clause.tokens[index].text == ")":
        return next((n - 1 for n in range(index - 1, -1, -1) if clause.tokens[n].text == "("), index - 1)
    phrase = clause.phrase_at(index)
    return (phrase.start if phrase is not None else index) - 1


def _verb_before(clause: Clause, phrase: Phrase) -> int | None:
    """The verb right before a phrase, or before its particle: "shot dead a trader", "took away a farmer"."""
    before = phrase.start - 1
    before -= before > 0 and clause.lowered[before] in PARTICLES
    return before if before >= 0 and clause.tokens[before].tag == "VERB" else None


def _first_of_series(clause: Clause, comma: int) -> int:
    """The verb before a comma that one behind it goes on from ("attacked clients and locals, fired shots and left");
    where there is none the comma.
    """
    earlier = next((n for n in range(comma - 1, -1, -1) if clause.tokens[n].tag in ("VERB", "REL")), None)
    goes_on = earlier is not None and clause.tokens[earlier].form == "past" and not is_passive(clause, earlier)
    return earlier if earlier is not None and goes_on else comma


def _is_plot(clause: Clause, index: int, start: int) -> bool:
    """Whether an infinitive says what a plot was for that is told of by itself or by whoever foiled it: "police foiled
    a plot to bomb the airport", "a plot to bomb it was foiled"; not "rebels hatched a plot to bomb it".
    """
    plot = clause.phrase_at(index)
    if (
        plot is None
        or plot.preposition == "in"
        or clause.tokens[start].tag != "TO"
        or clause.lowered[index] not in listed("harm.toml", "plots")
    ):
        return False
    before = clause.tokens[plot.start - 1] if plot.start else None
    return before is None or before.tag != "VERB" or before.lemma in listed("harm.toml", "foiling")


def _plotting(clause: Clause, start: int) -> Phrase | None:
    """Whose plot it is that an infinitive tells: "foiled a plot by militants to bomb a shrine"."""
    doer = clause.phrase_at(start - 1) if start and clause.tokens[start].tag == "TO" else None
    if doer is None or doer.preposition != "by" or doer.end != start or doer.start < 2:
        return None
    plot = clause.phrase_at(doer.start - 2)
    return doer if plot is not None and clause.lowered[plot.core] in listed("harm.toml", "plots") else None


def _antecedent(clause: Clause, relative: int, verb: int) -> Phrase | None:
    """What a relative pronoun stands for: the phrase before it; of "an attack on a ward that killed 24" the attack, of
    "a man identified as Musa who" the man.
    """
    phrase = clause.phrase_at(relative - 1) or (clause.phrase_at(relative - 2) if relative > 1 else None)
    named = phrase.start - 2 if phrase is not None and _is_name_given(clause, phrase) else 0
    if named > 0 and clause.tokens[named].lemma == "identify":
        owner = clause.phrase_at(named - 1 - (clause.tokens[named - 1].text == ","))
        phrase = owner if owner is not None and owner.preposition is None else phrase
    if clause.tokens[verb].lemma in _EXPLODING:  # "planted a bomb near the gate of the school, which went off"
        bombs = (p for p in reversed(clause.phrases) if p.end <= relative)
        phrase = next((p for p in bombs if not words("weapons").isdisjoint(clause.lower(p))), phrase)
    harms = clause.tokens[verb].lemma in HARMS and clause.lowered[relative] != "who"
    while harms and phrase is not None and phrase.start > 1 and _says_where(clause, phrase):
        before = clause.phrase_at(phrase.start - 2)
        if before is None:
            break
        phrase = before
    if phrase is None or clause.lowered[relative + 1 : relative + 2] != ("was",):
        return phrase
    kin = clause.lowered[phrase.head]  # "the parents of a captain who was killed", not "the mother of two who was"
    return nearest_inside(clause, phrase) if kin.endswith("s") and kin in listed("harm.toml", "kin") else phrase


def _says_where(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase tells a place: "in Ode", or the wider one behind a comma, "in Ode, Nigeria"."""
    wider = clause.tokens[phrase.start - 1].text == "," and clause.tokens[phrase.core].tag == "NAME"
    before = clause.phrase_at(phrase.start - 2) if wider else None
    within = before is not None and before.end == phrase.start - 1 and clause.tokens[before.core].tag == "NAME"
    return phrase.preposition in _WHERE or within


_BESIDE_VERB = ("after", "before", "while", "by", "without")
"""What opens a verb in -ing whose subject is that of the verb before it."""
_EXPLODING = frozenset(("go", "explode", "detonate", "blow"))
_WHERE = frozenset(("on", "in", "at", "near", "against", "outside", "inside", "by"))
_DEEPEST = 6
"""Verbs that one subject is handed down through; deeper nesting is a list, not a sentence."""


def _can_be_subject(clause: Clause, phrase: Phrase) -> bool:
    """A phrase that no preposition governs, but for "with civilians fleeing" and "a cleric by the name of ..."."""
    followed = clause.tokens[phrase.end].tag if phrase.end < len(clause.tokens) else None
    core = clause.tokens[phrase.core].lower
    if core in NOMINATIVES:
        return True  # "before he was killed"
    if core in listed("harm.toml", "feelings"):
        return False  # "the group expressed regret for killing him"
    if is_day(clause, phrase) or _is_participles_object(clause, phrase) or _is_name_given(clause, phrase):
        return False
    if all(token.tag == "ADJ" for token in clause.tokens[phrase.start : phrase.end]):
        return False  # "leftists known to be sympathetic to it were arrested"
    if phrase.preposition in CLAUSE_OPENERS and followed in ("AUX", "MODAL"):
        return True  # "after three people were shot"
    finite = followed == "VERB" and clause.tokens[phrase.end].form in ("past", "s")
    finite = finite and clause.tokens[phrase.core].tag != "NUM"  # "sought after 3 shot" is no deed of three
    if finite and clause.tokens[phrase.end].lemma in words("blaming_verbs") and object_of(clause, phrase.end) is None:
        return False  # "as the rebels blamed for it give up"
    if phrase.preposition in CLAUSE_OPENERS and finite and not is_passive(clause, phrase.end):
        return clause.tokens[max(0, phrase.start - 2)].lemma not in _NAMING  # "as troops abandoned the town"
    if phrase.preposition == "with":
        before = clause.tokens[phrase.start - 2] if phrase.start > 1 else None
        trails = phrase.end < len(clause.tokens) and clause.tokens[phrase.end].form == "ing"
        return before is None or before.text == "," or (trails and before.tag != "VERB" and before.lower not in BESIDE)
    return phrase.preposition is None or clause.tokens[phrase.head].lower == "name" or followed == "REL"


def _is_participles_object(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase only tells more of the one before it: "a man wielding two knives", "an officer questioning a boy
    and a girl", "the man thought to have planned the bombing".
    """
    verb = phrase.start - 1
    joined = clause.phrase_at(verb - 1) if verb > 1 and clause.lowered[verb] == "and" else None
    if joined is not None and all(names_people(clause.lowered[p.core]) for p in (joined, phrase)):
        verb = joined.start - 1
    if verb < 1 or clause.tokens[verb].tag != "VERB":
        return False
    said = clause.tokens[verb].form == "ing" and clause.tokens[verb].lemma in words("reporting_verbs")
    if said and phrase.end < len(clause.tokens) and clause.tokens[phrase.end].tag in ("AUX", "MODAL", "VERB"):
        return False  # "praised the troops, saying 12 soldiers were killed"
    if _is_aims(clause, verb):
        return True
    start = verb if clause.tokens[verb].form == "ing" else verb_group_start(clause, verb) - 1
    if start > 1 and clause.tokens[start - 1].text == "," and clause.tokens[verb].form == "ing":
        return clause.covering[start - 2] >= 0  # "two constables, manning a post, were shot"
    if _is_relatives_object(clause, phrase, verb):
        return True
    if start < 1 or clause.covering[start - 1] < 0:
        return False
    to_have_planned = clause.tokens[start].form in ("participle", "past") and clause.tokens[start + 1].tag == "TO"
    if start < verb and not to_have_planned:
        return False
    earlier = clause.phrase_at(start - 1)
    return earlier is not None and earlier.preposition is None


def _is_aims(clause: Clause, verb: int) -> bool:
    """Whether a verb tells an aim or a manner, and what follows is only its object: "three men hired to abduct a trader
    have been arrested", "a crackdown aimed at suppressing crime killed 80"; not "to ensure the mayor was freed".
    """
    token, before = clause.tokens[verb], clause.tokens[verb - 1]
    aim = token.form == "base" and before.tag == "TO"
    manner = token.form == "ing" and before.tag == "PREP" and before.lower in ("at", "for", "in", "of")
    return (aim or manner) and token.lemma not in _TAKING_CLAUSES | words("reporting_verbs")


_TAKING_CLAUSES = frozenset("ensure see hear know prove show find learn feel hope wish check make let decide".split())
"""Verbs that a whole clause may follow: "to ensure the mayor was freed"."""


def _is_relatives_object(clause: Clause, phrase: Phrase, verb: int) -> bool:
    """Whether the verb right before a phrase is a relative clause's and a finite one follows: "two rebels who had
    crossed the border walked into a house"; not "after which armed men fired", "said that jailed men had fled".
    """
    opens = verb_group_start(clause, verb) - 1
    if opens < 1 or clause.tokens[opens].tag != "REL" or clause.covering[opens - 1] < 0:
        return False
    bare = opens + 1 == verb and clause.tokens[phrase.start].tag == "NOUN"
    behind = next((t for t in clause.tokens[phrase.end :] if t.tag in ("VERB", "AUX", "MODAL")), None)
    finite = behind is not None and (behind.tag != "VERB" or behind.form in ("past", "s"))
    return finite and not bare and clause.tokens[verb].form != "ing"


def _is_name_given(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is one of the names given to one before them: "two men, identified as Ali and Musa, were"."""
    index = phrase.start - 1
    while index > 0 and clause.lowered[index] in (",", "and"):
        index -= 1 + (clause.lowered[index - 1] == ",")
        earlier = clause.phrase_at(index)
        index = earlier.start - 1 if earlier is not None and clause.tokens[earlier.core].tag == "NAME" else 0
    return index > 1 and clause.lowered[index] == "as" and clause.tokens[index - 1].lemma == "identify"


_STOPS = (";", ":")
_MOSTLY = ("mostly", "mainly", "largely")
_SAYING = 8
"""Tokens of what stands behind a verb of saying between commas: "officials in the capital said on Monday"."""


def _saying_between(clause: Clause, comma: int) -> int | None:
    """The token before a saying between commas: "rebels, the army alleges, shelled the town"."""
    verb = next((n for n in range(comma - 1, max(-1, comma - _SAYING), -1) if clause.tokens[n].tag == "VERB"), 0)
    speaker = subject_of(clause, verb) if verb and clause.tokens[verb - 1].text != "," else None
    if speaker is None or clause.tokens[verb].lemma not in words("reporting_verbs") or speaker.preposition is not None:
        return None
    opens = speaker.start - 1
    return opens - 1 if opens > 0 and clause.tokens[opens].text == "," else None


def _relative_before(clause: Clause, comma: int) -> int | None:
    """Where the relative clause that a comma closes was opened: the comma before "which", "who" or "two of them"."""
    for index in range(comma - 1, 0, -1):
        if clause.tokens[index - 1].text != ",":
            continue
        of_them = clause.lowered[index + 1] == "of" and clause.lowered[index + 2] in ("them", "whom")
        if clause.tokens[index].tag == "REL" or of_them or clause.lowered[index] in ("including", "whose"):
            return index - 1
    first = clause.phrases[0].end if clause.phrases else comma
    opened = first < comma and clause.lowered[first] == "who" and "," not in clause.lowered[first:comma]
    return first - 1 if opened else None  # "a man who was hurt in a blast, died"


def _governing_verb(clause: Clause, start: int) -> int | None:
    """The earlier verb whose subject a verb group shares: "to flee" and "and flee" belong to the verb before them."""
    if not start:
        return None
    before = clause.tokens[start - 1]
    if clause.tokens[start].form == "ing" and before.lower in _BESIDE_VERB:  # "freed them hours after abducting them"
        return next((n for n in range(start - 2, -1, -1) if clause.tokens[n].tag == "VERB"), None)
    infinitive = clause.tokens[start].tag == "TO"
    if not infinitive and not (before.tag == "CONJ" and before.lower in ("and", "or", "but")):
        return None
    nearest = None
    for index in range(start - 1, -1, -1):
        token = clause.tokens[index]
        if token.text in ";:" or (token.tag in ("REL", "CONJ") and index < start - 1 and infinitive):
            break
        several = clause.tokens[index - 1].tag == "NOUN" and clause.lowered[index - 1].endswith("s") if index else False
        if token.tag != "VERB" or (several and clause.lowered[start] in ("was", "is", "has")):
            continue  # "the driver awoke as officers came and was taken away"
        if index and clause.tokens[index - 1].text == "," and token.lemma in words("reporting_verbs"):
            continue  # "they climbed the hill, reported the paper, and clashed with soldiers"
        nearest = index if nearest is None else nearest
        # "gunmen beat women who had gathered to protest and fired shots": a past joins a past
        if infinitive or clause.tokens[start].form != "past" or _may_go_on(clause, index):
            return index
    return nearest


def _may_go_on(clause: Clause, verb: int) -> bool:
    """Whether a past after "and" may go on with a verb: another past, or "had struck" outside of a relative clause."""
    group = verb_group_start(clause, verb)
    if clause.tokens[verb].form == "past" and all(t.tag == "ADV" for t in clause.tokens[group:verb]):
        return not _tells_of_object(clause, verb)
    told = any(t.tag == "AUX" for t in clause.tokens[group:verb]) and clause.tokens[verb - 1].tag != "TO"
    return told and (not group or clause.tokens[group - 1].tag != "REL")


def is_unclosed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase behind a comma that nothing closes tells what somebody is: "a constable, a resident of Ode was",
    "two boys, residents of Ode were", "two guards and Ali, a driver were".
    """
    before = phrase.start - 1
    named = clause.phrase_at(before - 1) if before > 0 and clause.tokens[before].text == "," else None
    first = clause.tokens[phrase.start]
    tells = (first.lower in ("a", "an") or first.tag == "NOUN") and names_people(clause.lowered[phrase.core])
    if named is None or not tells or not _can_be_subject(clause, named):
        return False
    if clause.lowered[named.start] in ("a", "an") or clause.tokens[named.start].tag == "NUM":
        return names_people(clause.lowered[named.core])
    return clause.tokens[named.core].tag == "NAME" and clause.lowered[named.start - 1 : named.start] == ("and",)


def _tells_of_object(clause: Clause, verb: int) -> bool:
    """Whether a past right behind the object of another says what was done to it: "a convoy" in "attacked a convoy
    escorted by soldiers and killed two".
    """
    behind = clause.tokens[verb + 1].tag if verb + 1 < len(clause.tokens) else None
    struck = clause.phrase_at(verb - 1) if behind == "PREP" else None
    earlier = _verb_before(clause, struck) if struck is not None and struck.preposition is None else None
    if earlier is None or clause.tokens[earlier].lemma in words("reporting_verbs"):
        return False
    return clause.tokens[earlier].form == "past" and not is_passive(clause, earlier)


def _is_appositive(clause: Clause, phrase: Phrase) -> bool:
    """A phrase between commas right after another: "the general, a veteran of the war, said"; not what is the first
    that could be a subject ("on Tuesday, Musa Bello, 51, was shot"). A longer one closes farther on: "the Front, a
    group formed by officers, said".
    """
    before, after = phrase.start - 1, phrase.end
    before -= before > 1 and clause.lowered[before] in _MOSTLY  # "19 others, mostly clerks, were"
    if before < 1 or clause.tokens[before].text != "," or after >= len(clause.tokens):
        return False
    named = clause.phrase_at(before - 1)
    if named is None:
        return False
    if clause.tokens[after].text != ",":
        longer = clause.tokens[after].tag in ("REL", "PREP") or clause.tokens[after].form == "past"
        what = clause.lowered[phrase.start] in ("a", "an") and not clause.lowered[phrase.core].endswith("s")
        return longer and what and _can_be_subject(clause, named) and _verb_before(clause, named) is None
    return any(_can_be_subject(clause, p) for p in clause.phrases if p.end <= phrase.start)
