"""Where the last event of a text took place, by the words of the report: names, in their order."""

from __future__ import annotations

import pytest

from ..making import coded

PLACES: list[tuple[str, list[str]]] = [
    # an unknown name before "area" and the like
    ("Gunmen killed a guard in the Janglan area of Kohat District.", ["Janglan", "area of Kohat District"]),
    ("A guard was hurt in a blast in Shabqar tehsil of Kohat District.", ["Shabqar", "Kohat District"]),
    # a name with a word for a settlement is told once
    ("Rebels shot dead a guard at Duithan village in Kohat District.", ["Duithan village", "Kohat District"]),
    # a short name is no town of that name
    ("Rebels shot at a team of the Security Force (SF) in Kohat District.", ["Kohat District"]),
    # persons' names
    ("Prabhat Rai was shot in Kohat District. Rebels killed Rai with an axe.", ["Kohat District"]),
    ("The toll rose to 15 in the car explosion in Tal Abyad city north of al-Raqqah.", ["Tal Abyad city", "north of al-Raqqah", "al-Raqqah"]),
    ("Amy Paris was shot in Kohat District. Rebels killed a guard in Paris.", ["Paris", "Kohat District"]),
    # where somebody comes from
    ("Rebels shot dead a woman from Duithan in Kohat District.", ["Kohat District", "Duithan"]),
    ("Rebels abducted a woman from Duithan in Kohat District.", ["Duithan", "Kohat District"]),
    # a place that opens the sentence holds for all of it
    ("In Jessore, a trader was shot dead by gunmen at Xuvarq village.", ["Xuvarq village", "Jessore"]),
    ("In Geneva, the UN said nine people were killed in Homs.", ["Homs"]),
    # who speaks where they live
    ("A camp was bombed in Sambisa. Residents of Gwoza reported gunfire.", ["Gwoza"]),
    ("Residents of Gwoza said gunmen killed a guard in Biu.", ["Biu"]),
    # forces and offices are no places
    ("Rebels attacked a Security Forces (SF) camp at Litter area in Kohat District.", ["Litter", "Kohat District"]),
    ("Rebels shot dead the Officer in Charge of a post in Kohat District.", ["Kohat District"]),
    ("Ali Musa, a resident of Duithan in Mardan District, was arrested in Kohat District.", ["Kohat District"]),
    ("A guard was shot in Kohat District. Ali Musa, a resident of Gwoza, was arrested.", ["Kohat District"]),
    ("A trader hailing from Gwoza was shot in Kohat District. Police arrested a man.", ["Kohat District"]),
    ("Ali Musa, a resident of Gwoza, was arrested.", ["Gwoza"]),
    # what was before, told beside the news
    ("A man, who had been held in Mardan District, was shot in Kohat District.", ["Kohat District"]),
    ("A guard was shot in Kohat District. Police freed two men who had been taken from Biu. A man was arrested.", ["Kohat District"]),
    # what only describes somebody, or begins a local name
    ("A guard was shot in Kohat District. The raid killed two U.S.-backed rebels.", ["Kohat District"]),
    ("A guard was shot in Kohat District. The regime in Damascus killed a man.", ["Kohat District"]),
    ("A guard was shot in Karachi. A man was shot near Quvaxo Chowk in Pakistan Bazaar.", ["Quvaxo Chowk", "Pakistan Bazaar", "Karachi"]),
    ("A guard was shot in Kohat District. Men were arrested in a raid taken up by Centre.", ["Kohat District"]),
    ("A guard was shot in Kohat District. Police investigated a bombing that was blamed on Syria.", ["Kohat District"]),
    # where the report was: the finest, with what holds it
    ("A bomb went off at Xuvarq in Kohat District. Rebels shot a guard.", ["Xuvarq", "Kohat District"]),
    ("A bomb went off at Xuvarq in Kohat District. Rebels shot a guard at Quvaxo.", ["Quvaxo", "Kohat District"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_where_it_took_place(text: str, places: list[str]) -> None:
    assert [place.text for place in coded(text).mentions[-1].places] == places
