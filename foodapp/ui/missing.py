"""What an address shows that leads nowhere."""

import reflex as rx

from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.ui import pwa
from foodapp.ui.heads import titled
from foodapp.ui.kit import empty_state, link_button, page_frame
from foodapp.ui.page import page

HOME = pwa.HOMES[settings().persona]


@page("404", titled(t("Not found")))
def missing_page() -> rx.Component:
    return page_frame(
        empty_state(
            "map-pin-off",
            "There is nothing here",
            "The address is mistyped, or the page has moved.",
            link_button("Go to the start", to=HOME, id="to-start"),
            level=1,
        ),
        home=HOME,
        quiet=True,
    )
