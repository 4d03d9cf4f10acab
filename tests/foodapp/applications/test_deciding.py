"""An admin approves, asks again or declines; rights go to proven addresses only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import accepting, sessions
from foodapp.accounts.actors import AdminRole, Cookies, StaffRole
from foodapp.accounts.models import AuditEntry, RiderProfile, StaffMember, User
from foodapp.accounts.permissions import NotProven
from foodapp.applications import applying, deciding, first_steps, forgetting
from foodapp.applications.events import ApplicationApproved, ApplicationAskedAgain
from foodapp.applications.models import (
    ApplicationDocument,
    ApplicationStatus,
    IllegalApplicationMove,
)
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.kit.private_files import PrivateFile
from foodapp.restaurants import approving
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from tests.fixtures import world as worlds
from tests.fixtures.applying import EATERY, RIDER, applies
from tests.foodapp.accounts.test_invitations import token_of


def test_an_approved_restaurant_is_there_not_open_yet_and_its_applicants_own(session, world):
    row = applies(session, world.customer)
    done = deciding.approve(session, world.admin, row.id)
    restaurant = session.get_one(Restaurant, row.restaurant_id)
    assert done.link is None
    assert (restaurant.name, restaurant.status) == ("Trattoria Blu", RestaurantStatus.DRAFT)
    assert (restaurant.currency, restaurant.phone) == ("CHF", "+4232321099")
    assert restaurant.opening_hours == "Mo-Su 11:00-22:00"
    member = session.get_one(StaffMember, (world.customer.user_id, restaurant.id))
    assert member.role is StaffRole.OWNER
    [event] = outbox.recorded(session, ApplicationApproved)
    assert (event.restaurant_id, event.invitation_id) == (restaurant.id, None)
    actions = set(session.exec(select(AuditEntry.action)))
    assert actions == {"restaurant_founded", "application_approved"}


def test_who_has_not_proven_their_address_becomes_owner_by_its_link(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.email_proven_at = None
    row = applies(session, world.customer)
    done = deciding.approve(session, world.admin, row.id)
    assert session.get(StaffMember, (user.id, row.restaurant_id)) is None
    entered = accepting.accept(
        session, Cookies(), token=token_of(done.link), persona="restaurant",
        password="a-kettle-of-fish", name="Cy", address="192.0.2.1",
    )  # fmt: skip
    staff = sessions.restaurant_staff(session, Cookies(sid=entered.token))
    assert (staff.restaurant_id, staff.role) == (row.restaurant_id, StaffRole.OWNER)


@pytest.mark.parametrize("is_proven", [True, False])
def test_an_approved_rider_may_ride(session, world, is_proven):
    user = session.get_one(User, world.customer.user_id)
    user.email_proven_at = clock.now() if is_proven else None
    row = applies(session, world.customer, RIDER)
    done = deciding.approve(session, world.admin, row.id)
    if done.link is not None:
        accepting.accept(
            session, Cookies(), token=token_of(done.link), persona="rider",
            password="a-kettle-of-fish", name="Cy", address="192.0.2.1",
        )  # fmt: skip
    assert (done.link is None) == is_proven
    profile = session.exec(select(RiderProfile).where(RiderProfile.user_id == user.id)).one()
    assert profile.approved_at is not None
    assert profile.vehicle == "bicycle"


def test_what_is_asked_again_can_be_changed_and_is_sent_anew(session, world):
    row = applies(session, world.customer)
    deciding.ask_again(
        session, world.admin, row.id,
        wrong={"trade_licence": "It is not readable.", "nonsense": "x"}, message="Nearly there.",
    )  # fmt: skip
    assert row.status is ApplicationStatus.ASKED_AGAIN
    assert row.asked == {"trade_licence": "It is not readable."}
    applying.save(session, world.customer, EATERY, step="place", typed={"name": "Trattoria Due"})
    applying.send(session, world.customer, EATERY)
    assert (row.asked, row.times_sent) == ({}, 2)
    deciding.ask_again(session, world.admin, row.id, wrong={"name": "Again?"})
    assert [one.nth for one in outbox.recorded(session, ApplicationAskedAgain)] == [1, 2]


def test_to_ask_again_says_what(session, world):
    row = applies(session, world.customer)
    with pytest.raises(DomainError, match="what has to be changed"):
        deciding.ask_again(session, world.admin, row.id, wrong={"nonsense": "x"})
    assert row.status is ApplicationStatus.SENT


def test_declined_with_a_reason_and_applied_for_anew(session, world):
    row = applies(session, world.customer)
    with pytest.raises(DomainError):
        deciding.decline(session, world.admin, row.id, reason=" ")
    deciding.decline(session, world.admin, row.id, reason="Too far away.")
    assert applying.mine(session, world.customer, EATERY).message == "Too far away."
    assert applying.begin(session, world.customer, EATERY).id != row.id


def test_it_is_decided_once(session, world):
    row = applies(session, world.customer)
    deciding.approve(session, world.admin, row.id)
    for again in (
        lambda: deciding.approve(session, world.admin, row.id),
        lambda: deciding.decline(session, world.admin, row.id, reason="no"),
        lambda: deciding.ask_again(session, world.admin, row.id, wrong={"name": "x"}),
    ):
        with pytest.raises(IllegalApplicationMove):
            again()
    assert (
        len(session.exec(select(Restaurant).where(Restaurant.name == "Trattoria Blu")).all()) == 1
    )


@pytest.mark.parametrize("role", [AdminRole.SUPPORT, AdminRole.VIEWER])
def test_without_the_right_nobody_decides_or_opens_a_paper(session, world, role):
    row = applies(session, world.customer)
    [document] = session.exec(select(ApplicationDocument)).all()
    looker = replace(world.admin, role=role)
    for refused in (
        lambda: deciding.approve(session, looker, row.id),
        lambda: deciding.decline(session, looker, row.id, reason="no"),
        lambda: deciding.open_document(session, looker, document.id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    stale = replace(world.admin, proven_at=None)
    with pytest.raises(NotProven):
        deciding.approve(session, stale, row.id)


def test_each_look_at_a_paper_is_written_down(session, world):
    applies(session, world.customer)
    [document] = session.exec(select(ApplicationDocument)).all()
    deciding.open_document(session, world.admin, document.id)
    deciding.open_document(session, world.admin, document.id)
    entries = session.exec(select(AuditEntry)).all()
    assert [one.action for one in entries] == ["application_paper_opened"] * 2


def test_papers_go_some_time_after_the_answer(session, world, monkeypatch):
    deciding.approve(session, world.admin, applies(session, world.customer).id)
    assert forgetting.forget(session) == 0
    later = clock.now() + timedelta(days=91)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forgetting.forget(session) == 1
    assert session.exec(select(PrivateFile)).all() == []


def owner_of(session, world, row):
    return replace(world.staff, user_id=world.customer.user_id, restaurant_id=row.restaurant_id)


def test_the_owner_opens_once_the_menu_has_enough_dishes(session, world):
    row = applies(session, world.customer)
    deciding.approve(session, world.admin, row.id)
    owner = owner_of(session, world, row)
    restaurant = session.get_one(Restaurant, row.restaurant_id)
    with pytest.raises(DomainError, match="at least 5 dishes"):
        first_steps.open_doors(session, owner)
    for nth in range(5):
        worlds.make_item(session, restaurant, f"Dish {nth}", 1000)
    assert first_steps.open_doors(session, owner).status is RestaurantStatus.ACTIVE
    with pytest.raises(DomainError):
        first_steps.open_doors(session, owner)


def test_what_no_admin_has_examined_is_opened_by_an_admin(session, world):
    restaurant = worlds.make_restaurant(session, "Draft")
    restaurant.status = RestaurantStatus.DRAFT
    staff = replace(world.staff, restaurant_id=restaurant.id)
    with pytest.raises(DomainError, match="Our team opens"):
        approving.open_itself(session, staff, is_approved=False)
