"""Whatever takes a right away says so at once to whoever has a page open with it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from foodapp.accounts import devices, disabling, rider_approval, roles, sessions, signing, staffing
from foodapp.accounts.actors import Admin, AdminRole, StaffRole
from foodapp.accounts.models import AdminGrant, StaffMember, User
from foodapp.accounts.passwords import hashed
from foodapp.realtime import dismissal
from foodapp.realtime.announce import CHANNEL
from foodapp.restaurants import approving

NEW = "another correct horse"


def change_password(session: Any, world: Any) -> None:
    session.get_one(User, world.customer.user_id).password_hash = hashed("a correct horse")
    signing.change_password(
        session, world.customer, current="a correct horse", new=NEW, keep="another device"
    )


def give_another_role(session: Any, world: Any) -> None:
    session.add(AdminGrant(user_id=world.customer.user_id, role=AdminRole.OPERATIONS))
    session.flush()
    roles.give(session, world.admin, world.customer.user_id, role=AdminRole.VIEWER)


def take_role(session: Any, world: Any) -> None:
    session.add(AdminGrant(user_id=world.customer.user_id, role=AdminRole.OPERATIONS))
    session.flush()
    roles.take(session, world.admin, world.customer.user_id)


def keep_an_owner(session: Any, world: Any) -> None:
    owner = StaffMember(
        user_id=world.customer.user_id, restaurant_id=world.nonna, role=StaffRole.OWNER
    )
    session.add(owner)
    session.flush()


def change_staff(session: Any, world: Any) -> None:
    keep_an_owner(session, world)
    staffing.change(
        session, world.admin, world.nonna, user_id=world.staff.user_id, role=StaffRole.KITCHEN
    )


def remove_staff(session: Any, world: Any) -> None:
    keep_an_owner(session, world)
    staffing.remove(session, world.admin, world.nonna, user_id=world.staff.user_id)


def sign_out_of(session: Any, world: Any) -> None:
    devices.sign_out_of(session, world.customer, sessions.hashed(world.cookies["cy"].sid))


WAYS: list[tuple[str, Callable[[Any, Any], Any]]] = [
    ("cy", lambda s, w: signing.sign_out(s, w.cookies["cy"])),
    ("cy", sign_out_of),
    ("cy", change_password),
    ("cy", lambda s, w: disabling.disable(s, w.admin, w.customer.user_id, reason="fraud")),
    ("cy", give_another_role),
    ("cy", take_role),
    ("ana", change_staff),
    ("ana", remove_staff),
    ("ana", lambda s, w: approving.suspend(s, w.admin, w.nonna, reason="hygiene")),
    ("ravi", lambda s, w: rider_approval.suspend(s, w.admin, w.rider.user_id, reason="rude")),
]


@pytest.fixture
def heard(valkey):
    """What has been said of dismissed sign-ins so far."""
    raw = valkey.pubsub(ignore_subscribe_messages=True)
    raw.subscribe(CHANNEL + dismissal.TOPIC)
    raw.get_message(timeout=60)

    def all_of_it() -> list[str]:
        told = []
        valkey.publish(CHANNEL + dismissal.TOPIC, "end")
        for news in raw.listen():
            if news["data"] == "end":
                break
            told += dismissal.dismissed_by(json.loads(news["data"]))
        return told

    yield all_of_it
    raw.close()


@pytest.mark.parametrize(("name", "take_away"), WAYS, ids=range(len(WAYS)))
def test_who_loses_a_right_is_dismissed_at_once_and_nobody_else(
    session, world, valkey, heard, name, take_away
):
    assert isinstance(world.admin, Admin)
    take_away(session, world)
    assert not heard()  # not before it is true
    session.commit()
    sign_in = sessions.hashed(world.cookies[name].sid)
    assert heard() == [sign_in]
    assert valkey.keys("dismissed:*") == [dismissal.key_of(sign_in)]
    assert valkey.ttl(dismissal.key_of(sign_in)) > 3600
