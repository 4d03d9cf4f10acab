"""Money given back: by whom, how much, from whose share, and never twice."""

from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM, Admin, AdminRole
from foodapp.accounts.models import AdminGrant, AuditEntry
from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError, NotAllowed, NotFound, Unusable
from foodapp.ledger import store_credit as credit
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import endings
from foodapp.orders.models import OrderLine, TimelineEntry
from foodapp.payments.models import PaymentStatus
from foodapp.payments.refunds import giving
from foodapp.payments.refunds import limits as refund_limits
from foodapp.payments.refunds.models import BackTo, Bearer, Decision
from tests.fixtures.world import person
from tests.foodapp.payments.conftest import FOOD, TOTAL, WHY, ask, moved, order_of, payment_of


@pytest.fixture
def support(session):
    return colleague(session, "Sue", AdminRole.SUPPORT)


def colleague(session, name, role):
    user = person(session, name)
    session.add(AdminGrant(user_id=user.id, role=role))
    session.commit()
    return Admin(user.id, role, clock.now())


def line_of(order):
    with db.transaction() as session:
        return session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one()


def test_an_amount_goes_back_to_the_card_and_is_the_platforms_cost(world, paid, settled):
    row = ask(world.admin, paid, amount_minor=500)
    assert row.decision is Decision.APPROVED
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, 500)
    assert moved(paid)[Kind.GOODWILL] == 500
    assert moved(paid)[Kind.RESTAURANT] < 0


def test_the_whole_is_what_is_left(world, paid, settled):
    ask(world.admin, paid, amount_minor=500)
    row = ask(world.admin, paid, whole=True)
    assert row.amount_minor == TOTAL - 500
    assert settled(paid) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)
    with pytest.raises(giving.NothingLeft):
        ask(world.admin, paid, whole=True)


def test_a_dish_goes_back_with_its_tax_and_the_restaurant_bears_it(world, paid, settled):
    row = ask(world.admin, paid, lines={line_of(paid).id: 1}, bearer=Bearer.RESTAURANT)
    assert (row.amount_minor, row.what) == (FOOD, "1 × Margherita")
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, FOOD)
    assert Kind.RESTAURANT not in moved(paid)
    assert Kind.COMMISSION not in moved(paid)
    assert Kind.GOODWILL not in moved(paid)


def test_a_restaurant_that_bears_more_than_its_food_pays_the_fees_too(world, paid, settled):
    ask(world.admin, paid, whole=True, bearer=Bearer.RESTAURANT)
    assert settled(paid) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)
    assert moved(paid)[Kind.RESTAURANT] == TOTAL - FOOD


def test_a_dish_is_not_given_back_twice(world, paid):
    ask(world.admin, paid, lines={line_of(paid).id: 1})
    with pytest.raises(DomainError, match="Only 0 × Margherita can still be given back"):
        ask(world.admin, paid, lines={line_of(paid).id: 1})


def test_portions_of_a_line_together_give_back_what_it_cost(session, world, paid):
    line = session.get_one(OrderLine, line_of(paid).id)
    line.quantity, line.unit_minor, line.discount_minor = 3, 500, 1
    line.total_minor = 1500
    session.commit()
    given = [ask(world.admin, paid, lines={line.id: 1}).amount_minor for _ in range(3)]
    assert sum(given) == 1499
    assert max(given) - min(given) <= 1
    with pytest.raises(DomainError, match="Only 0 ×"):
        ask(world.admin, paid, lines={line.id: 1})


def test_added_tax_goes_back_with_the_dish(session, world, paid):
    line = session.get_one(OrderLine, line_of(paid).id)
    line.tax_minor = 100
    order = session.get_one(type(paid), paid.id)
    order.is_tax_included, order.items_tax_minor, order.delivery_tax_minor = False, 100, 0
    order.total_minor = order.to_pay_minor = TOTAL + 100
    payment = session.merge(payment_of(paid.id))
    payment.amount_minor = payment.captured_minor = TOTAL + 100
    session.commit()
    assert ask(world.admin, paid, lines={line.id: 1}).amount_minor == FOOD + 100


def test_within_the_limit_each_decides_alone(session, world, paid, support, settled):
    ops = colleague(session, "Olaf", AdminRole.OPERATIONS)
    first = ask(ops, paid, amount_minor=500)
    assert first.is_within_limit
    assert ask(support, paid, amount_minor=1000).is_within_limit
    assert settled(paid)[2] == 1500


@pytest.fixture
def tight(monkeypatch):
    """Support gives back 5.00 alone, operations 12.00."""
    limits = dict(refund_limits.LIMITS) | {AdminRole.SUPPORT: 5, AdminRole.OPERATIONS: 12}
    monkeypatch.setattr(refund_limits, "LIMITS", limits)


def test_a_refund_above_the_limit_moves_nothing_until_it_is_approved(
    session, world, paid, support, tight, settled
):
    row = ask(support, paid, amount_minor=501)
    assert row.decision is Decision.WAITING
    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert session.exec(select(Alert.kind)).all() == [AlertKind.REFUND_WAITING]
    with pytest.raises(DomainError, match="somebody else"), db.transaction() as inner:
        giving.approve(inner, support, row.id)
    with db.transaction() as inner:
        giving.approve(inner, world.admin, row.id)
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, 501)
    with pytest.raises(DomainError, match="decided already"), db.transaction() as inner:
        giving.approve(inner, world.admin, row.id)
    assert set(session.exec(select(AuditEntry.action))) == {"refund_asked", "refund_given"}


def test_the_second_persons_own_limit_has_to_cover_it(session, world, paid, support, tight):
    row = ask(support, paid, amount_minor=1201)
    ops = colleague(session, "Olaf", AdminRole.OPERATIONS)
    with pytest.raises(DomainError, match="above your own limit"), db.transaction() as inner:
        giving.approve(inner, ops, row.id)


def test_a_limit_is_not_kept_by_asking_twice(world, paid, support, tight):
    assert ask(support, paid, amount_minor=300).is_within_limit
    assert ask(support, paid, amount_minor=201).decision is Decision.WAITING


def test_what_is_promised_cannot_be_given_to_somebody_else(world, paid, support, tight):
    ask(support, paid, amount_minor=2000)
    with pytest.raises(DomainError, match=r"Only CHF.0\.50 is left"):
        ask(world.admin, paid, amount_minor=51)


def test_a_declined_refund_frees_what_it_promised(session, world, paid, support, tight, settled):
    row = ask(support, paid, amount_minor=2000)
    with db.transaction() as inner:
        giving.decline(inner, world.admin, row.id, reason="The photo shows all of it")
    assert ask(world.admin, paid, whole=True).amount_minor == TOTAL
    assert settled(paid) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)


def test_an_order_that_ended_meanwhile_is_not_refunded_twice(world, paid, support, tight, settled):
    row = ask(support, paid, amount_minor=2000)
    with db.transaction() as session:
        endings.cancel_for_support(session, world.admin, paid.id, reason="Fire")
    with pytest.raises(DomainError, match="is left"), db.transaction() as session:
        giving.approve(session, world.admin, row.id)
    assert settled(paid) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)


def test_what_a_bank_has_taken_back_meanwhile_is_not_refunded(
    world, paid, support, tight, gateway, take_in, drain_outbox
):
    row = ask(support, paid, amount_minor=501)
    told = gateway.control("disputes", payment=payment_of(paid.id).intent_ref)
    gateway.control("disputes/close", dispute=told["dispute"], won=False)
    take_in("charge.dispute.closed", None)
    drain_outbox()
    before = moved(paid)
    with pytest.raises(DomainError, match=r"Only CHF.0\.00 is left"), db.transaction() as session:
        giving.approve(session, world.admin, row.id)
    assert moved(paid) == before


def test_a_refund_before_the_end_stays_a_refund_after_it(world, paid, settled):
    ask(world.admin, paid, amount_minor=500)
    with db.transaction() as session:
        endings.cancel(session, world.customer, paid.id, agreed_fee_minor=FOOD)
    assert order_of(paid.id).to_pay_minor == FOOD - 500
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FOOD + 500)


def test_store_credit_stays_at_the_gateway_and_is_owed(session, world, paid, settled):
    ask(world.admin, paid, amount_minor=700, back_to=BackTo.CREDIT)
    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert moved(paid)[Kind.STORE_CREDIT] == -700
    assert credit.balance(session, world.customer.user_id, "CHF") == 700
    assert credit.balance(session, world.customer.user_id, "EUR") == 0
    with pytest.raises(DomainError, match="is left"):
        ask(world.admin, paid, amount_minor=TOTAL - 699)


def test_credit_that_was_given_is_not_given_again_to_the_card(world, paid, settled):
    ask(world.admin, paid, amount_minor=700, back_to=BackTo.CREDIT)
    with db.transaction() as session:
        endings.cancel_for_support(session, world.admin, paid.id, reason="Fire")
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - 700)
    assert moved(paid) == {Kind.GATEWAY: 700, Kind.STORE_CREDIT: -700}


def test_the_timeline_tells_it(session, world, paid):
    ask(world.admin, paid, lines={line_of(paid).id: 1})
    entry = session.exec(select(TimelineEntry).where(TimelineEntry.kind == "order_refunded")).one()
    assert entry.by == "support"
    assert entry.facts["what"] == "1 × Margherita"
    assert WHY not in str(entry.facts), "written for colleagues"


def test_the_platform_gives_back_by_its_own_rules(session, world, paid, settled):
    with db.transaction() as inner:
        row = giving.give(
            inner,
            PLATFORM,
            paid.id,
            kind="missing_item",
            lines={line_of(paid).id: 1},
            bearer=Bearer.RESTAURANT,
            reason="Missing",
        )
    assert row.asked_by is None
    assert settled(paid)[2] == FOOD


@pytest.mark.parametrize("amount", [0, -1, 2**63, TOTAL + 1, True, 1.5, float("nan"), "5"])
def test_an_amount_that_makes_no_sense_changes_nothing(world, paid, amount, settled):
    with pytest.raises(DomainError):
        ask(world.admin, paid, amount_minor=amount)
    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)


def test_lines_that_make_no_sense_change_nothing(world, paid):
    line_id = line_of(paid).id
    for lines in ({}, {uuid4(): 1}, {line_id: 0}, {line_id: -1}, {line_id: 2}, {line_id: True}):
        with pytest.raises(DomainError):
            ask(world.admin, paid, lines=lines)
    with pytest.raises(NotFound):
        ask(world.admin, paid, lines={uuid4(): 1})


def test_one_of_three_ways_has_to_be_chosen(world, paid):
    with pytest.raises(Unusable):
        ask(world.admin, paid)
    with pytest.raises(Unusable):
        ask(world.admin, paid, whole=True, amount_minor=1)


@pytest.mark.parametrize("reason", ["", " \n", "\0", "x" * 201])
def test_a_reason_is_needed(world, paid, reason):
    with pytest.raises(DomainError):
        ask(world.admin, paid, whole=True, reason=reason)


def test_who_may_only_look_gives_nothing_back(session, world, paid):
    viewer = colleague(session, "Vic", AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        ask(viewer, paid, amount_minor=1)


def test_nobody_rode_so_no_rider_bears_it(world, paid):
    with pytest.raises(DomainError, match="No rider"):
        ask(world.admin, paid, amount_minor=1, bearer=Bearer.RIDER)


def test_what_was_never_paid_is_not_given_back(world, unpaid):
    with pytest.raises(giving.NothingLeft):
        ask(world.admin, unpaid, whole=True)


def test_the_database_knows_that_two_people_are_two(session, world, paid, support, tight):
    from sqlalchemy.exc import IntegrityError

    row = session.merge(ask(support, paid, amount_minor=600))
    row.decision, row.decided_by = Decision.APPROVED, support.user_id
    with pytest.raises(IntegrityError, match="second_person"):
        session.flush()
    session.rollback()
