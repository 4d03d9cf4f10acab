"""Nobody moves a payee's money to another account alone, at once, or unseen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select, update

from foodapp.accounts import roles, staffing
from foodapp.accounts.actors import Admin, AdminRole, RestaurantStaff, StaffRole
from foodapp.accounts.models import AdminGrant, AuditEntry, StaffMember, User
from foodapp.accounts.permissions import NotProven
from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import clock, db
from foodapp.kit.errors import NotAllowed, NotFound
from foodapp.payouts import accounts, changing, drafting, sending
from foodapp.payouts.changing import ChangeWaits, SamePerson
from foodapp.payouts.models import (
    AccountChange,
    PayeeKind,
    PayeeNotice,
    PayoutAccount,
    PayoutStatus,
)
from foodapp.payouts.sending import AccountIsNew
from foodapp.views import account_changes, payee_notices
from foodapp.views.console import alert_words
from tests.fixtures import world as worlds
from tests.foodapp.payouts.conftest import earn, pay_to, ride, soon

OLD, NEW = "DE89370400440532013000", "GB33 BUKB 2020 1555 5555 55"
WAIT = accounts.wait()


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    return time_machine


def now(actor):
    """The same person, who has just entered the password."""
    return replace(actor, proven_at=clock.now())


def ask(session, staff, number=NEW):
    return changing.ask_for_restaurant(session, now(staff), holder="Ana", bank_account=number)


def in_force(session, payee_id) -> str:
    session.flush()
    session.expire_all()
    row = session.get(PayoutAccount, payee_id)
    return row.gateway_account or row.bank_account if row else ""


def admin(session, name: str, role=AdminRole.OWNER, given_by=None, ago=timedelta(days=400)):
    user = worlds.person(session, name)
    roles.join(session, user, role=role, given_by=given_by)
    session.flush()
    session.get_one(AdminGrant, user.id).given_at = clock.now() - ago
    session.flush()
    return Admin(user.id, role, clock.now())


def owner(session, world, name: str, given_by=None, ago=timedelta(days=400)) -> RestaurantStaff:
    user = worlds.person(session, name)
    staffing.join(session, world.nonna, user, role=StaffRole.OWNER, given_by=given_by)
    session.flush()
    session.get_one(StaffMember, (user.id, world.nonna)).given_at = clock.now() - ago
    session.flush()
    return RestaurantStaff(user.id, world.nonna, StaffRole.OWNER, clock.now())


@pytest.fixture
def settled(session, world):
    """Nonna's is paid to an old account, Ana has owned it for long, EUR 15 are owed."""
    pay_to(session, world.nonna, holder="Ana", bank_account=OLD)
    member = session.get_one(StaffMember, (world.staff.user_id, world.nonna))
    member.given_at = clock.now() - timedelta(days=400)
    session.flush()


def test_a_new_account_is_paid_after_the_waiting_time_and_the_old_one_until_then(
    session, world, nonna, settled, noon
):
    change = ask(session, world.staff)
    earn(session, nonna.id, 1500)
    first = sending.send(session, world.admin, drafting.draft(session, nonna, soon()).id)
    assert first.account_ref == OLD

    noon.shift(WAIT - timedelta(seconds=1))
    changing.settle_due(session)
    assert in_force(session, world.nonna) == OLD
    noon.shift(timedelta(seconds=1))
    earn(session, nonna.id, 1500)
    later = drafting.draft(session, nonna, soon())
    sending.send(session, now(world.admin), later.id)
    assert (later.account_ref, in_force(session, world.nonna)) == (NEW.replace(" ", ""),) * 2
    assert session.get_one(AccountChange, change.id).applied_at == clock.now()


def test_the_clock_brings_what_has_waited_into_force(session, world, settled, noon):
    ask(session, world.staff)
    assert changing.settle_due(session) == 0
    noon.shift(WAIT)
    assert changing.settle_due(session) == 1
    assert changing.settle_due(session) == 0
    assert in_force(session, world.nonna) == NEW.replace(" ", "")


def test_a_first_account_waits_too_and_nothing_is_sent_meanwhile(session, world, nonna, noon):
    ask(session, world.staff)
    earn(session, nonna.id, 1500)
    payout = drafting.draft(session, nonna, soon())
    with pytest.raises(AccountIsNew):
        sending.send(session, world.admin, payout.id)
    assert sending.send_all(session, world.admin, [payout.id]) == 0
    noon.shift(WAIT)
    assert sending.send_all(session, now(world.admin), [payout.id]) == 1
    assert payout.account_ref == NEW.replace(" ", "")


@pytest.mark.parametrize("minutes", [None, 16, 600])
def test_the_password_has_just_been_entered(session, world, nonna, settled, minutes):
    at = None if minutes is None else clock.now() - timedelta(minutes=minutes)
    stale = {"proven_at": at}
    with pytest.raises(NotProven):
        changing.ask_for_restaurant(
            session, replace(world.staff, **stale), holder="A", bank_account=NEW
        )
    with pytest.raises(NotProven):
        changing.ask_for_rider(session, replace(world.rider, **stale), holder="A", bank_account=NEW)
    earn(session, nonna.id, 1500)
    payout = drafting.draft(session, nonna, soon())
    for call in (
        lambda a: changing.ask_for_gateway(session, a, nonna.id, account="acct_1"),
        lambda a: sending.send(session, a, payout.id),
        lambda a: sending.mark_paid(session, a, payout.id, reference="1"),
    ):
        with pytest.raises(NotProven):
            call(replace(world.admin, **stale))
    assert payout.status is PayoutStatus.DRAFTED


def test_everybody_whose_money_it_is_is_told_and_so_are_the_admins(
    session, world, settled, drain_outbox
):
    second = owner(session, world, "Bea")
    ask(session, world.staff)
    session.commit()
    drain_outbox()
    told = {one.email: payee_notices.said(one) for one in session.exec(select(PayeeNotice))}
    assert told.keys() == {"ana@example.org", "bea@example.org"}
    assert "•••• 5555" in told["bea@example.org"]
    [alert] = session.exec(select(Alert).where(Alert.kind == AlertKind.PAYEE_ACCOUNT)).all()
    assert alert_words.said(alert) == "Ana asks that Nonna is paid to •••• 5555. It waits."
    seen = account_changes.of_payee(session, world.nonna, second.user_id)
    assert (seen.by, seen.wanted, seen.is_mine) == ("Ana", "•••• 5555", False)


def test_any_owner_stops_what_another_has_asked_for(session, world, settled, noon):
    second = owner(session, world, "Bea")
    ask(session, world.staff)
    changing.end_for_restaurant(session, replace(second, proven_at=None))
    noon.shift(WAIT * 2)
    assert changing.settle_due(session) == 0
    assert in_force(session, world.nonna) == OLD
    with pytest.raises(NotFound):
        changing.end_for_restaurant(session, second)


def test_asking_again_begins_the_wait_anew(session, world, settled, noon):
    ask(session, world.staff, "DE02120300000000202051")
    noon.shift(WAIT / 2)
    ask(session, world.staff)
    noon.shift(WAIT / 2)
    assert changing.settle_due(session) == 0
    noon.shift(WAIT / 2)
    changing.settle_due(session)
    assert in_force(session, world.nonna) == NEW.replace(" ", "")


def test_what_has_waited_long_enough_cannot_be_ended_any_more(session, world, settled, noon):
    change = ask(session, world.staff)
    noon.shift(WAIT)
    with pytest.raises(NotFound):
        changing.end(session, now(world.admin), change.id)


# An admin alone


def test_an_admin_alone_never_changes_where_the_money_goes(session, world, nonna, settled, noon):
    earn(session, nonna.id, 1500)
    change = changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_mine")
    with pytest.raises(SamePerson):
        changing.confirm(session, world.admin, change.id)
    noon.shift(WAIT * 10)
    changing.settle_due(session)
    assert in_force(session, world.nonna) == OLD
    payout = drafting.draft(session, nonna, soon())
    assert sending.send(session, now(world.admin), payout.id).account_ref == OLD
    actions = set(session.exec(select(AuditEntry.action)).all())
    assert {"payout_account", "payout_sent"} <= actions


def test_a_second_admin_confirms_and_then_it_waits(session, world, nonna, settled, noon):
    earn(session, nonna.id, 1500)
    change = changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_1")
    noon.shift(WAIT * 2)
    second = admin(session, "Olga", AdminRole.OPERATIONS)
    changing.confirm(session, second, change.id)
    changing.settle_due(session)
    assert in_force(session, world.nonna) == OLD  # the wait begins with the second person
    noon.shift(WAIT)
    changing.settle_due(session)
    assert in_force(session, world.nonna) == "acct_1"
    assert len(session.exec(select(PayeeNotice)).all()) == 2


@pytest.mark.parametrize("role", [AdminRole.SUPPORT, AdminRole.VIEWER])
def test_a_second_person_has_the_right_to_it(session, world, nonna, settled, role):
    earn(session, nonna.id, 1500)
    change = changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_1")
    with pytest.raises(NotAllowed):
        changing.confirm(session, admin(session, "Olga", role), change.id)


def test_the_payee_confirms_what_an_admin_asks_for(session, world, nonna, settled, noon):
    earn(session, nonna.id, 1500)
    changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_1")
    assert account_changes.of_payee(session, world.nonna, world.staff.user_id).can_confirm
    changing.confirm_for_restaurant(session, now(world.staff))
    noon.shift(WAIT)
    changing.settle_due(session)
    assert in_force(session, world.nonna) == "acct_1"


def test_a_payee_does_not_replace_what_an_admin_asks_for_but_stops_it(
    session, world, nonna, settled
):
    earn(session, nonna.id, 1500)
    changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_1")
    with pytest.raises(ChangeWaits):
        ask(session, world.staff)
    changing.end_for_restaurant(session, world.staff)
    ask(session, world.staff)
    with pytest.raises(ChangeWaits):
        changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_1")


def test_an_admin_does_not_make_their_own_second_person(session, world, nonna, settled, noon):
    """Invites a puppet into the console, or has it invite another, or makes it an owner."""
    earn(session, nonna.id, 1500)
    hour = timedelta(hours=1)
    puppet = admin(session, "Puppet", given_by=world.admin.user_id, ago=hour)
    puppets = admin(session, "Puppets", given_by=puppet.user_id, ago=hour)
    false_owner = owner(session, world, "False", given_by=world.admin.user_id, ago=hour)
    change = changing.ask_for_gateway(session, world.admin, nonna.id, account="acct_mine")
    for second in (puppet, puppets):
        with pytest.raises(SamePerson):
            changing.confirm(session, second, change.id)
    with pytest.raises(SamePerson):
        changing.confirm_for_restaurant(session, false_owner)
    changing.end(session, world.admin, change.id)

    turned = changing.ask_for_gateway(session, puppet, nonna.id, account="acct_mine")
    with pytest.raises(SamePerson):
        changing.confirm(session, world.admin, turned.id)
    noon.shift(WAIT)
    changing.confirm(session, now(puppets), turned.id)  # the right is no longer new


def test_a_new_owner_does_not_move_the_money_alone(session, world, nonna, settled, noon):
    """An admin invites an accomplice as owner, who asks for another account."""
    false_owner = owner(
        session, world, "False", given_by=world.admin.user_id, ago=timedelta(hours=1)
    )
    change = ask(session, false_owner)
    assert change.applies_at is None
    with pytest.raises(SamePerson):
        changing.confirm(session, world.admin, change.id)
    noon.shift(WAIT * 2)
    assert changing.settle_due(session) == 0
    assert in_force(session, world.nonna) == OLD


def test_whoever_sends_payouts_does_not_move_their_own_account_alone(session, world, settled, noon):
    ana = session.get_one(User, world.staff.user_id)
    roles.join(session, ana, role=AdminRole.OPERATIONS, given_by=None)
    session.flush()
    change = ask(session, world.staff)
    assert (change.needs_second, change.applies_at) == (True, None)
    ravi = session.get_one(User, world.rider.user_id)
    pay_to(session, world.rider.rider_id, PayeeKind.RIDER, bank_account=OLD)
    roles.join(session, ravi, role=AdminRole.OWNER, given_by=None)
    session.flush()
    own = changing.ask_for_rider(session, now(world.rider), holder="R", bank_account=NEW)
    assert own.needs_second
    session.get_one(AdminGrant, ravi.id).given_at = clock.now() - timedelta(days=400)
    with pytest.raises(SamePerson):
        changing.confirm(session, Admin(ravi.id, AdminRole.OWNER, clock.now()), own.id)


def test_a_strangers_change_is_not_there(session, world, settled):
    ask(session, world.staff)
    for call in (
        lambda: changing.end_for_restaurant(session, world.rival_staff),
        lambda: changing.confirm_for_restaurant(session, now(world.rival_staff)),
        lambda: changing.end_for_rider(session, world.rider),
        lambda: changing.confirm_for_rider(session, now(world.rider)),
    ):
        with pytest.raises(NotFound):
            call()
    with pytest.raises(NotAllowed):
        changing.end_for_restaurant(session, replace(world.staff, role=StaffRole.MANAGER))


def test_the_database_holds_that_two_people_are_two(session, world, settled):
    from sqlalchemy.exc import IntegrityError

    change = ask(session, world.staff)
    session.flush()
    for facts in ({"confirmed_by": change.asked_by}, {"needs_second": True}):
        told = update(AccountChange).where(AccountChange.id == change.id).values(**facts)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.exec(told)


def test_a_change_that_is_ended_and_applied_at_once_is_one_of_the_two(
    real_transactions, valkey, noon
):
    with db.transaction() as session:
        world = worlds.build(session)
        pay_to(session, world.rider.rider_id, PayeeKind.RIDER, bank_account=OLD)
        ride(session, world.rider.rider_id, 1500)
    with db.transaction() as session:
        changing.ask_for_rider(session, world.rider, holder="R", bank_account=NEW)
    noon.shift(WAIT - timedelta(milliseconds=1))

    def end() -> str:
        try:
            with db.transaction() as session:
                changing.end_for_rider(session, world.rider)
            return "ended"
        except NotFound:
            return ""

    def apply() -> str:
        noon.shift(timedelta(milliseconds=1))
        with db.transaction() as session:
            return "applied" if changing.settle_due(session) else ""

    with ThreadPoolExecutor(2) as pool:
        done = [one.result() for one in (pool.submit(end), pool.submit(apply))]
    with db.transaction() as session:
        change = session.exec(select(AccountChange)).one()
        assert (change.ended_at is None) != (change.applied_at is None), done
