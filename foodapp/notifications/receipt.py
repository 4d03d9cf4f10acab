"""Receipts of orders, statements of payouts and invoices: in the mail, and as a file to keep."""

from uuid import UUID

from sqlmodel import col, select

from foodapp.kit import media, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.words import n, say, t
from foodapp.menu import pictured
from foodapp.notifications.document import Document, Row
from foodapp.notifications.kind import Facts
from foodapp.orders import prices
from foodapp.orders.models import Order, OrderLine
from foodapp.payouts import papers, statements
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.invoicing import buyer
from foodapp.payouts.models import Payout
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.restaurants.models import Restaurant

MOST_LINES = 1_000
PICTURE_PX = 160


def of_order(session: ReadSession, facts: Facts) -> Document | None:
    """facts: order_id. None: there is no such order any more."""
    order = session.get(Order, UUID(str(facts["order_id"])))
    if order is None:
        return None
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    lines = _lines(session, order)
    known = pictured.of_items(session, (line.item_id for line in lines))
    rows = tuple(_row(order, line, known) for line in lines)
    sums = tuple(Row(one.label, amount=one.amount) for one in prices.paid_for(order))
    total = Row("Total", amount=prices.total(order))
    return Document(
        total=total,
        rows=rows,
        sums=sums,
        pdf_name=f"receipt-{order.number}.pdf",
        pdf=lambda: papers.receipt_pdf(
            order.number,
            seller_lines=buyer(restaurant),
            payee=order.customer_name,
            facts=[
                ("Order", order.number),
                ("Ordered", when.in_town(order.placed_at or order.created_at)),
            ],
            rows=[
                *[(f"{row.name}\n{row.detail}".strip(), row.amount) for row in rows],
                *[(row.name, row.amount) for row in sums],
            ],
            total=(total.name, total.amount),
        ),
    )


def _lines(session: ReadSession, order: Order) -> list[OrderLine]:
    mine = select(OrderLine).where(OrderLine.order_id == order.id)
    return list(session.exec(mine.order_by(col(OrderLine.position)).limit(MOST_LINES)))


def _row(order: Order, line: OrderLine, known: dict[UUID, Shown]) -> Row:
    name = f"{line.quantity} × {line.name}"
    shown = known.get(line.item_id, NEUTRAL) if line.item_id else NEUTRAL
    is_ours = shown.kind == "illustration"
    return Row(
        name,
        ", ".join(line.parts),
        prices.money(order, line.total_minor),
        picture=_address(shown),
        picture_says=say(t("Illustration of {dish}", dish=line.name)) if is_ours else "",
    )


def _address(shown: Shown) -> str:
    """JPEG, because not every mail program reads anything newer."""
    if shown.kind == "photo":
        return media.url(shown.photo, "s")
    return showing.address(shown, PICTURE_PX, "jpg") if shown.kind == "illustration" else ""


def of_payout(session: ReadSession, facts: Facts) -> Document | None:
    """facts: payout_id. The statement of a payout, as a file."""
    payout = session.get(Payout, UUID(str(facts["payout_id"])))
    if payout is None:
        return None
    found = statements.statement(session, payout)
    amount = shown(payout.amount_minor, payout.currency)
    return Document(
        total=Row("Paid to you", amount=amount),
        rows=(Row("Period", amount=papers.period(payout)),),
        pdf_name=f"statement-{papers.reference(payout)}.pdf",
        pdf=lambda: papers.statement_pdf(found),
    )


def of_invoice(session: ReadSession, facts: Facts) -> Document | None:
    """facts: invoice_id. The platform's commission of a month, or what takes it back, as a file."""
    invoice = session.get(Invoice, UUID(str(facts["invoice_id"])))
    if invoice is None:
        return None
    cancels = session.get(Invoice, invoice.cancels_id) if invoice.cancels_id else None
    month = when.Day(invoice.month, "LLLL y")
    return Document(
        total=Row(say(t("Total")), amount=shown(invoice.total_minor, invoice.currency)),
        rows=(Row(say(t("Commission, {month}", month=month)), _orders(invoice)),),
        pdf_name=f"invoice-{invoice.number}.pdf",
        pdf=lambda: papers.invoice_pdf(invoice, cancels),
    )


def _orders(invoice: Invoice) -> str:
    return say(n("{count} order", "{count} orders", invoice.orders))
