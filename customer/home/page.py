import reflex as rx

from customer.home.state import Home
from foodapp.kit.settings import settings
from foodapp.ui.kit import card, heading, link_button, page_frame


@rx.page(route="/", title=settings().brand_name, image="/icon-512.png", on_load=Home.load)
def home() -> rx.Component:
    return page_frame(
        heading("Order from your town"),
        rx.el.p("Good food from around the corner, brought to your door.", class_name="text-muted"),
        card(
            link_button("See restaurants", to="/restaurants"),
            class_name="mt-4 flex flex-col items-start gap-3",
        ),
    )
