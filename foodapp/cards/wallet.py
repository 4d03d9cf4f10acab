"""The cards of one customer: what they see of them, the one they pay with first, and the end of
one. What there is, only the gateway knows: see syncing."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.credentials.events import AccountClaimed
from foodapp.cards import accounts
from foodapp.cards.events import CardRemoved
from foodapp.cards.models import SavedCard
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.kit import clock, outbox
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.outside_call import OutsideCall

MAX = 10  # cards a customer may keep
BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "discover": "Discover",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}


@dataclass(frozen=True)
class CardShown:
    id: str
    name: str  # "Visa ending in 4242"
    short: str  # "Visa •• 4242"
    expiry: str  # "12/34"
    is_default: bool
    is_expired: bool


def mine(session: ReadSession, customer: Customer, *, gateway: str) -> list[CardShown]:
    """The one they pay with first comes first, then the newest."""
    now = clock.now()
    return [
        CardShown(
            id=str(card.id),
            name=name_of(card),
            short=f"{brand_of(card)} •• {card.last_four}",
            expiry=f"{card.exp_month:02d}/{card.exp_year % 100:02d}",
            is_default=card.is_default,
            is_expired=card.is_expired(now),
        )
        for card in kept(session, customer.user_id, gateway)[:MAX]
    ]


def usable(session: ReadSession, customer: Customer, currency: str) -> list[CardShown]:
    """Those that can pay in this currency."""
    if not accounts.saves_cards(currency):
        return []
    found = mine(session, customer, gateway=registry.name_for(currency))
    return [card for card in found if not card.is_expired]


def brand_of(card: SavedCard) -> str:
    return BRANDS.get(card.brand, "Card")


def name_of(card: SavedCard) -> str:
    return f"{brand_of(card)} ending in {card.last_four}"


def kept(session: ReadSession, user_id: UUID, gateway: str) -> list[SavedCard]:
    """The cards of this person at that gateway, the usual one first."""
    return list(
        session.exec(
            select(SavedCard)
            .where(
                SavedCard.user_id == user_id,
                SavedCard.gateway == gateway,
                col(SavedCard.removed_at).is_(None),
            )
            .order_by(
                col(SavedCard.is_default).desc(),
                col(SavedCard.saved_at).desc(),
                col(SavedCard.id),
            )
            .limit(100)
        )
    )


def get(session: Session, customer: Customer, card_id: UUID) -> SavedCard:
    """Only the owner's, only while it is kept."""
    card = session.exec(
        select(SavedCard).where(
            SavedCard.id == card_id,
            SavedCard.user_id == customer.user_id,
            col(SavedCard.removed_at).is_(None),
        )
    ).one_or_none()
    if card is None:
        raise NotFound("card")
    return card


def pay_first_with(session: Session, customer: Customer, card_id: UUID) -> SavedCard:
    card = _held(session, customer, card_id)
    _make_default(session, card)
    return card


def remove(session: Session, customer: Customer, card_id: UUID) -> SavedCard:
    """At once for its owner; the gateway is told by the worker."""
    card = _held(session, customer, card_id)
    take_away(session, card)
    see_to_default(session, card.user_id, card.gateway)
    return card


def forget_makers(session: Session, event: AccountClaimed) -> None:
    """A reaction: the account was made by somebody who may be another than its holder. Neither sees
    the other's cards, and none is paid with."""
    saved = select(SavedCard).where(
        SavedCard.user_id == event.user_id, col(SavedCard.removed_at).is_(None)
    )
    for card in session.exec(saved.where(col(SavedCard.saved_at) <= event.at)).all():
        accounts.lock(session, card.user_id, card.gateway)
        take_away(session, card)
        see_to_default(session, card.user_id, card.gateway)


def take_away(session: Session, card: SavedCard) -> None:
    """The account is held by the caller."""
    card.removed_at, card.is_default = clock.now(), False
    session.flush()  # before another becomes the default: there may be one
    outbox.record(session, CardRemoved(card_id=card.id))


def see_to_default(session: Session, user_id: UUID, gateway: str) -> None:
    """Of the cards that are kept, exactly one comes first. The account is held by the caller."""
    cards = kept(session, user_id, gateway)
    if cards and not cards[0].is_default:
        _make_default(session, cards[0])


def _make_default(session: Session, card: SavedCard) -> None:
    for other in kept(session, card.user_id, card.gateway):
        other.is_default = False
    session.flush()  # only one may be the default at any moment
    card.is_default = True
    session.flush()


def _held(session: Session, customer: Customer, card_id: UUID) -> SavedCard:
    """The account is held first, so that everything about these cards is done one by one."""
    card = get(session, customer, card_id)
    accounts.lock(session, card.user_id, card.gateway)
    session.refresh(card)
    if card.removed_at is not None:
        raise NotFound("card")
    return card


@dataclass(frozen=True)
class Farewell:
    gateway: str
    ref: str
    account_ref: str
    key: str


def _prepare(session: Session, event: CardRemoved) -> Farewell | None:
    card = session.get_one(SavedCard, event.card_id)
    if card.forgotten_at is not None:
        return None
    account_ref = accounts.ref_of(session, card.user_id, card.gateway)
    return Farewell(card.gateway, card.ref, account_ref, f"forget:{card.id}")


def _call(ask: Farewell, _: str) -> None:
    """The key is ours: the card's own, however often it is asked for."""
    vault = registry.vault(ask.gateway)
    try:
        vault.forget(ask.ref, ask.key)
    except Refused:
        # Most likely it is gone already. If not, the worker tries again.
        if ask.ref in {card.ref for card in vault.cards_of(ask.account_ref)}:
            raise


def _finish(session: Session, event: CardRemoved, _: None) -> None:
    session.get_one(SavedCard, event.card_id).forgotten_at = clock.now()


FORGET = OutsideCall(_prepare, _call, _finish)
