"""What things stand on: frame, card, dialog, banners, and what shows while nothing is there."""

from collections.abc import Sequence
from typing import Annotated, Any

import reflex as rx

from foodapp.kit.settings import settings
from foodapp.ui import scripts
from foodapp.ui.kit.controls import icon_button, joined, link, theme_switch
from foodapp.ui.kit.icons import icon
from foodapp.ui.kit.lists import each
from foodapp.ui.kit.values import cases, either
from foodapp.ui.live import connection

# What a browser must not translate: names, numbers, codes, amounts, tickets.
VERBATIM: dict[str, Any] = {"translate": "no"}


def page_frame(
    *children: Any,
    nav: tuple[Any, ...] = (),
    home: str = "/",
    narrow: bool = False,
    quiet: bool = False,
    foot: tuple[Any, ...] = (),
) -> rx.Component:
    """Header with the brand, a skip link, the connection, and the page itself. quiet: nothing is
    said of the connection until it is lost. foot: links below the page."""
    width = "max-w-2xl" if narrow else "max-w-page"
    return rx.el.div(
        rx.el.a(
            "Skip to content",
            href="#content",
            custom_attrs={"data-skip": ""},  # preset.js moves the focus
            class_name="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:p-3 bg-raised",
        ),
        rx.el.header(
            rx.el.div(
                brand(home),
                rx.el.nav(
                    *nav, aria_label="Main", class_name="ml-auto flex items-center gap-1 min-w-0"
                ),
                connection(quiet=quiet),
                theme_switch(),
                class_name="mx-auto flex min-h-14 max-w-page items-center gap-3 px-4",
            ),
            class_name="sticky top-0 z-30 border-b border-line bg-ground",
        ),
        rx.el.main(
            *children,
            id="content",
            tab_index=-1,
            class_name=f"mx-auto {width} px-4 pt-4 pb-24 outline-none",
        ),
        _foot(foot) if foot else rx.fragment(),
    )


def _foot(links: tuple[Any, ...]) -> rx.Component:
    return rx.el.footer(
        rx.el.nav(
            *links,
            aria_label="About us",
            class_name="mx-auto flex max-w-page flex-wrap gap-x-6 px-4 pt-2 pb-24 text-sm",
        ),
        class_name="border-t border-line print:hidden",
    )


def brand(home: str = "/") -> rx.Component:
    return link(
        rx.el.img(src="/icon.svg", alt="", class_name="size-7"),
        rx.el.span(settings().brand_name, class_name="font-bold text-ink"),
        to=home,
        custom_attrs=VERBATIM,
        class_name="inline-flex min-h-11 items-center gap-2",
    )


def heading(text: Any, *, level: int = 1, **props: Any) -> rx.Component:
    element = {1: rx.el.h1, 2: rx.el.h2, 3: rx.el.h3}[level]
    size = {
        1: "text-2xl font-bold tracking-tight",
        2: "text-lg font-semibold",
        3: "font-semibold",
    }
    return element(text, class_name=joined(size[level], props.pop("class_name", "")), **props)


def card(*children: Any, **props: Any) -> rx.Component:
    extra = props.pop("class_name", "")
    classes = joined("rounded-card border border-line bg-raised p-4 shadow-card", extra)
    return rx.el.div(*children, class_name=classes, **props)


class Dialog(rx.Component):
    library = f"$/public{scripts.script('dialog.jsx')}"
    tag = "Dialog"
    open: rx.Var[bool]
    label: rx.Var[str]
    sheet: rx.Var[bool]
    on_close: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


def dialog(
    opened: Any, title: Any, *children: Any, on_close: Any, sheet: bool = False
) -> rx.Component:
    """A native <dialog>: keeps the focus inside, Esc and the backdrop close it. opened is a bool
    var of the screen's state; on_close a handler that sets it to False. sheet=True rises from the
    bottom on a phone."""
    inside = _inside(title, children)
    return Dialog.create(*inside, open=opened, label=title, sheet=sheet, on_close=on_close)


class PlainDialog(rx.Component):
    library = f"$/public{scripts.script('dialog.jsx')}"
    tag = "PlainDialog"
    label: rx.Var[str]
    sheet: rx.Var[bool]


def plain_dialog(ident: Any, title: Any, *children: Any, sheet: bool = False) -> rx.Component:
    """Opened in the browser by a button with `opens(ident)`, and closed by one with `closes()`: the
    server need not be there."""
    return PlainDialog.create(*_inside(title, children), id=ident, label=title, sheet=sheet)


def opens(ident: Any) -> dict[str, Any]:
    """custom_attrs of the button that opens a plain dialog."""
    return {"data-open": ident}


def closes() -> dict[str, Any]:
    """custom_attrs of the button in it that closes it: a new dict each, Reflex writes into it."""
    return {"data-close": ""}


def _inside(title: Any, children: Sequence[Any]) -> tuple[rx.Component, rx.Component]:
    return (
        rx.el.div(
            heading(title, level=2),
            icon_button("x", "Close", custom_attrs=closes()),
            class_name="flex items-center justify-between gap-4 px-4 pt-3",
        ),
        rx.el.div(*children, class_name="px-4 pb-5 pt-2"),
    )


BADGE = "inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-semibold"
BADGES = {
    "quiet": "bg-sunken text-muted",
    "accent": "bg-accent-soft text-accent-ink",
    "done": "bg-done-soft text-done",
    "act": "bg-act-soft text-act",
}


def badge(*children: Any, look: str = "quiet") -> rx.Component:
    """look: quiet, accent, done (finished), act (somebody must act now)."""
    return rx.el.span(*children, class_name=joined(BADGE, BADGES[look]))


def money(shown: Any, **props: Any) -> rx.Component:
    """shown: already formatted by kit.money.shown for the reader."""
    extra = props.pop("class_name", "")
    props["custom_attrs"] = {**VERBATIM, **props.get("custom_attrs", {})}
    return rx.el.span(shown, class_name=joined("tnum whitespace-nowrap", extra), **props)


def dotted(*parts: Any, class_name: str = "") -> rx.Component:
    """A line of facts with dots between them; of one that is empty there is none."""
    return rx.el.p(
        *[rx.el.span(part) for part in parts],
        class_name=joined("[&>:not(:empty)~:not(:empty)]:before:content-['_·_']", class_name),
    )


def skeleton(*, lines: int = 3) -> rx.Component:
    """In place of what is on its way. Never a spinner."""
    return rx.el.div(
        *[
            rx.el.div(class_name=joined("skeleton h-5", "w-2/3" if n % 3 == 2 else "w-full"))
            for n in range(lines)
        ],
        aria_hidden="true",
        class_name="flex flex-col gap-3 py-2",
    )


class Scene(rx.Component):
    library = f"$/public{scripts.script('scene.jsx')}"
    tag = "Scene"
    name: rx.Var[str]


def empty_state(
    icon_name: str, title: Any, text: Any = "", *actions: Any, level: int = 2, scene: str = ""
) -> rx.Component:
    """level: 1 where this is all there is on the page. scene: a still life in place of the icon,
    as the address /scenes/... knows it."""
    sign = rx.el.span(
        icon(icon_name, size=32),
        class_name="grid size-16 place-items-center rounded-full bg-accent-soft text-accent-ink",
    )
    return rx.el.div(
        Scene.create(sign, name=scene, class_name=SCENE) if scene else sign,
        heading(title, level=level, class_name="pt-1 text-balance !text-xl"),
        rx.el.p(text, class_name="max-w-sm text-balance text-muted empty:hidden"),
        *actions,
        class_name="flex flex-col items-center gap-3 py-12 text-center sm:py-20",
    )


SCENE = "aspect-[4/3] w-60 max-w-full rounded-card object-cover sm:w-80"


def error_banner(error: Any) -> rx.Component:
    """The screen's `error` var: one sentence, read out at once; nothing when it is empty. It stays
    in sight under the header, wherever on a long page the refused button was pressed."""
    return rx.el.div(
        rx.cond(
            error != "",
            rx.el.div(
                icon("circle-alert"),
                rx.el.span(error),
                class_name="flex items-center gap-3 rounded-card bg-act-soft px-4 py-3 text-act"
                " shadow-card",
            ),
        ),
        role="alert",
        class_name="sticky top-16 z-25 empty:absolute",  # empty: keeps no gap open in a column
    )


def stat(label: Any, value: Any, note: Any = "") -> rx.Component:
    """A number that matters, large."""
    return card(
        rx.el.p(label, class_name="text-sm text-muted"),
        rx.el.p(value, class_name="text-3xl font-bold tnum"),
        rx.el.p(note, class_name="text-sm text-muted"),
    )


def timeline(steps: Any) -> rx.Component:
    """steps: a Var of objects with text, at (shown) and state: "done", "now" or "later"."""
    return rx.el.ol(each(steps, _step, like="text"), class_name="flex flex-col")


def _step(step: Any) -> rx.Component:
    dot = cases(
        step.state,
        ("done", rx.el.span(class_name="mt-1.5 size-3 shrink-0 rounded-full bg-done")),
        ("now", rx.el.span(class_name="mt-1.5 size-3 shrink-0 rounded-full bg-accent")),
        otherwise=rx.el.span(class_name="mt-1.5 size-3 shrink-0 rounded-full bg-line"),
    )
    return rx.el.li(
        dot,
        rx.el.span(step.text, class_name=either(step.state == "later", "text-muted", "text-ink")),
        rx.el.span(step.at, class_name="ml-auto text-sm text-muted tnum"),
        aria_current=either(step.state == "now", "step", "false"),
        class_name="flex gap-3 py-2",
    )
