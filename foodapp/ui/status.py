"""/status: whether the platform works, for anybody who wonders, and live like every screen."""

import asyncio

import reflex as rx

from foodapp.api.health import database_answers, valkey_answers
from foodapp.kit import clock
from foodapp.ui import live
from foodapp.ui.guard import handler
from foodapp.ui.kit import badge, card, heading, page_frame, skeleton
from foodapp.ui.live import live_refresh
from foodapp.ui.page import page

TOPIC = "status"


class Status(rx.State):
    loaded: bool = False
    database: bool = False
    live_updates: bool = False
    checked_at: str = ""  # UTC, as shown

    @handler(actor="public", rate="30/m")
    async def load(self) -> None:
        database, self.live_updates = await asyncio.gather(
            asyncio.to_thread(database_answers), asyncio.to_thread(valkey_answers)
        )
        self.database = all(database)  # who cannot write takes no order
        self.checked_at = clock.now().strftime("%H:%M:%S.%f")[:-3]
        self.loaded = True
        live.watch(self, TOPIC)


@page("/status", "Status", Status.load)
def status_page() -> rx.Component:
    return page_frame(
        live_refresh(Status.load, every_s=20),
        heading("Status"),
        card(
            rx.cond(
                Status.loaded,
                rx.el.div(
                    part("Orders and accounts", Status.database),
                    part("Live updates", Status.live_updates),
                    rx.el.p(
                        "Checked ",
                        rx.el.span(Status.checked_at, id="checked", class_name="tnum"),
                        " UTC",
                        class_name="pt-2 text-sm text-muted",
                    ),
                ),
                skeleton(lines=2),
            ),
            class_name="mt-4",
        ),
        narrow=True,
    )


def part(name: str, works: bool) -> rx.Component:
    return rx.el.div(
        rx.el.span(name),
        rx.cond(works, badge("Works", look="done"), badge("Down", look="act")),
        class_name="flex min-h-11 items-center justify-between",
    )
