"""Texts that no reader likes, through the whole coder: each is coded, or refused with a word; nothing crashes, and memory
stays bounded.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.coder import Coder
from dateline.errors import MalformedInput
from dateline.ingest import Metadata, make_report
from dateline.records import Coded, Report, to_json

from .test_offsets import check, texts

CODER = Coder(codebook="muc4")
BEFORE, AFTER = "Gunmen killed three people in Mosul on Saturday.", "Police arrested two men in Kano."


def report_of(text: str, language: str = "en") -> Report:
    return make_report(text, text.encode("utf-8", "surrogatepass"), Metadata(language=language))


def code(text: str) -> Coded:
    """What is taken from a text, once every span of it has been looked at."""
    report = report_of(text)
    (coded,) = CODER.code([report])
    check(coded, report)
    assert to_json(coded)
    for template in coded.templates or ():
        assert all(s in text for role in template.values() if isinstance(role, list) for entity in role for s in entity)
    return coded


def told(coded: Coded) -> set[tuple[str, str]]:
    return {(mention.type, mention.trigger.text.lower()) for mention in coded.mentions}


def names(coded: Coded, kind: str) -> str:
    """All names of a type, for looking one up."""
    return " | ".join(entity.name for entity in coded.entities if entity.type == kind)


ODD = {
    "emoji": "👩‍👩‍👧‍👦 💣💥 🇮🇶 👍🏽",
    "zero-width marks": "\u200b\u200c\u200d\ufeff\u2060",
    "invisible mathematics": "\u2061\u2062\u00ad",
    "combining marks alone": "\u0301\u0302\u0327 \u0301",
    "many combining marks": "a" + "\u0301" * 500,
    "a word of 100,000 characters": "a" * 100_000,
    "a number of 100,000 digits": "9" * 100_000,
    "a wall of marks": "!?" * 500,
    "a replacement character": "\ufffd \ufffc",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "NUL and other controls": "a\x00b\x01\x1b[31m\x7f",
    "the encoder's own marks": "[PAD] [CLS] [SEP] [MASK] [UNK] ##s [unused1]",
    "right to left": "\u202eyadnuS\u202c \u2067חמושים\u2069",
    "no space at all": "北京市发生爆炸事件" * 20,
    "ligatures and wide letters": "ﬁﬂ Ｍｏｓｕｌ ǆ İstanbul ẞ",
    "mathematical letters": "𝐆𝐮𝐧𝐦𝐞𝐧 𝕜𝕚𝕝𝕝𝕖𝕕",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_characters_stand_in_nobodys_way(odd: str) -> None:
    coded = code(f"{BEFORE} {odd}. {AFTER}")
    assert {("ASSAULT", "killed"), ("COERCE", "arrested")} <= told(coded)
    assert "Mosul" in names(coded, "location")
    assert "Kano" in names(coded, "location")


@pytest.mark.parametrize(
    "odd", [o for o in ODD.values() if len(o) < 2000], ids=[k for k, o in ODD.items() if len(o) < 2000]
)
def test_odd_characters_alone_and_within_words(odd: str) -> None:
    code(odd)
    code(BEFORE.replace("l", f"l{odd[:3]}"))
    code(BEFORE.replace(" ", f" {odd} "))


@pytest.mark.parametrize("lone", ["\ud800", "\ud83d \ude00"], ids=["one", "two"])
def test_lone_surrogates_are_refused_with_a_word(lone: str) -> None:
    """Ingest refuses them (tests/cli/test_reader.py); a report that a program made may hold them all the same."""
    with pytest.raises(MalformedInput, match=r"half a character \(U\+D8.*Gunmen"):
        CODER.code([report_of(f"{BEFORE} {lone} {AFTER}")])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_reports_together_are_coded_with_templates(many: list[str]) -> None:
    reports = [report_of(text) for text in many]
    coded = CODER.code(reports)
    assert len(coded) == len(reports)
    for one, report in zip(coded, reports, strict=True):
        check(one, report)
        assert one.templates is not None


def test_a_report_without_a_sentence_end() -> None:
    text = "gunmen killed three people in Mosul and the army shelled the town of Idlib and " * 60
    coded = code(text)
    assert {("ASSAULT", "killed"), ("ASSAULT", "shelled")} <= told(coded)
    assert max(mention.trigger.end for mention in coded.mentions) > 0.9 * len(text), "the end was not read"
    assert all(mention.sentence[1] - mention.sentence[0] <= 1500 for mention in coded.mentions)


def test_a_report_of_one_endless_line_of_names() -> None:
    coded = code(", ".join(f"Musa Bello{n}" for n in range(500)))
    assert len(coded.entities) > 100


CAPITALS = (
    "GUNMEN OF THE FMLN KILLED MAYOR JUAN PEREZ AND THREE SOLDIERS IN SAN SALVADOR ON SATURDAY, POLICE SAID. "
    "THE ARMY ARRESTED TWO MEN IN SANTA ANA. PRESIDENT ALFREDO CRISTIANI CONDEMNED THE ATTACK IN MADRID."
)


def test_a_report_in_capitals_has_its_names_and_events() -> None:
    coded = code(CAPITALS)
    assert {("ASSAULT", "killed"), ("COERCE", "arrested"), ("ACCUSE", "condemned")} <= told(coded)
    for place in ("SAN SALVADOR", "SANTA ANA", "MADRID"):
        assert place in names(coded, "location").split(" | ")
    assert "JUAN PEREZ" in names(coded, "person")
    assert "CRISTIANI" in names(coded, "person")
    assert "FMLN" in names(coded, "organisation")


def test_a_report_in_lower_case_has_its_events_and_known_places() -> None:
    coded = code(CAPITALS.lower())
    assert {("ASSAULT", "killed"), ("COERCE", "arrested"), ("ACCUSE", "condemned")} <= told(coded)


CYRILLIC = "Боевики убили троих человек в Мосуле в субботу, сообщила полиция. Армия задержала двоих мужчин в Кано. "


def test_a_report_in_cyrillic_is_kept_and_has_no_values() -> None:
    (coded,) = CODER.code([report_of(CYRILLIC, language="ru")])
    assert (coded.entities, coded.mentions) == ((), ())


def test_a_report_that_cannot_be_coded_has_an_empty_list_of_templates() -> None:
    (coded,) = CODER.code([report_of(CYRILLIC, language="ru")])
    assert coded.templates == ()


def test_cyrillic_that_is_called_english_does_no_harm() -> None:
    assert code(CYRILLIC * 30).mentions == ()
    mixed = code(f"{BEFORE} {CYRILLIC} {AFTER}")
    assert {("ASSAULT", "killed"), ("COERCE", "arrested")} <= told(mixed)


def test_a_bad_report_among_good_ones_changes_nothing_in_them() -> None:
    good = report_of(f"{BEFORE} {AFTER}")
    (alone,) = CODER.code([good])
    among = CODER.code([report_of("\u200b"), good, report_of(CYRILLIC), report_of("a" * 20_000), good])
    assert [told(coded) for coded in among] == [set(), told(alone), set(), set(), told(alone)]
    assert among[1].entities == among[4].entities == alone.entities


_LONG = r"""
import itertools, random, re, sys
from pathlib import Path
from dateline.coder import Coder
from dateline.ingest import Metadata, make_report
coder = Coder(codebook="muc4")
random.seed(5)
folder, *sizes = sys.argv[1:]
parts = [path.read_text() for path in sorted(Path(folder).glob("*.txt")) if "football" not in path.name]
digit = lambda _: str(random.randrange(10))
for size in map(int, sizes):
    text = ""
    for part in itertools.cycle(parts):
        text += re.sub(r"\d", digit, re.sub("[A-Z]", lambda m: m[0] + "aeiou"[random.randrange(5)], part)) + "\n\n"
        if len(text) >= size:
            break
    text += "Gunmen killed three people in Mosul.\n"
    (coded,) = coder.code([make_report(text, text.encode(), Metadata(language="en"))])
    assert coded.mentions[-1].trigger.end > size, "the end was not read"
    print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""
LIMIT_KB = 1_200_000
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from /proc")
def test_a_long_report_takes_bounded_memory() -> None:
    """With 400,000 characters instead of 2 million, which take minutes; what each further character takes is bounded.
    The text is the examples over and over, with other numbers and other spellings of every name.

    The peak is the process's own (VmHWM): `ru_maxrss` of a child starts from the peak of the process that began it, here
    that of the whole test run.
    """
    sizes = (100_000, 400_000)
    command = [sys.executable, "-c", _LONG, str(EXAMPLES), *map(str, sizes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, second = map(int, done.stdout.split())
    assert second < LIMIT_KB
    a_character = (second - first) / (sizes[1] - sizes[0])
    assert second + a_character * (2_000_000 - sizes[1]) < LIMIT_KB
