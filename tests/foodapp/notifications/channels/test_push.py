"""An event, a row, a push, a phone: and what becomes of the row when the phone's service does not
behave."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.words import t
from foodapp.notifications import recipients, telling
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency
from foodapp.notifications.models import Sending
from foodapp.notifications.webpush import devices, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.notifications.webpush.models import PushSubscription
from foodapp.ui.http import routes
from tests.fixtures.post import Post
from tests.fixtures.push_service import FakeBrowser, PushService
from tests.fixtures.world import World

HERE = "http://localhost:8000"
Send = Callable[[], int]
CALL = Kind(
    name="test_call",
    audience="rider",
    group=Group.WORK,
    urgency=Urgency.NOW,
    when=t("In tests."),
    title=t("{name} calls"),
    body=t("Come by {at}."),
    ladder=(ChannelName.PUSH, ChannelName.MAIL),
    lives=timedelta(seconds=60),
)


@pytest.fixture(autouse=True)
def _told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CATALOGUE, CALL.name, CALL)


def switch_on(session: Session, cookies: Cookies, browser: FakeBrowser) -> None:
    devices.subscribe(
        session,
        cookies,
        endpoint=browser.endpoint,
        browser=BrowserKeys(browser.p256dh, browser.auth),
        made_with=signing.public_key(),
        device="",
    )
    session.commit()


def tell(session: Session, user_id: UUID, key: str = "call:1", name: str = "Nonna") -> None:
    to = recipients.account(user_id, "rider")
    facts = {"name": name, "at": "18:40"}
    telling.tell(session, CALL.name, to, key=key, facts=facts, link="/rider?call=1", subject="call")
    session.commit()


def sendings(session: Session, channel: ChannelName = ChannelName.PUSH) -> list[Sending]:
    session.expire_all()
    mine = select(Sending).where(Sending.channel == channel)
    return list(session.exec(mine.order_by(col(Sending.created_at))))


def due_now(session: Session) -> None:
    for row in sendings(session):
        row.due_at = clock.now()
    session.commit()


def test_what_is_told_is_shown_on_every_phone_of_theirs(
    session: Session, world: World, push_service: PushService, send_notifications: Send, post: Post
) -> None:
    user = session.get_one(User, world.rider.user_id)
    tablet = Cookies(sid=sessions.open_for(session, user))
    for name, cookies in (("phone", world.cookies["ravi"]), ("tablet", tablet)):
        switch_on(session, cookies, push_service.browser(name))
    switch_on(session, world.cookies["cy"], push_service.browser("other"))

    tell(session, world.rider.user_id)
    send_notifications()
    send_notifications()

    for name in ("phone", "tablet"):
        [came] = push_service.browser(name).came
        assert (came.note["title"], came.note["body"]) == ("Nonna calls", "Come by 18:40.")
        assert (came.note["url"], came.note["tag"], came.note["stays"]) == (
            "/rider?call=1",
            "call",
            True,
        )
        assert came.headers["urgency"] == "high"
        assert 0 < int(came.headers["ttl"]) <= 60
    assert push_service.browser("other").asked == 0
    assert [row.status for row in sendings(session)] == ["sent", "sent"]
    assert push_service.refused == []


def test_one_who_signed_out_after_it_was_told_hears_nothing(
    session: Session, world: World, push_service: PushService, send_notifications: Send, post: Post
) -> None:
    phone = push_service.browser()
    switch_on(session, world.cookies["ravi"], phone)
    tell(session, world.rider.user_id)
    sessions.revoke(session, world.cookies["ravi"])
    session.commit()
    send_notifications()
    assert phone.asked == 0
    [row] = sendings(session)
    assert (row.status, row.why) == ("skipped", "switched_off")


@pytest.mark.parametrize("status", [404, 410])
def test_nobody_there_costs_one_call_and_the_next_channel_is_tried(
    session: Session,
    world: World,
    push_service: PushService,
    send_notifications: Send,
    post: Post,
    status: int,
) -> None:
    phone = push_service.browser()
    phone.answers = [status]
    switch_on(session, world.cookies["ravi"], phone)
    tell(session, world.rider.user_id)
    for _ in range(3):
        send_notifications()
    assert phone.asked == 1
    assert session.exec(select(PushSubscription)).all() == []
    [row] = sendings(session)
    assert (row.status, row.why) == ("failed", str(status))
    assert len(post.to("ravi@example.org")) == 1


def test_a_busy_service_is_left_alone_as_long_as_it_asks(
    session: Session, world: World, push_service: PushService, send_notifications: Send, post: Post
) -> None:
    phone = push_service.browser()
    phone.answers, phone.retry_after = [429, 201], "40"
    switch_on(session, world.cookies["ravi"], phone)
    tell(session, world.rider.user_id)
    send_notifications()
    [row] = sendings(session)
    assert (row.status, row.why) == ("queued", "429")
    assert row.due_at > clock.now() + timedelta(seconds=35)

    tell(session, world.rider.user_id, key="call:2", name="Rival")  # another, to the same phone
    send_notifications()
    assert phone.asked == 1
    [subscription] = session.exec(select(PushSubscription)).all()
    subscription.wait_until = clock.now() - timedelta(seconds=1)
    session.commit()
    due_now(session)
    send_notifications()
    assert phone.shown == ["Nonna calls", "Rival calls"]
    assert [row.status for row in sendings(session)] == ["sent", "sent"]


def at_site(cookies: Cookies) -> TestClient:
    headers = {"origin": HERE, "cookie": f"sid={cookies.sid}"}
    return TestClient(routes(), base_url=HERE, headers=headers)


def test_a_phone_says_that_it_was_shown_and_opened_and_nothing_else_is_tried(
    session: Session, world: World, push_service: PushService, send_notifications: Send, post: Post
) -> None:
    switch_on(session, world.cookies["ravi"], push_service.browser())
    tell(session, world.rider.user_id)
    send_notifications()
    told = {"sending": push_service.browser().came[0].note["id"]}
    site = at_site(world.cookies["ravi"])
    stranger = at_site(world.cookies["cy"])
    foreign = stranger.post("/api/push/receipts", json=told | {"what": "opened"})
    assert foreign.status_code == 404
    assert site.post("/api/push/receipts", json=told | {"what": "eaten"}).status_code == 422
    assert site.post("/api/push/receipts", json={"sending": 5, "what": "shown"}).status_code == 422
    for what, status in (("shown", "delivered"), ("opened", "opened"), ("shown", "opened")):
        assert site.post("/api/push/receipts", json=told | {"what": what}).status_code == 204
        assert [row.status for row in sendings(session)] == [status]
    [mail] = sendings(session, ChannelName.MAIL)
    assert (mail.status, mail.why) == ("skipped", "reached")


def test_names_that_would_break_a_line_or_a_phone_arrive_as_text(
    session: Session, world: World, push_service: PushService, send_notifications: Send, post: Post
) -> None:
    switch_on(session, world.cookies["ravi"], push_service.browser())
    for at, name in enumerate(("<b>x</b>", "a\u202eb\r\nc", "🍕" * 9_000, "'\"\\{at}")):
        tell(session, world.rider.user_id, key=f"call:{at}", name=name)
    send_notifications()
    shown = push_service.browser().shown
    assert shown[0] == "<b>x</b> calls"
    assert shown[1] == "ab c calls"
    assert set(shown[2]) <= {"🍕", "…"}
    assert shown[3] == "'\"\\{at} calls"
    assert push_service.refused == []
