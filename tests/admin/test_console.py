"""The console's screens as states, through the guard, with real sign-ins."""

import json
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts import roles, staffing
from foodapp.accounts.actors import AdminRole, StaffRole
from foodapp.accounts.models import (
    AdminGrant,
    AuditEntry,
    RiderProfile,
    StaffMember,
    User,
)
from foodapp.dispatch.shifts import go_online
from foodapp.kit.settings import settings
from foodapp.orders import kitchen
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.console import people, restaurants
from tests.fixtures.screens import Tab

from admin.audit.state import Audit  # isort: skip
from admin.order.state import OneOrder  # isort: skip
from admin.orders.state import Orders  # isort: skip
from admin.overview.state import Overview  # isort: skip
from admin.people.state import People  # isort: skip
from admin.restaurant.state import OneRestaurant  # isort: skip
from admin.restaurants.state import Restaurants  # isort: skip
from admin.settings.state import Settings  # isort: skip
from admin.state import Shell  # isort: skip

PAGES = {
    Overview: "/admin",
    Orders: "/admin/orders",
    Restaurants: "/admin/restaurants",
    People: "/admin/people",
    Audit: "/admin/audit",
    Settings: "/admin/settings",
}


def address_of(led) -> str:
    """Where a handler leads to."""
    [path] = [str(value) for name, value in led.args if str(name) == "path"]
    return json.loads(path)


def role(session, world, given: AdminRole) -> None:
    session.get_one(AdminGrant, world.admin.user_id).role = given
    session.commit()


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
async def test_every_page_loads_for_an_admin_and_watches(session, world, tab, watched, kind):
    await tab.at(PAGES[kind]).call(kind, "load")
    assert tab.screen(kind).loaded
    assert tab.screen(kind).error == ""
    assert watched == ([] if kind is Settings else ["admin"])


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("who", ["cy", "ana", "ravi"])
async def test_nobody_else_sees_anything(session, world, watched, kind, who):
    tab = Tab(world.cookies[who]).at(PAGES[kind])
    await tab.call(kind, "load")
    assert not tab.screen(kind).loaded
    assert tab.screen(kind).error == "Your account cannot do that."
    assert watched == []


async def test_a_stranger_is_led_to_sign_in(session, world, watched):
    led = await Tab().at("/admin/orders").call(Orders, "load")
    assert "/admin/sign-in?next=/admin/orders" in str(led)


async def test_the_overview_shows_a_new_order_and_closes_an_alert(
    session, world, tab, placed_order, drain_outbox
):
    from datetime import timedelta

    from foodapp.orders import endings

    placed_order.answer_by -= timedelta(minutes=11)
    session.commit()
    endings.expire_unanswered(session)
    session.commit()
    drain_outbox()
    await tab.at("/admin").call(Overview, "load")
    screen = tab.screen(Overview)
    assert screen.feed[0].number == placed_order.number
    [alert] = screen.alerts
    await tab.call(Shell, "load")
    assert tab.screen(Shell).waiting == 1

    await tab.call(Overview, "dismiss", alert_id=alert.id)
    assert screen.alerts == []
    assert session.exec(select(AuditEntry.action)).all() == ["alert_closed"]


async def test_a_marker_leads_to_its_page_and_junk_nowhere(session, world, tab):
    to_order = await tab.call(Overview, "open_marker", marker_id=f"o-{uuid4()}")
    assert "/admin/orders/" in str(to_order)
    for junk in ("o-../../x", "r-", str(uuid4()), "", "javascript:alert(1)"):
        assert await tab.call(Overview, "open_marker", marker_id=junk) is None


@pytest.mark.parametrize("junk", ["nonsense", "' or 1=1", "ALL", ""])
@pytest.mark.parametrize("kind", [Orders, Restaurants, People], ids=lambda kind: kind.__name__)
async def test_filters_from_the_address_are_checked(session, world, tab, kind, junk):
    await tab.at(f"{PAGES[kind]}?which={junk}&after={junk}").call(kind, "load")
    screen = tab.screen(kind)
    assert (screen.which, screen.after, screen.error, screen.loaded) == ("", "", "", True)
    assert address_of(await tab.call(kind, "choose", which=junk)) == PAGES[kind]


async def test_a_filter_and_a_search_stand_in_the_address(session, world, tab):
    await tab.at("/admin/orders?search=cy").call(Orders, "load")
    led = address_of(await tab.call(Orders, "choose", which="live"))
    assert led == "/admin/orders?which=live&search=cy"
    led = address_of(await tab.call(Orders, "find", text="a&b"))
    assert led == "/admin/orders?which=live&search=a%26b"


async def test_the_51st_person_stands_on_the_next_page(session, world, tab, monkeypatch):
    monkeypatch.setattr(people, "PAGE", 2)
    screen = tab.screen(People)
    address, seen = "/admin/people?which=", []
    while address:
        await tab.at(address).call(People, "load")
        assert len(screen.rows) <= 2
        seen += [one.email for one in screen.rows]
        address = screen.next_page
    assert sorted(seen) == sorted(user.email for user in session.exec(select(User)))
    assert screen.first_page == "/admin/people"


async def test_restaurants_come_by_pages_drafts_first(session, world, tab, monkeypatch):
    monkeypatch.setattr(restaurants, "PAGE", 1)
    session.get_one(Restaurant, world.rival).status = RestaurantStatus.DRAFT
    session.commit()
    await tab.at("/admin/restaurants").call(Restaurants, "load")
    screen = tab.screen(Restaurants)
    assert [one.id for one in screen.rows] == [str(world.rival)]
    await tab.at(screen.next_page).call(Restaurants, "load")
    assert [one.id for one in screen.rows] == [str(world.nonna)]
    assert screen.next_page == ""


async def test_a_page_whose_place_has_gone_says_so(session, world, tab):
    for kind in (Orders, Restaurants, People):
        await tab.at(f"{PAGES[kind]}?after={uuid4()}").call(kind, "load")
        assert tab.screen(kind).error == "We could not find that page."


async def test_the_list_of_orders_follows_what_happens(session, world, tab, placed_order):
    await tab.at("/admin/orders?which=live").call(Orders, "load")
    [one] = tab.screen(Orders).rows
    assert (one.row.number, one.row.words) == (placed_order.number, "New")
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    await tab.call(Orders, "refresh")
    assert tab.screen(Orders).rows[0].row.words == "Cooking"
    await tab.at("/admin/orders?search=nobody").call(Orders, "load")
    assert tab.screen(Orders).rows == []


async def test_an_order_is_cancelled_with_a_reason_only(session, world, tab, placed_order):
    await tab.at(f"/admin/orders/{placed_order.id}").call(OneOrder, "load")
    screen = tab.screen(OneOrder)
    assert screen.case.can_cancel
    await tab.call(OneOrder, "ask", kind="cancel", subject="")
    await tab.call(OneOrder, "confirm", form={"reason": "  "})
    assert screen.asked.error == "The reason cannot be empty."
    assert session.get_one(Order, placed_order.id).status == "placed"

    await tab.call(OneOrder, "confirm", form={"reason": "Oven broke"})
    assert screen.asked.kind == ""
    assert screen.case.row.status == "cancelled"
    assert tab.said == "Cancelled. The customer is told."


async def test_without_a_question_a_confirmation_does_nothing(session, world, tab, placed_order):
    await tab.at(f"/admin/orders/{placed_order.id}").call(OneOrder, "load")
    await tab.call(OneOrder, "confirm", form={"reason": "x"})
    assert session.get_one(Order, placed_order.id).status == "placed"


async def test_a_rider_is_assigned_by_hand_and_the_delivery_taken_away(
    session, world, tab, placed_order, drain_outbox
):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    go_online(session, world.rider)
    session.commit()
    await tab.at(f"/admin/orders/{placed_order.id}").call(OneOrder, "load")
    screen = tab.screen(OneOrder)
    await tab.call(OneOrder, "choose_rider")
    [choice] = screen.riders
    await tab.call(OneOrder, "assign", rider_id=choice.rider_id)
    assert (screen.delivery.rider, screen.choosing) == ("Ravi", False)
    await tab.call(OneOrder, "ask", kind="take_away", subject="")
    await tab.call(OneOrder, "confirm", form={"reason": "Puncture"})
    assert (screen.delivery.rider, screen.delivery.can_assign) == ("", True)


async def test_a_viewer_sees_but_is_refused_in_words(session, world, tab, placed_order):
    role(session, world, AdminRole.VIEWER)
    await tab.at(f"/admin/orders/{placed_order.id}").call(OneOrder, "load")
    await tab.call(Shell, "load")
    assert not tab.screen(Shell).may_orders
    await tab.call(OneOrder, "ask", kind="cancel", subject="")
    await tab.call(OneOrder, "confirm", form={"reason": "x"})
    assert tab.screen(OneOrder).asked.error == "Your account cannot do that."


@pytest.mark.parametrize("path", ["/admin/orders/x", f"/admin/orders/{uuid4()}", "/admin/orders/"])
async def test_an_order_that_is_not_there_says_so(session, world, tab, path):
    await tab.at(path).call(OneOrder, "load")
    assert tab.screen(OneOrder).missing
    await tab.at(path.replace("orders", "restaurants")).call(OneRestaurant, "load")
    assert tab.screen(OneRestaurant).missing


async def test_a_restaurant_is_suspended_and_its_team_changed(session, world, tab):
    await tab.at(f"/admin/restaurants/{world.nonna}").call(OneRestaurant, "load")
    screen = tab.screen(OneRestaurant)
    await tab.call(OneRestaurant, "begin_inviting", what="staff")
    await tab.call(OneRestaurant, "invite", form={"email": "sid@example.org", "role": "god"})
    assert screen.refused == "Please choose a role."
    await tab.call(OneRestaurant, "invite", form={"email": "sid@example.org", "role": "manager"})
    assert screen.invited.url.startswith(f"{settings().public_url}/restaurant/accept-invitation?")
    assert [(one.email, one.role) for one in screen.waiting] == [("sid@example.org", "manager")]
    assert [card.name for card in screen.staff] == ["Ana"]
    sid = session.get_one(User, world.stranger.user_id)
    staffing.join(session, world.nonna, sid, role=StaffRole.MANAGER, given_by=None)
    session.commit()
    await tab.call(OneRestaurant, "refresh")
    assert [card.name for card in screen.staff] == ["Ana", "Sid"]
    await tab.call(OneRestaurant, "change_role", user_id=str(world.staff.user_id), role="kitchen")
    assert screen.error == "The restaurant needs at least one owner."
    member = session.get_one(StaffMember, (world.staff.user_id, world.nonna))
    assert member.role is StaffRole.OWNER
    sid = str(world.stranger.user_id)
    await tab.call(OneRestaurant, "ask", kind="remove", subject=sid)
    await tab.call(OneRestaurant, "confirm", form={})
    assert [card.name for card in screen.staff] == ["Ana"]

    await tab.call(OneRestaurant, "ask", kind="suspend", subject="")
    await tab.call(OneRestaurant, "confirm", form={"reason": "Hygiene"})
    assert screen.place.status == "suspended"
    assert session.get_one(Restaurant, world.nonna).status == "suspended"
    assert screen.done[0].reason == "Hygiene"


async def test_people_are_approved_disabled_and_given_roles(session, world, tab):
    session.add(RiderProfile(user_id=world.stranger.user_id))
    session.commit()
    await tab.at("/admin/people?which=waiting").call(People, "load")
    screen = tab.screen(People)
    [sid] = screen.rows
    await tab.call(People, "ask", kind="approve", subject=sid.id)
    await tab.call(People, "confirm", form={})
    assert screen.rows == []

    person = session.get_one(User, world.stranger.user_id)
    await tab.call(People, "open_roles", user_id=sid.id)
    await tab.call(People, "give", role="support")
    assert "Invite this person" in screen.giving_error
    roles.join(session, person, role=AdminRole.VIEWER, given_by=None)
    session.commit()
    await tab.call(People, "give", role="support")
    assert session.get_one(AdminGrant, world.stranger.user_id).role is AdminRole.SUPPORT
    await tab.call(People, "open_roles", user_id=sid.id)
    await tab.call(People, "give", role="none")
    assert session.get(AdminGrant, world.stranger.user_id) is None

    await tab.call(People, "ask", kind="disable", subject=sid.id)
    await tab.call(People, "confirm", form={"reason": "Fraud"})
    session.expire_all()
    assert session.get_one(User, world.stranger.user_id).disabled_at is not None
    await tab.at("/admin/audit").call(Audit, "load")
    assert [line.reason for line in tab.screen(Audit).rows] == ["Fraud", "support", "support", ""]
    led = address_of(await tab.call(Audit, "choose_action", action="account_disabled"))
    await tab.at(led).call(Audit, "load")
    assert len(tab.screen(Audit).rows) == 1
    await tab.at("/admin/audit?action='; drop&by=x&after=x").call(Audit, "load")
    assert len(tab.screen(Audit).rows) == 4


HOSTILE = [
    (People, "ask", {"kind": "disable", "subject": {"id": "x"}}),
    (People, "give", {"role": "god"}),
    (People, "find", {"text": "x" * 201}),
    (OneOrder, "assign", {"rider_id": 7}),
    (OneOrder, "confirm", {"form": {"reason": ["a"]}}),
    (OneRestaurant, "change_role", {"user_id": "x", "role": "owner"}),
    (Overview, "dismiss", {"alert_id": None}),
    (Overview, "open_marker", {"marker_id": {"a": 1}}),
    (Orders, "choose", {"which": "x" * 61}),
]


@pytest.mark.parametrize(("kind", "name", "sent"), HOSTILE)
async def test_what_has_the_wrong_shape_is_refused_before_anything_runs(
    session, world, tab, kind, name, sent
):
    await tab.call(kind, name, **sent)
    assert "does not look right" in tab.screen(kind).error
