"""Whether people can be reached: which channels are set up, and whether what is told gets out."""

from datetime import timedelta

from sqlmodel import col, func, select

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, n, say, t
from foodapp.notifications.channels import mail
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.letters.settings import settings as letters
from foodapp.notifications.models import Sending, SendingStatus
from foodapp.notifications.texting.settings import settings as texting
from foodapp.notifications.webpush.settings import settings as webpush
from foodapp.views.console.parts import Part

WAITS_TOO_LONG = timedelta(minutes=2)


# Codes of notifications.letters.handing: why nothing gets to the mail server.
MAIL_TROUBLES = {
    "certificate_refused": t("Its certificate has expired, is for another name, or is unknown."),
    "sign_in_refused": t("It refuses FOODAPP_SMTP_USER with this password."),
    "not_supported": t("It offers no STARTTLS, or no way to sign in: see FOODAPP_SMTP_TLS."),
    "timeout": t("It does not answer in time."),
    "no_connection": t("It cannot be reached: see FOODAPP_SMTP_HOST and FOODAPP_SMTP_PORT."),
    "broken_off": t("It breaks the connection off."),
}


def reaching(session: ReadSession) -> list[Part]:
    return [_mail(session), _push(), _texts(), _on_the_way(session)]


def _mail(session: ReadSession) -> Part:
    name = say(t("E-mail"))
    if letters().smtp_host and (trouble := _mail_trouble(session)):
        return Part(name, False, say(t("Waits for {host}", host=letters().smtp_host)), say(trouble))
    if letters().smtp_host:
        return Part(name, True, say(t("Goes to {host}", host=letters().smtp_host)))
    if mail.is_set_up():
        return Part(name, True, say(t("Shown at {page}", page="/demo/mail")))
    todo = t("Set FOODAPP_SMTP_HOST: without it nobody gets a receipt or a new password.")
    return Part(name, False, say(t("Not set up")), say(todo))


def _mail_trouble(session: ReadSession) -> Words | None:
    """Of the mail that was tried last and waits."""
    why = session.exec(
        select(Sending.why)
        .where(
            Sending.channel == ChannelName.MAIL,
            Sending.status == SendingStatus.QUEUED,
            col(Sending.why).in_(MAIL_TROUBLES),
        )
        .order_by(col(Sending.due_at).desc())
        .limit(1)
    ).first()
    return MAIL_TROUBLES[why] if why else None


def _push() -> Part:
    name = say(t("Push"))
    if webpush().push_is_on:
        return Part(name, True, say(t("Set up")))
    todo = t("Set FOODAPP_PUSH_PRIVATE_KEY: without it no sleeping tablet or phone is woken.")
    return Part(name, False, say(t("Not set up")), say(todo))


def _texts() -> Part:
    """Nobody needs to have them: what cannot wait goes by the other channels."""
    is_on = texting().sms_is_on
    return Part(say(t("SMS")), True, say(t("Set up") if is_on else t("Not set up")))


def _on_the_way(session: ReadSession) -> Part:
    late = session.exec(
        select(func.count()).where(
            col(Sending.status) == SendingStatus.QUEUED,
            col(Sending.gathered_into).is_(None),
            col(Sending.due_at) < clock.now() - WAITS_TOO_LONG,
        )
    ).one()
    name = say(t("Notifications"))
    if not late:
        return Part(name, True, say(t("Nothing waits")))
    says = n("{count} waits for too long", "{count} wait for too long", late)
    todo = t("See the logs of the notifier, which works on the queue {queue}.", queue="notify")
    return Part(name, False, say(says), say(todo))
