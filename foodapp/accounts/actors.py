"""Who is acting. An actor is proof of a sign-in: only accounts.sessions makes them, and what stands
here hands on one that was made (tests/architecture/test_actors.py)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class StaffRole(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    KITCHEN = "kitchen"


class StaffRight(StrEnum):
    COOK = "cook"  # the live board: answer orders, sell out a dish
    RUN = "run"  # menu, hours, pause, delivery, promotions, reviews, figures
    MONEY = "money"  # payouts and where they go
    TEAM = "team"  # invite, change roles, take off the team


STAFF_RIGHTS: dict[StaffRole, frozenset[StaffRight]] = {
    StaffRole.OWNER: frozenset(StaffRight),
    StaffRole.MANAGER: frozenset({StaffRight.COOK, StaffRight.RUN}),
    StaffRole.KITCHEN: frozenset({StaffRight.COOK}),
}


class AdminRole(StrEnum):
    OWNER = "owner"
    OPERATIONS = "operations"
    SUPPORT = "support"
    VIEWER = "viewer"


class Permission(StrEnum):
    SEE = "see"  # every page, read only
    STEER_ORDERS = "steer_orders"  # cancel, assign a rider by hand
    STEER_RESTAURANTS = "steer_restaurants"  # approve, suspend, edit
    STEER_PEOPLE = "steer_people"  # disable an account, approve a rider
    PAYOUTS = "payouts"  # send them, mark them paid
    REFUND = "refund"  # give money back, within the role's limit (payments.refunds.limits)
    CLOSE_BOOKS = "close_books"  # of what reconciliation found
    PROMOTIONS = "promotions"  # make, pause and end them, at the platform's cost too
    SETTINGS = "settings"
    ROLES = "roles"  # give and take admin roles


PERMISSIONS: dict[AdminRole, frozenset[Permission]] = {
    AdminRole.OWNER: frozenset(Permission),
    AdminRole.OPERATIONS: frozenset(Permission) - {Permission.ROLES, Permission.SETTINGS},
    AdminRole.SUPPORT: frozenset({Permission.SEE, Permission.STEER_ORDERS, Permission.REFUND}),
    AdminRole.VIEWER: frozenset({Permission.SEE}),
}


@dataclass(frozen=True)
class Cookies:
    """The two opaque cookies of a browser; empty when absent. Never trusted before a look-up."""

    sid: str = ""
    visitor: str = ""


@dataclass(frozen=True)
class Customer:
    user_id: UUID

    @property
    def customer(self) -> "Customer":
        """Themselves: so that whoever owns a basket can be asked for its account."""
        return self


@dataclass(frozen=True)
class Visitor:
    """A browser, signed in or not: enough to look around and to own a basket."""

    visitor_hash: str
    user_id: UUID | None

    @property
    def is_anybody(self) -> bool:
        """Nothing was said of who it is: a crawler, a first visit. They have no basket."""
        return not self.visitor_hash and self.user_id is None

    @property
    def customer(self) -> Customer | None:
        """Who is signed in at this browser; None for a guest."""
        return Customer(self.user_id) if self.user_id else None


@dataclass(frozen=True)
class RestaurantStaff:
    user_id: UUID
    restaurant_id: UUID
    role: StaffRole
    proven_at: datetime | None = field(default=None, compare=False)  # of the password, last

    def may(self, right: StaffRight) -> bool:
        return right in STAFF_RIGHTS[self.role]


@dataclass(frozen=True)
class Rider:
    user_id: UUID
    rider_id: UUID
    proven_at: datetime | None = field(default=None, compare=False)  # of the password, last


@dataclass(frozen=True)
class Admin:
    user_id: UUID
    role: AdminRole
    proven_at: datetime | None = field(default=None, compare=False)  # of the password, last

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]


@dataclass(frozen=True)
class Platform:
    """The platform itself: timers and reactions. Never made from a request."""


PLATFORM = Platform()

# Somebody who is signed in, wherever they work: what concerns their own account.
Person = Customer | RestaurantStaff | Rider | Admin
Actor = Visitor | Customer | RestaurantStaff | Rider | Admin | Platform
