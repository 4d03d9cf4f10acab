"""Applying on the web, as states through the guard."""

from tests.fixtures.applying import EATERY, adds
from tests.fixtures.screens import Tab

from customer.apply.state import Partner, RideWithUs  # isort: skip


async def test_a_visitor_is_shown_the_way_in(session, world):
    tab = Tab(world.cookies["cy"].__class__(visitor="v-new")).at("/become-a-partner")
    await tab.call(Partner, "load")
    screen = tab.screen(Partner)
    assert (screen.loaded, screen.page.is_signed_in, screen.page.standing) == (True, False, "")
    led = await tab.call(Partner, "begin")
    assert "/sign-in?next=/become-a-partner" in str(led)


async def test_a_restaurant_applies_step_by_step(session, world):
    tab = Tab(world.cookies["cy"]).at("/become-a-partner")
    await tab.call(Partner, "load")
    await tab.call(Partner, "begin")
    screen = tab.screen(Partner)
    assert screen.step == "place"
    await tab.call(Partner, "move", lng=9.5209, lat=47.1410)
    await tab.call(
        Partner, "save",
        form={"name": "Blu", "street": "Städtle 7", "postcode": "9490", "city": "Vaduz"},
    )  # fmt: skip
    assert screen.step == "food"
    await tab.call(
        Partner, "save",
        form={"cuisine-italian": "on", "phone": "2321099", "from-Mo": "11:00", "to-Mo": "22:00"},
    )  # fmt: skip
    assert screen.page.answers["hours"] == "Mo 11:00-22:00"
    assert (screen.page.days[0].opens, screen.page.days[1].opens) == ("11:00", "")
    await tab.call(Partner, "save", form={"legal_name": "Blu AG", "tax_number": "1"})
    assert screen.step == "papers"
    await tab.call(Partner, "go_to", step="send")
    assert screen.page.missing == ["Trade licence or register extract"]
    await tab.call(Partner, "send")
    assert screen.error == "Still missing: Trade licence or register extract."
    adds(session, world.customer, EATERY, "trade_licence")
    session.commit()
    await tab.call(Partner, "send")
    assert (screen.error, screen.page.standing) == ("", "sent")


async def test_what_was_left_is_there_again_in_another_tab(session, world):
    tab = Tab(world.cookies["cy"]).at("/ride-with-us")
    await tab.call(RideWithUs, "load")
    await tab.call(RideWithUs, "begin")
    await tab.call(RideWithUs, "save", form={"phone": "2321099", "vehicle": "car"})
    again = Tab(world.cookies["cy"]).at("/ride-with-us")
    await again.call(RideWithUs, "load")
    page = again.screen(RideWithUs).page
    assert (page.standing, page.answers["vehicle"]) == ("draft", "car")
    assert [one.value for one in page.papers] == ["identity", "licence", "insurance"]


async def test_a_wrong_answer_is_said_and_the_step_stays(session, world):
    tab = Tab(world.cookies["cy"]).at("/ride-with-us")
    await tab.call(RideWithUs, "load")
    await tab.call(RideWithUs, "begin")
    await tab.call(RideWithUs, "save", form={"phone": "call me"})
    screen = tab.screen(RideWithUs)
    assert (screen.step, screen.error) == ("you", "That phone number does not look right.")


async def test_a_step_that_no_page_has_shown_saves_nothing(session, world):
    tab = Tab(world.cookies["cy"]).at("/ride-with-us")
    await tab.call(RideWithUs, "load")
    await tab.call(RideWithUs, "begin")
    other = Tab(world.cookies["cy"]).at("/ride-with-us")
    await other.call(RideWithUs, "save", form={"phone": "2321099"})
    assert other.screen(RideWithUs).error.startswith("That input does not look right.")
