"""The subject, object and agent of the verbs of a sentence, and the phrases that prepositions govern."""

from __future__ import annotations

from dateline.reader.clauses import BEFORE_PERIODS, Clause, Phrase
from dateline.reader.lexicon import listed, words

_CLAUSE_OPENERS = frozenset(("after", "before", "since", "until", "as", "because"))
_NAMING = frozenset(
    "know describe identify regard see serve act work pose dress disguise name appoint elect treat use cite condemn "
    "denounce hail brand label double function recognise recognize classify designate list".split()
)
"""Verbs after which "as" says what somebody is: "known as the butcher"."""
_NOMINATIVES = frozenset(("he", "she", "they", "we", "i"))
_VERB_GROUP = frozenset({"AUX", "MODAL", "ADV", "NEG", "TO"})
_OBJECT_CONTROL = frozenset(
    "order force urge ask tell allow help enable lead push compel instruct call want expect believe think consider "
    "judge suspect report require direct command authorise authorize permit encourage persuade convince prompt cause "
    "train teach pay hire recruit invite warn advise assign dispatch send deploy".split()
)
"""Verbs whose object does what the infinitive after it tells: "expect the army to attack", "sent troops to storm"."""
_PARTICLES = frozenset(("up", "down", "off", "out", "away", "dead"))
_CATENATIVE = frozenset(
    "try continue begin start manage fail attempt want hope plan threaten vow prepare help order expect seek keep go "
    "use intend aim agree refuse pledge promise claim appear seem choose".split()
)


def verb_group_start(clause: Clause, verb: int) -> int:
    """The first token of the verb's group: auxiliaries, modals, adverbs and verbs such as "trying to" before it."""
    start = verb
    while start:
        before = clause.tokens[start - 1]
        catenative = before.tag == "VERB" and before.lemma in _CATENATIVE and clause.tokens[start].tag in ("TO", "VERB")
        if before.tag in _VERB_GROUP or catenative:
            start -= 1
        else:
            break
    return start


def is_passive(clause: Clause, verb: int) -> bool:
    """Whether a verb form is passive: a participle with a form of be, or one that stands alone after its noun."""
    token = clause.tokens[verb]
    if token.form not in ("past", "participle"):
        return False
    start = verb_group_start(clause, verb)
    group = clause.tokens[start:verb]
    if any(t.lower in words("be") or (t.lower in ("'s", "’s") and t.tag == "AUX") for t in group):
        return True
    if any(t.tag == "AUX" or t.tag == "MODAL" for t in group):
        return False
    if _is_parted_passive(clause, start, verb):
        return True
    behind = clause.lowered[verb + 1 : verb + 3]
    if behind[:1] == ("by",) or (behind[-1:] == ("by",) and behind[0] in _PARTICLES):
        return True  # "was caught and roughed up by villagers"
    if clause.lowered[start - 1] == "and" and start > 1 and agent_of(clause, verb) and object_of(clause, verb) is None:
        earlier = next((n for n in range(start - 2, max(-1, start - 8), -1) if clause.tokens[n].tag == "VERB"), verb)
        if earlier < verb and clause.tokens[earlier].form in ("past", "participle"):
            return is_passive(clause, earlier)  # "had been lined up and riddled with bullets by the gang"
    return _shares_be(clause, start, verb) or _is_attending(clause, start, verb) or _is_reduced(clause, start, verb)


def _is_parted_passive(clause: Clause, start: int, verb: int) -> bool:
    """Whether what makes a verb passive is no form of be right before it: one before a day ("was on August 24 killed"),
    "got wounded", "left two men injured".
    """
    before = clause.tokens[start - 1] if start else None
    if before is None or object_of(clause, verb) is not None:
        return False
    if before.lower in ("got", "gets", "getting"):
        return True
    day = clause.phrase_at(start - 1)
    if day is None or start != verb:
        return False
    opening = day.start - (day.preposition == "on") - 1
    if opening >= 0 and is_day(clause, day):
        return clause.tokens[opening].tag == "AUX" and clause.lowered[opening] in words("be")
    left = next((n for n in range(verb - 1, max(-1, verb - _ELLIPTIC), -1) if clause.tokens[n].tag == "VERB"), None)
    return left is not None and clause.tokens[left].lemma == "leave" and clause.tokens[verb].lemma in _HARMS


def _shares_be(clause: Clause, start: int, verb: int) -> bool:
    """Whether a verb of harm or arrest shares the form of be of the one before it: "two were killed and seven, with
    four policemen, injured in an exchange of fire", "one was killed and two arrested".
    """
    harmed = clause.tokens[verb].lemma in _HARMS | _TAKING
    if not harmed or start != verb or object_of(clause, verb) is not None:
        return False
    for index in range(verb - 1, max(-1, verb - _ELLIPTIC), -1):
        token = clause.tokens[index]
        if token.tag == "VERB":
            joint = {"and", "while"} & set(clause.lowered[index:verb])
            return bool(joint) and (is_passive(clause, index) or shares_passive(clause, index))
        if token.tag in ("REL", "AUX", "MODAL") or token.text in ";:":
            return False
    return False


_ELLIPTIC = 16
"""Tokens between two verbs of harm that share one form of be."""


def shares_passive(clause: Clause, verb: int, length: int = 1) -> bool:
    """Whether a participle of `length` words shares the form of be of a verb before it: "was chased and shot", "were
    shot and killed".
    """
    index = verb_group_start(clause, verb) - 1
    if index > 0 and clause.tokens[index].lemma in listed("harm.toml", "finding"):
        return is_passive(clause, index)  # "was found shot"
    if index < 1 or clause.tokens[index].lower not in ("and", ",", "then"):
        return False
    if object_of(clause, verb, length) is not None or clause.tokens[verb].form == "ing":
        return False
    for earlier in range(index - 1, -1, -1):
        token = clause.tokens[earlier]
        if token.tag == "VERB":
            return is_passive(clause, earlier)
        if token.tag in ("REL", "AUX", "MODAL") or token.text in ";:":
            return False
    return False


def _is_attending(clause: Clause, start: int, verb: int) -> bool:
    """Whether a participle tells what attended: "with five protesters killed, dozens wounded and a hall set ablaze"."""
    if clause.phrase_at(start - 1) is None or object_of(clause, verb) is not None:
        return False
    commas = 0
    for index in range(start - 1, -1, -1):
        token = clause.tokens[index]
        commas += token.text == ","
        if token.lower == "with":
            # "with two men killed, the army withdrew"; "gunmen armed with rifles fled"
            return index < start - 1 and (not commas if index == 0 else clause.tokens[index - 1].text == ",")
        joint = token.text == "," or token.lower == "and" or token.tag == "ADV"
        if not joint and clause.covering[index] < 0 and token.form not in ("past", "participle"):
            return False
    return False


def _is_reduced(clause: Clause, start: int, verb: int) -> bool:
    """Whether a participle tells more of the phrase before it, whose own verb follows: "men held there were freed"."""
    tokens = clause.tokens
    before = start - 2 if start and tokens[start - 1].text == "," else start - 1
    following = tokens[verb + 1].tag if verb + 1 < len(tokens) else None
    owner = clause.phrase_at(before) if before >= 0 else None
    if start != verb or following != "PREP" or owner is None or owner.preposition is not None:
        return False
    if clause.lowered[owner.core] in _NOMINATIVES:
        return False  # "when he stepped on a mine laid by rebels"
    if tokens[verb].lemma in ("fire", "shoot") and tokens[verb + 1].lower in ("at", "on", "upon", "into"):
        return False  # "gunmen fired at villagers gathered for a funeral"
    for index in range(verb + 1, len(tokens)):
        token, phrase = tokens[index], clause.phrase_at(index)
        if token.tag in ("AUX", "MODAL") or (token.tag == "VERB" and token.form in ("past", "s")):
            return True
        if token.tag in ("REL", "CONJ") or token.text in ";:" or token.lower in _CLAUSE_OPENERS:
            return False
        if (
            phrase is not None
            and phrase.start == index
            and phrase.preposition is None
            and not _tells_when(clause, phrase)
        ):
            return False  # somebody else's verb follows
        if token.text == "," and before == start - 1:
            return False  # "gunmen fired on a bus, killing two"
    return False


def _tells_when(clause: Clause, phrase: Phrase) -> bool:
    return clause.lowered[phrase.core] in ("week", "month", "year", "night") or is_day(clause, phrase)


def subject_of(clause: Clause, verb: int, depth: int = 0) -> Phrase | None:
    """The noun phrase before the verb that its clause is about, None where the sentence gives none."""
    if depth > _DEEPEST:
        return None
    start = verb_group_start(clause, verb)
    if _is_plot(clause, start - 1, start):
        return None
    governing = _governing_verb(clause, start)
    if governing is not None:
        infinitive = clause.tokens[start].form != "ing"
        controls = infinitive and clause.tokens[governing].lemma in _OBJECT_CONTROL
        controlled = object_of(clause, governing) if controls else None
        return controlled or subject_of(clause, governing, depth + 1)
    index = start - 1
    if index >= 0 and clause.tokens[index].text == ",":
        opened = _saying_between(clause, index)
        index = opened if opened is not None else _relative_before(clause, index) or index
    crossed_comma = index >= 0 and clause.tokens[index].text == ","
    attends = clause.tokens[verb].form == "ing" and start == verb
    trails = crossed_comma and attends
    listing = crossed_comma and clause.tokens[verb].form == "past" and start == verb  # "seized the guard, shot him and"
    listing = listing and object_of(clause, verb) is not None
    index = _first_of_series(clause, index) if listing and index == start - 1 else index
    while index >= 0:
        token = clause.tokens[index]
        phrase = clause.phrase_at(index)
        if token.tag == "REL":
            meant = _antecedent(clause, index, verb)
            if meant is None or meant.preposition is None or attends or _is_own(clause, index, start):
                return meant
            index = meant.start - 1  # "a grenade lobbed into a shop that stands near the hall went off"
            continue
        if token.tag == "VERB" and (attends or not _is_relatives(clause, index)):
            return subject_of(clause, index, depth + 1)
        if token.text in ";:":
            return None
        hitting = _verb_before(clause, phrase) if phrase is not None and (trails or listing) else None
        if hitting is not None:
            return subject_of(clause, hitting, depth + 1)  # not what was hit, but who hit it
        if phrase is not None and _stands_for_itself(clause, phrase, crossed_comma):
            return phrase
        crossed_comma = crossed_comma or token.text == ","
        index = _step_back(clause, index)
    return None


def _is_own(clause: Clause, relative: int, start: int) -> bool:
    """Whether a verb group that begins at a token is the first behind a relative pronoun."""
    return not any(token.tag == "VERB" for token in clause.tokens[relative:start])


def _is_relatives(clause: Clause, verb: int) -> bool:
    """Whether a relative pronoun stands right before a verb or its auxiliaries."""
    opens = verb_group_start(clause, verb) - 1
    return opens >= 0 and clause.tokens[opens].tag == "REL"


def _stands_for_itself(clause: Clause, phrase: Phrase, crossed_comma: bool) -> bool:
    return _can_be_subject(clause, phrase) and not (crossed_comma and _is_appositive(clause, phrase))


def _step_back(clause: Clause, index: int) -> int:
    """The token to look at next on the way back: before a phrase, and before brackets ("a headman (of a village)")."""
    if clause.tokens[index].text == ")":
        return next((n - 1 for n in range(index - 1, -1, -1) if clause.tokens[n].text == "("), index - 1)
    phrase = clause.phrase_at(index)
    return (phrase.start if phrase is not None else index) - 1


def _verb_before(clause: Clause, phrase: Phrase) -> int | None:
    """The verb right before a phrase, or before its particle: "shot dead a trader", "took away a farmer"."""
    before = phrase.start - 1
    before -= before > 0 and clause.lowered[before] in _PARTICLES
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
    harms = clause.tokens[verb].lemma in _HARMS and clause.lowered[relative] != "who"
    while harms and phrase is not None and phrase.preposition in _WHERE and phrase.start > 1:
        before = clause.phrase_at(phrase.start - 2)
        if before is None:
            break
        phrase = before
    return phrase


_BESIDE_VERB = ("after", "before", "while", "by", "without")
"""What opens a verb in -ing whose subject is that of the verb before it."""
_HARMS = frozenset(("kill", "wound", "injure", "claim", "leave", "destroy", "damage", "displace", "hurt", "maim"))
_EXPLODING = frozenset(("go", "explode", "detonate", "blow"))
_TAKING = frozenset("arrest detain apprehend capture abduct kidnap nab seize recover rescue beat shoot".split())
_WHERE = frozenset(("on", "in", "at", "near", "against", "outside", "inside", "by"))
_DEEPEST = 6
"""Verbs that one subject is handed down through; deeper nesting is a list, not a sentence."""


def _can_be_subject(clause: Clause, phrase: Phrase) -> bool:
    """A phrase that no preposition governs, but for "with civilians fleeing" and "a cleric by the name of ..."."""
    followed = clause.tokens[phrase.end].tag if phrase.end < len(clause.tokens) else None
    core = clause.tokens[phrase.core].lower
    if core in _NOMINATIVES:
        return True  # "before he was killed"
    if core in listed("harm.toml", "feelings"):
        return False  # "the group expressed regret for killing him"
    if is_day(clause, phrase) or _is_participles_object(clause, phrase) or _is_name_given(clause, phrase):
        return False
    if phrase.preposition in _CLAUSE_OPENERS and followed in ("AUX", "MODAL"):
        return True  # "after three people were shot"
    finite = followed == "VERB" and clause.tokens[phrase.end].form in ("past", "s")
    finite = finite and clause.tokens[phrase.core].tag != "NUM"  # "sought after 3 shot" is no deed of three
    if finite and clause.tokens[phrase.end].lemma in words("blaming_verbs") and object_of(clause, phrase.end) is None:
        return False  # "as the rebels blamed for it give up"
    if phrase.preposition in _CLAUSE_OPENERS and finite and not is_passive(clause, phrase.end):
        return clause.tokens[max(0, phrase.start - 2)].lemma not in _NAMING  # "as troops abandoned the town"
    if phrase.preposition == "with":
        before = clause.tokens[phrase.start - 2] if phrase.start > 1 else None
        trails = phrase.end < len(clause.tokens) and clause.tokens[phrase.end].form == "ing"
        return before is None or before.text == "," or (trails and before.tag != "VERB" and before.lower not in BESIDE)
    return phrase.preposition is None or clause.tokens[phrase.head].lower == "name" or followed == "REL"


BESIDE = frozenset(("along", "together"))
"""Words before "with" that join somebody to a subject: "the elder along with his guard was shot"."""
_DAY_PARTS = frozenset(("morning", "afternoon", "evening", "night"))
_LONGEST_DATE = 4
"""Tokens of a phrase up to which a month makes it a date; "April Rojas of Lagos" is longer."""


def is_day(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a day or the like: "Tuesday", "25" behind "Nov.", "last week"."""
    own = clause.lowered[phrase.start : phrase.end]
    if len(own) == 2 and own[0] in BEFORE_PERIODS and own[1] in words("periods"):
        return True
    day_part = own[-1] in _DAY_PARTS and not words("weekdays").isdisjoint(own)
    in_may = own[0] == "may" and len(own) == 2 and clause.tokens[phrase.end - 1].tag == "NUM"
    if own[-1] in words("weekdays") or day_part or in_may:
        return True
    index = phrase.start - 1
    while index > 0 and clause.tokens[index].text == ".":
        index -= 1
    months = {clause.tokens[phrase.start].lower, clause.tokens[max(index, 0)].lower} & words("months")
    return (
        bool(months) and clause.tokens[phrase.core].tag in ("NUM", "NAME") and phrase.end - phrase.start < _LONGEST_DATE
    )


def _is_participles_object(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase only tells more of the one before it: "a man wielding two knives", "the man thought to have
    planned the bombing".
    """
    verb = phrase.start - 1
    if verb < 1 or clause.tokens[verb].tag != "VERB":
        return False
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
    return None


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
    if clause.tokens[verb].form == "past" and group == verb:
        return True
    told = any(t.tag == "AUX" for t in clause.tokens[group:verb]) and clause.tokens[verb - 1].tag != "TO"
    return told and (not group or clause.tokens[group - 1].tag != "REL")


def _is_appositive(clause: Clause, phrase: Phrase) -> bool:
    """A phrase between commas right after another: "the general, a veteran of the war, said"; not what is the first
    that could be a subject ("on Tuesday, Musa Bello, 51, was shot").
    """
    before, after = phrase.start - 1, phrase.end
    if before < 1 or clause.tokens[before].text != "," or after >= len(clause.tokens):
        return False
    if clause.tokens[after].text != "," or clause.covering[before - 1] < 0:
        return False
    return any(_can_be_subject(clause, p) for p in clause.phrases if p.end <= phrase.start)


def object_of(clause: Clause, verb: int, length: int = 1) -> Phrase | None:
    """The noun phrase right after the verb (of `length` words), None where there is none."""
    index = verb + length
    while index < len(clause.tokens) and (clause.tokens[index].tag == "ADV" or _bounds_number(clause, index)):
        index += 1
    phrase = clause.phrase_at(index)
    if phrase is None or phrase.start < verb + length or is_day(clause, phrase):
        return None
    # The particle of "carry off" or the "at" of "at least" governs no object.
    particle = length > 1 and index == verb + length
    return phrase if phrase.preposition is None or particle or index > verb + length else None


_DOING = frozenset(
    "carry launch stage mount conduct perpetrate commit wage claim plan order orchestrate inspire".split()
)


def _bounds_number(clause: Clause, index: int) -> bool:
    """Whether a token is part of "at least", "more than" or "up to" before a number."""
    following = clause.tokens[index : index + 3]
    pairs = ("at least", "more than", "less than", "up to", "as many", "many as", "fewer than", "close to")
    text = " ".join(t.lower for t in following[:2])
    return any(t.tag == "NUM" for t in following[1:]) and (
        text in pairs or following[0].lower in ("than", "least", "to", "as")
    )


def agent_of(clause: Clause, verb: int, reach: int = 12) -> Phrase | None:
    """The phrase after "by" that follows a passive verb or an event noun."""
    for index in range(verb + 1, min(verb + reach, len(clause.tokens))):
        token = clause.tokens[index]
        acting = token.tag == "VERB" and token.lemma not in _DOING
        if token.text in ";." or token.tag == "REL" or acting or token.lower in ("after", "following", "during"):
            return None
        if token.lower == "by":
            phrase = clause.phrase_at(index + 1)
            if phrase is not None and clause.tokens[phrase.core].tag in ("NOUN", "NAME", "PRON", "NUM", "ADJ"):
                return phrase
            return None
    return None


def after_preposition(clause: Clause, start: int, prepositions: frozenset[str], reach: int = 10) -> Phrase | None:
    """The first phrase after a token that one of the prepositions governs, before the next verb or stop."""
    for index in range(start, min(start + reach, len(clause.tokens))):
        token = clause.tokens[index]
        if token.text in ".;" or token.tag in ("VERB", "REL", "MODAL"):
            return None
        phrase = clause.phrase_at(index)
        fits = phrase is not None and phrase.start == index and phrase.preposition in prepositions
        if phrase is not None and fits and not is_day(clause, phrase):
            return phrase
    return None


def is_nobody(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names nobody: "nobody", "no one", "none of them", "no group"; not "no fewer than 30"."""
    opening = clause.lower(phrase)[:2]
    return opening[0] in words("nobody") and opening[-1] not in ("more", "fewer", "less")
