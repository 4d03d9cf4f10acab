"""A line is stored once, under the server's next number."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from sqlmodel import select

from foodapp.chat import reading, scoped, writing
from foodapp.chat.models import ChatLine, Kind, Read, Side, Thread
from foodapp.chat.scoped import Place
from foodapp.kit import clock, db
from foodapp.kit.errors import TooMany
from foodapp.kit.wording import Missing, TooLong
from foodapp.orders import endings
from tests.fixtures import world as worlds

OPEN = Place(Kind.CUSTOMER_SUPPORT)


def say(session, who, place, text, client_id=None):
    return writing.write(session, who, place, client_id=client_id or uuid4(), text=text)


def texts(session, thread_id):
    return [one.text for one in reading.lines(session, session.get_one(Thread, thread_id))]


def test_customer_and_rider_write_to_each_other(session, world, with_rider):
    say(session, world.customer, with_rider, "Second floor, please.")
    line = say(session, world.rider, with_rider, "On my way.")

    thread = session.get_one(Thread, line.thread_id)
    lines = [(one.number, one.by, one.text) for one in reading.lines(session, thread)]
    assert lines == [(1, Side.CUSTOMER, "Second floor, please."), (2, Side.RIDER, "On my way.")]


def test_the_same_client_id_is_the_same_line(session, world):
    client_id = uuid4()
    first = say(session, world.customer, OPEN, "Hello?", client_id)
    again = say(session, world.customer, OPEN, "Hello? And more", client_id)

    assert (again.number, again.text) == (first.number, "Hello?")
    assert texts(session, first.thread_id) == ["Hello?"]


def test_the_same_client_id_at_the_same_moment_is_one_line(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    client_id, start = uuid4(), Barrier(6)

    def send(_):
        start.wait(5)
        with db.transaction() as session:
            return say(session, world.customer, OPEN, "Once", client_id).number

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(send, range(6))) == {1}
    with db.transaction() as session:
        assert len(session.exec(select(ChatLine)).all()) == 1


def test_lines_written_at_once_have_a_number_each(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    start = Barrier(6)

    def send(n):
        start.wait(5)
        with db.transaction() as session:
            return say(session, world.customer, OPEN, f"Line {n}").number

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(send, range(6))) == [1, 2, 3, 4, 5, 6]


def test_the_same_words_twice_are_two_lines_and_stay_two_when_either_is_sent_again(session, world):
    one, two = uuid4(), uuid4()
    for client_id in (one, two, one, two):
        line = say(session, world.customer, OPEN, "ok", client_id)

    assert texts(session, line.thread_id) == ["ok", "ok"]


def test_two_people_may_draw_the_same_client_id(session, world, with_rider):
    client_id = uuid4()
    say(session, world.customer, with_rider, "Mine", client_id)
    line = say(session, world.rider, with_rider, "Mine, too", client_id)

    assert texts(session, line.thread_id) == ["Mine", "Mine, too"]


def test_what_was_missed_is_found_by_the_servers_number_whatever_a_clock_says(session, world):
    seen = say(session, world.customer, OPEN, "Before")
    with time_machine.travel(clock.now().timestamp() - 180):  # written by a clock that is behind
        for n in range(5):
            say(session, world.customer, OPEN, f"During {n}")

    thread = session.get_one(Thread, seen.thread_id)
    missed = [one.text for one in reading.lines(session, thread, after=seen.number)]
    assert missed == [f"During {n}" for n in range(5)]


def test_what_is_sent_again_after_the_chat_was_closed_is_still_the_first_answer(
    session, world, placed_order, about, later
):
    client_id = uuid4()
    line = say(session, world.customer, about, "In time", client_id)
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    later(days=15)

    assert say(session, world.customer, about, "In time", client_id).number == line.number
    with pytest.raises(writing.ChatClosed):
        say(session, world.customer, about, "Too late")


def test_a_chat_with_the_rider_closes_some_time_after_the_order(
    session, world, brought, with_rider, later
):
    say(session, world.customer, with_rider, "Thank you")
    endings.cancel_for_support(session, world.admin, brought.order_id, reason="Rain")
    say(session, world.rider, with_rider, "What a pity")
    later(minutes=181)

    for who in (world.customer, world.rider):
        with pytest.raises(writing.ChatClosed):
            say(session, who, with_rider, "Hello?")


def test_a_flood_is_stopped_but_not_what_is_sent_again(session, world):
    sent = [uuid4() for _ in range(20)]
    for client_id in sent:
        say(session, world.customer, OPEN, "Hello", client_id)

    with pytest.raises(TooMany):
        say(session, world.customer, OPEN, "Hello")
    assert say(session, world.customer, OPEN, "Hello", sent[3]).number == 4


@pytest.mark.parametrize("nothing", ["", "   ", "\u202e\u2066", "\0"])
def test_a_line_says_something(session, world, nothing):
    with pytest.raises(Missing):
        say(session, world.customer, OPEN, nothing)


def test_ten_kilobytes_are_refused_in_one_sentence(session, world):
    with pytest.raises(TooLong, match="Your message can have at most"):
        say(session, world.customer, OPEN, "x" * 10_240)


def test_markup_is_kept_as_text_and_signs_that_turn_it_are_not_kept(session, world):
    line = say(session, world.customer, OPEN, "<script>alert(1)</script>\u202egpj.exe \U0001f355")

    assert line.text == "<script>alert(1)</script>gpj.exe \U0001f355"


def test_reading_moves_forward_alone_and_never_past_the_last_line(session, world, with_rider):
    line = say(session, world.rider, with_rider, "Here")
    thread = session.get_one(Thread, line.thread_id)
    say(session, world.rider, with_rider, "Still here")
    assert reading.unread(session, thread, Side.CUSTOMER) == 2

    reading.read(session, world.customer, with_rider, number=9_999)
    reading.read(session, world.customer, with_rider, number=1)

    assert session.get_one(Read, (thread.id, Side.CUSTOMER)).number == 2
    assert reading.unread(session, thread, Side.CUSTOMER) == 0
    assert reading.unread(session, thread, Side.RIDER) == 0  # their own are read


def test_a_number_typed_to_the_rider_does_not_arrive(session, world, with_rider):
    line = say(session, world.customer, with_rider, "Call +423 231 00 01, door code 4711")
    assert line.text == "Call •••, door code 4711"
    told = say(session, world.customer, Place(Kind.CUSTOMER_SUPPORT), "Call +423 231 00 01")
    assert told.text == "Call +423 231 00 01"


def test_nothing_is_made_by_looking(session, world):
    ground = scoped.ground(session, world.customer, OPEN)
    assert scoped.existing(session, ground) is None


def test_what_the_platform_notes_is_nobodys_message(session, world, about):
    line = say(session, world.customer, about, "It was cold")
    thread = writing.lock(session, session.get_one(Thread, line.thread_id))
    writing.note_in(session, thread, "problem_reported", what="Margherita")
    assert reading.unread(session, thread, Side.CUSTOMER) == 0
    writing.answer(session, world.admin, thread.id, client_id=uuid4(), text="We are sorry.")
    assert reading.unread(session, thread, Side.CUSTOMER) == 1
