"""An account goes when its owner has confirmed it and nothing is under way or owed: personal data
is gone or blank, the books stay."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, select

from foodapp.accounts import addresses, passwords, sessions, signing
from foodapp.accounts.actors import Customer, StaffRole
from foodapp.accounts.models import StaffMember, User
from foodapp.dispatch.shifts import go_online
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerEntry
from foodapp.orders.models import Order, OrderStatus
from foodapp.privacy import closing, waiting
from foodapp.privacy.closing import NoSuchLink
from foodapp.privacy.registry import GONE_NAME
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
        if name not in ("outbox", "audit_log")
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
