"""What waits for support: who has it, what is noted, when it ends."""

from uuid import uuid4

import pytest
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AuditEntry
from foodapp.chat import canned, supporting, writing
from foodapp.chat.models import Kind, Note, Request, Thread
from foodapp.chat.scoped import Place
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed, NotFound
from tests.fixtures.world import person
from tests.foodapp.chat.test_writing import say, texts

OPEN = Place(Kind.CUSTOMER_SUPPORT)


def answer(session, admin, thread_id, text="We look."):
    return writing.answer(session, admin, thread_id, client_id=uuid4(), text=text)


def requests(session, thread_id):
    found = select(Request).where(Request.thread_id == thread_id).order_by(col(Request.asked_at))
    return session.exec(found).all()


@pytest.fixture
def colleague(session):
    user = person(session, "Colin")
    return Admin(user.id, AdminRole.SUPPORT, clock.now())


def test_the_first_line_waits_until_it_is_answered_and_that_time_is_kept(session, world, later):
    line = say(session, world.customer, OPEN, "Hello?")
    (request,) = requests(session, line.thread_id)
    asked = request.waiting_since
    later(minutes=3)
    say(session, world.customer, OPEN, "Anybody?")
    assert request.waiting_since == asked

    answer(session, world.admin, line.thread_id)

    assert request.waiting_since is None
    assert 180 <= (request.answered_at - request.asked_at).total_seconds() < 190
    assert request.claimed_by == request.answered_by == world.admin.user_id
    first = request.answered_at
    say(session, world.customer, OPEN, "Thanks, and?")
    answer(session, world.admin, line.thread_id)
    assert request.answered_at == first


def test_a_request_is_one_persons_until_they_give_it_back_or_it_is_taken_over(
    session, world, colleague
):
    line = say(session, world.customer, OPEN, "Hello?")
    supporting.claim(session, world.admin, line.thread_id)
    with pytest.raises(supporting.HasIt, match="Ada"):
        supporting.claim(session, colleague, line.thread_id)

    supporting.claim(session, colleague, line.thread_id, although_claimed=True)
    (request,) = requests(session, line.thread_id)
    assert request.claimed_by == colleague.user_id
    supporting.release(session, colleague, line.thread_id)
    assert request.claimed_by is None


def test_what_is_closed_opens_anew_with_their_next_line_or_by_hand(session, world):
    line = say(session, world.customer, OPEN, "Hello?")
    supporting.close(session, world.admin, line.thread_id)
    with pytest.raises(supporting.NothingOpen):
        supporting.close(session, world.admin, line.thread_id)

    supporting.reopen(session, world.admin, line.thread_id)
    supporting.close(session, world.admin, line.thread_id)
    say(session, world.customer, OPEN, "One more thing")

    assert [bool(one.closed_at) for one in requests(session, line.thread_id)] == [True, False]


def test_notes_are_for_colleagues_alone(session, world):
    line = say(session, world.customer, OPEN, "Hello?")
    supporting.note(session, world.admin, line.thread_id, text="Third time this week")

    assert texts(session, line.thread_id) == ["Hello?"]
    assert session.exec(select(Note.text)).all() == ["Third time this week"]


def test_reading_a_chat_stands_in_the_audit_log_once_a_visit(session, world, with_rider, later):
    line = say(session, world.customer, with_rider, "Private")
    for _ in range(3):
        supporting.note_reading(session, world.admin, line.thread_id)
    later(minutes=16)
    supporting.note_reading(session, world.admin, line.thread_id)

    found = session.exec(select(AuditEntry).where(AuditEntry.action == "chat_read")).all()
    assert [(one.by_name, one.facts) for one in found] == [("Ada", {"of": "customer_rider"})] * 2


def test_between_customer_and_rider_nothing_waits_for_support(session, world, with_rider):
    line = say(session, world.customer, with_rider, "Where are you?")
    assert requests(session, line.thread_id) == []


def test_support_writes_first_and_steps_in(session, world, placed_order, with_rider):
    thread = supporting.start_about(session, world.admin, placed_order.id)
    answer(session, world.admin, thread.id, "Your order is late, sorry.")
    assert requests(session, thread.id) == []
    between = say(session, world.customer, with_rider, "Where are you?")
    answer(session, world.admin, between.thread_id, "We have called him.")
    assert texts(session, between.thread_id) == ["Where are you?", "We have called him."]
    for start, ident in (
        (supporting.start_about, uuid4()),
        (supporting.start_with_rider, uuid4()),
        (supporting.start_with_restaurant, uuid4()),
    ):
        with pytest.raises(NotFound):
            start(session, world.admin, ident)


def test_ready_answers_are_kept_by_support(session, world):
    made = canned.save(session, world.admin, None, title="Late", text="It is on its way.")
    canned.save(session, world.admin, made.id, title="Late", text="It comes.")
    with pytest.raises(canned.TitleTaken):
        canned.save(session, world.admin, None, title="Late", text="Again")
    assert [one.text for one in canned.every(session, world.admin)] == ["It comes."]
    canned.remove(session, world.admin, made.id)
    assert canned.every(session, world.admin) == []
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        canned.save(session, viewer, None, title="Mine", text="Mine")


def test_a_chat_is_named_after_its_order_person_or_restaurant(session, world, placed_order, about):
    mine = say(session, world.customer, about, "Hello")
    restaurant = say(session, world.staff, Place(Kind.RESTAURANT_SUPPORT), "Hello")
    rider = say(session, world.rider, Place(Kind.RIDER_SUPPORT), "Hello")
    names = [
        supporting.name_of(session, session.get_one(Thread, one.thread_id))
        for one in (mine, restaurant, rider)
    ]
    assert names == [placed_order.number, "Nonna", "Ravi"]
