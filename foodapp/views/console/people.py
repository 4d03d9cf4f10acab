"""The people of the platform, as its admins look them up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, exists, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import AdminGrant, RiderProfile, StaffMember, User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.paging import behind
from foodapp.kit.text import begins_a_word, one_line

PAGE = 50


class PersonKind(StrEnum):
    EVERYONE = "everyone"
    RIDERS = "riders"
    WAITING = "waiting"  # riders who wait for approval
    STAFF = "staff"
    ADMINS = "admins"
    DISABLED = "disabled"


@dataclass(frozen=True)
class PersonCard:
    id: str
    name: str
    email: str
    phone: str
    since: str
    is_disabled: bool
    is_oneself: bool
    admin_role: str  # empty: none
    rider: str  # "", waiting, approved, suspended
    vehicle: str
    works_at: int  # how many restaurants


@dataclass(frozen=True)
class PeoplePage:
    rows: list[PersonCard]
    next_after: str  # id of the last row; empty where nothing follows


def people(
    session: ReadSession,
    admin: Admin,
    *,
    search: str = "",
    kind: PersonKind = PersonKind.EVERYONE,
    after: UUID | None = None,
) -> PeoplePage:
    """Whose name or e-mail has a word that begins like search: the newest first, PAGE at a time.
    after: next_after of the page before."""
    require(admin, Permission.SEE)
    keys = (col(User.created_at), col(User.id))
    works = (
        select(func.count())
        .select_from(StaffMember)
        .where(StaffMember.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )
    found: Any = (
        select(User, RiderProfile, AdminGrant, works)
        .join(RiderProfile, col(RiderProfile.user_id) == User.id, isouter=True)
        .join(AdminGrant, col(AdminGrant.user_id) == User.id, isouter=True)
        .order_by(*(key.desc() for key in keys))
        .limit(PAGE + 1)
    )
    for condition in [*_matching(search), *_of(kind)]:
        found = found.where(condition)
    if after is not None:
        found = found.where(behind(session, keys, User.id == after, descending=True))
    cards = [_card(admin, *row) for row in session.exec(found)]
    return PeoplePage(cards[:PAGE], cards[PAGE - 1].id if len(cards) > PAGE else "")


def person(session: ReadSession, admin: Admin, user_id: UUID) -> PersonCard:
    require(admin, Permission.SEE)
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("person")
    profile = session.exec(
        select(RiderProfile).where(RiderProfile.user_id == user_id)
    ).one_or_none()
    return _card(admin, user, profile, session.get(AdminGrant, user_id), 0)


def _matching(search: str) -> list[Any]:
    """Each word of search begins a word of the name or the e-mail."""
    words = one_line(search, 80).split()[:5]
    text = func.searchable(col(User.name) + " " + col(User.email))
    return [text.op("~")(func.searchable(begins_a_word(word))) for word in words]


def _of(kind: PersonKind) -> list[Any]:
    match kind:
        case PersonKind.RIDERS:
            return [col(RiderProfile.id).is_not(None)]
        case PersonKind.WAITING:
            return [col(RiderProfile.id).is_not(None), col(RiderProfile.approved_at).is_(None)]
        case PersonKind.STAFF:
            return [exists().where(col(StaffMember.user_id) == User.id)]
        case PersonKind.ADMINS:
            return [col(AdminGrant.user_id).is_not(None)]
        case PersonKind.DISABLED:
            return [col(User.disabled_at).is_not(None)]
        case _:
            return []


def _card(
    admin: Admin, user: User, rider: RiderProfile | None, grant: AdminGrant | None, works: int
) -> PersonCard:
    return PersonCard(
        id=str(user.id),
        name=user.name,
        email=user.email,
        phone=user.phone,
        since=when.day_shown(user.created_at, when.town(), clock.now()),
        is_disabled=user.disabled_at is not None,
        is_oneself=user.id == admin.user_id,
        admin_role=grant.role.value if grant else "",
        rider=_standing(rider),
        vehicle=rider.vehicle.value if rider else "",
        works_at=works,
    )


def _standing(rider: RiderProfile | None) -> str:
    if rider is None:
        return ""
    if rider.suspended_at is not None:
        return "suspended"
    return "approved" if rider.approved_at is not None else "waiting"
