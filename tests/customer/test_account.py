import pytest
from sqlmodel import select

from customer.account.state import Account, Security
from customer.address.state import AddressEntry
from customer.layout import Top
from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import SignInSession, User
from foodapp.orders import basket
from foodapp.restaurants.places import KnownPlace, PlaceKind
from foodapp.ui.sign_in import SignIn
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab

PASSWORD = "a-kettle-of-fish"


def know_places(session):
    for number in ("49", "51"):
        session.add(
            KnownPlace(
                id=f"node/{number}",
                kind=PlaceKind.ADDRESS,
                street="Städtle",
                house_number=number,
                postcode="9490",
                city="Vaduz",
                lat=47.139,
                lng=9.5225,
                search=f"stadtle {number} 9490 vaduz",
            )
        )
    session.add(
        KnownPlace(
            id="street/stadtle/vaduz",
            kind=PlaceKind.STREET,
            street="Städtle",
            city="Vaduz",
            lat=47.139,
            lng=9.5225,
            search="stadtle vaduz",
        )
    )
    session.commit()


async def test_an_address_is_found_chosen_and_kept(session, world):
    know_places(session)
    tab = Tab(world.cookies["cy"])
    await tab.call(AddressEntry, "show")
    screen = tab.screen(AddressEntry)

    await tab.call(AddressEntry, "write_note", text="2nd floor")
    await tab.call(AddressEntry, "search", text="Städtle 49, Vaduz")
    assert screen.found[0].text == "Städtle 49, 9490 Vaduz"
    await tab.call(AddressEntry, "choose", n=0)

    chosen = basket.find(session, world.customer)
    assert (chosen.street, chosen.city, chosen.address_note) == (
        "Städtle 49",
        "Vaduz",
        "2nd floor",
    )
    assert screen.shown is False
    await tab.call(AddressEntry, "show")
    assert [place.text for place in screen.saved] == ["Städtle 49, 9490 Vaduz"]
    await tab.call(AddressEntry, "choose_saved", address_id=screen.saved[0].id)
    assert screen.error == ""


async def test_a_guest_may_give_an_address_too(session, world):
    know_places(session)
    tab = Tab(Cookies(visitor="v-new"))

    await tab.call(AddressEntry, "search", text="Städtle 49")
    await tab.call(AddressEntry, "choose", n=0)

    assert basket.find(session, world.visitor).street == "Städtle 49"


async def test_an_unknown_address_is_shown_on_the_map(session, world):
    tab = Tab(world.cookies["cy"])
    await tab.call(AddressEntry, "show")
    screen = tab.screen(AddressEntry)

    await tab.call(AddressEntry, "search", text="Mill Lane 5, Talbruck")
    await tab.call(AddressEntry, "open_map")
    assert screen.center == pytest.approx([9.5209, 47.141], abs=0.05)
    await tab.call(AddressEntry, "use_pin")
    assert screen.error == "Please tap on the map where your door is."
    await tab.call(AddressEntry, "put_pin", lng=9.52, lat=47.14)
    await tab.call(AddressEntry, "use_pin")

    chosen = basket.find(session, world.customer)
    assert (chosen.street, chosen.city) == ("Mill Lane 5", "Talbruck")
    assert (chosen.lat, chosen.lng) == (47.14, 9.52)


async def test_a_flat_goes_into_the_note_and_the_house_is_the_house(session, world):
    know_places(session)
    tab = Tab(world.cookies["cy"])
    await tab.call(AddressEntry, "show")
    await tab.call(AddressEntry, "write_note", text="ring twice")
    await tab.call(AddressEntry, "search", text="Top 5, Städtle 49, Vaduz")
    await tab.call(AddressEntry, "choose", n=0)

    chosen = basket.find(session, world.customer)
    assert (chosen.street, chosen.address_note) == ("Städtle 49", "Top 5, ring twice")


async def test_a_door_that_is_not_certain_is_confirmed_with_a_pin(session, world):
    know_places(session)
    tab = Tab(world.cookies["cy"])
    screen = tab.screen(AddressEntry)
    await tab.call(AddressEntry, "show")
    await tab.call(AddressEntry, "search", text="Städtle 12/A, Vaduz")
    await tab.call(AddressEntry, "choose", n=0)

    assert (screen.shown, screen.on_map, screen.asked) == (True, True, "Städtle 12/A, 9490 Vaduz")
    assert basket.find(session, world.customer) is None
    await tab.call(AddressEntry, "put_pin", lng=9.5226, lat=47.1391)
    await tab.call(AddressEntry, "use_pin")
    chosen = basket.find(session, world.customer)
    assert (chosen.street, chosen.postcode, chosen.lat) == ("Städtle 12/A", "9490", 47.1391)
    assert screen.shown is False

    await tab.call(AddressEntry, "show")
    await tab.call(AddressEntry, "search", text="Städtle 7")
    await tab.call(AddressEntry, "choose", n=0)
    await tab.call(AddressEntry, "back")
    assert (screen.asked, screen.on_map) == ("", False)


async def test_an_unknown_address_with_a_flat_is_taken_apart_for_the_pin(session, world):
    tab = Tab(world.cookies["cy"])
    await tab.call(AddressEntry, "show")
    await tab.call(AddressEntry, "search", text="Flat 3, 220 High Street, Springfield")
    await tab.call(AddressEntry, "put_pin", lng=9.52, lat=47.14)
    await tab.call(AddressEntry, "use_pin")

    chosen = basket.find(session, world.customer)
    assert (chosen.street, chosen.city, chosen.address_note) == (
        "220 High Street",
        "Springfield",
        "Flat 3",
    )


async def test_a_pin_alone_is_no_address_and_must_be_on_earth(world):
    tab = Tab(world.cookies["cy"])
    await tab.call(AddressEntry, "show")
    screen = tab.screen(AddressEntry)

    await tab.call(AddressEntry, "put_pin", lng=9.52, lat=47.14)
    await tab.call(AddressEntry, "use_pin")
    assert screen.error == "Please type the street and house number, too."
    before = screen.pin
    for lat, lng in ((91, 0), (0, 181), ("47", "9"), (None, None), (float("nan"), 0)):
        await tab.call(AddressEntry, "put_pin", lng=lng, lat=lat)
        assert screen.error
        assert screen.pin == before


async def test_ones_location_is_the_known_door_or_a_pin(session, world):
    know_places(session)
    tab = Tab(Cookies(visitor="v-new"))
    screen = tab.screen(AddressEntry)

    await tab.call(AddressEntry, "found_me", lat=47.1391, lng=9.5226)
    assert screen.found[0].hint == "Is this your door?"
    await tab.call(AddressEntry, "choose", n=0)
    assert basket.find(session, world.visitor).city == "Vaduz"
    await tab.call(AddressEntry, "found_me", lat=47.3, lng=9.5)
    assert (screen.found, screen.pin[0]["lat"], screen.on_map) == ([], 47.3, True)


async def test_a_place_that_was_not_found_cannot_be_chosen(world):
    tab = Tab(world.cookies["cy"])

    await tab.call(AddressEntry, "search", text="Nowhere 1")
    await tab.call(AddressEntry, "choose", n=0)
    assert tab.screen(AddressEntry).error == "Please search again."
    await tab.call(AddressEntry, "choose", n=10**9)
    assert tab.screen(AddressEntry).error


async def test_name_password_and_devices(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed(PASSWORD)
    sessions.open_for(session, user, device="Chrome on Android")
    session.commit()
    tab = Tab(world.cookies["cy"]).at("/account")
    await tab.call(Account, "load")
    await tab.call(Security, "load")
    screen, security = tab.screen(Account), tab.screen(Security)
    assert [(one.name, one.is_this) for one in security.devices] == [
        ("A browser", True),
        ("Chrome on Android", False),
    ]

    await tab.call(Account, "save", form={"name": " Cy\u202e Winter "})
    assert screen.profile.name == "Cy Winter"
    await tab.call(Security, "save_phone", form={"phone": "+423 1234567"})
    assert (security.phone.number, security.phone.is_proven) == ("+4231234567", False)
    await tab.call(Account, "save", form={"name": ""})
    assert screen.error == "Please tell us your name."
    form = {"current": PASSWORD, "new": "a-new-kettle-of-fish"}
    await tab.call(Security, "change_password", form=form)
    assert [one.is_this for one in security.devices] == [True]
    assert session.exec(select(SignInSession.revoked_at)).all().count(None) >= 1
    await tab.call(Security, "sign_out_of", ref="x" * 64)
    assert security.error == "We could not find that sign-in."


async def test_the_sign_in_page_says_why_and_never_what_the_address_says(world):
    tab = Tab().at("/sign-in?error=wrong&next=//evil.example")
    await tab.call(SignIn, "load", persona="customer")
    screen = tab.screen(SignIn)
    assert screen.sentence == "That e-mail and password do not match."
    assert (screen.next, screen.tail) == ("", "")
    assert screen.demo[0].email == "cy@example.org"

    tab.at("/sign-in?error=<script>&next=%2Fcheckout%3Fa%3D1")
    await tab.call(SignIn, "load", persona="customer")
    assert "script" not in screen.sentence
    assert (screen.next, screen.tail) == ("/checkout?a=1", "?next=%2Fcheckout%3Fa%3D1")


async def test_a_refused_form_still_holds_the_e_mail(world):
    tab = Tab()
    tab.socket.cookie = 'typed="email=cy%40example.org&name=Cy"'
    tab.at("/sign-in?error=wrong")
    await tab.call(SignIn, "load", persona="customer")
    assert (tab.screen(SignIn).email, tab.screen(SignIn).name) == ("cy@example.org", "Cy")

    tab.at("/sign-in")
    await tab.call(SignIn, "load", persona="customer")
    assert tab.screen(SignIn).email == ""


async def test_the_header_knows_who_is_here(session, world):
    worlds.fill_basket(session, world)
    session.commit()
    tab = Tab(world.cookies["cy"])
    await tab.call(Top, "load")

    top = tab.screen(Top)
    assert (top.name, top.in_basket, top.going_on) == ("Cy", 1, "")
