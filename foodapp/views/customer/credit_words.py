"""What becomes of the money of an order that store credit paid, wholly or in part, in sentences."""

from foodapp.kit.money import shown
from foodapp.orders.models import Order, OrderStatus


def money(order: Order) -> str:
    used = shown(order.credit_used_minor, order.currency)
    card = shown(order.card_minor, order.currency)
    if order.status is OrderStatus.AWAITING_PAYMENT:
        return f"{used} of your credit is set aside for this order."
    if order.status is OrderStatus.PLACED:
        if not order.card_minor:
            return f"{used} of your credit is set aside, and only spent when they say yes."
        return (
            f"{used} of your credit is set aside and {card} is held on your card:"
            " both are only taken when they say yes."
        )
    told = [_paid(order)] if order.ended_at else []
    return " ".join(told + _came_back(order))


def _paid(order: Order) -> str:
    price = shown(order.price_minor, order.currency)
    if order.placed_at is None:
        return "Nothing was charged."
    if not order.price_minor:
        return "You pay nothing."
    if order.credited_minor:
        return f"You pay {price}."
    you_pay = "You paid" if order.status is OrderStatus.DELIVERED else "You pay"
    kept = order.credit_kept_minor
    credit, card = shown(kept, order.currency), shown(order.price_minor - kept, order.currency)
    if kept == order.price_minor:
        return f"{you_pay} {price}, all of it with your credit."
    if not kept:
        return f"{you_pay} {price}, all of it by card."
    return f"{you_pay} {price}: {credit} with your credit and {card} by card."


def _came_back(order: Order) -> list[str]:
    """To the credit at once, to the card in days."""
    told = []
    if credit := order.credit_used_minor - order.credit_kept_minor:
        told.append(f"{shown(credit, order.currency)} is back in your credit.")
    card = order.card_minor - min(order.to_pay_minor, order.card_minor)
    if card and order.accepted_at:
        told.append(f"{shown(card, order.currency)} goes back to your card within a few days.")
    elif card and order.placed_at:
        told.append(f"The {shown(card, order.currency)} held on your card is released.")
    if order.credited_minor:
        told.append(f"{shown(order.credited_minor, order.currency)} is yours as store credit.")
    return told
