import reflex as rx

from customer.home.state import Home
from foodapp.kit.settings import settings
from foodapp.ui.kit import card, heading, link_button, page_frame
from foodapp.ui.live import live_refresh


@rx.page(route="/", title=settings().brand_name, on_load=Home.load)
def home() -> rx.Component:
    return page_frame(
        live_refresh(Home.load),
        heading("Order from your town"),
        rx.el.p("Good food from around the corner, brought to your door.", class_name="text-muted"),
        card(
            rx.el.p("It is ", rx.el.span(Home.at, id="at", class_name="tnum"), " in town."),
            link_button("See restaurants", to="/restaurants"),
            class_name="mt-4 flex flex-col items-start gap-3",
        ),
    )
