"""Inviting somebody: a form, the link that it gives to hand over, and who has not accepted yet."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from foodapp.accounts.invitations import Link, OpenInvitation
from foodapp.accounts.permissions import NotProven
from foodapp.kit.errors import DomainError
from foodapp.kit.words import say
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, dialog, each, field, icon, icon_button, select, some
from foodapp.ui.notices import notify
from foodapp.ui.proving import Proving


@dataclass(frozen=True)
class LinkCard:
    """Blank until somebody was invited."""

    email: str = ""
    url: str = ""
    until: str = ""


class InvitedLink(Proving, mixin=True):
    """A screen that shows the link of who was invited just now. `inviting` says to what; empty: to
    nothing now."""

    inviting: str = ""
    invited: LinkCard = LinkCard()
    refused: str = ""

    def _leave_inviting(self) -> None:
        self.inviting, self.invited, self.refused = "", LinkCard(), ""


class Inviting(InvitedLink, mixin=True):
    """A screen from which people are invited."""

    waiting: list[OpenInvitation] = []

    @handler()
    async def begin_inviting(self, what: Word) -> None:
        self.inviting, self.invited, self.refused = what, LinkCard(), ""
        await self._read_waiting()

    @handler()
    async def stop_inviting(self) -> None:
        self._leave_inviting()

    @handler(rate="20/m")
    async def invite(self, form: Form) -> None:
        self.refused = ""
        try:
            link = await self._invite(str(form.get("email") or ""), str(form.get("role") or ""))
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        self.invited = LinkCard(link.email, link.url, link.until)
        await self._read_waiting()

    @handler(rate="20/m")
    async def withdraw(self, invitation_id: Id) -> None:
        await self._withdraw(invitation_id)
        await self._read_waiting()
        await notify(self, "Withdrawn. The link opens nothing any more.")

    async def _invite(self, email: str, role: str) -> Link:
        raise NotImplementedError

    async def _withdraw(self, invitation_id: UUID) -> None:
        raise NotImplementedError

    async def _read_waiting(self) -> None:
        raise NotImplementedError


def invite_dialog(
    screen: Any, what: str, title: Any, roles: list[tuple[str, str]], label: str
) -> rx.Component:
    """what: the value of `inviting` that opens it; roles: what may be chosen, under this label."""
    return dialog(
        screen.inviting == what,
        title,
        rx.cond(
            screen.invited.url != "",
            link_shown(screen, screen.stop_inviting),
            _form(screen, what, roles, label),
        ),
        on_close=screen.stop_inviting,
        sheet=True,
    )


def _form(screen: Any, what: str, roles: list[tuple[str, str]], label: str) -> rx.Component:
    return rx.fragment(
        rx.el.form(
            rx.el.p(
                "You get a link to hand over. It works once, and only for this address.",
                class_name="text-muted",
            ),
            field(
                "E-mail", "email", type="email", required=True, max_length=254, id=f"{what}-email"
            ),
            select(label, "role", roles, id=f"{what}-role"),
            rx.cond(
                screen.refused != "",
                rx.el.p(screen.refused, role="alert", class_name="text-sm text-act"),
            ),
            rx.el.div(
                button("Never mind", look="quiet", on_click=screen.stop_inviting),
                button("Make the link", type="submit", id=f"invite-{what}"),
                class_name="flex flex-wrap justify-end gap-2 pt-2",
            ),
            on_submit=screen.invite,
            class_name="flex flex-col gap-3",
        ),
        waiting_list(screen),
    )


def link_shown(screen: Any, on_done: Any) -> rx.Component:
    """The link of who was invited just now."""
    return rx.el.div(
        rx.el.p(
            "Give this link to ",
            rx.el.span(screen.invited.email, class_name="font-semibold break-all"),
            ", and to nobody else. It is shown this once and works until ",
            rx.el.span(screen.invited.until, class_name="whitespace-nowrap"),
            ".",
        ),
        rx.el.p(
            screen.invited.url,
            id="invitation-link",
            class_name="rounded-xl bg-sunken p-3 text-sm break-all select-all",
        ),
        rx.el.div(
            rx.el.button(
                icon("copy", size=18),
                rx.el.span("Copy", class_name="group-data-[copied]:hidden"),
                rx.el.span("Copied", class_name="hidden group-data-[copied]:inline"),
                type="button",
                custom_attrs={"data-copy": "invitation-link"},
                class_name="group inline-flex min-h-11 items-center gap-2 rounded-xl bg-sunken px-4"
                " font-semibold hover:bg-line",
            ),
            button("Done", on_click=on_done, id="invited"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        class_name="flex flex-col gap-3",
    )


def waiting_list(screen: Any) -> rx.Component:
    """Who was invited and has not accepted."""
    return rx.cond(
        some(screen.waiting),
        rx.el.section(
            rx.el.h3("Not accepted yet", class_name="pt-4 pb-1 text-sm font-semibold"),
            rx.el.ul(
                each(screen.waiting, lambda one: _waiting(screen, one)),
                class_name="divide-y divide-line",
            ),
        ),
    )


def _waiting(screen: Any, one: OpenInvitation) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.email, class_name="wrap-anywhere"),
            rx.el.p(
                rx.el.span(one.role, class_name="capitalize"),
                " · until ",
                one.until,
                class_name="text-xs text-muted tnum",
            ),
            class_name="min-w-0 flex-1",
        ),
        icon_button("x", "Withdraw the invitation", on_click=screen.withdraw(one.id)),
        class_name="flex items-center gap-2 py-1 text-sm",
    )
