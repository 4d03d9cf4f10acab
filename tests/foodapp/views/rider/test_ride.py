from datetime import timedelta

import pytest

from foodapp.dispatch import carrying, offers
from foodapp.kit.geo import shown_way
from foodapp.orders import endings
from foodapp.orders.models import Order
from foodapp.views.rider import ride
from foodapp.views.rider.earnings import earnings
from tests.foodapp.dispatch.riding import in_vain, search


def test_offline_there_is_nothing_but_todays_earnings(session, world):
    home = ride.home(session, world.rider)

    assert (home.is_online, home.offer.id, home.job.id) == (False, "", "")
    assert (home.today, home.today_count) == ("€0.00", 0)


def test_an_offer_shows_pay_and_way_but_not_the_house(session, world, wanted, online):
    online(world.rider)
    search(session)

    card = ride.home(session, world.rider).offer

    assert card.tip == "CHF\u00a02.00"
    assert card.pay != card.ride_pay
    assert card.restaurant == "Nonna"
    assert card.dropoff_area == "Städtle, 9490 Vaduz"
    assert 40 < card.seconds_left <= 45
    assert card.dropoff == (9.523, 47.139)


def test_the_job_says_what_to_collect_and_where_to_bring_it(session, world, wanted, online):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)

    home = ride.home(session, world.rider)

    assert home.offer.id == ""
    assert home.job.status == "assigned"
    assert [(one.quantity, one.name, one.details) for one in home.job.contents] == [
        (1, "Margherita", "Large, Salami")
    ]
    assert home.job.street == "Städtle 49"
    assert ride.home(session, world.second_rider).job.id == ""


def test_a_cancelled_delivery_is_said_clearly(session, world, wanted, online, drain_outbox):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    endings.cancel_for_support(session, world.admin, wanted.order_id, reason="A test.")
    session.commit()
    drain_outbox()
    session.expire_all()

    home = ride.home(session, world.rider)

    assert home.job.id == ""
    assert home.cancelled_id == str(wanted.id)
    assert "was cancelled" in home.cancelled


def test_earnings_count_rides_and_tips_by_day(session, world, wanted, online):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    carrying.collect(session, world.rider, wanted.id)
    order = session.get_one(Order, wanted.order_id)
    carrying.hand_over(session, world.rider, wanted.id, pin=order.pin)
    session.flush()

    week = earnings(session, world.rider)

    assert (week.today_count, week.week_count) == (1, 1)
    assert [day.count for day in week.days] == [0, 0, 0, 0, 0, 0, 1]
    assert week.days[-1].minor == wanted.pay_minor + 200
    assert week.today == week.week == week.deliveries[0].total
    assert week.deliveries[0].tip == "CHF\u00a02.00"
    assert earnings(session, world.second_rider).deliveries == []


def test_a_ride_in_vain_is_paid_without_the_tip(session, world, wanted, online, later):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    carrying.collect(session, world.rider, wanted.id)
    in_vain(session, world.rider, wanted, "refused", later)
    wanted.ended_at -= timedelta(seconds=1)
    session.flush()

    assert earnings(session, world.rider).days[-1].minor == wanted.pay_minor


@pytest.mark.parametrize(
    ("street", "area"),
    [
        ("Städtle 49", "Städtle"),
        ("Gasse 7 b", "Gasse"),
        ("Weg 3-5", "Weg"),
        ("Straße des 17. Juni 135", "Straße des 17. Juni"),
        ("Am Markt", "Am Markt"),
    ],
)
def test_an_area_is_a_street_without_its_house(street, area):
    order = Order(street=street, postcode="9490", city="Vaduz")

    assert ride.area_of(order) == f"{area}, 9490 Vaduz"


@pytest.mark.parametrize(("metres", "shown"), [(0, "0 m"), (344, "340 m"), (1240, "1.2 km")])
def test_distances_read_well(metres, shown):
    assert shown_way(metres) == shown
