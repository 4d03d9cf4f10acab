"""What a role may do: among the staff of a restaurant beyond the live board, and in the console."""

from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, StaffRole
from foodapp.kit.errors import NotAllowed


def managers_only(staff: RestaurantStaff) -> None:
    """Menu, hours, pause, delivery, reviews, figures: not for the kitchen role."""
    if staff.role is StaffRole.KITCHEN:
        raise NotAllowed


def admin_needs(admin: Admin, permission: Permission) -> None:
    if not admin.may(permission):
        raise NotAllowed


def owners_only(staff: RestaurantStaff) -> None:
    """Its money: not for managers or cooks."""
    if staff.role is not StaffRole.OWNER:
        raise NotAllowed
