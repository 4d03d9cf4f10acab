"""Whom a push reaches: every browser that somebody switched on and is still signed in on."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select
from starlette.testclient import TestClient

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import User
from foodapp.kit import clock, db
from foodapp.kit.errors import NotSignedIn
from foodapp.notifications.webpush import devices, endpoints, keys, signing
from foodapp.notifications.webpush.devices import OldKey, Standing
from foodapp.notifications.webpush.encrypting import BrowserKeys, NoKeys
from foodapp.notifications.webpush.models import PushSubscription
from foodapp.notifications.webpush.posting import Fate, Outcome
from foodapp.ui.http import routes
from tests.fixtures.push_service import FakeBrowser, PushService, allowed
from tests.fixtures.world import World

HERE = "http://localhost:8000"


def sign_in(session: Session, world: World, whose: str = "cy") -> Cookies:
    """Another device of theirs."""
    user = session.get_one(User, sessions.whose(session, world.cookies[whose]))
    cookies = Cookies(sid=sessions.open_for(session, user, device="Firefox on Android"))
    session.commit()
    return cookies


def switch_on(session: Session, cookies: Cookies, browser: FakeBrowser) -> None:
    devices.subscribe(
        session,
        cookies,
        endpoint=browser.endpoint,
        browser=BrowserKeys(browser.p256dh, browser.auth),
        made_with=signing.public_key(),
        device="Firefox on Android",
    )
    session.commit()


def reached(session: Session, world: World) -> set[str]:
    """The endpoints at which Cy hears."""
    return {row.endpoint for row in devices.awake(session, world.customer.user_id)}


def standing(session: Session, cookies: Cookies) -> Standing:
    sign_in = sessions.hashed(cookies.sid)
    found = devices.states(session, [sign_in]).get(sign_in)
    return found.standing if found else Standing.OFF


def at_site(cookies: Cookies) -> TestClient:
    headers = {"origin": HERE, "cookie": f"sid={cookies.sid}", "user-agent": "Firefox on Android"}
    return TestClient(routes(), base_url=HERE, headers=headers)


def test_signing_out_on_one_device_leaves_the_other_on(
    session: Session, world: World, push_service: PushService
) -> None:
    phone, tablet = push_service.browser("phone"), push_service.browser("tablet")
    other = sign_in(session, world)
    switch_on(session, world.cookies["cy"], phone)
    switch_on(session, other, tablet)
    assert reached(session, world) == {phone.endpoint, tablet.endpoint}

    assert at_site(other).post("/api/auth/sign-out", json={}).status_code == 200

    assert reached(session, world) == {phone.endpoint}
    left = session.exec(select(PushSubscription.endpoint)).all()
    assert left == [phone.endpoint]


def test_a_sign_in_that_ends_in_any_way_is_not_woken(
    session: Session, world: World, push_service: PushService
) -> None:
    other = sign_in(session, world)
    switch_on(session, world.cookies["cy"], push_service.browser("phone"))
    switch_on(session, other, push_service.browser("tablet"))

    sessions.revoke(session, other)  # from the list of devices, or by a new password
    assert reached(session, world) == {push_service.browser("phone").endpoint}
    with time_machine.travel(clock.now() + sessions.LASTS + timedelta(minutes=1)):
        assert reached(session, world) == set()
        assert devices.forget_signed_out(session) == 2
    user = session.get_one(User, world.customer.user_id)
    user.disabled_at = clock.now()
    session.flush()
    assert reached(session, world) == set()


def test_a_browser_that_somebody_else_signs_in_on_is_theirs_alone(
    session: Session, world: World, push_service: PushService
) -> None:
    phone = push_service.browser()
    switch_on(session, world.cookies["cy"], phone)
    switch_on(session, world.cookies["ana"], phone)
    assert reached(session, world) == set()
    [row] = session.exec(select(PushSubscription)).all()
    assert row.user_id == world.staff.user_id


def test_a_browser_has_one_subscription_however_often_it_subscribes(
    session: Session, world: World, push_service: PushService
) -> None:
    for name in ("first", "second", "second"):
        switch_on(session, world.cookies["cy"], push_service.browser(name))
    assert reached(session, world) == {push_service.browser("second").endpoint}
    assert len(session.exec(select(PushSubscription)).all()) == 1


def test_another_key_pair_makes_all_subscribe_anew(
    session: Session, world: World, push_service: PushService
) -> None:
    cookies, phone = world.cookies["cy"], push_service.browser("old")
    switch_on(session, cookies, phone)
    old = signing.public_key()
    private, public = keys.made()
    contact = {"FOODAPP_PUSH_CONTACT": "mailto:ops@example.org"}
    with allowed(push_service, FOODAPP_PUSH_PRIVATE_KEY=private, **contact):
        assert reached(session, world) == set()
        assert standing(session, cookies) is Standing.STALE
        site = at_site(cookies)
        told = site.get("/api/push").json()
        assert (told["key"], told["standing"]) == (public, "stale")
        refused = site.post("/api/push/subscription", json=phone.subscription(old))
        assert refused.status_code == 409
        fresh = push_service.browser("new")
        assert site.post("/api/push/subscription", json=fresh.subscription(public)).is_success
        assert reached(session, world) == {fresh.endpoint}
        assert session.exec(select(PushSubscription.endpoint)).all() == [fresh.endpoint]


@pytest.mark.parametrize("code", ["404", "410"])
def test_what_nobody_holds_any_more_goes_at_once_and_is_shown(
    session: Session, world: World, push_service: PushService, code: str
) -> None:
    cookies = world.cookies["cy"]
    switch_on(session, cookies, push_service.browser())
    [row] = devices.awake(session, world.customer.user_id)
    devices.note(session, row.id, Outcome(Fate.GONE, code))
    session.commit()
    assert session.exec(select(PushSubscription)).all() == []
    assert standing(session, cookies) is Standing.LOST
    switch_on(session, cookies, push_service.browser("again"))
    assert standing(session, cookies) is Standing.ON


def test_what_is_busy_stays_and_says_until_when(
    session: Session, world: World, push_service: PushService
) -> None:
    cookies = world.cookies["cy"]
    switch_on(session, cookies, push_service.browser())
    [row] = devices.awake(session, world.customer.user_id)
    until = clock.now() + timedelta(minutes=5)
    devices.note(session, row.id, Outcome(Fate.LATER, "429", until))
    session.commit()
    assert (row.failure, row.wait_until) == ("429", until)
    assert standing(session, cookies) is Standing.FAILING
    devices.note(session, row.id, Outcome(Fate.TAKEN))
    session.commit()
    assert (row.failure, row.wait_until) == ("", None)
    assert standing(session, cookies) is Standing.ON


def test_only_whoever_is_signed_in_switches_on_and_only_with_what_is_one(
    session: Session, world: World, push_service: PushService
) -> None:
    phone = push_service.browser()
    good = phone.subscription(signing.public_key())
    stranger = at_site(Cookies(sid="nobody's"))
    assert stranger.get("/api/push").json() == {"key": "", "who": "", "standing": "off"}
    assert stranger.post("/api/push/subscription", json=good).status_code == 401
    site = at_site(world.cookies["cy"])
    for wrong, status in (
        ({"endpoint": "https://127.0.0.1/x"}, 422),
        ({"endpoint": "https://fcm.googleapis.com.evil.example/x"}, 422),
        ({"endpoint": 5}, 422),
        ({"endpoint": "x" * 5000}, 422),
        ({"p256dh": "AAAA"}, 422),
        ({"auth": "AAAA"}, 422),
        ({"made_with": ""}, 409),
        ({"made_with": "another"}, 409),
    ):
        assert site.post("/api/push/subscription", json=good | wrong).status_code == status, wrong
    assert site.post("/api/push/subscription", content=b"{").status_code == 422
    foreign = {"origin": "https://evil.example"}
    assert site.post("/api/push/subscription", json=good, headers=foreign).status_code == 403
    assert reached(session, world) == set()
    assert site.post("/api/push/subscription", json=good).status_code == 201
    assert reached(session, world) == {phone.endpoint}
    assert site.delete("/api/push/subscription").status_code == 200
    assert reached(session, world) == set()


def test_refusals_say_what_is_wrong(
    session: Session, world: World, push_service: PushService
) -> None:
    browser = BrowserKeys("AAAA", "AAAA")
    asks = {"browser": browser, "made_with": signing.public_key(), "device": ""}
    with pytest.raises(NotSignedIn), db.transaction() as own:
        devices.subscribe(own, Cookies(), endpoint="https://fcm.googleapis.com/x", **asks)
    with pytest.raises(endpoints.NoPushService), db.transaction() as own:
        devices.subscribe(own, world.cookies["cy"], endpoint="https://evil.example/x", **asks)
    with pytest.raises(NoKeys), db.transaction() as own:
        devices.subscribe(own, world.cookies["cy"], endpoint="https://fcm.googleapis.com/x", **asks)
    phone = push_service.browser()
    asks |= {"browser": BrowserKeys(phone.p256dh, phone.auth), "made_with": "another"}
    with pytest.raises(OldKey), db.transaction() as own:
        devices.subscribe(own, world.cookies["cy"], endpoint=phone.endpoint, **asks)
