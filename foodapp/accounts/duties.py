"""What a role among the staff of a restaurant may do beyond the live board."""

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit.errors import NotAllowed


def managers_only(staff: RestaurantStaff) -> None:
    """Menu, hours, pause, delivery, reviews, figures: not for the kitchen role."""
    if staff.role is StaffRole.KITCHEN:
        raise NotAllowed
