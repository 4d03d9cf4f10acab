"""Adding up what a payee is owed: every week, or when they ask. Each entry of the ledger gets into
one payout, held by its key in the database."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session, col, insert, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, Rider
from foodapp.accounts.permissions import owners_only, recently_proven, require
from foodapp.kit import clock, db, when, worth
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import MAX_MINOR, Money
from foodapp.kit.words import t
from foodapp.payouts import carrying, owing, payees
from foodapp.payouts.models import PayeeKind, Payout, PayoutEntry
from foodapp.payouts.payees import Payee
from foodapp.payouts.settings import settings
from foodapp.realtime import topics
from foodapp.realtime.announce import announce


class NothingToPayOut(DomainError):
    def __init__(self, currency: str) -> None:
        least = Money(least_minor(currency), currency)
        super().__init__(
            t("There is less than {least} to pay out. It is kept for the next time.", least=least)
        )


def week_ended(now: datetime | None = None) -> datetime:
    """The last Monday at midnight by the platform's clock."""
    local = (now or clock.now()).astimezone(when.town())
    monday = local.date() - timedelta(days=local.weekday())
    return datetime.combine(monday, time(), local.tzinfo)


def draft_week() -> int:
    """Everybody's payout for the week that is over, each in a transaction of its own. Harmless to
    run again, so the clock starts it every hour and a missed Monday is made up for."""
    until = week_ended()
    with db.transaction() as session:
        everybody = payees.everybody(session)
        served = set(
            session.exec(select(Payout.payee_id, Payout.currency).where(Payout.until == until))
        )
    waiting = [payee for payee in everybody if (payee.id, payee.currency) not in served]
    return sum(_draft_one(payee, until) for payee in waiting)


def least_minor(currency: str) -> int:
    """The setting is in the platform's currency; elsewhere it is about as much."""
    known = settings()
    least = worth.like(known.payout_minimum_minor, known.currency, currency)
    return max(1, least, carrying.step_minor(currency))


def _draft_one(payee: Payee, until: datetime) -> bool:
    with db.transaction() as session:
        return draft(session, payee, until) is not None


def draft(
    session: Session, payee: Payee, until: datetime, asked_by: UUID | None = None
) -> Payout | None:
    """None where it is too little, or below zero: it stays in the ledger for the next payout."""
    name = payees.hold(session, payee)
    found = owing.unsettled(session, payee, until)
    if found.since is None or found.amount_minor < least_minor(payee.currency):
        return None
    if found.amount_minor > MAX_MINOR:
        raise ValueError(f"a payout of {found.amount_minor} is a fault of ours")
    amount_minor, carried = carrying.carry(session, payee, found.amount_minor)
    payout = Payout(
        payee=payee.kind,
        payee_id=payee.id,
        payee_name=name,
        currency=payee.currency,
        amount_minor=amount_minor,
        since=found.since,
        until=until,
        asked_by=asked_by,
    )
    session.add(payout)
    session.flush()  # the entries refer to it
    session.connection().execute(
        insert(PayoutEntry),
        [
            {"entry_id": entry_id, "payout_id": payout.id}
            for entry_id in [*found.entry_ids, *carried]
        ],
    )
    changed(session, payout)
    return payout


def ask_for_restaurant(session: Session, staff: RestaurantStaff) -> list[Payout]:
    """The owner wants what is owed now, not on Monday."""
    owners_only(staff)
    return _ask(session, PayeeKind.RESTAURANT, staff.restaurant_id, staff.user_id)


def ask_for_rider(session: Session, rider: Rider) -> list[Payout]:
    return _ask(session, PayeeKind.RIDER, rider.rider_id, rider.user_id)


def draft_for(session: Session, admin: Admin, payee_id: UUID) -> list[Payout]:
    """An admin pays somebody out before the week is over."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    kind = next((one.kind for one in payees.everybody(session) if one.id == payee_id), None)
    if kind is None:
        raise NotFound("payee")
    made = _ask(session, kind, payee_id, admin.user_id)
    for payout in made:
        audit.note(session, admin, "payout_drafted", "payout", payout.id, payout.payee_name)
    return made


def _ask(session: Session, kind: PayeeKind, payee_id: UUID, asked_by: UUID) -> list[Payout]:
    """One a currency. A second click finds nothing left."""
    currencies = payees.currencies_of(session, payee_id) or [settings().currency]
    now = clock.now()
    drafts = [draft(session, Payee(kind, payee_id, one), now, asked_by) for one in currencies]
    made = [payout for payout in drafts if payout is not None]
    if not made:
        raise NothingToPayOut(currencies[0])
    return made


def changed(session: Session, payout: Payout) -> None:
    announce(session, topics.admin(), payout=str(payout.id))
    announce(session, Payee(payout.payee, payout.payee_id, payout.currency).topic, payout="changed")


def lock(session: Session, payout_id: UUID) -> Payout:
    found = session.exec(
        select(Payout)
        .where(col(Payout.id) == payout_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("payout")
    return found
