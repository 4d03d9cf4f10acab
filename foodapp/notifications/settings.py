"""What an operator sets for messages: each channel declares its own in its folder."""

from foodapp.kit.settings import Settings
from foodapp.notifications.letters.settings import MailSettings
from foodapp.notifications.texting.settings import TextSettings
from foodapp.notifications.webpush.settings import PushSettings


def parts() -> tuple[type[Settings], ...]:
    return (MailSettings, PushSettings, TextSettings)
