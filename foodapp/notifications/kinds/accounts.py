"""News of the account itself: its mailbox, its password, its sign-ins. None can be turned off.

A link that opens something is made when its mail is written (credentials.links), and stands in no
row: facts carry what it is made from.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.credentials import links, phone_codes
from foodapp.accounts.credentials.events import (
    EmailChangeAsked,
    EmailUnproven,
    ResetAsked,
    SignInLinkAsked,
)
from foodapp.accounts.models import User
from foodapp.kit.outbox import Event
from foodapp.kit.words import Words, t
from foodapp.notifications.kind import ChannelName, Completed, Facts, Group, Kind, Urgency

E = TypeVar("E", bound=Event)
Complete = Callable[[Session, Facts], Completed | None]
MAIL = ChannelName.MAIL
HALF_AN_HOUR = timedelta(minutes=30)


def _account(name: str, **about: Any) -> Kind:
    always = () if "ladder" in about else (MAIL,)
    return Kind(
        name=name,
        audience="customer",  # and everybody else with an account
        group=Group.ACCOUNT,
        urgency=Urgency.NOW,
        always=always,
        is_essential=True,
        **about,
    )


def _linked(event: type[E], make: Callable[[Session, E], str]) -> Complete:
    """The link of a message, made when it is written. mailbox: where the message goes; a link to a
    mailbox that is no longer the account's is not made."""

    def complete(session: Session, facts: Facts) -> Completed | None:
        asked = event.model_validate(facts)
        user = session.get(User, UUID(str(facts["user_id"])))
        if user is None or user.email != facts.get("mailbox", user.email):
            return None
        link = make(session, asked)
        return Completed(link=link) if link else None

    return complete


def _phone_code(session: Session, facts: Facts) -> Completed | None:
    user_id, phone = UUID(str(facts["user_id"])), str(facts["phone"])
    code = phone_codes.make(session, user_id, phone)
    return Completed(facts={"code": code}) if code else None


NOT_YOU: Words = t("If it was not you, change your password at once and look at your devices.")

PROVE_EMAIL = _account(
    "prove_email",
    when=t("Somebody has signed up, or asks for the message again."),
    title=t("Please confirm your e-mail address"),
    body=t("So that we know where to reach you. The link works once, for half an hour."),
    button=t("Confirm"),
    complete=_linked(EmailUnproven, links.prove_email),
)
RESET_PASSWORD = _account(
    "reset_password",
    when=t("Somebody says that they have forgotten their password."),
    title=t("Choose a new password"),
    body=t(
        "Somebody has asked for it. The link works once, for half an hour. If it was not you, you"
        " need do nothing."
    ),
    button=t("Choose a password"),
    lives=HALF_AN_HOUR,
    complete=_linked(ResetAsked, links.reset),
)
SIGN_IN_LINK = _account(
    "sign_in_link",
    when=t("Somebody wants to sign in without a password."),
    title=t("Your link to sign in"),
    body=t(
        "Open it in the browser in which you asked for it. It works once, for half an hour. If it"
        " was not you, you need do nothing, and give it to nobody."
    ),
    button=t("Sign in"),
    lives=HALF_AN_HOUR,
    complete=_linked(SignInLinkAsked, links.sign_in),
)
NEW_EMAIL = _account(
    "new_email",
    when=t("Somebody wants another e-mail address: to the new one."),
    title=t("Please confirm your new e-mail address"),
    body=t("From then on you sign in with it. The link works once, for half an hour."),
    button=t("Confirm"),
    lives=HALF_AN_HOUR,
    complete=_linked(EmailChangeAsked, links.change_email),
)
EMAIL_CHANGE_ASKED = _account(
    "email_change_asked",
    when=t("The same: to the address they have."),
    title=t("Another e-mail address for your account"),
    body=t(
        "Your account is to get the address {new_email}. Nothing changes before that is confirmed."
        " If it was not you, change your password at once."
    ),
)
EMAIL_CHANGED = _account(
    "email_changed",
    when=t("An account has another e-mail address: to both."),
    title=t("Your e-mail address was changed"),
    body=t("You sign in with {email} from now on. If it was not you, please write to our team."),
)
PHONE_CODE = _account(
    "phone_code",
    when=t("Somebody wants to show that a telephone number is theirs: to that number."),
    title=t("Your code"),
    body=t("Your code: {code}. It works for ten minutes. We never ask you for it: tell nobody."),
    ladder=(ChannelName.SMS,),
    is_asked_for=True,
    lives=timedelta(minutes=10),
    complete=_phone_code,
)
PASSWORD_CHANGED = _account(
    "password_changed",
    when=t("Somebody has another password."),
    title=t("Your password was changed"),
    body=t("Other devices were signed out. If it was not you, please choose a new one at once."),
)
ACCOUNT_CLAIMED = _account(
    "account_claimed",
    when=t("A mailbox has shown for the first time whose account it is, in another browser."),
    title=t("Your address is confirmed"),
    body=t(
        "Nobody had shown before that this address is theirs. So that nobody else gets in, the"
        " account's old password, passkeys, authenticator app, phone number, addresses and cards"
        " were taken off. Please set up again what is yours."
    ),
    button=t("Your account"),
)
SIGNED_IN_ANEW = _account(
    "signed_in_anew",
    when=t("Somebody has signed in where they never did before."),
    title=t("A new sign-in: {device}"),
    body=t(
        "If it was you, all is well. If not, sign that device out and change your password at once."
    ),
    button=t("Your devices"),
)
# By code of credentials.events.Changed.
CHANGED: dict[str, Kind] = {
    "passkey_added": _account(
        "passkey_added",
        when=t("A passkey was added."),
        title=t("A passkey was added: {name}"),
        body=NOT_YOU,
    ),
    "passkey_removed": _account(
        "passkey_removed",
        when=t("A passkey was removed."),
        title=t("A passkey was removed: {name}"),
        body=NOT_YOU,
    ),
    "passkey_doubted": _account(
        "passkey_doubted",
        when=t("A passkey may have been copied."),
        title=t("Somebody may have a copy of your passkey {name}"),
        body=t("It did not sign anybody in. Please remove it, and add a new one."),
    ),
    "app_added": _account(
        "app_added",
        when=t("An authenticator app was added."),
        title=t("An authenticator app was added"),
        body=NOT_YOU,
    ),
    "app_removed": _account(
        "app_removed",
        when=t("An authenticator app was removed."),
        title=t("Your authenticator app was removed"),
        body=NOT_YOU,
    ),
    "codes_renewed": _account(
        "codes_renewed",
        when=t("Somebody has new recovery codes."),
        title=t("You have new recovery codes"),
        body=t("Those before are worth nothing any more. If it was not you, change your password."),
    ),
    "recovery_code_used": _account(
        "recovery_code_used",
        when=t("Somebody has signed in with a recovery code."),
        title=t("A recovery code was used"),
        body=NOT_YOU,
    ),
    "cleared": _account(
        "second_factor_cleared",
        when=t("Our team has taken a second factor off."),
        title=t("Your second factor was taken off"),
        body=t("Our team did it. Sign in with your password, and set up a new one."),
    ),
}
KINDS: tuple[Kind, ...] = (
    *(PROVE_EMAIL, RESET_PASSWORD, SIGN_IN_LINK, NEW_EMAIL, EMAIL_CHANGE_ASKED),
    *(EMAIL_CHANGED, PHONE_CODE, PASSWORD_CHANGED),
    *(ACCOUNT_CLAIMED, SIGNED_IN_ANEW),
    *CHANGED.values(),
)
