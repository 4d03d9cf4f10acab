"""Whether this browser is woken when its page is closed: asked for at a good moment, and switched
in the settings. What it does is in push.js."""

from typing import Any

import reflex as rx

from foodapp.kit.words import Words, say, t
from foodapp.ui import scripts

LIBRARY = f"$/public{scripts.script('push_switch.jsx')}"
STANDINGS: dict[str, Words] = {
    "on": t("On in this browser, also when this page is closed."),
    "blocked": t(
        "Your browser blocks notifications here: allow them in its settings for this site."
    ),
    "install": t("On an iPhone or iPad: first add this app to your home screen (Share, then Add)."),
    "unsupported": t("This browser cannot show notifications."),
    "lost": t(
        "They were on here, and your browser has given them up. Please switch them on again."
    ),
    "failed": t("That did not work. Please try again."),
    "switch_on": t("Switch on"),
    "switch_off": t("Switch off"),
    "put_away": t("Not now"),
}


class PushRow(rx.Component):
    library = LIBRARY
    tag = "PushRow"
    words: rx.Var[dict[str, str]]
    beside_nudge: rx.Var[bool]


class PushNudge(rx.Component):
    library = LIBRARY
    tag = "PushNudge"
    words: rx.Var[dict[str, str]]


def push_row(title: Words, says: Words, *, beside_nudge: bool = False) -> rx.Component:
    """For a settings page. says: what it is for, while it is off. beside_nudge: the page has a
    push_nudge, too; while that one asks, nothing is here."""
    return PushRow.create(words=_words(title, says), beside_nudge=beside_nudge)


def push_nudge(title: Words, says: Words) -> rx.Component:
    """For the moment at which it is worth something: there only while it is off, until somebody
    puts it away."""
    return PushNudge.create(words=_words(title, says))


def _words(title: Words, says: Words) -> Any:
    words = {"title": title, "says": says, "off": says, **STANDINGS}
    return {key: say(one) for key, one in words.items()}
