"""From probabilities to templates, on hand-made readings: which types are present, who fills what, one incident or two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dateline.codebooks.muc4 import INCIDENT_TYPES, ROLES, Template, normalise
from dateline.reader.network.filling import Candidate, Reading, Thresholds, decode, fillers, split
from dateline.reader.network.templates import MOST

ATTACK, BOMBING = INCIDENT_TYPES.index("attack"), INCIDENT_TYPES.index("bombing")
LIMITS = Thresholds()


def candidate(
    string: str, role: str, *types: int, chance: float = 0.9, places: tuple[tuple[int, int], ...] = ()
) -> Candidate:
    roles, kinds = np.zeros(7, np.float32), np.full(len(INCIDENT_TYPES), 0.01, np.float32)
    roles[ROLES.index(role)] = chance
    kinds[list(types)] = 0.9
    start = sum(map(ord, string)) * 100  # apart from one another
    return Candidate(string, places or ((start, start + len(string)),), roles, kinds)


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


def test_an_incident_without_fillers_is_a_template_all_the_same() -> None:
    (template,) = decode(Reading(reading([], {BOMBING: 1}).counts, [], None, None))
    assert template.record() == {"incident_type": "bombing", **{role: [] for role in ROLES}}


def test_no_more_templates_than_fillers_to_tell_them_apart() -> None:
    assert len(decode(Reading(reading([], {ATTACK: 3}).counts, [], None, None))) == 1
    assert len(decode(reading([candidate("juan", "Victim", ATTACK)], {ATTACK: 3}))) == 1


def test_one_string_an_entity_best_first() -> None:
    (template,) = decode(
        reading(
            [candidate("fmln", "PerpOrg", ATTACK, chance=0.7), candidate("the front", "PerpOrg", ATTACK)],
            {ATTACK: 1},
            same=[(0, 1)],
        )
    )
    assert template.entities("PerpOrg") == (("the front",),)


def test_strings_of_two_entities_stay_two() -> None:
    (template,) = decode(
        reading([candidate("juan", "Victim", ATTACK, chance=0.7), candidate("ana", "Victim", ATTACK)], {ATTACK: 1})
    )
    assert template.entities("Victim") == (("ana",), ("juan",))


@pytest.mark.parametrize(
    ("places", "together"),
    [(((100, 110), (104, 110)), True), (((100, 110), (110, 116)), False), (((104, 110), (100, 110)), True)],
)
def test_a_string_inside_another_names_the_same(
    places: tuple[tuple[int, int], tuple[int, int]], *, together: bool
) -> None:
    longer = candidate("100 rebels", "PerpInd", ATTACK, places=((0, 10), places[0]))
    shorter = candidate("rebels", "PerpInd", ATTACK, chance=0.8, places=(places[1],))
    found = fillers(reading([shorter, longer], {ATTACK: 1}), LIMITS)
    assert [f.candidate for f in found] == ([1] if together else [1, 0])
    assert sorted(at for f in found for at in f.members) == [0, 1]


def test_one_string_may_fill_two_roles() -> None:
    both = candidate("soldiers", "PerpInd", ATTACK)
    both.role[ROLES.index("Victim")] = 0.8
    (template,) = decode(reading([both], {ATTACK: 1}))
    assert template.entities("PerpInd") == template.entities("Victim") == (("soldiers",),)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_filled_from_its_threshold(role: str) -> None:
    limit = LIMITS.role(ROLES.index(role))
    for chance, filled in ((limit - 0.01, False), (limit + 0.01, True)):
        (template,) = decode(reading([candidate("x", role, ATTACK, chance=chance)], {ATTACK: 1}))
        assert (template.entities(role) != ()) is filled
        assert all(template.entities(other) == () for other in ROLES if other != role)


def test_a_type_is_present_from_its_threshold() -> None:
    own = reading([], {})
    for chance, number in ((LIMITS.present - 0.01, 0), (LIMITS.present + 0.01, 1)):
        own.counts[ATTACK, 0] = chance
        assert len(decode(own)) == number


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


def test_a_filler_of_a_type_that_is_not_present_goes_to_one_that_is() -> None:
    (template,) = decode(reading([candidate("bomb", "Weapon", BOMBING)], {ATTACK: 1}))
    assert (template.incident_type, template.entities("Weapon")) == ("attack", (("bomb",),))


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


def test_several_incidents_in_one_report_are_several_templates() -> None:
    names = ["juan", "pistol", "ana", "rifle", "bomb"]
    roles = ["Victim", "Weapon", "Victim", "Weapon", "Weapon"]
    types = [ATTACK, ATTACK, ATTACK, ATTACK, BOMBING]
    found = decode(
        reading(
            [candidate(*whole) for whole in zip(names, roles, types, strict=True)],
            {ATTACK: 2, BOMBING: 1},
            together=[(0, 1), (2, 3)],
        )
    )
    assert {(t.incident_type, t.entities("Victim"), t.entities("Weapon")) for t in found} == {
        ("attack", (("juan",),), (("pistol",),)),
        ("attack", (("ana",),), (("rifle",),)),
        ("bombing", (), (("bomb",),)),
    }


@pytest.mark.parametrize(
    ("number", "groups"), [(1, [[0, 1, 2, 3]]), (2, [[0, 1], [2, 3]]), (4, [[0], [1], [2], [3]]), (9, 4)]
)
def test_splitting_stops_at_the_number_of_incidents(number: int, groups: list[list[int]] | int) -> None:
    own = reading(
        [candidate(name, "Victim", ATTACK) for name in ("a1", "b2", "c3", "d4")], {}, together=[(0, 1), (2, 3)]
    )
    assert own.incident is not None
    own.incident[own.incident > LIMITS.incident] = LIMITS.incident - 0.05  # so that no filler is given to two
    members = fillers(own, LIMITS)
    found = sorted(sorted(f.candidate for f in part) for part in split(own, members, number, LIMITS))
    assert found == groups if isinstance(groups, list) else len(found) == groups


def test_the_outward_form_has_every_role() -> None:
    template = Template("arson", {"Target": (("a church", "the church"), ("a school",))})
    assert template.record() == {
        "incident_type": "arson", "PerpInd": [], "PerpOrg": [], "Target": [["a church", "the church"], ["a school"]],
        "Victim": [], "Weapon": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("string", "normal"),
    [
        ("The FMLN", "fmln"), ("\"Shining Path\"", "shining path"), ("a  bomb\nof the group", "bomb of group"),
        ("the", ""), ("...", ""), ("anthem", "anthem"), ("U.S. embassy", "u s embassy"),
    ],
)  # fmt: skip
def test_normalised_strings(string: str, normal: str) -> None:
    assert normalise(string) == normal
    assert normalise(normal) == normal
