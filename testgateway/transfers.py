"""Transfers to connected accounts (docs.stripe.com/api/transfers). Any account does, but one whose
name says that it cannot be paid: acct_unknown..., acct_closed..."""

from testgateway import amount_rules, transactions
from testgateway.books import Books, Obj
from testgateway.errors import Refused, invalid, missing
from testgateway.events import happened
from testgateway.params import Params


def create(books: Books, params: Params) -> Obj:
    amount = params.amount("amount")
    currency, destination = params.currency(), params.needed("destination")
    group, metadata = params.text("transfer_group"), params.metadata()
    params.ignore("description", "source_transaction", "source_type")
    params.done()
    if amount is None:
        raise invalid("Missing required param: amount.", "amount", "parameter_missing")
    amount_rules.check(amount, currency, "amount", is_charge=False)
    _payable(destination)
    transfer: Obj = {
        "id": books.new_id("tr"),
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "created": books.now(),
        "currency": currency,
        "description": None,
        "destination": destination,
        "destination_payment": books.new_id("py"),
        "livemode": False,
        "metadata": metadata,
        "reversals": {"object": "list", "data": [], "has_more": False, "url": ""},
        "reversed": False,
        "source_transaction": None,
        "source_type": "card",
        "transfer_group": group,
    }
    transfer["balance_transaction"] = transactions.enter(books, "transfer", transfer, -amount)
    happened(books, "transfer.created", books.put(transfer))
    return transfer


def reverse(books: Books, transfer: Obj) -> Obj:
    """In the gateway's own console: the payee loses it again."""
    reversal: Obj = {
        "id": books.new_id("trr"),
        "object": "transfer_reversal",
        "amount": transfer["amount"],
        "created": books.now(),
        "currency": transfer["currency"],
        "metadata": {},
        "transfer": transfer["id"],
    }
    books.put(reversal, parent=transfer["id"])
    transactions.enter(books, "transfer_refund", reversal, transfer["amount"])
    transfer |= {"reversed": True, "amount_reversed": transfer["amount"]}
    happened(books, "transfer.reversed", books.put(transfer))
    return reversal


def retrieve(books: Books, transfer_id: str) -> Obj:
    transfer = books.find("transfer", transfer_id)
    if transfer is None:
        raise missing("transfer", transfer_id)
    return transfer


def _payable(account: str) -> None:
    if not account.startswith("acct_") or account.startswith("acct_unknown"):
        raise missing("destination", account, "destination")
    if account.startswith("acct_closed"):
        raise Refused(
            "Your destination account needs to have at least one of the following capabilities"
            " enabled: transfers.",
            code="insufficient_capabilities_for_transfer",
            param="destination",
        )
