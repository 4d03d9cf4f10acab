"""Balance transactions: every line of the gateway's own account of what it holds for us
(docs.stripe.com/api/balance_transactions). Its fees are set through the control API."""

from testgateway import lists
from testgateway.books import Books, Obj
from testgateway.errors import invalid
from testgateway.params import Params

KIND = "balance_transaction"
URL = "/v1/balance_transactions"
SOURCES = {
    "charge": "charge",
    "refund": "refund",
    "refund_failure": "refund",
    "adjustment": "dispute",
    "transfer": "transfer",
    "transfer_refund": "transfer_reversal",
}


def enter(books: Books, kind: str, source: Obj, amount: int) -> str:
    """amount: what it adds to what we hold. Returns the name of the line."""
    fee = amount * int(books.fact("fee_bps") or 0) // 10_000 if kind == "charge" else 0
    line: Obj = {
        "id": books.new_id("txn"),
        "object": KIND,
        "amount": amount,
        "created": books.now(),
        "currency": source["currency"],
        "exchange_rate": None,
        "fee": fee,
        "net": amount - fee,
        "source": source["id"],
        "status": "available",
        "type": kind,
    }
    books.put(line, parent=source["id"])
    return str(line["id"])


def listed(books: Books, params: Params, _: str) -> Obj:
    wanted = [params.within("expand").text(str(n)) for n in range(1)] if "expand" in params else []
    if wanted not in ([], ["data.source"]):
        raise invalid("This property cannot be expanded.", "expand")
    found = lists.page(books, KIND, URL, params)
    if wanted:
        for line in found["data"]:
            source = books.find(SOURCES[line["type"]], line["source"])
            line["source"] = source or line["source"]
    return found
