"""What the gateway keeps for a customer, taken over whole: whichever message was lost, late or
doubled, the next look puts it right."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.cards import accounts, wallet
from foodapp.cards.events import CardsDoubted
from foodapp.cards.models import CardAccount, SavedCard
from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.gateways.vault import KeptCard
from foodapp.kit import clock, db, outbox
from foodapp.kit.outside_call import OutsideCall
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

log = structlog.get_logger(__name__)
NO_NEWS_FOR = timedelta(seconds=20)
UNTOLD = "no such customer"


@dataclass(frozen=True)
class Look:
    user_id: UUID
    gateway: str
    ref: str
    page_ref: str
    began_at: datetime


@dataclass(frozen=True)
class Seen:
    look: Look
    cards: list[KeptCard]
    page_open: bool


def doubted(session: Session, gateway: str, account_ref: str) -> str:
    """The gateway says that something about this customer's cards has changed."""
    account = session.exec(
        select(CardAccount).where(CardAccount.gateway == gateway, CardAccount.ref == account_ref)
    ).one_or_none()
    if account is None:
        return UNTOLD
    outbox.record(session, CardsDoubted(customer_id=account.user_id, gateway=gateway))
    return "cards to be looked up"


def look_up_now(customer: Customer) -> None:
    """The customer is back from the gateway's page: ask once, without waiting for its message.
    Opens its own transactions; an unreachable gateway changes nothing."""
    with db.transaction() as session:
        waiting = [
            _look(account)
            for account in session.exec(
                select(CardAccount).where(
                    CardAccount.user_id == customer.user_id,
                    col(CardAccount.page_ref).is_not(None),
                )
            )
        ]
    _look_at(waiting)


def look_up_open(limit: int = 100) -> None:
    """Ask about pages without news for a while. Opens its own transactions."""
    with db.transaction() as session:
        quiet = session.exec(
            select(CardAccount)
            .where(
                col(CardAccount.page_ref).is_not(None),
                col(CardAccount.looked_up_at) < clock.now() - NO_NEWS_FOR,
            )
            .order_by(col(CardAccount.looked_up_at))
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for account in quiet:
            account.looked_up_at = clock.now()
        waiting = [_look(account) for account in quiet]
    _look_at(waiting)


def _look_at(waiting: list[Look]) -> None:
    for look in waiting:
        try:
            seen = _see(look, "")
        except Unavailable:
            log.warning("cards.gateway_unavailable", waiting=len(waiting))
            return  # the next round tries again
        with db.transaction() as session:
            take_over(session, seen)


def _look(account: CardAccount) -> Look:
    return Look(
        account.user_id, account.gateway, account.ref or "", account.page_ref or "", clock.now()
    )


def _prepare(session: Session, event: CardsDoubted) -> Look | None:
    account = accounts.lock(session, event.customer_id, event.gateway)
    return _look(account) if account.ref else None


def _see(look: Look, _: str) -> Seen:
    vault = registry.vault(look.gateway)
    page_open = bool(look.page_ref) and vault.save_page_is_open(look.page_ref)
    return Seen(look, vault.cards_of(look.ref), page_open)


def _finish(session: Session, event: CardsDoubted, seen: Seen) -> None:
    take_over(session, seen)


LOOK_UP = OutsideCall(_prepare, _see, _finish)


def take_over(session: Session, seen: Seen) -> None:
    """Only what was known before this look began may be missing from it: looks can cross."""
    look = seen.look
    account = accounts.lock(session, look.user_id, look.gateway)
    account.looked_up_at = clock.now()
    if look.page_ref and account.page_ref == look.page_ref and not seen.page_open:
        account.page_ref = account.page_url = account.page_asked_at = None
        account.attempt += 1
    known = _known(session, account)
    for told in reversed(seen.cards):  # oldest first
        _write(session, account, known.get(told.ref), told)
    there = {told.ref for told in seen.cards}
    for card in known.values():
        if card.removed_at is None and card.ref not in there and card.saved_at < look.began_at:
            card.removed_at, card.is_default, card.forgotten_at = clock.now(), False, clock.now()
    session.flush()
    _one_of_each(session, account)
    wallet.see_to_default(session, account.user_id, account.gateway)
    announce(session, topics.wallet(account.user_id))


def _known(session: Session, account: CardAccount) -> dict[str, SavedCard]:
    rows = session.exec(
        select(SavedCard)
        .where(SavedCard.user_id == account.user_id, SavedCard.gateway == account.gateway)
        .execution_options(populate_existing=True)
    )
    return {card.ref: card for card in rows}


def _write(session: Session, account: CardAccount, card: SavedCard | None, told: KeptCard) -> None:
    """A bank may send a new card under the old name: its number and date change. What its owner
    has removed stays removed, whatever the gateway still says."""
    if card is None:
        card = SavedCard(
            user_id=account.user_id,
            gateway=account.gateway,
            ref=told.ref,
            brand=told.brand[:20],
            last_four=told.last_four,
            exp_month=told.exp_month,
            exp_year=told.exp_year,
        )
        session.add(card)
    elif card.removed_at is None:
        card.brand, card.last_four = told.brand[:20], told.last_four
        card.exp_month, card.exp_year = told.exp_month, told.exp_year


def _one_of_each(session: Session, account: CardAccount) -> None:
    """A card that was saved twice is kept once: the newer stays, and comes first if the older
    did."""
    seen: dict[tuple[str, str, int, int], SavedCard] = {}
    newest_first = sorted(
        wallet.kept(session, account.user_id, account.gateway),
        key=lambda card: card.saved_at,
        reverse=True,
    )
    for card in newest_first:
        newer = seen.setdefault(card.looks, card)
        if newer is card:
            continue
        was_default = card.is_default
        wallet.take_away(session, card)
        newer.is_default = newer.is_default or was_default
    session.flush()
