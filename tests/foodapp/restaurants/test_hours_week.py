import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodapp.kit.errors import DomainError
from foodapp.restaurants import hours_text, hours_week
from foodapp.restaurants.hours_week import Week

CLOSED = ()


def week(*days, holidays=False):
    return Week(tuple(days) + (CLOSED,) * (7 - len(days)), holidays)


LUNCH, DINNER, NIGHT = ("11:00", "14:00"), ("17:00", "22:30"), ("18:00", "02:00")


def test_days_alike_are_said_once():
    text = hours_week.to_text(Week((((LUNCH, DINNER),) * 5) + ((NIGHT,), CLOSED)))
    assert text == "Mo-Fr 11:00-14:00,17:00-22:30; Sa 18:00-02:00"


def test_a_week_without_openings_is_off():
    assert hours_week.to_text(week()) == "off"


def test_midnight_as_an_end_is_24_00():
    assert hours_week.to_text(week((("18:00", "24:00"),))) == "Mo 18:00-24:00"
    assert hours_week.to_text(week((("18:00", "0:00"),))) == "Mo 18:00-24:00"


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 11:00-14:00,17:00-22:30; Sa 18:00-02:00",
        "Mo-Su 00:00-24:00",
        "off",
        "Mo-Fr 09:00-18:00; PH off",
        "Fr 22:00-05:00",
    ],
)
def test_there_and_back(text):
    read = hours_week.from_text(text, "LI")
    assert read is not None
    again = hours_text.checked(hours_week.to_text(read), "LI")
    assert hours_week.from_text(again, "LI") == read


def test_24_7_is_a_week():
    assert hours_week.from_text("24/7", None) == Week(((("00:00", "24:00"),),) * 7)


@pytest.mark.parametrize(
    "text",
    [
        "Mar-Oct Mo-Su 11:00-22:00; Nov-Feb Mo-Su 12:00-20:00",
        "Mo-Fr 09:00-18:00; PH 10:00-12:00",
        "Mo-Su 11:00-22:00; Dec 24 off",
        "2026 Dec 24 off; Mo-Su 11:00-22:00",
        "Fr[1] 18:00-23:00",
    ],
)
def test_what_a_week_cannot_say_is_left_as_text(text):
    assert hours_week.from_text(text, "LI") is None


@pytest.mark.parametrize(
    "day",
    [
        (("11:00", "14:00"), ("13:00", "15:00")),
        (("11:00", "11:00"),),
        (("25:00", "26:00"),),
        (("11", "14"),),
        (("11:00", "14:00\n; Su off"),),
        (("", ""),),
        (("24:00", "02:00"),),
        (("01:00", "02:00"),) * 5,
    ],
)
def test_a_day_that_makes_no_sense_is_refused(day):
    with pytest.raises(DomainError):
        hours_week.to_text(week(day))


def test_a_night_may_not_run_into_the_next_morning():
    with pytest.raises(DomainError, match="Tuesday has two openings"):
        hours_week.to_text(week((NIGHT,), (("01:00", "05:00"),)))
    with pytest.raises(DomainError, match="Monday has two openings"):
        hours_week.to_text(Week(((("01:00", "05:00"),),) + (CLOSED,) * 5 + ((NIGHT,),)))


hour = st.integers(0, 23).map(lambda n: f"{n:02}:00")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(hour, hour), max_size=2), min_size=7, max_size=7))
def test_every_week_we_write_can_be_read_back_the_same(days):
    given_week = Week(tuple(tuple(sorted(day)) for day in days))
    try:
        text = hours_week.to_text(given_week)
    except DomainError:
        return
    canonical = hours_text.checked(text, None)
    read = hours_week.from_text(canonical, None)
    assert read is not None
    assert hours_text.by_day(
        hours_text.checked(hours_week.to_text(read), None), None, *hours_week.A_YEAR
    ) == hours_text.by_day(canonical, None, *hours_week.A_YEAR)
