import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.overview.state import Overview, Tile
from admin.parts import PANEL, order_link, panel, status_badge
from admin.state import Shell
from foodapp.ui.kit import (
    count,
    each,
    either,
    empty_state,
    error_banner,
    icon,
    icon_button,
    link,
    skeleton,
    some,
)
from foodapp.ui.live import Live, live_refresh
from foodapp.ui.map import live_map
from foodapp.views.console.alert_words import AlertCard
from foodapp.views.console.needs import OrderInTrouble
from foodapp.views.console.order import Happened


@page(addresses.OVERVIEW, "Overview", Overview.load)
def overview() -> rx.Component:
    return frame(
        addresses.OVERVIEW,
        live_refresh(Overview.refresh, every_s=30),  # what is late depends on the clock alone
        page_head("Overview", "The platform now"),
        error_banner(Overview.error),
        rx.cond(
            Overview.loaded,
            rx.el.div(
                _figures(),
                rx.el.div(
                    rx.el.div(_map(), _troubles(), class_name="flex min-w-0 flex-col gap-4"),
                    rx.el.div(_alerts(), _feed(), class_name="flex min-w-0 flex-col gap-4"),
                    class_name="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]",
                ),
                class_name="flex flex-col gap-4",
            ),
            rx.cond(Overview.error == "", skeleton(lines=9)),
        ),
    )


def _figures() -> rx.Component:
    return rx.el.ul(
        each(Overview.tiles, _tile),
        aria_label="Figures",
        class_name="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6",
    )


def _tile(tile: Tile) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(tile.label, class_name="text-sm text-muted"),
            each(tile.figures, lambda value: _figure(tile, value)),
            rx.el.span(tile.note, class_name="text-xs text-muted"),
            to=tile.href,
            class_name=f"{PANEL} flex h-full flex-col gap-0.5 px-4 py-3 no-underline"
            " hover:border-muted",
            custom_attrs={"data-testid": tile.id},
        )
    )


def _figure(tile: Tile, value: str) -> rx.Component:
    return rx.el.span(
        value,
        class_name=either(
            tile.acts,
            "text-2xl font-bold tnum text-act",
            either(
                count(tile.figures) > 1,
                "text-lg font-bold leading-snug tnum text-ink",
                "text-2xl font-bold tnum text-ink",
            ),
        ),
    )


def _map() -> rx.Component:
    return rx.el.div(
        live_map(
            center=Overview.center,
            zoom=13,
            markers=Overview.points,
            positions=Live.positions,
            cooperative=True,
            height="clamp(18rem, 46vh, 30rem)",
            label="Restaurants, riders and open deliveries",
            on_marker_click=Overview.open_marker,
        ),
        class_name=f"{PANEL} overflow-hidden",
    )


def _troubles() -> rx.Component:
    return panel(
        "Needs somebody",
        rx.cond(
            some(Overview.troubles),
            rx.el.ul(each(Overview.troubles, _trouble), class_name="divide-y divide-line"),
            rx.el.p(
                rx.cond(some(Overview.alerts), icon("bell", size=18), icon("check", size=18)),
                Overview.calm,
                custom_attrs={"data-testid": "calm"},
                class_name="flex items-center gap-2 px-4 py-5 text-sm text-muted",
            ),
        ),
        custom_attrs={"data-testid": "troubles"},
    )


def _trouble(one: OrderInTrouble) -> rx.Component:
    return rx.el.li(
        order_link(one.row.number, one.row.id),
        rx.el.span(one.why, class_name="font-medium text-act"),
        rx.el.span(
            one.row.restaurant, " to ", one.row.customer, class_name="min-w-0 truncate text-muted"
        ),
        rx.el.span(one.rider, class_name="text-muted"),
        rx.el.span(
            status_badge(one.row.look, one.row.words), class_name="ml-auto whitespace-nowrap"
        ),
        class_name="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm",
    )


def _alerts() -> rx.Component:
    return panel(
        "Alerts",
        rx.cond(
            some(Overview.alerts),
            rx.el.ul(
                each(Overview.alerts, _alert),
                class_name="max-h-80 divide-y divide-line overflow-y-auto",
                tab_index=0,
                aria_label="Open alerts",
            ),
            rx.el.p("No alert is open.", class_name="px-4 py-5 text-sm text-muted"),
        ),
        custom_attrs={"data-testid": "alerts"},
    )


def _alert(alert: AlertCard) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="mt-2 size-2 shrink-0 rounded-full bg-act", aria_hidden="true"),
        rx.cond(
            alert.page != "",
            link(alert.text, to=alert.page, class_name="min-w-0 py-1 text-ink"),
            rx.el.span(alert.text, class_name="min-w-0 py-1"),
        ),
        rx.cond(
            Shell.may_orders,
            icon_button(
                "x",
                "Close this alert",
                on_click=Overview.dismiss(alert.id),
                class_name="ml-auto shrink-0 text-muted",
            ),
        ),
        class_name="flex items-start gap-3 px-4 py-1.5 text-sm",
    )


def _feed() -> rx.Component:
    return panel(
        "Just now",
        rx.cond(
            some(Overview.feed),
            rx.el.ol(
                each(Overview.feed, _happened),
                class_name="max-h-[32rem] divide-y divide-line overflow-y-auto",
                tab_index=0,
                aria_label="What has just happened",
            ),
            empty_state("inbox", "Quiet so far", "The first order shows here the moment it comes."),
        ),
        custom_attrs={"data-testid": "feed"},
    )


def _happened(one: Happened) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            order_link(one.number, one.order_id),
            rx.el.span(one.restaurant, class_name="min-w-0 truncate text-muted"),
            rx.el.time(one.at, class_name="ml-auto whitespace-nowrap text-xs text-muted tnum"),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(one.text, class_name="text-ink"),
        class_name="px-4 py-2 text-sm",
    )
