"""Writes docs/money.md from the code's own tables; a test compares."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from foodapp.dispatch import models as dispatch
from foodapp.ledger import models as ledger
from foodapp.orders import models as orders
from foodapp.orders.ends import EFFECTS, PAYS_NOTHING, Part
from foodapp.payments import models as payments
from foodapp.payments.giftcards import models as gift_cards
from foodapp.payments.purchases import models as purchases
from foodapp.payouts import models as payouts

PAGE = Path(__file__).parents[1] / "docs" / "money.md"
MACHINES: dict[str, tuple[StrEnum, Mapping[StrEnum, set[StrEnum]]]] = {
    "Order": (orders.OrderStatus.AWAITING_PAYMENT, orders.COMES_FROM),
    "Payment": (payments.PaymentStatus.OPEN, payments.COMES_FROM),
    "Delivery": (dispatch.DeliveryStatus.SEARCHING, dispatch.COMES_FROM),
    "Purchase": (purchases.PurchaseStatus.AWAITING_PAYMENT, purchases.COMES_FROM),
    "Gift card": (gift_cards.GiftCardStatus.ACTIVE, gift_cards.COMES_FROM),
    "Payout": (payouts.PayoutStatus.DRAFTED, payouts.COMES_FROM),
}
INTRODUCTION = """# Money

Written by `scripts/money_page.py` from the tables that the program itself works by; why it is so
stands in [decision 10](decisions/0010-money.md) and [decision 5](decisions/0005-payments.md).

## What an end does to money and stock

The part of the total that the customer pays is `orders.to_pay_minor`; refunds lower it. What
kitchen or rider earn although the customer does not pay is the platform's cost (goodwill, rides).
"""
LEDGER = """
## The accounts of the ledger

Debits are positive. A journal's entries sum to zero in each currency, and nothing is ever changed
or deleted: the database refuses both. An order is explained by its journals of four kinds: `sale`
(who earns what, and what the customer owes for it), `payment` (what the gateway holds of it),
`credit` (what it keeps of the customer's store credit, [decision 13](decisions/0013-credit.md)) and
`rounding` (what a card or coins cannot pay to the unit, [decision 20](decisions/0020-amounts.md)).

"""
MACHINE_NOTE = """
## The machines

Every arrow of an order, a payment, a delivery and an offer is written to `moves` by a trigger, so
that the log replays to the row. An offer is open until it is accepted, declined, expired or
withdrawn, once.
"""


def page() -> str:
    parts = [INTRODUCTION, effects(), pays_nothing(), LEDGER, accounts(), MACHINE_NOTE]
    parts += [diagram(name, first, moves) for name, (first, moves) in MACHINES.items()]
    return "\n".join(parts)


def effects() -> str:
    head = ["end", "order becomes", "ended by", "customer pays", "kitchen earns", "rider earns"]
    rows = [
        [
            end.value.replace("_", " "),
            effect.status,
            effect.who,
            paid(effect.customer_pays),
            yes(effect.restaurant_earns),
            yes(effect.rider_earns),
            yes(effect.stock_back),
            effect.when,
        ]
        for end, effect in EFFECTS.items()
    ]
    return table([*head, "stock back", "when"], rows)


def pays_nothing() -> str:
    return table(
        ["the customer pays nothing, whatever the end", "why"],
        list(map(list, PAYS_NOTHING.items())),
    )


def paid(parts: frozenset[Part]) -> str:
    if parts == frozenset(Part):
        return "everything"
    return ", ".join(part.value for part in Part if part in parts) or "nothing"


def accounts() -> str:
    """The enumeration's own comments say what each account is for."""
    source = Path(ledger.__file__).read_text()
    lines = [line.strip() for line in source.splitlines() if " = " in line and "  # " in line]
    known = {f"{kind.name} = ": kind for kind in ledger.AccountKind}
    rows = [
        [kind.value.replace("_", " "), line.split("  # ")[1]]
        for line in lines
        for start, kind in known.items()
        if line.startswith(start)
    ]
    return table(["account", "whose money"], rows)


def diagram(name: str, first: StrEnum, moves: Mapping[StrEnum, set[StrEnum]]) -> str:
    arrows = [
        f"    {came} --> {went}" for went, sources in moves.items() for came in sorted(sources)
    ]
    body = "\n".join([f"    [*] --> {first}", *arrows])
    return f"### {name}\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def yes(is_so: bool) -> str:
    return "yes" if is_so else ""


if __name__ == "__main__":
    PAGE.write_text(page())
