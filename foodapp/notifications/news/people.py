"""What people hear of invitations, applications and their own data."""

from sqlmodel import Session

from foodapp.accounts.events import Invited
from foodapp.accounts.models import Invitation, InvitationKind, User
from foodapp.applications.events import (
    ApplicationApproved,
    ApplicationAskedAgain,
    ApplicationDeclined,
    ApplicationSent,
)
from foodapp.applications.models import Application, ApplicationKind
from foodapp.notifications import recipients, telling
from foodapp.notifications.recipients import Recipient
from foodapp.privacy.events import DeletionAsked, ExportMade
from foodapp.restaurants.models import Restaurant

PAGES = {
    ApplicationKind.RESTAURANT: "/become-a-partner",
    ApplicationKind.RIDER: "/ride-with-us",
}
INVITED = {
    InvitationKind.STAFF: "invited_staff",
    InvitationKind.RIDER: "invited_rider",
    InvitationKind.ADMIN: "invited_admin",
}
OfApplication = ApplicationSent | ApplicationAskedAgain | ApplicationApproved | ApplicationDeclined


def invited(session: Session, event: Invited) -> None:
    """By mail, to the address alone; whoever has an account there hears nothing more."""
    row = session.get(Invitation, event.invitation_id)
    if row is None:
        return
    facts = {"invitation_id": str(row.id)}
    to = Recipient("rider", email=row.email)
    match row.kind:
        case InvitationKind.STAFF:
            to = Recipient("restaurant", email=row.email)
            restaurant = session.get_one(Restaurant, row.restaurant_id)
            by = session.get(User, row.invited_by) if row.invited_by else None
            facts |= {"restaurant": restaurant.name, "by": by.name if by else restaurant.name}
        case InvitationKind.ADMIN:
            to = Recipient("admin", email=row.email)
        case InvitationKind.RIDER:
            pass
    telling.tell(session, INVITED[row.kind], to, key=f"invitation:{row.id}", facts=facts)


def application_sent(session: Session, event: ApplicationSent) -> None:
    _tell(session, "application_sent", event)


def application_asked_again(session: Session, event: ApplicationAskedAgain) -> None:
    _tell(session, "application_asked_again", event)


def application_approved(session: Session, event: ApplicationApproved) -> None:
    _tell(session, "application_approved", event)


def application_declined(session: Session, event: ApplicationDeclined) -> None:
    _tell(session, "application_declined", event)


def _tell(session: Session, kind: str, event: OfApplication) -> None:
    telling.tell(
        session,
        kind,
        recipients.account(event.user_id),
        key=f"application:{event.application_id}:{event.nth}",
        link=PAGES[event.kind],
    )


def application_waits(session: Session, event: ApplicationSent) -> None:
    row = session.get_one(Application, event.application_id)
    name = str(row.answers.get("name") or session.get_one(User, row.user_id).name)
    for admin in recipients.admins(session):
        telling.tell(
            session,
            "application_waits",
            admin,
            key=f"application:{row.id}:{event.nth}",
            link=f"/admin/applications/{row.id}",
            facts={"name": name},
        )


def export_made(session: Session, event: ExportMade) -> None:
    to, link = recipients.account(event.user_id), "/account#your-data"
    if event.restaurant_id is not None:
        to, link = recipients.account(event.user_id, "restaurant"), "/restaurant/staff#data"
    telling.tell(session, "export_made", to, key=f"export:{event.export_id}", link=link)


def deletion_asked(session: Session, event: DeletionAsked) -> None:
    telling.tell(
        session,
        "deletion_asked",
        recipients.account(event.user_id),
        key=f"deletion:{event.deletion_id}:{event.nth}",
        facts={"deletion_id": str(event.deletion_id)},
    )
