import reflex as rx

from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui.kit import (
    button,
    card,
    error_banner,
    field,
    has,
    heading,
    link_button,
    phone_text,
    skeleton,
    text_area,
)
from foodapp.ui.map.live_map import live_map
from restaurant import addresses
from restaurant.about.state import About
from restaurant.layout import frame, page, page_head


@page(addresses.ABOUT, "About", About.load)
def about() -> rx.Component:
    return frame(
        addresses.ABOUT,
        About.load,
        page_head("About", "What guests read about you, and where riders come."),
        rx.cond(
            About.loaded,
            rx.el.form(
                _words(),
                _where(),
                _picture(),
                _cuisines(),
                rx.el.div(
                    error_banner(About.error),
                    button("Save", type="submit", class_name="min-w-40"),
                    class_name="flex flex-col items-start gap-3 lg:col-span-2",
                ),
                on_submit=About.save,
                key=About.version,
                class_name="grid items-start gap-4 lg:grid-cols-2",
            ),
            rx.cond(About.error == "", skeleton(lines=9), error_banner(About.error)),
        ),
    )


def _words() -> rx.Component:
    return card(
        field("Name", "name", default_value=About.name, required=True, max_length=120),
        text_area(
            "In a few words",
            "description",
            default_value=About.description,
            max_length=600,
            rows="4",
        ),
        rx.el.div(
            field("Phone", "phone", type="tel", default_value=phone_text(About.phone)),
            field(
                "Prep time, minutes",
                "prep",
                input_mode="numeric",
                default_value=About.prep_minutes,
                required=True,
            ),
            class_name="grid grid-cols-2 gap-3",
        ),
        field("Website", "website", default_value=About.website, placeholder="https://"),
        class_name="flex flex-col gap-3",
    )


def _where() -> rx.Component:
    return card(
        rx.el.div(
            field("Street and number", "street", default_value=About.street),
            rx.el.div(
                field("Postcode", "postcode", default_value=About.postcode),
                field("Town", "city", default_value=About.city),
                class_name="grid grid-cols-[7rem_1fr] gap-3",
            ),
            class_name="flex flex-col gap-3 pb-4",
        ),
        live_map(
            center=About.place,
            zoom=15,
            markers=About.markers,
            cooperative=True,
            height="16rem",
            label="Where you are",
            on_map_click=About.move,
        ),
        rx.el.p("Tap the map where your door is.", class_name="pt-2 text-sm text-muted"),
    )


def _picture() -> rx.Component:
    return card(
        heading("Picture", level=2),
        rx.cond(
            About.photo != "",
            rx.el.img(
                src=About.photo, alt="", class_name="aspect-video w-full rounded-xl object-cover"
            ),
            rx.el.p(
                "A photo of your best dish brings the most guests. Until there is one, guests see"
                " an illustration of your kitchen.",
                class_name="text-muted",
            ),
        ),
        link_button("Photos and logo", to=addresses.PHOTOS, look="quiet"),
        class_name="flex flex-col gap-3",
    )


def _cuisines() -> rx.Component:
    return card(
        heading("Cuisines", level=2),
        rx.el.p("Up to six; guests search by them.", class_name="pb-2 text-muted"),
        rx.el.fieldset(
            rx.el.legend("Cuisines", class_name="sr-only"),
            *[
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        name=f"cuisine-{one.key}",
                        default_checked=has(About.cuisines, one.key),
                        class_name="size-5 accent-accent",
                    ),
                    rx.el.span(one.name, class_name="truncate"),
                    class_name="flex min-h-11 min-w-0 items-center gap-2",
                )
                for one in CUISINES.values()
            ],
            class_name="grid grid-cols-2 gap-x-3 sm:grid-cols-3",
        ),
    )
