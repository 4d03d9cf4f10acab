"""What follows when a gift card was paid, when its day comes, and when its mail comes back."""

from sqlmodel import Session

from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.kit.words import Value
from foodapp.notifications import bouncing, gifts, receipts, recipients, telling
from foodapp.notifications.recipients import Recipient
from foodapp.payments.events import GiftCardBought, GiftCardCameBack, GiftCardDue
from foodapp.payments.giftcards.models import GiftCard, GiftPresent

MINE, REDEEM = "/gift-cards", "/credit"


def bought(session: Session, event: GiftCardBought) -> None:
    """A bought card has its purchase's id. Its code goes to the buyer, or to whom it is for."""
    row = session.get(GiftPresent, event.card_id)
    kind = "gift_card_for_somebody" if row else "gift_card_bought"
    more = _of_present(row) if row else {}
    to = recipients.customer(event.customer_id)
    facts = _facts(session.get_one(GiftCard, event.card_id)) | more
    telling.tell(session, kind, to, key=f"gift_card:{event.card_id}", link=MINE, facts=facts)


def due(session: Session, event: GiftCardDue) -> None:
    """The first time a dead mailbox is one; whoever has it sent again knows that it lives."""
    row = session.get_one(GiftPresent, event.card_id)
    if not row.email or row.times != event.times:
        return
    if event.times > 1:
        bouncing.try_address_again(session, row.email)
    facts = _facts(session.get_one(GiftCard, row.card_id)) | _of_present(row)
    facts |= {"giver": row.giver, "times": row.times}
    told = telling.tell(
        session,
        "gift_card_given",
        recipients.stranger(row.email, row.name),
        key=f"gift_card:{row.card_id}:{row.times}",
        link=REDEEM,
        facts=facts,
    )
    if told is not None and receipts.reached_nobody(session, told.id):
        gifts.came_back(session, facts)


def came_back(session: Session, event: GiftCardCameBack) -> None:
    row = session.get_one(GiftPresent, event.card_id)
    telling.tell(
        session,
        "gift_card_came_back",
        Recipient("customer", event.customer_id),
        key=f"gift_card:{row.card_id}:{event.times}",
        link=MINE,
        facts=_facts(session.get_one(GiftCard, row.card_id)) | _of_present(row),
    )


def _facts(card: GiftCard) -> dict[str, Value]:
    amount = Money(card.amount_minor, card.currency)
    return {"card_id": str(card.id), "purchase_id": str(card.id), "amount": amount}


def _of_present(row: GiftPresent) -> dict[str, Value]:
    return {"name": row.name, "email": row.email, "at": Moment(row.goes_at)}
