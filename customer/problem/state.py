from uuid import UUID, uuid4

import reflex as rx

from customer.order.state import OrderScreen
from customer.state import CustomerState
from foodapp.cases import reporting
from foodapp.cases.models import Fault
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.words import say, t
from foodapp.ui.args import Form, LongText
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.views.customer.problems import said_at_once

LINE, COUNT = "line-", "count-"


class ProblemSheet(CustomerState, rx.State):
    """Telling us what was not right. What was typed stays in the browser until it was taken."""

    opened: bool = False
    report_id: str = ""  # the name of what is being told: sent again it is told once
    error: str = ""

    @handler()
    async def open(self) -> None:
        self.opened, self.error = True, ""
        self.report_id = self.report_id or str(uuid4())

    @handler()
    async def close(self) -> None:
        self.opened, self.error = False, ""

    @handler(rate="20/m")
    async def photo_kept(self) -> None:
        """What was said of the one before is over."""
        self.error = ""

    @handler(rate="20/m")
    async def photo_refused(self, why: LongText) -> None:
        self.error = why or say(t("The photo did not reach us. Please try again."))

    @handler(rate="10/m")
    async def send(self, form: Form) -> Next:
        self.error = ""
        if form.get("photo-state") == "sending":
            raise DomainError(t("The photo is still on its way. Please press again in a moment."))
        photo = str(form.get("photo") or "")
        told = await self._do(
            reporting.report,
            self._order_id(),
            client_id=_id(form.get("client")),
            lines=_lines(form),
            fault=_fault(form.get("fault")),
            text=str(form.get("text") or ""),
            photo_id=_id(photo) if photo else None,
        )
        if self.report_id:  # else it was pressed twice, and has been said
            await notify(self, said_at_once(told))
        self.opened, self.report_id = False, ""
        return OrderScreen.refresh

    def _order_id(self) -> UUID:
        """Of the page: its address."""
        try:
            return UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
        except ValueError as wrong:
            raise NotFound("order") from wrong


def _lines(form: Form) -> dict[UUID, int]:
    """How many portions of each dish that is ticked; one where nothing is said."""
    wanted = {}
    for name, ticked in form.items():
        if name.startswith(LINE) and ticked:
            line = name.removeprefix(LINE)
            figures = str(form.get(COUNT + line) or "1")
            if not (figures.isascii() and figures.isdigit() and len(figures) <= 3):
                raise Unusable(t("The quantity"))
            wanted[_id(line)] = int(figures)
    return wanted


def _fault(said: object) -> Fault:
    try:
        return Fault(str(said))
    except ValueError as wrong:
        raise DomainError(t("Please choose what was wrong.")) from wrong


def _id(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as wrong:
        raise Unusable from wrong
