"""Customer and rider call each other, and neither learns the other's number."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts import phones
from foodapp.accounts.models import User
from foodapp.accounts.phones import Way
from foodapp.calls import asking, bridging
from foodapp.calls.asking import CannotCall
from foodapp.calls.models import Call, CallAsked, CallStatus
from foodapp.chat import reading, scoped
from foodapp.kit import clock
from foodapp.kit.errors import NotFound, TooMany
from foodapp.kit.settings import Mode, settings
from foodapp.notifications.texting.settings import DEMO_TOKEN
from foodapp.notifications.texting.signatures import expected
from foodapp.orders import endings
from foodapp.ui.http import routes
from foodapp.views import chat

CY, RAVI = "+41791234567", "+41797654321"
OURS = "+15005550006"


@pytest.fixture(autouse=True)
def _with_numbers(session, world):
    for person, number in ((world.customer, CY), (world.rider, RAVI)):
        session.get_one(User, person.user_id).phone = number
        session.flush()
        phones.prove(session, person.user_id, Way.SMS)
    session.commit()


def posted(path, call, signature="", **fields):
    """As Twilio does, signed."""
    url = bridging.url_of(path, call.id)
    signed = signature or expected(url, fields.items(), DEMO_TOKEN)
    site = TestClient(routes(), base_url=settings().public_url)
    address = url.removeprefix(settings().public_url)
    return site.post(address, data=fields, headers={"X-Twilio-Signature": signed})


def ask(session, who, delivery):
    call = asking.ask(session, who, delivery.order_id)
    session.commit()
    return call


def test_the_caller_rings_first_and_is_joined_with_the_other_from_our_number(
    session,
    world,
    brought,
    network,
    drain_outbox,
):
    for who, own, other in ((world.customer, CY, RAVI), (world.rider, RAVI, CY)):
        call = ask(session, who, brought)
        drain_outbox()
        rung = network.calls()[-1]
        assert (rung["to"], rung["from"]) == (own, OURS)
        twiml = posted(bridging.ANSWERED, call, CallStatus="in-progress").text
        assert f"<Number>{other}</Number>" in twiml
        assert f'callerId="{OURS}"' in twiml
        assert posted(bridging.STATUS, call, CallStatus="completed").status_code == 204
        session.expire_all()
        assert (call.status, call.ref) == (CallStatus.ENDED, rung["id"])


def test_no_number_stands_in_what_either_reads_nor_in_what_is_kept(
    session,
    world,
    brought,
    network,
    drain_outbox,
):
    ask(session, world.customer, brought)
    drain_outbox()
    shown = [
        repr(chat.of_order(session, world.customer, brought.order_id, 80)),
        repr(chat.of_ride(session, world.rider, 80)),
        *(row.model_dump_json() for row in session.exec(select(Call))),
    ]
    for one in shown:
        assert CY not in one
        assert RAVI not in one
    cards = chat.of_order(session, world.customer, brought.order_id, 80).cards
    assert [card.can_call for card in cards] == [True, False]  # the rider, not support
    assert cards[0].lines[-1].text == "The customer called"


def test_a_press_rings_once_whatever_dies(session, world, brought, network):
    call = ask(session, world.customer, brought)
    event = CallAsked(call_id=call.id)
    assert bridging.CONNECT.prepare(session, event) is not None
    session.commit()
    assert bridging.CONNECT.prepare(session, event) is None  # died between placing and noting


def test_an_answer_of_the_provider_that_is_a_no_is_kept_and_another_call_goes(
    session,
    world,
    brought,
    network,
    drain_outbox,
):
    network.behave(code=21211)
    call = ask(session, world.customer, brought)
    drain_outbox()
    session.expire_all()
    assert (call.status, call.why) == (CallStatus.FAILED, "21211")
    ask(session, world.customer, brought)


def test_when_the_order_has_ended_nobody_is_joined_and_nobody_can_call(
    session,
    world,
    brought,
    network,
    drain_outbox,
):
    call = ask(session, world.customer, brought)
    drain_outbox()
    endings.cancel_for_support(session, world.admin, brought.order_id, reason="Rain")
    session.commit()
    twiml = posted(bridging.ANSWERED, call).text
    assert "<Dial" not in twiml
    assert "This order is over" in twiml
    for who in (world.customer, world.rider):
        with pytest.raises(CannotCall, match="over"):
            asking.ask(session, who, brought.order_id)
    cards = chat.of_order(session, world.customer, brought.order_id, 80).cards
    assert [card.can_call for card in cards] == [False, False]


def test_a_rider_who_was_relieved_is_joined_with_nobody(
    session,
    world,
    brought,
    network,
    drain_outbox,
):
    call = ask(session, world.rider, brought)
    drain_outbox()
    brought.rider_id = world.second_rider.rider_id
    session.commit()
    assert "<Dial" not in posted(bridging.ANSWERED, call).text
    with pytest.raises(NotFound):
        asking.ask(session, world.rider, brought.order_id)


def test_strangers_and_other_signatures_reach_nobody(session, world, brought, network):
    with pytest.raises(NotFound):
        asking.ask(session, world.stranger, brought.order_id)
    call = ask(session, world.customer, brought)
    for path in (bridging.ANSWERED, bridging.STATUS):
        assert posted(path, call, signature="AAAA").status_code == 403
    session.expire_all()
    assert call.status is CallStatus.ASKED


def test_both_need_a_number_that_is_proven(session, world, brought, network):
    for person, said in ((world.rider, "write a message"), (world.customer, "your own phone")):
        session.get_one(User, person.user_id).phone = "+41790000000"
        session.commit()
        with pytest.raises(CannotCall, match=said):
            asking.ask(session, world.customer, brought.order_id)


def test_one_at_a_time_and_not_without_end(session, world, brought, network):
    call = ask(session, world.customer, brought)
    with pytest.raises(CannotCall, match="on its way"):
        asking.ask(session, world.rider, brought.order_id)
    session.rollback()
    for _ in range(5):
        session.refresh(call)
        call.move_to(CallStatus.FAILED)
        call = ask(session, world.rider, brought)
    call.move_to(CallStatus.FAILED)
    with pytest.raises(TooMany):
        asking.ask(session, world.customer, brought.order_id)


def test_a_call_of_which_nothing_was_heard_blocks_the_next_for_some_minutes_only(
    session,
    world,
    brought,
    network,
):
    ask(session, world.customer, brought)
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=True):
        ask(session, world.customer, brought)


def test_reports_in_any_order_end_it_once(session, world, brought, network, drain_outbox):
    call = ask(session, world.customer, brought)
    drain_outbox()
    for status in ("completed", "in-progress", "no-answer", "ringing", "completed"):
        assert posted(bridging.STATUS, call, CallStatus=status).status_code == 204
    session.expire_all()
    assert (call.status, call.why) == (CallStatus.ENDED, "")
    ground = scoped.ground(session, world.rider, asking._place(brought.order_id))
    thread = scoped.existing(session, ground)
    assert [one.code for one in reading.lines(session, thread)] == ["customer_called"]


def test_where_no_provider_is_set_nobody_is_offered_a_call(
    session,
    world,
    brought,
    monkeypatch,
):
    ground = scoped.ground(session, world.customer, asking._place(brought.order_id))
    assert asking.is_offered(ground)
    elsewhere = settings().model_copy(update={"mode": Mode.PRODUCTION, "call_number": ""})
    monkeypatch.setattr(asking, "settings", lambda: elsewhere)
    assert not asking.is_offered(ground)
    with pytest.raises(CannotCall):
        asking.ask(session, world.customer, brought.order_id)
