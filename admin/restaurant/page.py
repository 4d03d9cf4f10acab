import reflex as rx

from admin import addresses
from admin.layout import frame_of_one, page
from admin.parts import facts, list_panel, order_link, panel, question_dialog, status_badge
from admin.restaurant.state import OneRestaurant as Screen
from admin.restaurants.page import status_of
from admin.state import Shell
from foodapp.accounts.staffing import StaffCard
from foodapp.kit.words import t
from foodapp.ui.inviting import invite_dialog, waiting_list
from foodapp.ui.kit import (
    badge,
    button,
    cases,
    dotted,
    either,
    empty_state,
    error_banner,
    icon,
    icon_button,
    link,
    link_button,
    money,
    phone_link,
    phrase,
)
from foodapp.views.console.audit import AuditLine
from foodapp.views.console.orders import OrderRow

ROLES = [("owner", "Owner"), ("manager", "Manager"), ("kitchen", "Kitchen")]


@page("/admin/restaurants/[id]", "Restaurant", Screen.arrive, Screen.load)
def restaurant() -> rx.Component:
    return frame_of_one(addresses.RESTAURANTS, Screen, _not_there(), _restaurant())


def _restaurant() -> rx.Component:
    return rx.fragment(
        _head(),
        error_banner(Screen.error),
        rx.el.div(
            rx.el.div(_orders(), _done(), class_name="flex min-w-0 flex-col gap-4"),
            rx.el.div(_figures(), _staff(), class_name="flex min-w-0 flex-col gap-4"),
            class_name="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_26rem]",
        ),
        invite_dialog(
            Screen, "staff", phrase(t("Invite to {name}", name=Screen.place.name)), ROLES, "Role"
        ),
        question_dialog(Screen),
    )


def _head() -> rx.Component:
    return rx.el.div(
        link(
            icon("arrow-left", size=16),
            "Restaurants",
            to=addresses.RESTAURANTS,
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.h1(Screen.place.name, class_name="text-xl font-bold tracking-tight"),
                    status_of(Screen.place),
                    class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
                ),
                dotted(
                    Screen.place.address,
                    rx.cond(
                        Screen.place.phone != "",
                        phone_link(
                            Screen.place.phone,
                            class_name="text-accent-ink hover:underline tnum",
                        ),
                    ),
                    rx.cond(
                        Screen.place.status == "active",
                        rx.el.a(
                            "See it as a customer",
                            href="/r/" + Screen.place.slug,
                            class_name="text-accent-ink hover:underline",
                        ),
                    ),
                    class_name="text-sm text-muted",
                ),
                class_name="min-w-0 flex-1 basis-64",
            ),
            rx.cond(Shell.may_restaurants, _actions()),
            class_name="flex flex-wrap items-start gap-3",
        ),
    )


def _actions() -> rx.Component:
    return rx.el.div(
        cases(
            Screen.place.status,
            ("draft", button("Approve", on_click=Screen.ask("activate", ""), id="approve")),
            (
                "active",
                button("Suspend", look="act", on_click=Screen.ask("suspend", ""), id="suspend"),
            ),
            otherwise=button("Lift the suspension", on_click=Screen.ask("resume", ""), id="resume"),
        ),
        class_name="ml-auto",
    )


def _figures() -> rx.Component:
    place = Screen.place
    return panel(
        "Last 30 days",
        facts(
            ("Orders", place.orders),
            ("Live now", place.live),
            ("Sales", money(place.sales)),
            ("Accepted", either(place.accepted != "", place.accepted, "–")),
            ("Answers in", either(place.answer != "", place.answer, "–")),
            ("Rating", either(place.rating != "", place.rating, "–")),
            ("Commission", place.commission),
        ),
    )


def _staff() -> rx.Component:
    return list_panel(
        "Staff",
        Screen.staff,
        _member,
        "Nobody works here yet.",
        rx.cond(Shell.may_restaurants, _add()),
        custom_attrs={"data-testid": "staff"},
    )


def _member(one: StaffCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.name, class_name="font-medium wrap-anywhere"),
            rx.el.p(one.email, class_name="text-xs text-muted wrap-anywhere"),
            class_name="min-w-0",
        ),
        rx.cond(one.is_disabled, badge("Disabled", look="act")),
        rx.cond(
            Shell.may_restaurants,
            rx.el.div(
                rx.el.select(
                    *[rx.el.option(text, value=value) for value, text in ROLES],
                    value=one.role,
                    on_change=lambda role: Screen.change_role(one.user_id, role),
                    aria_label=phrase(t("Role of {name}", name=one.name)),
                    class_name="min-h-11 rounded-xl border border-line bg-raised px-2 text-sm",
                ),
                icon_button(
                    "user-minus", "Remove from the team", on_click=Screen.ask("remove", one.user_id)
                ),
                class_name="ml-auto flex items-center gap-1",
            ),
            rx.el.span(one.role, class_name="ml-auto text-sm capitalize text-muted"),
        ),
        class_name="flex items-center gap-3 px-4 py-2 text-sm",
    )


def _add() -> rx.Component:
    """Inviting, and who has not accepted yet."""
    return rx.el.div(
        waiting_list(Screen),
        button(
            icon("user-plus", size=18),
            "Invite somebody",
            look="quiet",
            on_click=Screen.begin_inviting("staff"),
            id="begin-staff",
            class_name="mt-3",
        ),
        class_name="border-t border-line px-4 pb-3",
    )


def _orders() -> rx.Component:
    return list_panel("Latest orders", Screen.orders, _order, "No orders yet.")


def _order(row: OrderRow) -> rx.Component:
    return rx.el.li(
        order_link(row.number, row.id),
        rx.el.span(status_badge(row.look, row.words), class_name="whitespace-nowrap"),
        rx.el.span(row.customer, class_name="hidden min-w-0 truncate text-muted sm:block"),
        rx.el.span(row.at, class_name="ml-auto text-right text-muted tnum"),
        money(row.total, class_name="w-20 shrink-0 text-right"),
        class_name="flex items-center gap-3 px-4 py-2.5 text-sm",
    )


def _done() -> rx.Component:
    return list_panel("Done by admins", Screen.done, _deed, "Nothing yet.")


def _deed(line: AuditLine) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(line.action, class_name="font-medium"),
            rx.el.span(" by ", line.by, class_name="text-muted"),
            rx.cond(line.reason != "", rx.el.span(": ", line.reason)),
            class_name="min-w-0",
        ),
        rx.el.span(line.at, class_name="ml-auto whitespace-nowrap text-muted tnum"),
        class_name="flex gap-3 px-4 py-2.5 text-sm",
    )


def _not_there() -> rx.Component:
    return empty_state(
        "search-x",
        "There is no such restaurant",
        "The address may be mistyped.",
        link_button("All restaurants", to=addresses.RESTAURANTS, look="quiet"),
        level=1,
    )
