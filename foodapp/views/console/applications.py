"""Who wants to join, as those who decide read it."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.applications.deciding import MAY
from foodapp.applications.models import Application, ApplicationKind, ApplicationStatus
from foodapp.applications.questions import asked_of
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.words import say, t
from foodapp.views.customer.applying import STANDINGS, AskedLine, Said, Wanted, asked, papers, said

PAGE = 50
KINDS = {ApplicationKind.RESTAURANT: t("Restaurant"), ApplicationKind.RIDER: t("Rider")}
WAITS = t("Waits for us")
LOOKS = {
    ApplicationStatus.SENT: "accent",
    ApplicationStatus.APPROVED: "done",
    ApplicationStatus.DECLINED: "act",
}


class Which(StrEnum):
    """Of the list; those that wait for us first of all."""

    WAITING = ""
    ASKED = "asked_again"
    APPROVED = "approved"
    DECLINED = "declined"


STATUSES = {
    Which.WAITING: ApplicationStatus.SENT,
    Which.ASKED: ApplicationStatus.ASKED_AGAIN,
    Which.APPROVED: ApplicationStatus.APPROVED,
    Which.DECLINED: ApplicationStatus.DECLINED,
}


@dataclass(frozen=True)
class Listed:
    id: str
    name: str  # of the restaurant, else of the person
    by: str
    kind: str
    town: str
    sent: str
    look: str
    words: str


@dataclass(frozen=True)
class Queue:
    rows: list[Listed]
    next_after: str


@dataclass(frozen=True)
class Examined:
    """An application with all that is needed to answer it."""

    id: str = ""
    kind: str = ""
    kind_words: str = ""
    name: str = ""
    by: str = ""
    email: str = ""
    is_proven: bool = False
    account_since: str = ""
    standing: str = ""
    look: str = ""
    words: str = ""
    sent: str = ""
    times_sent: int = 0
    said: list[Said] = field(default_factory=list)
    place: list[float] = field(default_factory=list)
    papers: list[Wanted] = field(default_factory=list)
    asked: list[AskedLine] = field(default_factory=list)
    message: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)  # what can be asked again
    may_decide: bool = False
    restaurant_id: str = ""


def queue(session: ReadSession, admin: Admin, *, which: Which, after: UUID | None) -> Queue:
    """Those that wait longest come first; answered ones the other way round."""
    require(admin, Permission.SEE)
    key = col(Application.sent_at)
    is_waiting = which in (Which.WAITING, Which.ASKED)
    found = (
        select(Application, User)
        .join(User, col(User.id) == Application.user_id)
        .where(Application.status == STATUSES[which])
        .order_by(
            *((key, col(Application.id)) if is_waiting else (key.desc(), col(Application.id)))
        )
        .limit(PAGE + 1)
    )
    last = session.get(Application, after) if after else None
    if last is not None and last.sent_at is not None:
        found = found.where(key > last.sent_at if is_waiting else key < last.sent_at)
    rows = [_listed(row, user) for row, user in session.exec(found)]
    return Queue(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else "")


def examined(session: ReadSession, admin: Admin, application_id: UUID) -> Examined:
    """With its papers; a draft is its writer's alone."""
    require(admin, Permission.SEE)
    row = session.get(Application, application_id)
    if row is None or row.status is ApplicationStatus.DRAFT:
        raise NotFound("application")
    user = session.get_one(User, row.user_id)
    return Examined(
        id=str(row.id),
        kind=row.kind.value,
        kind_words=say(KINDS[row.kind]),
        name=_name(row, user),
        by=user.name,
        email=user.email,
        is_proven=user.email_proven_at is not None,
        account_since=when.day_shown(user.created_at, when.town(), clock.now()),
        standing=row.status.value,
        look=LOOKS.get(row.status, ""),
        words=_standing(row),
        sent=when.shown(row.sent_at, when.town(), clock.now()) if row.sent_at else "",
        times_sent=row.times_sent,
        said=said(row),
        place=[row.lng, row.lat] if row.lat is not None and row.lng is not None else [],
        papers=papers(session, row),
        asked=asked(row),
        message=row.message,
        choices=[(one.key, say(one.words)) for one in asked_of(row.kind, row.answers)],
        may_decide=admin.may(MAY[row.kind]),
        restaurant_id=str(row.restaurant_id or ""),
    )


def _listed(row: Application, user: User) -> Listed:
    return Listed(
        id=str(row.id),
        name=_name(row, user),
        by=user.name,
        kind=say(KINDS[row.kind]),
        town=str(row.answers.get("city", "")),
        sent=when.shown(row.sent_at, when.town(), clock.now()) if row.sent_at else "",
        look=LOOKS.get(row.status, ""),
        words=_standing(row),
    )


def _name(row: Application, user: User) -> str:
    return str(row.answers.get("name") or user.name)


def _standing(row: Application) -> str:
    return say(WAITS if row.status is ApplicationStatus.SENT else STANDINGS[row.status])
