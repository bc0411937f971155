"""How many people a report tells came to harm: the stated rule of adding, on reports written for the project."""

from __future__ import annotations

import pytest

from dateline.incidents import tally

from ..making import coded

REPORTS: list[tuple[str, int | None, int | None]] = [
    # text, killed, injured
    ("Gunmen attacked a bank in Kano.", None, None),
    ("Gunmen attacked a bank in Kano. Nobody was killed.", 0, None),
    ("Gunmen killed three soldiers and 12 civilians in Kora.", 15, None),
    ("Gunmen killed nine people in Kora. The nine people were killed at dawn.", 9, None),
    ("A bomb killed 12 people in Kora, bringing the toll to 43.", 12, None),
    ("A bomb exploded in Kora. The death toll rose to 43.", 43, None),
    # one person told of more than once
    ("A man was shot dead in Kora. The victim was pronounced dead at the scene. Police named him as Ali Hassan.", 1, None),
    ("A baker was killed in Kora on Monday. Ali Hassan was killed in front of his shop.", 1, None),
    # different persons
    ("A man was shot dead in Kora. A woman was shot dead in Biu.", 2, None),
    ("Ali Hassan was shot dead in Kora. Musa Bello was shot dead in Biu.", 2, None),
    ("A man was shot dead in Kora. A second man was shot dead in Biu.", 2, None),
    ("Ali Hassan and a guard were killed in Kora.", 2, None),
    # dead, not hurt
    ("A man was shot in Kora on Monday. The victim died at a hospital.", 1, None),
    ("A man was shot in Kora on Monday. He was taken to hospital, where he died.", 1, None),
    ("One man was killed and a woman was wounded in the shooting in Kora.", 1, 1),
    ("A man was shot in the arm in Kora. He was taken to hospital with a gunshot wound.", None, 1),
    # history and sums
    ("Gunmen killed a farmer in Kora. In 1998, rebels killed two brothers there.", 1, None),
    ("A shot in Kora killed a boy. At least 700 children are killed by guns a year.", 1, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed", "injured"), REPORTS)
def test_how_many_a_report_tells(text: str, killed: int | None, injured: int | None) -> None:
    report = coded(text)
    assert (tally(report, "killed"), tally(report, "injured")) == (killed, injured)


def test_of_two_sources_the_larger_figure_counts() -> None:
    report = coded(
        "Police said 12 people were killed in the blast. A hospital said 15 people were killed in the blast."
    )
    assert tally(report, "killed") == 15
