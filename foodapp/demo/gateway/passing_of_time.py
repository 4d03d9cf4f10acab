"""What happens by itself when its time comes."""

from foodapp.demo.gateway import intents, refunds, sessions
from foodapp.demo.gateway.books import Books

KEY_LIFE_S = 24 * 3600  # Stripe may forget an idempotency key after a day


def catch_up(books: Books) -> None:
    """Inside a transaction: let pages expire, banks take their hold back, refunds settle."""
    for obj in books.due():
        match obj["object"]:
            case "checkout.session":
                sessions.expired(books, obj)
            case "payment_intent":
                intents.cancelled(books, obj, "automatic")
            case "refund":
                refunds.settle(books, obj)
    books.connection.execute("delete from replies where made_at < ?", [books.now() - KEY_LIFE_S])
