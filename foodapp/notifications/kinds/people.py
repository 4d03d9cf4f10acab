"""News of applications, invitations, colleagues, and of what becomes of somebody's own data."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import invitations
from foodapp.kit.personas import Persona
from foodapp.kit.words import Words, t
from foodapp.notifications.kind import ChannelName, Completed, Facts, Group, Kind, Urgency
from foodapp.privacy import closing

MAIL, PUSH = ChannelName.MAIL, ChannelName.PUSH


def _invitation(session: Session, facts: Facts) -> Completed | None:
    path = invitations.path_for_mail(session, UUID(str(facts["invitation_id"])))
    return Completed(link=path) if path else None


def _deletion(session: Session, facts: Facts) -> Completed | None:
    path = closing.path_for_mail(session, UUID(str(facts["deletion_id"])))
    return Completed(link=path) if path else None


def _invited(name: str, audience: Persona, title: Words, body: Words) -> Kind:
    return Kind(
        name=name,
        audience=audience,
        group=Group.ACCOUNT,
        urgency=Urgency.NOW,
        when=t("Somebody is invited."),
        title=title,
        body=body,
        button=t("Accept the invitation"),
        always=(MAIL,),
        is_essential=True,
        complete=_invitation,
    )


INVITED_STAFF = _invited(
    "invited_staff",
    "restaurant",
    t("You are invited to {restaurant}"),
    t("{by} invites you to work with {restaurant}. The link works once, and only for you."),
)
INVITED_RIDER = _invited(
    "invited_rider",
    "rider",
    t("You are invited to ride"),
    t("You can bring orders to people of your town. The link works once, and only for you."),
)
INVITED_ADMIN = _invited(
    "invited_admin",
    "admin",
    t("You are invited to the console"),
    t("You are asked to look after the platform. The link works once, and only for you."),
)


def _applied(name: str, when: Words, title: Words, body: Words) -> Kind:
    return Kind(
        name=name,
        audience="customer",
        group=Group.ACCOUNT,
        urgency=Urgency.SOON,
        when=when,
        title=title,
        body=body,
        button=t("See your application"),
        ladder=(PUSH,),
        always=(MAIL,),
        is_essential=True,
    )


APPLICATION_SENT = _applied(
    "application_sent",
    t("Somebody's application has come in."),
    t("We have your application"),
    t("We read it, and write to you as soon as there is an answer."),
)
APPLICATION_ASKED_AGAIN = _applied(
    "application_asked_again",
    t("An application needs changes."),
    t("We ask again about your application"),
    t("Something has to be changed before we can say yes. What it is stands on its page."),
)
APPLICATION_APPROVED = _applied(
    "application_approved",
    t("An application is approved."),
    t("Welcome! Your application is approved"),
    t("A short list of first steps waits for you."),
)
APPLICATION_DECLINED = _applied(
    "application_declined",
    t("An application is declined."),
    t("Your application is declined"),
    t("We are sorry. Why stands on its page."),
)
APPLICATION_WAITS = Kind(
    name="application_waits",
    audience="admin",
    group=Group.WORK,
    urgency=Urgency.LATER,
    when=t("A restaurant or a rider has applied."),
    title=t("{name} wants to join"),
    body=t("An application waits for your answer."),
    button=t("Read it"),
    ladder=(PUSH, MAIL),
    gathers=timedelta(minutes=10),
    title_many=t("{count} applications wait"),
)
EXPORT_MADE = Kind(
    name="export_made",
    audience="customer",
    group=Group.ACCOUNT,
    urgency=Urgency.SOON,
    when=t("The copy of somebody's data is ready."),
    title=t("Your data is ready"),
    body=t("You can fetch it for some days where you asked for it. You have to be signed in."),
    button=t("Fetch it"),
    always=(MAIL,),
    is_essential=True,
)
DELETION_ASKED = Kind(
    name="deletion_asked",
    audience="customer",
    group=Group.ACCOUNT,
    urgency=Urgency.NOW,
    when=t("Somebody asks that their account is deleted."),
    title=t("Shall we delete your account?"),
    body=t("The link confirms it. If it was not you, change your password: nothing happens."),
    button=t("Delete my account"),
    always=(MAIL,),
    is_essential=True,
    complete=_deletion,
)
KINDS: tuple[Kind, ...] = (
    INVITED_STAFF,
    INVITED_RIDER,
    INVITED_ADMIN,
    APPLICATION_SENT,
    APPLICATION_ASKED_AGAIN,
    APPLICATION_APPROVED,
    APPLICATION_DECLINED,
    APPLICATION_WAITS,
    EXPORT_MADE,
    DELETION_ASKED,
)
