"""What applicants do: they save as they go on, send, read the answer, change what is asked."""

from collections.abc import Mapping
from math import isfinite
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Customer
from foodapp.applications import answers
from foodapp.applications.events import ApplicationSent
from foodapp.applications.models import (
    EDITABLE,
    OPEN,
    Application,
    ApplicationDocument,
    ApplicationKind,
    ApplicationStatus,
    IllegalApplicationMove,
    move_to,
)
from foodapp.applications.questions import Question, asked_of, of_step, question
from foodapp.kit import clock, outbox, private_files
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MAX_EVER = 20  # applications of one kind by one person, those that were answered included
MAX_DOCUMENTS = 4  # for one question: both sides of a card, several pages


class NotComplete(DomainError):
    def __init__(self, missing: list[Question]) -> None:
        super().__init__(t("Still missing: {what}.", what=tuple(one.words for one in missing)))


def mine(session: ReadSession, customer: Customer, kind: ApplicationKind) -> Application | None:
    """The one that is open, else the latest."""
    return session.exec(
        select(Application)
        .where(Application.user_id == customer.user_id, Application.kind == kind)
        .order_by(col(Application.status).not_in(OPEN), col(Application.created_at).desc())
        .limit(1)
    ).one_or_none()


def begin(session: Session, customer: Customer, kind: ApplicationKind) -> Application:
    """The open one, or a new draft."""
    _hold_person(session, customer)
    row = _open(session, customer, kind)
    if row is not None:
        return row
    ever = session.exec(
        select(func.count())
        .select_from(Application)
        .where(Application.user_id == customer.user_id, Application.kind == kind)
    ).one()
    if ever >= MAX_EVER:
        raise DomainError(t("You have applied very often. Please write to our team."))
    row = Application(kind=kind, user_id=customer.user_id)
    session.add(row)
    session.flush()  # what is saved next refers to it
    return row


def save(
    session: Session,
    customer: Customer,
    kind: ApplicationKind,
    *,
    step: str,
    typed: Mapping[str, Any],
) -> Application:
    """A step of the form. What is left empty stays empty; what is wrong is refused."""
    row = _lock_editable(session, customer, kind)
    known = {one.key: one for one in of_step(kind, step) if not one.is_document}
    fresh = {
        key: answers.checked(row, known[key], value)
        for key, value in typed.items()
        if key in known and key != "position"
    }
    row.answers = {**row.answers, **fresh}
    row.saved_at = clock.now()
    return row


def stand(session: Session, customer: Customer, kind: ApplicationKind, at: Position) -> None:
    """Where a restaurant's door is."""
    row = _lock_editable(session, customer, kind)
    if not (isfinite(at.lat) and isfinite(at.lng) and abs(at.lat) <= 90 and abs(at.lng) <= 180):
        raise DomainError(t("That place is not on the map."))
    row.lat, row.lng, row.saved_at = at.lat, at.lng, clock.now()


def may_add(session: Session, customer: Customer, kind: ApplicationKind, key: str) -> Application:
    """Asked before the work of reading the file is done, and again when it is kept."""
    asked = question(kind, key)
    if asked is None or not asked.is_document:
        raise NotFound("document")
    row = _lock_editable(session, customer, kind)
    there = [one for one in documents_of(session, row.id) if one.question == key]
    if len(there) >= MAX_DOCUMENTS:
        raise DomainError(t("That is enough for one paper. Please remove one first."))
    return row


def add_document(
    session: Session, customer: Customer, kind: ApplicationKind, key: str, *, file_id: UUID
) -> ApplicationDocument:
    """file_id: of a file that was kept in this transaction."""
    row = may_add(session, customer, kind, key)
    document = ApplicationDocument(application_id=row.id, question=key, file_id=file_id)
    session.add(document)
    row.saved_at = clock.now()
    return document


def remove_document(
    session: Session, customer: Customer, kind: ApplicationKind, document_id: UUID
) -> None:
    row = _lock_editable(session, customer, kind)
    document = session.get(ApplicationDocument, document_id)
    if document is None or document.application_id != row.id:
        raise NotFound("document")
    session.delete(document)
    session.flush()  # it refers to the file
    if document.file_id:
        private_files.forget(session, [document.file_id])


def send(session: Session, customer: Customer, kind: ApplicationKind) -> Application:
    row = _lock_editable(session, customer, kind)
    if missing := missing_in(session, row):
        raise NotComplete(missing)
    move_to(row, ApplicationStatus.SENT)
    row.asked, row.message, row.times_sent = {}, "", row.times_sent + 1
    event = ApplicationSent(
        application_id=row.id, user_id=row.user_id, kind=row.kind, nth=row.times_sent
    )
    outbox.record(session, event)
    announce(session, topics.admin(), application=str(row.id))
    return row


def withdraw(session: Session, customer: Customer, kind: ApplicationKind) -> Application:
    """Its papers go at once."""
    row = _lock(session, customer, kind)
    move_to(row, ApplicationStatus.WITHDRAWN)
    forget_documents(session, row)
    announce(session, topics.admin(), application=str(row.id))
    return row


def missing_in(session: ReadSession, row: Application) -> list[Question]:
    """What has to be answered before it can be sent."""
    papers = {one.question for one in documents_of(session, row.id)}
    return [
        one
        for one in asked_of(row.kind, row.answers)
        if one.is_needed and not _is_answered(row, one, papers)
    ]


def _is_answered(row: Application, asked: Question, papers: set[str]) -> bool:
    if asked.is_document:
        return asked.key in papers
    if asked.key == "position":
        return row.lat is not None
    return bool(row.answers.get(asked.key))


def documents_of(session: ReadSession, application_id: UUID) -> list[ApplicationDocument]:
    """Oldest first; those whose file was forgotten are left out."""
    return list(
        session.exec(
            select(ApplicationDocument)
            .where(
                ApplicationDocument.application_id == application_id,
                col(ApplicationDocument.file_id).is_not(None),
            )
            .order_by(col(ApplicationDocument.uploaded_at), col(ApplicationDocument.id))
        )
    )


def forget_documents(session: Session, row: Application) -> None:
    files = [one.file_id for one in documents_of(session, row.id) if one.file_id]
    private_files.forget(session, files)


def own_document(session: ReadSession, customer: Customer, document_id: UUID) -> UUID:
    """The file of a paper that this person has uploaded."""
    found = session.exec(
        select(ApplicationDocument.file_id)
        .join(Application, col(Application.id) == ApplicationDocument.application_id)
        .where(ApplicationDocument.id == document_id, Application.user_id == customer.user_id)
    ).first()
    if found is None:
        raise NotFound("document")
    return found


def _lock_editable(session: Session, customer: Customer, kind: ApplicationKind) -> Application:
    row = _lock(session, customer, kind)
    if row.status not in EDITABLE:
        raise IllegalApplicationMove(row.status)
    return row


def _lock(session: Session, customer: Customer, kind: ApplicationKind) -> Application:
    row = _open(session, customer, kind)
    if row is None:
        raise NotFound("application")
    return row


def _open(session: Session, customer: Customer, kind: ApplicationKind) -> Application | None:
    return session.exec(
        select(Application)
        .where(
            Application.user_id == customer.user_id,
            Application.kind == kind,
            col(Application.status).in_(OPEN),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _hold_person(session: Session, customer: Customer) -> None:
    """Two tabs that begin at once find one draft."""
    session.connection().execute(
        select(func.pg_advisory_xact_lock(func.hashtext(f"applications {customer.user_id}")))
    )
