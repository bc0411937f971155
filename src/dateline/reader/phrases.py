"""Passives, objects and agents of the verbs of a sentence, and the phrases that prepositions govern."""

from __future__ import annotations

from dateline.reader.clauses import BEFORE_PERIODS, Clause, Phrase
from dateline.reader.lexicon import listed, names_people, words

CLAUSE_OPENERS = frozenset(("after", "before", "since", "until", "as", "because"))
NOMINATIVES = frozenset(("he", "she", "they", "we", "i"))
_VERB_GROUP = frozenset({"AUX", "MODAL", "ADV", "NEG", "TO"})
PARTICLES = frozenset(("up", "down", "off", "out", "away", "dead"))
_CATENATIVE = frozenset(
    "try continue begin start manage fail attempt want hope plan threaten vow prepare help order expect seek keep go "
    "use intend aim agree refuse pledge promise claim appear seem choose".split()
)


def main_verb_behind(clause: Clause, start: int) -> int:
    """Where, from a token on, the verb of a subject stands of which more is told ("a man said to be the killer was
    arrested"); the number of tokens where a clause, a list or the sentence ends before it.
    """
    for index in range(start, len(clause.tokens)):
        token = clause.tokens[index]
        if token.tag in ("REL", "PUNCT", "CONJ"):
            break
        if token.tag in ("AUX", "MODAL") and token.lower not in ("be", "been", "have"):
            return index
    return len(clause.tokens)


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
    if verb not in clause.passives:
        clause.passives[verb] = _is_passive(clause, verb)
    return clause.passives[verb]


def _is_passive(clause: Clause, verb: int) -> bool:
    token = clause.tokens[verb]
    if token.form not in ("past", "participle"):
        return False
    start = verb_group_start(clause, verb)
    group = clause.tokens[start:verb]
    if any(t.lower in words("be") or (t.lower in ("'s", "’s") and t.tag == "AUX") for t in group):
        return True
    if any(t.tag == "AUX" or t.tag == "MODAL" for t in group):
        return False
    if _is_parted_passive(clause, start, verb) or _is_of_charge(clause, verb):
        return True
    behind = clause.lowered[verb + 1 : verb + 3]
    if behind[:1] == ("by",) or (behind[-1:] == ("by",) and behind[0] in PARTICLES):
        return True  # "was caught and roughed up by villagers"
    if clause.lowered[start - 1] == "and" and start > 1 and agent_of(clause, verb) and object_of(clause, verb) is None:
        earlier = next((n for n in range(start - 2, max(-1, start - 8), -1) if clause.tokens[n].tag == "VERB"), verb)
        if earlier < verb and clause.tokens[earlier].form in ("past", "participle"):
            return is_passive(clause, earlier)  # "had been lined up and riddled with bullets by the gang"
    if _shares_be(clause, start, verb) or _is_attending(clause, start, verb):
        return True
    return _is_reduced(clause, start, verb) or _is_bare(clause, start, verb)


_LAID_TO = {
    "accuse": ("of", "in"), "suspect": ("of", "in"), "convict": ("of", "in"), "acquit": ("of",),
    "charge": ("with",),
}  # fmt: skip
"""Verbs that, with a preposition right behind them, say what is laid to whoever stands before them."""


def _is_of_charge(clause: Clause, verb: int) -> bool:
    """Whether a verb says of what somebody is accused, and not whom it accuses: "the men accused of the raid"."""
    behind = clause.tokens[verb + 1 : verb + 3]
    if not behind or behind[0].lower not in _LAID_TO.get(clause.tokens[verb].lemma, ()):
        return False
    return clause.tokens[verb].lemma != "charge" or behind[-1].form == "ing" or behind[-1].lower in words("deeds")


def sufferer_before(clause: Clause, verb: int) -> Phrase | None:
    """Of whom a participle without a form of "be" tells more right behind them: "met the two men accused of the raid",
    "spoke of the men kidnapped".
    """
    phrase = clause.phrase_at(verb - 1) if verb else None
    alone = phrase is not None and phrase.end == verb and clause.tokens[verb].form in ("past", "participle")
    return phrase if alone and (_is_of_charge(clause, verb) or _is_bare(clause, verb, verb)) else None


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
    return left is not None and clause.tokens[left].lemma == "leave" and clause.tokens[verb].lemma in HARMS


def _shares_be(clause: Clause, start: int, verb: int) -> bool:
    """Whether a verb of harm or arrest shares the form of be of the one before it: "two were killed and seven, with
    four policemen, injured in an exchange of fire", "one was killed and two arrested".
    """
    harmed = clause.tokens[verb].lemma in HARMS | _TAKING
    back = clause.lowered[verb + 1 : verb + 2] in (("at",), ("back",))  # "was chased and shot at police"
    if not harmed or back or start != verb or object_of(clause, verb) is not None:
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
    if clause.lowered[owner.core] in NOMINATIVES:
        return False  # "when he stepped on a mine laid by rebels"
    if tokens[verb].lemma in ("fire", "shoot") and tokens[verb + 1].lower in ("at", "on", "upon", "into"):
        return False  # "gunmen fired at villagers gathered for a funeral"
    for index in range(verb + 1, len(tokens)):
        token, phrase = tokens[index], clause.phrase_at(index)
        if token.tag in ("AUX", "MODAL") or (token.tag == "VERB" and token.form in ("past", "s")):
            return True
        if token.tag in ("REL", "CONJ") or token.text in ";:" or token.lower in CLAUSE_OPENERS:
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


def _is_bare(clause: Clause, start: int, verb: int) -> bool:
    """Whether a participle tells more of what another verb or a preposition acts on, and acts on nobody itself: "spoke
    of the men kidnapped", "met relatives of the nurses killed in the raid".
    """
    tokens = clause.tokens
    owner = clause.phrase_at(verb - 1) if start == verb and verb else None
    if tokens[verb].lemma not in _DONE_TO or owner is None or owner.end != verb or is_day(clause, owner):
        return False
    if object_of(clause, verb) is not None:
        return False
    if [token.tag for token in tokens[verb + 1 : verb + 3]] == ["CONJ", "VERB"]:
        return False  # "killed and wounded five"
    told = tokens[owner.start - 1] if owner.start else None
    acted_on = told is not None and told.tag == "VERB" and told.lemma not in words("reporting_verbs")
    people = names_people(clause.lowered[owner.core]) or owner.preposition == "of"
    return acted_on or (owner.preposition is not None and people)  # not "police in the capital arrested ..."


_DONE_TO = frozenset("kill wound injure maim displace arrest detain abduct kidnap behead murder".split())
"""Verbs that act on somebody: without an object they are said of whoever stands before them."""


def _tells_when(clause: Clause, phrase: Phrase) -> bool:
    return clause.lowered[phrase.core] in ("week", "month", "year", "night") or is_day(clause, phrase)


HARMS = frozenset(("kill", "wound", "injure", "claim", "leave", "destroy", "damage", "displace", "hurt", "maim"))
_TAKING = frozenset("arrest detain apprehend capture abduct kidnap nab seize recover rescue beat shoot".split())


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
    of_month = own[0].isdigit() and len(own) > 1 and own[1] in words("months")  # "13 September 1974"
    clock = own[0][0].isdigit() and (":" in own[0] or own[-1] in ("a.m.", "p.m.", "am", "pm"))
    if own[-1] in words("weekdays") or day_part or in_may or of_month or clock:
        return True
    index = phrase.start - 1
    while index > 0 and clause.tokens[index].text == ".":
        index -= 1
    months = {clause.tokens[phrase.start].lower, clause.tokens[max(index, 0)].lower} & words("months")
    return (
        bool(months) and clause.tokens[phrase.core].tag in ("NUM", "NAME") and phrase.end - phrase.start < _LONGEST_DATE
    )


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
    following = clause.tokens[index : index + (5 if clause.lowered[index : index + 2] == ("as", "many") else 3)]
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
