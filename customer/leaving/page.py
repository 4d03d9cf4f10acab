import reflex as rx

from customer import addresses
from customer.layout import frame, page
from customer.leaving.state import Leaving
from foodapp.ui.kit import (
    button,
    card,
    each,
    error_banner,
    heading,
    link_button,
    skeleton,
)


@page(addresses.LEAVING, "Delete your account", Leaving.load)
def leaving() -> rx.Component:
    return frame(
        heading("Delete your account", class_name="pb-4"),
        error_banner(Leaving.error),
        rx.cond(
            Leaving.loaded,
            rx.cond(Leaving.shown.leaves_on != "", _leaves(), _question()),
            skeleton(lines=5),
        ),
        narrow=True,
    )


def _question() -> rx.Component:
    return card(
        rx.el.p(
            "Your name, addresses, cards, messages and sign-ins go, and cannot be brought back."
            " What the law asks us to keep of orders and payments stays, without your name.",
            class_name="pb-4",
        ),
        rx.el.div(
            link_button("Keep my account", to=addresses.ACCOUNT, look="quiet"),
            button("Delete it", look="act", on_click=Leaving.confirm, id="confirm-deletion"),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="p-6",
    )


def _leaves() -> rx.Component:
    return card(
        rx.el.p(
            "Your account is deleted on ",
            rx.el.b(Leaving.shown.leaves_on, id="leaves-on", class_name="tnum"),
            " or, if something still stands in the way, as soon as it does not.",
        ),
        rx.el.ul(
            each(Leaving.shown.waits_for, lambda words: rx.el.li(words)),
            class_name="list-disc py-2 pl-5 text-act empty:hidden",
        ),
        rx.el.p(
            "Until then you can change your mind on your account's page.",
            class_name="py-2 text-muted",
        ),
        link_button("Your account", to=addresses.ACCOUNT, look="quiet"),
        class_name="p-6",
    )
