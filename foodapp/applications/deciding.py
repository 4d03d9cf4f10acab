"""What admins do with an application: approve it, ask again, or decline."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit, invitations, rider_approval, staffing
from foodapp.accounts.actors import Admin, Permission, StaffRole
from foodapp.accounts.invitations import Link
from foodapp.accounts.models import User, Vehicle
from foodapp.accounts.permissions import recently_proven, require
from foodapp.applications.applying import missing_in
from foodapp.applications.events import (
    ApplicationApproved,
    ApplicationAskedAgain,
    ApplicationDeclined,
)
from foodapp.applications.models import (
    Application,
    ApplicationDocument,
    ApplicationKind,
    ApplicationStatus,
    IllegalApplicationMove,
    move_to,
)
from foodapp.applications.questions import asked_of
from foodapp.kit import outbox, wording
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants import founding
from foodapp.restaurants.founding import Founded

MAY = {
    ApplicationKind.RESTAURANT: Permission.STEER_RESTAURANTS,
    ApplicationKind.RIDER: Permission.STEER_PEOPLE,
}


@dataclass(frozen=True)
class Approved:
    application: Application
    link: Link | None  # to hand over, where the applicant's address is not proven yet


def approve(session: Session, admin: Admin, application_id: UUID) -> Approved:
    """The restaurant, not yet open, with its owner; or the rider, who may ride. Rights go to a
    proven address only: who has not proven theirs gets an invitation to it."""
    row = _lock_sent(session, admin, application_id)
    recently_proven(admin)
    if missing_in(session, row):
        raise DomainError(t("Something is missing in it. Please ask again."))
    user = session.get_one(User, row.user_id)
    if user.disabled_at is not None:
        raise DomainError(t("This account is disabled. Enable it first."))
    move_to(row, ApplicationStatus.APPROVED)
    row.decided_by, row.message = admin.user_id, ""
    if row.kind is ApplicationKind.RESTAURANT:
        link = _make_restaurant(session, admin, row, user)
    else:
        link = _make_rider(session, admin, row, user)
    _note(session, admin, row, "application_approved", user)
    outbox.record(
        session,
        ApplicationApproved(
            application_id=row.id,
            user_id=row.user_id,
            kind=row.kind,
            nth=row.times_sent,
            restaurant_id=row.restaurant_id,
            invitation_id=link.id if link else None,
        ),
    )
    return Approved(row, link)


def _make_restaurant(session: Session, admin: Admin, row: Application, user: User) -> Link | None:
    said = row.answers
    if row.lat is None or row.lng is None:
        raise DomainError(t("Something is missing in it. Please ask again."))
    restaurant = founding.found(
        session,
        admin,
        Founded(
            name=said["name"],
            street=said["street"],
            postcode=said.get("postcode", ""),
            city=said["city"],
            at=Position(lat=row.lat, lng=row.lng),
            phone=said["phone"],
            cuisines=list(said["cuisines"]),
        ),
    )
    restaurant.opening_hours, restaurant.website = said["hours"], said.get("website", "")
    row.restaurant_id = restaurant.id
    if user.email_proven_at is None:
        return invitations.invite_staff(
            session, admin, restaurant.id, email=user.email, role=StaffRole.OWNER
        )
    staffing.join(session, restaurant.id, user, role=StaffRole.OWNER, given_by=admin.user_id)
    return None


def _make_rider(session: Session, admin: Admin, row: Application, user: User) -> Link | None:
    vehicle = Vehicle(row.answers["vehicle"])
    if user.email_proven_at is None:
        return invitations.invite_rider(
            session, admin, email=user.email, vehicle=vehicle, is_approved=True
        )
    rider_approval.join(session, user, vehicle=vehicle, is_approved=True)
    user.phone = user.phone or row.answers["phone"]
    return None


def ask_again(
    session: Session,
    admin: Admin,
    application_id: UUID,
    *,
    wrong: Mapping[str, str],
    message: str = "",
) -> Application:
    """wrong: key of a question -> why, for the applicant to read; at least one."""
    row = _lock_sent(session, admin, application_id)
    known = {one.key: one.words for one in asked_of(row.kind, row.answers)}
    asked = {
        key: wording.line(why, known[key], most=200) for key, why in wrong.items() if key in known
    }
    row.message = wording.paragraph(message, t("The message"), most=600)
    if not asked:
        raise DomainError(t("Please say what has to be changed."))
    move_to(row, ApplicationStatus.ASKED_AGAIN)
    row.asked, row.decided_by = asked, admin.user_id
    _note(session, admin, row, "application_asked_again", session.get_one(User, row.user_id))
    outbox.record(
        session,
        ApplicationAskedAgain(
            application_id=row.id, user_id=row.user_id, kind=row.kind, nth=row.times_sent
        ),
    )
    return row


def decline(session: Session, admin: Admin, application_id: UUID, *, reason: str) -> Application:
    """reason: for the applicant to read."""
    row = _lock_sent(session, admin, application_id)
    row.message = wording.paragraph(reason, t("The reason"), most=600, needed=True)
    move_to(row, ApplicationStatus.DECLINED)
    row.decided_by = admin.user_id
    user = session.get_one(User, row.user_id)
    _note(session, admin, row, "application_declined", user, row.message)
    outbox.record(
        session,
        ApplicationDeclined(
            application_id=row.id, user_id=row.user_id, kind=row.kind, nth=row.times_sent
        ),
    )
    return row


def open_document(session: Session, admin: Admin, document_id: UUID) -> UUID:
    """The file of an applicant's paper. Each look is written down."""
    document = session.get(ApplicationDocument, document_id)
    if document is None or document.file_id is None:
        raise NotFound("document")
    row = session.get_one(Application, document.application_id)
    require(admin, MAY[row.kind])
    user = session.get_one(User, row.user_id)
    _note(session, admin, row, "application_paper_opened", user, document.question)
    return document.file_id


def _lock_sent(session: Session, admin: Admin, application_id: UUID) -> Application:
    require(admin, Permission.SEE)
    row = session.exec(
        select(Application)
        .where(Application.id == application_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound("application")
    require(admin, MAY[row.kind])
    if row.status is not ApplicationStatus.SENT:
        raise IllegalApplicationMove(row.status)
    return row


def _note(
    session: Session, admin: Admin, row: Application, action: str, user: User, reason: str = ""
) -> None:
    name = str(row.answers.get("name") or user.name)
    audit.note(session, admin, action, "application", row.id, name, reason)
    announce(session, topics.admin(), application=str(row.id))
