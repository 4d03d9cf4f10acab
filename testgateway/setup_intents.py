"""SetupIntents: a card that is saved without a payment (docs.stripe.com/api/setup_intents)."""

from testgateway.books import Books, Obj
from testgateway.errors import missing
from testgateway.events import happened

KIND = "setup_intent"


def make(
    books: Books, customer: str | None, metadata: dict[str, str], description: str | None
) -> Obj:
    intent: Obj = {
        "id": books.new_id("seti"),
        "object": KIND,
        "cancellation_reason": None,
        "client_secret": None,
        "created": books.now(),
        "customer": customer,
        "description": description,
        "last_setup_error": None,
        "livemode": False,
        "metadata": metadata,
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
        "usage": "off_session",
    }
    happened(books, "setup_intent.created", books.put(intent))
    return intent


def retrieve(books: Books, intent_id: str) -> Obj:
    intent = books.find(KIND, intent_id)
    if intent is None:
        raise missing("setup_intent", intent_id, "intent")
    return intent


def given_up(books: Books, intent_id: str) -> None:
    """Its page is over."""
    intent = retrieve(books, intent_id)
    if intent["status"] != "succeeded":
        intent |= {"status": "canceled", "next_action": None, "cancellation_reason": "abandoned"}
        happened(books, "setup_intent.canceled", books.put(intent))
