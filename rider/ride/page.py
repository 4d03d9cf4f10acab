from typing import Any

import reflex as rx

from foodapp.ui.chat import chat_keeper
from foodapp.ui.kept import keep_page
from foodapp.ui.kit import error_banner, icon, icon_button, skeleton
from foodapp.ui.live import live_refresh
from rider import addresses
from rider.layout import page, rider_frame
from rider.ride.barred import barred
from rider.ride.first_steps import FirstSteps, first_steps_card
from rider.ride.job import job_screen
from rider.ride.offer import offer_screen
from rider.ride.state import Ride
from rider.ride.waiting import keep_presses, offline_screen, position_line, waiting_screen
from rider.support.state import RideChat


@page(addresses.RIDE, "Ride", Ride.load, FirstSteps.load, RideChat.load_chats)
def ride() -> rx.Component:
    return rider_frame(
        live_refresh(Ride.refresh),
        keep_presses(),
        keep_page(
            addresses.RIDE,
            "ride",
            Ride.job,
            known=Ride.loaded,
            while_true=Ride.job.id != "",
            box="rider." + Ride.rider_id,
        ),
        position_line(),
        chat_keeper(RideChat, about=Ride.job.order_id),
        messages(),
        rx.cond(Ride.barred != "", barred(), rx.cond(Ride.loaded, screen(), skeleton(lines=6))),
        tab="ride",
        wide=True,
    )


def screen() -> rx.Component:
    return rx.cond(
        Ride.job.id != "",
        job_screen(),
        rx.cond(
            Ride.offer.id != "",
            offer_screen(),
            rx.cond(
                Ride.online, waiting_screen(), rx.fragment(first_steps_card(), offline_screen())
            ),
        ),
    )


def messages() -> rx.Component:
    """What happened to the last delivery, until it is put away."""
    return rx.el.div(
        rx.cond(Ride.job.id == "", error_banner(Ride.error)),
        rx.cond(
            (Ride.ended != "") & (Ride.offer.id == ""),
            _message("circle-x", Ride.ended, "act", "job-ended"),
        ),
        rx.cond(
            (Ride.done != "") & (Ride.offer.id == ""),
            _message("circle-check", Ride.done, "done", "job-done"),
        ),
        aria_live="polite",
        class_name="mb-2 flex flex-col gap-2 empty:hidden",
    )


def _message(icon_name: str, text: Any, look: str, ident: str) -> rx.Component:
    looks = {"act": "bg-act-soft text-act", "done": "bg-done-soft text-done"}
    return rx.el.div(
        icon(icon_name, size=24),
        rx.el.p(text, class_name="min-w-0 flex-1 text-lg font-semibold"),
        icon_button("x", "Put this message away", on_click=Ride.put_away),
        id=ident,
        class_name=f"rise flex items-center gap-3 rounded-card px-4 py-2 {looks[look]}",
    )
