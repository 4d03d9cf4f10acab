"""Stripe's lists: newest first, cursors by id, ranges of `created`
(docs.stripe.com/api/pagination)."""

from collections.abc import Iterator

from testgateway.books import Books, Obj, shown
from testgateway.errors import invalid, missing
from testgateway.params import Params

FILTERS = {
    "payment_intent": ("customer",),
    "payment_method": ("customer", "type"),
    "setup_intent": ("customer", "payment_method"),
    "refund": ("charge", "payment_intent"),
    "charge": ("payment_intent", "customer"),
    "customer": ("email",),
    "dispute": ("charge", "payment_intent"),
    "event": ("type",),
    "balance_transaction": ("type", "source"),
    "transfer": ("destination", "transfer_group"),
    "checkout.session": ("payment_intent", "status"),
}


def page(
    books: Books, kind: str, url: str, params: Params, *, only: dict[str, str] | None = None
) -> Obj:
    """only: what the address itself says."""
    size = params.integer("limit") or 10
    if not 1 <= size <= 100:
        raise invalid("Invalid limit: must be between 1 and 100.", "limit")
    after, before = params.text("starting_after"), params.text("ending_before")
    found = list(_matching(books, kind, params, only or {}))
    params.done()
    if after:
        start = _place(found, kind, after, "starting_after") + 1
    elif before:
        start = max(0, (end := _place(found, kind, before, "ending_before")) - size)
        return _list(found[start:end], url, more=start > 0)
    else:
        start = 0
    return _list(found[start : start + size], url, more=len(found) > start + size)


def _matching(books: Books, kind: str, params: Params, only: dict[str, str]) -> Iterator[Obj]:
    asked = {name: params.text(name) for name in FILTERS[kind]}
    wanted = {name: value for name, value in asked.items() if value is not None} | only
    created = params.within("created")
    lowest = max(created.integer("gte") or 0, (created.integer("gt") or -1) + 1)
    lte, lt = created.integer("lte"), created.integer("lt")
    for obj in books.newest_first(kind):
        if any(obj.get(name) != value for name, value in wanted.items()):
            continue
        too_late = (lte is not None and obj["created"] > lte) or (
            lt is not None and obj["created"] >= lt
        )
        if obj["created"] >= lowest and not too_late:
            yield obj


def _place(found: list[Obj], kind: str, object_id: str, param: str) -> int:
    for place, obj in enumerate(found):
        if obj["id"] == object_id:
            return place
    raise missing(kind, object_id, param)


def _list(objects: list[Obj], url: str, *, more: bool) -> Obj:
    return {"object": "list", "data": shown(objects), "has_more": more, "url": url}
