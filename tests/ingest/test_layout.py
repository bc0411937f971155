"""The layout of a text: title, dateline, paragraphs, and lines that tell no news."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest import layout
from dateline.ingest.layout import MAX_TITLE, dateline_of, is_boilerplate

BOILERPLATE = """Share this article
Share on Facebook
Share via WhatsApp
Share this story with your friends
More from Middle East
More on this story
More stories from Iraq
Read more: Battle for Mosul in pictures
Read more
READ MORE
Read next: What we know so far
Read the full story here
See also: Timeline of the siege
Related articles
Related
Related: Why the dam matters
Recommended
Most read
Most popular
Watch: Drone footage of the old city
WATCH | Drone footage shows the ruins
Listen: Our correspondent on the siege
Watch live
Up next
Trending now
Don't miss
Don’t miss: our weekly briefing
You may also like
In pictures: Life in the camps
Photo: Reuters
Photos: Jane Roe/AFP
Photo by Jane Roe
Photo credit: Jane Roe / AFP
Image: AFP
Image/AFP
Video: Smoke rises above the old city
Caption: A soldier walks through the ruins
File photo: Soldiers near Mosul in 2016
[Image by Jane Roe/AP Images]
[Featured image by Jane Roe]
Iraqi forces walk through the old city. [Image by Felipe Dana/AP Images]
A soldier stands guard outside the bank (Reuters Photo)
A child looks on in the camp. Getty Images
Smoke rises over the city (AP Photo/Felipe Dana)
(AP Photo/Felipe Dana)
Click here to subscribe
Tap here for the latest
Follow us on Twitter
Like us on Facebook
Join us on Telegram
Contact us
Sign up for our newsletter
Subscribe to our channel
Subscribe now
Tweet
Email
Print
Comments
Advertisement
ADVERTISEMENT
Sponsored
Loading...
Facebook Twitter WhatsApp Email
Facebook | Twitter | Email
Continue reading the main story
Continue reading below
Reporting by Jane Roe in Baghdad; editing by John Doe
(Reporting by Jane Roe; Editing by John Doe)
Additional reporting by Jane Roe
Writing by Jane Roe
By Jane Roe
By Jane Roe, Middle East correspondent
© 2017 The Courier. All rights reserved.
Copyright 2017 Meridian Wire
(c) 2017 Meridian Wire
All rights reserved.
This article was originally published on Example.org
This story has been updated to include the ministry's statement.
Published: 9 July 2017
Last updated on July 9, 2017 at 10:30
First published on 9 July 2017
We use cookies to improve this site. Accept or manage.
This website uses cookies to improve your experience.
Accept all cookies
Manage preferences""".splitlines()

NEWS = """Share prices fell after the attack.
Share on the market lost by the oil company after the attack was small.
Shares fell on Monday after rebels seized the oil field.
Watch towers were attacked by gunmen on Friday near the border.
Watch and ward staff were killed by gunmen in Kochi.
More from the army arrived on Monday, officials said.
More on Monday's attack came from the governor, who said 12 people died.
More stories of torture were told by freed prisoners on Friday.
More news of the killings reached the capital on Monday.
Follow-up attacks killed two.
Follow the attack, police closed the road.
Photo studios were burned by rioters in Lahore, police said.
Photographers were beaten by police in Cairo on Friday.
Video of the attack was posted by the group on Sunday.
Videos showed soldiers beating prisoners, the monitor said.
Image analysts said the crater was left by a missile.
Picture houses were bombed in Peshawar on Tuesday.
Read Ahmed, a shopkeeper, was killed by a sniper.
Related attacks killed nine people in Kano, police said.
Related violence in the south left six dead.
Recommended routes were mined by the rebels, the army said.
Most read the leaflets that jets had dropped before the strike.
Most popular markets were closed after the bombing.
Listen to the gunfire, a resident said: it has not stopped.
Trending videos showed gunmen shooting at the convoy.
Print shops were set on fire by the crowd in Dhaka.
Printing presses were burned by rioters.
Email threats were sent to the mosque, police said.
Comments by the general angered protesters in Tunis.
Twitter said the group's accounts were closed after the attack.
Facebook posts led police to the gunman.
Contact with the convoy was lost after the ambush.
Join the army or die, the rebels told the villagers.
Like the first blast, the second struck a market.
Sign of the cross in hand, the priest was shot dead.
Subscribers of the newspaper were attacked in Dhaka.
Find the killers, the president told the army on Friday.
By Monday the rebels had taken the town.
By Friday evening 12 bodies had been found.
By Sunday night the army had retaken Tal Afar, the general said.
By Lake Chad, gunmen killed nine fishermen on Tuesday.
By Tuesday Iraqi forces had killed 30 militants.
Reporting from the front is banned by the army.
Reporting by the United Nations shows that 300 civilians were killed in May.
Written by hand, the note claimed the attack for the group.
Edited by the group, the video shows the killing of two hostages.
Writing by hand, the prisoner told of his torture.
Published in May, the report says 41 villages were burned.
Updated figures put the death toll at 43.
Posted on Friday, the claim named two suicide bombers.
Published on Friday, the report says that soldiers killed 40 people in 2016.
The article was published in 2015 before gunmen killed its author.
The report has been published.
This report was published hours before troops shot four protesters.
This story was part of a wave of attacks, police said.
In pictures seen by reporters, soldiers beat prisoners.
In pictures from the scene, bodies lay beside the burned bus.
Copyright lawyers were attacked in Karachi.
All rights reserved for the army under the emergency law were used on Friday.
Up next to the border, gunmen attacked a post.
Click here and there of rifles was heard before the attack, a guard said.
Accept all the demands or we kill the hostages, the group said.
Manage all the camps: that is what the rebels want.
Advertising hoardings were torn down by the protesters.
Tapping here into old anger, gunmen killed six herders.
Caption writers at the newspaper were killed in the attack.
Credit for the capture of the town went to the militia.
Graphic images showed the bodies of 12 soldiers.
See also the attack of May, when nine people were killed.
Don't miss the point: the army shot first, the mayor said.
Read more than 40 names aloud, the mourners marched to the square.
Most viewed the attack as revenge.
Continue reading the names, the judge told the clerk, of the 12 people killed.
Copyright law protests turned violent in Warsaw on Friday.
The attack killed four people (photo, right, shows the scene).
He died (picture by his bed) in the attack on the hospital.
Police said the man, a photographer for Getty Images, was killed in the blast.
Two staff of Reuters/Ipsos were killed in the attack.
Watch out for snipers, the sign reads; two men were shot there on Friday.
Share with us your bread, the prisoners begged before they were shot.
Share this land or leave it, the militia told villagers before it burned the huts.
Sign up or die: rebels force boys of 12 to fight in Kivu.
Find us a doctor, she cried after the blast killed her sons.""".splitlines()


@pytest.mark.parametrize("line", BOILERPLATE)
def test_lines_that_tell_no_news(line: str) -> None:
    assert is_boilerplate(line)
    (first, second, third) = layout(f"Rebels took the town.\n\n{line}\n\nThe army left on Friday.")
    assert (first.kind, second.kind, third.kind) == ("paragraph", "boilerplate", "paragraph")


@pytest.mark.parametrize("line", NEWS)
def test_news_that_opens_like_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)
    assert [block.kind for block in layout(f"Rebels took the town.\n\n{line}")] == ["paragraph", "paragraph"]


def parts(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout(text, title)]


LAYOUTS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("nothing", "", []),
    ("blanks", " \n\t\n ", []),
    ("one sentence", "Rebels took Kalem.", [("paragraph", "Rebels took Kalem.")]),
    ("one line without a stop", "Rebels took Kalem", [("paragraph", "Rebels took Kalem")]),
    ("title", "Rebels take Kalem\n\nThe army left.", [("title", "Rebels take Kalem"), ("paragraph", "The army left.")]),
    ("title without a blank line", "Rebels take Kalem\nThe army left.", [("title", "Rebels take Kalem"), ("paragraph", "The army left.")]),
    ("a question is a title", "Who took Kalem?\n\nThe army left.", [("title", "Who took Kalem?"), ("paragraph", "The army left.")]),
    ("a sentence is none", "Rebels took Kalem.\n\nThe army left.", [("paragraph", "Rebels took Kalem."), ("paragraph", "The army left.")]),
    ("too long for a title", f"{'a' * (MAX_TITLE + 1)}\n\nThe army left.", [("paragraph", "a" * (MAX_TITLE + 1)), ("paragraph", "The army left.")]),
    ("title after a sharing line", "Share this article\n\nRebels take Kalem\n\nThe army left.",
     [("boilerplate", "Share this article"), ("paragraph", "Rebels take Kalem"), ("paragraph", "The army left.")]),
    ("blanks around", "\n\n  Rebels take Kalem  \n\n\n \n\tThe army left. \n", [("title", "Rebels take Kalem"), ("paragraph", "The army left.")]),
    ("carriage returns", "Rebels take Kalem\r\n\r\nThe army left.\r\nIt was Friday.\r\n",
     [("title", "Rebels take Kalem"), ("paragraph", "The army left.\r\nIt was Friday.")]),
    ("dateline", "Rebels take Kalem\n\nKALEM, Iraq (Reuters) - The army left.",
     [("title", "Rebels take Kalem"), ("dateline", "KALEM, Iraq (Reuters) - "), ("paragraph", "The army left.")]),
    ("only the first dateline", "KALEM (AP) -- The army left.\n\nDABIQ (AP) -- It came back.",
     [("dateline", "KALEM (AP) -- "), ("paragraph", "The army left."), ("paragraph", "DABIQ (AP) -- It came back.")]),
    ("wrapped lines", "The army left the town on Friday after a\nbattle of nine days, the governor said in a\n"
     "statement that was read on the radio and\nprinted in the papers.",
     [("paragraph", "The army left the town on Friday after a\nbattle of nine days, the governor said in a\n"
       "statement that was read on the radio and\nprinted in the papers.")]),
    ("a line a paragraph", "The army left.\nIt was Friday.\nNobody saw it.\nThe radio told of it.",
     [("paragraph", "The army left."), ("paragraph", "It was Friday."), ("paragraph", "Nobody saw it."), ("paragraph", "The radio told of it.")]),
    ("a caption in a paragraph", "The army left.\nPhoto: Reuters\nIt was Friday.\n\nNobody saw it.",
     [("paragraph", "The army left."), ("boilerplate", "Photo: Reuters"), ("paragraph", "It was Friday."), ("paragraph", "Nobody saw it.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_layouts(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.xfail(strict=True, reason="only the very first block can be a title without metadata")
def test_title_after_a_sharing_line() -> None:
    assert parts("Share this article\n\nRebels take Kalem\n\nThe army left.")[1] == ("title", "Rebels take Kalem")


def test_the_title_given_is_the_title_even_with_a_full_stop() -> None:
    assert parts("Rebels take Kalem.\n\nThe army left.", "Rebels take Kalem.")[0] == ("title", "Rebels take Kalem.")


DATELINES: list[tuple[str, str | None, str | None, str | None]] = [
    ("MOSUL, Iraq, July 9 (Reuters) - Troops", "MOSUL, Iraq", "July 9", "Reuters"),
    ("MOSUL, Iraq (AP) — Troops", "MOSUL, Iraq", None, "AP"),
    ("MOSUL, Iraq (AP) – Troops", "MOSUL, Iraq", None, "AP"),
    ("MOSUL (AFP) -- Troops", "MOSUL", None, "AFP"),
    ("MOSUL - Troops", "MOSUL", None, None),
    ("MOSUL — Troops", "MOSUL", None, None),
    ("MOSUL, 9 July (Xinhua) -- Troops", "MOSUL", "9 July", "Xinhua"),
    ("MOSUL, July 9, 2017 (Reuters) - Troops", "MOSUL", "July 9, 2017", "Reuters"),
    ("BAGHDAD, Sept. 11 (UPI) - Troops", "BAGHDAD", "Sept. 11", "UPI"),
    ("SAN SALVADOR, 3 Jan (EFE) -- Troops", "SAN SALVADOR", "3 Jan", "EFE"),
    ("DEIR AL-ZOR, Syria (Reuters) - Troops", "DEIR AL-ZOR, Syria", None, "Reuters"),
    ("SÃO PAULO (AFP) - Troops", "SÃO PAULO", None, "AFP"),
    ("N'DJAMENA (AFP) - Troops", "N'DJAMENA", None, "AFP"),
    ("TAL AFAR, Iraq, Aug 20 (Halden Press Service) - Troops", "TAL AFAR, Iraq", "Aug 20", "Halden Press Service"),
    ("Troops - tired of war - left.", None, None, None),
    ("NATO said on Friday - as before - that", None, None, None),
    ("The army left MOSUL - at last", None, None, None),
    ("Mosul (AP) - Troops", None, None, None),
    ("A-10 jets attacked.", None, None, None),
    ("MOSUL -Troops", None, None, None),
]


@pytest.mark.parametrize(("text", "place", "date", "agency"), DATELINES)
def test_datelines(text: str, place: str | None, date: str | None, agency: str | None) -> None:
    mark = dateline_of(text)
    assert (mark and mark["place"], mark and mark["date"], mark and mark["agency"]) == (place, date, agency)


_PIECES = st.sampled_from(["\n", "\n\n", "\r\n", " ", "\t", "\u2028", "\u2029", "\x0b", "\x85", "\xa0", "\u3000", "\x1c", "MOSUL, Iraq (AP) - ",
                           "Share this article", "Photo: Reuters", "Rebels took Kalem.", "Title", "é\u0301", "\U0001f600", "\u202e", "\u200f"])  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)), st.none() | st.text(max_size=5))
def test_blocks_are_in_order_apart_and_cover_every_character_that_is_not_blank(text: str, title: str | None) -> None:
    blocks = layout(text, title)
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        assert text[block.start : block.end].strip()
        end = block.end
    assert not text[end:].strip()


MANY = 100_000
LONG = {
    "blanks": "a" + " " * MANY + "b",
    "lines of blanks": "a" + "\n " * MANY + "b",
    "returns": "a\r" * MANY,
    "separators": "a\u2028" * MANY,
    "one word": "a" * MANY,
    "capitals": "MOSUL'" * MANY,
    "brackets": "[" * MANY,
    "boilerplate": "Share this article\n\n" * (MANY // 10),
    "paragraphs": "Rebels took Kalem.\n\n" * (MANY // 10),
}


@pytest.mark.parametrize("name", LONG)
def test_no_layout_takes_quadratic_time(name: str) -> None:
    started = time.process_time()
    layout(LONG[name])
    assert time.process_time() - started < 20  # of the processor, on a noisy machine
