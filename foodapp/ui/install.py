"""The question whether the app may come to the home screen. Asked after something went well, never
at once; put away, it is not asked for sixty days (installed.js)."""

import reflex as rx

from foodapp.kit.words import Words, say, t
from foodapp.ui import scripts

LIBRARY = f"$/public{scripts.script('install.jsx')}"
WORDS = {
    "install": t("Install"),
    "put_away": t("Not now"),
    "apple": t("In Safari: Share, then “Add to Home Screen”."),
}


class InstallNudge(rx.Component):
    library = LIBRARY
    tag = "InstallNudge"
    words: rx.Var[dict[str, str]]


def install_nudge(title: Words, says: Words) -> rx.Component:
    """For the moment at which it is worth something. There only where the browser can install."""
    words = {"title": title, "says": says, **WORDS}
    return InstallNudge.create(words={key: say(one) for key, one in words.items()})
