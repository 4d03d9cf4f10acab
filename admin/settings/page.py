import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.parts import panel
from admin.settings.state import Settings
from foodapp.ui.kit import button, each, error_banner, icon, link_button, no, skeleton, text
from foodapp.ui.live import live_refresh
from foodapp.views.console.health import Setting
from foodapp.views.console.parts import Part


@page(addresses.SETTINGS, "Settings", Settings.load)
def settings() -> rx.Component:
    return frame(
        addresses.SETTINGS,
        live_refresh(Settings.load, every_s=20),
        page_head(
            "Settings",
            "",
            link_button(
                icon("percent", 18), "Tax and commission", to=addresses.RATES, look="quiet"
            ),
            link_button(
                icon("bell-ring", 18), "Notifications", to=addresses.NOTIFICATIONS, look="quiet"
            ),
            button(icon("refresh-cw", size=18), "Look again", look="quiet", on_click=Settings.load),
        ),
        error_banner(Settings.error),
        rx.cond(
            Settings.loaded,
            rx.el.div(_health(), _illustrations(), _chosen(), class_name="flex flex-col gap-4"),
            rx.cond(Settings.error == "", skeleton(lines=9)),
        ),
    )


def _health() -> rx.Component:
    return panel(
        "System health",
        rx.el.ul(
            each(Settings.parts, _part, key="name"),
            class_name="grid sm:grid-cols-2",
        ),
        rx.el.p(
            "Looked at ",
            rx.el.span(Settings.looked_at, class_name="tnum"),
            class_name="px-4 pb-3 text-sm text-muted",
        ),
        custom_attrs={"data-testid": "health"},
    )


def _part(part: Part) -> rx.Component:
    return rx.el.li(
        rx.cond(
            part.is_well,
            icon("circle-check", size=20, class_name="shrink-0 text-done"),
            icon("circle-alert", size=20, class_name="shrink-0 text-act"),
        ),
        rx.el.div(
            rx.el.p(part.name, class_name="font-semibold"),
            rx.el.p(part.says, class_name="text-sm text-muted"),
            rx.cond(part.todo != "", rx.el.p(part.todo, class_name="text-sm text-act")),
        ),
        class_name="flex gap-3 px-4 py-3",
        custom_attrs={"data-well": text(part.is_well)},
    )


def _illustrations() -> rx.Component:
    return panel(
        "Illustrations",
        rx.el.div(
            rx.el.p(
                "Dishes and restaurants without a photo show a picture made for the platform,"
                " marked as an illustration. Switched off, a plain sign stands there everywhere,"
                " within seconds.",
                class_name="text-sm text-muted",
            ),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    role="switch",
                    id="illustrations",
                    checked=Settings.has_illustrations,
                    disabled=no(Settings.may_set),
                    on_change=Settings.show_illustrations,
                    class_name="size-5 accent-accent",
                ),
                "Show illustrations",
                class_name="flex min-h-11 items-center gap-3 font-medium",
            ),
            class_name="flex flex-col gap-2 px-4 py-3",
        ),
    )


def _chosen() -> rx.Component:
    return panel(
        "What you have set",
        rx.el.p(
            "Set in the environment the platform starts in; a change shows after a restart.",
            class_name="border-b border-line px-4 py-3 text-sm text-muted",
        ),
        rx.el.dl(
            each(Settings.chosen, _setting, key="variable"), class_name="divide-y divide-line"
        ),
    )


def _setting(one: Setting) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            rx.el.span(one.name, class_name="font-medium"),
            rx.el.span(one.means, class_name="block text-xs text-muted"),
        ),
        rx.el.dd(one.value, class_name="break-words font-medium"),
        rx.el.dd(
            rx.el.code(one.variable, class_name="select-all text-xs text-muted"),
            class_name="break-all md:text-right",
        ),
        class_name="grid items-center gap-x-6 gap-y-1 px-4 py-2.5 text-sm"
        " md:grid-cols-[16rem_minmax(0,1fr)_20rem]",
    )
