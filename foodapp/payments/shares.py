"""Who gets what of an order: every cent explained, as amounts on accounts (debit positive).

Worked out from the order as it stands, never from what was posted before; the parts of each
amount sum exactly because the last one is what the others leave.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from foodapp.kit.money import rounded
from foodapp.kit.shares import A_BPS, WHOLE
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import Effect, Part, effect_of, parts
from foodapp.orders.models import Order
from foodapp.payments.refunds.models import Bearer
from foodapp.restaurants.settings import settings

# The platform's tax on its commission, kept apart from that on its fees: it is invoiced.
ON_COMMISSION = "commission"


@dataclass(frozen=True)
class Ridden:
    """The ride, once it is earned."""

    rider_id: UUID
    pay_minor: int


@dataclass(frozen=True)
class Borne:
    """Money given back to the customer, and whose share it comes from."""

    bearer: Bearer
    amount_minor: int
    rider_id: UUID | None = None  # who bears it, when a rider does


@dataclass(frozen=True)
class Split:
    """The restaurant's food, divided. Minor units."""

    restaurant_minor: int
    tax_minor: int
    commission_minor: int
    commission_tax_minor: int


def of_order(
    order: Order,
    ridden: Ridden | None = None,
    borne: Sequence[Borne] = (),
    offered_minor: int = 0,
    delivery_offered_minor: int = 0,
) -> dict[Account, int]:
    """What the order has to have moved, as it stands. Nothing before the restaurant's yes.
    offered_minor: of the discount on its food, what the platform bears; delivery_offered_minor: of
    that on its delivery. The rest of both is the restaurant's."""
    if order.accepted_at is None:
        return {}
    # While an order is under way its food is sold, its ride not yet ridden.
    is_lost = order.payment_lost_at is not None
    effect = effect_of(order.end or order.good_end, order.pay_by, is_lost=is_lost)
    moved: Counter[Account] = Counter()
    paid = {part: minor for part, minor in parts(order).items() if part in effect.customer_pays}
    moved[_customer(order)] += sum(paid.values())
    borne = _as_far_as_paid(borne, sum(paid.values()))
    _food(moved, order, effect, borne, offered_minor)
    _fees(moved, order, effect)
    _free_delivery(moved, order, effect, delivery_offered_minor)
    _ride(moved, order, paid.get(Part.TIP, 0), ridden)
    _given_back(moved, order, borne)
    _credited(moved, order)
    return {account: minor for account, minor in moved.items() if minor}


def _as_far_as_paid(borne: Sequence[Borne], paid_minor: int) -> list[Borne]:
    """What was given back before an order came to nothing went back with the rest at its end."""
    cut = []
    for one in borne:
        amount = min(one.amount_minor, paid_minor)
        paid_minor -= amount
        cut.append(replace(one, amount_minor=amount))
    return cut


def split_food(order: Order, food_minor: int, offered_minor: int = 0) -> Split:
    """food_minor: what is paid for the food, its tax included; offered_minor: what the platform
    adds to it for its own offers, so that the restaurant sells at its own price."""
    whole = parts(order)[Part.FOOD] + offered_minor
    gross = food_minor + offered_minor
    tax = rounded(order.items_tax_minor * gross, whole) if whole else 0
    base = gross if order.is_tax_included else gross - tax  # as the menu states its prices
    commission = rounded(base * order.commission_rate, WHOLE)
    commission_tax = rounded(commission * _tax_on_commission(order), WHOLE)
    return Split(gross - tax - commission - commission_tax, tax, commission, commission_tax)


def _tax_on_commission(order: Order) -> int:
    """Millionths. An order of before it was kept with it goes by the settings."""
    kept = order.commission_tax_millionths
    return settings().commission_tax_bps * A_BPS if kept is None else kept


def _food(
    moved: Counter[Account],
    order: Order,
    effect: Effect,
    borne: Sequence[Borne],
    offered_minor: int,
) -> None:
    if not effect.restaurant_earns:
        return
    food = parts(order)[Part.FOOD]
    theirs = _borne_by(borne, Bearer.RESTAURANT)
    more_than_food = max(0, theirs - food)  # fees and tip: theirs to pay, not sold for less
    sold = food - theirs + more_than_food
    # What is given back was not sold, so the platform adds nothing to it either.
    offered_minor = rounded(offered_minor * sold, food) if food else offered_minor
    split = split_food(order, sold, offered_minor)
    moved[_of(order, Kind.RESTAURANT, order.restaurant_id)] -= (
        split.restaurant_minor - more_than_food
    )
    moved[_of(order, Kind.TAX, order.restaurant_id)] -= split.tax_minor
    moved[_of(order, Kind.COMMISSION)] -= split.commission_minor
    moved[Account(Kind.TAX, order.currency, label=ON_COMMISSION)] -= split.commission_tax_minor
    if Part.FOOD in effect.customer_pays:
        moved[_of(order, Kind.PROMOTIONS)] += offered_minor
    else:  # nobody has used the offer: all of it makes good
        moved[_of(order, Kind.GOODWILL)] += food + offered_minor


def _fees(moved: Counter[Account], order: Order, effect: Effect) -> None:
    amounts = parts(order)
    taxes = {Part.DELIVERY: order.delivery_tax_minor, Part.SERVICE: order.service_tax_minor}
    for part, tax in taxes.items():
        if part in effect.customer_pays:
            moved[_of(order, Kind.FEES)] -= amounts[part] - tax
            moved[_of(order, Kind.TAX)] -= tax


def _free_delivery(
    moved: Counter[Account], order: Order, effect: Effect, offered_minor: int
) -> None:
    """The fee is earned whole; who offered it for less pays the difference."""
    off_minor = order.delivery_discount_minor
    if Part.DELIVERY not in effect.customer_pays or not off_minor:
        return
    moved[_of(order, Kind.FEES)] -= off_minor
    moved[_of(order, Kind.PROMOTIONS)] += offered_minor
    moved[_of(order, Kind.RESTAURANT, order.restaurant_id)] += off_minor - offered_minor


def _ride(moved: Counter[Account], order: Order, tip_minor: int, ridden: Ridden | None) -> None:
    if ridden is None:
        moved[_of(order, Kind.TIPS)] -= tip_minor
        return
    moved[_of(order, Kind.RIDER, ridden.rider_id)] -= ridden.pay_minor + tip_minor
    moved[_of(order, Kind.RIDES)] += ridden.pay_minor


def _given_back(moved: Counter[Account], order: Order, borne: Sequence[Borne]) -> None:
    """The restaurant's part has left its share already, see _food."""
    for one in borne:
        moved[_customer(order)] -= one.amount_minor
        if one.bearer is Bearer.PLATFORM:
            moved[_of(order, Kind.GOODWILL)] += one.amount_minor
        elif one.bearer is Bearer.RIDER:
            moved[_of(order, Kind.RIDER, one.rider_id)] += one.amount_minor


def _credited(moved: Counter[Account], order: Order) -> None:
    """Store credit stays with the gateway, and is owed to the customer as credit."""
    moved[_customer(order)] += order.credited_minor
    moved[_of(order, Kind.STORE_CREDIT, order.customer_id)] -= order.credited_minor


def _borne_by(borne: Sequence[Borne], bearer: Bearer) -> int:
    return sum(one.amount_minor for one in borne if one.bearer is bearer)


def _customer(order: Order) -> Account:
    return _of(order, Kind.CUSTOMER, order.customer_id)


def _of(order: Order, kind: Kind, owner_id: UUID | None = None) -> Account:
    return Account(kind, order.currency, owner_id)
