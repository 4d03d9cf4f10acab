"""Rights that one person gives: the others hear of it."""

import pytest
from sqlmodel import select

from foodapp.accounts import invitations, roles, staffing
from foodapp.accounts.actors import AdminRole, StaffRole
from foodapp.accounts.models import StaffMember, User
from foodapp.alerts import alerts
from foodapp.alerts.models import Alert
from foodapp.views.console import alert_words
from tests.fixtures.world import person
from tests.foodapp.accounts.test_invitations import accept


@pytest.fixture
def told(session, drain_outbox, world):
    """What stands in the console once the worker has done its part, oldest first."""

    def told():
        session.commit()
        drain_outbox()
        session.expire_all()
        kinds = ("console_role", "owner_made")
        found = [one for one in alert_words.unseen(session, world.admin) if one.kind in kinds]
        return [(one.text, one.page) for one in reversed(found)]

    return told


def test_a_role_of_the_console_that_is_changed_is_told(session, world, told):
    vera = person(session, "Vera")
    roles.join(session, vera, role=AdminRole.VIEWER, given_by=world.admin.user_id)
    assert told() == [("Ada gave Vera the role “viewer” in the console.", "/admin/people")]

    roles.give(session, world.admin, vera.id, role=AdminRole.OWNER)
    assert told()[1:] == [("Ada gave Vera the role “owner” in the console.", "/admin/people")]
    roles.give(session, world.admin, vera.id, role=AdminRole.OWNER)
    assert len(told()) == 2, "nothing was given"


def test_an_invitation_is_told_once_it_is_accepted(session, world, told):
    link = invitations.invite_admin(
        session, world.admin, email="olga@example.org", role=AdminRole.OPERATIONS
    )
    assert told() == []
    accept(session, link, persona="admin", name="Olga")
    assert told() == [("Ada gave Olga the role “operations” in the console.", "/admin/people")]


def test_by_command_is_told_too(session, world, told):
    link = invitations.invite_owner_of_platform(session, email="olga@example.org")
    accept(session, link, persona="admin", name="Olga")
    assert [text for text, _ in told()] == [
        "A command on the server gave Olga the role “owner” in the console."
    ]


def test_another_owner_of_a_restaurant_is_told_and_another_cook_is_not(session, world, told):
    cook = invitations.invite_colleague(
        session, world.staff, email="cook@example.org", role=StaffRole.KITCHEN
    )
    accept(session, cook, name="Cook")
    assert told() == []
    chef = invitations.invite_colleague(
        session, world.staff, email="chef@example.org", role=StaffRole.OWNER
    )
    accept(session, chef, name="Chef")
    assert told() == [("Ana made Chef an owner of Nonna.", "/admin/restaurants")]

    cooks = session.exec(select(User.id).where(User.name == "Cook")).one()
    for _ in range(2):
        staffing.change(session, world.admin, world.nonna, user_id=cooks, role=StaffRole.OWNER)
    assert told()[1:] == [("Ada made Cook an owner of Nonna.", "/admin/restaurants")]
    assert session.get_one(StaffMember, (cooks, world.nonna)).given_by == world.admin.user_id


def test_each_of_them_stays_until_somebody_has_looked(session, world, told):
    for name in ("Vera", "Olga"):
        roles.join(
            session, person(session, name), role=AdminRole.SUPPORT, given_by=world.admin.user_id
        )
    assert len(told()) == 2
    alert = session.exec(select(Alert).where(Alert.facts["name"].astext == "Vera")).one()
    alerts.mark_seen(session, world.admin, alert.id)
    assert [text for text, _ in told()] == ["Ada gave Olga the role “support” in the console."]
