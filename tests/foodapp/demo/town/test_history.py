"""The demo town's ninety days, against every rule of the platform."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from foodapp.dispatch.models import Delivery, DeliveryStatus, Offer, OfferStatus, Shift
from foodapp.kit.outbox import OutboxEntry
from foodapp.kit.settings import settings
from foodapp.orders import events, timeline
from foodapp.orders.models import COMES_FROM, ENDED, Order, OrderLine, OrderStatus, TimelineEntry
from foodapp.payments import machine
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.restaurants.models import Restaurant
from foodapp.reviews.models import Review
from tests.foodapp.demo.town.conftest import NOW

EVENTS = {
    timeline.kind_of(kind): kind
    for kind in events.OrderEvent.__subclasses__()
    if kind.__module__ == events.__name__
}
LEADS_TO = {
    "order_started": OrderStatus.AWAITING_PAYMENT,
    "order_placed": OrderStatus.PLACED,
    "order_unpaid": OrderStatus.UNPAID,
    "order_accepted": OrderStatus.ACCEPTED,
    "order_ready": OrderStatus.READY,
    "order_collected": OrderStatus.COLLECTED,
    "order_delivered": OrderStatus.DELIVERED,
    "order_rejected": OrderStatus.REJECTED,
    "order_expired": OrderStatus.EXPIRED,
    "order_cancelled": OrderStatus.CANCELLED,
    "order_failed": OrderStatus.FAILED,
}


def test_every_timeline_can_be_replayed_on_the_order_machine(town):
    orders = {order.id: order for order in town.exec(select(Order))}
    entries = defaultdict(list)
    for entry in town.exec(select(TimelineEntry).order_by(TimelineEntry.id)):
        entries[entry.order_id].append(entry)
    assert entries.keys() == orders.keys()
    for order_id, told in entries.items():
        assert all(earlier.at <= later.at for earlier, later in pairwise(told))
        moves = [LEADS_TO[entry.kind] for entry in told if entry.kind in LEADS_TO]
        assert moves[0] is OrderStatus.AWAITING_PAYMENT
        for current, wanted in pairwise(moves):
            assert current in COMES_FROM[wanted]
        assert moves[-1] is orders[order_id].status


def test_every_timeline_entry_carries_the_facts_of_its_event(town):
    for entry in town.exec(select(TimelineEntry)):
        some = {"order_id": entry.order_id, "restaurant_id": entry.order_id}
        event = EVENTS[entry.kind](**some, customer_id=entry.order_id, **entry.facts)
        ids = {"order_id", "restaurant_id", "customer_id"}
        assert event.model_dump(mode="json", exclude=ids) == entry.facts


def test_every_moment_of_an_order_is_that_of_its_timeline(town):
    moments = {
        "order_placed": "placed_at",
        "order_accepted": "accepted_at",
        "order_ready": "ready_at",
        "order_collected": "collected_at",
        "order_delivered": "delivered_at",
        "restaurant_prompted": "prompted_at",
    }
    rows = town.exec(
        select(Order, TimelineEntry).join(TimelineEntry, TimelineEntry.order_id == Order.id)
    )
    for order, entry in rows:
        if entry.kind in moments:
            assert getattr(order, moments[entry.kind]) == entry.at


def test_history_is_over(town):
    """Nothing of it waits for a timer, a rider or the worker."""
    assert set(town.exec(select(Order.status))) <= ENDED
    assert town.exec(select(func.max(TimelineEntry.at))).one() < NOW
    assert town.exec(select(func.count()).where(col(Order.ended_at).is_(None))).one() == 0
    assert town.exec(select(func.count()).where(col(Shift.ended_at).is_(None))).one() == 0
    assert town.exec(select(func.count()).where(Offer.status == OfferStatus.OPEN)).one() == 0
    assert town.exec(select(func.count()).select_from(OutboxEntry)).one() == 0


def test_the_money_of_every_order_is_where_it_should_be(town):
    rows = town.exec(select(Order, Payment).join(Payment, Payment.order_id == Order.id)).all()
    assert len(rows) == town.exec(select(func.count()).select_from(Order)).one()
    for order, payment in rows:
        assert machine.due(PaidOrder(order), payment) is None
        assert payment.amount_minor == order.total_minor
        if order.status is OrderStatus.DELIVERED:
            assert payment.status is PaymentStatus.CAPTURED
            assert payment.captured_minor == order.total_minor


def test_the_lines_of_every_order_add_up(town):
    sums = dict(
        town.exec(
            select(OrderLine.order_id, func.sum(OrderLine.total_minor)).group_by(OrderLine.order_id)
        ).all()
    )
    for order in town.exec(select(Order)):
        assert sums[order.id] == order.items_minor


def test_every_brought_order_has_its_ride(town):
    rides = {ride.order_id: ride for ride in town.exec(select(Delivery))}
    for order in town.exec(select(Order).where(col(Order.collected_at).is_not(None))):
        ride = rides[order.id]
        assert ride.opened_at <= ride.assigned_at <= ride.arrived_at <= ride.collected_at
        assert (ride.collected_at, ride.delivered_at) == (order.collected_at, order.delivered_at)
        assert ride.status in (DeliveryStatus.DELIVERED, DeliveryStatus.FAILED)


def test_no_rider_is_in_two_places_at_once(town):
    for rider_id in set(town.exec(select(Shift.rider_id))):
        shifts = town.exec(
            select(Shift).where(Shift.rider_id == rider_id).order_by(Shift.started_at)
        ).all()
        assert all(one.ended_at <= other.started_at for one, other in pairwise(shifts))
        rides = town.exec(
            select(Delivery).where(Delivery.rider_id == rider_id).order_by(Delivery.assigned_at)
        ).all()
        assert all(one.ended_at <= other.assigned_at for one, other in pairwise(rides))


def test_every_ride_lies_within_a_shift_of_its_rider(town):
    outside = town.exec(
        select(func.count())
        .select_from(Delivery)
        .where(
            col(Delivery.rider_id).is_not(None),
            col(Delivery.assigned_at) > NOW - timedelta(days=89),
            col(Delivery.assigned_at) < NOW - timedelta(days=1),
            ~select(Shift.id)
            .where(
                Shift.rider_id == Delivery.rider_id,
                col(Shift.started_at) <= Delivery.assigned_at,
                col(Shift.ended_at) >= Delivery.ended_at,
            )
            .exists(),
        )
    ).one()
    assert outside == 0


def test_the_town_eats_by_the_clock_and_by_the_week(town):
    zone = ZoneInfo(settings().time_zone)
    local = [at.astimezone(zone) for at in town.exec(select(Order.created_at))]
    by_hour = Counter((at.weekday(), at.hour) for at in local)
    friday_dinner, tuesday_afternoon = by_hour[4, 19], by_hour[1, 15]
    assert friday_dinner > 5 * tuesday_afternoon
    noon, afternoon = (sum(by_hour[day, hour] for day in range(7)) for hour in (12, 15))
    assert noon > 2 * afternoon
    by_day = Counter(at.weekday() for at in local)
    assert min(by_day[4], by_day[5]) > max(by_day[0], by_day[1])


def test_most_orders_end_well(town):
    ends = Counter(town.exec(select(Order.status)))
    assert 6_000 < ends.total() < 9_000
    assert 0.93 < ends[OrderStatus.DELIVERED] / ends.total() < 0.985
    assert ends.keys() == ENDED


def test_nobody_orders_from_a_closed_kitchen(town):
    from foodapp.restaurants.opening import hours_of

    for restaurant in town.exec(select(Restaurant)).all():
        hours = hours_of(town, restaurant)
        wanted = town.exec(
            select(Order.created_at).where(Order.restaurant_id == restaurant.id)
        ).all()
        assert len(wanted) > 150
        assert all(hours.is_open(at) for at in wanted)


def test_whoever_waits_long_is_less_kind(town):
    rows = town.exec(select(Order, Review).join(Review, Review.order_id == Order.id)).all()
    told = {
        entry.order_id: entry
        for entry in town.exec(select(TimelineEntry).where(TimelineEntry.kind == "order_started"))
    }
    waited = {True: [], False: []}
    for order, review in rows:
        wait = order.delivered_at - told[order.id].at
        waited[wait > timedelta(minutes=50)].append(review.food_stars)
    slow, quick = (sum(stars) / len(stars) for stars in (waited[True], waited[False]))
    assert quick - slow > 0.3


def test_restaurants_carry_the_sum_of_their_reviews(town):
    counted = {
        restaurant_id: (stars, count)
        for restaurant_id, stars, count in town.exec(
            select(Review.restaurant_id, func.sum(Review.food_stars), func.count()).group_by(
                Review.restaurant_id
            )
        )
    }
    for restaurant in town.exec(select(Restaurant)):
        assert (restaurant.rating_sum, restaurant.rating_count) == counted[restaurant.id]


def test_people_come_back_to_what_they_like(town):
    """Of an eager customer's orders, the favourite restaurant has far more than a twelfth."""
    orders = defaultdict(Counter)
    for customer_id, restaurant_id in town.exec(select(Order.customer_id, Order.restaurant_id)):
        orders[customer_id][restaurant_id] += 1
    shares = sorted(max(of.values()) / of.total() for of in orders.values() if of.total() > 30)
    assert shares[len(shares) // 2] > 0.25


def test_review_texts_vary(town):
    from foodapp.demo.town.reviewing import opinions

    templates = [text for kind, texts in opinions().items() if kind != "answers" for text in texts]
    assert len(set(templates)) >= 60
    texts = Counter(town.exec(select(Review.text).where(Review.text != "")))
    assert len(texts) > 200
    assert texts.most_common(1)[0][1] < 0.04 * texts.total()
