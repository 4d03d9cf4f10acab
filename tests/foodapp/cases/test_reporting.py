"""A dish was not right: what is given back at once, and what a person decides."""

from uuid import uuid4

import pytest
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.cases import giving, photos, policy, reporting
from foodapp.cases.events import ProblemReported
from foodapp.cases.models import Case, Fault, Outcome
from foodapp.chat import unheard
from foodapp.chat.models import ChatLine, Request
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError, NotAllowed, NotFound, Unusable
from foodapp.ledger import store_credit
from foodapp.notifications.models import Notification
from foodapp.orders.events import OrderRefunded, RefundDeclined
from foodapp.orders.models import Order, OrderLine
from foodapp.payments.refunds import giving as refunds
from foodapp.payments.refunds import limits
from foodapp.payments.refunds.models import Adjustment, BackTo, Bearer, Decision
from tests.fixtures.world import person
from tests.foodapp.cases.conftest import deliver


def report(session, who, order, line, fault=Fault.MISSING, **more):
    more.setdefault("client_id", uuid4())
    lines = {line.id: more.pop("quantity", 1)}
    (case,) = reporting.report(session, who, order.id, lines=lines, fault=fault, **more)
    return case


def photographed(session, who, order):
    photo_id = uuid4()
    key = uuid4().hex
    photos.keep(session, who, order.id, photo_id=photo_id, key=key)
    return photo_id


def adjustments(session):
    return session.exec(select(Adjustment)).all()


@pytest.fixture
def by_hand(monkeypatch):
    chosen = policy.settings().model_copy(update={"case_at_once": False})
    monkeypatch.setattr(policy, "settings", lambda: chosen)


def test_a_missing_dish_goes_back_to_the_card_at_once_and_its_restaurant_bears_it(
    session, world, eaten, pizza
):
    case = report(session, world.customer, eaten, pizza)

    assert (case.outcome, case.is_at_once) == (Outcome.GIVEN, True)
    (row,) = adjustments(session)
    assert (row.amount_minor, row.back_to, row.bearer, row.decision) == (
        1750,
        BackTo.CARD,
        Bearer.RESTAURANT,
        Decision.APPROVED,
    )
    assert session.get_one(Order, eaten.id).reduced_minor == 1750
    said = session.exec(select(ChatLine.code).order_by(ChatLine.number)).all()
    assert said == ["problem_reported", "remedy_given"]
    (event,) = outbox.recorded(session, ProblemReported)
    assert (event.is_given, event.dish) == (True, "Margherita")


def test_a_cold_dish_with_a_photo_is_half_of_it_as_credit(session, world, eaten, pizza):
    photo = photographed(session, world.customer, eaten)
    case = report(session, world.customer, eaten, pizza, Fault.COLD, photo_id=photo, text="Cold!")

    assert (case.outcome, case.proposed_minor) == (Outcome.GIVEN, 875)
    has = store_credit.balance(session, world.customer.user_id, "CHF")
    assert (has, case.bearer) == (875, Bearer.PLATFORM)


@pytest.mark.parametrize("fault", [Fault.COLD, Fault.WRONG, Fault.SPILLED])
def test_without_a_photo_a_person_decides(session, world, eaten, pizza, fault):
    case = report(session, world.customer, eaten, pizza, fault)
    assert (case.outcome, adjustments(session)) == (Outcome.WAITING, [])


def test_where_the_operator_wants_it_a_person_decides_each(session, world, eaten, pizza, by_hand):
    case = report(session, world.customer, eaten, pizza)
    assert (case.outcome, case.proposed_minor) == (Outcome.WAITING, 1750)

    giving.approve(session, world.admin, case.id)

    assert (case.outcome, case.is_at_once) == (Outcome.GIVEN, False)
    assert [one.amount_minor for one in adjustments(session)] == [1750]
    with pytest.raises(giving.Decided):
        giving.approve(session, world.admin, case.id)
    with pytest.raises(giving.Decided):
        giving.decline(session, world.admin, case.id, reason="Changed my mind")


def test_above_the_limit_of_who_approves_a_second_person_is_asked(
    session, world, eaten, pizza, by_hand, monkeypatch
):
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, AdminRole.SUPPORT: 10})
    sue = Admin(person(session, "Sue").id, AdminRole.SUPPORT, clock.now())
    case = report(session, world.customer, eaten, pizza)

    giving.approve(session, sue, case.id)

    (row,) = adjustments(session)
    assert (row.decision, case.adjustment_id) == (Decision.WAITING, row.id)


def test_what_is_declined_says_why_and_may_be_said_once_more(session, world, eaten, pizza, by_hand):
    case = report(session, world.customer, eaten, pizza)
    with pytest.raises(DomainError, match="The reason cannot be empty"):
        giving.decline(session, world.admin, case.id, reason=" ")
    giving.decline(session, world.admin, case.id, reason="The photo shows it")
    assert (case.outcome, case.reason) == (Outcome.DECLINED, "The photo shows it")
    again = report(session, world.customer, eaten, pizza)
    assert again.id != case.id


def test_the_same_complaint_twice_is_one_case_and_one_refund(session, world, eaten, pizza):
    client_id = uuid4()
    first = report(session, world.customer, eaten, pizza, client_id=client_id)
    again = report(session, world.customer, eaten, pizza, client_id=client_id)
    assert (again.id, len(adjustments(session))) == (first.id, 1)
    with pytest.raises(DomainError):
        report(session, world.customer, eaten, pizza)
    assert len(session.exec(select(Case)).all()) == 1


def test_after_a_few_of_them_a_person_looks(session, world, eaten, pizza, monkeypatch):
    chosen = policy.settings().model_copy(update={"case_most": 1})
    monkeypatch.setattr(policy, "settings", lambda: chosen)
    assert report(session, world.customer, eaten, pizza).outcome is Outcome.GIVEN
    order = deliver(session, world, "k2")
    line = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one()
    assert report(session, world.customer, order, line).outcome is Outcome.WAITING


def test_who_complained_in_vain_is_asked_about_next_time(session, world, eaten, pizza, monkeypatch):
    by_hand = policy.settings().model_copy(update={"case_at_once": False})
    with monkeypatch.context() as patch:
        patch.setattr(policy, "settings", lambda: by_hand)
        case = report(session, world.customer, eaten, pizza)
    giving.decline(session, world.admin, case.id, reason="The rider has a photo")
    assert report(session, world.customer, eaten, pizza).outcome is Outcome.WAITING


def test_dearer_than_the_limit_a_person_decides(session, world, eaten, pizza, monkeypatch):
    chosen = policy.settings().model_copy(update={"case_order_euro_cents": 1_000})
    monkeypatch.setattr(policy, "settings", lambda: chosen)
    assert report(session, world.customer, eaten, pizza).outcome is Outcome.WAITING


def test_only_what_was_delivered_and_not_long_ago(
    session, world, eaten, pizza, placed_order, later
):
    waiting = session.exec(select(OrderLine).where(OrderLine.order_id == placed_order.id)).one()
    with pytest.raises(DomainError, match="once you have the order"):
        report(session, world.customer, placed_order, waiting)
    later(days=3)
    with pytest.raises(DomainError, match="for 2 days"):
        report(session, world.customer, eaten, pizza)


def test_a_strangers_order_dish_or_photo_is_not_there(session, world, eaten, pizza, placed_order):
    theirs = session.exec(select(OrderLine).where(OrderLine.order_id == placed_order.id)).one()
    with pytest.raises(NotFound):
        report(session, world.stranger, eaten, pizza)
    with pytest.raises(NotFound):
        report(session, world.customer, eaten, theirs)
    with pytest.raises(NotFound):
        report(session, world.customer, eaten, pizza, photo_id=uuid4())
    with pytest.raises(NotFound):
        photographed(session, world.stranger, eaten)


@pytest.mark.parametrize("quantity", [0, -1, 2, 99])
def test_no_more_than_was_bought(session, world, eaten, pizza, quantity):
    with pytest.raises((Unusable, DomainError)):
        report(session, world.customer, eaten, pizza, quantity=quantity)
    assert adjustments(session) == []


def test_who_only_looks_decides_nothing(session, world, eaten, pizza, by_hand):
    case = report(session, world.customer, eaten, pizza)
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER, clock.now())
    for decide in (
        lambda: giving.approve(session, viewer, case.id),
        lambda: giving.decline(session, viewer, case.id, reason="No"),
    ):
        with pytest.raises(NotAllowed):
            decide()


def test_what_a_second_person_decides_is_given_only_then(
    session, world, eaten, pizza, by_hand, monkeypatch
):
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, AdminRole.SUPPORT: 10})
    sue = Admin(person(session, "Sue").id, AdminRole.SUPPORT, clock.now())
    case = report(session, world.customer, eaten, pizza)

    giving.approve(session, sue, case.id)
    assert (case.outcome, codes(session)) == (Outcome.WAITING, ["problem_reported"])
    with pytest.raises(DomainError, match="second person"):
        giving.approve(session, sue, case.id)
    refunds.decline(session, world.admin, case.adjustment_id, reason="Ask once more")
    giving.second_said_no(session, outbox.recorded(session, RefundDeclined)[0])
    assert (case.outcome, case.adjustment_id) == (Outcome.WAITING, None)

    giving.approve(session, sue, case.id)
    refunds.approve(session, world.admin, case.adjustment_id)
    for _ in range(2):
        giving.second_said_yes(session, outbox.recorded(session, OrderRefunded)[0])
    assert (case.outcome, codes(session)[1:]) == (Outcome.GIVEN, ["remedy_given"])


def test_support_gives_something_else_than_was_proposed(session, world, eaten, pizza, by_hand):
    case = report(session, world.customer, eaten, pizza)
    wanted = {"amount_minor": 500, "bearer": Bearer.PLATFORM, "back_to": BackTo.CREDIT}
    with pytest.raises(NotFound):
        giving.give_other(session, world.admin, uuid4(), case_id=case.id, reason="?", **wanted)
    giving.give_other(
        session, world.admin, eaten.id, case_id=case.id, reason="Half eaten", **wanted
    )
    assert (case.outcome, case.back_to) == (Outcome.GIVEN, BackTo.CREDIT)
    assert store_credit.balance(session, world.customer.user_id, "CHF") == 500


def test_what_a_person_decides_waits_in_supports_queue_until_it_is_decided(
    session, world, eaten, pizza, by_hand
):
    case = report(session, world.customer, eaten, pizza)
    (request,) = session.exec(select(Request)).all()
    assert request.waiting_since is not None
    giving.decline(session, world.admin, case.id, reason="The photo shows it")
    assert (request.waiting_since, request.answered_by) == (None, world.admin.user_id)


def test_several_dishes_are_told_of_at_once_and_all_of_it_or_nothing(session, world, eaten, pizza):
    with pytest.raises(NotFound):
        reporting.report(
            session,
            world.customer,
            eaten.id,
            client_id=uuid4(),
            lines={pizza.id: 1, uuid4(): 1},
            fault=Fault.MISSING,
        )
    session.rollback()
    assert session.exec(select(Case)).all() == []
    with pytest.raises(DomainError, match="choose the dishes"):
        reporting.report(
            session, world.customer, eaten.id, client_id=uuid4(), lines={}, fault=Fault.MISSING
        )


def test_who_is_told_no_hears_of_it_and_the_restaurant_of_the_complaint(
    session, world, eaten, pizza, by_hand, drain_outbox
):
    case = report(session, world.customer, eaten, pizza)
    giving.decline(session, world.admin, case.id, reason="The photo shows it")
    session.commit()
    drain_outbox()
    told = select(Notification.kind, Notification.user_id, Notification.link)
    kinds = ("dish_complained_of", "complaint_declined")
    assert set(session.exec(told.where(col(Notification.kind).in_(kinds)))) == {
        ("dish_complained_of", world.staff.user_id, "/restaurant/reviews"),
        ("complaint_declined", world.customer.user_id, f"/orders/{eaten.id}"),
    }


def test_what_the_platform_notes_is_no_letter_of_support(session, world, eaten, pizza, later):
    report(session, world.customer, eaten, pizza)
    later(seconds=16)
    assert unheard.tell(session) == 0


def codes(session):
    return session.exec(select(ChatLine.code).order_by(ChatLine.number)).all()
