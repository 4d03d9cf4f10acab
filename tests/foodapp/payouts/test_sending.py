"""A payout leaves once, and what fails is owed again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
import stripe
from sqlmodel import select

from foodapp.accounts.actors import AdminRole
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db, moves
from foodapp.kit.errors import NotAllowed, NotFound
from foodapp.kit.wording import Missing
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payouts import drafting, sending
from foodapp.payouts.events import PayoutSent
from foodapp.payouts.models import (
    COMES_FROM,
    IllegalPayoutMove,
    PayeeKind,
    Payout,
    PayoutAccount,
    PayoutStatus,
)
from foodapp.payouts.sending import NotByBank
from tests.fixtures import world as worlds
from tests.fixtures.paying import client_of
from tests.foodapp.payouts.conftest import earn, owed, soon

BANK = Account(Kind.BANK, "CHF")
STRIPE = Account(Kind.GATEWAY, "CHF", label="stripe")


@pytest.fixture
def drafted(session, nonna):
    earn(session, nonna.id, 1949, 51)
    payout = drafting.draft(session, nonna, soon())
    session.commit()
    return payout


def account(session, nonna, ref: str) -> None:
    session.add(PayoutAccount(payee_id=nonna.id, payee=PayeeKind.RESTAURANT, gateway_account=ref))
    session.commit()


def again(payout) -> Payout:
    with db.transaction() as session:
        return session.get_one(Payout, payout.id)


def test_without_an_account_at_the_gateway_a_person_pays_by_bank(session, world, nonna, drafted):
    sending.send(session, world.admin, drafted.id)
    assert (owed(session, nonna), posting.balance(session, BANK)) == (0, -2000)
    paid = sending.mark_paid(session, world.admin, drafted.id, reference=" SEPA 7\u202e1 ")
    assert (paid.status, paid.reference, paid.way) == (PayoutStatus.PAID, "SEPA 71", "bank")
    assert moves.replayed(session, paid.id, "drafted", COMES_FROM) == "paid"


def test_what_the_bank_sends_back_is_owed_again_and_paid_under_a_new_key(
    session, world, nonna, drafted
):
    sending.send(session, world.admin, drafted.id)
    sending.mark_paid(session, world.admin, drafted.id, reference="SEPA 71")
    key = drafted.idempotency_key
    sending.mark_failed(session, world.admin, drafted.id, reason="Account closed")
    assert (owed(session, nonna), posting.balance(session, BANK)) == (2000, 0)
    sending.draft_again(session, world.admin, drafted.id)
    sending.send(session, world.admin, drafted.id)
    assert drafted.idempotency_key != key
    assert owed(session, nonna) == 0


def test_a_payout_is_sent_once_through_the_gateway(
    session, world, nonna, drafted, gateway, drain_outbox
):
    account(session, nonna, "acct_nonna")
    sending.send(session, world.admin, drafted.id)
    session.commit()
    with pytest.raises(IllegalPayoutMove, match="already sent"):
        sending.send(session, world.admin, drafted.id)
    drain_outbox()
    paid = again(drafted)
    [made] = transfers(gateway, paid)
    assert (made.amount, made.currency, made.destination) == (2000, "chf", "acct_nonna")
    assert (paid.status, paid.reference) == (PayoutStatus.PAID, made.id)
    with db.transaction() as inner:
        assert owed(inner, nonna) == 0
        # earn() has put 20.00 there
        assert posting.balance(inner, STRIPE) == 0


@pytest.mark.parametrize("ref", ["acct_closed_1", "acct_unknown"])
def test_a_transfer_that_is_refused_puts_the_money_back(
    session, world, nonna, drafted, gateway, drain_outbox, ref
):
    account(session, nonna, ref)
    sending.send(session, world.admin, drafted.id)
    session.commit()
    drain_outbox()
    failed = again(drafted)
    assert failed.status is PayoutStatus.FAILED
    assert failed.failure.startswith("The payment service refused it")
    with db.transaction() as inner:
        assert owed(inner, nonna) == 2000


def test_an_answer_that_is_lost_does_not_pay_twice(
    session, world, nonna, drafted, gateway, drain_outbox
):
    account(session, nonna, "acct_nonna")
    sending.send(session, world.admin, drafted.id)
    session.commit()
    gateway.fault("drop_after_commit", match="* /v1/transfers", calls=3)
    with pytest.raises(Unavailable):
        drain_outbox()
    gateway.behave()
    drain_outbox()
    assert again(drafted).status is PayoutStatus.PAID
    assert len(transfers(gateway, drafted)) == 1


def test_a_key_that_may_be_forgotten_is_looked_up_first(session, world, nonna, drafted, gateway):
    account(session, nonna, "acct_nonna")
    sending.send(session, world.admin, drafted.id)
    event = PayoutSent(payout_id=drafted.id, attempt=1)
    fresh = sending.prepare(session, event)
    sending.call(fresh, "")
    drafted.sent_at = clock.now() - timedelta(hours=30)
    ask = sending.prepare(session, event)
    assert ask.look_first
    told = sending.call(replace(ask, key="payout:forgotten"), "")
    assert [told.reference] == [one.id for one in transfers(gateway, drafted)]


def test_two_workers_and_two_admins_pay_once(real_transactions, valkey, gateway):
    with db.transaction() as session:
        world = worlds.build(session)
        earn(session, world.nonna, 2000)
        account = {"payee_id": world.nonna, "payee": PayeeKind.RESTAURANT}
        session.add(PayoutAccount(**account, gateway_account="acct_nonna"))
        [payout] = drafting.ask_for_restaurant(session, world.staff)

    def press(_: int) -> int:
        with db.transaction() as session:
            return sending.send_all(session, world.admin, [payout.id])

    def work(_: int) -> None:
        with db.transaction() as session:
            ask = sending.prepare(session, PayoutSent(payout_id=payout.id, attempt=1))
        if ask is None:
            return
        told = sending.call(ask, "")
        with db.transaction() as session:
            sending.finish(session, PayoutSent(payout_id=payout.id, attempt=1), told)

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(press, range(4))) == 1
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda n: retried(work, n), range(4)))
    assert again(payout).status is PayoutStatus.PAID
    assert len(transfers(gateway, payout)) == 1


def retried(work, n: int) -> None:
    """The gateway answers 409 to the same key at the same moment; the worker comes back."""
    try:
        work(n)
    except Unavailable:
        work(n)


def test_the_gateways_payouts_are_not_marked_by_hand(session, world, nonna, drafted, gateway):
    account(session, nonna, "acct_nonna")
    sending.send(session, world.admin, drafted.id)
    with pytest.raises(NotByBank):
        sending.mark_paid(session, world.admin, drafted.id, reference="SEPA 71")


def test_bad_input_and_the_wrong_people_change_nothing(session, world, nonna, drafted):
    support = replace(world.admin, role=AdminRole.SUPPORT)
    for attempt, refusal in [
        (lambda: sending.send(session, support, drafted.id), NotAllowed),
        (lambda: sending.send(session, world.admin, nonna.id), NotFound),
        (
            lambda: sending.mark_paid(session, world.admin, drafted.id, reference="x"),
            IllegalPayoutMove,
        ),
        (lambda: sending.draft_again(session, world.admin, drafted.id), IllegalPayoutMove),
        (
            lambda: sending.mark_paid(session, world.admin, drafted.id, reference="\0 \ud800"),
            Missing,
        ),
    ]:
        with pytest.raises(refusal):
            attempt()
        session.refresh(drafted)
        assert drafted.status is PayoutStatus.DRAFTED
    assert session.exec(select(Payout)).one().amount_minor == owed(session, nonna)


def transfers(gateway, payout) -> list[stripe.Transfer]:
    return client_of(gateway).v1.transfers.list({"transfer_group": str(payout.id)}).data


def test_the_test_gateway_refuses_what_stripe_refuses(gateway):
    amounts = [{"amount": text} for text in ("0", "-5", str(2**63), "NaN")]
    others = [{"currency": "xxx"}, {"destination": ""}, {"destination": "ba_1"}, {"odd": "1"}]
    for change in amounts + others:
        form = {"amount": "5", "currency": "chf", "destination": "acct_1"} | change
        answer = httpx.post(
            f"{gateway.url}/v1/transfers",
            data=form,
            headers={"authorization": "Bearer sk_test_demo"},
        )
        assert 400 <= answer.status_code < 500, change
