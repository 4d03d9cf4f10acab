"""Our books against the gateway's: equal to the cent, and every planted difference is found."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.alerts.models import Alert, AlertKind
from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.reconciliation import closing, running
from foodapp.reconciliation.models import Difference, DifferenceKind, GatewayLine, Run
from foodapp.views.console.standing import failure_of
from tests.foodapp.payments.conftest import TOTAL, ask, payment_of


@pytest.fixture
def reconcile(session, drain_outbox):
    def run():
        done = running.run_day("stripe", clock.now().date())
        drain_outbox()
        session.expire_all()
        return done

    return run


def open_ones(session):
    return session.exec(select(Difference).where(col(Difference.closed_at).is_(None))).all()


def about(session, order):
    """Of this order's payment: the gateway remembers other tests' payments, too."""
    name = payment_of(order.id).intent_ref
    return [one for one in open_ones(session) if one.intent_ref == name]


def plant(session, order, minor):
    """As if our ledger had missed or invented something."""
    gateway = Account(Kind.GATEWAY, "CHF", label="stripe")
    costs = Account(Kind.GATEWAY_COSTS, "CHF", label="stripe")
    posting.post(session, "payment", {gateway: minor, costs: -minor}, subject_id=order.id)
    session.commit()


def test_books_that_are_equal_have_no_difference(session, world, paid, settled, reconcile):
    ask(world.admin, paid, amount_minor=500)
    settled(paid)
    run = reconcile()
    assert about(session, paid) == []
    assert run.failure == ""
    assert run.payments >= 1
    assert run.ours["CHF"] == TOTAL - 500
    lines = session.exec(
        select(GatewayLine.amount_minor).where(
            GatewayLine.intent_ref == payment_of(paid.id).intent_ref
        )
    ).all()
    assert sorted(lines) == [-500, TOTAL]
    assert reconcile().lines_read == 0, "read once"


@pytest.mark.parametrize("won", [True, False])
def test_what_a_dispute_takes_and_gives_back_is_in_both_books(
    session, paid, gateway, take_in, drain_outbox, reconcile, won
):
    told = gateway.control("disputes", payment=payment_of(paid.id).intent_ref)
    take_in("charge.dispute.funds_withdrawn", None)
    reconcile()
    assert about(session, paid) == []
    gateway.control("disputes/close", dispute=told["dispute"], won=won)
    take_in("charge.dispute.closed", None)
    reconcile()
    assert about(session, paid) == []


def test_a_cent_too_much_in_our_ledger_is_found_with_both_sides(session, paid, reconcile):
    plant(session, paid, 1)
    reconcile()
    amount, own = sorted(about(session, paid), key=lambda one: one.kind)
    assert (amount.kind, amount.ours_minor, amount.theirs_minor) == (
        DifferenceKind.AMOUNT,
        TOTAL + 1,
        TOTAL,
    )
    assert own.kind is DifferenceKind.OUR_OWN
    assert amount.order_id == paid.id
    assert [a.kind for a in session.exec(select(Alert))] == [AlertKind.BOOKS_DIFFER]


def test_a_difference_that_goes_away_closes_by_itself(session, paid, reconcile):
    plant(session, paid, 1)
    reconcile()
    [first, _] = about(session, paid)
    reconcile()
    assert len(about(session, paid)) == 2, "seen again, not written again"
    plant(session, paid, -1)
    reconcile()
    assert about(session, paid) == []
    assert session.get_one(Difference, first.id).note == running.EQUAL_AGAIN


def test_money_of_a_payment_that_we_do_not_have_is_found(session, paid, gateway, reconcile):
    gateway.control("line", amount=777, payment_intent="pi_of_nobody", currency="chf")
    reconcile()
    [one] = [one for one in open_ones(session) if one.intent_ref == "pi_of_nobody"]
    assert (one.kind, one.ours_minor, one.theirs_minor) == (DifferenceKind.UNKNOWN, 0, 777)
    assert one.order_id is None


def test_another_currency_is_found(session, paid, gateway, reconcile):
    intent = payment_of(paid.id).intent_ref
    gateway.control("line", amount=5, payment_intent=intent, currency="eur")
    reconcile()
    [one] = about(session, paid)
    assert (one.kind, one.currency, one.theirs_minor) == (DifferenceKind.CURRENCY, "EUR", 5)


def test_a_payment_that_the_gateway_never_heard_of_is_found(session, paid, reconcile):
    payment = session.merge(payment_of(paid.id))
    payment.intent_ref = None
    session.commit()
    reconcile()
    [one] = [one for one in open_ones(session) if one.order_id == paid.id]
    assert (one.ours_minor, one.theirs_minor) == (TOTAL, 0)


def test_a_refund_made_in_the_gateways_console_is_found(session, paid, gateway, reconcile):
    registry.gateway("stripe").refund(payment_of(paid.id).intent_ref, 300, "CHF", "by-hand-0001")
    reconcile()
    [one] = about(session, paid)
    assert (one.ours_minor, one.theirs_minor) == (TOTAL, TOTAL - 300)


def test_what_the_gateway_keeps_is_taken_over_into_the_ledger(
    session, world, gateway, inbox, unpaid, pay, take_in, drain_outbox, reconcile
):
    from foodapp.orders import kitchen

    gateway.control("fee", bps=150)
    pay(unpaid)
    take_in("payment_intent.amount_capturable_updated", unpaid)
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, unpaid.id, prep_minutes=20)
    drain_outbox()
    gateway.control("fee", bps=0)
    reconcile()
    reconcile()
    assert about(session, unpaid) == []
    moved = posting.moved_by(session, unpaid.id)
    assert moved[Account(Kind.GATEWAY_COSTS, "CHF", label="stripe")] == 30
    assert moved[Account(Kind.GATEWAY, "CHF", label="stripe")] == TOTAL - 30


def test_what_has_just_moved_is_left_for_the_next_run(session, paid, reconcile, monkeypatch):
    monkeypatch.setattr(running, "QUIET", timedelta(minutes=10))
    plant(session, paid, 1)
    run = reconcile()
    assert about(session, paid) == []
    assert run.in_motion >= 1


def test_an_admin_closes_a_difference_with_a_note_and_it_stays_closed(
    session, world, paid, reconcile
):
    plant(session, paid, 1)
    reconcile()
    for one in about(session, paid):
        with db.transaction() as inner:
            closing.close(inner, world.admin, one.id, note="A test of ours")
    reconcile()
    assert about(session, paid) == []
    plant(session, paid, 1)
    reconcile()
    assert len(about(session, paid)) == 2, "another amount is another difference"


def test_closing_needs_a_note_and_the_right(session, world, paid, reconcile):
    plant(session, paid, 1)
    reconcile()
    [one, _] = about(session, paid)
    for admin, note, error in (
        (world.admin, " ", DomainError),
        (world.admin, "\0", DomainError),
        (Admin(world.admin.user_id, AdminRole.SUPPORT), "x", NotAllowed),
    ):
        with pytest.raises(error), db.transaction() as inner:
            closing.close(inner, admin, one.id, note=note)


def test_a_gateway_that_is_away_leaves_a_run_that_says_so(session, paid, monkeypatch, reconcile):
    class Away:
        def books(self, *_):
            raise Unavailable

    monkeypatch.setattr(registry, "gateway", lambda _: Away())
    run = reconcile()
    assert "could not reach" in failure_of(session.get_one(Run, run.id))
    assert "not finished" in running.told(run)


def test_the_night_covers_the_days_since_the_last_run(session, paid, reconcile, monkeypatch):
    reconcile()
    monkeypatch.setattr(registry, "names", lambda: ("stripe",))
    last = session.exec(select(Run)).one()
    last.until -= timedelta(days=5)
    session.commit()
    running.yesterday()
    night = session.exec(select(Run).order_by(col(Run.started_at).desc())).first()
    assert night is not None
    assert night.since == last.until


def test_a_refund_that_came_back_unheard_is_found_at_night_and_followed(
    session, world, paid, settled, gateway, refund_of, reconcile
):
    ask(world.admin, paid, amount_minor=500)
    settled(paid)
    gateway.control("refunds/fail", refund=refund_of(paid))  # its message is lost
    reconcile()

    payment = payment_of(paid.id)
    assert (payment.refunded_minor, payment.refund_trouble) == (0, "expired_or_canceled_card")
    kinds = {alert.kind for alert in session.exec(select(Alert))}
    assert kinds == {AlertKind.BOOKS_DIFFER, AlertKind.PAYMENT_TROUBLE}
    reconcile()
    assert about(session, paid) == []
