"""Whoever moves the platform's money has entered their password a few minutes ago."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts import phones
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.settings import settings
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.orders import debts, endings
from foodapp.payments.giftcards import issuing
from foodapp.payments.refunds import giving, trouble
from foodapp.payments.refunds.models import Bearer
from foodapp.payouts import cash, drafting, invoicing, sending
from foodapp.promotions import making
from foodapp.restaurants import approving, rates
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.rates import RateKind
from tests.fixtures import offers

WHY = "A long story."


def a_restaurant(session):
    """One that is open already."""
    return session.exec(select(Restaurant.id)).first()


# name -> what is done to an order, or with an id that nobody has
ACTS = {
    "give a refund": lambda s, a, order: giving.ask(
        s, a, order, whole=True, bearer=Bearer.PLATFORM, reason=WHY
    ),
    "approve a refund": lambda s, a, _: giving.approve(s, a, uuid4()),
    "try a refund again": lambda s, a, order: trouble.retry(s, a, order),
    "turn a refund into credit": lambda s, a, order: trouble.to_credit(s, a, order),
    "give a gift card": lambda s, a, _: issuing.issue(
        s, a, amount_minor=1, currency="CHF", reason=WHY
    ),
    "take cash in": lambda s, a, _: cash.take_in(s, a, uuid4(), amount_minor=1, currency="CHF"),
    "a debt is paid": lambda s, a, order: debts.settle(
        s, a, order, how=debts.Settled.PAID, reason=WHY
    ),
    "forgive a debt": lambda s, a, order: debts.settle(
        s, a, order, how=debts.Settled.FORGIVEN, reason=WHY
    ),
    "set a tax rate": lambda s, a, _: rates.set_rate(
        s, a, kind=RateKind.TAX_FOOD, percent="no", reason=WHY
    ),
    "set a commission": lambda s, a, _: rates.set_rate(
        s, a, kind=RateKind.COMMISSION, percent="no", reason=WHY
    ),
    "offer for the platform": lambda s, a, _: making.offer_for_platform(
        s, a, offers.percent(), restaurant_id=uuid4()
    ),
    "send a payout": lambda s, a, _: sending.send(s, a, uuid4()),
    "say that a payout is paid": lambda s, a, _: sending.mark_paid(s, a, uuid4(), reference="B"),
    "say that a payout came back": lambda s, a, _: sending.mark_failed(s, a, uuid4(), reason=WHY),
    "try a payout again": lambda s, a, _: sending.draft_again(s, a, uuid4()),
    "pay out before the week is over": lambda s, a, _: drafting.draft_for(s, a, uuid4()),
    "cancel an invoice": lambda s, a, _: invoicing.cancel(s, a, uuid4(), reason=WHY),
    "write an invoice anew": lambda s, a, _: invoicing.write_anew(s, a, uuid4()),
    "block a gift card": lambda s, a, _: issuing.block(s, a, uuid4(), reason=WHY),
    "cancel an order": lambda s, a, order: endings.cancel_for_support(s, a, order, reason=""),
    "let somebody owe more": lambda s, a, _: phones.prove_by_word(s, a, uuid4(), reason=WHY),
    "let a restaurant sell again": lambda s, a, _: approving.resume(s, a, a_restaurant(s)),
}


@pytest.mark.parametrize("name", ACTS)
def test_money_is_moved_by_whoever_has_just_entered_their_password(
    session, world, placed_order, name
):
    too_long = timedelta(minutes=settings().reauth_minutes, seconds=1)
    for proven_at in (None, clock.now() - too_long):
        with pytest.raises(NotProven):
            ACTS[name](session, replace(world.admin, proven_at=proven_at), placed_order.id)

    in_time = clock.now() - timedelta(minutes=settings().reauth_minutes - 1)
    with pytest.raises(DomainError) as refusal:  # of what is asked for, not of who asks
        ACTS[name](session, replace(world.admin, proven_at=in_time), placed_order.id)
    assert not isinstance(refusal.value, NotProven | NotAllowed)


@pytest.mark.parametrize("name", ACTS)
def test_who_may_not_is_not_asked_for_a_password(session, world, placed_order, name):
    viewer = replace(world.admin, role=AdminRole.VIEWER, proven_at=None)
    with pytest.raises(NotAllowed):
        ACTS[name](session, viewer, placed_order.id)


def test_what_the_platform_pays_is_stopped_at_once_and_goes_on_with_the_password(session, world):
    made = offers.ours(session, world, offers.percent())
    left_open = replace(world.admin, proven_at=None)
    making.pause(session, left_open, made.id, reason=WHY)
    with pytest.raises(NotProven):
        making.resume(session, left_open, made.id, reason=WHY)
    making.resume(session, world.admin, made.id, reason=WHY)
    making.end(session, left_open, made.id, reason=WHY)
    assert made.paused_at is None
    assert made.ended_at is not None


def test_a_promotion_at_a_restaurants_own_cost_asks_nobody_again(session, world):
    owner, left_open = (replace(one, proven_at=None) for one in (world.staff, world.admin))
    own = making.offer(session, owner, offers.percent())
    session.flush()
    making.pause(session, owner, own.id)
    making.resume(session, left_open, own.id, reason=WHY)
    making.offer_for_platform(
        session, left_open, offers.amount(), restaurant_id=world.nonna, platform_bps=0
    )
