"""From what an order costs to what is asked of a card or a purse: amounts that can be paid.

A card is charged what its gateway can write (kit.tender), coins pay what they can add up to. The
difference is the platform's, booked as `rounding`, so that every account still sums to zero.
"""

from sqlmodel import Session

from foodapp.gateways import card
from foodapp.kit.tender import coins
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Order

ROUNDING = "rounding"  # kind of journal: what was charged more or less than was owed


def card_rounding(left_minor: int, currency: str, *, is_cheaper: bool) -> int:
    """What a card is charged less what is left to pay. Nothing left is nothing to pay; what an
    offer has left below the gateway's least is waived (is_cheaper), since nobody could pay it.
    Raises a DomainError where the gateway would refuse."""
    if not left_minor:
        return 0
    takes = card.amounts(currency)
    if is_cheaper and left_minor < takes.least_minor:
        return -left_minor
    charged = takes.nearest(left_minor)
    takes.check(charged)
    return charged - left_minor


def cash_rounding(minor: int, currency: str) -> int:
    return coins.payable(minor, currency) - minor


def follow(session: Session, order: Order, *, because: str) -> None:
    """Bring the rounding account to what this order was rounded by. The order is held."""
    off = _off_minor(order)
    target = {
        Account(AccountKind.ROUNDING, order.currency): -off,
        Account(AccountKind.CUSTOMER, order.currency, order.customer_id): off,
    }
    posting.bring_to(session, ROUNDING, target, subject_id=order.id, because=because)


def _off_minor(order: Order) -> int:
    """What the customer is asked for beyond what they owe; nothing before the restaurant's yes."""
    if order.accepted_at is None:
        return 0
    if order.pay_by is PayBy.CASH:
        return order.rounding_minor if order.cash_taken_minor else 0
    owed = order.to_pay_minor - order.credit_kept_minor
    return min(card.nearest(owed, order.currency), order.card_minor) - owed
