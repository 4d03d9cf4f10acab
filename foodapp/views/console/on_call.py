"""Who is rung for an urgent alert, in which order, and by what."""

from dataclasses import dataclass

from sqlmodel import col, select

from foodapp.accounts import on_call
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import AdminGrant, User
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, say, t
from foodapp.notifications.texting import numbers
from foodapp.notifications.texting.settings import settings as texting
from foodapp.notifications.webpush.models import PushSubscription
from foodapp.notifications.webpush.settings import settings as webpush


@dataclass(frozen=True)
class OnCall:
    id: str
    name: str
    role: str
    turn: int  # 1 is rung first; 0: not on call
    can_rise: bool
    can_fall: bool
    reached_by: str
    is_woken: bool  # by something that rings


@dataclass(frozen=True)
class Ladder:
    rows: list[OnCall]  # those on call first
    may_change: bool


def ladder(session: ReadSession, admin: Admin) -> Ladder:
    """Who is called when something is wrong, in their order. Raises NotAllowed."""
    require(admin, Permission.SEE)
    grants = on_call.acting(session)
    order = on_call.ladder(grants)
    by_id = {one.user_id: one for one in grants}
    ids = [*order, *(one for one in by_id if one not in order)]
    users = {one.id: one for one in session.exec(select(User).where(col(User.id).in_(ids))).all()}
    pushed = set(
        session.exec(select(PushSubscription.user_id).where(col(PushSubscription.user_id).in_(ids)))
    )
    turns = {one: turn for turn, one in enumerate(order, 1)}
    rows = [
        _row(by_id[one], users[one], turns.get(one, 0), len(order), has_push=one in pushed)
        for one in ids
    ]
    return Ladder(rows, admin.may(Permission.STEER_PEOPLE))


def _row(grant: AdminGrant, user: User, turn: int, last: int, *, has_push: bool) -> OnCall:
    rings = _rings(user, has_push=has_push)
    return OnCall(
        id=str(user.id),
        name=user.name,
        role=grant.role.value,
        turn=turn,
        can_rise=turn > 1,
        can_fall=0 < turn < last,
        reached_by=say(t("By {channels}", channels=(*rings, t("e-mail")))),
        is_woken=bool(rings),
    )


def _rings(user: User, *, has_push: bool) -> tuple[Words, ...]:
    by_push = (t("push"),) if has_push and webpush().push_is_on else ()
    has_phone = bool(user.phone and numbers.textable(user.phone))
    return by_push + ((t("SMS"),) if has_phone and texting().sms_is_on else ())
