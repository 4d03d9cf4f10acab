"""What a gateway has paid out, against what we say it has."""

import pytest
from sqlmodel import col, select

from foodapp.kit import clock, db
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payouts import drafting, sending
from foodapp.payouts.models import PayeeKind, Payout, PayoutAccount, PayoutStatus
from foodapp.payouts.payees import Payee
from foodapp.reconciliation import running
from foodapp.reconciliation.models import Difference, DifferenceKind, GatewayLine
from foodapp.views.console import differences
from tests.foodapp.payouts.conftest import earn, soon

WAYS = {"stripe": ("CHF", "acct_nonna"), "razorpay": ("INR", "acc_nonna")}
OWED = 200_000


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def sent(session, world, gateway, way):
    """The worker has yet to ask."""
    currency, ref = WAYS[way]
    nonna = Payee(PayeeKind.RESTAURANT, world.nonna, currency)
    session.add(PayoutAccount(payee_id=nonna.id, payee=nonna.kind, gateway_account=ref))
    earn(session, nonna.id, OWED, currency=currency)
    payout = drafting.draft(session, nonna, soon())
    sending.send(session, world.admin, payout.id)
    session.commit()
    return payout


@pytest.fixture
def paid_out(session, sent, drain_outbox):
    drain_outbox()
    session.expire_all()
    assert session.get_one(Payout, sent.id).status is PayoutStatus.PAID
    return sent


@pytest.fixture
def compare(session, way, drain_outbox):
    """Returns the differences of this payout that are open afterwards."""

    def run(payout):
        done = running.run_day(way, clock.now().date())
        assert done.failure == ""
        drain_outbox()
        session.expire_all()
        return session.exec(
            select(Difference).where(
                col(Difference.intent_ref).in_([payout.reference, f"payout:{payout.id}"]),
                col(Difference.closed_at).is_(None),
            )
        ).all()

    return run


def test_a_payout_stands_in_both_books(session, paid_out, compare):
    assert compare(paid_out) == []
    lines = select(GatewayLine.amount_minor).where(GatewayLine.intent_ref == paid_out.reference)
    assert session.exec(lines).all() == [-OWED]


def test_one_that_is_still_asked_for_is_left_for_the_next_run(session, way, sent):
    done = running.run_day(way, clock.now().date())
    assert done.in_motion >= 1
    assert (
        session.exec(select(Difference.payout_id).where(Difference.payout_id == sent.id)).all()
        == []
    )


def test_one_that_was_taken_back_in_the_gateways_console_is_found(
    session, world, gateway, paid_out, compare
):
    gateway.control("reverse", transfer=paid_out.reference)
    [found] = compare(paid_out)
    assert (found.kind, found.ours_minor, found.theirs_minor) == (DifferenceKind.AMOUNT, -OWED, 0)
    assert found.payout_id == paid_out.id
    [row] = [one for one in differences.page(session, world.admin).rows if one.id == str(found.id)]
    assert (row.about, row.place) == ("Nonna", "/admin/payouts?which=paid&search=Nonna")


def test_one_that_never_left_is_found(session, sent, way, compare):
    """As if the answer to another call had been taken for this one's."""
    with db.transaction() as inner:
        payout = inner.get_one(Payout, sent.id)
        payout.move_to(PayoutStatus.PAID)
        payout.reference = f"tr_of_nobody_{payout.id.hex}"
    session.expire_all()
    [found] = compare(session.get_one(Payout, sent.id))
    assert (found.kind, found.ours_minor, found.theirs_minor) == (DifferenceKind.AMOUNT, -OWED, 0)


def test_a_transfer_that_nobody_asked_us_for_is_found(session, way, paid_out, compare):
    with db.transaction() as inner:
        inner.get_one(Payout, paid_out.id).reference = "another"
    name = paid_out.reference
    session.expire_all()
    compare(paid_out)
    unknown = session.exec(select(Difference).where(Difference.intent_ref == name)).one()
    assert (unknown.kind, unknown.theirs_minor, unknown.payout_id) == (
        DifferenceKind.UNKNOWN,
        -OWED,
        None,
    )


def test_a_ledger_that_has_lost_a_payout_is_found(session, way, paid_out, compare):
    currency, _ = WAYS[way]
    gateway, bank = Account(Kind.GATEWAY, currency, label=way), Account(Kind.BANK, currency)
    posting.post(session, "payout", {gateway: OWED, bank: -OWED}, subject_id=paid_out.id)
    session.commit()
    found = {one.kind: (one.ours_minor, one.theirs_minor) for one in compare(paid_out)}
    assert found == {
        DifferenceKind.AMOUNT: (0, -OWED),
        DifferenceKind.OUR_OWN: (0, -OWED),
    }
