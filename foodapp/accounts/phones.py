"""Whether a phone number is its owner's: proven by a code that it was sent
(credentials.phone_codes), by an order that was delivered against its PIN to somebody with this
number, or by an admin who has called it.

A proof is of one number: who changes theirs has to prove it anew. Numbers are handed on: who shows
by a code that they hold one now has it, and whoever had proven it before has it no longer.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, delete, select

from foodapp.accounts import audit, people
from foodapp.accounts.actors import Admin, Permission, Person
from foodapp.accounts.models import User
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t


class Way(StrEnum):
    DELIVERED = "delivered"
    ADMIN = "admin"
    SMS = "sms"


class PhoneProof(SQLModel, table=True):
    __tablename__ = "phone_proofs"
    __table_args__ = (UniqueConstraint("user_id", "phone", name="ux_phone_proofs"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    phone: str = Field(max_length=40, index=True)
    way: Way = Field(sa_type=text_enum(Way))
    proven_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


def of(session: ReadSession, user_id: UUID) -> tuple[str, bool]:
    """The number that they have now, and whether it is proven; empty: none."""
    proof = select(PhoneProof.id).where(
        PhoneProof.user_id == User.id, PhoneProof.phone == User.phone, User.phone != ""
    )
    return session.exec(select(User.phone, proof.exists()).where(User.id == user_id)).one()


def is_proven(session: ReadSession, user_id: UUID) -> bool:
    """The number that they have now."""
    return of(session, user_id)[1]


def change(session: Session, person: Person, *, phone: str) -> None:
    """As kit.phones stores it, however it was written; blank: none any more."""
    session.get_one(User, person.user_id).phone = people.phone(phone)


def prove(session: Session, user_id: UUID, way: Way) -> None:
    """The number that they have now is theirs; without one nothing is proven."""
    user = session.get_one(User, user_id, populate_existing=True)
    if not user.phone:
        return
    proof = PhoneProof(user_id=user_id, phone=user.phone, way=way)
    session.execute(insert(PhoneProof).values(**proof.model_dump()).on_conflict_do_nothing())
    if way is Way.SMS:
        others = (col(PhoneProof.phone) == user.phone) & (col(PhoneProof.user_id) != user_id)
        session.exec(delete(PhoneProof).where(others))


def prove_by_word(session: Session, admin: Admin, user_id: UUID, *, reason: str) -> None:
    """An admin has called the number and spoken with its owner."""
    require(admin, Permission.STEER_ORDERS)
    recently_proven(admin)  # its owner may owe more from now on
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("person")
    if not user.phone:
        raise DomainError(t("This person has given no phone number."))
    reason = audit.reason_given(reason)
    prove(session, user_id, Way.ADMIN)
    audit.note(session, admin, "phone_proven", "person", user.id, user.name, reason)
