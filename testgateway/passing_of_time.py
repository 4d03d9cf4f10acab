"""What happens by itself when its time comes."""

from testgateway import intents, refunds, sessions
from testgateway.books import Books, kind_of
from testgateway.razorpay import orders as rzp_orders
from testgateway.razorpay import payments as rzp_payments
from testgateway.razorpay import refunds as rzp_refunds
from testgateway.razorpay import transfers as rzp_transfers

KEY_LIFE_S = 24 * 3600  # Stripe may forget an idempotency key after a day


def catch_up(books: Books) -> None:
    """Inside a transaction: let pages expire, banks take their hold back, refunds and
    transfers settle."""
    for obj in books.due():
        match kind_of(obj):
            case "checkout.session":
                sessions.expired(books, obj)
            case "payment_intent":
                intents.settle(books, obj)
            case "refund":
                refunds.settle(books, obj)
            case rzp_orders.PAYMENT:
                rzp_payments.settle(books, obj)
            case rzp_refunds.KIND:
                rzp_refunds.settle(books, obj)
            case rzp_transfers.KIND:
                rzp_transfers.settle(books, obj)
    books.connection.execute("delete from replies where made_at < ?", [books.now() - KEY_LIFE_S])
