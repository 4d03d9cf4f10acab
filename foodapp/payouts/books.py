"""The ledger follows the payout: while the money is out, the payee is owed so much less."""

from sqlmodel import Session

from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.payouts.models import BY_BANK, OUT, Payout
from foodapp.payouts.owing import PAYOUT, settled_by


def post(session: Session, payout: Payout, *, because: str) -> None:
    """The payout is held by the caller. One that failed is put back by the same rule."""
    target: dict[Account, int] = {}
    if payout.status in OUT:
        target = {account: -minor for account, minor in settled_by(session, payout).items()}
        target[_source(payout)] = -payout.amount_minor
    posting.bring_to(session, PAYOUT, target, subject_id=payout.id, because=because)


def _source(payout: Payout) -> Account:
    if payout.way == BY_BANK:
        return Account(AccountKind.BANK, payout.currency)
    return Account(AccountKind.GATEWAY, payout.currency, label=payout.way)
