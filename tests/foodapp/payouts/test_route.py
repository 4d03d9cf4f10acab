"""Payouts in rupees: Razorpay Route, once, and not believed before it is done."""

import httpx
import pytest
from sqlmodel import select

from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.gateways.razorpay.settings import DEMO_RAZORPAY_KEY, DEMO_RAZORPAY_SECRET
from foodapp.kit import db
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payouts import drafting, sending
from foodapp.payouts.events import PayoutSent
from foodapp.payouts.models import PayeeKind, Payout, PayoutAccount, PayoutStatus
from foodapp.payouts.payees import Payee
from foodapp.views.console import payouts
from tests.foodapp.payouts.conftest import earn, owed, soon

TEN_MINUTES_S = 601


@pytest.fixture
def nonna(world) -> Payee:
    return Payee(PayeeKind.RESTAURANT, world.nonna, "INR")


@pytest.fixture
def sent(session, world, nonna, gateway):
    """To this account; the worker has yet to ask."""

    def send(ref: str) -> Payout:
        account = PayoutAccount(payee_id=nonna.id, payee=nonna.kind, gateway_account=ref)
        session.add(account)
        earn(session, nonna.id, 194_900, 5_100, currency="INR")
        payout = drafting.draft(session, nonna, soon())
        assert payout is not None
        sending.send(session, world.admin, payout.id)
        session.commit()
        return payout

    return send


def again(payout: Payout) -> Payout:
    with db.transaction() as session:
        return session.get_one(Payout, payout.id)


def transfers(gateway, payout: Payout) -> list[dict]:
    return [one for one in gateway.control("books")["transfers"] if one["group"] == str(payout.id)]


def test_a_payout_leaves_once_and_the_ledger_follows(
    session, world, nonna, sent, gateway, drain_outbox
):
    payout = sent("acc_nonna")
    drain_outbox()
    paid = again(payout)
    [made] = transfers(gateway, paid)
    assert (made["amount"], made["destination"]) == (200_000, "acc_nonna")
    assert (paid.status, paid.reference, paid.way) == (
        PayoutStatus.PAID,
        made["transfer"],
        "razorpay",
    )
    with db.transaction() as inner:
        assert owed(inner, nonna) == 0
        # earn() has put 2000.00 there
        assert posting.balance(inner, Account(Kind.GATEWAY, "INR", label="razorpay")) == 0
        assert payouts.payouts(inner, world.admin, status=PayoutStatus.PAID).rows[0].goes_to == (
            "acc_nonna"
        )


@pytest.mark.parametrize("fault", ["drop_after_commit", "timeout_after_commit", "409", "500_kept"])
def test_an_answer_that_is_lost_does_not_pay_twice(sent, gateway, drain_outbox, fault):
    payout = sent("acc_nonna")
    gateway.fault(fault, match="POST /razorpay/v1/transfers", calls=3, seconds=6)
    with pytest.raises(Unavailable):
        drain_outbox()
    gateway.behave()
    drain_outbox()
    assert again(payout).status is PayoutStatus.PAID
    assert len(transfers(gateway, payout)) == 1


def test_what_is_under_way_is_neither_paid_nor_owed(session, nonna, sent, gateway, drain_outbox):
    payout = sent("acc_slow")
    with pytest.raises(Unavailable):
        drain_outbox()
    assert again(payout).status is PayoutStatus.SENT
    gateway.control("clock", shift_s=TEN_MINUTES_S)
    drain_outbox()
    gateway.control("clock", shift_s=-TEN_MINUTES_S)
    assert again(payout).status is PayoutStatus.PAID
    assert len(transfers(gateway, payout)) == 1


@pytest.mark.parametrize(
    ("ref", "wait_s"), [("acc_unknown", 0), ("acc_closed", 0), ("acc_failing", TEN_MINUTES_S)]
)
def test_what_comes_to_nothing_is_owed_again(nonna, sent, gateway, drain_outbox, ref, wait_s):
    payout = sent(ref)
    if wait_s:
        with pytest.raises(Unavailable):
            drain_outbox()
    gateway.control("clock", shift_s=wait_s)
    drain_outbox()
    gateway.control("clock", shift_s=-wait_s)
    failed = again(payout)
    assert failed.status is PayoutStatus.FAILED
    assert failed.failure.startswith("The payment service refused it")
    assert transfers(gateway, payout) == []
    with db.transaction() as inner:
        assert owed(inner, nonna) == 200_000


def test_one_that_may_have_been_made_is_found_among_many(session, sent, gateway):
    payout = sent("acc_nonna")
    ask = sending.prepare(session, PayoutSent(payout_id=payout.id, attempt=1))
    assert ask is not None
    razorpay = registry.gateway("razorpay")
    assert razorpay.find_transfer(ask.request) == ""
    made = razorpay.transfer(ask.request, ask.key)
    for _ in range(100):  # a page full of other ones, newest first
        transfer(gateway, account="acc_other")
    assert razorpay.find_transfer(ask.request) == made


@pytest.mark.parametrize(("currency", "ref"), [("INR", "acct_nonna"), ("CHF", "acc_nonna")])
def test_a_gateway_pays_out_only_what_it_has_taken(session, world, gateway, currency, ref):
    payee = Payee(PayeeKind.RESTAURANT, world.nonna, currency)
    session.add(PayoutAccount(payee_id=payee.id, payee=payee.kind, gateway_account=ref))
    earn(session, payee.id, 200_000, currency=currency)
    payout = drafting.draft(session, payee, soon())
    assert payout is not None
    assert payouts.payouts(session, world.admin).rows[0].goes_to == "No bank account yet"
    sending.send(session, world.admin, payout.id)
    assert session.exec(select(Payout.way)).one() == "bank"


def transfer(gateway, key: str = "", **changed) -> httpx.Response:
    form = {"account": "acc_1", "amount": 500, "currency": "INR"} | changed
    return gateway.http.post(
        "/razorpay/v1/transfers",
        json=form,
        auth=(DEMO_RAZORPAY_KEY, DEMO_RAZORPAY_SECRET),
        headers={"X-Transfer-Idempotency": key} if key else {},
    )


def test_the_test_gateway_refuses_what_razorpay_refuses(gateway):
    amounts = [{"amount": amount} for amount in (0, -5, 99, 2**63, "NaN", 1.5)]
    others = [{"currency": "rupees"}, {"account": ""}, {"account": "acct_1"}, {"odd": 1}]
    for change in amounts + others:
        assert transfer(gateway, **change).status_code == 400, change
    assert transfer(gateway, key="1").status_code == 400
    first = transfer(gateway, key="a key of ours")
    assert transfer(gateway, key="a key of ours").json() == first.json()
    assert transfer(gateway, key="a key of ours", amount=501).status_code == 400
