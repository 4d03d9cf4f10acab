"""Answers that support gives often, kept by support itself."""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.chat.models import LONGEST, CannedAnswer
from foodapp.kit import wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MOST = 100


class TitleTaken(DomainError):
    def __init__(self, title: str) -> None:
        super().__init__(t("There is an answer called “{title}” already.", title=title))


class TooManyAnswers(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That are too many answers to choose from. Please remove some first."))


def every(session: ReadSession, admin: Admin) -> list[CannedAnswer]:
    require(admin, Permission.STEER_ORDERS)
    return list(session.exec(select(CannedAnswer).order_by(CannedAnswer.title).limit(MOST)))


def save(
    session: Session, admin: Admin, answer_id: UUID | None, *, title: str, text: str
) -> CannedAnswer:
    """answer_id: None for a new one."""
    row = _to_save(session, admin, answer_id)
    title = wording.line(title, t("The title"), most=60, needed=True)
    same = select(CannedAnswer.id).where(CannedAnswer.title == title, CannedAnswer.id != row.id)
    if session.exec(same).first() is not None:
        raise TitleTaken(title)
    row.title = title
    row.text = wording.paragraph(text, t("The answer"), most=LONGEST, needed=True)
    session.add(row)
    _changed(session, admin, row)
    return row


def remove(session: Session, admin: Admin, answer_id: UUID) -> None:
    row = _found(session, admin, answer_id)
    session.delete(row)
    _changed(session, admin, row)


def _to_save(session: Session, admin: Admin, answer_id: UUID | None) -> CannedAnswer:
    if answer_id is not None:
        return _found(session, admin, answer_id)
    if len(every(session, admin)) >= MOST:
        raise TooManyAnswers
    return CannedAnswer(title="", text="")


def _found(session: Session, admin: Admin, answer_id: UUID) -> CannedAnswer:
    require(admin, Permission.STEER_ORDERS)
    row = session.exec(
        select(CannedAnswer).where(col(CannedAnswer.id) == answer_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("answer")
    return row


def _changed(session: Session, admin: Admin, row: CannedAnswer) -> None:
    audit.note(session, admin, "answer_changed", "chat", row.id, row.title)
    announce(session, topics.support())
