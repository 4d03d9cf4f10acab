"""Opening hours: never open at a wrong moment, whatever the text, the day or the time zone."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodapp.kit.errors import DomainError
from foodapp.restaurants.hours import Hours, Span
from foodapp.restaurants.hours_text import checked, doubt

VADUZ = ZoneInfo("Europe/Vaduz")


def vaduz(text, special_days=(), country="LI"):
    return Hours.parse(text, "Europe/Vaduz", special_days, country)


def local(year, month, day, hour=0, minute=0, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=VADUZ, fold=fold).astimezone(UTC)


MONDAY = local(2026, 11, 23, 12)


@pytest.mark.parametrize(
    "text",
    [
        "+423 232 48 18",
        "232 48 18",
        "9494",
        "2026",
        "24:00",
        "08:00",
        "Mo",
        "open",
        "Mo-Fr 10:00-22:00; Sa",
        "10:00-10:00",
        '"by appointment"',
        "Mo-Fr 10:00-12:00 unknown",
        "Mo-Fr 10:00-22:00 || unknown",
        "Mo 18:00+",
        "sunrise-sunset",
        "Mo-Fr 10:00-22:00; SH off",
        "10:00-22:00/02:00",
        "Mo-So 10:00-22:00",
        "11:00am-10:00pm",
        "Mo-Fr 07:60-09:00",
        "a\x00b",
        "\ud800",
        "10:00-12:00," * 100 + "13:00-14:00",
    ],
)
def test_what_is_not_certain_is_refused_with_one_sentence(text):
    with pytest.raises(DomainError) as refusal:
        vaduz(text)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc/passwd", "Europe", "a\x00"])
def test_an_unknown_time_zone_is_refused(zone):
    with pytest.raises(DomainError):
        Hours.parse("24/7", zone)


@pytest.mark.parametrize("text", ["", "   ", "off", "closed"])
def test_unknown_hours_are_never_open(text):
    hours = vaduz(text)
    assert not hours.is_open(MONDAY)
    assert hours.opens_next(MONDAY) is None
    assert hours.next_change(MONDAY) is None
    assert hours.slots(MONDAY, MONDAY.date()) == []
    assert hours.words(MONDAY) == "Closed"


def test_split_hours_close_over_the_afternoon():
    hours = vaduz("Mo-Fr 11:00-14:00, 17:00-22:00")
    assert hours.is_open(local(2026, 11, 23, 11, 0))
    assert hours.is_open(local(2026, 11, 23, 13, 59))
    assert not hours.is_open(local(2026, 11, 23, 14, 0))
    assert hours.closes_at(local(2026, 11, 23, 12)) == local(2026, 11, 23, 14)
    assert hours.opens_next(local(2026, 11, 23, 12)) == local(2026, 11, 23, 17)
    assert hours.next_change(local(2026, 11, 23, 15)) == local(2026, 11, 23, 17)
    assert hours.intervals(date(2026, 11, 23)) == [
        Span(local(2026, 11, 23, 11), local(2026, 11, 23, 14)),
        Span(local(2026, 11, 23, 17), local(2026, 11, 23, 22)),
    ]


def test_a_stretch_after_midnight_belongs_to_the_evening_before():
    hours = vaduz("Fr 18:00-02:00")
    saturday_one = local(2026, 11, 28, 1)
    assert hours.is_open(saturday_one)
    assert hours.closes_at(saturday_one) == local(2026, 11, 28, 2)
    assert hours.intervals(date(2026, 11, 28)) == []
    assert hours.intervals(date(2026, 11, 27)) == [
        Span(local(2026, 11, 27, 18), local(2026, 11, 28, 2))
    ]


def test_midnight_may_be_written_24_00():
    hours = vaduz("Tu-Su 11:00-24:00")
    assert not hours.is_open(MONDAY)
    assert hours.closes_at(local(2026, 11, 24, 23, 59)) == local(2026, 11, 25)
    assert not hours.is_open(local(2026, 11, 25, 0, 0))


def test_around_the_clock_never_closes():
    hours = vaduz("24/7")
    assert hours.is_open(MONDAY)
    assert hours.closes_at(MONDAY) is None
    assert hours.next_change(MONDAY) is None
    assert hours.words(MONDAY) == "Always open"
    assert len(hours.slots(local(2026, 11, 23), date(2026, 11, 23))) == 96


def test_around_the_clock_but_for_christmas():
    hours = vaduz("24/7", {date(2026, 12, 25): "off"})
    assert hours.closes_at(MONDAY) == local(2026, 12, 25)
    assert hours.opens_next(local(2026, 12, 25, 5)) == local(2026, 12, 26)


def test_a_special_day_replaces_that_day_only():
    hours = vaduz("Mo-Su 18:00-02:00", {date(2026, 12, 24): "10:00-14:00"})
    assert hours.is_open(local(2026, 12, 24, 1)), "the evening before goes on"
    assert hours.is_open(local(2026, 12, 24, 12))
    assert not hours.is_open(local(2026, 12, 24, 20))
    assert not hours.is_open(local(2026, 12, 25, 1))
    assert hours.is_open(local(2026, 12, 25, 20))


def test_a_special_day_opens_a_shop_whose_regular_hours_are_unknown():
    hours = vaduz("", {date(2026, 12, 24): "10:00-14:00"})
    assert hours.opens_next(MONDAY) == local(2026, 12, 24, 10)
    assert hours.words(MONDAY) == "Opens 24 Dec 10:00"


def test_public_holidays_are_those_of_the_country():
    national_day = local(2026, 8, 15, 12)  # a Saturday: holiday in Liechtenstein, not in Germany
    text = "Mo-Su 10:00-22:00; PH off"
    assert not vaduz(text).is_open(national_day)
    assert vaduz(text, country="DE").is_open(national_day)
    with pytest.raises(DomainError):
        vaduz(text, country=None)
    with pytest.raises(DomainError):
        vaduz(text, country="XX")


def test_the_clock_change_in_spring_shortens_the_night():
    night = vaduz("22:00-04:00")
    span = night.intervals(date(2026, 3, 28))[0]
    assert span.closes_at - span.opens_at == timedelta(hours=5)
    skipped = vaduz("02:15-02:45")
    assert skipped.intervals(date(2026, 3, 29)) == []
    assert skipped.opens_next(local(2026, 3, 29, 1)) == local(2026, 3, 30, 2, 15)


def test_the_clock_change_in_autumn_lengthens_the_night():
    span = vaduz("22:00-04:00").intervals(date(2026, 10, 24))[0]
    assert span.closes_at - span.opens_at == timedelta(hours=7)
    closing = vaduz("22:00-02:30")
    assert closing.is_open(local(2026, 10, 25, 2, 15, fold=0))
    assert not closing.is_open(local(2026, 10, 25, 2, 15, fold=1)), "closed the first time"


def test_hours_are_local_whatever_zone_the_question_comes_in():
    hours = vaduz("Mo 11:00-22:00")
    at = local(2026, 11, 23, 21, 30)
    assert hours.is_open(at.astimezone(ZoneInfo("Asia/Tokyo")))
    assert hours.closes_at(at).tzinfo is UTC


def test_slots_start_after_the_lead_and_stay_within_the_hours():
    hours = vaduz("Mo 11:00-12:00, 17:00-17:40")
    slots = hours.slots(local(2026, 11, 23, 11, 7), date(2026, 11, 23), lead_minutes=20)
    assert [slot.astimezone(VADUZ).strftime("%H:%M") for slot in slots] == [
        "11:30",
        "11:45",
        "17:30",
    ]
    assert hours.slots(local(2026, 11, 24, 9), date(2026, 11, 23)) == []


@pytest.mark.parametrize(
    ("at", "locale", "said"),
    [
        (local(2026, 11, 24, 12), "en", "Open until 22:00"),
        (local(2026, 11, 24, 12), "en_US", "Open until 10:00\u202fPM"),
        (local(2026, 11, 24, 8), "en", "Opens 11:00"),
        (local(2026, 11, 23, 8), "en", "Opens Tue 11:00"),
        (local(2026, 11, 23, 8), "de-LI", "Öffnet Di. 11:00"),
        (local(2026, 11, 24, 12), "no such", "Open until 22:00"),
    ],
)
def test_words_say_what_a_guest_needs(at, locale, said):
    assert vaduz("Tu-Sa 11:00-22:00").words(at, locale) == said


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Mo-Fr 08:30-20:30; Sa 09:00-19:00; Su 9:00-1:00", True),
        ("10:00-02:00", False),
        ("Mo-Su 08:00-00:00", False),
        ("Mo-Su 8:00-0:00", False),
        ("Mo-Sa 10:00-05:00; Su 11:00-05:00", False),
        ("Mo-Fr 8:00-25:00", True),
        ("Fr 18:00-02:00", False),
        ("Tu-Su 11:00-24:00", False),
        ("06:00-23:30", False),
    ],
)
def test_an_opening_through_a_very_long_night_is_doubted(text, doubtful):
    assert bool(doubt(text)) is doubtful


clock = st.integers(0, 23).flatmap(
    lambda hour: st.integers(0, 59).map(lambda minute: f"{hour:02}:{minute:02}")
)
day_spans = st.lists(
    st.tuples(clock, clock).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=3
)
moments = st.integers(0, 2 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def written(spans):
    return "Mo,We,Fr,Su " + ",".join(f"{a}-{b}" for a, b in spans)


@settings(max_examples=60, deadline=None)
@given(day_spans, moments)
def test_the_answers_agree_with_each_other(spans, at):
    try:
        hours = vaduz(written(spans))
    except DomainError:
        return  # spans that add up to a whole day are refused
    change = hours.next_change(at)
    assert change > at
    assert hours.is_open(change) is not hours.is_open(at)
    middle = at + (change - at) / 2
    assert hours.is_open(middle) is hours.is_open(at)
    if hours.is_open(at):
        assert hours.closes_at(at) == change
    else:
        assert hours.opens_next(at) == change


@settings(max_examples=60, deadline=None)
@given(day_spans, moments, st.integers(0, 90))
def test_every_slot_is_an_open_moment(spans, now, lead):
    try:
        hours = vaduz(written(spans))
    except DomainError:
        return
    slots = hours.slots(now, now.astimezone(VADUZ).date(), lead_minutes=lead)
    assert all(hours.is_open(slot) for slot in slots)
    assert all(slot >= now + timedelta(minutes=lead) for slot in slots)
    assert all(a < b for a, b in pairwise(slots))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        hours = vaduz(text)
    except DomainError:
        return
    hours.is_open(MONDAY)


@pytest.mark.parametrize(
    "text",
    ["Mo-Su 00:00-24:00", "Mo-Fr 00:00-24:00; Sa 10:00-12:00", "24/7", "Mo-Fr 11:00-14:00; PH off"],
)
def test_what_was_accepted_once_is_accepted_when_it_is_read_again(text):
    once = Hours.parse(text, "Europe/Vaduz", country="LI").text
    again = Hours.parse(once, "Europe/Vaduz", country="LI")
    assert again.text == once
    assert again.is_open(datetime(2026, 11, 23, 11, 0, tzinfo=UTC))  # a Monday at noon


@pytest.mark.parametrize(
    ("text", "where", "day", "is_open"),
    [
        ("Mo-Su 10:00-22:00; PH off", "DE-BY", date(2026, 1, 6), False),
        ("Mo-Su 10:00-22:00; PH off", "DE-BE", date(2026, 1, 6), True),
        ("Mo-Su 10:00-22:00; PH off", "DE", date(2026, 1, 1), False),
        ("Mo-Su 10:00-22:00; PH off", "CH-ZH", date(2026, 4, 3), False),
        ("Mo-Su 10:00-22:00; PH off", "CH-TI", date(2026, 4, 3), True),
        ("Mo-Su 10:00-22:00; PH off", "IN-MH", date(2026, 1, 26), False),
        ("Mo-Sa 10:00-22:00; PH 12:00-14:00", "IN", date(2026, 8, 15), False),
        ("Apr-Oct Mo-Su 10:00-22:00; PH off", "DE-BY", date(2026, 5, 1), False),
        ("Su,PH 10:00-22:00", "AT-9", date(2026, 12, 8), True),
        ("Mo-Su,PH 10:00-22:00", "LI", date(2026, 8, 15), True),
        ("Mo-Su, PH 10:00-22:00", "LI", date(2026, 8, 15), True),
    ],
)
def test_a_public_holiday_is_one_of_its_region(text, where, day, is_open):
    evening = datetime.combine(day, time(20), ZoneInfo("Europe/Berlin"))
    assert Hours.parse(text, "Europe/Berlin", country=where).is_open(evening) is is_open


def test_holidays_that_nobody_knows_are_said_to_be_unknown():
    for where in (None, "ZZ", "DE-ZZ"):
        with pytest.raises(DomainError, match="We do not know the public holidays"):
            Hours.parse("Mo-Su 10:00-22:00; PH off", "Europe/Berlin", country=where)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo-Su, PH 10:00-22:00", "Mo-Su,PH 10:00-22:00"),
        ("mo-fr 10:00-22:00; sa, su, ph 12:00-20:00", "Mo-Fr 10:00-22:00; Sa,Su,PH 12:00-20:00"),
        ("PH, Mo-Su 10:00-22:00", "PH,Mo-Su 10:00-22:00"),
        ("Mo-Th 11:00-23:00; Fr11:00-24:00", "Mo-Th 11:00-23:00; Fr 11:00-24:00"),
        ("Mo-Fr 10:00-12:00, Sa 10:00-11:00", "Mo-Fr 10:00-12:00, Sa 10:00-11:00"),
    ],
)
def test_days_are_read_however_they_are_spaced(written, read):
    assert checked(written, "LI") == read


@pytest.mark.parametrize(
    ("text", "night", "is_open"),
    [
        ("Mo-Sa 10:00-05:00; Su 11:00-05:00", local(2026, 1, 11, 3), True),
        ("Mo-Fr 18:00-02:00; Sa 11:00-23:00", local(2026, 1, 10, 1), True),
        ("Mo-Fr 18:00-02:00; Sa off", local(2026, 1, 10, 1), True),
        ("Mo-Su 10:00-02:00; Jan 10 off", local(2026, 1, 11, 1), False),
        ("Mo-Su 18:00-02:00; Fr 12:00-14:00", local(2026, 1, 10, 1), False),
        ("Mo-Fr 18:00-02:00; Sa 11:00-23:00", local(2026, 1, 10, 10), False),
        ("Mo-Su 08:00-00:00", local(2026, 1, 10, 23, 59), True),
        ("Mo-Su 08:00-00:00", local(2026, 1, 10, 0, 1), False),
    ],
)
def test_a_night_is_not_cut_off_by_the_next_days_hours(text, night, is_open):
    assert vaduz(text).is_open(night) is is_open
