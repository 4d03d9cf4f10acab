"""Statements and invoices to take home: PDF set by Typst, and CSV.

What people typed (names, reasons) reaches Typst as a JSON string, never as source: there is
nothing to escape. A spreadsheet is told apart from a formula by a leading apostrophe
(owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_date

from foodapp.kit import money, shares, when
from foodapp.kit.sheets import harmless
from foodapp.kit.words import say, t
from foodapp.payouts.invoices import Invoice, InvoiceKind
from foodapp.payouts.invoicing import seller
from foodapp.payouts.models import BY_BANK, PayeeKind, Payout, PayoutStatus
from foodapp.payouts.statements import Line, Statement

TEMPLATES = Path(__file__).parent / "templates"
COLUMNS = {
    PayeeKind.RESTAURANT: (
        ("Food", "food_minor"),
        ("Given back", "back_minor"),
        ("Commission", "commission_minor"),
        ("Tax on it", "commission_tax_minor"),
        ("To you", "total_minor"),
        ("of which tax", "tax_minor"),
    ),
    PayeeKind.RIDER: (
        ("Ride", "ride_minor"),
        ("Tip", "tip_minor"),
        ("Taken back", "back_minor"),
        ("Cash kept", "cash_minor"),
        ("To you", "total_minor"),
    ),
}
NOTES = {
    PayeeKind.RESTAURANT: "Food is with tax. “Of which tax” is within what is paid to you: it is"
    " yours to pay to the tax office. Commission is invoiced monthly.",
    PayeeKind.RIDER: "Tips are yours, whole. Cash kept is what customers paid you at the door.",
}


def statement_pdf(found: Statement) -> bytes:
    """The statement of one payout as PDF: a row an order, sums that the ledger holds."""
    payout = found.payout
    return _set(
        "statement.typ",
        {
            "title": "Payout statement",
            "payee": payout.payee_name,
            "seller": seller(),
            "facts": _facts(payout),
            "heads": ["", *[head for head, _ in _columns(found)]],
            "rows": [[_named(line), *_shown(line, found)] for line in found.lines],
            "total": [found.sums.number, *_shown(found.sums, found)],
            "note": NOTES[payout.payee],
            "footer": say(t("Payout {reference}", reference=reference(payout))),
        },
    )


def statement_csv(found: Statement) -> str:
    """Amounts as plain decimals, times in UTC; the last line is the sum."""
    columns = _columns(found)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Time (UTC)", "What", *[head for head, _ in columns], "Currency"])
    currency = found.payout.currency
    for line in [*found.lines, found.sums]:
        amounts = [_decimal(getattr(line, name), currency) for _, name in columns]
        at = f"{line.at:%Y-%m-%d %H:%M:%S}"
        writer.writerow([at, harmless(line.number), *amounts, currency])
    return out.getvalue()


def invoice_pdf(invoice: Invoice, cancels: Invoice | None = None) -> bytes:
    """cancels: the invoice that this credit note takes back."""
    is_note = invoice.kind is InvoiceKind.CREDIT_NOTE
    month = str(format_date(invoice.month, "LLLL yyyy", locale="en"))
    of_month = say(t("Commission, {month}", month=month))
    rows = [[of_month, str(invoice.orders), *_money(invoice, invoice.commission_minor)]]
    if invoice.tax_minor or invoice.tax_bps:
        exact = invoice.tax_millionths
        percent = shares.shown(invoice.tax_bps * shares.A_BPS if exact is None else exact)
        tax = say(t("Tax, {percent}", percent=percent))
        rows.append([tax, "", *_money(invoice, invoice.tax_minor)])
    worth = money.Money(invoice.sales_minor, invoice.currency)
    facts = [
        ["Number", invoice.number],
        ["Date", _day(invoice.written_at.astimezone(_zone()).date())],
        ["For", say(t("Orders of {month} worth {amount}", month=month, amount=worth))],
    ]
    if invoice.seller_tax_number:
        facts.append(["Tax number", invoice.seller_tax_number])
    if cancels is not None:
        taken = t("Invoice {number}: {reason}", number=cancels.number, reason=invoice.reason)
        facts.append(["Takes back", say(taken)])
    footer = t("Credit note {number}") if is_note else t("Invoice {number}")
    return _set(
        "invoice.typ",
        {
            "title": "Credit note" if is_note else "Invoice",
            "payee": invoice.buyer,
            "seller": invoice.seller,
            "facts": facts,
            "heads": ["", "Orders", "Amount"],
            "rows": rows,
            "total": ["Total", "", *_money(invoice, invoice.total_minor)],
            "note": "" if is_note else "Nothing is to be paid: it has been kept from your payouts.",
            "footer": say(footer.with_({"number": invoice.number})),
        },
    )


def receipt_pdf(
    number: str,
    *,
    seller_lines: str,
    payee: str,
    facts: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    total: Sequence[str],
) -> bytes:
    """What a customer has paid for one order: the restaurant has sold the food. Rows and total are
    (what, amount), in words."""
    return _set(
        "invoice.typ",
        {
            "title": "Receipt",
            "payee": payee,
            "seller": seller_lines,
            "facts": [list(pair) for pair in facts],
            "heads": ["", "Amount"],
            "rows": [list(row) for row in rows],
            "total": list(total),
            "note": "",
            "footer": f"Order {number}",
        },
    )


def reference(payout: Payout) -> str:
    """What people say of it, and what stands in a bank transfer."""
    return f"{payout.until.astimezone(_zone()):%y%m%d}-{payout.id.hex[:6].upper()}"


def period(payout: Payout) -> str:
    """16 – 22 Nov 2026: the last day is the one before the cut-off."""
    first = payout.since.astimezone(_zone()).date()
    last = (payout.until - timedelta(microseconds=1)).astimezone(_zone()).date()
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {_day(last)}"
    start = format_date(first, "d MMM", locale="en") if first.year == last.year else _day(first)
    return f"{start} – {_day(last)}"


def _facts(payout: Payout) -> list[list[str]]:
    paid = {
        PayoutStatus.DRAFTED: "Not sent yet",
        PayoutStatus.SENT: "On its way",
        PayoutStatus.FAILED: "Not paid: it is tried again",
    }
    paid_words = paid.get(payout.status, "")
    if payout.paid_at:
        way = t("{day}, by your account at the payment service")
        if payout.way == BY_BANK:
            way = t("{day}, by bank transfer")
        paid_words = say(way.with_({"day": _day(payout.paid_at.astimezone(_zone()).date())}))
    return [
        ["Payout", reference(payout)],
        ["Period", period(payout)],
        ["Amount", money.shown(payout.amount_minor, payout.currency)],
        ["Paid", paid_words],
        *([["Reference", payout.reference]] if payout.reference else []),
    ]


def _columns(found: Statement) -> Sequence[tuple[str, str]]:
    """Those in which something stands, and the total."""
    return [
        (head, name)
        for head, name in COLUMNS[found.payout.payee]
        if name == "total_minor" or any(getattr(line, name) for line in found.lines)
    ]


def _named(line: Line) -> str:
    at = line.at.astimezone(_zone())
    return f"{line.number}, {when.Day(at.date(), 'dd MMM').shown()} {at:%H:%M}"


def _shown(line: Line, found: Statement) -> list[str]:
    currency = found.payout.currency
    return [money.shown(getattr(line, name), currency) for _, name in _columns(found)]


def _money(invoice: Invoice, minor: int) -> list[str]:
    return [money.shown(minor, invoice.currency)]


def _decimal(minor: int, currency: str) -> str:
    sign = "-" if minor < 0 else ""
    return sign + money.to_type(abs(minor), currency)


def _day(day: date) -> str:
    return str(format_date(day, "d MMM yyyy", locale="en"))


def _zone() -> ZoneInfo:
    return when.town()


def _set(template: str, data: dict[str, Any]) -> bytes:
    """Typst reads nothing but our templates: no other file, no package, no network."""
    pdf = _compiler(template).compile(sys_inputs={"data": json.dumps(data)}, format="pdf")
    if not isinstance(pdf, bytes):
        raise TypeError("a document of several files")
    return pdf


def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, ignore_system_fonts=True)
