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
        rejecting, branding = token.lemma in words("rejecting_verbs"), token.lemma in words("branding_verbs")
        if token.tag != "VERB" or not (rejecting or branding or token.lemma == "say"):
            continue
        if is_passive(clause, verb) or is_denied(clause, verb):
            continue
        behind = clause.lowered[verb + 1 :]
        if rejecting or branding:
            pointing = behind[:1] in (("it",), ("this",), ("that",))
            bare = pointing and (_brands(clause, verb + 2) if branding else _is_denial(clause, verb))
            untold = bare or _rejects_charge(clause, object_of(clause, verb))
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
