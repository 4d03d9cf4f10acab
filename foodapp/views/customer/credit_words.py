"""What becomes of the money of an order that store credit paid, wholly or in part, in sentences."""

from foodapp.kit.money import Money
from foodapp.kit.words import Words, t
from foodapp.orders.models import Order, OrderStatus


def money(order: Order) -> list[Words]:
    used = Money(order.credit_used_minor, order.currency)
    if order.status is OrderStatus.AWAITING_PAYMENT:
        return [t("{used} of your credit is set aside for this order.", used=used)]
    if order.status is OrderStatus.PLACED:
        return [_placed(order, used)]
    told = [_paid(order)] if order.ended_at else []
    return told + _came_back(order)


def _placed(order: Order, used: Money) -> Words:
    if not order.card_minor:
        words = t("{used} of your credit is set aside, and only spent when they say yes.")
        return words.with_({"used": used})
    both = t(
        "{used} of your credit is set aside and {card} is held on your card:"
        " both are only taken when they say yes."
    )
    return both.with_({"used": used, "card": Money(order.card_minor, order.currency)})


def _paid(order: Order) -> Words:
    price = Money(order.price_minor, order.currency)
    if order.placed_at is None:
        return t("Nothing was charged.")
    if not order.price_minor:
        return t("You pay nothing.")
    if order.credited_minor:
        return t("You pay {price}.", price=price)
    credit = Money(order.credit_kept_minor, order.currency)
    words = _was_paid(credit, price) if _is_delivered(order) else _is_paid(credit, price)
    return words.with_({"price": price, "credit": credit, "card": price - credit})


def _is_delivered(order: Order) -> bool:
    return order.status is OrderStatus.DELIVERED


def _was_paid(credit: Money, price: Money) -> Words:
    if credit == price:
        return t("You paid {price}, all of it with your credit.")
    if not credit.minor:
        return t("You paid {price}, all of it by card.")
    return t("You paid {price}: {credit} with your credit and {card} by card.")


def _is_paid(credit: Money, price: Money) -> Words:
    if credit == price:
        return t("You pay {price}, all of it with your credit.")
    if not credit.minor:
        return t("You pay {price}, all of it by card.")
    return t("You pay {price}: {credit} with your credit and {card} by card.")


def _came_back(order: Order) -> list[Words]:
    """To the credit at once, to the card in days."""
    told = []
    if credit := order.credit_used_minor - order.credit_kept_minor:
        back = Money(credit, order.currency)
        told.append(t("{back} is back in your credit.", back=back))
    card = Money(order.card_minor - min(order.to_pay_minor, order.card_minor), order.currency)
    if card.minor and order.accepted_at:
        told.append(t("{card} goes back to your card within a few days.", card=card))
    elif card.minor and order.placed_at:
        told.append(t("The {card} held on your card is released.", card=card))
    if order.credited_minor:
        told.append(as_credit(order))
    return told


def as_credit(order: Order) -> Words:
    credit = Money(order.credited_minor, order.currency)
    return t("{credit} is yours as store credit.", credit=credit)
