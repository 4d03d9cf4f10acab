"""Who is rung when an alert cannot wait: one after another, until somebody looks."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.models import AdminGrant, User
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t

MOST = 50
ACTING = tuple(role for role in AdminRole if role is not AdminRole.VIEWER)


class NobodyLeft(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Somebody has to be on call. Put another one on first."))


def acting(session: ReadSession) -> list[AdminGrant]:
    """All who may act, in the order in which they came."""
    rows = session.exec(
        select(AdminGrant)
        .join(User, col(User.id) == AdminGrant.user_id)
        .where(col(AdminGrant.role).in_(ACTING), col(User.disabled_at).is_(None))
        .order_by(col(AdminGrant.created_at), col(AdminGrant.user_id))
        .limit(MOST)
    )
    return list(rows)


def ladder(grants: Sequence[AdminGrant]) -> list[UUID]:
    """Of those who may act: the ones on call, first to last. Everybody, where nobody is chosen, or
    none of the chosen may act any more."""
    chosen = [one for one in grants if one.on_call is not None]
    in_turn = sorted(chosen, key=lambda one: one.on_call or 0) or grants
    return [one.user_id for one in in_turn]


def put(session: Session, admin: Admin, user_id: UUID, *, place: int | None) -> list[UUID]:
    """To this place of the ladder, 0 is first; None: off it. Returns the ladder."""
    require(admin, Permission.STEER_PEOPLE)
    session.exec(select(AdminGrant.user_id).order_by(col(AdminGrant.user_id)).with_for_update())
    grants = acting(session)
    by_id = {one.user_id: one for one in grants}
    if user_id not in by_id:
        raise NotFound("person")
    order = [one for one in ladder(grants) if one != user_id]
    if place is not None:
        order.insert(max(place, 0), user_id)
    if not order:
        raise NobodyLeft
    for one in grants:
        one.on_call = order.index(one.user_id) if one.user_id in order else None
    name = session.get_one(User, user_id).name
    turn = order.index(user_id) + 1 if user_id in order else 0
    audit.note(session, admin, "on_call_changed", "person", user_id, name, place=turn)
    return order
