"""What an operator sets for messages: each channel declares its own in its folder."""

from foodapp.kit.settings import Settings, declared
from foodapp.notifications.letters.settings import MailSettings
from foodapp.notifications.texting.settings import TextSettings
from foodapp.notifications.webpush.settings import PushSettings


def parts() -> tuple[type[Settings], ...]:
    return (MailSettings, PushSettings, TextSettings)


def complaints() -> list[str]:
    """What works, but leaves people in the dark; a sentence each, for whoever starts the platform.
    Production is not refused for it: food is sold without e-mail, and a house may begin so."""
    mail = declared(MailSettings)
    found: list[str] = []
    if mail.is_demo:
        return found
    if not mail.smtp_host:
        found.append(
            "NO E-MAIL IS SENT: FOODAPP_SMTP_HOST is not set. Nobody gets a receipt, a new"
            " password, an invoice or a gift card's code."
        )
    elif not mail.mail_bounces_to:
        found.append("E-mail that comes back is not noticed: FOODAPP_MAIL_BOUNCES_TO is not set.")
    if not declared(PushSettings).push_is_on:
        found.append(
            "No sleeping tablet or phone is woken: FOODAPP_PUSH_PRIVATE_KEY is not set"
            " (`foodapp vapid-keys` makes one)."
        )
    return found
