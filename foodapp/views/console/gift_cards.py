"""Gift cards as the console lists them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.words import say, t
from foodapp.payments.giftcards import issuing
from foodapp.payments.giftcards.codes import bare
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus, GiftPresent
from foodapp.views import gifts

PAGE = 50
LOOKS = {
    GiftCardStatus.ACTIVE: ("Not redeemed", "accent"),
    GiftCardStatus.REDEEMED: ("Redeemed", "done"),
    GiftCardStatus.BLOCKED: ("Blocked", "quiet"),
}


class GiftCardFilter(StrEnum):
    ALL = "all"
    ACTIVE = "active"
    REDEEMED = "redeemed"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class GiftCardRow:
    id: str
    name: str  # its last characters
    amount: str
    words: str
    look: str
    at: str
    by: str
    reason: str
    ended: str  # "6 May by Cy", or why else; empty while it can be redeemed
    can_block: bool
    gift: str = ""  # to whom its code goes by e-mail, and how far that is
    can_send: bool = False


@dataclass(frozen=True)
class GiftCardPage:
    rows: list[GiftCardRow]
    next_after: str  # empty: nothing follows
    currencies: list[str]  # in which one can be given away
    worth: str  # what a card can be worth


def gift_cards(
    session: ReadSession,
    admin: Admin,
    *,
    which: GiftCardFilter = GiftCardFilter.ALL,
    search: str = "",
    after: UUID | None = None,
) -> GiftCardPage:
    """Newest first. search: the last characters of a code, or all of it."""
    require(admin, Permission.SEE)
    keys = (col(GiftCard.issued_at), col(GiftCard.id))
    issuer, ender = aliased(User), aliased(User)
    found: Any = (
        select(GiftCard, issuer.name, ender.name, GiftPresent)
        .join(
            issuer,
            (issuer.id == GiftCard.issued_by) | (issuer.id == GiftCard.bought_by),  # type: ignore[arg-type]
        )
        .join(
            ender,
            (ender.id == GiftCard.redeemed_by) | (ender.id == GiftCard.blocked_by),  # type: ignore[arg-type]
            isouter=True,
        )
        .outerjoin(GiftPresent, col(GiftPresent.card_id) == GiftCard.id)
        .order_by(*(key.desc() for key in keys))
        .limit(PAGE + 1)
    )
    if which is not GiftCardFilter.ALL:
        found = found.where(GiftCard.status == which.value)
    if search:
        found = found.where(col(GiftCard.last_four).endswith(_last(search), autoescape=True))
    if after is not None:
        found = found.where(behind(session, keys, GiftCard.id == after, descending=True))
    rows = [_row(admin, *one) for one in session.exec(found)]
    currencies = issuing.currencies(session)
    return GiftCardPage(
        rows=rows[:PAGE],
        next_after=rows[PAGE - 1].id if len(rows) > PAGE else "",
        currencies=currencies,
        worth=issuing.range_shown(currencies),
    )


def _last(typed: str) -> str:
    """Whoever pastes a whole code looks for its end."""
    return (bare(typed) or typed.strip().upper())[-4:]


def _row(
    admin: Admin, card: GiftCard, issuer: str, ender: str | None, present: GiftPresent | None
) -> GiftCardRow:
    zone, now = when.town(), clock.now()
    is_open = card.status is GiftCardStatus.ACTIVE
    words, look = LOOKS[card.status]
    return GiftCardRow(
        id=str(card.id),
        name=card.name,
        amount=shown(card.amount_minor, card.currency),
        words=words,
        look=look,
        at=when.shown(card.issued_at, zone, now),
        by=issuer,
        reason=card.reason or "Bought",
        ended=_ended(card, ender, zone, now),
        can_block=is_open and admin.may(Permission.REFUND),
        gift=say(gifts.words(present, is_open=is_open)) if present else "",
        can_send=present is not None and is_open and admin.may(Permission.REFUND),
    )


def _ended(card: GiftCard, ender: str | None, zone: ZoneInfo, now: datetime) -> str:
    at = card.redeemed_at or card.blocked_at
    if at is None:
        return ""
    moment = when.Moment(at, zone, now)
    if ender:
        return say(t("{at} by {person}", at=moment, person=ender))
    return say(t("{at} as its payment was taken back", at=moment))
