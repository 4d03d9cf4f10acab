"""Pages in setup mode, on which a customer saves a card
(docs.stripe.com/payments/checkout/save-and-reuse)."""

from testgateway import cards, customers, payment_methods, sessions, setup_intents
from testgateway.books import Books, Obj
from testgateway.cards import Decline
from testgateway.config import gateway_settings
from testgateway.errors import invalid
from testgateway.events import happened
from testgateway.params import Params


def open_page(books: Books, params: Params) -> Obj:
    """A Checkout Session in mode=setup."""
    if "line_items" in params or "payment_intent_data" in params:
        raise invalid("You can not pass line_items or payment_intent_data in setup mode.", "mode")
    customer = customers.known(books, of) if (of := params.text("customer")) else None
    currency = params.currency() if "currency" in params else None
    types = params.within("allowed_payment_method_types").values()
    if types not in ([], ["card"]):
        raise invalid("Only cards can be saved here.", "allowed_payment_method_types")
    if not types and not currency:
        raise invalid("Missing required param: currency.", "currency", "parameter_missing")
    data = params.within("setup_intent_data")
    intent = setup_intents.make(books, customer, data.metadata(), data.text("description"))
    data.done()
    return _page(books, params, intent, currency)


def _page(books: Books, params: Params, intent: Obj, currency: str | None) -> Obj:
    session_id = books.new_id("cs_test", 58)
    session: Obj = {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": None,
        "amount_total": None,
        "cancel_url": params.text("cancel_url"),
        "client_reference_id": params.text("client_reference_id", longest=200),
        "created": books.now(),
        "currency": currency,
        "customer": intent["customer"],
        "customer_details": None,
        "customer_email": None,
        "expires_at": sessions.expiry(books, params),
        "livemode": False,
        "metadata": params.metadata(),
        "mode": "setup",
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "no_payment_required",
        "setup_intent": intent["id"],
        "status": "open",
        "success_url": params.needed("success_url"),
        "ui_mode": "hosted_page",
        "url": f"{gateway_settings().page_base}/pay/{session_id}",
        "_lines": [],
    }
    params.ignore("locale", "ui_mode")
    params.done()
    books.put(intent | {"_session": session_id})
    return sessions.save(books, session)


def save_card(books: Books, session: Obj, number: str, expiry: tuple[int, int], name: str) -> Obj:
    """One try with one card; returns the SetupIntent."""
    intent = setup_intents.retrieve(books, session["setup_intent"])
    intent |= {"last_setup_error": None, "next_action": None}
    intent |= {"_number": number, "_expiry": list(expiry), "_name": name or None}
    if not cards.behaviour(number).asks_customer:
        return _answered(books, session, intent)
    url = f"{gateway_settings().page_base}/authenticate/{intent['id']}"
    action = {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": None}}
    intent |= {"status": "requires_action", "next_action": action}
    happened(books, "setup_intent.requires_action", books.put(intent))
    return intent


def authenticated(books: Books, session: Obj, intent: Obj, *, passed: bool) -> Obj:
    intent["next_action"] = None
    if passed:
        return _answered(books, session, intent)
    return _failed(books, intent, cards.NOT_AUTHENTICATED)


def _answered(books: Books, session: Obj, intent: Obj) -> Obj:
    if no := cards.behaviour(intent["_number"]).refuses_to_be_kept:
        return _failed(books, intent, no)
    month, year = intent["_expiry"]
    method = payment_methods.make(
        books, intent["_number"], expiry=(month, year), name=intent["_name"]
    )
    intent |= {"status": "succeeded", "payment_method": method["id"]}
    session |= {"status": "complete", "url": None}
    if intent["customer"]:
        payment_methods.keep(books, method, intent["customer"])
    happened(books, "setup_intent.succeeded", books.put(intent))
    happened(books, "checkout.session.completed", sessions.save(books, session))
    return intent


def _failed(books: Books, intent: Obj, why: Decline) -> Obj:
    error = {
        "type": "card_error",
        "code": why.code,
        "decline_code": why.decline_code,
        "message": why.message,
    }
    intent |= {"status": "requires_payment_method", "last_setup_error": error}
    happened(books, "setup_intent.setup_failed", books.put(intent))
    return intent
