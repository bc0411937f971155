"""Who came to harm and how many they are: the people of a phrase, those joined to it, and the words that count them."""

from __future__ import annotations

from dateline.ground.quantities.words import ORDINALS
from dateline.reader.clauses import Clause, Phrase, inner_phrase
from dateline.reader.lexicon import listed, names_people, table, words
from dateline.reader.phrases import BESIDE, is_nobody
from dateline.reader.reading import HarmReading
from dateline.reader.tagging import SMALL_NUMBERS
from dateline.records import HarmKind, Interval

_BOUNDS = frozenset(
    "no at least up to more than less fewer about around nearly almost some over an estimated as many as roughly "
    "approximately close only exactly under".split()
)
QUANTIFIERS = frozenset(
    "most many several dozens scores hundreds thousands few no nobody none couple majority half handful".split()
)
_SCALES = frozenset(("hundred", "thousand", "million", "billion", "dozen"))
_OPENING_SINGLE = frozenset(("a", "an", "another", "one"))
_ANYBODY = frozenset("people persons others civilians men individuals victims".split())
"""Nouns of any people, among whom those told behind "including" are."""
_OLDEST = 120
"""A lone number behind a name up to this is an age ("Musa Bello, 51,")."""


def reading_of(clause: Clause, kind: HarmKind, phrase: Phrase, *, presumed: bool = False) -> HarmReading | None:
    """The harm of a kind that befell the people of a phrase, None where it names no people.

    What is `presumed` must be told of people whose number is told too.
    """
    core = clause.tokens[phrase.core]
    if is_nobody(clause, phrase) and clause.tokens[phrase.start].lower != "no":
        first = clause.tokens[phrase.start]
        return HarmReading(kind, clause.offsets(phrase), (first.start, first.end), None, total=False)
    count = count_span(clause, phrase)
    if not (is_people(clause, phrase) or (count is not None and _may_be_counted(clause, phrase))):
        return None
    start, end = clause.offsets(phrase)
    if count is not None:
        start = min(start, count[0])
    who = None
    if core.tag in ("NOUN", "NAME") and core.lower not in ("others", "other", "more"):
        first_name = phrase.core
        while core.tag == "NAME" and first_name > phrase.start and clause.tokens[first_name - 1].tag == "NAME":
            first_name -= 1
        who = (clause.tokens[first_name].start, core.end)
    persons = None if count is not None and not _is_article(clause, count) else persons_of(clause, phrase)
    if presumed and (not is_people(clause, phrase) or (count is None and persons is None)):
        return None
    return HarmReading(kind, (start, end), count, who, total=False, persons=persons, presumed=presumed)


def is_people(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names people: by its head, a name, a pronoun or an age."""
    core = clause.tokens[phrase.core]
    if core.tag == "PRON":
        return core.lower not in listed("harm.toml", "no_persons")
    if core.tag == "DET":
        return core.lower in ("another", "both", "other")
    if _is_ordinal(clause, phrase.core):
        return True
    if is_age(clause, phrase.core) and core.tag in ("ADJ", "NOUN", "NUM"):
        return core.tag != "NUM"
    if core.tag == "NUM":
        return count_span(clause, phrase) is not None and not _is_year(clause, phrase)
    known = names_people(core.lower) or core.lower in words("bodies")
    return core.tag == "NAME" or known or is_person(core.lower) or is_person(core.lower.removesuffix("s"))


def _is_year(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is nothing but a year: "the first murder of 2019"."""
    text = clause.tokens[phrase.core].text
    return phrase.end - phrase.start == 1 and len(text) == 4 and text[:2] in ("19", "20") and text.isdigit()


def _may_be_counted(clause: Clause, phrase: Phrase) -> bool:
    """Whether a counted phrase without a known head may be of people: not "two rifles", "three hours"."""
    core = clause.tokens[phrase.core].lower
    return not _is_year(clause, phrase) and not (
        core in words("weapons") or core in words("facilities") or core in listed("harm.toml", "no_persons")
    )


def persons_of(clause: Clause, phrase: Phrase) -> tuple[int, int | None] | None:
    """Lowest and highest number of the people that a phrase without a number names: 1 for a man, 2 for both.

    None: a plural, or a body. A name counts as one person's here; whether it is one, its entity tells.
    """
    first, core = clause.tokens[phrase.start].lower, clause.tokens[phrase.core]
    if first in table("harm.toml", "groups"):
        number = int(table("harm.toml", "groups")[first])
        return number, number
    if core.lower in table("harm.toml", "groups"):
        number = int(table("harm.toml", "groups")[core.lower])
        return number, number
    if core.tag == "PRON":
        return (1, 1) if core.lower in listed("harm.toml", "single_pronouns") else None
    if core.tag == "NAME" and core.lower in listed("harm.toml", "plurals"):
        return None  # "the tally of Policemen"
    if core.tag == "NAME" or core.lower == "another" or _is_ordinal(clause, phrase.core):
        return 1, 1
    if core.tag == "NUM":
        return None
    if is_age(clause, phrase.core):
        return None if core.lower.endswith("s") else (1, 1)
    if first in ("no", "any", "every", "each", "all", "these", "those", "some"):
        return None
    if core.lower in words("bodies") and core.lower not in listed("harm.toml", "persons"):
        return None
    return (1, 1) if is_person(core.lower) else None


def is_person(word: str) -> bool:
    """Whether a noun names one person."""
    if word in listed("harm.toml", "persons"):
        return True
    plural = word.endswith("s") or word in listed("harm.toml", "plurals")
    one = word.endswith(("man", "woman")) and word not in ("human", "inhuman")
    return (word in words("people") or one) and not plural


def _is_article(clause: Clause, count: Interval) -> bool:
    token = next((t for t in clause.tokens if t.start == count[0]), None)
    return token is not None and token.end == count[1] and token.lower in ("a", "an", "another")


def count_span(clause: Clause, phrase: Phrase) -> Interval | None:
    """The words of a phrase that count, with "at least" and the like before them; None where nothing counts."""
    core = clause.lowered[phrase.core]
    owners = [i + 1 for i in range(phrase.start, phrase.core) if clause.tokens[i].tag == "POSS"]
    if "of" in clause.lowered[phrase.start : max(owners, default=phrase.start)]:
        owners = []  # "three of the victims' relatives"
    numbers = [
        i
        for i in range(max([phrase.start, *owners]), phrase.end)
        if (clause.tokens[i].tag == "NUM" or clause.tokens[i].lower in QUANTIFIERS) and not is_age(clause, i)
        if not _is_ordinal(clause, i)
        # "a mother of 12" is one person, "a family of 12" are twelve
        if "of" not in clause.lowered[phrase.core : i] or not (_is_named(clause, i) or is_person(core))
    ]
    if not numbers:
        first = clause.tokens[phrase.start]
        if clause.lowered[phrase.start + 1 : phrase.start + 3] == ("number", "of"):
            return None  # "a number of people": nobody knows how many
        singular = first.lower in _OPENING_SINGLE and not clause.tokens[phrase.core].lower.endswith("s")
        return (first.start, first.end) if singular else None
    start, last = numbers[0], numbers[0]
    while last + 1 in numbers:
        last += 1
    if last + 1 < len(clause.tokens) and clause.tokens[last + 1].lower in _SCALES:
        last += 1
    while start and clause.lowered[start - 1] in _BOUNDS and not _leads_to(clause, start - 1):
        start -= 1
    return clause.tokens[start].start, clause.tokens[last].end


def _is_ordinal(clause: Clause, index: int) -> bool:
    """Whether a word tells which one is meant, and no part of many: "the third", "a third man", not "a third of"."""
    if ORDINALS.get(clause.lowered[index], 1) == 1:
        return False
    before = clause.tokens[index - 1].tag if index else None
    return before == "DET" and clause.lowered[index + 1 : index + 2] != ("of",)


def _is_named(clause: Clause, index: int) -> bool:
    """Whether a number is a part of a unit's name: "a major of the 33 Baloch Regiment"."""
    return index + 1 < len(clause.tokens) and clause.tokens[index + 1].tag == "NAME"


def _leads_to(clause: Clause, index: int) -> bool:
    """Whether "to" before a number says what a toll rose to, and bounds nothing as in "up to" and "close to"."""
    return clause.lowered[index] == "to" and clause.lowered[max(0, index - 1)] not in ("up", "close")


def is_age(clause: Clause, index: int) -> bool:
    """Whether a number tells how old somebody is: "a 5-year-old", "Musa Bello, 51,", "aged 15", "she turned 30"."""
    token = clause.tokens[index]
    following = clause.tokens[index + 1].lower if index + 1 < len(clause.tokens) else ""
    after = clause.tokens[index + 2].lower if index + 2 < len(clause.tokens) else ""
    if following == "-" and after[:1].isdigit():
        return False  # "10-15 soldiers"
    if following in ("-year-old", "year-old", "year", "-") or "year" in token.lower:
        return True
    before = clause.tokens[index - 1].lower if index else ""
    return before in listed("harm.toml", "age_cues") or _is_lone_age(clause, index)


def _is_lone_age(clause: Clause, index: int) -> bool:
    """A number by itself between commas, right behind the noun or name that it says the age of."""
    token, phrase = clause.tokens[index], clause.phrase_at(index)
    if not token.text.isdigit() or int(token.text) > _OLDEST or phrase is None or phrase.end - phrase.start > 1:
        return False
    comma = index - 1
    if comma > 0 and clause.tokens[comma].lower in ("then", "only", "just"):
        comma -= 1
    if comma < 1 or clause.tokens[comma].text not in (",", "(") or clause.covering[comma - 1] < 0:
        return False
    earlier = clause.phrase_at(comma - 1)
    counts = earlier is None or clause.tokens[earlier.core].tag == "NUM"
    closing = clause.tokens[index + 1] if index + 1 < len(clause.tokens) else None
    closed = closing is None or closing.text in ".,;)" or closing.tag in ("CONJ", "PREP", "REL", "AUX")
    return not counts and closed


def before_age(clause: Clause, phrase: Phrase) -> Phrase:
    """The phrase itself, or, where it is only an age behind a name ("Musa Bello, 51,"), the name before it."""
    while phrase.start == phrase.end - 1 and _is_lone_age(clause, phrase.start):
        index = phrase.start - 1
        while clause.covering[index] < 0:
            index -= 1
        earlier = clause.phrase_at(index)
        if earlier is None:
            break
        phrase = earlier
    return phrase


def nearest_inside(clause: Clause, phrase: Phrase) -> Phrase:
    """Of "the father of a boy killed by police", or "relatives of the nurses killed", the boy and the nurses: a
    participle without its verb is said of what is nearest.
    """
    inner = inner_phrase(clause, phrase, phrase.head)
    numbered = inner is not None and clause.tokens[inner.core].tag == "NUM"  # "the mother of two died"
    if inner is None or numbered or phrase.core != phrase.head or not is_people(clause, inner):
        return phrase
    kin = clause.lowered[phrase.head] in listed("harm.toml", "kin")
    told = count_span(clause, inner) is not None or persons_of(clause, inner) is not None
    return inner if told or kin else phrase


def joined_people(clause: Clause, phrase: Phrase, *, after: bool) -> list[Phrase]:
    """A phrase with those joined to it by "and" or commas: "Ali, Musa and a guard". `after`: look behind the phrase
    (an object), else before it (a subject).
    """
    phrase = before_age(clause, phrase)
    return _counted_once(clause, _joined_after(clause, phrase) if after else _joined_before(clause, phrase))


def _counted_once(clause: Clause, row: list[Phrase]) -> list[Phrase]:
    """A row of people without the names of those it counts: of "two guards, Musa Ode and Bela Toko, were" the two."""
    for at, told in enumerate(row):
        number = next((w for w in clause.lower(told) if w in SMALL_NUMBERS[1:]), None)
        until = at + 1 + (SMALL_NUMBERS.index(number) + 1 if number is not None else 0)
        names = [phrase for phrase in row[at + 1 : until] if clause.tokens[phrase.core].tag == "NAME"]
        set_off = clause.lowered[told.end : told.end + 1] == (",",)
        if set_off and names and at + 1 + len(names) == until:
            return [*row[: at + 1], *row[until:]]
    return row


def _may_join(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase may stand in a row of people: it names some, or counts what may be people."""
    return is_people(clause, phrase) or (count_span(clause, phrase) is not None and _may_be_counted(clause, phrase))


def _is_title(clause: Clause, phrase: Phrase, named: Phrase | None) -> bool:
    """Whether a phrase only says what somebody named right before it is: "Ali Hassan, a teacher,"."""
    first = clause.tokens[phrase.start]
    bare = first.tag in ("NOUN", "ADJ") and is_person(clause.lowered[phrase.core])  # "Ali, former mayor of Ode,"
    what = "NOUN" in (clause.tokens[phrase.core].tag, clause.tokens[phrase.head].tag)  # "a member of the Party"
    indefinite = (first.lower in ("a", "an") or bare) and what
    placed = named is not None and named.preposition in ("in", "at", "near")
    return indefinite and named is not None and not placed and clause.tokens[named.core].tag == "NAME"


def _is_naming(clause: Clause, phrase: Phrase, told: Phrase) -> bool:
    """Whether a name between commas only says who somebody right before it is: "a teacher, Ali Hassan, and"."""
    return clause.lowered[phrase.end : phrase.end + 1] == (",",) and _is_title(clause, told, phrase)


def _joined_before(clause: Clause, phrase: Phrase) -> list[Phrase]:
    found = [phrase]
    if phrase.end < len(clause.tokens) and clause.lowered[phrase.end] in BESIDE:
        beside = clause.phrase_at(phrase.end + 2)
        if beside is not None and beside.preposition == "with" and _may_join(clause, beside):
            found += _joined_after(clause, beside)
    joint = phrase.start - 1
    if clause.tokens[joint].lower in _BOUNDS:  # "and at least two others"
        while joint > 0 and clause.tokens[joint].lower in _BOUNDS:
            joint -= 1
    if joint < 1 or clause.tokens[joint].lower != "and":
        return found
    while joint > 0 and clause.tokens[joint].text in ("and", ","):
        index = joint - 1
        while index > 0 and clause.tokens[index].text == ",":
            index -= 1
        earlier = clause.phrase_at(index)
        if earlier is not None and earlier.preposition == "including":
            return _with_whole(clause, earlier, found)
        if earlier is None or earlier.preposition not in (None, "with"):
            break
        earlier = before_age(clause, earlier)
        core = clause.tokens[earlier.core]
        if not _may_join(clause, earlier) or core.tag == "PRON" or core.lower in listed("harm.toml", "killed_states"):
            break
        joint = earlier.start - 1
        if not _is_title(clause, earlier, clause.phrase_at(joint - 1) if clause.lowered[joint] == "," else None):
            found.insert(0, earlier)
    return found


def _with_whole(clause: Clause, included: Phrase, row: list[Phrase]) -> list[Phrase]:
    """A row behind "including" with those whom it is a part of: of "four people including a boy and two girls" the four
    alone; of "six policemen including a major and two rebels" the policemen and the rebels.
    """
    before = included.start - 2
    whole = clause.phrase_at(before - (clause.lowered[before] == ","))
    if whole is None or not _may_join(clause, whole):
        return row
    several = [p for p in row if (count := count_span(clause, p)) is not None and not _is_article(clause, count)]
    anybody = clause.tokens[whole.core].tag == "NUM" or clause.lowered[whole.core] in _ANYBODY
    return [*_joined_before(clause, whole), *(() if anybody else several)]


def is_included(clause: Clause, phrase: Phrase) -> bool:
    """Whether those of a phrase are told as some of the people before it: "nine men including a boy and two girls"."""
    return phrase not in _joined_before(clause, phrase) or phrase.preposition == "including"


def _joined_after(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """People in a row behind an object, up to one that has a verb of its own ("killed two men and a boy fled")."""
    row, found, index, closed, titled = [phrase], [phrase], phrase.end, False, False
    while index < len(clause.tokens) and not closed:
        if clause.tokens[index].text == "," and index + 1 < len(clause.tokens) and is_age(clause, index + 1):
            index += 2
            continue
        text = clause.tokens[index].lower
        if text not in ("and", ","):
            break
        closed = text == "and"
        index += 1
        if text == "," and index < len(clause.tokens) and clause.tokens[index].lower == "and":
            closed, index = True, index + 1
        while index < len(clause.tokens) and clause.tokens[index].lower in _BOUNDS and clause.phrase_at(index) is None:
            index += 1
        following = clause.phrase_at(index)
        if following is None or following.start != index or not _may_join(clause, following):
            break
        behind = clause.tokens[following.end] if following.end < len(clause.tokens) else None
        if behind is not None and behind.tag in ("VERB", "AUX", "ADJ", "MODAL"):
            break
        title = _is_title(clause, following, row[-1])
        goes_on = titled and clause.tokens[following.start].tag in ("NOUN", "ADJ")  # "a student and member of a choir"
        titled = title
        if not goes_on and (closed or not (title or _is_naming(clause, following, row[-1]))):
            row.append(following)
        index = following.end
        if closed:
            found = row
    return found


def inner_people(clause: Clause, phrase: Phrase, head: int) -> list[Phrase]:
    """The people behind "of" in a phrase ("the murder of a baker"), with those joined to them behind it."""
    inner = inner_phrase(clause, phrase, head)
    return [] if inner is None else _joined_after(clause, inner)
