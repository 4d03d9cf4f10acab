"""What is owed is added up once, whoever asks and however often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from foodapp.accounts.actors import AdminRole, StaffRole
from foodapp.kit import db
from foodapp.kit.errors import NotAllowed
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.payouts import drafting, owing, statements
from foodapp.payouts.drafting import NothingToPayOut
from foodapp.payouts.models import Payout, PayoutEntry
from tests.fixtures import world as worlds
from tests.foodapp.payouts.conftest import LATER, earn, owed, ride, soon


def test_a_week_ends_on_monday_at_midnight_by_the_platforms_clock(monkeypatch):
    berlin = ZoneInfo("Europe/Berlin")
    sunday = datetime(2026, 11, 22, 23, 59, tzinfo=berlin)
    assert drafting.week_ended(sunday) == datetime(2026, 11, 16, tzinfo=berlin)
    assert drafting.week_ended(sunday + timedelta(minutes=1)) == datetime(
        2026, 11, 23, tzinfo=berlin
    )
    after_summer = datetime(2026, 10, 26, 0, 30, tzinfo=berlin)
    assert drafting.week_ended(after_summer).astimezone(berlin).hour == 0


def test_a_restaurant_is_paid_its_share_and_the_tax_on_its_food(session, nonna):
    earn(session, nonna.id, 1449, 51)
    earn(session, nonna.id, 500)
    payout = drafting.draft(session, nonna, soon())
    assert payout.amount_minor == 2000 == owed(session, nonna)


def test_what_comes_after_the_cut_off_waits_for_the_next_payout(session, nonna):
    earn(session, nonna.id, 1500)
    cut = soon()
    first = drafting.draft(session, nonna, cut)
    earn(session, nonna.id, 1100)
    second = drafting.draft(session, nonna, cut + LATER)
    assert (first.amount_minor, second.amount_minor) == (1500, 1100)


def test_too_little_and_below_zero_are_carried_on(session, nonna):
    earn(session, nonna.id, -700)
    assert drafting.draft(session, nonna, soon()) is None
    earn(session, nonna.id, 1600)
    assert drafting.draft(session, nonna, soon()) is None, "9.00 is below the minimum of 10.00"
    earn(session, nonna.id, 100)
    assert drafting.draft(session, nonna, soon() + LATER).amount_minor == 1000


def test_an_entry_is_paid_out_once_for_the_database_too(session, nonna):
    earn(session, nonna.id, 1500)
    drafting.draft(session, nonna, soon())
    entry = session.exec(select(PayoutEntry)).first()
    other = Payout(**session.exec(select(Payout)).one().model_dump(exclude={"id", "until"}),
                   until=soon() + LATER)  # fmt: skip
    session.add(other)
    session.flush()
    session.expunge(entry)
    session.add(PayoutEntry(entry_id=entry.entry_id, payout_id=other.id))
    with pytest.raises(IntegrityError):
        session.flush()


def test_two_clicks_make_one_payout(session, world, ravi):
    ride(session, ravi.id, 1480, 200)
    assert [one.amount_minor for one in drafting.ask_for_rider(session, world.rider)] == [1680]
    with pytest.raises(NothingToPayOut, match=r"less than CHF.10\.00"):
        drafting.ask_for_rider(session, world.rider)


def test_only_the_owner_asks_for_a_payout(session, world, nonna):
    earn(session, nonna.id, 1500)
    manager = replace(world.staff, role=StaffRole.MANAGER)
    with pytest.raises(NotAllowed):
        drafting.ask_for_restaurant(session, manager)
    with pytest.raises(NotAllowed):
        drafting.draft_for(session, replace(world.admin, role=AdminRole.SUPPORT), nonna.id)
    assert drafting.ask_for_restaurant(session, world.staff)[0].asked_by == world.staff.user_id


def test_workers_at_once_draft_each_payee_once(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        for restaurant in (world.nonna, world.rival):
            earn(session, restaurant, 1500)
        ride(session, world.rider.rider_id, 1480)
    monday = soon()
    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(6) as workers:
        patched.setattr(drafting, "week_ended", lambda: monday)
        made = sum(workers.map(lambda _: drafting.draft_week(), range(6)))
    with db.transaction() as session:
        assert made == len(session.exec(select(Payout)).all()) == 3
        assert len(session.exec(select(PayoutEntry)).all()) == 3


def test_all_that_was_earned_is_paid_or_still_unsettled(session, nonna):
    for net in (1500, -300, 2500, 40):
        earn(session, nonna.id, net, 7)
        drafting.draft(session, nonna, soon())
    paid = sum(session.exec(select(Payout.amount_minor)))
    assert paid + owing.unsettled(session, nonna).amount_minor == owed(session, nonna)


@pytest.mark.parametrize(
    ("currency", "owing_minor", "paid", "rest"),
    [
        ("KWD", 51_234, 51_230, 4),
        ("HUF", 1_045_045, 1_045_000, 45),
        ("TWD", 80_045, 80_000, 45),
        ("CHF", 2_001, 2_001, 0),
        ("ISK", 24_901, 24_901, 0),
    ],
)
def test_what_cannot_be_paid_out_to_the_unit_waits_for_the_next_payout(
    session, nonna, currency, owing_minor, paid, rest
):
    nonna = replace(nonna, currency=currency)
    earn(session, nonna.id, owing_minor, currency=currency)
    payout = drafting.draft(session, nonna, soon())
    assert payout.amount_minor == paid
    assert statements.statement(session, payout).sums.total_minor == paid
    assert sum(owing.settled_by(session, payout).values()) == -paid
    assert owed(session, nonna) == paid + rest, "nothing is lost"
    assert posting.balance(session, Account(AccountKind.ROUNDING, currency)) == 0

    earn(session, nonna.id, 2 * paid - rest, currency=currency)
    following = drafting.draft(session, nonna, soon() + LATER)
    assert following.amount_minor == 2 * paid, "with the rest of before"
