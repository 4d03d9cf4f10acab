"""Customers say that a picture is wrong; its owner hears of it, and nobody can make a din of it."""

from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Visitor
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.menu import picture_reports
from foodapp.menu.models import Item
from foodapp.menu.picture_reports import MOST_A_DAY, PictureReport, Why
from foodapp.notifications.models import Notification
from tests.fixtures import world as worlds


@pytest.fixture
def cy(world):
    return Visitor("", world.customer.user_id)


def told(session):
    return session.exec(select(Notification).where(Notification.kind == "picture_reported")).all()


def test_the_owner_is_told_once_of_a_picture_however_many_report_it(
    session, world, cy, drain_outbox
):
    sid = Visitor("", world.stranger.user_id)
    picture_reports.report(session, cy, world.margherita, why=Why.NOT_IN_IT)
    picture_reports.report(session, cy, world.margherita, why=Why.UNFIT)  # says it again
    picture_reports.report(session, sid, world.margherita, why=Why.OTHER_DISH)
    session.commit()
    drain_outbox()
    [one] = told(session)
    assert (one.user_id, one.restaurant_id) == (world.staff.user_id, world.nonna)
    item = session.get_one(Item, world.margherita)
    assert picture_reports.counted(session, [item]) == {item.id: 2}


def test_the_owner_is_led_to_where_the_picture_can_be_changed(session, world, cy, drain_outbox):
    session.get_one(Item, world.tiramisu).picture = "0123456789abcdef0123456789abcdef"
    for dish in (world.margherita, world.tiramisu):
        picture_reports.report(session, cy, dish, why=Why.UNFIT)
    session.commit()
    drain_outbox()
    links = {one.facts["dish"]: one.link for one in told(session)}
    assert links == {"Margherita": "/restaurant/menu/pictures", "Tiramisu": "/restaurant/photos"}


def test_another_picture_has_no_reports(session, world, cy):
    picture_reports.report(session, cy, world.margherita, why=Why.OTHER_DISH)
    item = session.get_one(Item, world.margherita)
    item.picture = "0123456789abcdef0123456789abcdef"
    session.flush()
    assert picture_reports.counted(session, [item]) == {item.id: 0}
    picture_reports.report(session, cy, world.margherita, why=Why.UNFIT)
    assert picture_reports.counted(session, [item]) == {item.id: 1}


def test_a_guest_is_asked_to_sign_in(session, world):
    with pytest.raises(DomainError, match="sign in"):
        picture_reports.report(session, Visitor("v", None), world.margherita, why=Why.UNFIT)


def test_there_is_an_end_to_a_day_s_reports(session, world, cy):
    kitchen = worlds.make_restaurant(session, "Many")
    dishes = [worlds.make_item(session, kitchen, f"Dish {n}", 100) for n in range(MOST_A_DAY + 1)]
    for dish in dishes[:-1]:
        picture_reports.report(session, cy, dish.id, why=Why.UNFIT)
    with pytest.raises(DomainError, match="enough for today"):
        picture_reports.report(session, cy, dishes[-1].id, why=Why.UNFIT)
    assert len(session.exec(select(PictureReport)).all()) == MOST_A_DAY


def test_what_is_on_no_menu_is_not_found(session, world, cy):
    session.get_one(Item, world.tiramisu).archived_at = clock.now()
    for item_id in (world.tiramisu, uuid4()):
        with pytest.raises(NotFound):
            picture_reports.report(session, cy, item_id, why=Why.UNFIT)
