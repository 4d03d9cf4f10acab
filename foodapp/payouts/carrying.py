"""What a gateway cannot pay out to the unit waits for the next payout: forint and Taiwan dollars,
perhaps, leave it whole, dinars in steps of ten."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from foodapp.gateways import card
from foodapp.gateways.known import traits
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account, ids_found
from foodapp.ledger.models import AccountKind, LedgerEntry, LedgerJournal
from foodapp.payouts.payees import Payee

CARRIED = "carried"  # kind of the two journals: off this payout, and on the next


def step_minor(currency: str) -> int:
    """Payouts are multiples of it."""
    can = traits(card.gateway_for(currency))
    takes = can.amounts.get(currency)
    if takes is None:
        return 1
    whole = 10**takes.exponent if currency in can.pays_out_whole else takes.step
    return max(1, takes.heard(whole))


def carry(session: Session, payee: Payee, amount_minor: int) -> tuple[int, list[int]]:
    """What can be paid out of it, and the entries that take the rest off this payout."""
    rest = amount_minor % step_minor(payee.currency)
    if not rest:
        return amount_minor, []
    account, rounding = payee.accounts[0], Account(AccountKind.ROUNDING, payee.currency)
    off = _post(session, payee, {account: rest, rounding: -rest})
    _post(session, payee, {account: -rest, rounding: rest})
    return amount_minor - rest, _entries(session, off, account)


def _post(session: Session, payee: Payee, moved: Mapping[Account, int]) -> LedgerJournal | None:
    why = "too little to be paid out"
    return posting.post(session, CARRIED, moved, subject_id=payee.id, because=why)


def _entries(session: Session, journal: LedgerJournal | None, account: Account) -> list[int]:
    if journal is None:
        return []
    account_id = ids_found(session, [account])[account]
    rows = session.exec(
        select(LedgerEntry.id).where(
            LedgerEntry.journal_id == journal.id, col(LedgerEntry.account_id) == account_id
        )
    )
    return [ident for ident in rows if ident is not None]
