"""A gift card whose code goes by e-mail to the one it is for, on a day that its buyer chose. What
is written to them stands here until then; the code stands nowhere."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from foodapp.accounts import audit, people
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, outbox, when, wording
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import Words, t
from foodapp.payments.events import GiftCardCameBack, GiftCardDue
from foodapp.payments.giftcards import voiding
from foodapp.payments.giftcards.models import (
    GiftCard,
    GiftCardStatus,
    GiftPresent,
    IllegalCardMove,
)
from foodapp.payments.models import Payment

COMES_AT = time(9)  # by the town's clock, on a day that is still to come
AHEAD_DAYS = 365
MOST_NAME, MOST_MESSAGE = 40, 300
# Who has the platform write to strangers in its name leads them nowhere: not even where a mail
# program would make a link of it.
ENDS = "com|net|org|info|biz|io|ru|cn|de|fr|ch|li|uk|eu|app|shop|xyz|top|site|online|link|click"
LINK = re.compile(rf"://|\bwww\.|\w\.[a-z]{{2,}}/|\b[\w-]+\.(?:{ENDS})\b", re.IGNORECASE)


class NoSuchDay(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("Please choose the day on which it shall arrive."))


@dataclass(frozen=True)
class Present:
    """Checked. day: today, and it goes as soon as it is paid; or another one, in the morning."""

    email: str
    name: str
    giver: str
    message: str
    day: date


def checked(*, email: str, name: str, giver: str, message: str, day: str) -> Present:
    """As it was typed; day: ISO 8601 by the town's calendar, empty: today. Each fault is one
    sentence."""
    return Present(
        name=_line(name, t("The name of who it is for")),
        email=people.email(email),
        giver=_line(giver, t("Your name")),
        message=_without_links(
            wording.paragraph(message, t("The message"), most=MOST_MESSAGE), t("The message")
        ),
        day=_coming(day),
    )


def first_day() -> date:
    """Today, by the town's calendar."""
    return clock.now().astimezone(when.town()).date()


def last_day() -> date:
    return first_day() + timedelta(days=AHEAD_DAYS)


def put_by(session: Session, card_id: UUID, present: Present) -> GiftPresent:
    """Written when the purchase begins: it goes nowhere before that is paid."""
    row = GiftPresent(
        card_id=card_id,
        email=present.email,
        name=present.name,
        giver=present.giver,
        message=present.message,
        goes_at=_moment(present.day),
    )
    session.add(row)
    return row


def send_due(session: Session, limit: int = 50) -> int:
    """Those whose day has come and whose card can be redeemed: once each, by any number of
    workers. While its payment is in doubt a card waits."""
    doubted = exists().where(
        col(Payment.purchase_id) == GiftPresent.card_id,
        col(Payment.status).in_(voiding.IN_DOUBT),
    )
    rows = session.exec(
        select(GiftPresent)
        .join(GiftCard, col(GiftCard.id) == GiftPresent.card_id)
        .where(
            col(GiftPresent.sent_at).is_(None),
            GiftPresent.email != "",
            GiftPresent.goes_at <= clock.now(),
            GiftCard.status == GiftCardStatus.ACTIVE,
            ~doubted,
        )
        .order_by(col(GiftPresent.goes_at))
        .limit(limit)
        .with_for_update(of=GiftPresent, skip_locked=True)
    ).all()
    for row in rows:
        _send(session, row)
    return len(rows)


def send_again(
    session: Session, admin: Admin, card_id: UUID, *, email: str | None = None
) -> GiftPresent:
    """Now, to the same address or to another one: whoever reads it there has the money."""
    require(admin, Permission.REFUND)
    recently_proven(admin)
    card, row = _held(session, card_id)
    if email is not None:
        row.email = people.email(email)
    _send(session, row)
    action = "gift_card_sent_again" if email is None else "gift_card_readdressed"
    audit.note(session, admin, action, "gift_card", card.id, card.name)
    return row


def came_back(session: Session, card_id: UUID, *, times: int) -> None:
    """The mail with its code reached nobody; of one that was sent anew since, that is no news."""
    row = session.get(GiftPresent, card_id, with_for_update=True, populate_existing=True)
    if row is None or row.times != times or row.came_back_at is not None:
        return
    row.came_back_at = clock.now()
    card = session.get_one(GiftCard, card_id)
    if card.bought_by is not None and card.status is GiftCardStatus.ACTIVE:
        news = GiftCardCameBack(card_id=card_id, customer_id=card.bought_by, times=times)
        outbox.record(session, news)


def _send(session: Session, row: GiftPresent) -> None:
    row.sent_at, row.came_back_at = clock.now(), None
    row.times += 1
    outbox.record(session, GiftCardDue(card_id=row.card_id, times=row.times))


def _held(session: Session, card_id: UUID) -> tuple[GiftCard, GiftPresent]:
    """A card that can be redeemed, and to whom it goes."""
    card = session.get(GiftCard, card_id, with_for_update=True, populate_existing=True)
    row = session.get(GiftPresent, card_id, with_for_update=True, populate_existing=True)
    if card is None or row is None:
        raise NotFound("gift card")
    if card.status is not GiftCardStatus.ACTIVE:
        raise IllegalCardMove(card.status)
    voiding.refuse_in_doubt(session, card)
    return card, row


def _line(typed: str, what: Words) -> str:
    return _without_links(wording.line(typed, what, most=MOST_NAME, needed=True), what)


def _without_links(tidy: str, what: Words) -> str:
    if LINK.search(tidy):
        raise DomainError(t("{what} cannot hold a web address.", what=what))
    return tidy


def _coming(typed: str) -> date:
    chosen = _day(typed) if typed.strip() else first_day()
    if chosen < first_day():
        raise DomainError(t("That day has passed. Please choose today or a later one."))
    if chosen > last_day():
        last = when.Day(last_day(), "d MMM y")
        raise DomainError(t("Please choose a day until {last}.", last=last))
    return chosen


def _moment(day: date) -> datetime:
    if day <= first_day():
        return clock.now()
    return datetime.combine(day, COMES_AT, when.town()).astimezone(UTC)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as wrong:
        raise NoSuchDay from wrong
