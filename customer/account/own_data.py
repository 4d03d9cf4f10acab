"""A copy of one's own data, and the account's end."""

import reflex as rx

from customer.state import CustomerState
from foodapp.accounts import sessions
from foodapp.kit.words import t
from foodapp.privacy import closing, exporting
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, dialog, each, error_banner, icon, phrase, some
from foodapp.ui.notices import notify
from foodapp.ui.sign_in.forms import password_field
from foodapp.views.customer.own_data import OwnData as Shown
from foodapp.views.customer.own_data import own_data


class OwnData(CustomerState, rx.State):
    """What the platform holds about the reader, to be fetched or forgotten."""

    shown: Shown = Shown()
    is_leaving: bool = False  # the question is open
    is_giving_up: bool = False  # the question about store credit is
    refused: str = ""
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error, self.is_leaving, self.is_giving_up = "", False, False
        await self._reload()

    @handler(rate="10/m")
    async def ask_for_copy(self) -> None:
        self.error = ""
        await self._do(exporting.ask)
        await self._reload()
        await notify(self, "We put it together, and write to you when it is ready.")

    @handler()
    async def refresh(self) -> None:
        await self._reload()

    @handler()
    async def ask_to_leave(self) -> None:
        self.is_leaving = True

    @handler()
    async def stay(self) -> None:
        self.is_leaving = False

    @handler(rate="10/m")
    async def leave(self, form: Form) -> None:
        """With the password; the link that is mailed confirms it."""
        self.error, self.is_leaving = "", False
        await self._do(
            closing.ask,
            password=str(form.get("password") or ""),
            sign_in=sessions.hashed(self._cookies().sid),
        )
        await self._reload()

    @handler(rate="10/m")
    async def call_off(self) -> None:
        self.error = ""
        await self._do(closing.cancel)
        await self._reload()
        await notify(self, "Your account stays.")

    @handler()
    async def ask_to_give_up(self) -> None:
        self.is_giving_up = True

    @handler()
    async def keep_credit(self) -> None:
        self.is_giving_up = False

    @handler(rate="10/m")
    async def give_up_credit(self) -> None:
        """What was shown, and no more."""
        self.error, self.is_giving_up = "", False
        await self._do(closing.give_up_credit, sums=self.shown.credit_sums)
        await self._reload()

    async def _reload(self) -> None:
        self.shown = await self._read(own_data)


def own_data_section() -> rx.Component:
    return rx.el.div(
        error_banner(OwnData.error),
        _copy(),
        rx.el.hr(class_name="my-4 border-line"),
        rx.cond(
            OwnData.shown.leaves_on != "",
            _leaves(),
            rx.cond(OwnData.shown.is_asked, _is_asked(), _leave()),
        ),
        _question(),
        _credit_question(),
    )


def _copy() -> rx.Component:
    shown = OwnData.shown
    return rx.el.div(
        rx.el.p("Everything we hold about you, as a ZIP of JSON files.", class_name="text-muted"),
        rx.cond(
            shown.copy_id != "",
            rx.el.p(
                rx.el.a(
                    icon("download", size=18),
                    "Fetch my data",
                    href="/api/account/export/" + shown.copy_id,
                    id="fetch-copy",
                    class_name="inline-flex min-h-11 items-center gap-2 font-semibold"
                    " text-accent-ink underline",
                ),
                rx.el.span(" until ", shown.copy_until, class_name="text-sm text-muted tnum"),
            ),
        ),
        rx.cond(
            shown.is_being_made,
            rx.el.p("It is being put together. We write to you when it is ready.", role="status"),
            rx.el.div(
                button(
                    "Ask for a copy",
                    look="quiet",
                    on_click=OwnData.ask_for_copy,
                    id="ask-for-copy",
                )
            ),
        ),
        class_name="flex flex-col gap-2",
    )


def _leave() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Your name, addresses, cards, messages and sign-ins go. What the law asks us to keep"
            " of orders and payments stays, without your name.",
            class_name="pb-2 text-muted",
        ),
        button("Delete my account", look="act", on_click=OwnData.ask_to_leave, id="delete-account"),
    )


def _is_asked() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "We have sent you an e-mail. Open its link to confirm that your account shall go.",
            role="status",
            class_name="pb-2",
        ),
        _waits_for(),
        _call_off(),
    )


def _leaves() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Your account is deleted on ",
            rx.el.b(OwnData.shown.leaves_on, id="leaves-on", class_name="tnum"),
            " or, if something still stands in the way, as soon as it does not.",
        ),
        _waits_for(),
        _call_off(),
    )


def _waits_for() -> rx.Component:
    """What stands in the way now, and what its owner can do about store credit."""
    shown = OwnData.shown
    return rx.fragment(
        rx.el.ul(
            each(shown.waits_for, lambda words: rx.el.li(words)),
            id="waits-for",
            class_name="list-disc py-1 pl-5 text-act empty:hidden",
        ),
        rx.cond(
            shown.gives_up != "",
            rx.el.p(phrase(t("You give up {sum} of store credit.", sum=shown.gives_up))),
        ),
        rx.cond(
            shown.credit != "",
            rx.el.div(
                button(
                    phrase(t("Give up {sum}", sum=shown.credit)),
                    look="quiet",
                    on_click=OwnData.ask_to_give_up,
                    id="give-up-credit",
                ),
                class_name="pb-2",
            ),
        ),
    )


def _call_off() -> rx.Component:
    return button("Keep my account", look="quiet", on_click=OwnData.call_off, id="keep-account")


def _credit_question() -> rx.Component:
    sum_ = OwnData.shown.credit
    return dialog(
        OwnData.is_giving_up,
        phrase(t("Give up {sum}?", sum=sum_)),
        rx.el.p(
            "It goes with your account, and cannot be had back. If you keep your account, you keep"
            " it, too.",
            class_name="text-muted",
        ),
        rx.el.div(
            button("Never mind", look="quiet", on_click=OwnData.keep_credit),
            button("Give it up", look="act", on_click=OwnData.give_up_credit, id="credit-goes"),
            class_name="flex flex-wrap justify-end gap-2 pt-4",
        ),
        on_close=OwnData.keep_credit,
        sheet=True,
    )


def _question() -> rx.Component:
    return dialog(
        OwnData.is_leaving,
        "Delete your account?",
        rx.el.form(
            rx.el.p(
                "We send you an e-mail with a link. Nothing happens before you open it.",
                class_name="pb-3 text-muted",
            ),
            rx.cond(
                some(OwnData.shown.waits_for),
                rx.el.div(
                    rx.el.p("Your account can go as soon as this is done:"),
                    rx.el.ul(
                        each(OwnData.shown.waits_for, lambda words: rx.el.li(words)),
                        class_name="list-disc pl-5",
                    ),
                    class_name="pb-3",
                ),
            ),
            password_field("current-password", "Your password", ident="leaving"),
            rx.el.div(
                button("Never mind", look="quiet", on_click=OwnData.stay),
                button("Send the e-mail", look="act", type="submit", id="ask-to-delete"),
                class_name="flex flex-wrap justify-end gap-2 pt-4",
            ),
            on_submit=OwnData.leave,
            reset_on_submit=True,
        ),
        on_close=OwnData.stay,
        sheet=True,
    )
