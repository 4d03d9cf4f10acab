"""An application: what somebody says of themselves, and how it stands."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class ApplicationKind(StrEnum):
    RESTAURANT = "restaurant"
    RIDER = "rider"


class ApplicationStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # an admin reads it
    ASKED_AGAIN = "asked_again"  # something is missing or wrong: the applicant changes it
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


S = ApplicationStatus
COMES_FROM: dict[ApplicationStatus, set[ApplicationStatus]] = {
    S.SENT: {S.DRAFT, S.ASKED_AGAIN},
    S.ASKED_AGAIN: {S.SENT},
    S.APPROVED: {S.SENT},
    S.DECLINED: {S.SENT},
    S.WITHDRAWN: {S.DRAFT, S.SENT, S.ASKED_AGAIN},
}
OPEN = (S.DRAFT, S.SENT, S.ASKED_AGAIN)
EDITABLE = frozenset({S.DRAFT, S.ASKED_AGAIN})
IS_NOW = {
    S.DRAFT: t("This application is a draft now. Please look again."),
    S.SENT: t("This application is sent. Wait for our answer, or take it back first."),
    S.ASKED_AGAIN: t("This application waits for the applicant now. Please look again."),
    S.APPROVED: t("This application is approved already."),
    S.DECLINED: t("This application is declined already."),
    S.WITHDRAWN: t("This application was taken back."),
}


class IllegalApplicationMove(DomainError):
    def __init__(self, current: ApplicationStatus) -> None:
        super().__init__(IS_NOW[current])


class Application(SQLModel, table=True):
    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "ux_applications_open",
            "user_id",
            "kind",
            unique=True,
            postgresql_where=text("status IN ('draft', 'sent', 'asked_again')"),
        ),
        Index("ix_applications_status", "status", "sent_at"),
        Index("ix_applications_restaurant", "restaurant_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: ApplicationKind = Field(sa_type=text_enum(ApplicationKind))
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    status: ApplicationStatus = Field(
        default=ApplicationStatus.DRAFT, sa_type=text_enum(ApplicationStatus)
    )
    # By key of applications.questions: text, or a list of words.
    answers: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    lat: float | None = None
    lng: float | None = None
    # What an admin asks to be changed: key of a question -> why, in the admin's words.
    asked: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    message: str = Field(default="", max_length=600)  # of the admin with the latest answer
    restaurant_id: UUID | None = Field(default=None, foreign_key="restaurants.id")
    times_sent: int = 0
    decided_by: UUID | None = None  # who answered last
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    saved_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    asked_again_at: datetime | None = Field(default=None, sa_type=UTC)
    approved_at: datetime | None = Field(default=None, sa_type=UTC)
    declined_at: datetime | None = Field(default=None, sa_type=UTC)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTC)


def move_to(application: Application, wanted: ApplicationStatus) -> None:
    """The one line that assigns a status; its moment is noted with it."""
    if application.status not in COMES_FROM[wanted]:
        raise IllegalApplicationMove(application.status)
    application.status = wanted
    setattr(application, f"{wanted.value}_at", clock.now())


class ApplicationDocument(SQLModel, table=True):
    """A paper of an applicant. The file is kept by kit.private_files, and is nobody's to open but
    the applicant's and, with an audit row each time, an admin's who may decide."""

    __tablename__ = "application_documents"
    __table_args__ = (Index("ix_application_documents", "application_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", ondelete="CASCADE")
    question: str = Field(max_length=40)  # key of applications.questions
    file_id: UUID | None = Field(default=None, foreign_key="private_files.id", ondelete="SET NULL")
    uploaded_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class FirstStep(SQLModel, table=True):
    """A first step that only its doer can say is done: the bell was heard, the list put away."""

    __tablename__ = "first_steps"

    owner_id: UUID = Field(primary_key=True)  # of a restaurant, or of a rider's profile
    step: str = Field(primary_key=True, max_length=40)
    done_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
