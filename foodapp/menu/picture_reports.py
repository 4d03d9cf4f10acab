"""Customers say that the picture of a dish is wrong; its owner hears of it, once a picture.

Against misuse: only who is signed in, each picture once, and MOST_A_DAY in all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, func, select

from foodapp.accounts.actors import Visitor
from foodapp.kit import clock, outbox
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.menu.events import PictureReported
from foodapp.menu.models import Item

MOST_A_DAY = 10
DAY = timedelta(days=1)
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('picture_reports'), hashtext(:user))")


class Why(StrEnum):
    OTHER_DISH = "other_dish"  # it shows another dish
    NOT_IN_IT = "not_in_it"  # it shows what is not in the dish
    UNFIT = "unfit"  # it is not fit to be shown


class PictureReport(SQLModel, table=True):
    __tablename__ = "picture_reports"
    __table_args__ = (UniqueConstraint("item_id", "picture", "user_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    item_id: UUID = Field(foreign_key="menu_items.id", ondelete="CASCADE")
    picture: str = Field(max_length=200)  # what was seen: as in PictureReported
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    why: Why = Field(sa_type=text_enum(Why))
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)


def report(session: Session, visitor: Visitor, item_id: UUID, *, why: Why) -> None:
    """Saying the same of the same picture again changes nothing."""
    if visitor.user_id is None:
        raise DomainError(t("Please sign in to report a picture."))
    item = session.exec(
        select(Item).where(Item.id == item_id, col(Item.archived_at).is_(None))
    ).one_or_none()
    if item is None:
        raise NotFound("dish")
    _must_not_be_too_many(session, visitor.user_id)
    seen = seen_of(item)
    row = {"id": uuid4(), "item_id": item.id, "picture": seen, "user_id": visitor.user_id}
    written = session.execute(
        insert(PictureReport)
        .values(**row, why=why, at=clock.now())
        .on_conflict_do_nothing()
        .returning(col(PictureReport.id))
    ).first()
    if written:
        outbox.record(
            session,
            PictureReported(
                item_id=item.id, restaurant_id=item.restaurant_id, picture=seen, why=why
            ),
        )


def seen_of(item: Item) -> str:
    """What stands for the dish now; a report of another picture is about one that has gone."""
    return item.picture or item.illustration or ""


def counted(session: ReadSession, items: Sequence[Item]) -> dict[UUID, int]:
    """How many people have reported the picture that each of these dishes has now."""
    rows = session.exec(
        select(PictureReport.item_id, PictureReport.picture, func.count())
        .where(col(PictureReport.item_id).in_([one.id for one in items]))
        .group_by(col(PictureReport.item_id), col(PictureReport.picture))
    )
    found = {(item_id, picture): many for item_id, picture, many in rows}
    return {one.id: found.get((one.id, seen_of(one)), 0) for one in items}


def _must_not_be_too_many(session: Session, user_id: UUID) -> None:
    session.execute(_ONE_AT_A_TIME, {"user": str(user_id)})
    today = select(func.count()).where(
        col(PictureReport.user_id) == user_id, col(PictureReport.at) > clock.now() - DAY
    )
    if session.exec(today).one() >= MOST_A_DAY:
        raise DomainError(t("That is enough for today. Thank you for looking so closely."))
