from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin.asking import Command, DetailScreen, Question
from admin.inviting import InvitedLink
from foodapp.applications import deciding
from foodapp.realtime import topics
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.inviting import LinkCard
from foodapp.ui.notices import notify
from foodapp.views.console.applications import Examined, examined

QUESTIONS = {
    "approve": Question(
        kind="approve",
        title="Approve this application?",
        text="A restaurant is made, not open yet, with the applicant as its owner; a rider may"
        " ride at once.",
        label="Approve",
        wants_reason=False,
        is_harmful=False,
    ),
    "decline": Question(
        kind="decline",
        title="Decline this application?",
        text="The applicant reads what you write here.",
        label="Decline",
    ),
}
COMMANDS: Mapping[str, Command] = {"decline": deciding.decline}


class OneApplication(DetailScreen, InvitedLink, rx.State):
    """An application, its papers beside what was said, and the answer."""

    _what: ClassVar[str] = "application"
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS

    row: Examined = Examined()
    markers: list[dict[str, str | float]] = []

    @handler(rate="20/m")
    async def ask_again(self, form: Form) -> None:
        """Each ticked answer, with why."""
        self.error = ""
        wrong = {
            key.removeprefix("ask-"): str(form.get(f"why-{key.removeprefix('ask-')}") or "")
            for key, value in form.items()
            if key.startswith("ask-") and value
        }
        message = str(form.get("message") or "")
        await self._do(deciding.ask_again, self._id(), wrong=wrong, message=message)
        await self._reload()
        await notify(self, "Asked. The applicant is told.")

    @handler()
    async def link_taken(self) -> None:
        self._leave_inviting()

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        if kind != "approve":
            await super()._carry_out(kind, subject, reason)
            return
        done = await self._do(deciding.approve, self._id())
        if done.link is not None:
            self.inviting = "owner"
            self.invited = LinkCard(done.link.email, done.link.url, done.link.until)

    def _put_away(self) -> None:
        super()._put_away()
        self._leave_inviting()

    async def _reload(self) -> None:
        self.error = ""
        self.row = await self._read(examined, self._id())
        self.markers = [
            {"id": "here", "lng": lng, "lat": lat, "kind": "restaurant", "label": self.row.name}
            for lng, lat in ([self.row.place] if self.row.place else [])
        ]
        self.loaded = True

    def _topic(self) -> str:
        return topics.admin()

    def _subject(self, kind: str, subject: str) -> UUID:
        return self._id()
