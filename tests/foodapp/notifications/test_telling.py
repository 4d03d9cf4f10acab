"""One event, told once; by the first channel that reaches them."""

from sqlmodel import col, select

from foodapp.notifications import recipients, telling
from foodapp.notifications.models import Sending
from foodapp.orders import kitchen
from tests.fixtures.post import html_of, text_of


def rows(session):
    session.expire_all()
    return list(session.exec(select(Sending).order_by(col(Sending.created_at))))


def test_a_customer_reads_that_the_restaurant_has_said_yes(
    session, world, placed_order, post, send_notifications
):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    send_notifications()

    [mail] = post.to("cy@example.org")
    assert mail["Subject"] == "Nonna is making your order"
    assert placed_order.number in html_of(mail)
    assert placed_order.number in text_of(mail)
    assert f"/orders/{placed_order.id}" in text_of(mail)
    [row] = rows(session)
    assert (row.status, row.channel, row.address) == ("sent", "mail", "cy@example.org")
    assert row.ref == mail["Message-ID"]


def test_nothing_is_told_or_sent_twice(session, world, post, send_notifications):
    to = recipients.customer(world.customer.user_id)
    facts = {"restaurant": "Nonna", "order": "A-1", "at": "18:40"}
    assert telling.tell(session, "order_confirmed", to, key="order:1", facts=facts)
    assert telling.tell(session, "order_confirmed", to, key="order:1", facts=facts) is None
    session.commit()
    for _ in range(3):
        send_notifications()
    assert len(post.mails) == 1
    assert len(telling.told_to(session, world.customer.user_id)) == 1
