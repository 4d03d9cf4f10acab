"""Offline, and online without a delivery."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.install import install_nudge
from foodapp.ui.kit import button, card, either, heading, icon, money
from foodapp.ui.presses import keeper
from foodapp.ui.push_switch import push_nudge, push_row
from rider.layout import PINNED, PRIMARY
from rider.ride.phone import go_online, share_position
from rider.ride.ride_map import ride_map
from rider.ride.state import Ride

GO = (
    "inline-flex items-center justify-center bg-accent font-semibold text-on-accent"
    " hover:brightness-95 disabled:opacity-60 !min-h-18 " + PRIMARY
)

AT_HAND = (
    t("Your rides on your home screen"),
    t("It opens at once, fills the screen, and shows your delivery also without a network."),
)
WAKE = (t("Wake this phone"), t("An offer rings here, also when the screen is off."))


def offline_screen() -> rx.Component:
    return rx.el.section(
        heading("You are offline", id="offline"),
        rx.el.p("Go online when you are ready to ride.", class_name="text-muted"),
        today(),
        rx.cond(
            Ride.today_count > 0,
            rx.el.div(install_nudge(*AT_HAND), class_name="mt-4 empty:hidden"),
        ),
        card(
            rx.el.ul(
                _promise("map-pin", "Your position is shared only while you are online."),
                _promise("bell-ring", "An offer comes with its pay. You have 45 seconds to look."),
                _promise("thumbs-up", "Declining is fine. Nothing is held against you."),
                class_name="flex flex-col gap-3",
            ),
            class_name="mt-4",
        ),
        card(push_row(*WAKE), class_name="mt-4"),
        rx.el.div(go_online(Ride.go_online, GO), class_name="!mt-auto " + PINNED),
        class_name="flex flex-1 flex-col",
    )


def _promise(icon_name: str, text: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon(icon_name), class_name="text-accent-ink"),
        text,
        class_name="flex items-center gap-3",
    )


def waiting_screen() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.span(
                rx.el.span(class_name="absolute inset-0 animate-ping rounded-full bg-done"),
                rx.el.span(class_name="absolute inset-0 rounded-full bg-done"),
                aria_hidden="true",
                class_name="relative size-3 shrink-0",
            ),
            heading("You are online", id="online"),
            class_name="flex items-center gap-3",
        ),
        rx.el.p(
            "Waiting for a delivery near you. Keep this page open; it will ring.",
            class_name="mb-3 text-muted",
        ),
        rx.el.div(push_nudge(*WAKE), class_name="mb-3 empty:hidden"),
        ride_map(
            pickup=[0, 0],
            dropoff=[0, 0],
            pickup_label="",
            dropoff_label="",
            collected=False,
            height="max(220px, 36dvh)",
            label="Where you are",
        ),
        today(),
        rx.el.div(
            button(
                icon("power"),
                "Go offline",
                look="quiet",
                id="go-offline",
                on_click=Ride.go_offline,
                class_name=PRIMARY,
            ),
            class_name="!mt-auto " + PINNED,
        ),
        class_name="flex flex-1 flex-col",
    )


def today() -> rx.Component:
    return card(
        rx.el.div(
            rx.el.p("Earned today", class_name="text-sm text-muted"),
            money(Ride.today, id="earned-today", class_name="text-3xl font-bold"),
        ),
        rx.el.div(
            rx.el.p("Deliveries", class_name="text-sm text-muted"),
            rx.el.p(Ride.today_count, class_name="text-3xl font-bold tnum"),
            class_name="text-right",
        ),
        class_name="mt-4 flex items-end justify-between",
    )


def position_line() -> rx.Component:
    """Stands on every screen of a rider who is online."""
    return rx.cond(
        Ride.online,
        rx.el.div(share_position(Ride.rider_id, Ride.refresh), class_name="-mt-1 mb-2"),
    )


def keep_presses() -> rx.Component:
    """Stands on every screen of a rider: what was pressed without a network is sent from any."""
    box = either(Ride.rider_id != "", "rider." + Ride.rider_id, "")
    return keeper(box, acked=Ride.acked, on_send=Ride.press)
