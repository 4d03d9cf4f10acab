"""A message of the gateway is stored with its effect, once, in as few statements as that takes."""

from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlmodel import select

from foodapp.gateways.protocol import GatewayState, Message, MoneyAt
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import webhooks
from foodapp.payments.models import Payment, PaymentStatus, WebhookEvent
from tests.fixtures import world as worlds


@pytest.fixture
def payment(session, world):
    order = worlds.start_order(session, world)
    payment = Payment(
        gateway="stripe",
        order_id=order.id,
        amount_minor=order.total_minor,
        currency=order.currency,
        page_ref=f"cs_{order.id.hex}",
    )
    session.add(payment)
    session.commit()
    return payment


def hold(payment):
    state = GatewayState(MoneyAt.HELD, False, "pi_1", payment.amount_minor, payment.currency)
    kind = "payment_intent.amount_capturable_updated"
    return Message(f"evt_{uuid4().hex}", kind, payment.id, state)


def nothing_new():
    return Message(f"evt_{uuid4().hex}", "charge.updated", None, None)


@pytest.fixture
def received(session, statements):
    return lambda message: statements(lambda: webhooks.receive(session, "stripe", message))


@pytest.fixture
def statements(session):
    """What is said to the database meanwhile."""

    def count(act):
        said = []
        engine = session.connection().engine

        def note(connection, cursor, statement, *facts):
            said.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        effect = act()
        session.flush()
        event.remove(engine, "before_cursor_execute", note)
        return effect, [one for one in said if "SAVEPOINT" not in one]

    return count


def test_a_message_that_comes_again_is_seen_and_changes_nothing(session, payment):
    message = hold(payment)

    first = webhooks.receive(session, "stripe", message)
    payment.status = PaymentStatus.OPEN  # so that carrying it out again would show
    session.flush()
    again = webhooks.receive(session, "stripe", message)

    assert (first, again) == ("authorised", "seen before")
    session.refresh(payment)
    assert payment.status is PaymentStatus.OPEN
    stored = session.exec(select(WebhookEvent)).one()
    assert stored.effect == "authorised"


def test_a_message_that_tells_nothing_new_is_one_statement_as_is_one_that_comes_again(received):
    message = nothing_new()

    first, said = received(message)
    again, said_again = received(message)

    assert (first, again) == (webhooks.IGNORED, "seen before")
    assert (len(said), len(said_again)) == (1, 1), said + said_again


def test_a_hold_places_its_order_in_nine_statements(session, payment, received):
    """The message, the two rows held, the opening hours, the payment, the basket (two), the
    order, its timeline and outbox, the message's effect."""
    effect, said = received(hold(payment))

    assert effect == "authorised"
    assert len(said) == 9, said
    assert session.get_one(Order, payment.order_id).status is OrderStatus.PLACED


def test_what_came_of_a_message_is_stored_also_when_nothing_did(session, payment, received):
    webhooks.receive(session, "stripe", hold(payment))

    effect, said = received(hold(payment))

    assert effect == webhooks.NOTHING_NEW
    assert len(said) == 3, said  # stored with its effect, the rows held, when we last heard of it
    kinds = {one.effect for one in session.exec(select(WebhookEvent))}
    assert kinds == {"authorised", "nothing new"}


def test_many_that_tell_nothing_new_or_came_before_are_two_statements(session, payment, statements):
    known, unheard, idle = hold(payment), hold(payment), [nothing_new() for _ in range(5)]
    webhooks.receive(session, "stripe", known)
    told = [("stripe", one) for one in (*idle, idle[0], known, unheard)]

    first, said = statements(lambda: webhooks.store(session, told))
    again, _ = statements(lambda: webhooks.store(session, told))

    assert first == [*[webhooks.IGNORED] * 5, webhooks.SEEN, webhooks.SEEN, ""]
    assert again == [*[webhooks.SEEN] * 7, ""]
    assert len(said) == 2, said
    stored = session.exec(select(WebhookEvent)).all()
    assert len(stored) == 6  # not the one that has yet to be carried out


def test_the_same_number_at_two_gateways_is_two_messages(session, payment):
    message = nothing_new()

    effects = webhooks.store(session, [("stripe", message), ("razorpay", message)])

    assert effects == [webhooks.IGNORED] * 2
