"""Gift cards and tips paid by card: the same gateway, keys, webhooks, poller and reconciliation as
an order's, and what was bought is there once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.alerts import alerts
from foodapp.alerts.models import Alert
from foodapp.kit import clock, db, moves
from foodapp.kit.errors import DomainError, NotFound
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.ledger.models import LedgerAccount
from foodapp.payments import paying, polling, tipping
from foodapp.payments.events import StepRefused
from foodapp.payments.giftcards import issuing, redeeming
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus
from foodapp.payments.purchases import starting
from foodapp.payments.purchases.models import COMES_FROM, Purchase, PurchaseKind, PurchaseStatus
from foodapp.reconciliation import running
from foodapp.reconciliation.models import Difference, GatewayLine
from foodapp.views.console import alert_words
from foodapp.views.customer import credit, gift_cards
from tests.fixtures import world as worlds
from tests.fixtures.credit import has
from tests.fixtures.paying import submit_card
from tests.foodapp.payments.test_tipping import deliver, riders

HELD = "payment_intent.amount_capturable_updated"


def payment_of(purchase) -> Payment:
    with db.transaction() as session:
        return session.exec(select(Payment).where(Payment.purchase_id == purchase.id)).one()


def status(session, purchase) -> PurchaseStatus:
    session.expire_all()
    return session.get_one(Purchase, purchase.id).status


@pytest.fixture
def bought(session, world, gateway) -> Purchase:
    """Cy is on the gateway's page, for a card of 25.00."""
    purchase = starting.gift_card(
        session, world.customer, uuid4(), amount_minor=2500, currency="CHF"
    )
    session.commit()
    paying.open_page(world.customer, purchase.id)
    return purchase


@pytest.fixture
def delivered(session, world):
    order = deliver(session, world)
    session.commit()
    return order


@pytest.fixture
def tipped(session, world, gateway, delivered) -> Purchase:
    """Cy is on the gateway's page, for a tip of 3.00."""
    purchase = starting.tip(session, world.customer, delivered.id, more_minor=300)
    session.commit()
    paying.open_page(world.customer, purchase.id)
    return purchase


@pytest.fixture
def pay_for(gateway):
    def pay(purchase, number="4242424242424242"):
        with gateway.browser() as browser:
            return submit_card(browser, payment_of(purchase).page_ref or "", number)

    return pay


@pytest.fixture
def done(session, drain_outbox, take_in):
    """The gateway's word is heard, and carried out."""

    def hear(purchase):
        take_in(HELD, purchase)
        drain_outbox()
        session.expire_all()

    return hear


def is_settled(session):
    """Every customer's account is at zero."""
    owners = session.exec(select(LedgerAccount).where(LedgerAccount.kind == Kind.CUSTOMER))
    balances = [
        posting.balance(session, Account(Kind.CUSTOMER, one.currency, one.owner_id))
        for one in owners
    ]
    return not any(balances)


def test_a_bought_card_is_there_once_its_money_is_taken(
    session, world, inbox, bought, pay_for, done, gateway
):
    assert gift_cards.bought(session, world.customer)[0].code == ""
    pay_for(bought)
    done(bought)

    payment = payment_of(bought)
    assert (payment.status, payment.captured_minor) == (PaymentStatus.CAPTURED, 2500)
    assert gateway.books_of(payment.intent_ref)["captured"] == 2500
    assert status(session, bought) is PurchaseStatus.PAID
    first = PurchaseStatus.AWAITING_PAYMENT.value
    assert moves.replayed(session, bought.id, first, COMES_FROM) == PurchaseStatus.PAID
    assert posting.balance(session, Account(Kind.GIFT_CARDS, "CHF")) == -2500
    assert is_settled(session)
    [card] = gift_cards.bought(session, world.customer)
    assert gift_cards.bought(session, world.stranger) == []
    redeeming.redeem(session, world.stranger, code=card.code)
    assert has(session, world.stranger.user_id) == 2500
    assert posting.balance(session, Account(Kind.GIFT_CARDS, "CHF")) == 0
    assert gift_cards.bought(session, world.customer)[0].code == ""


def test_the_same_message_again_makes_no_second_card(
    session, world, inbox, bought, pay_for, done, drain_outbox
):
    pay_for(bought)
    done(bought)
    for _ in range(2):
        polling.look_up_now(world.customer, bought.id)
        with db.transaction() as inner:
            inner.get_one(Payment, payment_of(bought).id).looked_up_at -= timedelta(hours=1)
        polling.look_up_open()
        drain_outbox()
    assert len(session.exec(select(GiftCard)).all()) == 1
    steps = session.exec(
        select(GatewayCall.step).where(GatewayCall.payment_id == payment_of(bought).id)
    )
    assert sorted(steps) == ["capture", "page"]


def test_the_poller_finds_what_was_never_sent(session, world, bought, pay_for, drain_outbox):
    pay_for(bought)
    with db.transaction() as inner:
        inner.get_one(Payment, payment_of(bought).id).looked_up_at -= timedelta(minutes=1)
    polling.look_up_open()
    drain_outbox()
    assert status(session, bought) is PurchaseStatus.PAID


def test_a_lost_capture_is_found_by_the_sweep(session, world, bought, pay_for, drain_outbox):
    """Held, and nothing under way any more."""
    pay_for(bought)
    polling.look_up_now(world.customer, bought.id)
    from foodapp.kit.outbox import OutboxEntry

    for entry in session.exec(select(OutboxEntry)).all():
        session.delete(entry)
    session.commit()
    with db.transaction() as inner:
        inner.get_one(Payment, payment_of(bought).id).looked_up_at -= timedelta(minutes=5)
    with db.transaction() as inner:
        assert polling.doubt_unsettled(inner) == 1
    drain_outbox()
    assert status(session, bought) is PurchaseStatus.PAID


def test_a_card_that_is_declined_buys_nothing(session, world, bought, pay_for, drain_outbox):
    pay_for(bought, "4000000000000002")
    polling.look_up_now(world.customer, bought.id)
    drain_outbox()
    assert status(session, bought) is PurchaseStatus.AWAITING_PAYMENT
    assert session.exec(select(GiftCard)).all() == []


def test_a_page_that_was_left_is_closed_and_a_late_payment_is_released(
    session, world, inbox, bought, pay_for, done, drain_outbox
):
    pay_for(bought)
    with db.transaction() as inner:
        inner.get_one(Purchase, bought.id).created_at -= timedelta(hours=1)
    with db.transaction() as inner:
        assert starting.abandon(inner) == 1
    done(bought)

    assert status(session, bought) is PurchaseStatus.UNPAID
    assert payment_of(bought).status is PaymentStatus.VOIDED
    assert session.exec(select(GiftCard)).all() == []
    assert gift_cards.bought(session, world.customer) == []
    assert is_settled(session)


def test_a_double_click_buys_once(session, world, gateway):
    ident = uuid4()
    first, second = (
        starting.gift_card(session, world.customer, ident, amount_minor=2500, currency="CHF")
        for _ in range(2)
    )
    session.commit()
    assert first.id == second.id
    pages = {paying.open_page(world.customer, ident) for _ in range(2)}
    assert len(pages) == 1
    with pytest.raises(NotFound):
        starting.gift_card(session, world.stranger, ident, amount_minor=2500, currency="CHF")
    with pytest.raises(NotFound):
        paying.open_page(world.stranger, ident)


@pytest.mark.parametrize("minor", [-1, 0, 99, 50_001, 2**63])
def test_a_card_of_an_amount_that_makes_no_sense_is_refused(session, world, minor):
    with pytest.raises(DomainError, match="A gift card is worth"):
        starting.gift_card(session, world.customer, uuid4(), amount_minor=minor, currency="CHF")


def test_a_blocked_card_that_was_bought_is_its_buyers_credit(
    session, world, inbox, bought, pay_for, done
):
    pay_for(bought)
    done(bought)
    issuing.block(session, world.admin, bought.id, reason="The letter was lost")
    assert has(session, world.customer.user_id) == 2500
    assert session.get_one(GiftCard, bought.id).status is GiftCardStatus.BLOCKED
    assert is_settled(session)


def test_reconciliation_compares_purchases_too(
    session, world, inbox, bought, pay_for, done, monkeypatch
):
    pay_for(bought)
    done(bought)
    monkeypatch.setattr(running, "QUIET", timedelta(minutes=-1))

    running.run_day("stripe", clock.now().date())

    intent = payment_of(bought).intent_ref
    assert intent in {line.intent_ref for line in session.exec(select(GatewayLine))}
    assert intent not in {one.intent_ref for one in session.exec(select(Difference))}


def test_a_tip_by_card_is_the_riders_once_it_is_taken(
    session, world, inbox, delivered, tipped, pay_for, done
):
    assert riders(session, world) == 0
    pay_for(tipped)
    done(tipped)

    assert status(session, tipped) is PurchaseStatus.PAID
    assert (riders(session, world), has(session, world.customer.user_id)) == (300, 0)
    session.refresh(delivered)
    assert delivered.late_tip_minor == 300
    assert is_settled(session)
    told = credit.mine(session, world.customer)
    assert [(line.words, line.amount) for line in told.lines] == [
        (f"Tip for the rider of order {delivered.number}", "-CHF\u00a03.00"),
        ("Paid by card for a tip", "+CHF\u00a03.00"),
    ]


def test_a_tip_that_fails_changes_nothing(session, world, delivered, tipped, pay_for, drain_outbox):
    pay_for(tipped, "4000000000000002")
    with db.transaction() as inner:
        inner.get_one(Purchase, tipped.id).created_at -= timedelta(hours=1)
    with db.transaction() as inner:
        starting.abandon(inner)
    drain_outbox()
    assert (riders(session, world), delivered.late_tip_minor) == (0, 0)
    assert payment_of(tipped).status is PaymentStatus.FAILED


def test_a_tip_that_comes_too_late_is_the_customers_credit(
    session, world, inbox, delivered, tipped, pay_for, done
):
    pay_for(tipped)
    delivered.delivered_at = clock.now() - timedelta(days=8)
    session.add(delivered)
    session.commit()
    done(tipped)
    assert (riders(session, world), has(session, world.customer.user_id)) == (0, 300)


def test_one_tip_of_an_order_at_a_time(session, world, tipped, delivered):
    again = starting.tip(session, world.customer, delivered.id, more_minor=300)
    assert again.id == tipped.id
    other = starting.tip(session, world.customer, delivered.id, more_minor=500)
    session.flush()
    assert status(session, tipped) is PurchaseStatus.UNPAID
    other.move_to(PurchaseStatus.HELD)
    session.flush()
    with pytest.raises(DomainError, match="still being paid"):
        starting.tip(session, world.customer, delivered.id, more_minor=700)


@pytest.mark.parametrize("minor", [-1, 0, 49, 10_000_01, 2**63])
def test_a_tip_that_makes_no_sense_is_refused(session, world, delivered, minor):
    with pytest.raises(DomainError, match="does not look right"):
        starting.tip(session, world.customer, delivered.id, more_minor=minor)


def test_no_tip_for_somebody_elses_order_nor_after_a_week(session, world, delivered):
    with pytest.raises(NotFound):
        starting.tip(session, world.stranger, delivered.id, more_minor=300)
    delivered.delivered_at = clock.now() - timedelta(days=8)
    session.add(delivered)
    session.flush()
    with pytest.raises(tipping.TooLate):
        starting.tip(session, world.customer, delivered.id, more_minor=300)


def test_a_refused_step_of_a_purchase_is_an_alert(session, world, bought):
    payment_id = session.exec(select(Payment.id).where(Payment.purchase_id == bought.id)).one()
    alerts.step_refused(session, StepRefused(payment_id=payment_id, step="capture", code="no"))
    [alert] = session.exec(select(Alert)).all()
    assert "gift card" in alert_words.said(alert)
    assert alert.order_id is None


def test_tips_that_are_begun_at_once_are_one(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        order_id = deliver(session, world).id
    start = Barrier(6)

    def begin(number):
        start.wait()
        with db.transaction() as session:
            minor = 300 if number % 2 else 500
            return starting.tip(session, world.customer, order_id, more_minor=minor).id

    with ThreadPoolExecutor(6) as hands:
        list(hands.map(begin, range(6)))
    with db.transaction() as session:
        open_ones = select(Purchase).where(Purchase.status == PurchaseStatus.AWAITING_PAYMENT)
        [one] = session.exec(open_ones).all()
        assert one.kind is PurchaseKind.TIP
