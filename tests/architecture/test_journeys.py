"""Eight journeys through the house: how many rooms each enters, and that reading never climbs. What
they were before stands in decision 34."""

import pytest

from foodapp import reactions
from foodapp.dispatch import positions, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.gateways.protocol import GatewayState, Message, MoneyAt
from foodapp.kit import clock, outbox
from foodapp.menu import editing
from foodapp.menu.editing import ItemDraft
from foodapp.menu.models import Item
from foodapp.orders import kitchen
from foodapp.orders.events import OrderAccepted
from foodapp.payments import webhooks
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Bearer
from foodapp.views.console import order_page as console
from foodapp.views.customer import order_page as customer
from tests.architecture.routes import taken_by
from tests.fixtures import world as worlds


def placing(session, world):
    worlds.fill_basket(session, world)
    return lambda: worlds.place(session, world)


def webhook(session, world):
    order = worlds.start_order(session, world)
    payment = a_payment(session, order)
    state = GatewayState(MoneyAt.HELD, False, "pi_1", payment.amount_minor, payment.currency)
    message = Message("evt_1", "payment_intent.amount_capturable_updated", payment.id, state)
    return lambda: webhooks.receive(session, "stripe", message)


def refund(session, world):
    order = worlds.place_and_confirm(session, world)
    payment = a_payment(session, order)
    payment.status, payment.captured_minor = PaymentStatus.CAPTURED, payment.amount_minor
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    return lambda: giving.ask(
        session, world.admin, order.id,
        amount_minor=300, bearer=Bearer.PLATFORM, reason="It was cold",
    )  # fmt: skip


def position(session, world):
    shifts.go_online(session, world.rider)
    fix = Fix(worlds.VADUZ, clock.now(), 5.0)
    return lambda: positions.record(session, world.rider, [fix])


def menu_edit(session, world):
    item = session.get_one(Item, world.margherita)
    draft = ItemDraft(item.category_id, "Margherita", 1300)
    return lambda: editing.edit(session, world.staff, item.id, draft)


def reaction(session, world):
    order = worlds.place_and_confirm(session, world)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    session.flush()
    (event,) = outbox.recorded(session, OrderAccepted)
    return lambda: reactions.REACTIONS[OrderAccepted]["open_delivery"](session, event)


def customers_page(session, world):
    order = worlds.place_and_confirm(session, world)
    session.commit()
    return lambda: customer.order_page(session, world.customer, order.id)


def consoles_page(session, world):
    order = worlds.place_and_confirm(session, world)
    session.commit()
    return lambda: console.order_page(session, world.admin, order.id)


def a_payment(session, order):
    row = Payment(
        gateway="stripe", order_id=order.id, amount_minor=order.total_minor,
        currency=order.currency, page_ref=f"cs_{order.id.hex}",
    )  # fmt: skip
    session.add(row)
    session.commit()
    return row


JOURNEYS = {
    "placing": placing, "webhook": webhook, "refund": refund, "position": position,
    "menu edit": menu_edit, "reaction": reaction, "customer's order page": customers_page,
    "console's order page": consoles_page,
}  # fmt: skip


# The most packages of the domain that each may enter; kit is the ground of all. A menu edit asks
# foodapp.pictures which picture the dish has now.
MOST = {
    "placing": 7, "webhook": 6, "refund": 8, "position": 4, "menu edit": 5, "reaction": 4,
    "customer's order page": 4, "console's order page": 4,
}  # fmt: skip


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_enters_few_rooms(session, world, valkey, name):
    route = taken_by(JOURNEYS[name](session, world))
    rooms = [one for one in route.rooms if one not in ("kit", "views")]
    assert len(rooms) <= MOST[name], rooms


@pytest.mark.parametrize("name", ["menu edit", "customer's order page", "console's order page"])
def test_what_only_reads_or_edits_never_climbs(session, world, valkey, name):
    assert taken_by(JOURNEYS[name](session, world)).climbs == []
