"""Owners care for their own team: they invite, give roles and take people off again."""

from dataclasses import replace

import pytest
from sqlmodel import select

from foodapp.accounts import accepting, invitations, sessions, staffing
from foodapp.accounts.actors import Cookies, StaffRight, StaffRole
from foodapp.accounts.disabling import LastOwner
from foodapp.accounts.models import AuditEntry, StaffMember
from foodapp.accounts.permissions import NotProven
from foodapp.kit.errors import NotAllowed, NotFound
from tests.fixtures import world as worlds
from tests.foodapp.accounts.test_invitations import token_of


@pytest.fixture
def cook(session, world):
    """Somebody who cooks at Nonna's."""
    return joins(session, world, "Carla", StaffRole.KITCHEN)


def joins(session, world, name, role):
    user = worlds.person(session, name)
    session.add(StaffMember(user_id=user.id, restaurant_id=world.nonna, role=role))
    session.flush()
    return user.id


def as_role(world, role, user_id=None):
    return replace(world.staff, role=role, user_id=user_id or world.staff.user_id)


def test_an_owner_invites_a_cook_who_accepts_and_sees_the_board_alone(session, world):
    link = invitations.invite_colleague(
        session, world.staff, email="cook@example.org", role=StaffRole.KITCHEN
    )
    assert [one.email for one in invitations.open_in_team(session, world.staff)] == [link.email]
    done = accepting.accept(
        session, Cookies(), token=token_of(link), persona="restaurant",
        password="a-kettle-of-fish", name="Carla", address="192.0.2.1",
    )  # fmt: skip
    staff = sessions.restaurant_staff(session, Cookies(sid=done.token))
    assert (staff.restaurant_id, staff.role) == (world.nonna, StaffRole.KITCHEN)
    assert staff.may(StaffRight.COOK)
    assert not any(staff.may(one) for one in (StaffRight.RUN, StaffRight.MONEY, StaffRight.TEAM))
    assert [one.name for one in staffing.colleagues(session, world.staff)] == ["Ana", "Carla"]


def test_an_owner_gives_another_role_and_takes_off_the_team(session, world, cook):
    staffing.change_colleague(session, world.staff, cook, role=StaffRole.MANAGER)
    assert session.get_one(StaffMember, (cook, world.nonna)).role is StaffRole.MANAGER
    staffing.remove_colleague(session, world.staff, cook)
    assert session.get(StaffMember, (cook, world.nonna)) is None
    assert session.exec(select(AuditEntry)).all() == []  # the console did nothing


def test_the_last_owner_stays_until_there_is_another(session, world, cook):
    me = world.staff.user_id
    with pytest.raises(LastOwner):
        staffing.remove_colleague(session, world.staff, me)
    with pytest.raises(LastOwner):
        staffing.change_colleague(session, world.staff, me, role=StaffRole.KITCHEN)
    staffing.change_colleague(session, world.staff, cook, role=StaffRole.OWNER)
    staffing.remove_colleague(session, world.staff, me)
    assert session.get(StaffMember, (me, world.nonna)) is None


@pytest.mark.parametrize("role", [StaffRole.MANAGER, StaffRole.KITCHEN])
def test_the_team_is_its_owners_affair(session, world, cook, role):
    other = as_role(world, role)
    for refused in (
        lambda: staffing.colleagues(session, other),
        lambda: staffing.remove_colleague(session, other, cook),
        lambda: staffing.change_colleague(session, other, cook, role=StaffRole.OWNER),
        lambda: invitations.open_in_team(session, other),
        lambda: invitations.invite_colleague(session, other, email="x@y.org", role=role),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_an_owner_who_was_taken_off_meanwhile_takes_nobody_off(session, world, cook):
    """Two owners at once: the second one's page still says owner."""
    second = joins(session, world, "Olga", StaffRole.OWNER)
    staffing.remove_colleague(session, world.staff, second)
    with pytest.raises(NotAllowed):
        staffing.remove_colleague(
            session, as_role(world, StaffRole.OWNER, second), world.staff.user_id
        )


def test_another_restaurants_team_is_not_there(session, world, cook):
    with pytest.raises(NotFound):
        staffing.remove_colleague(session, world.rival_staff, cook)
    link = invitations.invite_colleague(
        session, world.staff, email="cook@example.org", role=StaffRole.KITCHEN
    )
    with pytest.raises(NotFound):
        invitations.withdraw_in_team(session, world.rival_staff, link.id)
    invitations.withdraw_in_team(session, world.staff, link.id)
    assert invitations.open_in_team(session, world.staff) == []


def test_a_sign_in_left_open_gives_no_rights(session, world, cook):
    stale = replace(world.staff, proven_at=None)
    for refused in (
        lambda: staffing.remove_colleague(session, stale, cook),
        lambda: staffing.change_colleague(session, stale, cook, role=StaffRole.OWNER),
        lambda: invitations.invite_colleague(session, stale, email="x@y.org", role=StaffRole.OWNER),
    ):
        with pytest.raises(NotProven):
            refused()
