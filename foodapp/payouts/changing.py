"""Another account for a payee: asked for, confirmed by a second person where that is due, waited
for, and only then paid. Those behind the account are told at once and can take it back meanwhile.

Nobody moves a payee's money alone: what an admin asks for is confirmed by another admin or by the
payee, and neither may have given the other the right to.
"""

from dataclasses import asdict, dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, Rider
from foodapp.accounts.permissions import owners_only, recently_proven, require
from foodapp.kit import clock, outbox, security, wording
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.payouts import independence, noticing, payees
from foodapp.payouts.accounts import gateway_account_of, mask, number_of, wait
from foodapp.payouts.events import PayeeAccountAsked
from foodapp.payouts.models import AccountChange, PayeeKind, PayoutAccount
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

AT_ONCE = 200


@dataclass(frozen=True)
class Destination:
    """Where money goes. Without an account at the gateway: by bank."""

    gateway_account: str = ""
    holder: str = ""
    bank_account: str = ""


class ChangeWaits(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Another account is being waited for already. Please end that first."))


class SamePerson(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t(
                "Somebody else has to confirm this: not whoever asked for it, nor anybody who has"
                " just got their rights from them."
            )
        )


def ask_for_restaurant(
    session: Session, staff: RestaurantStaff, *, holder: str, bank_account: str
) -> AccountChange:
    """By an owner, who has just entered their password."""
    owners_only(staff)
    recently_proven(staff)
    bank = _bank(holder, bank_account)
    second = independence.owner_needs_second(session, staff)
    return _ask_as_payee(
        session, PayeeKind.RESTAURANT, staff.restaurant_id, staff.user_id, bank, second
    )


def ask_for_rider(
    session: Session, rider: Rider, *, holder: str, bank_account: str
) -> AccountChange:
    recently_proven(rider)
    bank = _bank(holder, bank_account)
    second = independence.rider_needs_second(session, rider)
    return _ask_as_payee(session, PayeeKind.RIDER, rider.rider_id, rider.user_id, bank, second)


def ask_for_gateway(
    session: Session, admin: Admin, payee_id: UUID, *, account: str
) -> AccountChange:
    """An admin wants the payee to be paid through the gateway, or (empty) by bank."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    payee = next((one for one in payees.everybody(session) if one.id == payee_id), None)
    if payee is None:
        raise NotFound("payee")
    ref = gateway_account_of(account)
    name = payees.hold(session, payee)
    now = settle(session, payee_id)
    if _open(session, payee_id) is not None:
        raise ChangeWaits
    wanted = replace(_destination(now), gateway_account=ref)
    change = _put(session, payee, wanted, admin.user_id, by_admin=True, needs_second=True)
    audit.note(session, admin, "payout_account", "payout", payee_id, name, account=ref)
    return change


def confirm(session: Session, admin: Admin, change_id: UUID) -> AccountChange:
    """By a second admin. The waiting begins."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    change = _lock(session, col(AccountChange.id) == change_id)
    if not independence.may_confirm(session, change, by=admin.user_id):
        raise SamePerson
    _confirm(session, change, admin.user_id)
    name = payees.hold(session, _payee(change))
    audit.note(session, admin, "payout_account_confirmed", "payout", change.payee_id, name)
    return change


def confirm_for_restaurant(session: Session, staff: RestaurantStaff) -> AccountChange:
    """By an owner, of what somebody else has asked for."""
    owners_only(staff)
    return _confirm_as_payee(session, staff, staff.restaurant_id)


def confirm_for_rider(session: Session, rider: Rider) -> AccountChange:
    return _confirm_as_payee(session, rider, rider.rider_id)


def end(session: Session, admin: Admin, change_id: UUID) -> None:
    """The account stays as it is."""
    require(admin, Permission.PAYOUTS)
    change = _lock(session, col(AccountChange.id) == change_id)
    _end(session, change, admin.user_id)
    name = payees.hold(session, _payee(change))
    audit.note(session, admin, "payout_account_kept", "payout", change.payee_id, name)


def end_for_restaurant(session: Session, staff: RestaurantStaff) -> None:
    """Any owner can: stopping a change needs no password."""
    owners_only(staff)
    _end(session, _lock_of(session, staff.restaurant_id), staff.user_id)


def end_for_rider(session: Session, rider: Rider) -> None:
    _end(session, _lock_of(session, rider.rider_id), rider.user_id)


def settle(session: Session, payee_id: UUID) -> PayoutAccount | None:
    """The account in force, after a change whose time has come."""
    change = _open(session, payee_id)
    if change is not None and change.applies_at is not None and change.applies_at <= clock.now():
        _apply(session, change)
    return session.get(PayoutAccount, payee_id)


def settle_due(session: Session) -> int:
    """By the clock: whatever has waited long enough. How many there were."""
    due = select(AccountChange.payee_id).where(
        *waiting(), col(AccountChange.applies_at) <= clock.now()
    )
    found = session.exec(due.limit(AT_ONCE)).all()
    for payee_id in sorted(found):
        settle(session, payee_id)
    return len(found)


def is_new(session: Session, payee_id: UUID) -> bool:
    """Whether the payee's first account is still being waited for."""
    account = session.get(PayoutAccount, payee_id)
    has_one = account is not None and bool(account.gateway_account or account.bank_account)
    return not has_one and _open(session, payee_id) is not None


def _ask_as_payee(
    session: Session,
    kind: PayeeKind,
    payee_id: UUID,
    user_id: UUID,
    bank: tuple[str, str],
    needs_second: bool,
) -> AccountChange:
    """What they asked for before is replaced, and the waiting begins anew."""
    payee = payees.Payee(kind, payee_id, settings().currency)
    payees.hold(session, payee)
    now = settle(session, payee_id)
    if (before := _open(session, payee_id)) is not None:
        if before.by_admin:
            raise ChangeWaits
        before.ended_at, before.ended_by = clock.now(), user_id
        session.flush()  # one open change a payee
    wanted = replace(_destination(now), holder=bank[0], bank_account=bank[1])
    return _put(session, payee, wanted, user_id, by_admin=False, needs_second=needs_second)


def _put(
    session: Session,
    payee: payees.Payee,
    wanted: Destination,
    by: UUID,
    *,
    by_admin: bool,
    needs_second: bool,
) -> AccountChange:
    change = AccountChange(
        payee=payee.kind,
        payee_id=payee.id,
        **asdict(wanted),
        asked_by=by,
        by_admin=by_admin,
        needs_second=needs_second,
        applies_at=None if needs_second else clock.now() + wait(),
    )
    session.add(change)
    session.flush()  # the notices refer to it
    _tell(session, change, "asked_to_be_confirmed" if needs_second else "asked_to_wait")
    security.note_once_done(session, "payee_account_asked", by=by, payee=payee.id)
    return change


def _confirm_as_payee(
    session: Session, actor: RestaurantStaff | Rider, payee_id: UUID
) -> AccountChange:
    recently_proven(actor)
    change = _lock_of(session, payee_id)
    if not independence.may_confirm(session, change, by=actor.user_id):
        raise SamePerson
    _confirm(session, change, actor.user_id)
    return change


def _confirm(session: Session, change: AccountChange, by: UUID) -> None:
    if not change.needs_second or change.confirmed_by is not None:
        raise DomainError(t("This is confirmed already."))
    change.confirmed_by, change.confirmed_at = by, clock.now()
    change.applies_at = clock.now() + wait()
    _tell(session, change, "confirmed")
    security.note_once_done(session, "payee_account_confirmed", by=by, payee=change.payee_id)


def _end(session: Session, change: AccountChange, by: UUID) -> None:
    change.ended_at, change.ended_by = clock.now(), by
    noticing.tell(session, change, "stays", account=known_by(change))
    security.note_once_done(session, "payee_account_kept", by=by, payee=change.payee_id)
    _announce(session, change)


def _apply(session: Session, change: AccountChange) -> None:
    row = session.get(PayoutAccount, change.payee_id, with_for_update=True, populate_existing=True)
    if row is None:
        row = PayoutAccount(payee_id=change.payee_id, payee=change.payee)
        session.add(row)
    row.holder, row.bank_account = change.holder, change.bank_account
    row.gateway_account, row.changed_at = change.gateway_account, clock.now()
    change.applied_at = row.changed_at
    security.note_once_done(session, "payee_account_changed", payee=change.payee_id)
    _announce(session, change)


def _tell(session: Session, change: AccountChange, code: str) -> None:
    noticing.tell(session, change, code, account=known_by(change))
    outbox.record(session, PayeeAccountAsked(change_id=change.id))
    _announce(session, change)


def _announce(session: Session, change: AccountChange) -> None:
    announce(session, topics.admin(), payee=str(change.payee_id))
    announce(session, _payee(change).topic, payout="account")


def known_by(change: AccountChange) -> str:
    """Enough to know it again: "acct_1" or the last four signs of a bank account; empty: by bank,
    without one."""
    return change.gateway_account or mask(change.bank_account)


def _payee(change: AccountChange) -> payees.Payee:
    return payees.Payee(change.payee, change.payee_id, settings().currency)


def _bank(holder: str, bank_account: str) -> tuple[str, str]:
    name = wording.line(holder, t("The account holder"), most=80, needed=True)
    return name, number_of(bank_account)


def _destination(now: PayoutAccount | None) -> Destination:
    if now is None:
        return Destination()
    return Destination(now.gateway_account, now.holder, now.bank_account)


def waiting() -> tuple[ColumnElement[bool], ...]:
    """Neither in force nor ended."""
    return (col(AccountChange.applied_at).is_(None), col(AccountChange.ended_at).is_(None))


def _open(session: Session, payee_id: UUID) -> AccountChange | None:
    """Held, so that nobody ends what another applies."""
    return session.exec(
        select(AccountChange)
        .where(AccountChange.payee_id == payee_id, *waiting())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _lock_of(session: Session, payee_id: UUID) -> AccountChange:
    return _lock(session, col(AccountChange.payee_id) == payee_id)


def _lock(session: Session, which: ColumnElement[bool]) -> AccountChange:
    """One that still waits: what has come into force, or was ended, cannot be touched any more."""
    found = session.exec(
        select(AccountChange)
        .where(which, *waiting())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None or (found.applies_at is not None and found.applies_at <= clock.now()):
        raise NotFound("change of account")
    return found
