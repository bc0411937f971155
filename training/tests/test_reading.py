"""From probabilities to templates, on hand-made readings."""

from collections.abc import Sequence

import numpy as np
from benchmarks.metrics.templates import ROLES
from dateline.codebooks.muc4 import INCIDENT_TYPES
from dateline.reader.network.filling import Candidate, Reading, decode

from training.heads.templates import MOST

ATTACK, BOMBING = INCIDENT_TYPES.index("attack"), INCIDENT_TYPES.index("bombing")


def candidate(string: str, role: str, *types: int, chance: float = 0.9) -> Candidate:
    roles, kinds = np.zeros(7, np.float32), np.full(len(INCIDENT_TYPES), 0.01, np.float32)
    roles[ROLES.index(role)] = chance
    kinds[list(types)] = 0.9
    start = sum(map(ord, string)) * 100  # apart from one another
    return Candidate(string, ((start, start + len(string)),), roles, kinds)


def reading(
    candidates: list[Candidate],
    counts: dict[int, int],
    same: Sequence[tuple[int, int]] = (),
    together: Sequence[tuple[int, int]] = (),
) -> Reading:
    numbers = np.zeros((len(INCIDENT_TYPES), MOST), np.float32)
    for kind, number in counts.items():
        numbers[kind, :number] = 0.9
    size = len(candidates)
    entity, incident = np.eye(size, dtype=np.float32), np.full((size, size), 0.1, np.float32)
    for matrix, pairs in ((entity, same), (incident, together)):
        for a, b in pairs:
            matrix[a, b] = matrix[b, a] = 0.9
    return Reading(numbers, candidates, entity, incident)


def test_nothing_present_gives_nothing() -> None:
    assert decode(reading([candidate("rebels", "PerpInd", ATTACK)], {})) == []


def test_one_string_an_entity_best_first() -> None:
    (template,) = decode(
        reading(
            [candidate("fmln", "PerpOrg", ATTACK, chance=0.7), candidate("the front", "PerpOrg", ATTACK)],
            {ATTACK: 1},
            same=[(0, 1)],
        )
    )
    assert template.entities("PerpOrg") == (("the front",),)


def test_filler_goes_to_its_type_and_to_the_likeliest_if_to_none() -> None:
    templates = decode(
        reading(
            [
                candidate("rebels", "PerpInd", ATTACK, BOMBING),
                candidate("bomb", "Weapon", BOMBING),
                candidate("juan", "Victim"),
            ],
            {ATTACK: 1, BOMBING: 1},
        )
    )
    by_type = {template.incident_type: template for template in templates}
    assert by_type["attack"].entities("PerpInd") == by_type["bombing"].entities("PerpInd") == (("rebels",),)
    assert by_type["attack"].entities("Weapon") == ()
    assert by_type["bombing"].entities("Weapon") == (("bomb",),)
    assert len(by_type["attack"].entities("Victim")) + len(by_type["bombing"].entities("Victim")) == 1


def test_two_incidents_of_a_type_share_their_perpetrator() -> None:
    names = ["rebels", "juan", "pedro"]
    roles = ["PerpInd", "Victim", "Victim"]
    found = decode(
        reading(
            [candidate(name, role, ATTACK) for name, role in zip(names, roles, strict=True)],
            {ATTACK: 2},
            together=[(0, 1), (0, 2)],
        )
    )
    assert len(found) == 2
    assert {template.entities("Victim") for template in found} == {(("juan",),), (("pedro",),)}
    assert all(template.entities("PerpInd") == (("rebels",),) for template in found)
