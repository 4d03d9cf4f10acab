import reflex as rx

from customer import addresses
from customer.chat.parts import messages
from customer.chat.state import OrderChat
from customer.layout import frame, page
from customer.order.asked import asked
from customer.order.parts import (
    bought,
    cancel_dialog,
    code,
    elsewhere,
    help_line,
    map_of_it,
    next_step,
    replace_dialog,
)
from customer.order.rating import rating_form, what_you_said
from customer.order.state import CONFIRMING
from customer.order.state import OrderScreen as Screen
from customer.order.tipping import tip_afterwards
from customer.problem.parts import problem
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.ui.install import install_nudge
from foodapp.ui.kept import keep_page
from foodapp.ui.kit import (
    VERBATIM,
    card,
    either,
    empty_state,
    error_banner,
    heading,
    link_button,
    skeleton,
    timeline,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.push_switch import push_nudge


@page(addresses.order("[id]"), "Your order", Screen.load, OrderChat.load_chats)
def order_page() -> rx.Component:
    return frame(
        live_refresh(Screen.refresh, every_s=either(Screen.order.is_active, 30, 0)),
        keep_page(
            addresses.order(Screen.order.id),
            "order",
            Screen.order,
            known=Screen.loaded & ~Screen.missing,
            while_true=Screen.order.is_active & ~Screen.order.is_unpaid,
        ),
        rx.cond(
            Screen.loaded,
            rx.cond(Screen.missing, not_there(), order()),
            skeleton(lines=8),
        ),
        cancel_dialog(),
        replace_dialog(Screen.other_basket, Screen.order_again(True), Screen.leave_basket),
    )


def not_there() -> rx.Component:
    return empty_state(
        "search-x",
        "We could not find that order",
        "Perhaps it belongs to another account.",
        link_button("Your orders", to=addresses.ORDERS, id="to-orders"),
        level=1,
    )


def order() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            top(),
            error_banner(Screen.error),
            asked(),
            next_step(),
            messages(),
            problem(),
            rx.cond(Screen.order.is_active & ~Screen.order.is_unpaid, wake_me()),
            elsewhere(),
            code(),
            rx.cond(Screen.order.was_delivered, to_the_home_screen()),
            tip_afterwards(),
            rx.cond(Screen.may_rate, rating_form()),
            what_you_said(),
            map_of_it(),
            class_name="flex min-w-0 flex-col gap-4",
        ),
        rx.el.div(
            card(
                heading("Step by step", level=2, class_name="pb-2"),
                timeline(Screen.order.steps),
            ),
            bought(),
            help_line(),
            class_name="flex min-w-0 flex-col gap-4",
        ),
        class_name="grid items-start gap-4 lg:grid-cols-[1fr_24rem]",
    )


def wake_me() -> rx.Component:
    return push_nudge(
        t("Put your phone away"),
        t("We wake it when your order is confirmed, late, or at the door."),
    )


def to_the_home_screen() -> rx.Component:
    brand = settings().brand_name
    return install_nudge(
        t("Keep {brand} at hand", brand=brand),
        t("On your home screen it opens at once, and shows your order also without a network."),
    )


def top() -> rx.Component:
    """The one sentence that matters, read out when it changes."""
    return rx.el.div(
        rx.el.p(
            rx.el.span(Screen.order.restaurant_name, custom_attrs=VERBATIM),
            " · ",
            rx.el.span(
                Screen.order.number, class_name="tnum", id="order-number", custom_attrs=VERBATIM
            ),
            class_name="text-sm text-muted",
        ),
        rx.el.div(
            heading(
                either(CONFIRMING, "Confirming your payment…", Screen.order.headline),
                id="headline",
                class_name="text-3xl",
            ),
            rx.el.p(
                either(
                    CONFIRMING,
                    "This takes a few seconds. You can stay here, or come back later.",
                    Screen.order.detail,
                ),
                id="detail",
                class_name="text-lg text-muted",
            ),
            role="status",
            aria_live="polite",
            aria_atomic="true",
        ),
        rx.cond(
            Screen.order.eta != "",
            rx.el.p(
                rx.el.span(Screen.order.eta_label, class_name="text-sm text-muted"),
                rx.el.span(Screen.order.eta, id="eta", class_name="text-4xl font-bold tnum"),
                class_name="flex flex-col pt-3",
            ),
        ),
        rx.cond(
            Screen.order.money != "",
            rx.el.p(Screen.order.money, id="money", class_name="pt-2 text-sm text-muted"),
        ),
    )
