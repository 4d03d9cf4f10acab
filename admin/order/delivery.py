"""How an order is brought: by whom, where they were, and what a person has to decide."""

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from admin.order.parts import call
from admin.order.state import OneOrder as Screen
from admin.parts import facts, panel
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.kit import badge, button, count, dialog, each, icon, money, phrase, some
from foodapp.views.console.deliveries import Asked, Proof, RiderChoice

Row = TypeVar("Row", Asked, Proof)


def delivery_panel() -> rx.Component:
    one = Screen.delivery
    return rx.cond(
        one.exists,
        panel(
            "Delivery",
            facts(
                ("Status", one.words),
                (
                    "Rider",
                    rx.cond(one.rider != "", rx.el.div(one.rider, call(one.rider_phone)), "–"),
                ),
                ("Distance", one.distance),
                ("Rider's pay", money(one.pay)),
            ),
            rx.cond(one.why != "", rx.el.p(one.why, class_name="px-4 pb-3 text-sm text-muted")),
            rx.cond(one.is_in_doubt, _doubt()),
            rx.cond(Shell.may_orders & Screen.case.can_renew_pin, _new_pin()),
            rx.cond(Shell.may_orders & (one.can_assign | one.can_take_away), _steering()),
            _folded("Who was asked", one.asked, _asked),
            _folded("Where the rider was", one.evidence, _proof, open=one.is_in_doubt),
            custom_attrs={"data-testid": "delivery"},
        ),
    )


def _steering() -> rx.Component:
    one = Screen.delivery
    return rx.el.div(
        rx.cond(
            one.can_assign,
            button(
                icon("user-plus", size=18),
                "Assign a rider",
                on_click=Screen.choose_rider,
                id="assign-rider",
            ),
        ),
        rx.cond(
            one.can_take_away,
            button(
                "Take it away",
                look="act",
                on_click=Screen.ask("take_away", ""),
                id="take-away",
            ),
        ),
        class_name="flex flex-wrap gap-2 px-4 pb-4",
    )


def _folded(
    words: str, rows: list[Row], draw: Callable[[Row], rx.Component], **props: Any
) -> rx.Component:
    """Rows behind a line that says how many there are. props go to the <details>."""
    return rx.cond(
        some(rows),
        rx.el.details(
            rx.el.summary(
                f"{words} (",
                count(rows),
                ")",
                class_name="min-h-11 cursor-pointer px-4 py-3 text-sm font-medium",
            ),
            rx.el.ul(each(rows, draw, like="at"), class_name="px-4 pb-3"),
            class_name="border-t border-line",
            **props,
        ),
    )


def _doubt() -> rx.Component:
    """What a person has to decide before anybody pays."""
    one = Screen.delivery
    return rx.el.div(
        rx.el.p(
            "The rider says: “",
            one.claim,
            "” Nobody pays or is paid before you decide.",
            class_name="font-medium",
        ),
        rx.cond(
            one.objected,
            rx.el.p("The customer says that they were there and wanted the food."),
        ),
        rx.cond(
            Shell.may_orders,
            rx.el.div(
                *[
                    button(
                        label,
                        look="quiet",
                        on_click=Screen.ask(blame, ""),
                        id=f"blame-{blame}",
                    )
                    for blame, label in (
                        ("customer", "Customer did not take it"),
                        ("nobody", "Nobody's doing"),
                        ("rider", "Rider did not bring it"),
                        ("delivered", "Customer has it"),
                    )
                ],
                class_name="flex flex-wrap gap-2",
            ),
        ),
        class_name="mx-4 mb-4 flex flex-col gap-3 rounded-card bg-act-soft px-4 py-3 text-sm"
        " text-act",
        id="in-doubt",
    )


def _new_pin() -> rx.Component:
    return rx.el.div(
        button(
            icon("key-round", size=18),
            "New PIN",
            look="quiet",
            on_click=Screen.ask("new_pin", ""),
            id="new-pin",
        ),
        class_name="flex px-4 pb-4",
    )


def _proof(row: Proof) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.step, class_name="font-medium"),
        rx.cond(row.is_proof, badge("proven", look="done"), badge("not proven", look="act")),
        rx.el.span(row.words, class_name="text-muted tnum"),
        rx.el.span(row.at, class_name="ml-auto text-muted tnum"),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-sm",
    )


def _asked(offer: Asked) -> rx.Component:
    return rx.el.li(
        rx.el.span(offer.name, class_name="font-medium"),
        rx.el.span(offer.away, class_name="text-muted tnum"),
        rx.el.span(offer.status, class_name="text-muted"),
        rx.el.span(offer.at, class_name="ml-auto text-muted tnum"),
        class_name="flex flex-wrap gap-x-3 py-1.5 text-sm",
    )


def riders_dialog() -> rx.Component:
    return dialog(
        Screen.choosing,
        "Assign a rider",
        rx.cond(
            some(Screen.riders),
            rx.el.ul(each(Screen.riders, _rider), class_name="divide-y divide-line"),
            rx.el.p("No rider is online now.", class_name="py-6 text-muted"),
        ),
        on_close=Screen.close_riders,
        sheet=True,
    )


def _rider(rider: RiderChoice) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(rider.name, class_name="font-medium"),
            rx.el.p(
                rider.vehicle,
                " · ",
                rider.away,
                " · ",
                rider.doing,
                class_name="text-sm text-muted",
            ),
            class_name="min-w-0",
        ),
        button(
            "Assign",
            look="quiet",
            disabled=~rider.is_free,
            on_click=Screen.assign(rider.rider_id),
            aria_label=phrase(t("Assign {rider}", rider=rider.name)),
            class_name="ml-auto shrink-0",
        ),
        class_name="flex items-center gap-3 py-2",
    )
