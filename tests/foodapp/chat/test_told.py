"""A line that nobody reads is told elsewhere, to whom it is for."""

from sqlmodel import select

from foodapp.chat import unheard
from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.notifications.models import Notification
from tests.foodapp.chat.test_supporting import answer
from tests.foodapp.chat.test_writing import say


def told(session, drain_outbox):
    unheard.tell(session)
    session.commit()
    drain_outbox()
    kinds = ("rider_wrote", "customer_wrote", "support_wrote", "support_wrote_restaurant")
    found = session.exec(select(Notification).where(Notification.kind.in_(kinds))).all()
    return [(one.kind, one.user_id, one.link) for one in found]


def test_customer_and_rider_hear_of_each_other(
    session,
    world,
    with_rider,
    later,
    drain_outbox,
):
    say(session, world.customer, with_rider, "Where are you?")
    later(seconds=16)
    assert told(session, drain_outbox) == [("customer_wrote", world.rider.user_id, "/rider")]
    say(session, world.rider, with_rider, "Here")
    later(seconds=16)
    there = f"/orders/{with_rider.order_id}"
    assert told(session, drain_outbox)[1:] == [("rider_wrote", world.customer.user_id, there)]
    assert len(told(session, drain_outbox)) == 2


def test_whom_support_answers_hears_of_it(session, world, later, drain_outbox):
    mine = say(session, world.customer, Place(Kind.CUSTOMER_SUPPORT), "Hello?")
    theirs = say(session, world.staff, Place(Kind.RESTAURANT_SUPPORT), "Hello?")
    for line in (mine, theirs):
        answer(session, world.admin, line.thread_id)
    later(seconds=16)
    assert sorted(told(session, drain_outbox)) == [
        ("support_wrote", world.customer.user_id, "/support"),
        ("support_wrote_restaurant", world.staff.user_id, "/restaurant/support"),
    ]
