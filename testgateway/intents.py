"""PaymentIntents and their charges: authorise, capture once (whole or in part), or cancel."""

from testgateway import amount_rules, cards, customers, payment_methods, transactions
from testgateway.books import Books, Obj
from testgateway.cards import Decline
from testgateway.config import gateway_settings
from testgateway.errors import Refused, invalid, missing
from testgateway.events import happened
from testgateway.params import Params

HOLD_S = 7 * 86400  # how long a bank keeps money aside for us
CANCELLABLE = (
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "requires_capture",
    "processing",
)
USAGES = ("on_session", "off_session")
REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")


def create(books: Books, params: Params) -> Obj:
    amount = params.amount("amount")
    if amount is None:
        raise invalid("Missing required param: amount.", "amount", "parameter_missing")
    currency = params.currency()
    intent = make(
        books,
        amount,
        currency,
        capture_method=params.one_of("capture_method", ("automatic", "manual"), "automatic"),
        metadata=params.metadata(),
        customer=customers.known(books, of) if (of := params.text("customer")) else None,
        description=params.text("description"),
        setup_future_usage=params.one_of("setup_future_usage", USAGES),
    )
    method, confirmed = params.text("payment_method"), params.true("confirm")
    intent["_return_url"] = _only_when_confirmed(params, confirmed=confirmed)
    params.ignore(
        "allowed_payment_method_types",
        "automatic_payment_methods",
        "payment_method_types",
        "transfer_group",
        "receipt_email",
        "statement_descriptor_suffix",
    )
    params.done()
    amount_rules.check(amount, currency, "amount")
    if method:
        intent |= _paid_with(books, method, intent["customer"])
        intent["status"] = "requires_confirmation"
        save(books, intent)
    return _attempt_by_call(books, intent) if confirmed else intent


def _only_when_confirmed(params: Params, *, confirmed: bool) -> str | None:
    """The return_url."""
    for name in ("return_url", "off_session"):
        if name in params and not confirmed:
            raise invalid(f"You can only pass `{name}` when `confirm` is set to true.", name)
    params.ignore("off_session")
    return params.text("return_url")


def _attempt_by_call(books: Books, intent: Obj) -> Obj:
    """A try through the API: a decline is marked, because the caller gets it as an error."""
    tried = attempt(books, intent)
    return tried | {"_just_declined": tried["last_payment_error"] is not None}


def make(
    books: Books,
    amount: int,
    currency: str,
    *,
    capture_method: str | None,
    metadata: dict[str, str],
    customer: str | None = None,
    description: str | None = None,
    setup_future_usage: str | None = None,
) -> Obj:
    intent: Obj = {
        "id": books.new_id("pi"),
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "amount_details": {"tip": {}},
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": capture_method,
        "client_secret": None,
        "confirmation_method": "automatic",
        "created": books.now(),
        "currency": currency,
        "customer": customer,
        "description": description,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": metadata,
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "setup_future_usage": setup_future_usage,
        "status": "requires_payment_method",
    }
    intent["client_secret"] = f"{intent['id']}_secret_{books.new_id('s')[2:]}"
    save(books, intent)
    happened(books, "payment_intent.created", intent)
    return intent


def save(books: Books, intent: Obj, *, due: int | None = None) -> Obj:
    return books.put(intent, due=due)


def retrieve(books: Books, intent_id: str) -> Obj:
    intent = books.find("payment_intent", intent_id)
    if intent is None:
        raise missing("payment_intent", intent_id, "intent")
    return intent


def confirm(books: Books, intent_id: str, params: Params) -> Obj:
    intent = retrieve(books, intent_id)
    method = params.text("payment_method")
    intent["_return_url"] = _only_when_confirmed(params, confirmed=True)
    params.done()
    _expect(intent, ("requires_payment_method", "requires_confirmation"), "confirm")
    if method:
        intent |= _paid_with(books, method, intent["customer"])
    if not intent.get("_number"):
        raise Refused(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            code="payment_intent_unexpected_state",
        )
    return _attempt_by_call(books, intent)


def attempt(books: Books, intent: Obj, *, authenticated: bool = False) -> Obj:
    """Ask the bank. The outcome is in the intent: requires_capture, succeeded, requires_action
    (3-D Secure), or requires_payment_method with last_payment_error."""
    behaviour = cards.behaviour(intent["_number"])
    intent |= {"last_payment_error": None, "next_action": None}
    is_known = intent.get("_kept") and not behaviour.asks_always
    if behaviour.asks_customer and not authenticated and not is_known:
        intent |= {"status": "requires_action", "next_action": _asking(intent)}
        happened(books, "payment_intent.requires_action", save(books, intent))
        return intent
    if behaviour.is_slow:
        intent["status"] = "processing"
        due = books.now() + cards.ANSWERS_AFTER_S
        happened(books, "payment_intent.processing", save(books, intent, due=due))
        return intent
    return _answered(books, intent)


def _asking(intent: Obj) -> Obj:
    """Where the bank asks; without an address to return to, only Stripe's script can."""
    back = intent.get("_return_url")
    if not back and not intent.get("_session"):
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    url = f"{gateway_settings().page_base}/authenticate/{intent['id']}"
    return {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": back}}


def _answered(books: Books, intent: Obj) -> Obj:
    no = cards.behaviour(intent["_number"]).decline
    return declined(books, intent, no) if no else _held(books, intent)


def settle(books: Books, intent: Obj) -> None:
    """Its time has come: the bank answers at last, or takes its hold back."""
    if intent["status"] == "processing":
        _answered(books, intent)
    else:
        cancelled(books, intent, "automatic")


def declined(books: Books, intent: Obj, why: Decline) -> Obj:
    charge = _charge(books, intent, status="failed", why=why)
    intent |= {
        "status": "requires_payment_method",
        "next_action": None,
        "payment_method": None,
        "latest_charge": charge["id"],
        "last_payment_error": {
            "type": "card_error",
            "code": why.code,
            "decline_code": why.decline_code,
            "message": why.message,
            "charge": charge["id"],
        },
    }
    happened(books, "charge.failed", charge)
    happened(books, "payment_intent.payment_failed", save(books, intent))
    return intent


def _held(books: Books, intent: Obj) -> Obj:
    charge = _charge(books, intent, status="succeeded")
    manual = intent["capture_method"] == "manual"
    intent |= {
        "latest_charge": charge["id"],
        "payment_method": intent["payment_method"] or books.new_id("pm"),
        "status": "requires_capture",
        "amount_capturable": intent["amount"],
    }
    happened(books, "charge.succeeded", charge)
    _keep_card(books, intent)
    if not manual:
        return _captured(books, intent, charge, intent["amount"])
    happened(
        books,
        "payment_intent.amount_capturable_updated",
        save(books, intent, due=books.now() + HOLD_S),
    )
    return intent


def _keep_card(books: Books, intent: Obj) -> None:
    """Stripe attaches the card once the intent is confirmed and the customer has been asked."""
    if intent["setup_future_usage"] and intent["customer"]:
        method = books.find(payment_methods.KIND, intent["payment_method"])
        if method is not None:
            payment_methods.keep(books, method, intent["customer"])


def capture(books: Books, intent_id: str, params: Params) -> Obj:
    """Take the money, once; what is not taken is released."""
    intent = retrieve(books, intent_id)
    amount = params.amount("amount_to_capture")
    params.ignore("metadata", "statement_descriptor_suffix")
    params.done()
    _expect(intent, ("requires_capture",), "capture")
    if amount is not None and amount > intent["amount_capturable"]:
        raise Refused(
            f"The amount to capture ({amount}) is greater than the capturable amount"
            f" ({intent['amount_capturable']}).",
            code="amount_too_large",
            param="amount_to_capture",
        )
    if amount is not None:
        amount_rules.check(amount, intent["currency"], "amount_to_capture")
    charge = books.children("charge", intent_id)[-1]
    return _captured(books, intent, charge, amount or intent["amount_capturable"])


def _captured(books: Books, intent: Obj, charge: Obj, amount: int) -> Obj:
    charge |= {
        "captured": True,
        "amount_captured": amount,
        "balance_transaction": transactions.enter(books, "charge", charge, amount),
    }
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
    if intent["capture_method"] == "manual":
        happened(books, "charge.captured", charge)
    books.put(charge)
    if session := books.find("checkout.session", intent.get("_session", "")):
        books.put(session | {"payment_status": "paid"})
    happened(books, "payment_intent.succeeded", save(books, intent))
    return intent


def cancel(books: Books, intent_id: str, params: Params) -> Obj:
    intent = retrieve(books, intent_id)
    reason = params.one_of("cancellation_reason", REASONS)
    params.done()
    _expect(intent, CANCELLABLE, "cancel")
    return cancelled(books, intent, reason)


def cancelled(books: Books, intent: Obj, reason: str | None) -> Obj:
    intent |= {
        "status": "canceled",
        "canceled_at": books.now(),
        "cancellation_reason": reason,
        "amount_capturable": 0,
        "next_action": None,
    }
    happened(books, "payment_intent.canceled", save(books, intent))
    return intent


def _expect(intent: Obj, statuses: tuple[str, ...], verb: str) -> None:
    if intent["status"] in statuses:
        return
    raise Refused(
        f"This PaymentIntent could not be {verb}ed because it has a status of"
        f" {intent['status']}. Only a PaymentIntent with one of the following statuses may be"
        f" {verb}ed: {', '.join(statuses)}.",
        code="payment_intent_unexpected_state",
        more={"payment_intent": {k: v for k, v in intent.items() if not k.startswith("_")}},
    )


def _paid_with(books: Books, method: str, customer: str | None) -> Obj:
    """One of Stripe's ready-made cards, or one that this customer keeps with us."""
    if number := cards.READY_MADE.get(method):
        return {"payment_method": method, "_number": number, "_kept": False}
    known = payment_methods.usable(books, method, customer)
    is_kept = known["customer"] is not None
    return {"payment_method": method, "_number": known["_number"], "_kept": is_kept}


def _charge(books: Books, intent: Obj, *, status: str, why: Decline | None = None) -> Obj:
    charge: Obj = {
        "id": books.new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "captured": False,
        "created": books.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "disputed": False,
        "failure_code": why and why.code,
        "failure_message": why and why.message,
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": {
            "network_status": "declined_by_network" if why else "approved_by_network",
            "reason": why and why.decline_code,
            "type": "issuer_declined" if why else "authorized",
        },
        "paid": why is None,
        "payment_intent": intent["id"],
        "payment_method_details": cards.details(intent["_number"]),
        "refunded": False,
        "status": status,
        "_number": intent["_number"],
    }
    return books.put(charge, parent=intent["id"])
