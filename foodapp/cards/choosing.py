"""What somebody at the checkout may pay with, and what their account page shows."""

from dataclasses import dataclass, field

from foodapp.accounts.actors import Customer, Visitor
from foodapp.cards import accounts, saving, wallet
from foodapp.cards.wallet import CardShown
from foodapp.gateways import registry
from foodapp.kit.db import ReadSession
from foodapp.orders import basket
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class Ways:
    """Blank for a guest, and where the currency's gateway keeps no cards."""

    cards: list[CardShown] = field(default_factory=list)
    may_save: bool = False


@dataclass(frozen=True)
class Wallet:
    cards: list[CardShown]
    is_offered: bool  # somebody keeps cards here
    is_full: bool


def ways(session: ReadSession, visitor: Visitor) -> Ways:
    """For the basket of this visitor."""
    chosen = basket.find(session, visitor)
    if visitor.customer is None or chosen is None or chosen.restaurant_id is None:
        return Ways()
    currency = session.get_one(Restaurant, chosen.restaurant_id).currency
    if not accounts.saves_cards(currency):
        return Ways()
    kept = wallet.kept(session, visitor.customer.user_id, registry.name_for(currency))
    return Ways(
        cards=wallet.usable(session, visitor.customer, currency),
        may_save=len(kept) < wallet.MAX,
    )


def of_account(session: ReadSession, customer: Customer) -> Wallet:
    gateway = saving.gateway_of_cards()
    if gateway is None:
        return Wallet([], is_offered=False, is_full=False)
    cards = wallet.mine(session, customer, gateway=gateway)
    return Wallet(cards, is_offered=True, is_full=len(cards) >= wallet.MAX)
