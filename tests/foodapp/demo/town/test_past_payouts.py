"""The town's payouts and invoices stand up to the rules of the platform."""

from collections import Counter
from datetime import timedelta

from sqlmodel import col, func, select

from foodapp.demo.town import seeding
from foodapp.ledger import posting
from foodapp.ledger.models import LedgerEntry, LedgerJournal
from foodapp.payouts import accounts, drafting, invoicing, owing, payees, statements
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import OUT, PayeeKind, Payout, PayoutAccount, PayoutStatus
from foodapp.payouts.payees import Payee
from foodapp.reconciliation import comparing
from tests.foodapp.demo.town.conftest import NOW


def test_every_payee_is_owed_what_no_payout_has_taken_out(town):
    out = Counter()
    waiting = Counter()
    for payout in town.exec(select(Payout)):
        of = out if payout.status in OUT else waiting
        of[payout.payee_id] += payout.amount_minor
    everybody = payees.everybody(town)
    assert len(everybody) >= 12 + 8
    for payee in everybody:
        owed = -sum(posting.balance(town, account) for account in payee.accounts)
        assert owed == owing.unsettled(town, payee).amount_minor + waiting[payee.id]
        assert out[payee.id] > 0


def test_every_statement_sums_to_its_payout(town):
    for payout in town.exec(select(Payout).order_by(col(Payout.id)).limit(40)):
        found = statements.statement(town, payout)
        assert found.sums.total_minor == payout.amount_minor
        assert all(one.number.startswith("Order") for one in found.lines)


def test_the_last_week_waits_and_the_ones_before_are_paid(town):
    last = drafting.week_ended(NOW)
    statuses = set(town.exec(select(Payout.status).where(Payout.until == last)))
    assert {PayoutStatus.DRAFTED, PayoutStatus.FAILED} <= statuses
    before = set(town.exec(select(Payout.status).where(col(Payout.until) < last)))
    assert before == {PayoutStatus.PAID}
    assert town.exec(select(func.max(Payout.until))).one() == last


def test_both_books_know_every_payout_of_the_gateway(town):
    names = town.exec(select(Payout.reference).where(Payout.way == "stripe")).all()
    names = [name for name in names if name]
    assert names
    done, in_motion = comparing.compare(town, "stripe", names, NOW + timedelta(days=1))
    assert ([one.found for one in done], in_motion) == ([[]] * len(names), 0)


def test_nothing_is_left_for_mondays_job_to_draft(town):
    last = drafting.week_ended(NOW)
    for payee in payees.everybody(town):
        if payee.kind is PayeeKind.RESTAURANT:
            assert drafting.draft(town, Payee(payee.kind, payee.id, payee.currency), last) is None


def test_invoices_hold_the_whole_commission_of_their_months(town):
    places = sorted(town.exec(select(Invoice.place)))
    assert places == list(range(1, len(places) + 1))
    for invoice in town.exec(select(Invoice)):
        [earned] = invoicing.earned_in(town, invoice.restaurant_id, invoice.month)
        assert invoice.commission_minor == earned.commission_minor > 0


def test_bank_accounts_have_valid_check_digits(town):
    for row in town.exec(select(PayoutAccount)):
        assert accounts.number_of(row.bank_account) == row.bank_account


def test_payout_journals_balance(town):
    rows = town.exec(
        select(LedgerJournal.id, func.sum(LedgerEntry.amount_minor))
        .join(LedgerEntry, LedgerEntry.journal_id == LedgerJournal.id)
        .where(LedgerJournal.kind == owing.PAYOUT)
        .group_by(LedgerJournal.id)
    ).all()
    assert len(rows) > 100
    assert {minor for _, minor in rows} == {0}


def test_a_town_that_is_topped_up_is_paid_out_on(town):
    before = town.exec(select(func.count()).select_from(Payout)).one()
    assert seeding.top_up(town, now=NOW + timedelta(days=8)) is not None
    assert town.exec(select(func.count()).select_from(Payout)).one() > before
