"""What the console reads: bounded, filtered, in plain words."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.dispatch import assigning
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.positions import record
from foodapp.dispatch.shifts import go_online
from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import Position
from foodapp.orders import endings, kitchen
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.views.console import (
    deliveries,
    health,
    map_points,
    order,
    orders,
    payment,
    restaurants,
)
from foodapp.views.console.orders import OrderFilter
from foodapp.views.console.people import PersonKind, people

HOSTILE = [
    "", "   ", "%", "_", "\\", "'; drop table orders; --", "[", "]", "(", ")*+", "a" * 5_000,
    "\u202e", "\x00", "ÀÉÎ", "🍕", "^$", "a|b", "\\m", "(?i)", "{9999}", "[[:alpha:]]", "-", ".*",
]  # fmt: skip


@pytest.fixture
def viewer(world) -> Admin:
    return Admin(world.admin.user_id, AdminRole.VIEWER)


def more_orders(session, world, count: int) -> list[Order]:
    now = clock.now()
    rows = [
        Order(
            number=f"N{n:02}-X",
            idempotency_key=str(n),
            customer_id=world.customer.user_id,
            restaurant_id=world.nonna,
            status=OrderStatus.DELIVERED,
            fulfilment=Fulfilment.PICKUP,
            currency="CHF",
            items_minor=100,
            total_minor=100,
            customer_name=f"Zoë Größe {n}",
            pin="0000",
            # Two at every moment: a page must not end between twins and lose one.
            created_at=now - timedelta(minutes=n // 2),
            placed_at=now,
        )
        for n in range(count)
    ]
    session.add_all(rows)
    session.commit()
    return rows


def statements(session) -> list[str]:
    found: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: found.append(args[2]))
    return found


def test_pages_show_every_order_once(session, world, viewer):
    more_orders(session, world, 11)
    seen: list[str] = []
    after = None
    while True:
        page = orders.orders(session, viewer, after=after, limit=3)
        seen += [row.number for row in page.rows]
        if not page.next_after:
            break
        after = UUID(page.next_after)
    assert len(seen) == len(set(seen)) == 11


def test_a_page_is_bounded_whatever_is_asked(session, world, viewer):
    more_orders(session, world, 60)
    assert len(orders.orders(session, viewer, limit=10_000).rows) == orders.PAGE
    asked = statements(session)
    orders.orders(session, viewer)
    assert len(asked) == 1


@pytest.mark.parametrize("search", HOSTILE)
def test_hostile_searches_are_only_words(session, world, viewer, search):
    more_orders(session, world, 2)
    orders.orders(session, viewer, search=search)
    people(session, viewer, search=search)
    restaurants.places(session, viewer, search=search)


def test_orders_are_found_by_number_and_by_name_without_accents(session, world, viewer):
    more_orders(session, world, 3)

    def found(search: str) -> int:
        return len(orders.orders(session, viewer, search=search).rows)

    assert found("n01-x") == found("#N01-X") == 1
    assert found("zoe") == found("ZOE gross") == 3
    assert found("oe") == 0  # the beginning of a word
    assert found("zoe nobody") == 0


def test_a_page_after_an_order_that_is_not_there_is_not_found(session, world, viewer):
    with pytest.raises(NotFound):
        orders.orders(session, viewer, after=uuid4())


def test_filters(session, world, viewer, placed_order):
    def found(which: OrderFilter) -> int:
        return len(orders.orders(session, viewer, which=which).rows)

    assert [w for w in OrderFilter if found(w)] == [
        OrderFilter.ALL,
        OrderFilter.LIVE,
        OrderFilter.NEW,
    ]
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    placed_order.arrive_by = clock.now() - timedelta(minutes=1)
    session.commit()
    assert [w for w in OrderFilter if found(w)] == [
        OrderFilter.ALL,
        OrderFilter.LIVE,
        OrderFilter.LATE,
        OrderFilter.COOKING,
    ]
    [late] = orders.late(session, viewer)
    assert late.is_late
    endings.cancel_for_support(session, world.admin, placed_order.id, reason="Oven broke")
    session.commit()
    assert [w for w in OrderFilter if found(w)] == [OrderFilter.ALL, OrderFilter.ENDED]
    assert orders.late(session, viewer) == []


def test_an_order_tells_its_story_in_plain_words(
    session, world, viewer, placed_order, drain_outbox
):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    go_online(session, world.rider)
    assigning.assign(session, world.admin, placed_order.id, rider_id=world.rider.rider_id)
    endings.cancel_for_support(session, world.admin, placed_order.id, reason="Oven broke")
    session.commit()

    found = order.console_order(session, viewer, placed_order.id)
    said = [(one.text.split(",")[0], one.by) for one in found.happened]
    assert said[0] == ("Checked out for CHF\u00a020.50", "Cy, customer")
    assert ("Accepted with 20 minutes", "Ana, restaurant") in said
    assert ("Ravi brings it", "Ada, support") in said
    assert said[-1] == ("Cancelled: Oven broke", "Ada, support")
    assert found.ended == "Ended by support. Oven broke"
    assert not found.can_cancel
    assert [line.name for line in found.lines] == ["Margherita"]
    assert order.feed(session, viewer)[0].text == "Cancelled: Oven broke"


def test_every_kind_of_order_event_has_its_words():
    from foodapp.orders import events
    from foodapp.orders.timeline import kind_of

    kinds = {kind_of(kind) for kind in events.OrderEvent.__subclasses__()}
    assert kinds - order.SENTENCES.keys() == set()


def test_an_order_that_is_not_there(session, world, viewer):
    for read in (order.console_order, deliveries.riders_for):
        with pytest.raises(NotFound):
            read(session, viewer, uuid4())


def test_the_money_of_an_order(session, world, viewer, placed_order):
    assert not payment.payment_of(session, viewer, placed_order.id).exists
    session.add(
        Payment(
            gateway="stripe",
            order_id=placed_order.id,
            amount_minor=2050,
            captured_minor=2050,
            refunded_minor=500,
            currency="CHF",
            status=PaymentStatus.PART_REFUNDED,
            intent_ref="pi_1",
        )
    )
    session.commit()
    card = payment.payment_of(session, viewer, placed_order.id)
    assert (card.words, card.refunded) == ("Given back in part", "CHF\u00a05.00")


def test_riders_to_assign_are_the_free_ones_first_by_distance(
    session, world, viewer, placed_order, drain_outbox
):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    near, far = Position(47.142, 9.521), Position(47.160, 9.521)
    for rider, place in ((world.rider, near), (world.second_rider, far)):
        go_online(session, rider)
        record(session, rider, [Fix(place, clock.now(), 10.0)])
    session.commit()
    assert [one.name for one in deliveries.riders_for(session, viewer, placed_order.id)] == [
        "Ravi",
        "Rita",
    ]
    kinds = [point.kind for point in map_points.map_points(session, viewer)]
    assert sorted(kinds) == ["home", "restaurant", "restaurant", "rider", "rider"]

    assigning.assign(session, world.admin, placed_order.id, rider_id=world.rider.rider_id)
    session.commit()
    rita, ravi = deliveries.riders_for(session, viewer, placed_order.id)
    assert (rita.is_free, ravi.is_free, ravi.name) == (True, False, "Ravi")
    card = deliveries.delivery_of(session, viewer, placed_order.id)
    assert (card.rider, card.can_assign, card.can_take_away) == ("Ravi", False, True)
    assert deliveries.standing(session, viewer, [placed_order.id]) == {str(placed_order.id): "Ravi"}


def test_people_are_found_by_what_they_are(session, world, viewer):
    def names(kind: PersonKind, search: str = "") -> set[str]:
        return {card.name for card in people(session, viewer, kind=kind, search=search).rows}

    assert names(PersonKind.RIDERS) == {"Ravi", "Rita"}
    assert names(PersonKind.STAFF) == {"Ana", "Rob"}
    assert names(PersonKind.ADMINS) == {"Ada"}
    assert names(PersonKind.WAITING) == names(PersonKind.DISABLED) == set()
    assert names(PersonKind.EVERYONE, "r") == {"Ravi", "Rita", "Rob"}
    assert names(PersonKind.EVERYONE, "ravi@example") == {"Ravi"}


def test_restaurants_come_with_their_figures(session, world, viewer, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    asked = statements(session)
    found = {one.name: one for one in restaurants.places(session, viewer).rows}
    assert len(asked) == 2
    assert (found["Nonna"].orders, found["Nonna"].live, found["Nonna"].accepted) == (1, 1, "100%")
    assert found["Rival"].orders == 0
    with pytest.raises(NotFound):
        restaurants.place(session, viewer, uuid4())


def test_health_and_settings_tell_no_secret(session, world, viewer, valkey):
    from foodapp.kit.heartbeat import beat
    from foodapp.kit.settings import settings

    parts = {part.name: part for part in health.health(session, viewer)}
    assert parts["Database"].is_well
    assert not parts["Worker"].is_well
    beat()
    assert {p.name: p.is_well for p in health.health(session, viewer)}["Worker"]
    told = " ".join(one.value for one in health.chosen(session, viewer))
    assert settings().stripe_secret_key.get_secret_value() not in told
    assert settings().secret_key.get_secret_value() not in told
