"""What is open over the list of people is about that visit to it."""

from admin.people.state import People
from admin.state import Shell
from tests.fixtures.screens import Tab


async def come_to(tab: Tab, path: str) -> None:
    tab.at(path)
    await tab.call(Shell, "load")
    await tab.call(People, "arrive")
    await tab.call(People, "load")


async def test_a_role_that_was_asked_about_is_not_asked_about_after_another_page(world, session):
    tab = Tab(world.cookies["ada"])
    await come_to(tab, "/admin/people")
    await tab.call(People, "open_roles", user_id=str(world.admin.user_id))
    assert tab.screen(People).giving.id
    await come_to(tab, "/admin/people")  # the connection was lost and is back
    assert tab.screen(People).giving.id
    await come_to(tab, "/admin/people?which=admins")
    assert tab.screen(People).giving.id == ""
