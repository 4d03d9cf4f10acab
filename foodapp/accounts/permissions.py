"""What a role may do: among the staff of a restaurant beyond the live board, and in the console."""

from datetime import datetime, timedelta

from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, Rider, StaffRight
from foodapp.accounts.settings import settings
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.kit.words import t


class NotProven(DomainError):
    """Screens ask for the password and go on (foodapp.ui.proving)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(t("Please enter your password to go on."))


def recently_proven(actor: Admin | RestaurantStaff | Rider) -> None:
    """Of whoever moves money or gives rights: the password was entered a few minutes ago, so that
    a sign-in left open, or stolen, cannot."""
    refuse_unproven(actor.proven_at)


def refuse_unproven(proven_at: datetime | None) -> None:
    """proven_at: when the password was entered, or a passkey used, in this sign-in."""
    within = timedelta(minutes=settings().reauth_minutes)
    if proven_at is None or clock.now() - proven_at > within:
        raise NotProven


def managers_only(staff: RestaurantStaff) -> None:
    """Menu, hours, pause, delivery, reviews, figures: not for the kitchen role."""
    needs(staff, StaffRight.RUN)


def require(admin: Admin, permission: Permission) -> None:
    if not admin.may(permission):
        raise NotAllowed


def owners_only(staff: RestaurantStaff) -> None:
    """Its money: not for managers or cooks."""
    needs(staff, StaffRight.MONEY)


def needs(staff: RestaurantStaff, right: StaffRight) -> None:
    if not staff.may(right):
        raise NotAllowed
