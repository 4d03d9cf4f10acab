"""The bank of who bought a gift card wants its money back."""

from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.gateways import registry
from foodapp.kit import db
from foodapp.kit.errors import DomainError
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payments import authorising, disputes, paying, settling
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.giftcards import issuing, redeeming
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.payments.giftcards.voiding import PaymentInDoubt
from foodapp.payments.locking import lock_payable
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.purchases import starting
from foodapp.payments.purchases.models import Purchase, PurchaseStatus
from foodapp.views.console import gift_cards
from foodapp.views.customer import gift_cards as of_customer
from tests.fixtures.credit import has
from tests.fixtures.paying import submit_card

WORTH = 2500


@pytest.fixture
def held(session, world, gateway, inbox, take_in) -> Purchase:
    """Cy has paid for it: the money is about to be taken."""
    bought = starting.gift_card(
        session, world.customer, uuid4(), amount_minor=WORTH, currency="CHF"
    )
    session.commit()
    paying.open_page(world.customer, bought.id)
    page_ref = payment(session).page_ref
    with gateway.browser() as browser:
        submit_card(browser, page_ref, "4242424242424242")
    take_in("payment_intent.amount_capturable_updated", bought)
    return bought


@pytest.fixture
def card(session, held, drain_outbox) -> GiftCard:
    """It is bought."""
    drain_outbox()
    return session.get_one(GiftCard, held.id)


@pytest.fixture
def dispute(session, gateway, card, take_in, drain_outbox):
    def begin():
        told = gateway.control("disputes", payment=payment(session).intent_ref, reason="fraudulent")
        take_in("charge.dispute.funds_withdrawn", None)
        drain_outbox()
        session.expire_all()

        def end(*, won):
            gateway.control("disputes/close", dispute=told["dispute"], won=won)
            take_in("charge.dispute.closed", None)
            drain_outbox()
            session.expire_all()

        return end

    return begin


def payment(session) -> Payment:
    return session.exec(select(Payment)).one()


def believe_the_books(session, purchase):
    """The poller is quicker than the messages."""
    row = payment(session)
    state = registry.gateway("stripe").look_up(row.page_ref, row.intent_ref)
    with db.transaction() as inner:
        authorising.apply(inner, *lock_payable(inner, purchase.id), state)


def code_of(session, world) -> str:
    return of_customer.bought(session, world.customer)[0].code


def balance(session, kind, owner=None, label=""):
    return posting.balance(session, Account(kind, "CHF", owner, label=label))


def test_meanwhile_it_is_neither_redeemed_nor_made_its_buyers_credit(session, world, card, dispute):
    code = code_of(session, world)
    dispute()

    with pytest.raises(PaymentInDoubt, match="disputed"):
        redeeming.redeem(session, world.stranger, code=code)
    with pytest.raises(PaymentInDoubt):
        issuing.block(session, world.admin, card.id, reason="Strange.")

    assert session.get_one(GiftCard, card.id).status is GiftCardStatus.ACTIVE
    assert (has(session, world.customer.user_id), has(session, world.stranger.user_id)) == (0, 0)


def test_once_it_is_lost_the_card_is_void_and_costs_nobody(session, world, card, dispute):
    code = code_of(session, world)
    dispute()(won=False)

    assert payment(session).status is PaymentStatus.CHARGED_BACK
    purchase = session.get_one(Purchase, card.id)
    assert (purchase.status, purchase.to_pay_minor) == (PurchaseStatus.TAKEN_BACK, 0)
    assert purchase.taken_back_at is not None
    assert session.get_one(GiftCard, card.id).status is GiftCardStatus.BLOCKED
    assert of_customer.bought(session, world.customer)[0].code == ""
    [row] = gift_cards.gift_cards(session, world.admin).rows
    assert (row.words, row.by, row.can_block) == ("Blocked", "Cy", False)
    assert row.ended.endswith("as its payment was taken back")
    with pytest.raises(DomainError, match="blocked"):
        redeeming.redeem(session, world.stranger, code=code)
    for kind in (Kind.GIFT_CARDS, Kind.STORE_CREDIT, Kind.CUSTOMER):
        owner = None if kind is Kind.GIFT_CARDS else world.customer.user_id
        assert balance(session, kind, owner) == 0, kind
    assert balance(session, Kind.GATEWAY, label="stripe") == 0
    assert balance(session, Kind.GATEWAY_COSTS, label="stripe") == 0


def test_once_it_is_won_the_card_is_good_again(session, world, card, dispute):
    code = code_of(session, world)
    dispute()(won=True)

    redeeming.redeem(session, world.stranger, code=code)
    assert has(session, world.stranger.user_id) == WORTH
    assert session.get_one(Purchase, card.id).status is PurchaseStatus.PAID


def test_one_that_is_redeemed_already_is_the_platforms_loss(session, world, card, dispute):
    redeeming.redeem(session, world.stranger, code=code_of(session, world))
    dispute()(won=False)

    assert has(session, world.stranger.user_id) == WORTH
    assert session.get_one(Purchase, card.id).status is PurchaseStatus.PAID
    assert balance(session, Kind.GATEWAY_COSTS, label="stripe") == WORTH
    assert balance(session, Kind.CUSTOMER, world.customer.user_id) == 0


def test_a_dispute_that_is_heard_of_before_the_capture_does_not_hold_the_purchase_up(
    session, world, gateway, held, take_in, drain_outbox
):
    with db.transaction() as inner:
        ask = settling.prepare(inner, PaymentUnsettled(payment_id=payment(inner).id))
    settling.call(ask, "")  # by a worker that died before it could write down the answer
    told = gateway.control("disputes", payment=payment(session).intent_ref)
    disputes.look_up()
    believe_the_books(session, held)
    session.expire_all()

    assert payment(session).status is PaymentStatus.DISPUTED
    assert session.get_one(Purchase, held.id).status is PurchaseStatus.PAID
    gateway.control("disputes/close", dispute=told["dispute"], won=False)
    take_in("charge.dispute.closed", None)
    drain_outbox()
    session.expire_all()
    assert session.get_one(Purchase, held.id).status is PurchaseStatus.TAKEN_BACK
    assert balance(session, Kind.GATEWAY_COSTS, label="stripe") == 0


def test_money_that_went_back_before_we_heard_of_it_buys_nothing(
    session, world, gateway, held, drain_outbox
):
    with db.transaction() as inner:
        ask = settling.prepare(inner, PaymentUnsettled(payment_id=payment(inner).id))
    settling.call(ask, "")
    registry.gateway("stripe").refund(
        payment(session).intent_ref, WORTH, "CHF", "by hand at the desk"
    )
    believe_the_books(session, held)
    drain_outbox()
    session.expire_all()

    assert payment(session).status is PaymentStatus.REFUNDED
    assert session.get_one(Purchase, held.id).status is PurchaseStatus.UNPAID
    assert session.exec(select(GiftCard)).all() == []
    assert balance(session, Kind.CUSTOMER, world.customer.user_id) == 0
