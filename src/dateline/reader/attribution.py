"""Who says so: the source, the cue and the content of what a sentence reports from somebody.

The network reads what is said, also over sentences; the grammar knows whom a source cites ("citing residents") and what
is said of nobody ("was said to have").
"""

from __future__ import annotations

import dataclasses
import re

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import verb_forms, words
from dateline.reader.network import Said
from dateline.reader.phrases import main_verb_behind, verb_group_start
from dateline.reader.subjects import subject_of
from dateline.records import Interval, SourceRelation


@dataclasses.dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying in a sentence; all spans are offsets of the text. `pronoun`: the source is to be resolved.

    `second`: only the grammar sees it.
    """

    source: Interval | None
    cue: Interval | None
    content: Interval
    relation: SourceRelation
    pronoun: bool
    via: tuple[Interval, ...] = ()
    second: bool = False


_RELATIONS: tuple[tuple[str, SourceRelation], ...] = (
    ("outlet_words", "outlet"), ("medical_words", "medical"), ("monitor_words", "monitor"), ("civil_words", "monitor"),
    ("official_words", "official"), ("witness_words", "witness"), ("party_words", "party"), ("leading_words", "party"),
)  # fmt: skip


def find_sayings(clause: Clause) -> list[Saying]:
    """The acts of saying in a sentence, by "according to" and by reporting verbs with a subject."""
    found: list[Saying] = []
    for index, token in enumerate(clause.tokens):
        if token.lower == "according" and index + 1 < len(clause.tokens) and clause.tokens[index + 1].tag == "TO":
            found += _according_to(clause, index)
        elif token.tag == "VERB" and token.lemma in words("reporting_verbs"):
            found += _reported(clause, index)
    return found


def relation_of(clause: Clause, source: Phrase) -> SourceRelation:
    """What kind of source a phrase names, by its words; `unknown` where they do not tell."""
    return relation_in(" ".join(clause.lower(source)))


def relation_in(source: str) -> SourceRelation:
    """What kind of source some words name; a spokesman of rebels is a party, though a spokesman."""
    lower = set(re.findall(r"[\w.]+", source.lower()))
    if lower & words("party_words") and not lower & (words("side_words") | words("civil_words") | _NO_SIDE):
        return "party"
    return next((relation for name, relation in _RELATIONS if lower & words(name)), "unknown")


def is_side_of(source: str, actor: str) -> bool:
    """Whether the words of a source and of an actor name one kind of force, the army and soldiers or the police and
    officers, and not by different names ("the Syrian army", "Turkish soldiers").
    """
    said, done = (re.findall(r"[\w.]+", text) for text in (source, actor))
    for force in (words("army_words"), words("police_words")):
        if force.isdisjoint(w.lower() for w in said) or force.isdisjoint(w.lower() for w in done):
            continue
        named = [{w for w in told if w[0].isupper() and w.lower() not in force | _ARTICLES} for told in (said, done)]
        return not all(named) or bool(named[0] & named[1])
    return False


def is_police(source: str) -> bool:
    """Whether the words of a source name the police, who are officials where they tell of their arrests."""
    return not words("police_words").isdisjoint(re.findall(r"[\w.]+", source.lower()))


def is_force(actor: str) -> bool:
    """Whether the words of an actor name the army or the police, of whom officials tell as of their own."""
    forces = words("army_words") | words("police_words") | words("force_words")
    return not forces.isdisjoint(re.findall(r"[\w.]+", actor.lower()))


_ARTICLES = frozenset(("the", "a", "an"))
_NO_SIDE = frozenset(
    ("european", "african", "world", "search", "senate", "doctors", "nurses", "medical", "health", "aid")
)
"""Words beside which a union, a party or a leader is no side: "European Union", "a search party", "world leaders"."""


def within(text: str, sentence: Interval, said: list[Said]) -> list[Said]:
    """What the network finds said in a sentence, without what it only carries over from who spoke in an earlier one: it
    must have its source or cue, or a quotation, in the sentence itself.
    """
    quoted = any(mark in text[slice(*sentence)] for mark in '"“”')
    return [
        one for one in said if quoted or any(s is not None and _overlap(s, sentence) for s in (one.source, one.cue))
    ]


def join_sayings(text: str, rules: list[Saying], said: list[Said]) -> list[Saying]:
    """What a sentence's grammar and the network find said.

    Where both see one saying its content is what either sees, its source the network's if it names one. A saying that
    the grammar alone sees is second to what the network says of the same words.
    """
    joined: list[Saying] = []
    met: set[int] = set()
    for one in said:
        source, cue, content = _trimmed(text, _named(text, one)), one.cue, one.content
        via: tuple[Interval, ...] = (one.behind,) if one.behind is not None else ()
        if source is not None:
            source, cue = _without_cue(text, source, cue)
            source, behind = _without_citing(text, source)
            via = via or behind
        for number, rule in enumerate(rules):
            if not _overlap(rule.content, one.content) or not _may_be_same(rule.source, source):
                continue
            met.add(number)
            if rule.source is None and rule.cue is not None and _is_of_whom_it_is_said(source, rule.cue):
                source, content = None, rule.content  # "a man said to have fired"
                continue
            source, cue, via = _nearer(text, source, rule), cue or rule.cue, via or rule.via
            content = min(content[0], rule.content[0]), max(content[1], rule.content[1])
        if source is None and (cue is None or not _cites(text[slice(*cue)])):
            continue  # neither who nor how: the outlet's own words
        words_of = text[slice(*head_of(text, source))] if source is not None else ""
        mine = Saying(source, cue, content, relation_in(words_of), _is_pronoun(words_of), via)
        if joined and joined[-1].source == source and _overlap(joined[-1].content, content):
            start, end = min(joined[-1].content[0], content[0]), max(joined[-1].content[1], content[1])
            mine = dataclasses.replace(joined.pop(), content=(start, end))  # one saying in two stretches
        joined.append(mine)
    left = [dataclasses.replace(rule, second=True) for number, rule in enumerate(rules) if number not in met]
    return sorted((_with_newspaper(text, saying) for saying in (*joined, *left)), key=lambda saying: saying.content)


def _nearer(text: str, source: Interval | None, rule: Saying) -> Interval | None:
    """The network's source, or the grammar's where the network goes on into what is said: "according to sources, the
    army ..."; not where more is told of the source: "according to Bello Sani, the mayor, ..."
    """
    own = rule.source
    if source is None or own is None or rule.cue is None or text[slice(*rule.cue)].lower() != "according to":
        return source or own
    more = text[own[1] : source[1]]  # ", the army", or what ends behind a stop or a comma of its own
    beyond = source[0] <= own[0] and more.startswith(",") and more.count(",") == 1
    if source[0] <= own[0] and more.lstrip()[:1].isdigit():
        return own  # "according to sources 40 gunmen ..."
    return own if beyond and text[source[1] : source[1] + 1] not in (",", ".", "") else source


def _named(text: str, said: Said) -> Interval | None:
    """The network's source, None where it names nobody: a means ("by telephone"), a clause ("whose house burned")."""
    if said.source is None:
        return None
    told = text[slice(*said.source)]
    if told.lower() in words("means") | words("no_sources") or _RELATIVE.match(told):
        return None
    if told.lower().split()[-1] in words("prepositions") | words("determiners"):
        return None  # "police in", where the network goes on with "Ode were searching"; "a"
    behind = text[said.source[1] : said.cue[0]] if said.cue is not None else ""
    if told.endswith((" who", " which")) and 0 < len(behind) < _LONGEST and "," not in behind:
        return said.source[0], said.source[1] + len(behind.rstrip(' "“'))  # "a man who called himself a spokesman"
    return said.source


def _trimmed(text: str, source: Interval | None) -> Interval | None:
    """A source without the day on which it says so and "to" before it: "The Sentinel on May 5", "to officials"."""
    if source is None:
        return None
    start = source[1] - len(text[slice(*source)].lstrip(" ,"))
    start += 3 * text.startswith("to ", start, source[1])
    day = _DAY.search(text[start : source[1]])
    return start, start + day.start() if day is not None and day.start() else source[1]


def _without_citing(text: str, source: Interval) -> tuple[Interval, tuple[Interval, ...]]:
    """A source without whom it cites, and whom: "the agent, citing the master,"."""
    end = source[0] + len(text[slice(*source)].rstrip(" ,"))
    inside = _CITING.search(text, *source)
    if inside is not None and inside.start() > source[0]:
        return (source[0], inside.start()), ((inside.end(), end),) if inside.end() < end else ()
    behind = _CITED.match(text, end)
    return ((source[0], end), (behind.span(1),)) if behind is not None else (source, ())


def head_of(text: str, source: Interval) -> Interval:
    """A source without the relative clause that tells more of it: "the programme, which feeds many people"."""
    told = _TELLING_MORE.search(text, *source)
    return (source[0], told.start()) if told is not None and told.start() > source[0] else source


_RELATIVE = re.compile(r"(?:who|whose|which|whom|that)\b")
_DAY = re.compile(
    r",? on (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2})?(?:, \d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[ ,]*\Z"
)
_CITING = re.compile(r",? (?:citing|quoting) ")
_CITED = re.compile(r", (?:citing|quoting) ([^,.;]+),")
_TELLING_MORE = re.compile(r",? (?:who|whose|which|whom|where)\b")
_LONGEST = 100
"""Characters of the clause that says who somebody is."""


def _with_newspaper(text: str, saying: Saying) -> Saying:
    """The saying, by an outlet where its source is the name of whose report it is."""
    source = saying.source
    if saying.relation == "unknown" and source is not None and _is_newspaper(text, source):
        return dataclasses.replace(saying, relation="outlet")
    return saying


def _without_cue(text: str, source: Interval, cue: Interval | None) -> tuple[Interval, Interval | None]:
    """A source that closes its sentence without the verb before it and the stop behind it: ", reports Dawn."."""
    opening = max(_OPENING.finditer(text, *source), key=re.Match.end, default=None)
    if opening is None:
        return source, cue
    end = source[0] + len(text[slice(*source)].rstrip(" .,;"))
    return (opening.end(), max(end, opening.end() + 1)), cue or opening.span(1)


_OPENING = re.compile(r"(?<!\w)(reports|reported|said|says)\s+(?=[A-Z]|\w+\.\w)")
_NAME = re.compile(r"[A-Z][\w.’']*(?:\s(?:of|and|for|the|[A-Z][\w.’']*))*|[\w.]+\.(?:com|org|net|in|pk)")


def _is_newspaper(text: str, source: Interval) -> bool:
    """Whether a name is that of whose report it is: "..., reports Dawn.", "The Hindu reports that ..."."""
    if _NAME.fullmatch(text[slice(*source)]) is None:
        return False
    before, after = text[max(0, source[0] - 10) : source[0]], text[source[1] : source[1] + 9]
    ends = after[:1] in ("", ".", ",", ";") or after.startswith(" on ")
    return (before.endswith((" reports ", " reported ")) and ends) or after == " reports "


def _cites(cue: str) -> bool:
    """Whether a cue without a source cites somebody: "is believed", "reportedly", "amid reports"; not "was thwarted",
    "is not clear", or what nobody claimed.
    """
    told = cue.lower().split()
    if not words("citing_words").isdisjoint(told):
        return True
    kinds = {lemma for word in told for lemma, _ in verb_forms().get(word, ())}
    if not kinds.isdisjoint(("say", "tell", "add")):
        return True  # somebody said so, whoever it was
    passive = not words("be").isdisjoint(told) and not {"not", "n't", "never"} & set(told)
    return passive and not kinds.isdisjoint(words("reporting_verbs") | words("holding_verbs"))


def said_of(sayings: list[Saying], at: int) -> list[Saying]:
    """The sayings whose content holds a place of the text; those that are second where there is no other source."""
    over = [saying for saying in sayings if saying.content[0] <= at < saying.content[1]]
    first = [saying for saying in over if not saying.second and saying.source is not None]
    return first or [saying for saying in over if saying.source is not None] or over


def states(text: str, saying: Saying) -> bool:
    """Whether a saying says that what it holds is so or will be, and does not ask for it or decide on it ("agreed to
    lift the embargo", "urged both to meet"): that somebody asked or decided is what the report itself says.
    """
    if saying.cue is None:
        return True
    told = text[slice(*saying.cue)].lower().split()
    kinds = {lemma for word in told for lemma, _ in verb_forms().get(word, ())}
    if kinds.isdisjoint(words("deciding_verbs")):
        return True
    behind = text[saying.cue[1] : saying.content[1]].split(maxsplit=_CLAUSE)
    return behind[:1] == ["that"] and any(_is_told(word) for word in behind[1:_CLAUSE])


_CLAUSE = 8
"""Words behind "that" among which its verb stands."""


def _is_told(word: str) -> bool:
    """Whether a word is a verb of what is or was: "agreed that the army had shelled it", not "that it leave"."""
    forms = {form for _, form in verb_forms().get(word.lower(), ())}
    return bool(forms & {"past", "s"}) or word.lower() in ("was", "were", "had", "has", "is", "are")


def _is_of_whom_it_is_said(source: Interval | None, cue: Interval) -> bool:
    """Whether a source stands right before a cue that has none: it is of it that something is said."""
    return source is not None and source[1] in (cue[0], cue[0] - 1)


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _may_be_same(one: Interval | None, other: Interval | None) -> bool:
    return one is None or other is None or _overlap(one, other)


def _is_pronoun(source: str) -> bool:
    return source.lower() in words("pronouns")


def _according_to(clause: Clause, index: int) -> list[Saying]:
    source = clause.phrase_at(index + 2)
    if source is None or " ".join(clause.lower(source)) in words("no_sources"):
        return []
    tokens = clause.tokens
    source = _before_number(clause, source)
    cue = (tokens[index].start, tokens[index + 1].end)
    before = tokens[index - 1] if index else None
    if index == 0 or (before is not None and before.tag == "CONJ"):
        start = min(source.end, len(tokens) - 1)
        content = (tokens[start].start, tokens[-1].end)
    else:
        content = (tokens[0].start, tokens[index - 1].end)
    return [Saying(clause.offsets(source), cue, content, relation_of(clause, source), pronoun=False)]


def _before_number(clause: Clause, source: Phrase) -> Phrase:
    """A source without the figure that opens what it says: "according to railway sources 40 gunmen attacked"."""
    tokens = clause.tokens
    at = next(
        (n for n in range(source.start + 1, source.end) if tokens[n].tag == "NUM" and tokens[n - 1].tag == "NOUN"), None
    )
    return source if at is None else Phrase(source.start, at, at - 1, at - 1, source.preposition)


def _reported(clause: Clause, verb: int) -> list[Saying]:
    tokens = clause.tokens
    token = tokens[verb]
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if token.form == "participle" and any(
        t.lower in words("be") for t in tokens[verb_group_start(clause, verb) : verb]
    ):
        return _passive(clause, verb)
    if following is not None and _is_held_of_it(clause, verb):
        return _passive(clause, verb, main_verb_behind(clause, verb + 3))
    source = _inverted(clause, verb) or subject_of(clause, verb)
    if source is None or clause.tokens[source.core].lower in ("there", "that", "which", "this"):
        return []
    if source.start and clause.lowered[source.start - 1] in words("be") and token.form != "ing":
        return []  # "no sooner was the truce announced"
    if token.lemma == "claim" and following is not None and following.lower in ("responsibility", "the", "credit"):
        return []
    content = _content(clause, verb, source)
    if content is None:
        return []
    via = _citing(clause, verb)
    pronoun = tokens[source.core].tag == "PRON"
    cue = (token.start, token.end)
    return [Saying(clause.offsets(source), cue, content, relation_of(clause, source), pronoun, via)]


def _is_held_of_it(clause: Clause, verb: int) -> bool:
    """Whether a verb without a form of "be" says what is held of what stands before it: "a man said to be guilty"."""
    behind = clause.tokens[verb + 1 : verb + 3]
    infinitive = [token.tag for token in behind] in (["TO", "VERB"], ["TO", "AUX"])
    return infinitive and clause.tokens[verb].form != "base" and clause.tokens[verb].lemma in _HELD_OF


_HELD_OF = frozenset(("believe", "think", "say", "report", "suspect", "allege"))


def _passive(clause: Clause, verb: int, end: int | None = None) -> list[Saying]:
    """ "was said to have": a saying without a source, of what stands before the token `end`."""
    tokens = clause.tokens
    if verb + 1 >= len(tokens) or tokens[verb + 1].tag != "TO":
        return []
    cue = (tokens[verb].start, tokens[verb].end)
    return [Saying(None, cue, (tokens[verb + 1].start, tokens[:end][-1].end), "unknown", pronoun=False)]


def _inverted(clause: Clause, verb: int) -> Phrase | None:
    """The source after its verb: '..., said the governor.'"""
    before = clause.tokens[verb - 1].text if verb else ""
    phrase = clause.phrase_at(verb + 1)
    if phrase is None or (before not in (",", '"', "”", "'", "’") and not _signs(clause, verb, phrase)):
        return None
    # "said 41 rebels were killed": what follows is the clause that is said, not who says it.
    for token in clause.tokens[phrase.end :]:
        if token.tag in ("VERB", "AUX", "MODAL"):
            return None
        if token.tag in ("PUNCT", "REL"):
            break
    return phrase


def _signs(clause: Clause, verb: int, phrase: Phrase) -> bool:
    """Whether a newspaper's name closes the sentence without a comma before it: "... on June 8 reports The Nation"."""
    token, last = clause.tokens[verb], clause.tokens[phrase.end - 1]
    ends = all(t.text in ".!?" for t in clause.tokens[phrase.end :])
    return token.lemma == "report" and token.form == "s" and last.tag == "NAME" and ends and phrase.start == verb + 1


def _content(clause: Clause, verb: int, source: Phrase) -> Interval | None:
    """What is said: the clause after the verb, or, where the saying closes the sentence, what stands before it."""
    tokens = clause.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].text in ".\"”'’!?":
        last -= 1
    start = verb + 1
    if source.start > verb:
        start = source.end
    if tokens[verb].lemma == "tell":
        listener = clause.phrase_at(start)
        start = listener.end if listener is not None else start
    while start <= last and (tokens[start].lower in ("that", ",", ":", '"', "“") or tokens[start].tag == "ADV"):
        start += 1
    lead = min(source.start, verb_group_start(clause, verb))
    if source.start > verb > 0 and _signs(clause, verb, source):
        return tokens[0].start, tokens[verb - 1].end
    rest = tokens[start : last + 1]
    verbs_after = any(t.tag in ("VERB", "AUX", "MODAL") for t in rest)
    verbs_before = any(t.tag in ("VERB", "AUX") for t in tokens[:lead])
    if lead > 0 and tokens[lead - 1].text == "," and verbs_before and _closes(clause, verb, source):
        return tokens[0].start, tokens[lead - 1].end
    comma = lead > 0 and tokens[lead - 1].text in ',"”'
    if comma and verbs_before and (not verbs_after or source.start > verb or not _that_follows(clause, verb)):
        if not verbs_after or len(rest) < 12:
            return tokens[0].start, tokens[lead - 1].end
    if not rest or not (
        verbs_after or tokens[verb].lemma in ("report", "confirm", "announce", "claim", "estimate", "deny")
    ):
        return None
    return tokens[start].start, tokens[last].end


def _closes(clause: Clause, verb: int, source: Phrase) -> bool:
    """Whether nothing said follows the verb at once: "..., the group said on Wednesday, even as ..." """
    following = clause.tokens[verb + 1] if verb + 1 < len(clause.tokens) else None
    if source.start > verb or following is None:
        return True
    return following.tag == "PREP" or following.text in ",."


def _that_follows(clause: Clause, verb: int) -> bool:
    return any(t.lower == "that" for t in clause.tokens[verb + 1 : verb + 5])


def _citing(clause: Clause, verb: int) -> tuple[Interval, ...]:
    """Whom the source itself relies on: "the agency said, citing residents"."""
    found = []
    for index in range(verb + 1, len(clause.tokens) - 1):
        if clause.tokens[index].lower in ("citing", "quoting"):
            phrase = clause.phrase_at(index + 1)
            if phrase is not None:
                found.append(clause.offsets(phrase))
    return tuple(found)
