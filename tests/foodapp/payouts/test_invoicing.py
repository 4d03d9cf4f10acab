"""Commission is invoiced by the month, and no number is ever missing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select, text

from foodapp.accounts.actors import AdminRole
from foodapp.kit import clock, db, outbox
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.kit.words import t
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payments.shares import ON_COMMISSION
from foodapp.payouts import invoicing, papers
from foodapp.payouts.events import InvoiceWritten
from foodapp.payouts.invoices import Invoice, InvoiceKind
from tests.fixtures import world as worlds
from tests.fixtures.post import text_of

OCTOBER = date(2026, 10, 1)
IN_OCTOBER = datetime(2026, 10, 20, 18, tzinfo=UTC)
IN_NOVEMBER = datetime(2026, 11, 1, 9, tzinfo=UTC)


def sell(session, restaurant_id, food: int, commission: int, tax: int = 0, at=IN_OCTOBER) -> None:
    moved = {
        Account(Kind.CUSTOMER, "CHF", uuid4()): food,
        Account(Kind.RESTAURANT, "CHF", restaurant_id): commission + tax - food,
        Account(Kind.COMMISSION, "CHF"): -commission,
        Account(Kind.TAX, "CHF", label=ON_COMMISSION): -tax,
    }
    with time_machine.travel(at, tick=False):
        posting.post(session, "sale", moved, subject_id=uuid4())


@pytest.fixture
def october(session, world):
    sell(session, world.nonna, 2000, 300, 57)
    sell(session, world.nonna, 1000, 150, 29)
    sell(session, world.rival, 9900, 990)
    sell(session, world.nonna, 7000, 700, at=IN_NOVEMBER)
    session.flush()
    return world


def test_a_month_is_what_the_ledger_says_of_this_restaurant_alone(session, october):
    [one] = invoicing.write(session, october.nonna, OCTOBER)
    assert (one.orders, one.sales_minor) == (2, 3000)
    assert (one.commission_minor, one.tax_minor, one.total_minor) == (450, 86, 536)
    assert one.buyer.startswith("Nonna")
    assert invoicing.write(session, october.nonna, OCTOBER) == [], "once a month"


def test_a_month_ends_at_midnight_of_the_platform(session, world):
    midnight = datetime(2026, 10, 31, 23, tzinfo=UTC)  # in Berlin, after summer time
    sell(session, world.nonna, 1000, 100, at=midnight - timedelta(seconds=1))
    sell(session, world.nonna, 1000, 100, at=midnight)
    session.flush()
    [one] = invoicing.write(session, world.nonna, OCTOBER)
    assert one.orders == 1


def test_the_job_waits_until_the_month_is_settled_and_writes_once(session, october):
    session.commit()
    with time_machine.travel(datetime(2026, 10, 31, 23, 30, tzinfo=UTC), tick=False):
        assert invoicing.write_month() == 0
    with time_machine.travel(datetime(2026, 11, 1, 0, 30, tzinfo=UTC), tick=False):
        assert invoicing.write_month() == 2
        assert invoicing.write_month() == 0


def test_numbers_follow_each_other_whoever_writes_and_whatever_fails(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        for restaurant in (world.nonna, world.rival):
            for month in range(1, 9):
                sell(session, restaurant, 100, 10, at=datetime(2026, month, 15, tzinfo=UTC))

    def write(n: int) -> None:
        restaurant = (world.nonna, world.rival)[n % 2]
        with db.transaction() as session:
            invoicing.write(session, restaurant, date(2026, 1 + n // 4, 1))
            if n % 8 == 5:
                raise DomainError(t("Something came in between."))

    def tried(n: int) -> bool:
        try:
            write(n)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(6) as workers:
        assert not all(list(workers.map(tried, range(32))))
    with db.transaction() as session:
        places = sorted(session.exec(select(Invoice.place)))
        assert places == list(range(1, len(places) + 1))
        assert len(places) >= 12


def test_a_cancelled_invoice_is_a_credit_note_and_the_month_is_written_anew(session, october):
    [first] = invoicing.write(session, october.nonna, OCTOBER)
    note = invoicing.cancel(session, october.admin, first.id, reason="Wrong address")
    assert (note.kind, note.place, note.total_minor) == (InvoiceKind.CREDIT_NOTE, 2, -536)
    [second] = invoicing.write_anew(session, october.admin, first.id)
    assert (second.place, second.issue) == (3, 2)
    with pytest.raises(DomainError, match="cancelled already"):
        invoicing.cancel(session, october.admin, first.id, reason="Again")
    with pytest.raises(DomainError, match="cancelled already"):
        invoicing.cancel(session, october.admin, note.id, reason="Note")
    assert papers.invoice_pdf(note, first).startswith(b"%PDF")


def test_the_database_refuses_to_change_an_invoice(session, october):
    invoicing.write(session, october.nonna, OCTOBER)
    for change in ("UPDATE invoices SET place = 9", "DELETE FROM invoices"):
        with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
            session.execute(text(change))


def test_strangers_cancel_nothing(session, october):
    [first] = invoicing.write(session, october.nonna, OCTOBER)
    viewer = replace(october.admin, role=AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        invoicing.cancel(session, viewer, first.id, reason="x")
    with pytest.raises(NotFound):
        invoicing.cancel(session, october.admin, uuid4(), reason="x")
    with pytest.raises(DomainError, match="cannot be empty"):
        invoicing.cancel(session, october.admin, first.id, reason="\0")
    session.expire_all()
    [one] = session.exec(select(Invoice).where(col(Invoice.written_at) <= clock.now()))
    assert one.place == 1


def test_its_owners_are_sent_the_invoice_as_a_file(session, october, post, send_notifications):
    owner = "ana@example.org"
    [one] = invoicing.write(session, october.nonna, OCTOBER)
    session.commit()
    send_notifications()

    [mail] = [mail for mail in post.to(owner) if one.number in mail["Subject"]]
    [paper] = mail.iter_attachments()
    assert paper.get_filename() == f"invoice-{one.number}.pdf"
    assert paper.get_content().startswith(b"%PDF")
    assert "commission of October 2026 is attached" in text_of(mail)
    assert "Total: CHF\u00a05.36" in text_of(mail)

    post.empty()
    note = invoicing.cancel(session, october.admin, one.id, reason="The rate was wrong")
    session.commit()
    send_notifications()
    [mail] = post.to(owner)
    assert mail["Subject"] == f"Credit note {note.number} for Nonna"
    assert "Total: -CHF\u00a05.36" in text_of(mail)


def test_the_invoices_of_a_past_that_was_made_up_are_no_news(session, october):
    invoicing.write(session, october.nonna, OCTOBER, written_at=IN_NOVEMBER)
    assert outbox.recorded(session, InvoiceWritten) == []
