"""Razorpay Route's direct transfers to linked accounts
(razorpay.com/docs/api/payments/route/transfers/direct-transfers). Any account does, but one whose
name says otherwise: acc_unknown..., acc_closed..., acc_slow... (under way for ten minutes) and
acc_failing... (under way, then failed)."""

import re

from testgateway.books import Books, Obj
from testgateway.razorpay import orders
from testgateway.razorpay.errors import bad_request, unknown_id
from testgateway.razorpay.events import happened
from testgateway.razorpay.fields import LEAST_MINOR, Fields

KIND, REVERSAL = "rzp.transfer", "rzp.reversal"
ACCOUNT = re.compile(r"acc_[A-Za-z0-9_]{1,60}")
MAX_MINOR = 1_000_000_000_00  # a thousand million rupees
LATER_S = 600  # when one that is under way comes to its end, by the gateway's clock


def create(books: Books, fields: Fields) -> Obj:
    amount, currency, notes = fields.integer("amount"), fields.currency(), fields.notes()
    account = fields.text("account") or ""
    fields.ignore("linked_account_notes", "on_hold", "on_hold_until")
    fields.done()
    if amount is None or not LEAST_MINOR <= amount <= MAX_MINOR:
        raise bad_request("The amount is too small or too large.", "amount")
    if not ACCOUNT.fullmatch(account) or account.startswith("acc_unknown"):
        raise unknown_id()
    if account.startswith("acc_closed"):
        raise bad_request("The linked account is not active for transfers", "account")
    is_under_way = account.startswith(("acc_slow", "acc_failing"))
    transfer: Obj = {
        "_kind": KIND,
        "id": books.new_id("trf", 14),
        "entity": "transfer",
        "status": "pending" if is_under_way else "processed",
        "source": "acc_of_the_platform",
        "recipient": account,
        "amount": amount,
        "currency": currency,
        "amount_reversed": 0,
        "fees": 0,
        "tax": 0,
        "notes": notes or [],
        "linked_account_notes": [],
        "on_hold": False,
        "on_hold_until": None,
        "recipient_settlement_id": None,
        "created_at": books.now(),
        "processed_at": None if is_under_way else books.now(),
        "error": {"code": None, "description": None, "reason": None},
    }
    books.put(transfer, due=books.now() + LATER_S if is_under_way else None)
    if not is_under_way:
        happened(books, "transfer.processed", transfer=transfer)
    return transfer


def settle(books: Books, transfer: Obj) -> None:
    """One that is under way comes to its end."""
    if transfer["recipient"].startswith("acc_failing"):
        why = {"code": "BAD_REQUEST_ERROR", "description": None, "reason": "account_blocked"}
        transfer |= {"status": "failed", "error": why}
    else:
        transfer |= {"status": "processed", "processed_at": books.now()}
    books.put(transfer)
    happened(books, f"transfer.{transfer['status']}", transfer=transfer)


def reverse(books: Books, transfer: Obj) -> Obj:
    """In the gateway's own console: the payee loses it again."""
    reversal: Obj = {
        "_kind": REVERSAL,
        "id": books.new_id("rvrsl", 14),
        "entity": "reversal",
        "transfer_id": transfer["id"],
        "amount": transfer["amount"],
        "currency": transfer["currency"],
        "fee": 0,
        "tax": 0,
        "notes": [],
        "created_at": books.now(),
    }
    books.put(reversal, parent=transfer["id"])
    transfer |= {"status": "reversed", "amount_reversed": transfer["amount"]}
    books.put(transfer)
    return reversal


def reversals(books: Books, fields: Fields, transfer_id: str) -> Obj:
    retrieve(books, transfer_id)
    return orders.collection(list(reversed(books.children(REVERSAL, transfer_id))), fields)


def retrieve(books: Books, transfer_id: str) -> Obj:
    transfer = books.find(KIND, transfer_id)
    if transfer is None:
        raise unknown_id()
    return transfer
