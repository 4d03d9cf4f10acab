"""The short list between an approved application and the first order, or the first ride. It closes
itself when all of it is done."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import select

from foodapp.accounts.actors import RestaurantStaff, Rider, StaffRight
from foodapp.accounts.models import User
from foodapp.applications import first_steps
from foodapp.applications.models import Application, ApplicationKind, ApplicationStatus
from foodapp.applications.settings import settings
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, n, say, t
from foodapp.notifications.webpush.models import PushSubscription
from foodapp.payouts.models import PayoutAccount
from foodapp.restaurants.models import Restaurant, RestaurantStatus


@dataclass(frozen=True)
class Step:
    value: str
    words: str
    address: str  # where it is done; empty: its doer says so
    is_done: bool


@dataclass(frozen=True)
class FirstSteps:
    steps: list[Step] = field(default_factory=list)  # empty: nothing is shown
    left: str = ""  # "3 to go"
    is_draft: bool = False
    may_open: bool = False  # the owner, with hours and enough dishes


def of_restaurant(session: ReadSession, staff: RestaurantStaff) -> FirstSteps:
    """Of a draft, and of one that an application has brought; cooks have none."""
    if not staff.may(StaffRight.RUN):
        return FirstSteps()
    row = session.get_one(Restaurant, staff.restaurant_id)
    is_draft = row.status is RestaurantStatus.DRAFT
    has_applied = first_steps.has_applied(session, row.id)
    marks = first_steps.marks(session, row.id)
    if not (is_draft or has_applied) or first_steps.PUT_AWAY in marks:
        return FirstSteps()
    least = settings().first_dishes
    has_menu = first_steps.dishes(session, row.id) >= least
    dishes = n("A menu with at least {count} dish", "A menu with at least {count} dishes", least)
    steps = [
        _step("menu", dishes, "/restaurant/menu", has_menu),
        _step("hours", t("Opening hours"), "/restaurant/hours", bool(row.opening_hours)),
        _step("photo", t("A photo that makes hungry"), "/restaurant/photos", bool(row.picture)),
        _step("bell", t("Hear the bell: press it above, and play it once"), "",
              first_steps.BELL in marks),
    ]  # fmt: skip
    if staff.may(StaffRight.MONEY):
        paid = _has_account(session, row.id)
        steps.insert(3, _step("payout", t("Where your money goes"), "/restaurant/payouts", paid))
    is_ready = has_menu and bool(row.opening_hours)
    may_open = is_draft and has_applied and is_ready and staff.may(StaffRight.TEAM)
    return _shown(steps, is_draft=is_draft, may_open=may_open)


def of_rider(session: ReadSession, rider: Rider) -> FirstSteps:
    """Of whoever has applied, until all is done or put away."""
    marks = first_steps.marks(session, rider.rider_id)
    applied = select(Application.id).where(
        Application.user_id == rider.user_id,
        Application.kind == ApplicationKind.RIDER,
        Application.status == ApplicationStatus.APPROVED,
    )
    if first_steps.PUT_AWAY in marks or session.exec(applied).first() is None:
        return FirstSteps()
    user = session.get_one(User, rider.user_id)
    wakes = select(PushSubscription.id).where(PushSubscription.user_id == rider.user_id)
    is_woken = first_steps.PHONE in marks or session.exec(wakes).first() is not None
    steps = [
        _step("phone", t("Your phone number"), "/rider/account#phone", bool(user.phone)),
        _step("vehicle", t("What you ride by"), "", True),
        _step("payout", t("Where your money goes"), "/rider/earnings",
              _has_account(session, rider.rider_id)),
        _step("wake", t("Let an offer wake this phone"), "", is_woken),
    ]  # fmt: skip
    return _shown(steps)


def _step(value: str, words: Words, to: str, is_done: bool) -> Step:
    return Step(value, say(words), to, is_done)


def _shown(steps: list[Step], *, is_draft: bool = False, may_open: bool = False) -> FirstSteps:
    """Nothing where nothing is left to do."""
    left = sum(not one.is_done for one in steps)
    if not left and not is_draft:
        return FirstSteps()
    return FirstSteps(steps, say(n("{count} to go", "{count} to go", left)), is_draft, may_open)


def _has_account(session: ReadSession, payee_id: UUID) -> bool:
    found = select(PayoutAccount.payee_id).where(PayoutAccount.payee_id == payee_id)
    return session.exec(found).first() is not None
