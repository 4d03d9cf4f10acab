"""Channels one after another, quiet hours, and what comes thick."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from foodapp.kit import clock
from foodapp.kit.settings import settings
from foodapp.notifications import (
    catalogue,
    channels,
    preferences,
    reading,
    receipts,
    recipients,
    sending,
)
from foodapp.notifications.kind import ChannelName, Urgency
from foodapp.notifications.message import Outcome
from foodapp.notifications.models import COMES_FROM, Sending, SendingStatus
from foodapp.notifications.preferences import Preferences

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL


class Wire:
    """A channel that reaches who it is told, and keeps what it was given."""

    waits = timedelta(seconds=30)

    def __init__(self, name, addresses):
        self.name, self.reaches, self.said, self.outcome = name, addresses, [], Outcome("sent")

    def addresses(self, session, to, kind):
        return self.reaches

    def prepare(self, session, row, message):
        return message

    def call(self, message, handing):
        handing()
        self.said.append(message)
        return self.outcome

    def finish(self, session, row, outcome):
        """Nothing is kept of an address."""


@pytest.fixture
def wires(monkeypatch):
    """Push to two devices, SMS, and mail."""
    made = {
        PUSH: Wire(PUSH, ["phone", "tablet"]),
        SMS: Wire(SMS, ["+4179"]),
        MAIL: Wire(MAIL, ["cy@example.org"]),
    }
    monkeypatch.setattr(channels, "known", lambda: made)
    return made


@pytest.fixture
def late(tell, world):
    """Cy is told of what cannot wait: push, then SMS, then mail."""
    facts = {"restaurant": "Nonna", "order": "A-1", "at": "18:40"}
    return lambda key="order:1": tell(key, kind="order_late", facts=facts)


@pytest.fixture(autouse=True)
def _always_so(monkeypatch):
    kind = catalogue.kind("order_late")
    monkeypatch.setitem(catalogue.CATALOGUE, "order_late", _without(kind))


def _without(kind):
    return replace(kind, is_still_so=None)


def statuses(rows):
    return {name.value: [row.status.value for row in rows(name)] for name in ChannelName}


def send():
    for name in ChannelName:
        sending.send_due(name)


def test_the_first_channel_is_tried_and_the_others_wait(late, wires, rows):
    late()
    send()
    assert statuses(rows) == {"push": ["sent", "sent"], "sms": ["waiting"], "mail": ["waiting"]}


def test_a_receipt_ends_it(session, late, wires, rows):
    late()
    send()
    receipts.delivered(session, rows(PUSH)[0].id)
    session.commit()
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        send()
    assert statuses(rows)["sms"] == ["skipped"]
    assert statuses(rows)["mail"] == ["skipped"]
    assert wires[SMS].said == wires[MAIL].said == []


def test_without_a_receipt_the_next_is_tried_in_time(late, wires, rows):
    late()
    send()
    with time_machine.travel(clock.now() + timedelta(seconds=35), tick=False):
        send()
        assert (len(wires[SMS].said), len(wires[MAIL].said)) == (1, 0)
    with time_machine.travel(clock.now() + timedelta(seconds=70), tick=False):
        send()
    assert len(wires[MAIL].said) == 1
    assert len(wires[PUSH].said) == 2, "nothing is sent twice"


def test_whoever_has_read_it_is_not_told_again(session, late, wires, world):
    told = late()
    send()
    reading.read(session, world.customer, told.id)
    session.commit()
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        send()
    assert wires[SMS].said == wires[MAIL].said == []


def test_when_every_device_fails_the_next_is_due_at_once(late, wires, rows):
    wires[PUSH].outcome = Outcome("gone", "410")
    late()
    send()
    assert statuses(rows) == {"push": ["failed", "failed"], "sms": ["sent"], "mail": ["waiting"]}


def test_without_a_device_the_next_is_the_first(late, wires, rows):
    wires[PUSH].reaches = []
    late()
    send()
    assert statuses(rows) == {"push": [], "sms": ["sent"], "mail": ["waiting"]}


def test_an_sms_is_only_for_what_cannot_wait():
    for kind in catalogue.CATALOGUE.values():
        assert SMS not in kind.channels or kind.urgency is Urgency.NOW


def test_what_was_turned_off_is_not_queued(session, late, wires, rows, world):
    for channel in (PUSH, SMS):
        preferences.choose(session, world.customer, "order_late", channel=channel, is_on=False)
    late()
    send()
    assert statuses(rows) == {"push": [], "sms": [], "mail": ["sent"]}


def test_temporary_faults_are_tried_again_less_and_less_often_and_then_given_up(
    session, tell, wires, rows
):
    wires[PUSH].reaches = []
    wires[MAIL].outcome = Outcome("later", "busy")
    tell()
    waits = []
    now = clock.now()
    for _ in range(8):
        with time_machine.travel(now, tick=False):
            send()
            [row] = rows(MAIL)
            waits.append((row.due_at - now).total_seconds())
            now = row.due_at
    assert (row.status, row.why, row.attempts) == ("failed", "busy", 8)
    assert waits[:4] == [15, 30, 60, 120]


def test_what_comes_thick_goes_as_one(session, tell, wires, rows, world):
    facts = {"dish": "Tiramisù", "left": 2, "restaurant": "Nonna"}
    to = recipients.of_actor(world.staff)
    wires[PUSH].reaches = ["phone"]
    tell("a", kind="stock_low", to=to, facts=facts)
    send()
    for key in "bcde":
        tell(key, kind="stock_low", to=to, facts=facts)
    send()
    assert [one.count for one in wires[PUSH].said] == [1]
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        send()
    assert [(one.count, one.title) for one in wires[PUSH].said][1:] == [(4, "4 dishes run low")]
    assert {row.status.value for row in rows(PUSH)} == {"sent"}


@pytest.mark.parametrize(
    ("at", "rings"),
    [("23:30", "07:00"), ("06:59", "07:00"), ("07:00", "07:00"), ("12:00", "12:00")],
)
def test_quiet_hours_hold_what_can_wait(at, rings):
    night = Preferences({}, (22 * 60, 7 * 60))
    zone = ZoneInfo(settings().time_zone)
    begins = datetime(2026, 6, 1, int(at[:2]), int(at[3:]), tzinfo=zone).astimezone(UTC)
    soon = night.may_ring_from(catalogue.kind("order_confirmed"), begins)
    assert f"{soon.astimezone(zone):%H:%M}" == rings
    assert soon - begins < timedelta(hours=12)
    assert night.may_ring_from(catalogue.kind("order_late"), begins) == begins


@pytest.mark.parametrize("late_word", ["queued", "handing", "sent"])
def test_a_late_report_moves_nothing_back(late_word):
    row = Sending(notification_id=None, kind="x", channel=PUSH, address="a")
    assert row.move_to(SendingStatus.SENT)
    assert row.move_to(SendingStatus.DELIVERED)
    assert not row.move_to(SendingStatus(late_word))
    assert row.status is SendingStatus.DELIVERED
    assert set(COMES_FROM) == set(SendingStatus) - {SendingStatus.WAITING}
