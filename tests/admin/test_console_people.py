"""Who is invited and disabled at the console, and the password that is asked for it."""

from datetime import timedelta

from foodapp.accounts import passwords, roles, sessions
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import (
    AdminGrant,
    SignInSession,
    User,
)

from admin.people.state import People  # isort: skip


async def test_one_cannot_demote_oneself_from_the_screen(session, world, tab):
    await tab.at("/admin/people").call(People, "load")
    await tab.call(People, "open_roles", user_id=str(world.admin.user_id))
    await tab.call(People, "give", role="viewer")
    assert "own account" in tab.screen(People).giving_error


async def test_nobody_is_disabled_by_an_id_that_is_none(session, world, tab):
    await tab.call(People, "ask", kind="disable", subject="x")
    await tab.call(People, "confirm", form={"reason": "Fraud"})
    assert tab.screen(People).asked.error == "We could not find that person."


async def test_giving_a_role_to_nobody_is_refused(session, world, tab):
    await tab.call(People, "give", role="viewer")
    assert tab.screen(People).giving_error == "We could not find that person."


async def test_a_rider_and_an_admin_are_invited_and_an_invitation_is_withdrawn(session, world, tab):
    await tab.at("/admin/people").call(People, "load")
    screen = tab.screen(People)
    await tab.call(People, "begin_inviting", what="rider")
    await tab.call(People, "invite", form={"email": "rosa@example.org", "role": "scooter"})
    assert "/rider/accept-invitation?token=" in screen.invited.url
    await tab.call(People, "begin_inviting", what="admin")
    await tab.call(People, "invite", form={"email": "olga@example.org", "role": "scooter"})
    assert screen.refused == "Please choose one of the list."
    await tab.call(People, "invite", form={"email": "olga@example.org", "role": "support"})
    [waiting] = screen.waiting
    await tab.call(People, "withdraw", invitation_id=waiting.id)
    assert screen.waiting == []
    await tab.call(People, "stop_inviting")
    assert (screen.inviting, screen.invited.url) == ("", "")


async def test_the_password_is_asked_again_and_then_it_goes_on(session, world, tab):
    """Ada signed in an hour ago: what she presses waits for her password."""
    ada = session.get_one(User, world.admin.user_id)
    ada.password_hash = passwords.hashed("a-kettle-of-fish")
    mine = session.get_one(SignInSession, sessions.hashed(world.cookies["ada"].sid))
    mine.proven_at -= timedelta(hours=1)
    sid = session.get_one(User, world.stranger.user_id)
    roles.join(session, sid, role=AdminRole.VIEWER, given_by=None)
    session.commit()
    await tab.at("/admin/people").call(People, "load")
    screen = tab.screen(People)
    await tab.call(People, "open_roles", user_id=str(sid.id))

    await tab.call(People, "give", role="support")
    assert screen.proof_wanted
    assert session.get_one(AdminGrant, sid.id).role is AdminRole.VIEWER
    await tab.call(People, "prove", form={"password": "not-her-password"})
    assert screen.proof_error == "Your current password is not right."
    await tab.call(People, "prove", form={"password": "a-kettle-of-fish"})

    session.expire_all()
    assert not screen.proof_wanted
    assert session.get_one(AdminGrant, sid.id).role is AdminRole.SUPPORT
    await tab.call(People, "ask", kind="disable", subject=str(sid.id))
    await tab.call(People, "confirm", form={"reason": "Fraud"})  # within the minutes: at once
    session.expire_all()
    assert session.get_one(User, sid.id).disabled_at is not None


async def test_what_waits_for_the_password_is_forgotten_when_it_is_not_given(session, world, tab):
    mine = session.get_one(SignInSession, sessions.hashed(world.cookies["ada"].sid))
    mine.proven_at -= timedelta(hours=1)
    session.commit()
    await tab.at("/admin/people").call(People, "load")
    await tab.call(People, "ask", kind="disable", subject=str(world.stranger.user_id))
    await tab.call(People, "confirm", form={"reason": "Fraud"})
    assert tab.screen(People).proof_wanted
    await tab.call(People, "drop_proof")
    await tab.call(People, "prove", form={"password": ""})
    assert session.get_one(User, world.stranger.user_id).disabled_at is None
