"""What cannot wait, to a telephone: sent once, its reports in any order, and STOP is heard."""

from collections.abc import Callable
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from foodapp.accounts import phones
from foodapp.accounts.models import User
from foodapp.accounts.phones import Way
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.notifications import recipients, telling
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency
from foodapp.notifications.models import Sending
from foodapp.notifications.texting import stops
from foodapp.notifications.texting.settings import DEMO_TOKEN
from foodapp.notifications.texting.signatures import expected
from foodapp.ui.http import routes
from foodapp.views.own_account import own_account
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.post import Post
from tests.fixtures.texts import Network
from tests.fixtures.world import World

NUMBER = "+41791234567"
Send = Callable[[], int]
HERE = "http://localhost:8000"


def kind(urgency: Urgency = Urgency.NOW) -> Kind:
    return Kind(
        name="test_door",
        audience="customer",
        group=Group.ORDERS,
        urgency=urgency,
        when=t("In tests."),
        title=t("At the door"),
        body=t("{name} is at the door."),
        ladder=(ChannelName.SMS, ChannelName.MAIL),
    )


@pytest.fixture(autouse=True)
def _told_of(monkeypatch: pytest.MonkeyPatch, session: Session, world: World) -> None:
    monkeypatch.setitem(CATALOGUE, "test_door", kind())
    session.get_one(User, world.customer.user_id).phone = NUMBER
    session.flush()  # the proof is of it
    phones.prove(session, world.customer.user_id, Way.SMS)
    session.commit()


def tell(session: Session, world: World, key: str = "door:1", name: str = "Ravi") -> None:
    to = recipients.customer(world.customer.user_id)
    telling.tell(session, "test_door", to, key=key, facts={"name": name}, link="/orders/1")
    session.commit()


def texted(session: Session) -> list[Sending]:
    session.expire_all()
    return list(session.exec(select(Sending).where(Sending.channel == ChannelName.SMS)))


def report(sending_id: UUID, status: str, **facts: str) -> int:
    """As Twilio does, signed."""
    url = f"{settings().public_url}/api/sms/twilio/status?sending={sending_id}"
    fields = {"MessageStatus": status, "MessageSid": "SM1", "To": NUMBER} | facts
    return posted(url, fields, expected(url, fields.items(), DEMO_TOKEN))


def posted(url: str, fields: dict[str, str], signature: str) -> int:
    site = TestClient(routes(), base_url=HERE)
    path = url.removeprefix(settings().public_url)
    answer = site.post(path, data=fields, headers={"X-Twilio-Signature": signature})
    return answer.status_code


def test_what_cannot_wait_is_texted_once(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    tell(session, world)
    for _ in range(3):
        send_notifications()
    [taken] = network.texts()
    assert taken["to"] == NUMBER
    assert taken["body"] == f"At the door: Ravi is at the door. {settings().public_url}/orders/1"
    [row] = texted(session)
    assert (row.status, row.ref, row.address) == ("sent", taken["id"], NUMBER)


def test_what_can_wait_is_not(
    session: Session,
    world: World,
    network: Network,
    send_notifications: Send,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(CATALOGUE, "test_door", kind(Urgency.SOON))
    tell(session, world)
    send_notifications()
    assert texted(session) == network.texts() == []
    assert len(post.mails) == 1


@pytest.mark.parametrize("order", list(permutations(("queued", "sent", "delivered", "sending"))))
def test_reports_in_any_order_end_as_delivered(
    session: Session,
    world: World,
    network: Network,
    send_notifications: Send,
    post: Post,
    order: Any,
) -> None:
    tell(session, world)
    send_notifications()
    [row] = texted(session)
    for status in (*order, *order):
        assert report(row.id, status) == 204
    [row] = texted(session)
    assert (row.status, row.failed_at) == ("delivered", None)
    assert report(row.id, "undelivered", ErrorCode="30003") == 204
    assert texted(session)[0].status == "delivered"


def test_what_does_not_arrive_makes_room_for_the_next_channel(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    tell(session, world)
    send_notifications()
    [row] = texted(session)
    assert report(row.id, "undelivered", ErrorCode="30003") == 204
    assert report(row.id, "sent") == 204
    assert [(one.status, one.why) for one in texted(session)] == [("failed", "30003")]
    send_notifications()
    assert len(post.mails) == 1


def test_a_report_that_is_not_twilios_changes_nothing(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    tell(session, world)
    send_notifications()
    [row] = texted(session)
    base = f"{settings().public_url}/api/sms/twilio/status?sending="
    fields = {"MessageStatus": "delivered"}
    right = expected(base + str(row.id), fields.items(), DEMO_TOKEN)
    nearly = ("B" if right.startswith("A") else "A") + right[1:]
    for signature in ("", "x", nearly, expected(base, fields.items(), DEMO_TOKEN)):
        assert posted(base + str(row.id), fields, signature) == 403
    assert posted(base + str(row.id), fields | {"MessageStatus": "failed"}, right) == 403
    assert posted(base + str(row.id) + "&x=1", fields, right) in (204, 403)
    nobody = base + str(UUID(int=5))
    assert posted(nobody, fields, expected(nobody, fields.items(), DEMO_TOKEN)) == 404
    assert posted(base + "x", fields, right) == 404
    assert [one.why for one in texted(session)] == [""]


def test_who_has_said_stop_is_sent_nothing_until_start(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    url = f"{settings().public_url}/api/sms/twilio/inbound"
    for at, (word, sends) in enumerate((("STOP", 0), ("Start", 1), ("stop.", 1))):
        fields = {"From": NUMBER, "Body": word}
        assert posted(url, fields, expected(url, fields.items(), DEMO_TOKEN)) == 200
        tell(session, world, key=f"door:{at}")
        send_notifications()
        assert len(network.texts()) == sends
    assert posted(url, {"From": NUMBER, "Body": "START"}, "forged") == 403
    assert stops.is_stopped(session, NUMBER)


def test_a_stop_that_only_the_network_knew_is_noted_once(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    network.behave(code=21610)
    tell(session, world)
    for _ in range(3):
        send_notifications()
    assert network.texts() == []
    assert stops.is_stopped(session, NUMBER)
    assert [(one.status, one.why) for one in texted(session)] == [("failed", "21610")]
    tell(session, world, key="door:2")
    assert len(texted(session)) == 1
    send_notifications()
    assert len(post.mails) == 2


def test_money_that_is_spent_leaves_it_to_the_next_channel(
    session: Session,
    world: World,
    network: Network,
    send_notifications: Send,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOODAPP_SMS_DAY_MINOR", "0")
    settings.cache_clear()
    tell(session, world)
    send_notifications()
    assert network.texts() == []
    assert [(one.status, one.why) for one in texted(session)] == [("skipped", "budget")]
    send_notifications()
    assert len(post.mails) == 1


@pytest.mark.parametrize("phone", ["", "+49 30 901820", "no number", "+19074864171;ext=101"])
def test_who_has_no_mobile_number_gets_the_next_channel(
    session: Session,
    world: World,
    network: Network,
    send_notifications: Send,
    post: Post,
    phone: str,
) -> None:
    session.get_one(User, world.customer.user_id).phone = phone
    session.flush()
    phones.prove(session, world.customer.user_id, Way.ADMIN)
    session.commit()
    tell(session, world)
    send_notifications()
    assert texted(session) == []
    assert len(post.mails) == 1


def test_a_number_that_nobody_has_proven_is_sent_nothing(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    session.get_one(User, world.customer.user_id).phone = "+41791230000"
    session.commit()
    tell(session, world)
    send_notifications()
    assert (network.texts(), texted(session)) == ([], [])
    assert len(post.mails) == 1


def test_a_name_of_ten_thousand_costs_three_parts_at_most(
    session: Session, world: World, network: Network, send_notifications: Send, post: Post
) -> None:
    tell(session, world, name="🍕" * 2_000)
    send_notifications()
    [taken] = network.texts()
    assert len(taken["body"].encode("utf-16-le")) // 2 <= 3 * 67
    assert taken["body"].endswith("...")


def test_a_stop_is_shown_in_the_account(session: Session, world: World) -> None:
    assert not own_account(session, world.customer, this="").phone.has_stopped
    stops.answered(session, NUMBER, "STOP")
    assert own_account(session, world.customer, this="").phone.has_stopped


def test_a_newcomer_finds_the_demos_messages_and_nobody_else_does(
    network: Network, running: RunningGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = TestClient(routes(), base_url=HERE, follow_redirects=False)
    assert site.get("/demo/texts").headers["location"].endswith("/texts")
    page = running.http.get("/texts")
    assert "Nothing has been sent yet" in page.text
    real = settings().model_copy(update={"mode": "production"})
    monkeypatch.setattr("foodapp.api.texts.settings", lambda: real)
    assert site.get("/demo/texts").status_code == 404


def test_what_was_texted_stands_on_the_page_as_text(
    session: Session,
    world: World,
    network: Network,
    running: RunningGateway,
    send_notifications: Send,
    post: Post,
) -> None:
    tell(session, world, name="<script>alert(1)</script>")
    send_notifications()
    page = running.http.get("/texts").text
    assert NUMBER in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
