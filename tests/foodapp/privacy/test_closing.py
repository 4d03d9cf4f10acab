"""An account goes when its owner has confirmed it and nothing is under way or owed: personal data
is gone or blank, the books stay."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, select

from foodapp.accounts import addresses, audit, passwords, sessions, signing
from foodapp.accounts.actors import AdminRole, Customer, StaffRole
from foodapp.accounts.models import AdminGrant, AuditEntry, StaffMember, User
from foodapp.dispatch.shifts import go_online
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound, NotSignedIn
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerEntry
from foodapp.orders.debts import CashDebt, Settled
from foodapp.orders.models import Order, OrderStatus
from foodapp.privacy import closing, waiting
from foodapp.privacy.closing import NoSuchLink
from foodapp.privacy.registry import GONE_NAME
from foodapp.views.customer.own_data import own_data
from tests.fixtures import world as worlds
from tests.fixtures.world import VADUZ

PASSWORD = "a-kettle-of-fish"


def with_password(session, world, name="cy"):
    """Their own password, and the hash of the session that asks."""
    sign_in = sessions.hashed(world.cookies[name].sid)
    user_id = sessions.whose(session, world.cookies[name])
    session.get_one(User, user_id).password_hash = passwords.hashed(PASSWORD)
    session.flush()
    return Customer(user_id), sign_in


def asks(session, world, name="cy"):
    who, sign_in = with_password(session, world, name)
    return who, closing.ask(session, who, password=PASSWORD, sign_in=sign_in)


def token(session, row):
    return parse_qs(urlsplit(closing.path_for_mail(session, row.id)).query)["token"][0]


def confirms(session, world, name="cy"):
    who, row = asks(session, world, name)
    return who, closing.confirm(session, who, token=token(session, row))


@pytest.fixture
def later(monkeypatch):
    def move(**by):
        moved = clock.now() + timedelta(**by)
        monkeypatch.setattr(clock, "now", lambda: moved)

    return move


def ended_order(session, world):
    order = worlds.place_and_confirm(session, world)
    session.connection().execute(
        text("UPDATE orders SET status = 'delivered', delivered_at = now() WHERE id = :id"),
        {"id": order.id},
    )
    session.connection().execute(text("UPDATE payments SET status = 'captured'"))
    session.expire_all()
    return order.id


def everywhere(session, needle: str) -> set[str]:
    """Tables in which this stands anywhere."""
    return {
        name
        for name in SQLModel.metadata.tables
        if name != "outbox"
        and session.connection().scalar(
            text(f"SELECT EXISTS (SELECT FROM {name} AS t WHERE t::text ILIKE :it)"),  # noqa: S608
            {"it": f"%{needle}%"},
        )
    }


def test_it_is_asked_for_with_the_password_and_confirmed_by_mail(
    session, world, post, send_notifications
):
    who, sign_in = with_password(session, world)
    with pytest.raises(signing.WrongPassword):
        closing.ask(session, who, password="not mine", sign_in=sign_in)
    closing.ask(session, who, password=PASSWORD, sign_in=sign_in)
    session.commit()
    send_notifications()
    [mail] = post.to("cy@example.org")
    words = mail.get_body(("plain",)).get_content()
    link = next(word for word in words.split() if "/account/delete?token=" in word)
    mailed = parse_qs(urlsplit(link.strip("<>()")).query)["token"][0]
    assert closing.mine(session, who).confirmed_at is None
    assert closing.confirm(session, who, token=mailed).confirmed_at is not None


def test_a_link_confirms_once_in_time_and_for_its_own_account(session, world, later):
    who, row = asks(session, world)
    first = token(session, row)
    second = token(session, row)  # mailed again: the one before opens nothing
    for wrong in (first, "", "nonsense"):
        with pytest.raises(NoSuchLink):
            closing.confirm(session, who, token=wrong)
    with pytest.raises(NoSuchLink):
        closing.confirm(session, world.stranger, token=second)
    closing.confirm(session, who, token=second)
    with pytest.raises(NoSuchLink):
        closing.confirm(session, who, token=second)
    other, row = asks(session, world, "sid")
    late = token(session, row)
    later(hours=25)
    with pytest.raises(NoSuchLink):
        closing.confirm(session, other, token=late)


def test_one_may_change_ones_mind(session, world, later):
    who, _ = confirms(session, world)
    closing.cancel(session, who)
    later(days=30)
    assert closing.carry_out(session) == 0
    assert session.get_one(User, who.user_id).name == "Cy"


def test_nothing_of_the_person_is_left_and_the_books_are(session, world, later):
    order_id = ended_order(session, world)
    addresses.add(session, world.customer, label="Home", at=VADUZ, street="Zitterweg 9",
                  postcode="", city="Vaduz")  # fmt: skip
    session.get_one(Order, order_id).address_note = "ring at zitter"
    booked = len(session.exec(select(LedgerEntry)).all())
    total = session.get_one(Order, order_id).total_minor
    who, _ = confirms(session, world)
    later(days=4)
    assert closing.carry_out(session) == 1
    session.commit()

    user = session.get_one(User, who.user_id)
    assert (user.name, user.phone, user.password_hash) == (GONE_NAME, "", "!")
    order = session.get_one(Order, order_id)
    assert (order.customer_id, order.customer_name) == (who.user_id, GONE_NAME)
    assert (order.street, order.total_minor) == ("", total)
    assert len(session.exec(select(LedgerEntry)).all()) == booked
    with pytest.raises(NotSignedIn):
        sessions.customer(session, world.cookies["cy"])
    for needle in ("cy@example.org", "Zitter", "Städtle 49", "4232310001"):
        assert everywhere(session, needle) == set(), needle


def test_the_audit_log_stays_of_use_and_says_no_name(session, world, later):
    order_id = ended_order(session, world)
    cy, sid = world.customer.user_id, world.stranger.user_id
    said = "Cy (CY@example.org) called. Cyril was out; cy's card."
    about = (("person", cy, "Cy"), ("order", order_id, "K7P-42"), ("person", sid, "Sid"))
    for subject, ident, name in about:
        audit.note(session, world.admin, "refund_given", subject, ident, name, said, who='Cy "C"')
    audit.note(session, world.admin, "staff_invited", "invitation", uuid4(), "cy@example.org")
    session.commit()
    confirms(session, world)
    later(days=4)
    closing.carry_out(session)
    session.commit()

    gone = f"{GONE_NAME} {str(cy)[:6]}"
    rows = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.subject_name for row in rows] == [gone, "K7P-42", "Sid", gone]
    unnamed = f"{gone} ({gone}) called. Cyril was out; {gone}'s card."
    assert [row.reason for row in rows] == [unnamed, unnamed, said, ""]
    assert [row.facts["who"] for row in rows[:3]] == [f'{gone} "C"'] * 2 + ['Cy "C"']
    assert {(row.by_id, row.by_name) for row in rows} == {(world.admin.user_id, "Ada")}
    closing.forget(session, cy)  # once more
    session.commit()
    session.expire_all()
    assert rows[0].reason == unnamed


def test_an_admin_who_has_gone_is_still_one_and_the_same_in_the_log(session, world, later):
    session.add(AdminGrant(user_id=world.stranger.user_id, role=AdminRole.OWNER))
    for _ in range(2):
        audit.note(session, world.admin, "rider_approved", "person", uuid4(), "Rita")
    confirms(session, world, "ada")
    later(days=4)
    closing.carry_out(session)
    rows = session.exec(select(AuditEntry)).all()
    assert [row.by_name for row in rows] == [f"{GONE_NAME} {str(world.admin.user_id)[:6]}"] * 2
    assert {(row.by_id, row.subject_name) for row in rows} == {(world.admin.user_id, "Rita")}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET reason = 'other'",
        "SET LOCAL foodapp.forgetting = 'on'; UPDATE audit_log SET action = 'role_given'",
        "SET LOCAL foodapp.forgetting = 'on'; DELETE FROM audit_log",
    ],
)
def test_nothing_else_of_the_audit_log_is_changed(session, world, change):
    audit.note(session, world.admin, "rider_approved", "person", uuid4(), "Rita")
    session.flush()
    *before, last = change.split("; ")
    for one in before:
        session.connection().execute(text(one))
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.connection().execute(text(last))


def credited(session, world, minor=1_250):
    credit = store_credit.account(world.customer.user_id, "CHF")
    cost = Account(AccountKind.GOODWILL, "CHF")
    posting.post(session, "test", {credit: -minor, cost: minor}, subject_id=uuid4())
    session.commit()


def test_store_credit_is_waited_for_and_its_sum_is_said(session, world, later):
    credited(session, world)
    who, row = confirms(session, world)
    assert row.waits_for == ["credit"]
    session.flush()
    shown = own_data(session, who)
    assert shown.waits_for == [
        "You have CHF\u00a012.50 of store credit. Spend it, give it up, or ask our team to pay it"
        " out."
    ]
    assert (shown.credit, shown.credit_sums, shown.gives_up) == (
        "CHF\u00a012.50",
        {"CHF": 1_250},
        "",
    )
    later(days=8)
    closing.carry_out(session)
    assert row.done_at is None


def test_credit_that_is_given_up_goes_with_the_account_and_not_before(session, world, later):
    credited(session, world)
    who, row = confirms(session, world)
    closing.give_up_credit(session, who, sums={"CHF": 1_250})
    assert row.waits_for == []
    assert own_data(session, who).gives_up == "CHF\u00a012.50"
    assert store_credit.balance(session, who.user_id, "CHF") == 1_250
    later(days=4)
    closing.carry_out(session)
    session.commit()
    assert row.done_at is not None
    assert store_credit.balance(session, who.user_id, "CHF") == 0
    assert posting.balance(session, Account(AccountKind.GOODWILL, "CHF")) == 0


def test_who_keeps_the_account_keeps_the_credit_too(session, world, later):
    credited(session, world)
    who, _ = confirms(session, world)
    closing.give_up_credit(session, who, sums={"CHF": 1_250})
    closing.cancel(session, who)
    later(days=9)
    assert closing.carry_out(session) == 0
    assert store_credit.balance(session, who.user_id, "CHF") == 1_250
    confirms(session, world)
    assert closing.mine(session, who).waits_for == ["credit"]  # to be agreed to anew


def test_no_more_is_given_up_than_was_agreed_to(session, world, later):
    credited(session, world)
    who, row = confirms(session, world)
    for other in ({}, {"CHF": 1_249}, {"CHF": 1_251}, {"EUR": 1_250}, {"CHF": 1_250, "EUR": 1}):
        with pytest.raises(DomainError, match="another by now"):
            closing.give_up_credit(session, who, sums=other)
    closing.give_up_credit(session, who, sums={"CHF": 1_250})
    credited(session, world, 300)  # a refund came meanwhile
    later(days=4)
    closing.carry_out(session)
    assert (row.done_at, row.waits_for) == (None, ["credit"])
    assert store_credit.balance(session, who.user_id, "CHF") == 1_550
    with pytest.raises(NotFound):
        closing.give_up_credit(session, world.stranger, sums={"CHF": 1_250})


def test_a_debt_is_waited_for_and_its_sum_is_said(session, world, later):
    order_id = ended_order(session, world)
    debt = CashDebt(order_id=order_id, customer_id=world.customer.user_id, phone="",
                    amount_minor=2_350, currency="CHF")  # fmt: skip
    session.add(debt)
    who, row = confirms(session, world)
    assert row.waits_for == ["debt"]
    assert own_data(session, who).waits_for == [
        "You owe CHF\u00a023.50 for an order in cash. Please settle it with our team."
    ]
    later(days=4)
    closing.carry_out(session)
    assert row.done_at is None
    debt.settled, debt.settled_at = Settled.PAID, clock.now()
    later(days=8)
    closing.carry_out(session)
    assert row.done_at is not None


def test_done_again_it_changes_nothing(session, world, later):
    who, row = confirms(session, world)
    later(days=4)
    closing.carry_out(session)
    done_at, before = row.done_at, session.get_one(User, who.user_id).model_dump()
    assert closing.carry_out(session) == 0
    closing.forget(session, who.user_id)
    session.commit()
    assert row.done_at == done_at
    assert session.get_one(User, who.user_id).model_dump() == before


def test_the_address_is_free_for_a_new_account(session, world, later):
    confirms(session, world)
    later(days=4)
    closing.carry_out(session)
    session.commit()
    new = signing.sign_up(session, world.cookies["cy"], email="cy@example.org", name="Cy",
                          password="another kettle of fish", address="192.0.2.7")  # fmt: skip
    assert new.user_id != world.customer.user_id


def test_food_under_way_is_waited_for_and_the_day_is_shown(session, world, later):
    order = worlds.place_and_confirm(session, world)
    _, row = confirms(session, world)
    assert "order" in row.waits_for
    assert row.due_at > clock.now()
    later(days=4)
    assert closing.carry_out(session) == 1
    assert row.done_at is None
    assert row.due_at > clock.now()
    order.status = OrderStatus.CANCELLED
    session.connection().execute(text("UPDATE payments SET status = 'voided'"))
    later(days=2)
    closing.carry_out(session)
    assert row.done_at is not None


def test_a_rider_on_a_shift_or_with_money_owed_waits(session, world):
    rider = Customer(world.rider.user_id)
    go_online(session, world.rider)
    assert waiting.judge(session, rider.user_id).codes == ["delivery"]
    session.connection().execute(text("UPDATE shifts SET ended_at = now()"))
    assert waiting.judge(session, rider.user_id).codes == []
    owe_rider(session, world)
    assert waiting.judge(session, rider.user_id).codes == ["money"]


def owe_rider(session, world):
    posting.post(
        session,
        "test",
        {
            Account(AccountKind.RIDER, "CHF", world.rider.rider_id): -500,
            Account(AccountKind.RIDES, "CHF"): 500,
        },
        subject_id=world.rider.rider_id,
    )


def test_the_last_owner_of_a_restaurant_waits_until_there_is_another(session, world, later):
    who, row = confirms(session, world, "ana")
    assert row.waits_for == ["owner"]
    later(days=8)
    closing.carry_out(session)
    assert row.done_at is None
    session.add(StaffMember(user_id=world.stranger.user_id, restaurant_id=world.nonna,
                            role=StaffRole.OWNER))  # fmt: skip
    later(days=8)
    closing.carry_out(session)
    assert row.done_at is not None
    assert session.get(StaffMember, (who.user_id, world.nonna)) is None


def test_the_last_owner_of_the_console_waits(session, world):
    assert waiting.judge(session, world.admin.user_id).codes == ["console"]


def test_a_stranger_is_not_deleted_with_somebody(session, world, later):
    addresses.add(session, world.stranger, label="Home", at=VADUZ, street="Other 2", postcode="",
                  city="Vaduz")  # fmt: skip
    confirms(session, world)
    later(days=4)
    closing.carry_out(session)
    session.commit()
    assert everywhere(session, "Other 2") == {"addresses"}
    assert session.get_one(User, world.stranger.user_id).name == "Sid"


def test_who_has_confirmed_is_not_asked_again(session, world):
    who, row = confirms(session, world)
    _, again = asks(session, world)
    assert (again.id, again.confirmed_at) == (row.id, row.confirmed_at)
    with pytest.raises(DomainError):
        closing.confirm(session, who, token="nonsense")
