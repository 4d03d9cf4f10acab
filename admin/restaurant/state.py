from dataclasses import replace
from typing import Literal
from uuid import UUID

import reflex as rx

from admin.state import AdminState, Question, Shell
from foodapp.accounts import audit, staffing
from foodapp.accounts.actors import StaffRole
from foodapp.accounts.audit import AuditLine
from foodapp.accounts.staffing import StaffCard
from foodapp.analytics import places
from foodapp.analytics.places import Place
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import overview
from foodapp.orders.overview import OrderRow
from foodapp.realtime import topics
from foodapp.restaurants import approving
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import tell

BLANK = Place("", "", "", "", "", "", "", False, "", "", 0, 0, "", "", "", 0.0, 0.0)
QUESTIONS = {
    "activate": Question(
        kind="activate",
        title="Open this restaurant to orders?",
        text="Customers nearby see it at once.",
        label="Open it",
        wants_reason=False,
        is_harmful=False,
    ),
    "suspend": Question(
        kind="suspend",
        title="Suspend this restaurant?",
        text="It gets no new orders. Those under way are finished.",
        label="Suspend it",
    ),
    "resume": Question(
        kind="resume",
        title="Let this restaurant go on?",
        text="Customers see it again at once.",
        label="Let it go on",
        wants_reason=False,
        is_harmful=False,
    ),
    "remove": Question(
        kind="remove",
        title="Remove this person from the team?",
        text="They no longer see this restaurant's orders.",
        label="Remove",
        wants_reason=False,
    ),
}


class OneRestaurant(AdminState, rx.State):
    """A restaurant: how it does, who works there, and whether it may take orders."""

    place: Place = BLANK
    staff: list[StaffCard] = []
    orders: list[OrderRow] = []
    done: list[AuditLine] = []
    asked: Question = Question()
    form_version: int = 0  # grows when somebody was added: the form is empty again
    loaded: bool = False
    missing: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.loaded = self.missing = False
        self.asked, self.error = Question(), ""
        try:
            await self._read()
        except NotFound:
            self.loaded, self.missing = True, True
            return
        live.watch(self, topics.admin(), topics.restaurant(self._id()))

    @handler(rate="900/m")
    async def refresh(self):
        if not self.missing:
            await self._read()
        return Shell.load

    @handler()
    async def ask(self, kind: Word, subject: Word) -> None:
        """subject: whom it is about; empty where it is about the restaurant."""
        self.asked = replace(QUESTIONS.get(kind, Question()), subject=subject)

    @handler()
    async def never_mind(self) -> None:
        self.asked = Question()

    @handler(rate="20/m")
    async def confirm(self, form: Form) -> None:
        try:
            await self._carry_out(str(form.get("reason") or ""))
        except DomainError as refusal:
            self.asked = replace(self.asked, error=str(refusal))
            return
        self.asked = Question()
        await self._read()
        await tell(self, "Done.")

    @handler(rate="20/m")
    async def add_staff(self, form: Form) -> None:
        role = form.get("role")
        if role not in set(StaffRole):
            raise DomainError("Please choose a role.")
        email = str(form.get("email") or "")
        await self._ask(staffing.add, self._id(), email=email, role=StaffRole(role))
        self.form_version += 1
        await self._read()
        await tell(self, "Added. They can sign in now.")

    @handler(rate="20/m")
    async def change_role(self, user_id: Id, role: Literal["owner", "manager", "kitchen"]) -> None:
        try:
            await self._ask(staffing.change, self._id(), user_id=user_id, role=StaffRole(role))
        finally:
            await self._read(keep_error=True)
        await tell(self, "Changed.")

    async def _carry_out(self, reason: str) -> None:
        asked, ident = self.asked, self._id()
        match asked.kind:
            case "activate":
                await self._ask(approving.activate, ident)
            case "suspend":
                await self._ask(approving.suspend, ident, reason=reason)
            case "resume":
                await self._ask(approving.resume, ident)
            case "remove":
                await self._ask(staffing.remove, ident, user_id=_uuid(asked.subject, "person"))

    async def _read(self, *, keep_error: bool = False) -> None:
        if not keep_error:
            self.error = ""
        found = await self._ask(_read, self._id())
        self.place, self.staff, self.orders, self.done = found
        self.loaded = True

    def _id(self) -> UUID:
        return _uuid(self.router.url.path.rstrip("/").rpartition("/")[2], "restaurant")


def _read(session, admin, restaurant_id: UUID):
    orders = overview.orders(session, admin, restaurant_id=restaurant_id, limit=10)
    return (
        places.place(session, admin, restaurant_id),
        staffing.staff_of(session, admin, restaurant_id),
        orders.rows,
        audit.log(session, admin, subject_id=restaurant_id, limit=10).lines,
    )


def _uuid(text: str, what: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound(what) from wrong
