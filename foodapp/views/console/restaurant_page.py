"""One restaurant with its people, its orders and what was done about it, as its page in the console
shows them together."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts import invitations, staffing
from foodapp.accounts.actors import Admin
from foodapp.accounts.invitations import OpenInvitation
from foodapp.accounts.models import InvitationKind
from foodapp.accounts.staffing import StaffCard
from foodapp.kit.db import ReadSession
from foodapp.views.console import audit, orders, restaurants
from foodapp.views.console.audit import AuditLine
from foodapp.views.console.orders import OrderRow
from foodapp.views.console.restaurants import Place

LATEST = 10


@dataclass(frozen=True)
class RestaurantPage:
    place: Place
    staff: list[StaffCard]
    waiting: list[OpenInvitation]
    orders: list[OrderRow]
    done: list[AuditLine]


def restaurant_page(session: ReadSession, admin: Admin, restaurant_id: UUID) -> RestaurantPage:
    of_staff = InvitationKind.STAFF
    latest = orders.orders(session, admin, restaurant_id=restaurant_id, limit=LATEST)
    return RestaurantPage(
        restaurants.place(session, admin, restaurant_id),
        staffing.staff_of(session, admin, restaurant_id),
        invitations.open_ones(session, admin, of_staff, restaurant_id=restaurant_id),
        latest.rows,
        audit.log(session, admin, subject_id=restaurant_id, limit=LATEST).lines,
    )
