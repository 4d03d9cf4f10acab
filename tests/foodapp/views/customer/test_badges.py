"""What a restaurant's card says it offers just now."""

import pytest

from foodapp.kit import clock
from foodapp.orders.models import Fulfilment
from foodapp.promotions import making
from foodapp.views.customer import home, restaurant
from foodapp.views.customer.badges import badge
from foodapp.views.customer.listing import listed
from tests.fixtures import offers


def said(session, world, *, is_delivery=True):
    [nonna] = listed(session, [world.nonna])
    return badge(nonna, clock.now(), is_delivery=is_delivery)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (offers.percent(1250), "12.5% off"),
        (offers.amount(min_basket_minor=2000), "CHF\u00a05.00 off from CHF\u00a020.00"),
        (offers.free_delivery(), "Free delivery"),
        (offers.percent(code="SECRET"), ""),
        (offers.percent(first_order=True), ""),
    ],
)
def test_it_says_what_applies_by_itself_to_everybody(session, world, terms, words):
    offers.nonnas(session, world, terms)
    assert said(session, world) == words


def test_food_comes_before_delivery_and_more_before_less(session, world):
    offers.nonnas(session, world, offers.free_delivery())
    offers.nonnas(session, world, offers.percent(1000))
    offers.nonnas(session, world, offers.percent(2000))
    assert said(session, world) == "20% off"


def test_nothing_is_promised_that_is_paused_used_up_or_not_for_now(session, world, monkeypatch):
    paused = offers.nonnas(session, world, offers.percent())
    making.pause(session, world.staff, paused.id)
    at = clock.now()
    minute = (at.hour * 60 + at.minute + 6 * 60) % 1440  # hours away, on every clock of Europe
    until = (minute + 30) % 1440 or 1440
    offers.nonnas(session, world, offers.percent(from_minute=minute, until_minute=until))
    session.flush()
    assert said(session, world) == ""


def test_free_delivery_is_no_news_for_those_who_pick_up(session, world):
    offers.nonnas(session, world, offers.free_delivery())
    assert said(session, world, is_delivery=False) == ""


def test_cards_and_the_restaurants_page_carry_it(session, world, valkey):
    offers.nonnas(session, world, offers.percent(2000))
    both = listed(session, [world.nonna, world.rival])
    cards = home.cards_of(session, both, place=None, fulfilment=Fulfilment.DELIVERY)
    assert {card.name: card.offer for card in cards} == {"Nonna": "20% off", "Rival": ""}
    assert restaurant.public_page(session, "nonna").profile.offer == "20% off"
