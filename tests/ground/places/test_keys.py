"""The forms under which place names are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.ground.places.keys import MIN_SOUND, letters, normalise, sound, without_class

NAMES = st.text("abcdefghijklmnopqrstuvwxyzABCDEXYZÉéüşḨāñ’'‘ .-/()", max_size=30)
SAFE = st.characters(exclude_categories=["Cs"]).filter(
    lambda c: (form := unicodedata.normalize("NFKD", c.casefold())) == form.casefold()
)
"""Characters whose plain form is in lower case; for the others see test_styled_capitals."""


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Mosul", "mosul"), ("MOSUL", "mosul"), ("São  Paulo", "sao paulo"), ("N’Djamena", "ndjamena"), ("N'Djamena", "ndjamena"),
        ("Deir al-Zor", "deir al zor"), ("The Hague", "hague"), ("the United States", "united states"), ("U.S.", "us"), ("D.C.", "dc"),
        ("St. Louis", "saint louis"), ("Ft. Worth", "fort worth"), ("Mt Sinjar", "mount sinjar"), ("Ḩomş", "homs"), ("Łódź", "lodz"),
        ("Tromsø", "tromso"), ("Đà Nẵng", "da nang"), ("İstanbul", "istanbul"), ("Iğdır", "igdir"), ("Straße", "strasse"),
        ("Tall ‘Afar", "tall afar"), ("Al‑Bab", "al bab"), ("Saint–Denis", "saint denis"), ("Paris, Texas", "paris texas"),
        ("Washington (D.C.)", "washington dc"), ("Ｍｏｓｕｌ", "mosul"), ("", ""), (" ", ""), ("...", ""), ("-", ""), ("the", "the"),
        ("Theodosia", "theodosia"), ("Москва", "москва"), ("北京", "北京"),
    ],
)  # fmt: skip
def test_normalise(name: str, form: str) -> None:
    assert normalise(name) == form
    assert normalise(form) == form


@given(st.text(SAFE))
def test_normalising_twice_changes_nothing(name: str) -> None:
    form = normalise(name)
    assume(not form.startswith("the "))  # see test_of_two_articles_both_go
    assert normalise(form) == form
    assert form == " ".join(form.split())


def test_of_two_articles_both_go() -> None:
    assert normalise("the The Hague") == normalise(normalise("the The Hague"))


@pytest.mark.parametrize("name", ["𝐌osul", "Mosul ㎂", "ℕ"])
def test_styled_capitals(name: str) -> None:
    assert normalise(name) == normalise(name).lower()


@given(NAMES)
def test_case_accents_and_apostrophes_do_not_count(name: str) -> None:
    assert normalise(name.upper()) == normalise(name.lower()) == normalise(name)
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    assert normalise(plain) == normalise(name)
    assert normalise(name.replace("’", "").replace("-", " ")) == normalise(name)


@pytest.mark.parametrize(
    ("key", "bare", "word"),
    [
        ("kirkuk province", "kirkuk", "province"), ("kirkuk governorate", "kirkuk", "governorate"), ("homs city", "homs", "city"),
        ("city of homs", "homs", "city"), ("greater cairo", "cairo", "greater"), ("downtown baghdad", "baghdad", "downtown"),
        ("donetsk oblast", "donetsk", "oblast"), ("cook county", "cook", "county"), ("county of down", "down", "county"),
        ("phoenix metropolitan area", "phoenix", "metropolitan area"), ("state of borno", "borno", "state"),
        ("kirkuk", "kirkuk", None), ("province", "province", None), ("x city", "x city", None), ("city of x", "city of x", None),
        ("cityville", "cityville", None), ("estate", "estate", None), ("", "", None),
    ],
)  # fmt: skip
def test_class_words_come_off(key: str, bare: str, word: str | None) -> None:
    assert without_class(key) == (bare, word)


SAME = [
    ("Deir ez-Zor", "Deir al-Zour"), ("Deir ez-Zor", "Deir el-Zor"), ("Deir ez-Zor", "Dair az-Zur"), ("Tal Afar", "Tell Afar"),
    ("Tal Afar", "Tall ‘Afar"), ("Tel Abyad", "Tall Abyaḑ"), ("al-Shirqat", "El Sherqat"), ("al-Ramadi", "Ramadi"), ("ar-Ramadi", "Ramadi"),
    ("Salamiya", "Salamiyah"), ("Salamiyah", "Salamieh"), ("Nasiriyah", "An Nasiriya"), ("Diwaniya", "Diwaniyeh"), ("Latakia", "Latakiya"),
    ("Qamishli", "Kamishly"), ("Kunduz", "Qonduz"), ("Ghazni", "Gazni"), ("Khan Yunis", "Khan Younes"), ("Kharkiv", "Kharkov"),
    ("Zaporizhzhia", "Zaporozhye"), ("Slovyansk", "Sloviansk"), ("Donetsk", "Donets'k"), ("Jalalabad", "Djalalabad"), ("Misrata", "Misurata"),
    ("Mosul", "Mossoul"), ("Fallujah", "Falluja"), ("Maarat al-Numan", "Ma'arrat an-Nu'man"), ("Sheikh Zuweid", "Shaykh Zuwayd"),
    ("Benghazi", "Banghazi"), ("Sirte", "Surt"), ("Kobani", "Kobane"), ("Bartella", "Bartallah"), ("Az Zintan", "Zintan"),
    ("Mogadishu", "Muqdisho"), ("Idlib", "Edleb"),
]  # fmt: skip
DIFFERENT = [
    ("Mosul", "Basra"), ("Kirkuk", "Kabul"), ("Aleppo", "Tripoli"), ("Idlib", "Dolab"), ("Baghdad", "Baqubah"), ("Donetsk", "Luhansk"),
    ("Kharkiv", "Kherson"), ("Latakia", "Tartus"), ("Sirte", "Misrata"), ("Raqqa Dam", "Rutba"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(normalise(one)) == sound(normalise(other)) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(normalise(one)) != sound(normalise(other))


@pytest.mark.parametrize("key", ["", "al", "homs", "issa", "sue", "12", "москва", "北京", "الموصل"])
def test_too_short_or_foreign_a_name_has_no_sound(key: str) -> None:
    assert sound(key) == ""


@given(NAMES)
def test_sound_ignores_case_and_accents(name: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    assert sound(normalise(name)) == sound(normalise(name.upper())) == sound(normalise(plain))


@given(st.text(SAFE))
def test_a_sound_is_a_few_plain_letters(name: str) -> None:
    code = sound(normalise(name))
    assert code == "" or (code.isascii() and code.isalpha() and code.islower() and len(code) >= MIN_SOUND)
    assert not set(code[1:]) & set("eiouyh")


@pytest.mark.parametrize(
    ("name", "count"), [("al-Tabaqa", 6), ("Tabqa", 5), ("Deir ez-Zor", 7), ("Al", 2), ("‘Ayn al ‘Arab", 7), ("", 0)]
)
def test_letters_of_a_name_without_articles(name: str, count: int) -> None:
    assert letters(name) == count
