"""The Staff page as a state, through the guard, with a real sign-in."""

from restaurant.staff.state import Staff
from tests.fixtures.screens import Tab


async def test_an_owner_invites_from_the_page_and_sees_who_waits(session, world, drain_outbox):
    tab = Tab(world.cookies["ana"]).at("/restaurant/staff")
    await tab.call(Staff, "load")
    screen = tab.screen(Staff)
    assert [one.name for one in screen.members] == ["Ana"]

    await tab.call(Staff, "begin_inviting", what="staff")
    await tab.call(Staff, "invite", form={"email": "cook@example.org", "role": "kitchen"})
    assert screen.invited.email == "cook@example.org"
    assert "token=" in screen.invited.url
    assert [one.email for one in screen.waiting] == ["cook@example.org"]

    await tab.call(Staff, "withdraw", invitation_id=screen.waiting[0].id)
    assert screen.waiting == []


async def test_the_last_owner_is_told_why_they_stay(session, world):
    tab = Tab(world.cookies["ana"]).at("/restaurant/staff")
    await tab.call(Staff, "load")
    screen = tab.screen(Staff)
    await tab.call(Staff, "ask_to_remove", user_id=screen.me)
    await tab.call(Staff, "remove")
    assert screen.error == "The restaurant needs at least one owner."
    assert screen.leaving.user_id == ""
