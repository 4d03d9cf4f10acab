"""Tips that are proposed: round amounts near a share of the dishes."""

from foodapp.kit import worth
from foodapp.kit.money import rounded

TIP_PERCENT = (5, 10, 15)
TIP_STEP_EURO_CENTS = 10


def tip_minor(items_minor: int, percent: int, currency: str) -> int:
    """A round amount near that share of the dishes: 10 % of 17.50 is 1.80."""
    step = max(1, worth.about(TIP_STEP_EURO_CENTS, currency))
    return rounded(items_minor * percent, 100 * step) * step
