"""Every command of the console against every role, and the word it leaves in the audit log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from foodapp.accounts import disabling, invitations, others, rider_approval, roles, staffing
from foodapp.accounts.actors import PERMISSIONS, Admin, AdminRole, Permission, StaffRole
from foodapp.accounts.models import AdminGrant, AuditEntry, RiderProfile, StaffMember, User
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.settings import settings
from foodapp.alerts import alerts
from foodapp.dispatch import assigning
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed, NotFound
from foodapp.orders import endings
from foodapp.restaurants import approving
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.console import audit

NOBODY = UUID(int=7)
Call = Callable[[Any, Admin, Any], Any]


@dataclass(frozen=True)
class Command:
    name: str
    needs: Permission
    call: Call  # with ids that nobody has: permission is judged first


COMMANDS = [
    Command("cancel", Permission.STEER_ORDERS,
            lambda s, a, i: endings.cancel_for_support(s, a, i, reason="late")),
    Command("assign", Permission.STEER_ORDERS,
            lambda s, a, i: assigning.assign(s, a, i, rider_id=i)),
    Command("take away", Permission.STEER_ORDERS,
            lambda s, a, i: assigning.take_away(s, a, i, reason="gone")),
    Command("close an alert", Permission.STEER_ORDERS, alerts.mark_seen),
    Command("activate", Permission.STEER_RESTAURANTS, approving.activate),
    Command("suspend a restaurant", Permission.STEER_RESTAURANTS,
            lambda s, a, i: approving.suspend(s, a, i, reason="hygiene")),
    Command("resume a restaurant", Permission.STEER_RESTAURANTS, approving.resume),
    Command("invite staff", Permission.STEER_RESTAURANTS,
            lambda s, a, i: invitations.invite_staff(
                s, a, i, email="cy@example.org", role=StaffRole.OWNER)),
    Command("change staff", Permission.STEER_RESTAURANTS,
            lambda s, a, i: staffing.change(s, a, i, user_id=i, role=StaffRole.OWNER)),
    Command("remove staff", Permission.STEER_RESTAURANTS,
            lambda s, a, i: staffing.remove(s, a, i, user_id=i)),
    Command("disable", Permission.STEER_PEOPLE,
            lambda s, a, i: disabling.disable(s, a, i, reason="fraud")),
    Command("enable", Permission.STEER_PEOPLE, disabling.enable),
    Command("approve a rider", Permission.STEER_PEOPLE, rider_approval.approve),
    Command("suspend a rider", Permission.STEER_PEOPLE,
            lambda s, a, i: rider_approval.suspend(s, a, i, reason="rude")),
    Command("resume a rider", Permission.STEER_PEOPLE, rider_approval.resume),
    Command("give a role", Permission.ROLES,
            lambda s, a, i: roles.give(s, a, i, role=AdminRole.VIEWER)),
    Command("take a role", Permission.ROLES, roles.take),
]  # fmt: skip


# They give or take rights: the password has to be entered for them.
OF_RIGHTS = [
    command
    for command in COMMANDS
    if command.name in ("invite staff", "change staff", "remove staff", "disable", "enable",
                        "give a role", "take a role")
]  # fmt: skip


@pytest.mark.parametrize("command", OF_RIGHTS, ids=lambda command: command.name)
def test_rights_are_moved_by_whoever_has_just_entered_their_password(session, world, command):
    for proven_at in (None, clock.now() - timedelta(minutes=settings().reauth_minutes + 1)):
        with pytest.raises(NotProven):
            command.call(session, replace(world.admin, proven_at=proven_at), uuid4())


@pytest.mark.parametrize("role", AdminRole)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_who_may_do_what(session, world, command, role):
    admin = replace(world.admin, role=role)
    expected = NotFound if command.needs in PERMISSIONS[role] else NotAllowed
    with pytest.raises(expected):
        command.call(session, admin, uuid4())
    assert session.exec(select(AuditEntry)).all() == []


def entries(session) -> list[tuple[str, str, str]]:
    rows = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(row.action, row.subject_name, row.reason) for row in rows]


def user(session, name: str) -> User:
    return session.exec(select(User).where(User.name == name)).one()


def test_a_cancelled_order_is_in_the_log_with_its_reason(session, world, placed_order):
    endings.cancel_for_support(session, world.admin, placed_order.id, reason=" kitchen \n fire ")
    assert entries(session) == [("order_cancelled", placed_order.number, "kitchen fire")]
    [line] = audit.log(session, world.admin).lines
    assert (line.by, line.role, line.subject_id) == ("Ada", "owner", str(placed_order.id))


@pytest.mark.parametrize("reason", ["", "   ", "\u202e\x00\n", "x" * 201])
def test_what_costs_somebody_something_needs_a_reason(session, world, placed_order, reason):
    from foodapp.kit.errors import DomainError

    for call in (
        lambda: endings.cancel_for_support(session, world.admin, placed_order.id, reason=reason),
        lambda: approving.suspend(session, world.admin, world.nonna, reason=reason),
        lambda: disabling.disable(session, world.admin, world.customer.user_id, reason=reason),
        lambda: rider_approval.suspend(session, world.admin, world.rider.user_id, reason=reason),
    ):
        with pytest.raises(DomainError):
            call()
    assert entries(session) == []
    assert placed_order.status == "placed"


def test_the_log_cannot_be_changed_nor_shortened(session, world):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    approving.suspend(session, world.admin, world.nonna, reason="hygiene")
    session.commit()
    for words in ("UPDATE audit_log SET reason = ''", "DELETE FROM audit_log"):
        with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
            session.execute(text(words))


def test_the_log_is_filtered_and_read_by_pages(session, world):
    for _ in range(3):
        approving.suspend(session, world.admin, world.nonna, reason="again")
        approving.resume(session, world.admin, world.nonna)
    session.commit()
    first = audit.log(session, world.admin, limit=4)
    rest = audit.log(session, world.admin, limit=4, before=first.next_before)
    ids = [line.id for line in first.lines + rest.lines]
    assert len(ids) == 6
    assert ids == sorted(ids, reverse=True)
    assert rest.next_before == 0
    assert len(audit.log(session, world.admin, action="restaurant_resumed").lines) == 3
    assert audit.log(session, world.admin, by_id=NOBODY).lines == []
    assert len(audit.log(session, world.admin, subject_id=world.nonna).lines) == 6


def test_a_disabled_account_is_signed_out_everywhere_and_can_be_enabled(session, world):
    from foodapp.accounts import sessions
    from foodapp.kit.errors import NotSignedIn

    disabling.disable(session, world.admin, world.customer.user_id, reason="fraud")
    with pytest.raises(NotSignedIn):
        sessions.customer(session, world.cookies["cy"])
    disabling.enable(session, world.admin, world.customer.user_id)
    with pytest.raises(NotSignedIn):  # the old sign-in stays ended
        sessions.customer(session, world.cookies["cy"])
    assert [action for action, _, _ in entries(session)] == ["account_disabled", "account_enabled"]


def test_nobody_disables_or_promotes_themselves(session, world):
    me = world.admin.user_id
    for call in (
        lambda: disabling.disable(session, world.admin, me, reason="tired"),
        lambda: roles.give(session, world.admin, me, role=AdminRole.VIEWER),
        lambda: roles.take(session, world.admin, me),
    ):
        with pytest.raises(others.NotOneself):
            call()


def test_the_last_owner_cannot_be_removed_by_anybody(session, world):
    """Another owner whose account is disabled does not count."""
    other = user(session, "Sid")
    roles.join(session, other, role=AdminRole.OWNER, given_by=world.admin.user_id)
    second = replace(world.admin, user_id=other.id)
    roles.take(session, second, world.admin.user_id)
    session.flush()
    # Sid is the only owner now; a stale owner's actor may not take it from them.
    with pytest.raises(disabling.LastOwner):
        roles.give(session, world.admin, other.id, role=AdminRole.SUPPORT)
    with pytest.raises(disabling.LastOwner):
        disabling.disable(session, world.admin, other.id, reason="coup")
    assert session.get_one(AdminGrant, other.id).role is AdminRole.OWNER


def test_operations_cannot_disable_a_colleague_of_the_console(session, world):
    colleague = user(session, "Sid")
    roles.join(session, colleague, role=AdminRole.SUPPORT, given_by=world.admin.user_id)
    rob = user(session, "Rob").id
    operations = replace(world.admin, user_id=rob, role=AdminRole.OPERATIONS)
    with pytest.raises(NotAllowed):
        disabling.disable(session, operations, colleague.id, reason="rude")


def test_a_restaurant_keeps_an_owner(session, world):
    ana = world.staff.user_id
    with pytest.raises(disabling.LastOwner):
        staffing.remove(session, world.admin, world.nonna, user_id=ana)
    with pytest.raises(disabling.LastOwner):
        staffing.change(session, world.admin, world.nonna, user_id=ana, role=StaffRole.KITCHEN)

    sid = user(session, "Sid")
    staffing.join(session, world.nonna, sid, role=StaffRole.OWNER, given_by=None)
    session.flush()
    staffing.remove(session, world.admin, world.nonna, user_id=ana)
    session.flush()
    team = staffing.staff_of(session, world.admin, world.nonna)
    assert [(card.name, card.role) for card in team] == [("Sid", "owner")]
    assert session.get(StaffMember, (ana, world.nonna)) is None


def test_a_suspended_rider_loses_shift_and_delivery_but_not_what_is_in_the_bag(
    session, world, placed_order, drain_outbox
):
    from foodapp.dispatch.models import Delivery, DeliveryStatus, Shift
    from foodapp.dispatch.shifts import go_online, is_online
    from foodapp.orders import kitchen

    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    go_online(session, world.rider)
    assigning.assign(session, world.admin, placed_order.id, rider_id=world.rider.rider_id)
    session.commit()

    rider_approval.suspend(session, world.admin, world.rider.user_id, reason="rude")
    session.commit()
    drain_outbox()
    session.expire_all()
    delivery = session.exec(select(Delivery).where(Delivery.order_id == placed_order.id)).one()
    assert (delivery.status, delivery.rider_id) == (DeliveryStatus.SEARCHING, None)
    assert not is_online(session, world.rider)
    with pytest.raises(assigning.RiderNotOnline):
        assigning.assign(session, world.admin, placed_order.id, rider_id=world.rider.rider_id)
    assert session.exec(select(Shift)).one().ended_at is not None


def test_a_draft_without_hours_is_not_opened(session, world):
    from foodapp.kit.errors import DomainError

    row = session.get_one(Restaurant, world.nonna)
    row.status, row.opening_hours = RestaurantStatus.DRAFT, ""
    session.commit()
    with pytest.raises(DomainError, match="opening hours"):
        approving.activate(session, world.admin, world.nonna)
    row.opening_hours = "24/7"
    session.commit()
    approving.activate(session, world.admin, world.nonna)
    with pytest.raises(DomainError, match="active now"):
        approving.activate(session, world.admin, world.nonna)
    assert session.get_one(Restaurant, world.nonna).status is RestaurantStatus.ACTIVE


def test_a_draft_where_nobody_works_is_not_opened(session, world):
    from foodapp.kit.errors import DomainError
    from tests.fixtures.world import make_restaurant

    row = make_restaurant(session, "Ghost", is_staffed=False)
    row.status = RestaurantStatus.DRAFT
    session.commit()
    with pytest.raises(DomainError, match="Nobody works there yet"):
        approving.activate(session, world.admin, row.id)


def test_a_rider_is_approved_once(session, world):
    from foodapp.kit.errors import DomainError

    session.add(RiderProfile(user_id=world.stranger.user_id))
    session.commit()
    rider_approval.approve(session, world.admin, world.stranger.user_id)
    with pytest.raises(DomainError, match="already"):
        rider_approval.approve(session, world.admin, world.stranger.user_id)
    with pytest.raises(NotFound):
        rider_approval.approve(session, world.admin, world.customer.user_id)


def test_the_roles_of_the_console_are_what_they_are():
    """A change here is a change of who may steer the platform: on purpose only."""
    assert PERMISSIONS[AdminRole.VIEWER] == {Permission.SEE}
    assert PERMISSIONS[AdminRole.SUPPORT] == {
        Permission.SEE,
        Permission.STEER_ORDERS,
        Permission.REFUND,
    }
    assert Permission.ROLES not in PERMISSIONS[AdminRole.OPERATIONS]
