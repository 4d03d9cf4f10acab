"""The town's past weeks, paid out, and its past months, invoiced. The last week waits to be sent,
so that the console has something to do."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_columns
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.accounts.models import RiderProfile, User
from foodapp.demo.town import past_books
from foodapp.demo.town.bulk import Row, copy
from foodapp.demo.town.founding import new_id
from foodapp.demo.town.past_books import Journal
from foodapp.gateways.protocol import BookKind
from foodapp.kit import when
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.payouts import drafting, invoicing
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import (
    BY_BANK,
    OUT,
    PayeeKind,
    Payout,
    PayoutAccount,
    PayoutEntry,
    PayoutStatus,
)
from foodapp.payouts.owing import PAYOUT
from foodapp.payouts.payees import ACCOUNTS, Payee
from foodapp.payouts.settings import settings
from foodapp.reconciliation.models import GatewayLine
from foodapp.restaurants.models import Restaurant

Entry = tuple[int, AccountKind, int, datetime]  # number, account, amount, moment
GATEWAY = "stripe"


def keep(session: Session, seed: int, now: datetime) -> None:
    """A payout a week and payee for all that past orders earned, most of them paid; the last week
    as it usually stands: some sent, some that came back."""
    names = _names(session)
    _open_accounts(session, seed, names)
    accounts = {row.payee_id: row for row in session.exec(select(PayoutAccount))}
    rows: dict[type, list[Row]] = defaultdict(list)
    journals: list[Journal] = []
    last = drafting.week_ended(now)
    for payee, entries in sorted(_unsettled(session).items(), key=lambda pair: str(pair[0].id)):
        dice = Random(f"{seed}:payouts:{payee.id}:{last}")
        for until, settled in _weeks(entries, last):
            payout = _payout(dice, payee, names[payee.id], accounts[payee.id], settled, until)
            if until == last:
                payout |= _of_last_week(dice, accounts[payee.id])
            rows[Payout].append(payout)
            rows[PayoutEntry] += [
                {"entry_id": number, "payout_id": payout["id"]} for number, *_ in settled
            ]
            if payout["status"] in OUT:
                journals.append(_journal(payee, payout, settled))
    for table in (Payout, PayoutEntry):
        copy(session, table, rows[table])
    copy(session, GatewayLine, [_line(payout) for payout in rows[Payout] if _is_at_gateway(payout)])
    past_books.write(session, journals)
    _invoice(session, now)


def _is_at_gateway(payout: Row) -> bool:
    return bool(payout["status"] == PayoutStatus.PAID and payout["way"] == GATEWAY)


def _line(payout: Row) -> Row:
    """What the gateway's own books would say of it."""
    return {
        "gateway": GATEWAY,
        "ref": f"txn_{payout['reference']}",
        "at": payout["paid_at"],
        "kind": BookKind.PAID_OUT,
        "intent_ref": payout["reference"],
        "amount_minor": -payout["amount_minor"],
        "currency": payout["currency"],
    }


def _names(session: Session) -> dict[UUID, str]:
    riders = select(RiderProfile.id, User.name).join(User, col(User.id) == RiderProfile.user_id)
    restaurants = select(Restaurant.id, Restaurant.name)
    return dict([*session.exec(restaurants), *session.exec(riders)])


def _open_accounts(session: Session, seed: int, names: dict[UUID, str]) -> None:
    """Half are paid through the gateway, half by bank; one has an account that takes nothing."""
    riders = set(session.exec(select(RiderProfile.id)))
    restaurants = sorted(names.keys() - riders, key=lambda ident: names[ident])
    rows = []
    for place, payee_id in enumerate([*restaurants, *sorted(riders)]):
        ref = f"acct_town{payee_id.hex[:12]}" if place % 2 == 0 else ""
        rows.append(
            {
                "payee_id": payee_id,
                "payee": PayeeKind.RIDER if payee_id in riders else PayeeKind.RESTAURANT,
                "gateway_account": ref.replace("town", "closed") if place == 2 else ref,
                "holder": names[payee_id],
                "bank_account": _iban(Random(f"{seed}:iban:{payee_id}")),
                "changed_at": datetime(2026, 1, 5, tzinfo=ZoneInfo("UTC")),
            }
        )
    if rows:
        session.execute(insert(PayoutAccount).values(rows).on_conflict_do_nothing())


def _iban(dice: Random) -> str:
    """German in form, of a bank code that no bank has."""
    number = f"00000000{dice.randrange(10**10):010}"
    check = 98 - int(number + "131400") % 97  # "DE00" moved to the end, letters as numbers
    return f"DE{check:02}{number}"


def _unsettled(session: Session) -> dict[Payee, list[Entry]]:
    kinds = {kind: payee for payee, kinds in ACCOUNTS.items() for kind in kinds}
    rows = session.execute(
        select_columns(
            col(LedgerEntry.id),
            col(LedgerEntry.amount_minor),
            col(LedgerJournal.at),
            col(LedgerAccount.kind),
            col(LedgerAccount.owner_id),
            col(LedgerAccount.currency),
        )
        .join(LedgerJournal, col(LedgerJournal.id) == col(LedgerEntry.journal_id))
        .join(LedgerAccount, col(LedgerAccount.id) == col(LedgerEntry.account_id))
        .outerjoin(PayoutEntry, col(PayoutEntry.entry_id) == col(LedgerEntry.id))
        .where(
            col(LedgerAccount.kind).in_(kinds),
            col(LedgerAccount.owner_id).is_not(None),
            col(PayoutEntry.entry_id).is_(None),
            col(LedgerJournal.kind) != PAYOUT,
        )
        .order_by(col(LedgerJournal.at), col(LedgerEntry.id))
    )
    found: dict[Payee, list[Entry]] = defaultdict(list)
    for number, minor, at, kind, owner_id, currency in rows:
        found[Payee(kinds[kind], owner_id, currency)].append((number, kind, minor, at))
    return found


def _weeks(entries: list[Entry], last: datetime) -> Iterable[tuple[datetime, list[Entry]]]:
    """The weeks that were enough for a payout, with what stood open by then."""
    first_end = drafting.week_ended(entries[0][3]) + timedelta(days=7, hours=2)
    until, open_entries, place = drafting.week_ended(first_end), [], 0
    while until <= last:
        while place < len(entries) and entries[place][3] < until:
            open_entries.append(entries[place])
            place += 1
        if -sum(minor for _, _, minor, _ in open_entries) >= settings().payout_minimum_minor:
            yield until, open_entries
            open_entries = []
        until = drafting.week_ended(until + timedelta(days=7, hours=2))


def _payout(
    dice: Random,
    payee: Payee,
    name: str,
    account: PayoutAccount,
    settled: list[Entry],
    until: datetime,
) -> Row:
    by_bank = not account.gateway_account
    payout_id = new_id(dice)
    sent_at = until + timedelta(hours=9, minutes=dice.randint(0, 40))
    took = timedelta(days=1, hours=dice.randint(1, 6)) if by_bank else timedelta(seconds=2)
    return {
        "id": payout_id,
        "payee": payee.kind.value,
        "payee_id": payee.id,
        "payee_name": name,
        "currency": payee.currency,
        "amount_minor": -sum(minor for _, _, minor, _ in settled),
        "since": settled[0][3],
        "until": until,
        "status": PayoutStatus.PAID.value,
        "way": BY_BANK if by_bank else GATEWAY,
        "account_ref": account.bank_account if by_bank else account.gateway_account,
        "attempt": 1,
        "idempotency_key": f"payout:{payout_id}:1",
        "reference": f"SEPA {dice.randrange(10**8):08}" if by_bank else f"tr_town{payout_id.hex}",
        "drafted_at": until + timedelta(minutes=10),
        "sent_at": sent_at,
        "paid_at": sent_at + took,
    }


def _of_last_week(dice: Random, account: PayoutAccount) -> Row:
    """Most wait to be sent; the account that takes nothing has sent its payout back."""
    if account.gateway_account.startswith("acct_closed"):
        why = "The payment service refused it: insufficient_capabilities_for_transfer"
        return {"status": "failed", "failure": why, "reference": "", "paid_at": None}
    if not account.gateway_account and dice.random() < 0.3:
        return {"status": "sent", "reference": "", "paid_at": None}
    blank = {"sent_at": None, "paid_at": None, "reference": "", "way": "", "account_ref": ""}
    return {"status": "drafted", "attempt": 0, "idempotency_key": ""} | blank


def _journal(payee: Payee, payout: Row, settled: list[Entry]) -> Journal:
    moved: dict[Account, int] = defaultdict(int)
    for _, kind, minor, _ in settled:
        moved[Account(kind, payee.currency, payee.id)] -= minor
    by_bank = payout["way"] == BY_BANK
    source = Account(AccountKind.BANK, payee.currency)
    if not by_bank:
        source = Account(AccountKind.GATEWAY, payee.currency, label=payout["way"])
    moved[source] -= payout["amount_minor"]
    kept = {account: minor for account, minor in moved.items() if minor}
    return payout["sent_at"], PAYOUT, payout["id"], kept


def _invoice(session: Session, now: datetime) -> None:
    """Every month that is over, from the first in which something was earned."""
    first = session.exec(select(LedgerJournal.at).order_by(col(LedgerJournal.at)).limit(1)).first()
    if first is None:
        return
    zone = when.town()
    invoiced = set(session.exec(select(col(Invoice.restaurant_id), col(Invoice.month))))
    month, this_month = _first_day(first.astimezone(zone)), _first_day(now.astimezone(zone))
    restaurants = sorted(session.exec(select(Restaurant.id)))
    while month < this_month:
        following = invoicing.month_after(month)
        written_at = datetime(following.year, following.month, 1, 1, 40, tzinfo=zone)
        for restaurant_id in restaurants:
            if (restaurant_id, month) not in invoiced:
                invoicing.write(session, restaurant_id, month, written_at=written_at)
        month = following


def _first_day(at: datetime) -> date:
    return at.date().replace(day=1)
