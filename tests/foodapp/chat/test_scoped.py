"""A stranger's chat is not there."""

from uuid import uuid4

import pytest

from foodapp.accounts.actors import AdminRole
from foodapp.chat import photos, reading, scoped, writing
from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.dispatch import assigning
from foodapp.kit.errors import NotAllowed, NotFound
from tests.foodapp.chat.test_writing import say

SUPPORT = Place(Kind.CUSTOMER_SUPPORT)


def refused(session, who, place):
    client_id = uuid4()
    for deed in (
        lambda: say(session, who, place, "Hello"),
        lambda: reading.read(session, who, place, number=1),
        lambda: photos.may_send(session, who, place),
        lambda: photos.key_for(session, who, place, 1),
        lambda: writing.write(session, who, place, client_id=client_id, text="", photo="0" * 32),
    ):
        with pytest.raises(NotFound):
            deed()


def test_a_strangers_chat_is_not_there(session, world, with_rider, about):
    say(session, world.customer, with_rider, "Private")
    say(session, world.customer, about, "Private")

    for place in (with_rider, about):
        refused(session, world.stranger, place)
    refused(session, world.second_rider, with_rider)


def test_nobody_is_in_a_chat_of_another_kind(session, world, with_rider, about):
    refused(session, world.rider, about)
    refused(session, world.staff, with_rider)
    refused(session, world.staff, about)
    refused(session, world.rider, SUPPORT)
    refused(session, world.customer, Place(Kind.RIDER_SUPPORT))
    refused(session, world.customer, Place(Kind.RESTAURANT_SUPPORT))
    refused(session, world.rider, Place(Kind.RIDER_SUPPORT, with_rider.order_id))
    refused(session, world.customer, Place(Kind.CUSTOMER_RIDER))


def test_without_a_rider_there_is_no_chat_with_one(session, world, placed_order):
    refused(session, world.customer, Place(Kind.CUSTOMER_RIDER, placed_order.id))


def test_who_was_relieved_reads_no_more_and_the_next_rider_not_what_was_said(
    session, world, brought, with_rider, online
):
    say(session, world.customer, with_rider, "The key is under the mat")
    assigning.take_away(session, world.admin, brought.order_id, reason="Flat tyre")
    refused(session, world.rider, with_rider)

    online(world.second_rider)
    assigning.assign(session, world.admin, brought.order_id, rider_id=world.second_rider.rider_id)
    refused(session, world.rider, with_rider)
    line = say(session, world.second_rider, with_rider, "Hello")
    assert line.number == 1


def test_two_restaurants_have_a_chat_each_with_support(session, world):
    place = Place(Kind.RESTAURANT_SUPPORT)
    mine = say(session, world.staff, place, "No rider came")
    theirs = say(session, world.rival_staff, place, "Hello")
    assert mine.thread_id != theirs.thread_id


def test_who_only_looks_at_the_console_reads_no_chats(session, world):
    line = say(session, world.customer, SUPPORT, "Private")
    viewer = type(world.admin)(world.admin.user_id, AdminRole.VIEWER, world.admin.proven_at)

    with pytest.raises(NotAllowed):
        scoped.for_support(session, viewer, line.thread_id)
    with pytest.raises(NotFound):
        scoped.for_support(session, world.admin, uuid4())
