"""The catalogue of notifications as people read it: on one screen of the console, and in docs."""

from dataclasses import dataclass

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, say, t
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName, Kind, Urgency

CHANNELS = {
    ChannelName.PUSH: t("push"),
    ChannelName.SMS: t("SMS"),
    ChannelName.MAIL: t("e-mail"),
}
URGENCIES = {
    Urgency.NOW: t("at once, at night too"),
    Urgency.SOON: t("soon, not in quiet hours"),
    Urgency.LATER: t("when it suits, not in quiet hours"),
}
AUDIENCES = {
    "customer": t("Customers"),
    "restaurant": t("Restaurants"),
    "rider": t("Riders"),
    "admin": t("Admins"),
}


@dataclass(frozen=True)
class CatalogueLine:
    """One kind. channels: "push, then e-mail; always e-mail"."""

    id: str  # the kind, as it is stored
    audience: str
    when: str
    says: str
    channels: str
    urgency: str
    choice: str  # whether it may be turned off


def lines() -> list[CatalogueLine]:
    """In the catalogue's order."""
    return [_line(kind) for kind in CATALOGUE.values()]


def page(session: ReadSession, admin: Admin) -> list[CatalogueLine]:
    require(admin, Permission.SEE)
    return lines()


def _line(kind: Kind) -> CatalogueLine:
    return CatalogueLine(
        id=kind.name,
        audience=say(AUDIENCES[kind.audience]),
        when=say(kind.when),
        says=kind.title.msgid,
        channels=say(_channels(kind)),
        urgency=say(URGENCIES[kind.urgency]),
        choice=say(_choice(kind)),
    )


def _channels(kind: Kind) -> Words:
    ladder = [CHANNELS[name] for name in kind.ladder]
    always = tuple(CHANNELS[name] for name in kind.always)
    tried = ladder[0] if ladder else t("inbox alone")
    for name in ladder[1:]:
        tried = t("{before}, then {next}", before=tried, next=name)
    if not always:
        return tried
    if not ladder:
        return t("always {channels}", channels=always)
    return t("{tried}; always {channels}", tried=tried, channels=always)


def _choice(kind: Kind) -> Words:
    if kind.is_essential:
        return t("cannot be turned off")
    return t("news: one click ends it") if kind.is_news else t("can be turned off")
