"""A line that nobody has read is told elsewhere, once."""

from foodapp.chat import reading, unheard
from foodapp.chat.events import LinesUnread
from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.kit import outbox
from tests.foodapp.chat.test_supporting import answer
from tests.foodapp.chat.test_writing import say


def told(session):
    unheard.tell(session)
    return [(one.side, one.number) for one in outbox.recorded(session, LinesUnread)]


def test_what_lies_unread_is_told_once_and_again_for_the_next_line(
    session, world, with_rider, later
):
    say(session, world.customer, with_rider, "Where are you?")
    assert told(session) == []
    later(seconds=16)
    assert told(session) == told(session) == [("rider", 1)]

    say(session, world.customer, with_rider, "Hello?")
    later(seconds=16)
    assert told(session) == [("rider", 1), ("rider", 2)]


def test_what_was_read_in_time_is_told_nobody(session, world, with_rider, later):
    say(session, world.customer, with_rider, "Where are you?")
    reading.read(session, world.rider, with_rider, number=1)
    later(seconds=16)
    assert told(session) == []


def test_supports_answer_is_told_to_whom_it_is_for_and_nothing_to_support(session, world, later):
    line = say(session, world.staff, Place(Kind.RESTAURANT_SUPPORT), "No rider")
    later(seconds=16)
    assert told(session) == []
    answer(session, world.admin, line.thread_id)
    later(seconds=16)
    assert told(session) == [("restaurant", 2)]


def test_what_was_missed_for_hours_rests(session, world, with_rider, later):
    say(session, world.customer, with_rider, "Where are you?")
    later(hours=7)
    assert told(session) == []
