"""What the customer buys beside the order: a tip by card, on a page of its own."""

from collections.abc import Mapping
from typing import Any

from foodapp.payments import paying
from foodapp.payments.purchases import starting
from tests.simulation.stage import Stage

TIPS_MINOR = (100, 500, 2000)
NOTHING: Mapping[str, int] = dict.fromkeys(("held", "captured", "refunded", "withheld"), 0)


def tip_by_card(stage: Stage, which: int = 0) -> None:
    """And comes as far as the page."""
    how = {"more_minor": TIPS_MINOR[which % len(TIPS_MINOR)]}
    stage.does(starting.tip, stage.customer, stage.order_id, **how)
    for row in stage.rows(PURCHASES):
        if row.status == "awaiting_payment":
            stage.tries(lambda row=row: paying.open_page(stage.customer, row.id))


def page_refs(stage: Stage) -> list[str]:
    """Newest first."""
    return [row.page_ref for row in stage.rows(PURCHASES) if row.page_ref]


def bought_minor(stage: Stage) -> int:
    """What has become credit."""
    return sum(row.amount_minor for row in stage.rows(PURCHASES) if row.status == "paid")


def are_paid_once(stage: Stage, theirs: list[dict[str, Any]]) -> None:
    """theirs: the gateway's books, a row a payment."""
    for row in stage.rows(PURCHASES):
        assert row.status in ("paid", "unpaid")
        ours = [one for one in theirs if one["metadata"]["order_id"] == str(row.id)]
        sums = {name: sum(one[name] for one in ours) for name in NOTHING}
        kept = row.amount_minor if row.status == "paid" else 0
        assert sums["held"] == 0
        assert sums["captured"] - sums["refunded"] == kept
        assert sums["captured"] == (row.captured_minor or 0)
        assert sums["refunded"] == (row.refunded_minor or 0)
        assert sums["withheld"] == (row.disputed_minor or 0)


PURCHASES = """
SELECT u.id, u.status, u.amount_minor, p.page_ref, p.status AS payment, p.captured_minor,
  p.refunded_minor, p.disputed_minor
FROM purchases u LEFT JOIN payments p ON p.purchase_id = u.id
WHERE u.order_id = :order_id ORDER BY u.created_at DESC, u.id
"""
