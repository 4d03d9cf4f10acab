"""Refunds: whole or in part, never above what was captured; some fail after they "succeeded"."""

from testgateway import amount_rules, cards, disputes, transactions
from testgateway.books import Books, Obj
from testgateway.errors import Refused, invalid, missing
from testgateway.events import happened
from testgateway.params import Params

LATER_S = 600  # when a slow refund settles, by the gateway's clock
REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def create(books: Books, params: Params) -> Obj:
    charge = _charge_of(books, params.text("charge"), params.text("payment_intent"))
    wanted = params.amount("amount")
    reason, metadata = params.one_of("reason", REASONS), params.metadata()
    params.ignore("reverse_transfer", "refund_application_fee")
    params.done()

    disputes.refuse_refund(books, charge)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        raise Refused(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = left if wanted is None else wanted
    if amount > left:
        raise Refused(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )
    amount_rules.check(amount, charge["currency"], "amount", is_charge=False)
    return _made(books, charge, amount, reason, metadata)


def _charge_of(books: Books, charge_id: str | None, intent_id: str | None) -> Obj:
    if charge_id:
        charge = books.find("charge", charge_id)
        if charge is None:
            raise missing("charge", charge_id, "charge")
    elif intent_id:
        if books.find("payment_intent", intent_id) is None:
            raise missing("payment_intent", intent_id, "payment_intent")
        charge = next(iter(reversed(books.children("charge", intent_id))), None)
    else:
        raise invalid(
            "One of the following params should be provided for this request:"
            " payment_intent or charge.",
            "payment_intent",
            "parameter_missing",
        )
    if charge is None or not charge["captured"]:
        raise Refused(
            f"This PaymentIntent ({intent_id or charge_id}) does not have a successful charge to"
            " refund.",
        )
    return charge


def _made(
    books: Books, charge: Obj, amount: int, reason: str | None, metadata: dict[str, str]
) -> Obj:
    settles = cards.behaviour(charge["_number"]).refund
    refund: Obj = {
        "id": books.new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": books.now(),
        "currency": charge["currency"],
        "destination_details": {"type": "card", "card": {"type": "refund"}},
        "metadata": metadata,
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "receipt_number": None,
        "status": "pending" if settles == "pending" else "succeeded",
    }
    refund["balance_transaction"] = transactions.enter(books, "refund", refund, -amount)
    due = None if settles == "succeeded" else books.now() + LATER_S
    books.put(refund, parent=charge["id"], due=due)
    _add_up(books, charge, amount)
    happened(books, "refund.created", refund)
    happened(books, "charge.refunded", charge)
    return refund


def settle(books: Books, refund: Obj) -> None:
    """A slow refund comes to its end: pending succeeds, "succeeded" turns out to have failed."""
    if refund["status"] == "pending":
        refund["status"] = "succeeded"
        books.put(refund)
        happened(books, "charge.refund.updated", refund)
    else:
        fail(books, refund)


def fail(books: Books, refund: Obj) -> None:
    """The money came back to us: the customer's account could not take it."""
    charge = books.find("charge", refund["charge"])
    if charge is None:
        raise LookupError(f"refund {refund['id']} has no charge")
    refund |= {
        "status": "failed",
        "failure_reason": "expired_or_canceled_card",
        "failure_balance_transaction": transactions.enter(
            books, "refund_failure", refund, refund["amount"]
        ),
    }
    books.put(refund)
    _add_up(books, charge, -refund["amount"])
    happened(books, "charge.refund.updated", refund)
    happened(books, "refund.failed", refund)


def _add_up(books: Books, charge: Obj, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    books.put(charge)


def retrieve(books: Books, refund_id: str) -> Obj:
    refund = books.find("refund", refund_id)
    if refund is None:
        raise missing("refund", refund_id)
    return refund
