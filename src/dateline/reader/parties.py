"""Who else a sentence names as holding a place: owners, those who leave, those who come, those whose loss it is."""

from __future__ import annotations

from dateline.reader.clauses import Phrase
from dateline.reader.phrases import agent_of, is_passive, object_of, verb_group_start
from dateline.reader.subjects import subject_of
from dateline.reader.surroundings import Surroundings, is_stronghold, word
from dateline.records import Interval


class Parties(Surroundings):
    """The parties around a word, beyond its subject and its object."""

    def held_by(self, phrase: Phrase) -> Phrase | None:
        """ "the barracks at Semna, held by the battalion": who holds it before."""
        lowered = self.clause.lowered
        for index in range(phrase.end, min(len(lowered) - 2, phrase.end + 8)):
            if lowered[index - 1] == "," and lowered[index] in word("holding") and lowered[index + 1] == "by":
                return self.clause.phrase_at(index + 2)
            if lowered[index - 1] == "which" and lowered[index] not in ("it", "they"):
                return self._holder_till_then(index)
        return None

    def _holder_till_then(self, start: int) -> Phrase | None:
        """ "... which the sect had held for six months"."""
        who = self.clause.phrase_at(start)
        if who is None or who.start != start or self.clause.lowered[who.end : who.end + 1] != ("had",):
            return None
        verb = self.clause.lowered[who.end + 1 : who.end + 2]
        return who if verb and verb[0] in word("had_held") else None

    def trying(self, winner: Phrase | None) -> Phrase | None:
        """Whose attempt it is: "an attempt by the rebels to capture", "the rebels' bid to take"."""
        if winner is None or self.clause.tokens[winner.core].lower not in word("tries"):
            return winner
        return agent_of(self.clause, winner.core) or self.owner(winner, before=winner.core) or self.modifier(winner)

    def modifier(self, own: Phrase) -> Phrase | None:
        """The party named before a noun: "the rebel takeover", "a Taliban capture"."""
        before = self.hit.start - 1 if not self.hit.is_verb else own.core - 1
        if before < own.start or self.clause.tokens[before].tag not in ("NOUN", "NAME", "ADJ"):
            return None
        if self.clause.tokens[before].lower not in word("armed"):
            return None
        return Phrase(before, before + 1, before, before, None)

    def forcing(self) -> Phrase | None:
        """Who makes others leave: "the army forced the rebels to abandon the town"."""
        tokens = self.clause.tokens
        start = verb_group_start(self.clause, self.hit.head)
        verb = next((n for n in range(start - 1, max(-1, start - 8), -1) if tokens[n].tag == "VERB"), None)
        if verb is None or tokens[verb].lemma not in word("forcing") or tokens[start].tag != "TO":
            return None
        who = agent_of(self.clause, verb) if is_passive(self.clause, verb) else subject_of(self.clause, verb)
        return who if who is not None and self.armed(who) else None

    def ousting(self) -> tuple[Phrase | None, Phrase | None]:
        """Who wins and who loses a town that "changed hands when paratroopers dislodged the rebels"."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens)):
            if tokens[index].tag != "VERB" or tokens[index].lemma not in word("taking") | word("ousting"):
                continue
            who, whom = subject_of(self.clause, index), object_of(self.clause, index)
            if self.armed(who) and who is not None and not self.holds_place(who):
                ousted = tokens[index].lemma in word("ousting") and self.listed_as_armed(whom)
                return who, whom if ousted else None
        return None, None

    def no_longer(self) -> bool:
        """Whether "no longer" stands before the verb."""
        before = self.clause.lowered[max(0, self.hit.start - 3) : self.hit.start]
        return "no" in before and "longer" in before

    def slipping(self) -> Phrase | None:
        """ "slipped from government control", "out of the army's hands": who held it."""
        if self.lemma not in word("slipping"):
            return None
        return next((p for p in map(self.holder, self.phrases_after()) if p is not None), None)

    def takes_by_securing(self, winner: Phrase | None, held: Phrase | None) -> bool:
        """Whether somebody who secures a place takes it: an army a town, not the police the scene of a crime."""
        if winner is None or held is None or not self.listed_as_armed(winner):
            return False
        peaceful = not word("guards").isdisjoint(self.clause.lower(winner))
        return not peaceful and self.clause.tokens[held.core].lower not in word("scenes")

    def taker(self) -> Phrase | None:
        """ "... and gunmen moved in", "... the tribes will occupy it": who comes where the others left."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens)):
            if tokens[index].tag != "VERB" or tokens[index].lemma not in word("taking"):
                continue
            who = self.clause.phrase_at(verb_group_start(self.clause, index) - 1)
            following = self.clause.lowered[index + 1] if index + 1 < len(tokens) else ""
            into = tokens[index].lemma != "move" or following in ("in", "into")
            if who is not None and into and who.preposition is None and who.start > self.hit.end and self.armed(who):
                return who
        return None

    def owner(self, phrase: Phrase, before: int | None = None) -> Phrase | None:
        """Whose the phrase is: "the group's last bastion", "rebel-held Aleppo"."""
        for index in range(phrase.start, before if before is not None else phrase.end):
            if self.clause.tokens[index].tag == "POSS":
                own = Phrase(phrase.start, index, index - 1, index - 1, None)
                return own if not self.holds_place(own) or before is not None else None
        mark = self.clause.tokens[phrase.start - 1] if before is not None and phrase.start > 1 else None
        if mark is not None and mark.text in "'’":  # "the insurgents' loss of"
            plural = self.clause.phrase_at(phrase.start - 2)
            return plural if plural is not None and self.clause.tokens[plural.end - 1].end == mark.start else None
        return None

    def former_holder(self, phrase: Phrase) -> Interval | None:
        """ "rebel-held Aleppo": the part of the word before the hyphen."""
        for token in self.clause.tokens[phrase.start : phrase.end]:
            who, _, how = token.lower.rpartition("-")
            if who and how in ("held", "controlled", "occupied", "ruled", "run"):
                return token.start, token.start + len(who)
        return None

    def emptied_of(self, phrase: Phrase) -> Phrase | None:
        """ "cleared the town of militants", "freed the town from militants": who is cleared out."""
        tokens = self.clause.tokens
        ofs = [n for n in range(phrase.head + 1, phrase.end) if tokens[n].lower == "of"]
        for of in reversed(ofs):
            if tokens[of - 1].lower in word("directions") or (
                is_stronghold(tokens[of - 1].lower) and tokens[of + 1].tag == "NAME"
            ):
                continue  # "the town of Heglig", "villages east of Gombari"
            head = next((n for n in range(phrase.end - 1, of, -1) if tokens[n].tag in ("NOUN", "NAME", "ADJ")), None)
            own = Phrase(of + 1, phrase.end, head, head, "of") if head is not None else None
            if own is not None and not self.holds_place(own):
                return own
        return None

    def holder_after(self) -> Phrase | None:
        """ "under the control of X", "into the hands of X", "under rebel control": who holds it then."""
        near = [self.clause.phrase_at(self.hit.end), *self.phrases_after()]
        return next((p for p in map(self.holder, near) if p is not None), None)

    def holder(self, phrase: Phrase | None) -> Phrase | None:
        """Whose the control or the hands of a phrase are."""
        tokens, lowered = self.clause.tokens, self.clause.lowered
        held = range(phrase.start, phrase.end) if phrase is not None else ()
        at = next((n for n in held if lowered[n] in ("control", "hands", "rule", "authority", "sway")), None)
        if phrase is None or at is None:
            return None
        of = next((n for n in range(at, phrase.end) if lowered[n] == "of"), None)
        if of is not None:
            return self.tail(of + 1, phrase.end)
        start = next((n for n in range(phrase.start, at) if tokens[n].tag not in ("DET", "POSS")), at)
        stop = at - 1 if tokens[at - 1].tag == "POSS" else at
        while start < stop and lowered[start] in ("full", "complete", "total", "partial"):
            start += 1
        return Phrase(start, stop, stop - 1, stop - 1, None) if start < stop else None

    def gone(self, winner: Phrase | None) -> Phrase | None:
        """ "... after soldiers fled", "... forcing the army to withdraw": who left the place to those who took it."""
        tokens = self.clause.tokens
        for index, token in enumerate(tokens):
            if token.tag != "VERB" or token.lemma not in word("going") or index == self.hit.head:
                continue
            # The phrase right before the verb: "as" and "after" look like prepositions, "the army to" like an object.
            who = self.clause.phrase_at(verb_group_start(self.clause, index) - 1)
            own = object_of(self.clause, index)
            if who is None or not self.armed(who) or self.holds_place(who) or (winner and who.start == winner.start):
                continue
            elsewhere = own is not None and (token.lemma == "leave" or self.holds_place(own))
            if not elsewhere and "from" not in self.clause.lowered[index + 1 : index + 4]:
                return who if tokens[who.core].tag != "PRON" else None
        return None

    def left_to(self) -> Phrase | None:
        """ "... leaving the city to the militia", "... in the hands of the rebels"."""
        lowered = self.clause.lowered
        start = next((n for n in range(self.hit.end, len(lowered)) if lowered[n] in word("leaving_to")), None)
        for index in range(start or len(lowered), len(lowered)):
            phrase = self.clause.phrase_at(index)
            if phrase is None or phrase.start != index:
                continue
            if phrase.preposition == "to" and self.may_hold(phrase):
                return phrase
            if phrase.preposition in ("in", "under") and self.holder(phrase) is not None:
                return self.holder(phrase)
        return None

    def struck(self) -> Phrase | None:
        """ "was a blow to X": who lost it."""
        tokens = self.clause.tokens
        for index in range(self.hit.end, len(tokens) - 2):
            if tokens[index].tag == "VERB" and tokens[index].lemma in word("hurting"):
                harmed = object_of(self.clause, index)
                return harmed if harmed is not None and self.armed(harmed) else None
            if tokens[index].lower in word("blows"):
                phrase = self.clause.phrase_at(index + 2)
                fits = phrase is not None and phrase.preposition in ("to", "for") and self.may_hold(phrase)
                return phrase if fits else None
        return None

    def announcer(self, own: Phrase) -> Phrase | None:
        """ "The army announced the capture of X": its own."""
        verb = own.start - 1
        if verb < 0 or self.clause.tokens[verb].lemma not in word("announcing"):
            return None
        subject = subject_of(self.clause, verb)
        return subject if subject is not None and self.armed(subject) else None
