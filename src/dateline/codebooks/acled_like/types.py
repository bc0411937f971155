"""What an incident may be in ACLED's types: all answers that the record allows, by the classes of the actors.

An answer is written "VAC/Attack"; "-" is no event of the codebook. More than one answer means that the record does not
say; the highest in the hierarchy counts where an incident has several modes or a row several incidents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import product

from dateline.codebooks.cases import Case, modes_of, sides_of
from dateline.codebooks.tables import table

NONE = "-"
CLASH, ATTACK, MOB, DEMONSTRATION = "BAT/Armed clash", "VAC/Attack", "RIO/Mob violence", "RIO/Violent demonstration"
ABDUCTION, SEXUAL, LOOTING = (
    "VAC/Abduction/forced disappearance",
    "VAC/Sexual violence",
    "SD/Looting/property destruction",
)
PEACEFUL, INTERVENTION, EXCESSIVE = (
    "PRO/Peaceful protest",
    "PRO/Protest with intervention",
    "PRO/Excessive force against protesters",
)
Answers = tuple[frozenset[str], str]
"""The answers that the record allows, and why."""


@cache
def ranks() -> Mapping[str, int]:
    """The place of each answer in the hierarchy, 0 the highest."""
    return {answer: rank for rank, answer in enumerate((*table("acled_like")["answers"], NONE))}


def highest(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """The answers that may stand highest of one from each set."""
    return frozenset(min(chosen, key=ranks().__getitem__) for chosen in product(*sets))


def spelled(answer: str) -> str:
    """An answer in words: "Violence against civilians/Attack"."""
    if answer == NONE:
        return "no event here"
    short, slash, sub = answer.partition("/")
    return f"{table('acled_like')['short'][short]}{slash}{sub}"


def answers(case: Case) -> Answers:
    """All answers for a row, over its incidents."""
    found = [incident_answers(Case((i,), (*case.incidents, *case.beside))) for i in case.incidents]
    why = "; ".join(dict.fromkeys(reason for _, reason in found))
    if len(found) > 1:
        why += "; of the incidents in the row the highest type of the hierarchy counts"
    return highest(allowed for allowed, _ in found), why


def incident_answers(case: Case) -> Answers:
    """All answers for one incident, over its modes."""
    found = [_mode_answers(case, mode) for mode in case.modes or ("",)]
    return highest(allowed for allowed, _ in found), "; ".join(dict.fromkeys(reason for _, reason in found))


def _mode_answers(case: Case, mode: str) -> Answers:
    kind = case.head.type
    entry = table("acled_like")["types"][kind]
    found = entry.get(mode, entry["*"])
    if isinstance(found, str):
        return RULES[found](case)
    label = f"{kind}/{mode}" if mode else f"{kind} without a mode"
    return frozenset(found), f"{label} is {' or '.join(map(spelled, found))}"


def _is(why: str, *allowed: str) -> Answers:
    return frozenset(allowed), why


def by_hand(case: Case) -> Answers:
    """Violence hand to hand or with small arms: armed actors on both sides clash, one strikes civilians in an attack;
    civilians who act are a mob, or no event here.
    """
    acting, struck = case.acting.armed, case.struck.armed
    if acting is None:
        other = {None: (CLASH, ATTACK), True: (CLASH,), False: (ATTACK,)}[struck]
        return _is("who acts is not told or of no known class", *other, MOB)
    if not acting:
        return _is("civilians act: a mob, or no event here", MOB, NONE, *((DEMONSTRATION,) if struck else ()))
    if struck is None:
        return _is("an armed actor; whoever is struck is of no known class", CLASH, ATTACK)
    if struck:
        return _is("armed actors on both sides", CLASH)
    return _is("an armed actor strikes civilians", ATTACK)


def means_untold(case: Case) -> Answers:
    """Violence by no told means: by hand or from afar."""
    allowed, why = by_hand(case)
    if _two_sided(case):
        return allowed, why
    remote = frozenset(answer for answer in ranks() if answer.startswith("EXP/"))
    return allowed | remote, f"{why}; by which means is not told"


def explosives(case: Case) -> Answers:
    """A grenade where the means is called one; another explosive where it has another name."""
    if case.instrument_has(table("acled_like")["words"]["grenade"]):
        return _is("the explosive is called a grenade", "EXP/Grenade")
    if any(party.role == "instrument" for party in case.head.parties):
        return _is("an explosive, by its name no grenade", "EXP/Remote explosive/landmine/IED")
    return _is("an explosive that no telling names", "EXP/Remote explosive/landmine/IED", "EXP/Grenade")


def heavy_weapons(case: Case) -> Answers:
    """Fire of one side is shelling, of both a clash."""
    if _two_sided(case):
        return _is("both sides fire", CLASH)
    return _is("heavy weapons fired by one side", "EXP/Shelling/artillery/missile attack")


def abduction(case: Case) -> Answers:
    """Of civilians by an armed actor; with any death an attack; of combatants no violence against civilians."""
    if case.struck.armed:
        return _is("combatants are taken, which is no violence against civilians", NONE)
    taken = ATTACK if case.deaths else ABDUCTION
    if case.acting.armed is False:
        return _is("civilians take somebody: no organised actor", NONE)
    if case.acting.armed and case.struck.only_civilians:
        return _is("an armed actor takes civilians" + (" and kills" if case.deaths else ""), taken)
    return _is("who takes or who is taken is of no known class", taken, NONE)


def sexual_violence(case: Case) -> Answers:
    """By an armed actor against civilians."""
    if case.acting.armed is False:
        return _is("civilians act: no organised actor", NONE)
    if case.acting.armed and case.struck.only_civilians:
        return _is("an armed actor and civilians", SEXUAL)
    return _is("who acts or who is struck is of no known class", SEXUAL, NONE)


def torture(case: Case) -> Answers:
    """By an armed actor of civilians an attack; of captive combatants it may be no event."""
    if case.acting.armed and case.struck.only_civilians:
        return _is("an armed actor tortures civilians", ATTACK)
    return _is("who acts or who is struck is of no known class, or a captive combatant", ATTACK, NONE)


def execution(case: Case) -> Answers:
    """A state's may be a court's, which is no attack."""
    if case.acting.kind in (None, "state"):
        return _is("an execution may be a court's", ATTACK, NONE)
    return by_hand(case)


def destruction(case: Case) -> Answers:
    """By an armed actor looting or destruction of property, by civilians a riot."""
    if case.acting.armed is None:
        return _is("who destroys is of no known class", LOOTING, MOB, DEMONSTRATION)
    if case.acting.armed:
        return _is("an armed actor destroys property", LOOTING)
    return _is("civilians destroy property: a riot", MOB, DEMONSTRATION)


def unconventional(case: Case) -> Answers:
    """A chemical weapon is an agent of Schedule 1 of the Chemical Weapons Convention; tear gas is none."""
    words = table("acled_like")["words"]
    if case.instrument_has(words["schedule_1"]):
        return _is("the agent stands in Schedule 1 of the convention", "EXP/Chemical weapon")
    if case.instrument_has(words["riot_control"]):
        allowed, why = crowd_control(case)
        return allowed, f"a riot-control agent is no chemical weapon; {why}"
    allowed, why = by_hand(case)
    return allowed | {"EXP/Chemical weapon"}, f"which agent is not told; {why}"


def crowd_control(case: Case) -> Answers:
    """Force against a crowd: an intervention in a protest, with any death excessive; against rioters a riot."""
    if any(i.type == "PROTEST" and "riot" in modes_of(i) for i in case.beside):
        return _is("force against a riot of the same day and place", DEMONSTRATION)
    if case.deaths:
        return _is("force against a crowd, with deaths", EXCESSIVE)
    return _is("force against a crowd, no deaths told", INTERVENTION)


def demonstration(case: Case) -> Answers:
    """Peaceful unless violence or an intervention is told: by its own modes or deaths, or by an incident beside it."""
    if "riot" in case.modes:
        return _is("the demonstration is told as violent too", DEMONSTRATION)
    if case.deaths:
        return _is("a demonstration with deaths; whose doing is not told", EXCESSIVE, DEMONSTRATION)
    if any(_may_be_intervention(Case((other,))) for other in case.beside):
        return _is(
            "state forces act there that day; whether on the protesters is not told", PEACEFUL, INTERVENTION, EXCESSIVE
        )
    return _is("a demonstration, no intervention told", PEACEFUL)


def _may_be_intervention(case: Case) -> bool:
    if case.head.type not in ("ASSAULT", "COERCE") or "crowd-control" in case.modes or not case.head.countable:
        return False
    return case.acting.kind in (None, "state") and not case.struck.armed


def arrest(case: Case) -> Answers:
    """By a state a strategic development; by another armed actor an abduction."""
    if case.acting.kind == "state":
        return _is("a state's forces arrest", "SD/Arrests")
    if case.acting.armed:
        return _is("an armed actor that is no state detains", ATTACK if case.deaths else ABDUCTION)
    return _is("who arrests is of no known class", "SD/Arrests", ABDUCTION, NONE)


def _two_sided(case: Case) -> bool:
    """Whether the tellings name both sides as actors."""
    told = {p.actor.id if p.actor else p.name for p in case.head.parties if p.role == "actor"}
    acting, struck = sides_of(case.head)
    return bool(struck.members) and {m.key for m in struck.members} <= told and bool(acting.armed and struck.armed)


RULES: Mapping[str, Callable[[Case], Answers]] = {
    rule.__name__: rule
    for rule in (
        by_hand, means_untold, explosives, heavy_weapons, abduction, sexual_violence, torture, execution, destruction,
        unconventional, crowd_control, demonstration, arrest,
    )
}  # fmt: skip
"""The rules that the table names."""
