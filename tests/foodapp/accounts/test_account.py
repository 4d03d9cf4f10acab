"""What customers keep about themselves: addresses, devices, name and phone."""

import pytest

from foodapp.accounts import addresses, devices, people, phones, profile, sessions
from foodapp.accounts.models import User
from foodapp.kit.errors import DomainError, NotFound, NotSignedIn, Unusable
from foodapp.kit.geo import Position

HOME = {"street": "Städtle 49", "postcode": "9490", "city": "Vaduz"}
AT = Position(47.139, 9.5225)


def save(session, world, **facts):
    return addresses.add(session, world.customer, label="Home", at=AT, **HOME | facts)


def test_the_last_used_address_comes_first(session, world):
    save(session, world)
    save(session, world, street="Lettstrasse 1")

    assert [one.street for one in addresses.of(session, world.customer)] == [
        "Lettstrasse 1",
        "Städtle 49",
    ]
    save(session, world, street="städtle 49", note="2nd floor")
    found = addresses.of(session, world.customer)
    assert [(one.street, one.note) for one in found] == [
        ("städtle 49", "2nd floor"),
        ("Lettstrasse 1", ""),
    ]


def test_two_flats_of_one_house_are_two_addresses(session, world):
    save(session, world, note="Flat 3")
    save(session, world, note="Flat 5")
    save(session, world, note="FLAT 3")
    assert sorted(one.note for one in addresses.of(session, world.customer)) == ["FLAT 3", "Flat 5"]


def test_a_flat_is_not_forgotten_where_none_is_given(session, world):
    save(session, world, note="Flat 3")
    save(session, world)
    assert [one.note for one in addresses.of(session, world.customer)] == ["Flat 3"]


def test_one_street_in_two_postcodes_is_two_addresses(session, world):
    save(session, world, street="Hauptstrasse 1", postcode="8001", city="Zürich")
    save(session, world, street="Hauptstrasse 1", postcode="8002", city="Zürich")
    addresses.add(
        session,
        world.customer,
        label="Home",
        street="Hauptstrasse 1",
        postcode="8001",
        city="Zürich",
        at=Position(47.2, 9.6),
    )
    assert len(addresses.of(session, world.customer)) == 3, "and one far away is another one, too"


def test_an_address_is_cleaned_and_cut(session, world):
    saved = save(session, world, street="A\0 \u202e" + "b" * 500, note="\ud800" + "n" * 900)

    session.flush()
    assert (len(saved.street), len(saved.note)) == (120, 200)


def test_a_street_of_nothing_is_refused(session, world):
    with pytest.raises(Unusable):
        save(session, world, street="\0 \n")


def test_addresses_have_an_end(session, world):
    for n in range(addresses.MAX):
        save(session, world, street=f"Gasse {n}")

    with pytest.raises(DomainError, match="remove one"):
        save(session, world, street="One too many 1")


def test_a_strangers_address_is_not_there(session, world):
    saved = save(session, world)
    session.flush()

    for attempt in (
        lambda: addresses.get(session, world.stranger, saved.id),
        lambda: addresses.remove(session, world.stranger, saved.id),
        lambda: addresses.change(session, world.stranger, saved.id, label="Mine", at=AT, **HOME),
    ):
        with pytest.raises(NotFound):
            attempt()
    addresses.remove(session, world.customer, saved.id)
    assert addresses.of(session, world.customer) == []


def test_a_lost_phone_is_signed_out_from_afar(session, world):
    here = sessions.hashed(world.cookies["cy"].sid)
    user = session.get_one(User, world.customer.user_id)
    phone = sessions.open_for(session, user, device="Chrome on Android")
    session.flush()

    found = devices.signed_in(session, world.customer, this=here)
    assert [(one.name, one.is_this) for one in found] == [
        ("A browser", True),
        ("Chrome on Android", False),
    ]
    with pytest.raises(NotFound):
        devices.sign_out_of(session, world.stranger, found[1].id)
    devices.sign_out_of(session, world.customer, found[1].id)

    cookies = type(world.cookies["cy"])(sid=phone)
    session.flush()
    with pytest.raises(NotSignedIn):
        sessions.customer(session, cookies)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_has_a_name_its_owner_knows(user_agent, name):
    assert devices.name_of(user_agent) == name


def test_name_and_phone_change(session, world):
    profile.change(session, world.customer, name=" Cy  Winter ")
    phones.change(session, world.customer, phone="030 901820")

    assert profile.mine(session, world.customer).name == "Cy Winter"
    assert phones.of(session, world.customer.user_id) == ("+4930901820", False)
    with pytest.raises(people.NotAPhone):
        phones.change(session, world.customer, phone="call me")
    with pytest.raises(people.NoName):
        profile.change(session, world.customer, name="\0")
