"""How far a gift card is whose code goes to somebody by e-mail."""

from foodapp.kit import when
from foodapp.kit.words import Words, t
from foodapp.payments.giftcards.models import GiftPresent


def words(row: GiftPresent, *, is_open: bool) -> Words:
    """is_open: its card can be redeemed."""
    day = when.Day((row.sent_at or row.goes_at).astimezone(when.town()).date(), "d MMM y")
    if row.came_back_at is not None and is_open:
        return t("For {name}: nothing reaches {email}.", name=row.name, email=row.email)
    if row.sent_at is not None:
        return t("For {name}: sent to {email} on {day}.", name=row.name, email=row.email, day=day)
    return t("For {name}: goes to {email} on {day}.", name=row.name, email=row.email, day=day)
