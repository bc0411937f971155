"""Reports to coded reports: what the coder ties together."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

import pytest

from dateline.coder import BACKGROUND_DAYS, Coder
from dateline.ingest import Metadata, make_report
from dateline.reader import Document, Reading
from dateline.records import Coded, Report, coded_from_json, to_json

CODER = Coder()
PUBLISHED = dt.date(2017, 7, 12)
TEXT = (
    "Bomb kills nine in Mosul\n\n"
    "MOSUL, Iraq, July 12 (Reuters) - A suicide bombing killed at least nine people in Mosul on Tuesday, police said.\n\n"
    "Iraqi forces arrested two men near Kalem. The Islamic State group claimed responsibility for the bombing.\n\n"
    "Share this article"
)


def report_of(text: str, published: dt.date | None = PUBLISHED, language: str | None = "en") -> Report:
    return make_report(text, text.encode("utf-8"), Metadata(published=published, language=language))


def code(text: str, published: dt.date | None = PUBLISHED, language: str | None = "en") -> Coded:
    (coded,) = CODER.code([report_of(text, published, language)])
    return coded


def test_a_report_from_words_to_records() -> None:
    coded = code(TEXT)
    bombing = next(m for m in coded.mentions if "suicide-attack" in m.modes)
    assert (bombing.type, bombing.status, bombing.trigger.text) == ("ASSAULT", "happened", "suicide bombing")
    assert bombing.countable
    assert bombing.places[0].geonames_id == 99072
    assert bombing.moment is not None
    assert bombing.moment.from_ == bombing.moment.to == dt.date(2017, 7, 11)
    harm = bombing.harm[0]
    assert (harm.kind, harm.low, harm.best, harm.high, harm.source) == ("killed", 9, 9, None, "police")
    assert bombing.attribution[0].relation == "official"


def test_a_toll_told_in_a_later_sentence_belongs_to_the_attack_before_it() -> None:
    (mention,) = code(
        "A bomb exploded in Mosul on Tuesday. The death toll rose to 43. Nobody else was injured."
    ).mentions
    assert [(h.kind, h.best, h.total) for h in mention.harm] == [("killed", 43, True), ("injured", 0, False)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The vote in Venezuela angered many in South America. Police arrested nine men.", "Venezuela"),
        ("Gunmen roam much of Africa. In Africa, many are poor. Four people were killed.", "Africa"),
        ("The rebels hold a camp in Iraq. They have men in Europe. Four people were killed.", "Europe"),
    ],
)
def test_a_continent_is_where_it_happened_only_if_no_country_of_it_is_told(text: str, place: str) -> None:
    assert [p.name for m in code(text).mentions for p in m.places] == [place]


CAMPAIGN = (
    "The candidate's campaign bought ads before the primary. Voters in the caucuses had watched the debate. "
    "The nominee led the polls."
)


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The minister praised the mayor of Kano.", "praised"),
        ("Officials slammed the mayor on Monday.", "slammed"),
        ("The court fined the mayor of Kano.", "fined"),
    ],
)
def test_what_the_network_alone_hears_in_a_campaign_is_talk(sentence: str, trigger: str) -> None:
    assert [m.trigger.text for m in code(sentence).mentions] == [trigger]
    assert code(f"{CAMPAIGN} {sentence}").mentions == ()


def test_a_toll_of_nothing_told_is_no_event() -> None:
    assert code("The death toll rose to 43.").mentions == ()


def test_what_kills_is_not_counted_among_the_killed() -> None:
    (mention,) = code("A suicide bombing killed nine people in Mosul on Tuesday.").mentions
    assert [harm.text for harm in mention.harm] == ["nine people"]


def test_bodies_get_actors_and_demonyms_get_places() -> None:
    coded = code(TEXT)
    by_name = {entity.name: entity for entity in coded.entities}
    group = next(e for e in coded.entities if e.actor is not None and e.actor.id == "islamic-state")
    assert group.type == "organisation"
    assert by_name["Mosul"].place is not None
    assert any(e.place is not None and e.place.country == "IRQ" for e in coded.entities if e.type == "group")


def test_unknown_places_stay_named_and_unlocated() -> None:
    arrest = next(m for m in code(TEXT).mentions if m.type == "COERCE")
    kalem = arrest.places[0]
    assert (kalem.text, kalem.geonames_id, kalem.lat, kalem.precision) == ("Kalem", None, None, "unresolved")


def test_private_persons_get_no_actor() -> None:
    coded = code("Police arrested John Smith and Mary Miller in Mosul on Monday. John Smith was freed later.")
    persons = [entity for entity in coded.entities if entity.type == "person"]
    assert persons
    assert all(entity.actor is None and entity.place is None for entity in persons)


def test_without_a_publication_date_the_moment_stays_unresolved() -> None:
    (mention,) = code("Gunmen killed four men in Mosul on Tuesday.", None).mentions
    assert mention.moment is not None
    assert (mention.moment.from_, mention.moment.text) == (None, "Tuesday")
    (mention,) = code("Gunmen killed four men in Mosul on July 9, 2017.", None).mentions
    assert mention.moment is not None
    assert mention.moment.from_ == dt.date(2017, 7, 9)


@pytest.mark.parametrize(
    ("days", "background"), [(1, False), (BACKGROUND_DAYS, False), (BACKGROUND_DAYS + 1, True), (400, True)]
)
def test_what_ended_long_ago_is_background(days: int, background: bool) -> None:
    day = PUBLISHED - dt.timedelta(days=days)
    (mention,) = code(f"Gunmen killed four men in Mosul on {day:%B} {day.day}, {day.year}.").mentions
    assert mention.background is background
    assert mention.countable is not background


HISTORY = "Gunmen shot dead 27 worshippers in Biu on 14 May 2016."


@pytest.mark.parametrize(
    ("text", "background"),
    [
        (f"{HISTORY} They carried off nine teachers.", True),
        (f"{HISTORY} They shot four guards. They carried off nine teachers.", True),
        (f"{HISTORY} They carried off nine teachers on Tuesday.", False),
        (f"{HISTORY} They have abducted nine teachers.", False),
        (f"{HISTORY} Gunmen carried off nine teachers.", False),
        (f"{HISTORY}\n\nThey carried off nine teachers.", False),
        ("Gunmen shot dead 27 worshippers in Biu on Saturday. They carried off nine teachers.", False),
    ],
)
def test_what_a_pronoun_goes_on_telling_behind_history_is_history(text: str, background: bool) -> None:
    *_, last = code(text).mentions
    assert last.background is background


def test_what_a_pronoun_goes_on_telling_behind_many_is_told_of_many() -> None:
    text = "The group has carried out dozens of attacks in Borno in recent years. They killed at least 130 people."
    assert all(mention.aggregate for mention in code(text).mentions if mention.type == "ASSAULT")


def test_unknown_harm_is_none_and_a_stated_zero_is_zero() -> None:
    (mention,) = code("Gunmen killed civilians in Mosul on Tuesday.").mentions
    assert [(h.low, h.best, h.high) for h in mention.harm] == [(None, None, None)]
    mentions = code("A bomb exploded in Mosul on Tuesday. Nobody was killed.").mentions
    assert [(h.low, h.best, h.high) for m in mentions for h in m.harm] == [(0, 0, 0)]


@pytest.mark.parametrize("language", ["fr", "ar", "de"])
def test_a_language_that_is_not_coded_gives_an_empty_line_in_its_place(language: str) -> None:
    reports = [report_of(TEXT), report_of("Texte.", language=language), report_of("Rebels attacked Mosul.")]
    first, second, third = CODER.code(reports)
    assert [c.report for c in (first, second, third)] == reports
    assert first.mentions
    assert third.mentions
    assert (second.entities, second.mentions) == ((), ())
    assert coded_from_json(to_json(second)) == second


def test_an_unknown_language_is_tried() -> None:
    assert code("Rebels attacked Mosul.", language=None).mentions


def test_nothing_to_code() -> None:
    assert CODER.code([]) == []
    assert code("The weather was fine in Mosul.").mentions == ()


def test_equal_texts_are_coded_each() -> None:
    report = report_of(TEXT)
    first, second = CODER.code([report, report])
    assert first == second


def test_one_report_does_not_change_the_next() -> None:
    alone = code("The attack was long. He said they fled to Gombe.")
    after = CODER.code([report_of(TEXT), report_of("The attack was long. He said they fled to Gombe.")])[1]
    assert after == alone


def test_a_stream_comes_in_order_whatever_cannot_be_coded_between() -> None:
    reports = [report_of(f"{TEXT} {n}", language="fr" if n in (0, 3, 4, 7) else "en") for n in range(8)]
    streamed = list(CODER.stream(iter(reports)))
    assert [coded.report for coded in streamed] == reports
    assert [bool(coded.mentions) for coded in streamed] == [report.language == "en" for report in reports]
    assert streamed == [coded for report in reports for coded in CODER.code([report])]


def test_a_stream_is_coded_before_it_ends() -> None:
    def endless() -> Iterator[Report]:
        for number in itertools.count():
            yield report_of(f"{TEXT} {number}")

    stream = CODER.stream(endless())
    assert [next(stream).report.text[-2:] for _ in range(2)] == [" 0", " 1"]


def test_a_reader_that_forgets_a_report_is_found_out() -> None:
    class Forgetful:
        fingerprint = "forgetful"

        def read(self, documents: Iterable[Document]) -> Iterable[Reading]:
            return [Reading((), (), ()) for _ in documents][1:]

    with pytest.raises(RuntimeError, match="fewer readings"):
        Coder(Forgetful()).code([report_of(TEXT), report_of("No.")])


def test_identifiers_are_numbered_in_text_order() -> None:
    coded = code(TEXT)
    assert [entity.id for entity in coded.entities] == [f"e{n}" for n in range(1, len(coded.entities) + 1)]
    assert [mention.id for mention in coded.mentions] == [f"m{n}" for n in range(1, len(coded.mentions) + 1)]


def test_in_haste_the_events_are_the_same() -> None:
    (fast,) = Coder(fast=True).code([report_of(TEXT)])
    assert [m.trigger for m in fast.mentions] == [m.trigger for m in code(TEXT).mentions]


def test_fingerprints() -> None:
    assert CODER.reader_fingerprint == Coder().reader_fingerprint != Coder(fast=True).reader_fingerprint
    assert CODER.ground_fingerprint == Coder(fast=True).ground_fingerprint


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        ("Clashes near Saraqib left a school burning.", False),
        ("Clashes were reported in Azaz between two groups.", False),
        ("Air strikes hit the town of Saraqib.", False),
        ("Battles raged in Azaz between two groups.", False),
        ("Raids on Saraqib killed nobody.", False),
        ("Clashes broke out in the village of Xyzzyville.", False),
        ("Clashes were reported across Syria.", True),
        ("Air strikes were reported in Idlib province.", True),
        ("Daily clashes were reported in Azaz.", True),
        ("Several air strikes were reported in Azaz.", True),
        ("Air strikes in Aleppo have increased.", True),
        ("Attacks were reported in Azaz.", True),
    ],
)
def test_engagements_of_one_spot_are_one_and_of_an_area_many(text: str, *, aggregate: bool) -> None:
    mention = next(m for m in code(text).mentions if m.type == "ASSAULT")
    assert mention.aggregate is aggregate
