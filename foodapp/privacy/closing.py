"""Deleting one's account: asked for with the password, confirmed by mail, done by a job that waits
until nothing is under way or owed. Done twice it changes nothing."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts import sessions, signing
from foodapp.accounts.actors import Customer
from foodapp.accounts.disabling import stop_riding
from foodapp.accounts.models import RiderProfile, StaffMember, User
from foodapp.cards import wallet
from foodapp.cards.models import SavedCard
from foodapp.kit import clock, dropped_photos, outbox, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.privacy import waiting
from foodapp.privacy.events import DeletionAsked, DeletionConfirmed
from foodapp.privacy.models import AccountDeletion
from foodapp.privacy.registry import GONE_NAME, HELD, Held, Then
from foodapp.privacy.settings import settings

PAGE = "/account/delete"
GIVEN_UP = "credit_given_up"  # kind of its journal


class NoSuchLink(DomainError):
    """Also for one that was used, is too old, or was replaced."""

    status = 404

    def __init__(self) -> None:
        super().__init__(t("This link is no longer valid. Please ask for a new one."))


def ask(session: Session, customer: Customer, *, password: str, sign_in: str) -> AccountDeletion:
    """sign_in: hash of the session that asks. Asked again, the link before opens nothing more."""
    signing.prove_again(session, customer, password=password, sign_in=sign_in)
    row = _open(session, customer.user_id)
    if row is None:
        row = AccountDeletion(user_id=customer.user_id)
        session.add(row)
        session.flush()  # the event names it
    if row.confirmed_at is None:
        row.asked_at, row.token_hash = clock.now(), None
        row.times_asked += 1
        event = DeletionAsked(deletion_id=row.id, user_id=row.user_id, nth=row.times_asked)
        outbox.record(session, event)
    security.note_once_done(session, "deletion_asked", user=row.user_id)
    return row


def path_for_mail(session: Session, deletion_id: UUID) -> str | None:
    """The link that confirms it, made at the moment of sending; its hash alone is kept."""
    row = session.get(AccountDeletion, deletion_id, with_for_update=True, populate_existing=True)
    if row is None or row.confirmed_at or row.done_at or row.cancelled_at:
        return None
    token = sessions.new_token()
    row.token_hash = sessions.hashed(token)
    row.link_until = clock.now() + timedelta(hours=settings().deletion_link_hours)
    return f"{PAGE}?{urlencode({'token': token})}"


def confirm(session: Session, customer: Customer, *, token: str) -> AccountDeletion:
    """By whoever holds the link and is signed in to that account. To look at the link's page
    changes nothing."""
    row = session.exec(
        select(AccountDeletion)
        .where(
            AccountDeletion.token_hash == sessions.hashed(token),
            AccountDeletion.user_id == customer.user_id,
            col(AccountDeletion.link_until) > clock.now(),
            col(AccountDeletion.confirmed_at).is_(None),
            col(AccountDeletion.cancelled_at).is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NoSuchLink
    now = clock.now()
    waits = waiting.judge(session, customer.user_id)
    row.confirmed_at, row.token_hash, row.waits_for = now, None, waits.codes
    row.due_at = max(now + timedelta(days=settings().deletion_days), waits.until)
    outbox.record(session, DeletionConfirmed(deletion_id=row.id, user_id=row.user_id))
    security.note_once_done(session, "deletion_confirmed", user=row.user_id)
    return row


def cancel(session: Session, customer: Customer) -> None:
    row = _open(session, customer.user_id)
    if row is None:
        raise NotFound("request")
    row.cancelled_at, row.token_hash = clock.now(), None


def give_up_credit(session: Session, customer: Customer, *, sums: Mapping[str, int]) -> None:
    """Expressly, so that the account need not wait until it is spent: currency -> minor units, as
    they were shown. It is taken when the account goes, and not if it stays after all."""
    row = _open(session, customer.user_id)
    if row is None:
        raise NotFound("request")
    if not sums or dict(sums) != store_credit.balances(session, customer.user_id):
        raise DomainError(t("Your store credit is another by now. Please look at it again."))
    row.gives_up = dict(sums)
    session.flush()  # what it waits for is asked in SQL
    if row.confirmed_at is not None:
        waits = waiting.judge(session, customer.user_id)
        row.waits_for = waits.codes
        row.due_at = max(row.confirmed_at + timedelta(days=settings().deletion_days), waits.until)
    security.note_once_done(session, "credit_given_up", user=row.user_id)


def mine(session: ReadSession, customer: Customer) -> AccountDeletion | None:
    """The one that is open."""
    return session.exec(_open_of(customer.user_id)).one_or_none()


def carry_out(session: Session) -> int:
    """A step of the hourly job: one account that is due. Returns how many were judged."""
    row = session.exec(
        select(AccountDeletion)
        .where(
            col(AccountDeletion.confirmed_at).is_not(None),
            col(AccountDeletion.done_at).is_(None),
            col(AccountDeletion.cancelled_at).is_(None),
            col(AccountDeletion.due_at) <= clock.now(),
        )
        .order_by(col(AccountDeletion.due_at))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return 0
    _hold(session, row.user_id)
    waits = waiting.judge(session, row.user_id)
    row.waits_for = waits.codes
    if waits.codes:
        row.due_at = waits.until
    else:
        _take_given_up(session, row)
        forget(session, row.user_id)
        row.done_at = clock.now()
    return 1


def _take_given_up(session: Session, row: AccountDeletion) -> None:
    """What we owed them is owed no more: our cost of making good is less by it."""
    for currency in sorted(row.gives_up):
        minor = store_credit.balance(session, row.user_id, currency, hold=True)
        credit = store_credit.account(row.user_id, currency)
        goodwill = Account(AccountKind.GOODWILL, currency)
        posting.post(session, GIVEN_UP, {credit: minor, goodwill: -minor}, subject_id=row.id)


def forget(session: Session, user_id: UUID) -> None:
    """Everything of this person goes or is blanked as the registry says. Once more, it finds
    nothing left."""
    user = session.get_one(User, user_id, populate_existing=True)
    for card in session.exec(
        select(SavedCard).where(SavedCard.user_id == user_id, col(SavedCard.removed_at).is_(None))
    ):
        wallet.take_away(session, card)  # the gateway forgets it, too
    sessions.revoke_all(session, user_id)
    stop_riding(session, user_id)
    for profile in session.exec(select(RiderProfile).where(RiderProfile.user_id == user_id)):
        profile.suspended_at = profile.suspended_at or clock.now()
    session.flush()  # what follows is said in SQL
    known = {"user": user_id, "email": user.email, "named": _pattern(user)}
    # The log of audits is append-only but for this (migration m0053_forgetting).
    session.connection().execute(text("SELECT set_config('foodapp.forgetting', 'on', true)"))
    photos = [key for table, held in HELD.items() for key in _photos(session, table, held, known)]
    dropped_photos.drop(session, photos)
    for table, held in HELD.items():
        if statement := _statement(table, held):
            session.connection().execute(text(statement), known)
    session.expire_all()
    security.note_once_done(session, "account_deleted", user=user_id)


def _pattern(user: User) -> str:
    """Of PostgreSQL's regular expressions: their name or their address, as words of their own, also
    as JSON has it."""
    said = {part for known in (user.name, user.email) for part in (known, json.dumps(known)[1:-1])}
    words = "|".join(sorted(re.escape(one) for one in said if one and one != GONE_NAME))
    return rf"(?<![[:alnum:]])(?:{words})(?![[:alnum:]])"


def _photos(session: Session, table: str, held: Held, known: dict[str, Any]) -> list[str]:
    if not held.photos:
        return []
    keys = f"SELECT {held.photos} FROM {table} WHERE {held.of}"  # noqa: S608 - our own words
    return list(session.connection().execute(text(keys), known).scalars())


def _statement(table: str, held: Held) -> str:
    """Of our own words alone."""
    match held.then:
        case Then.GOES:
            return f"DELETE FROM {table} WHERE {held.of}"  # noqa: S608
        case Then.IS_BLANKED:
            to = ", ".join(f"{column} = {value}" for column, value in held.blank.items())
            return f"UPDATE {table} SET {to} WHERE {held.of}"  # noqa: S608
        case Then.STAYS:
            return ""


def _hold(session: Session, user_id: UUID) -> None:
    """The account, and every team it is in: nobody places an order, and no other owner leaves,
    between the judging and the going."""
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one()
    teams = select(StaffMember.restaurant_id).where(StaffMember.user_id == user_id)
    session.exec(
        select(StaffMember)
        .where(col(StaffMember.restaurant_id).in_(teams))
        .order_by(col(StaffMember.restaurant_id), col(StaffMember.user_id))
        .with_for_update()
    ).all()


def _open(session: Session, user_id: UUID) -> AccountDeletion | None:
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one()
    return session.exec(_open_of(user_id).with_for_update()).one_or_none()


def _open_of(user_id: UUID) -> SelectOfScalar[AccountDeletion]:
    return select(AccountDeletion).where(
        AccountDeletion.user_id == user_id,
        col(AccountDeletion.done_at).is_(None),
        col(AccountDeletion.cancelled_at).is_(None),
    )
