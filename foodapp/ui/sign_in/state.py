from dataclasses import dataclass
from urllib.parse import quote

import reflex as rx

from foodapp.accounts.demo_signins import DEMO_PASSWORD, demo_signins
from foodapp.api.forms import typed
from foodapp.api.origin import is_own_page
from foodapp.api.refusals import NOTES, SENTENCES
from foodapp.kit.personas import Persona
from foodapp.ui import tabs
from foodapp.ui.guard import handler


@dataclass(frozen=True)
class DemoCard:
    name: str
    says: str
    email: str
    password: str


class SignIn(rx.State):
    """What a page with a sign-in form shows. The form itself is sent by the browser to
    /api/auth, never through here: no password passes this state."""

    sentence: str = ""  # why the last attempt was refused
    note: str = ""  # what was done just now
    next: str = ""  # where to go afterwards, a page of ours
    tail: str = ""  # the same, for an address: "?next=%2Fcheckout"
    email: str = ""  # as it was typed the last time, when it was refused
    name: str = ""
    demo: list[DemoCard] = []

    @handler(actor="public")
    async def load(self, persona: Persona = "customer") -> None:
        query = self.router.url.query_parameters
        code = query.get("error", "")
        self.sentence = SENTENCES.get(code, SENTENCES["input"]) if code else ""
        self.note = NOTES.get(str(query.get("said", "")), "")
        again = typed(tabs.cookie_header(self)) if code else {}
        self.email, self.name = again.get("email", ""), again.get("name", "")
        goal = query.get("next", "")
        self.next = goal if is_own_page(goal) else ""
        self.tail = f"?next={quote(self.next, safe='')}" if self.next else ""
        self.demo = [
            DemoCard(one.name, one.says, one.email, DEMO_PASSWORD) for one in demo_signins(persona)
        ]
