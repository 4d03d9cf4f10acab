"""Whoever may no longer invite has invited in vain."""

from dataclasses import replace

import pytest

from foodapp.accounts import (
    disabling,
    invitations,
    roles,
    staffing,
)
from foodapp.accounts.accepting import NoInvitation, Offer
from foodapp.accounts.actors import Admin, AdminRole, StaffRole
from foodapp.accounts.models import (
    User,
    Vehicle,
)
from foodapp.kit.errors import NotAllowed
from tests.foodapp.accounts.inviting import (
    CHEF,
    accept,
    look,
    membership,
)


def give_sid(session, world, role: AdminRole) -> Admin:
    roles.join(session, session.get_one(User, world.stranger.user_id), role=role, given_by=None)
    session.flush()
    return replace(world.admin, user_id=world.stranger.user_id, role=role)


def test_an_invitation_ends_with_the_role_of_whoever_invited(session, world):
    sid = give_sid(session, world, AdminRole.OWNER)
    admin = invitations.invite_admin(session, sid, email="m@example.org", role=AdminRole.OWNER)
    staff = invitations.invite_staff(session, sid, world.nonna, email=CHEF, role=StaffRole.OWNER)
    roles.give(session, world.admin, sid.user_id, role=AdminRole.OPERATIONS)
    session.flush()

    with pytest.raises(NoInvitation):
        accept(session, admin, persona="admin")
    assert look(session, staff).email == CHEF  # operations may still invite staff
    roles.take(session, world.admin, sid.user_id)
    session.flush()
    assert look(session, staff) == Offer()


def test_an_invitation_ends_with_the_account_of_whoever_invited(session, world):
    sid = give_sid(session, world, AdminRole.OWNER)
    link = invitations.invite_rider(session, sid, email="r@example.org", vehicle=Vehicle.CAR)
    disabling.disable(session, world.admin, sid.user_id, reason="left in anger")
    session.flush()
    with pytest.raises(NoInvitation):
        accept(session, link, persona="rider")


def test_an_owner_invites_to_their_own_restaurant_while_they_own_it(session, world):
    link = invitations.invite_colleague(session, world.staff, email=CHEF, role=StaffRole.KITCHEN)
    other = invitations.invite_colleague(
        session, world.staff, email="second@example.org", role=StaffRole.OWNER
    )
    accept(session, other)
    assert membership(session, world, "second@example.org").given_by == world.staff.user_id
    session.flush()
    staffing.remove(session, world.admin, world.nonna, user_id=world.staff.user_id)
    session.flush()
    with pytest.raises(NoInvitation):
        accept(session, link)
    manager = replace(world.staff, role=StaffRole.MANAGER)
    with pytest.raises(NotAllowed):
        invitations.invite_colleague(session, manager, email=CHEF, role=StaffRole.OWNER)
