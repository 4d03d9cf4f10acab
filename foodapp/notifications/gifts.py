"""What mails about gift cards are made of when they are sent."""

from uuid import UUID

from sqlmodel import Session

from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.notifications.document import Document, Row
from foodapp.notifications.kind import Completed, Facts
from foodapp.payments.giftcards import codes, presents, voiding
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus, GiftPresent


def code(session: Session, facts: Facts) -> Completed | None:
    """It stands nowhere: it is worked out again. None: redeemed, blocked or doubted meanwhile."""
    card = _good(session, facts)
    return None if card is None else Completed(facts={"code": _code_of(card)})


def present(session: Session, facts: Facts) -> Completed | None:
    """What its buyer wrote; None, too, where it goes to another address by now."""
    row = session.get(GiftPresent, UUID(str(facts["card_id"])))
    is_meant = row is not None and row.times == facts["times"] and row.email != ""
    if row is None or not is_meant or _good(session, facts) is None:
        return None
    return Completed(facts={"message": row.message, "brand": settings().brand_name})


def present_worded(facts: Facts) -> Facts:
    """The message stands between the sentences, where there is one."""
    message = str(facts.get("message") or "")
    return {"written": t("“{message}”", message=message) if message else ""}


def paper(session: ReadSession, facts: Facts) -> Document | None:
    """Its code, to be found at a glance."""
    card = _good(session, facts)
    if card is None:
        return None
    worth = Row(say(t("Worth")), amount=shown(card.amount_minor, card.currency))
    return Document(total=Row(say(t("Code")), amount=_code_of(card)), rows=(worth,))


def paid(session: ReadSession, facts: Facts) -> Document | None:
    """The receipt of whoever bought it."""
    card = session.get(GiftCard, UUID(str(facts["card_id"])))
    if card is None:
        return None
    amount = shown(card.amount_minor, card.currency)
    what = Row(say(t("Gift card for {name}", name=str(facts["name"]))), amount=amount)
    return Document(total=Row(say(t("Paid by card")), amount=amount), rows=(what,))


def goes(facts: Facts) -> Facts:
    """The day on which its code goes out, by the town's calendar."""
    at = facts["at"]
    day = at.at.astimezone(when.town()).date() if isinstance(at, when.Moment) else None
    return {"day": when.Day(day, "EEE d MMM y") if day else ""}


def came_back(session: Session, facts: Facts) -> None:
    presents.came_back(session, UUID(str(facts["card_id"])), times=int(str(facts["times"])))


def _good(session: ReadSession, facts: Facts) -> GiftCard | None:
    card = session.get(GiftCard, UUID(str(facts["card_id"])))
    is_good = card is not None and card.status is GiftCardStatus.ACTIVE
    return card if card is not None and is_good and not voiding.is_in_doubt(session, card) else None


def _code_of(card: GiftCard) -> str:
    """A bought card has its purchase's id."""
    return codes.of_bought(card.id, card.code_hash)
