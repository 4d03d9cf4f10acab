"""Checkout Sessions: a page of ours on which the customer pays one order."""

from testgateway import amount_rules, customers, intents, payment_methods, setup_intents
from testgateway.books import Books, Obj
from testgateway.config import gateway_settings
from testgateway.errors import Refused, invalid, missing
from testgateway.events import happened
from testgateway.params import Params

SHORTEST_S, LONGEST_S = 30 * 60, 24 * 3600


def create(books: Books, params: Params) -> Obj:
    """A page in mode=payment; setups.open_page makes the others."""
    lines = [_line(books, line) for line in params.each("line_items")]
    if not lines:
        raise invalid("Missing required param: line_items.", "line_items", "parameter_missing")
    currencies = {line["currency"] for line in lines}
    total = sum(line["amount_total"] for line in lines)
    currency, *others = currencies
    if others or total < 1:
        raise invalid("All line items need one currency and a sum above zero.", "line_items")

    amount_rules.check(total, currency, "line_items[0][price_data][unit_amount]")
    money = params.within("payment_intent_data")
    session_id = books.new_id("cs_test", 58)
    session: Obj = {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "cancel_url": params.text("cancel_url"),
        "client_reference_id": params.text("client_reference_id", longest=200),
        "created": books.now(),
        "currency": currency,
        "customer": customers.known(books, of) if (of := params.text("customer")) else None,
        "customer_details": None,
        "customer_email": params.text("customer_email"),
        "expires_at": expiry(books, params),
        "livemode": False,
        "metadata": params.metadata(),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "setup_intent": None,
        "status": "open",
        "success_url": params.needed("success_url"),
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{gateway_settings().page_base}/pay/{session_id}",
        "_lines": lines,
        "_capture_method": money.one_of("capture_method", ("automatic", "manual"), "automatic"),
        "_metadata": money.metadata(),
        "_description": money.text("description"),
        "_setup_future_usage": money.one_of("setup_future_usage", intents.USAGES),
    }
    money.ignore("statement_descriptor_suffix", "transfer_group")
    money.done()
    params.ignore(
        "locale",
        "payment_method_types",
        "allowed_payment_method_types",
        "submit_type",
        "billing_address_collection",
        "customer_creation",
        "ui_mode",
    )
    params.done()
    return save(books, session)


def _line(books: Books, line: Params) -> Obj:
    price = line.within("price_data")
    quantity = line.integer("quantity") or 1
    unit = price.integer("unit_amount")
    if unit is None or unit < 0 or not 1 <= quantity <= 999_999:
        raise invalid("A line item needs a quantity and a unit_amount.", "line_items")
    product = price.within("product_data")
    made: Obj = {
        "id": books.new_id("li"),
        "object": "item",
        "amount_subtotal": unit * quantity,
        "amount_total": unit * quantity,
        "currency": price.currency(),
        "description": product.needed("name"),
        "quantity": quantity,
    }
    product.ignore("description", "images", "metadata")
    for part in (product, price, line):
        part.done()
    return made


def expiry(books: Books, params: Params) -> int:
    now = books.now()
    expires_at = params.integer("expires_at")
    if expires_at is None:
        return now + LONGEST_S
    # A few seconds of grace: the two clocks are not one.
    if not SHORTEST_S - 10 <= expires_at - now <= LONGEST_S + 10:
        raise invalid(
            "The `expires_at` timestamp must be 30 minutes to 24 hours from Checkout Session"
            " creation.",
            "expires_at",
        )
    return expires_at


def save(books: Books, session: Obj) -> Obj:
    return books.put(session, due=session["expires_at"] if session["status"] == "open" else None)


def retrieve(books: Books, session_id: str) -> Obj:
    session = books.find("checkout.session", session_id)
    if session is None:
        raise missing("checkout.session", session_id, "session")
    return session


def expire(books: Books, session_id: str) -> Obj:
    session = retrieve(books, session_id)
    if session["status"] != "open":
        raise Refused(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {session['status']}.",
        )
    return expired(books, session)


def expired(books: Books, session: Obj) -> Obj:
    session |= {"status": "expired", "url": None}
    happened(books, "checkout.session.expired", save(books, session))
    if session["payment_intent"]:
        intent = intents.retrieve(books, session["payment_intent"])
        if intent["status"] in intents.CANCELLABLE:
            intents.cancelled(books, intent, "automatic")
    elif session["setup_intent"]:
        setup_intents.given_up(books, session["setup_intent"])
    return session


def pay(
    books: Books,
    session: Obj,
    number: str,
    name: str,
    email: str,
    expiry: tuple[int, int] = (12, 2034),
) -> Obj:
    """One try with one card; returns the intent. Stripe makes the intent with the first try and
    keeps it for the next ones."""
    if session["payment_intent"]:
        intent = intents.retrieve(books, session["payment_intent"])
    else:
        intent = intents.make(
            books,
            session["amount_total"],
            session["currency"],
            capture_method=session["_capture_method"],
            metadata=session["_metadata"],
            customer=session["customer"],
            description=session["_description"],
            setup_future_usage=session["_setup_future_usage"],
        )
        session["payment_intent"] = intent["id"]
    session["customer_details"] = {"name": name or None, "email": email or None}
    intent |= {"_number": number, "_session": session["id"], "_kept": False}
    if session["_setup_future_usage"]:
        method = payment_methods.make(books, number, expiry=expiry, name=name or None)
        intent["payment_method"] = method["id"]
    save(books, session)
    return finish(books, session, intents.attempt(books, intent))


def finish(books: Books, session: Obj, intent: Obj) -> Obj:
    """Complete the session if the bank said yes."""
    if intent["status"] in ("requires_capture", "succeeded", "processing"):
        session |= {
            "status": "complete",
            "url": None,
            # Stripe: "paid" when the funds are in our account, so not while they are only held.
            "payment_status": "paid" if intent["status"] == "succeeded" else "unpaid",
        }
        happened(books, "checkout.session.completed", save(books, session))
    return intent
