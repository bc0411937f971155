"""The table of event types, and documents cut into stretches."""

import pytest

from training.corpora.plover import ROOTS
from training.tasks.triggers import _table, root_of


@pytest.mark.parametrize(
    ("event_type", "root"),
    [
        ("conflict.attack.detonateexplode", "ASSAULT"),
        ("life.die.nonviolentdeath", "OTHER"),
        ("life.die.unspecified", "ASSAULT"),
        ("justice.judicialconsequences.execute", "ASSAULT"),
        ("justice.judicialconsequences.convict", "SANCTION"),
        ("personnel.elect.winelection", "OTHER"),
    ],
)
def test_root_of(event_type: str, root: str) -> None:
    assert root_of(event_type) == root


def test_table_names_roots_only() -> None:
    assert set(_table().values()) <= {*ROOTS, "OTHER"}
