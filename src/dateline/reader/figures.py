"""Figures of speech: words of force that tell of none, by who does them, to what, and what is beside them.

"The storm pounded the coast", "she killed time", "an explosion of interest", "a price war", "the fight against cancer".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reader.clauses import Clause, Phrase
from dateline.reader.lexicon import figures, listed, names_people, words
from dateline.reader.phrases import after_preposition, agent_of, is_passive, object_of
from dateline.reader.subjects import subject_of

if TYPE_CHECKING:
    from dateline.reader.triggers import Hit

_FORCE = frozenset(("ASSAULT", "COERCE"))
_CONTENDING = frozenset(("fight", "battle", "war", "struggle", "fighting", "combat"))
_COURT = 6
"""Tokens behind a fight within which "in court" says that it is one of law."""


def doer_of(clause: Clause, hit: Hit) -> Phrase | None:
    """Who or what does what a verb says; None for a noun, or where the sentence does not tell."""
    if not hit.is_verb:
        return None
    return agent_of(clause, hit.head) if is_passive(clause, hit.head) else subject_of(clause, hit.head)


def is_figure(clause: Clause, hit: Hit) -> bool:
    """Whether a word of force, threat or protest is a figure of speech here."""
    if hit.trigger.lemma == "demonstrate":
        return _shows(clause, hit)
    if hit.trigger.type == "THREATEN":
        return _is_danger(clause, hit)
    if hit.trigger.type not in _FORCE or hit.trigger.control is not None:
        return False
    if hit.trigger.lemma in _CONTENDING and _contends_for_good(clause, hit):
        return True
    if not hit.is_verb:
        return _noun_is_figure(clause, hit)
    if _blasts_in_words(clause, hit) or _shoots_up(clause, hit) or _is_scolded(clause, hit):
        return True
    return _verb_is_figure(clause, hit) or _is_run_into(clause, hit)


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
    if _shows_arms(clause):
        return False
    struck = object_of(clause, hit.head, hit.end - hit.start) or after_preposition(clause, hit.end, _AT)
    return struck is None or clause.lowered[struck.core] not in words("facilities") - {"office", "house"}


def _shows_arms(clause: Clause, but: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence names arms, those who bear them, or anybody hurt, by other words than `but`."""
    signs = (figures("bodily") | words("weapons") | words("police_words") | words("army_words")) - but
    return not signs.isdisjoint(word for lower in clause.lowered for word in lower.split())


def shows_attack(clause: Clause) -> bool:
    """Whether a sentence names an attack, an attacker or a crowd, so that what a vehicle does may be no accident."""
    signs = (
        words("deeds") - {"killing", "killings"}
        | listed("harm.toml", "attackers")
        | listed("control.toml", "armed")
        | _CROWDS
    )
    return not (signs - words("police_words")).isdisjoint(clause.lowered)


_CROWDS = frozenset("suicide terror terrorist protesters demonstrators marchers worshippers deliberately".split())
_FOUGHT = frozenset(("ASSAULT", "RETREAT", "MOBILIZE"))
_AT = frozenset(("on", "at", "against"))


def _verb_is_figure(clause: Clause, hit: Hit) -> bool:
    passive = is_passive(clause, hit.head)
    patient = subject_of(clause, hit.head) if passive else object_of(clause, hit.head, hit.end - hit.start)
    doer = doer_of(clause, hit)
    nature = figures("doers") | (words("natural") if hit.trigger.harm is None else frozenset())
    if clause.tokens[hit.head].form == "ing":
        nature &= words("natural")  # "a plan to attack, killing nine": whose subject is not sure
    meant = doer is not None and clause.lowered[doer.end : doer.end + 1] == ("to",)  # "have plans to kill"
    if doer is not None and clause.tokens[doer.core].lower in nature and not meant:
        return True
    if hit.trigger.lemma == "pick up" and _fetches(clause, doer, patient, passive=passive):
        return True
    single = hit.trigger.words[-1] != "to"  # "killed the engine", but "set fire to the engine"
    return single and patient is not None and clause.tokens[patient.core].lower in figures("patients")


def _fetches(clause: Clause, doer: Phrase | None, patient: Phrase | None, *, passive: bool) -> bool:
    """Whether whoever picks somebody up is no police and no armed group: "she picked up her daughter"."""
    if doer is None or passive:
        return False
    own = patient is not None and clause.lowered[patient.start] in ("her", "his", "their", "my", "our")
    child = patient is not None and clause.lowered[patient.core] in _FETCHED
    seizing = words("police_words") | words("army_words") | listed("control.toml", "armed") | {"agents", "kidnappers"}
    return (own or child) and clause.lowered[doer.core] not in seizing


_FETCHED = frozenset("daughter daughters son sons child children kids wife husband passengers friend friends".split())


def _noun_is_figure(clause: Clause, hit: Hit) -> bool:
    before = clause.lowered[hit.start - 1] if hit.start else ""
    if before in figures("kinds") and hit.trigger.words[-1].removesuffix("s") in figures("contests"):
        return True
    after = clause.lowered[hit.end : hit.end + 4]
    return bool(after) and after[0] == "of" and not figures("wholes").isdisjoint(after[1:])


def _shows(clause: Clause, hit: Hit) -> bool:
    """Whether something is shown and nobody protests: "demonstrated an interest", "demonstrates that"."""
    after = clause.lowered[hit.end : hit.end + 1]
    return object_of(clause, hit.head) is not None or after in (("that",), ("how",), ("why",), ("what",))


_ABSTRACT = ("ism", "ation", "ity", "ness", "ence", "ance", "ing")
"""Endings of what may threaten and utters nothing: "terrorism", "instability", "violence"."""


def _is_danger(clause: Clause, hit: Hit) -> bool:
    """Whether a threat is a danger, which nobody utters: "a threat to the region", "hunger threatens millions"."""
    if hit.is_verb:
        doer = doer_of(clause, hit)
        if hit.trigger.lemma != "threaten" or doer is None or clause.tokens[doer.core].tag != "NOUN":
            return False
        core = clause.lowered[doer.core]
        if core in words("bodies") | words("organisation_heads") | words("titles") or names_people(core):
            return False
        return core.endswith(_ABSTRACT) or core in figures("looming") | figures("doers") | words("natural")
    if hit.trigger.lemma != "threat" or hit.trigger.form == "plural":
        return False
    return not _is_uttered(clause, hit) and _is_looming(clause, hit)


def _is_uttered(clause: Clause, hit: Hit) -> bool:
    """Whether somebody issues or gets a threat, or it comes from somebody: "issued a new threat to the mayor"."""
    if not _UTTERING.isdisjoint(clause.lowered[max(0, hit.start - _BEFORE_THREAT) : hit.start]):
        return True
    by = clause.phrase_at(hit.end + 1) if clause.lowered[hit.end : hit.end + 1] == ("from",) else None
    return by is not None and (names_people(clause.lowered[by.core]) or clause.tokens[by.core].tag == "NAME")


_UTTERING = frozenset(
    "issue issued issues receive received receives repeat repeated renew renewed send sent make made get got deliver "
    "delivered utter uttered carried post posted phoned texted".split()
)
_BEFORE_THREAT = 5
"""Tokens before a threat in which a verb may utter it."""


def _is_looming(clause: Clause, hit: Hit) -> bool:
    """Whether the words around a threat make it a danger: "an existential threat", "the threat to the region"."""
    after = clause.tokens[hit.end : hit.end + 2]
    to = len(after) > 1 and after[0].tag == "TO" and after[1].tag != "VERB"
    behind = bool(after) and after[0].lower in ("from", "of", "posed")
    return to or behind or (hit.start > 0 and clause.lowered[hit.start - 1] in figures("dangers"))


def _contends_for_good(clause: Clause, hit: Hit) -> bool:
    """ "the fight against cancer", "fought for better pay", "battled inflation", "fought to save the patient", "fought
    over the will in court".
    """
    after = clause.lowered[hit.end : hit.end + 5]
    if after[:1] in (("for",), ("against",), ("over",)) and not figures("causes").isdisjoint(after[1:]):
        return True
    if hit.is_verb and after[:1] == ("for",) and _is_aim(clause, clause.phrase_at(hit.end + 1)):
        return not _by_armed(clause, hit) and not _shows_arms(clause)  # "lobbyists fought for a raft of laws"
    what = object_of(clause, hit.head, hit.end - hit.start) if hit.is_verb else None
    if what is not None and clause.lowered[what.core] in figures("causes"):
        return True
    court = next((n for n in range(hit.end, hit.end + _COURT) if clause.lowered[n : n + 2] == ("in", "court")), None)
    if court is not None and (court + 2 >= len(clause.tokens) or clause.tokens[court + 2].tag != "NOUN"):
        return True  # not "in court square"
    if after[:2] == ("back", "tears"):
        return True
    aim = clause.tokens[hit.end + 1] if after[:1] == ("to",) and hit.end + 1 < len(clause.tokens) else None
    return aim is not None and aim.tag == "VERB" and not _by_armed(clause, hit) and not _shows_arms(clause)


def _is_aim(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether what somebody fights for is no ground and no stretch of time: "fought for tighter rules"."""
    if phrase is None or clause.tokens[phrase.core].tag != "NOUN":
        return False
    ground = listed("control.toml", "strongholds") | words("grounds") | {"control", "power", "supremacy"}
    return clause.lowered[phrase.core] not in ground | _LENGTHS


def _by_armed(clause: Clause, hit: Hit) -> bool:
    """Whether somebody under arms does it, by the grammar, or who bears a name ("Boko Haram fought to take Gwoza")."""
    doer = doer_of(clause, hit)
    if doer is None:
        return False
    armed = listed("control.toml", "armed") - {"government"}
    return clause.lowered[doer.core] in armed or clause.tokens[doer.core].tag == "NAME"


def _shoots_up(clause: Clause, hit: Hit) -> bool:
    """ "Prices shot up to a record", "the bank shot back at its critics": where nobody bears arms."""
    if hit.trigger.lemma != "shoot" or (hit.trigger.form == "participle" and is_passive(clause, hit.head)):
        return False
    after = clause.lowered[hit.end : hit.end + 2]
    rises = after[:1] == ("up",) and after[1:] in (("to",), ("by",), ("from",), ("in",), (".",), ("past",), ())
    if not rises and after[:1] != ("back",) and after not in _HEIGHTS:
        return False
    doer = doer_of(clause, hit)
    person = doer is not None and after[:1] == ("back",) and names_people(clause.lowered[doer.core])
    return not person and not _shows_arms(clause, _SHOTS)


_HEIGHTS = (("to", "fame"), ("to", "prominence"), ("to", "stardom"), ("to", "number"), ("to", "record"))
_SHOTS = frozenset(("shooting", "shootings", "shot"))


def _is_scolded(clause: Clause, hit: Hit) -> bool:
    """ "The mayor came under fire from the opposition over the contract"."""
    if not hit.trigger.lemma.startswith("come under"):
        return False
    by = after_preposition(clause, hit.end, _FROM)
    if by is not None and clause.lowered[by.core] in figures("scolding"):
        return not _shows_arms(clause)
    why = after_preposition(clause, hit.end, _WHY)
    if why is None or clause.lowered[why.core] in _LENGTHS or clause.tokens[why.core].tag not in ("NOUN", "VERB"):
        return False
    return not _shows_arms(clause)


def _blasts_in_words(clause: Clause, hit: Hit) -> bool:
    """ "Blasted the government for its inaction": people and bodies, where nobody bears arms."""
    struck = object_of(clause, hit.head) if hit.trigger.lemma == "blast" else None
    if struck is None or _shows_arms(clause, _BLASTS):
        return False
    core = clause.tokens[struck.core]
    return core.tag == "NAME" or core.lower in words("bodies") | {"administration"} or names_people(core.lower)


_BLASTS = frozenset(("blast", "blasted", "blasts"))
_FROM, _WHY = frozenset(("from", "by")), frozenset(("for", "over"))
_LENGTHS = frozenset("minute minutes hour hours day days week weeks month months year years time".split())


def _is_run_into(clause: Clause, hit: Hit) -> bool:
    """Whether a vehicle is what strikes somebody, as in an accident: "was hit by a lorry"."""
    doer = doer_of(clause, hit) if hit.trigger.lemma in ("strike", "hit") and not hit.trigger.suffered else None
    if doer is None or shows_attack(clause) or not listed("control.toml", "armed").isdisjoint(clause.lower(doer)):
        return False  # "a vehicle of militants hit them"
    return clause.lowered[doer.core] in listed("harm.toml", "traffic")
