"""What Razorpay tells: the event's name, and the objects it is about."""

from foodapp.gateways.razorpay.settings import RazorpaySettings
from foodapp.kit.settings import declared
from testgateway import events
from testgateway.books import Books, Obj, shown

EVENT = "rzp.event"


def happened(books: Books, kind: str, **about: Obj) -> Obj:
    """about: payment=..., refund=..., order=..., dispute=..."""
    event: Obj = {
        "_kind": EVENT,
        "id": books.new_id("evt", 14),
        "type": kind,
        "body": {
            "entity": "event",
            "account_id": declared(RazorpaySettings).razorpay_account_id,
            "event": kind,
            "contains": list(about),
            "payload": {name: {"entity": shown(obj)} for name, obj in about.items()},
            "created_at": books.now(),
        },
    }
    books.put(event, parent=next(iter(about.values()))["id"])
    events.queue(books, event)
    return event
