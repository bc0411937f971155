"""Who rejects what was laid to somebody before: charges denied, branded as lies, or answered by what was not done."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.claims import ends_at, is_deed, is_denied
from dateline.reader.clauses import Clause, Phrase
from dateline.reader.held import Held, held_of
from dateline.reader.lexicon import listed, words
from dateline.reader.phrases import is_nobody, is_passive, object_of
from dateline.reader.subjects import subject_of


def find_rejections(clause: Clause) -> list[Held]:
    """Who rejects what was laid to somebody before, without naming it: "X denied it", "X called the charge absurd", "X
    dismissed the report as propaganda", "X said none of its men had been there".
    """
    found = []
    for verb, token in enumerate(clause.tokens):
        bystander = _not_involved(clause, verb + 1) if token.lemma == "say" and token.tag == "VERB" else None
        if bystander is not None:
            found.append(held_of(clause, bystander, "denied", None))
        rejecting, branding = token.lemma in words("rejecting_verbs"), token.lemma in words("branding_verbs")
        if token.tag != "VERB" or not (rejecting or branding or token.lemma == "say"):
            continue
        if is_passive(clause, verb) or is_denied(clause, verb):
            continue
        behind = clause.lowered[verb + 1 :]
        if rejecting or branding:
            pointing = behind[:1] in (("it",), ("this",), ("that",))
            bare = pointing and (_brands(clause, verb + 2) if branding else _is_denial(clause, verb))
            untold = bare or _rejects_charge(clause, object_of(clause, verb)) or _of_charge_before(clause, verb)
            untold |= token.lemma == "deny" and _is_involvement(clause, object_of(clause, verb))
        else:
            ours = any(_follows(behind, cue) for cue in words("none_of_ours"))
            untold = (ours and words("of_harm").isdisjoint(behind[:12])) or _did_not(clause, verb + 1)
        subject = subject_of(clause, verb) if untold else None
        judging = subject is not None and not words("judges").isdisjoint(clause.lowered[subject.start : subject.end])
        if subject is not None and not judging and not is_nobody(clause, subject) and not is_deed(clause, subject):
            found.append(held_of(clause, subject, "denied", None))
    return found


def _rejects_charge(clause: Clause, what: Phrase | None) -> bool:
    """Whether an object is a charge that does not say of what it is, and one alone: not "allegations of corruption",
    "claims for compensation", "400 claims".
    """
    told = clause.lowered[what.start : what.end + 1] if what is not None else ()
    if what is None or words("charges").isdisjoint(told[: what.end - what.start]):
        return False
    return _OF_WHAT.isdisjoint(told) and all(t.tag != "NUM" for t in clause.tokens[what.start : what.end])


def _is_involvement(clause: Clause, what: Phrase | None) -> bool:
    """Whether an object is somebody's part in what was told: "the involvement of the group", "its role"."""
    return what is not None and clause.lowered[what.head] in words("involvement")


def _of_charge_before(clause: Clause, verb: int) -> bool:
    """Whether a verb closes what tells of a charge: "soldiers shot two boys, a charge the army denies"."""
    who = subject_of(clause, verb) if ends_at(clause, verb + 1) else None
    at = who.start - 1 if who is not None else 0
    charge = clause.phrase_at(at - (clause.tokens[at].tag == "REL")) if at > 0 else None
    set_off = charge is not None and clause.lowered[charge.start - 1 : charge.start] == (",",)
    return charge is not None and set_off and clause.lowered[charge.core].removesuffix("s") in _LAID


def _not_involved(clause: Clause, at: int) -> Phrase | None:
    """Who had no part in what was told, as somebody says: "said the army was not involved", "were not behind it"."""
    at += clause.lowered[at : at + 1] == ("that",)
    who = clause.phrase_at(at)
    if who is None or who.start != at or clause.tokens[who.core].tag == "PRON":
        return None
    said = clause.lowered[who.end : who.end + 3]
    without = said[:1] and said[0] in words("be") and said[1:2] in (("not",), ("n't",), ("n’t",))
    none = said[:2] == ("had", "no") and said[2:3] and said[2] in words("involvement")
    apart = none or (without and said[2:3] in (("involved",), ("behind",), ("responsible",)))
    return who if apart and _of_that(clause, who.end + 3) else None


def _of_that(clause: Clause, at: int) -> bool:
    """Whether a clause ends at a token, or names a deed there or points to it: "in the attack", "for it"."""
    at += clause.lowered[at : at + 1] in (("in",), ("for",))
    what = clause.phrase_at(at)
    return ends_at(clause, at) if what is None else is_deed(clause, what) or clause.lowered[what.core] in _POINTING


_POINTING = ("it", "this", "that")
_LAID = ("charge", "accusation", "allegation")
"""What is laid to somebody, and no report of what others did."""


def _is_denial(clause: Clause, verb: int) -> bool:
    """Whether a verb denies what "it" or "this" behind it stands for."""
    return clause.tokens[verb].lemma == "deny" and ends_at(clause, verb + 2)


def _brands(clause: Clause, at: int) -> bool:
    """Whether what was said is called a lie or the like: "called it a lie", "denounced this as propaganda"."""
    while at < len(clause.tokens) and clause.lowered[at] in ("a", "an", "as", "pure", "enemy"):
        at += 1
    return at < len(clause.tokens) and clause.lowered[at] in words("branded") and ends_at(clause, at + 1)


_OF_WHAT = frozenset(("of", "that", "about", "over", "against", "for", "on", "by", "to"))


def _did_not(clause: Clause, at: int) -> bool:
    """Whether a speaker says that they or theirs used no force: "it did not fire in that sector", "his gunners had not
    fired since Friday".
    """
    at += clause.lowered[at : at + 1] == ("that",)
    own = clause.phrase_at(at)
    if own is None or own.start != at or clause.lowered[at] not in ("it", "they", "its", "their", "his"):
        return False
    behind = clause.tokens[own.end : own.end + 4]
    not_done = [token for token in behind if token.tag == "NEG" or token.lower == "never"]
    verb = next((token for token in behind if token.tag == "VERB"), None)
    return bool(not_done) and verb is not None and verb.lemma in listed("harm.toml", "using_force")


def _follows(behind: Sequence[str], cue: str) -> bool:
    """Whether a cue stands right behind a verb, with or without "that"."""
    told = [word for word in behind[:8] if word != "that"]
    return tuple(told[: len(cue.split())]) == tuple(cue.split())
