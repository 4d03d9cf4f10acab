"""An offer fills the screen: what it pays, where it goes, and how long there is to answer."""

from typing import Annotated, Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui import scripts
from foodapp.ui.kit import button, card, heading, icon, link_button, money, phrase
from rider import addresses
from rider.layout import PINNED, PRIMARY
from rider.ride.phone import HERE  # noqa: F401 - the clock's script imports it
from rider.ride.ride_map import ride_map
from rider.ride.state import Ride


class OfferClock(rx.Component):
    library = f"$/public{scripts.script('offer_clock.jsx')}"
    tag = "OfferClock"
    offer: rx.Var[str]
    left: rx.Var[float]  # seconds
    seconds: rx.Var[float]  # of the whole time
    on_over: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


def offer_screen() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(_pay(), _way(), class_name="flex flex-col gap-4"),
            ride_map(
                pickup=Ride.offer.pickup,
                dropoff=Ride.offer.dropoff,
                pickup_label=Ride.offer.restaurant,
                dropoff_label="Drop-off, roughly",
                collected=False,
                height="var(--map-h)",
                label="Where this delivery goes",
            ),
            class_name="grid gap-4 [--map-h:max(140px,20dvh)] lg:grid-cols-2 lg:[--map-h:52dvh]",
        ),
        _answers(),
        id="offer",
        aria_labelledby="offer-title",
        class_name="rise flex flex-1 flex-col",
    )


def _pay() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            heading("New delivery", id="offer-title", class_name="!text-base text-accent-ink"),
            money(Ride.offer.pay, id="offer-pay", class_name="block text-5xl font-extrabold"),
            rx.el.p(
                rx.cond(
                    Ride.offer.tip != "",
                    rx.fragment(
                        "Ride ", money(Ride.offer.ride_pay), " + tip ", money(Ride.offer.tip)
                    ),
                    "For the ride. A tip may come on top.",
                ),
                id="offer-pay-parts",
                class_name="mt-1 text-muted",
            ),
            role="status",
            class_name="min-w-0 flex-1",
        ),
        OfferClock.create(
            offer=Ride.offer.id,
            left=Ride.offer.seconds_left,
            seconds=Ride.offer.seconds,
            on_over=Ride.refresh,
        ),
        class_name="flex items-center gap-4",
    )


def _way() -> rx.Component:
    return card(
        rx.el.ol(
            _stop(
                "store",
                Ride.offer.restaurant,
                Ride.offer.restaurant_street,
                phrase(t("{way} from you", way=Ride.offer.to_restaurant)),
                "offer-restaurant",
            ),
            _stop(
                "house",
                Ride.offer.dropoff_area,
                "",
                phrase(t("{way} further", way=Ride.offer.ride)),
                "offer-dropoff",
            ),
            class_name="flex flex-col gap-3",
        ),
        rx.el.ul(
            _fact("clock", "About ", Ride.offer.minutes, " min in all"),
            rx.cond(Ride.offer.ready != "", _fact("cooking-pot", "Ready about ", Ride.offer.ready)),
            class_name="mt-3 flex flex-wrap justify-between gap-x-4 gap-y-1 border-t border-line"
            " pt-3",
        ),
    )


def _fact(icon_name: str, *words: Any) -> rx.Component:
    return rx.el.li(
        icon(icon_name, class_name="shrink-0 text-muted"),
        rx.el.span(*words),
        class_name="flex items-center gap-2 whitespace-nowrap font-medium tnum",
    )


def _stop(icon_name: str, name: Any, detail: Any, distance: Any, ident: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icon(icon_name),
            class_name="grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft"
            " text-accent-ink",
        ),
        rx.el.span(
            rx.el.span(name, class_name="block text-lg font-semibold leading-snug"),
            rx.el.span(detail, class_name="block text-sm text-muted"),
            class_name="min-w-0 flex-1",
        ),
        rx.el.span(distance, class_name="shrink-0 text-sm font-semibold tnum"),
        id=ident,
        class_name="flex items-center gap-3",
    )


def _answers() -> rx.Component:
    return rx.el.div(
        button(
            "Accept",
            id="accept-offer",
            on_click=Ride.accept(Ride.offer.id),
            class_name=PRIMARY + " !min-h-18",
        ),
        button(
            "Not this one",
            id="decline-offer",
            look="plain",
            wide=True,
            on_click=Ride.decline(Ride.offer.id),
            class_name="!min-h-12",
        ),
        rx.el.div(
            rx.el.p("Declining changes nothing for you.", class_name="text-sm text-muted"),
            button(
                icon("power"),
                "Go offline",
                look="plain",
                id="offline-instead",
                on_click=Ride.go_offline,
                class_name="text-sm",
            ),
            class_name="flex flex-wrap items-center justify-center gap-x-3",
        ),
        class_name="!mt-auto " + PINNED,
    )


def offer_line() -> rx.Component:
    """On other pages an offer is a line at the top: what was being read stays."""
    return rx.cond(
        Ride.offer.id != "",
        rx.el.section(
            rx.el.div(
                rx.el.p("New delivery", class_name="text-sm font-semibold text-accent-ink"),
                money(Ride.offer.pay, class_name="block text-2xl font-extrabold"),
                rx.el.p(
                    Ride.offer.restaurant,
                    ", ",
                    Ride.offer.to_restaurant,
                    " from you",
                    class_name="text-sm text-muted",
                ),
                role="status",
                class_name="min-w-0 flex-1",
            ),
            OfferClock.create(
                offer=Ride.offer.id,
                left=Ride.offer.seconds_left,
                seconds=Ride.offer.seconds,
                on_over=Ride.refresh,
            ),
            rx.el.div(
                link_button("Look at it", to=addresses.RIDE, id="to-offer", class_name="flex-1"),
                button(
                    "Not this one",
                    look="quiet",
                    id="decline-offer",
                    on_click=Ride.decline(Ride.offer.id),
                    class_name="flex-1",
                ),
                class_name="flex basis-full gap-2",
            ),
            id="offer-line",
            aria_label="New delivery",
            class_name="rise mb-3 flex flex-wrap items-center gap-3 rounded-card border-2"
            " border-accent bg-raised p-4 shadow-card",
        ),
    )
