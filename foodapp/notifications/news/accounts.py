"""What people hear of their own account."""

from uuid import UUID, uuid4

from sqlmodel import Session, select

from foodapp.accounts.credentials.events import (
    AccountClaimed,
    CredentialChanged,
    EmailChangeAsked,
    EmailChanged,
    EmailUnproven,
    PasswordChanged,
    ResetAsked,
    SignedInAnew,
    SignInLinkAsked,
)
from foodapp.accounts.models import AdminGrant, RiderProfile, StaffMember, User
from foodapp.kit.outbox import Event
from foodapp.kit.personas import Persona
from foodapp.kit.words import Value
from foodapp.notifications import recipients, telling
from foodapp.notifications.kinds.accounts import CHANGED
from foodapp.notifications.recipients import Recipient

ACCOUNT: dict[Persona, str] = {
    "customer": "/account",
    "restaurant": "/restaurant/account",
    "rider": "/rider/account",
    "admin": "/admin/your-account",
}


def prove_email(session: Session, event: EmailUnproven) -> None:
    _link(session, "prove_email", event)


def reset(session: Session, event: ResetAsked) -> None:
    _link(session, "reset_password", event)


def sign_in_link(session: Session, event: SignInLinkAsked) -> None:
    _link(session, "sign_in_link", event)


def email_change(session: Session, event: EmailChangeAsked) -> None:
    """Both mailboxes: the new one has the link, the old one is warned."""
    name = session.get_one(User, event.user_id).name
    new = Recipient(event.persona, email=event.new_email, name=name)
    telling.tell(session, "new_email", new, key=f"email:{uuid4()}", facts=_facts(event))
    _tell(
        session, "email_change_asked", event.user_id, event.persona, {"new_email": event.new_email}
    )


def email_changed(session: Session, event: EmailChanged) -> None:
    user = session.get_one(User, event.user_id)
    _tell(session, "email_changed", user.id, _persona(session, user.id), {"email": user.email})
    old = recipients.stranger(event.old_email, user.name)
    telling.tell(session, "email_changed", old, key=f"email:{uuid4()}", facts={"email": user.email})


def password_changed(session: Session, event: PasswordChanged) -> None:
    _tell(session, "password_changed", event.user_id, _persona(session, event.user_id), {})


def signed_in_anew(session: Session, event: SignedInAnew) -> None:
    facts: dict[str, Value] = {"device": event.device}
    _tell(session, "signed_in_anew", event.user_id, event.persona, facts, part="#devices")


def claimed(session: Session, event: AccountClaimed) -> None:
    _tell(session, "account_claimed", event.user_id, _persona(session, event.user_id), {})


def changed(session: Session, event: CredentialChanged) -> None:
    kind = CHANGED[event.what.value].name
    _tell(session, kind, event.user_id, _persona(session, event.user_id), {"name": event.name})


def _link(session: Session, kind: str, event: EmailUnproven | ResetAsked | SignInLinkAsked) -> None:
    """mailbox: the one that is written to. It may be another one when the message is sent."""
    user = session.get(User, event.user_id)
    if user is not None:
        _tell(session, kind, user.id, event.persona, {**_facts(event), "mailbox": user.email})


def _tell(
    session: Session,
    kind: str,
    user_id: UUID,
    persona: Persona,
    facts: dict[str, Value],
    *,
    part: str = "",
) -> None:
    """Each event is told of once: its reaction is claimed, so the key need only be its own. part:
    of the account page, where it is about one."""
    to, link = recipients.account(user_id, persona), f"{ACCOUNT[persona]}{part}"
    telling.tell(session, kind, to, key=f"account:{uuid4()}", link=link, facts=facts)


def _facts(event: Event) -> dict[str, Value]:
    """Ids and what is signed: nothing here opens anything."""
    found: dict[str, Value] = event.model_dump(mode="json")
    return found


def _persona(session: Session, user_id: UUID) -> Persona:
    """Where this person looks after their account."""
    mine: tuple[tuple[Persona, type[AdminGrant] | type[RiderProfile] | type[StaffMember]], ...] = (
        ("admin", AdminGrant),
        ("restaurant", StaffMember),
        ("rider", RiderProfile),
    )
    for persona, right in mine:
        if session.exec(select(right.user_id).where(right.user_id == user_id)).first():
            return persona
    return "customer"
