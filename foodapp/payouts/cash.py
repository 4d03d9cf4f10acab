"""A rider's cash: taken at doors, ours. It lowers what they are paid out, and can be handed in."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlmodel import Session, col

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, Rider
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.money import MAX_MINOR, Money, shown
from foodapp.kit.words import t
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.orders.quote import cash_most_minor
from foodapp.payouts import payees
from foodapp.payouts.models import PayeeKind
from foodapp.payouts.payees import Payee
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MAX = 200
HANDED_IN = "cash_in"  # kind of journal


def held_minor(session: ReadSession, rider_id: UUID, currency: str) -> int:
    return posting.balance(session, Account(AccountKind.CASH, currency, rider_id))


def held_by(session: ReadSession, rider: Rider) -> list[tuple[int, str]]:
    """(minor, currency) for each currency in which they hold something."""
    found = posting.balances(session, AccountKind.CASH, rider.rider_id)
    return [(minor, currency) for currency, minor in sorted(found.items()) if minor]


@dataclass(frozen=True)
class CashRow:
    """A rider with cash of ours. id: the rider's and the currency, as take_in needs them."""

    id: str
    rider: str
    held: str
    is_full: bool  # nobody offers them a cash order any more


def riders(session: Session, admin: Admin) -> list[CashRow]:
    """Who holds how much, most first."""
    require(admin, Permission.SEE)
    held = func.sum(LedgerEntry.amount_minor)
    rows = session.execute(
        select(col(RiderProfile.id), col(User.name), col(LedgerAccount.currency), held)
        .join(User, col(User.id) == col(RiderProfile.user_id))
        .join(LedgerAccount, col(LedgerAccount.owner_id) == col(RiderProfile.id))
        .join(LedgerEntry, col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .where(col(LedgerAccount.kind) == AccountKind.CASH)
        .group_by(col(RiderProfile.id), col(User.name), col(LedgerAccount.currency))
        .having(held != 0)
        .order_by(held.desc(), col(User.name))
        .limit(MAX)
    )
    return [
        CashRow(
            f"{rider_id}:{currency}",
            name,
            shown(int(minor), currency),
            minor >= cash_most_minor(currency),
        )
        for rider_id, name, currency, minor in rows
    ]


def take_in(
    session: Session, admin: Admin, rider_id: UUID, *, amount_minor: int, currency: str
) -> LedgerJournal | None:
    """The rider has brought cash to the office; it goes to the platform's bank."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    if type(amount_minor) is not int or not 0 < amount_minor <= MAX_MINOR:
        raise Unusable(t("The amount"))
    if currency not in payees.currencies_of(session, rider_id):
        raise NotFound("cash")
    name = payees.hold(session, Payee(PayeeKind.RIDER, rider_id, currency))
    held = held_minor(session, rider_id, currency)
    if amount_minor > held:
        most = Money(max(held, 0), currency)
        raise DomainError(t("{name} holds no more than {most}.", name=name, most=most))
    moved = {
        Account(AccountKind.CASH, currency, rider_id): -amount_minor,
        Account(AccountKind.BANK, currency): amount_minor,
    }
    amount = Money(amount_minor, currency)
    audit.note(session, admin, "cash_handed_in", "payout", rider_id, name, amount=amount)
    announce(session, topics.rider(rider_id), payout="changed")
    return posting.post(session, HANDED_IN, moved, subject_id=uuid4(), because="handed in")
