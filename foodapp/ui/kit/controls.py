"""What a finger or a key acts on. Every target is at least 44 px high."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from foodapp.kit.words import t
from foodapp.ui.kit.icons import icon
from foodapp.ui.kit.values import either, phrase

BASE = (
    "inline-flex items-center justify-center gap-2 min-h-11 px-4 rounded-xl font-semibold"
    " transition-colors duration-150 no-underline disabled:opacity-50 disabled:cursor-not-allowed"
)
LOOK = {
    "primary": "bg-accent text-on-accent hover:brightness-95",
    "quiet": "bg-sunken text-ink hover:bg-line",
    "plain": "bg-transparent text-accent-ink hover:bg-accent-soft",
    "act": "bg-act-soft text-act hover:brightness-95",
    "done": "bg-done-soft text-done hover:brightness-95",
}

CHIP = (
    "inline-flex items-center gap-2 min-h-11 shrink-0 rounded-full border px-4 text-sm"
    " font-medium transition-colors duration-150 "
)
CHIP_ON = "border-accent bg-accent-soft text-accent-ink"
CHIP_OFF = "border-line bg-raised text-ink"


def joined(*classes: str) -> str:
    return " ".join(name for name in classes if name)


def button(*children: Any, look: str = "primary", wide: bool = False, **props: Any) -> rx.Component:
    """look: primary (one a screen), quiet, plain, act (destroys or demands), done."""
    props.setdefault("type", "button")
    extra = props.pop("class_name", "")
    classes = joined(BASE, LOOK[look], "w-full" if wide else "", extra)
    return rx.el.button(*children, class_name=classes, **props)


def page_link(*children: Any, to: Any, **props: Any) -> rx.Component:
    """A link within the app. What its page is made of is fetched when somebody is about to press it
    (a pointer, the focus or a finger on it)."""
    attributes = {"prefetch": "intent", **props.pop("custom_attrs", {})}
    return ReactRouterLink.create(*children, to=to, custom_attrs=attributes, **props)


def link_button(
    *children: Any, to: Any, look: str = "primary", wide: bool = False, **props: Any
) -> rx.Component:
    """Looks like a button, is a link within the app."""
    extra = props.pop("class_name", "")
    classes = joined(BASE, LOOK[look], "w-full" if wide else "", extra)
    return page_link(*children, to=to, class_name=classes, **props)


def phone_text(phone: str) -> str:
    """A number as kit.phones stores it, with its extension for people: `+19074864171 ext. 101`."""
    return phone.replace(";ext=", " ext. ")


def phone_link(phone: Any, *children: Any, **props: Any) -> rx.Component:
    """Calls that number, its extension too; shows it where there are no children."""
    return rx.el.a(*(children or (phone_text(phone),)), href="tel:" + phone, **props)


def link(*children: Any, to: Any, **props: Any) -> rx.Component:
    extra = props.pop("class_name", "")
    classes = joined("text-accent-ink underline-offset-4 hover:underline", extra)
    return page_link(*children, to=to, class_name=classes, **props)


def icon_button(name: str, label: str, **props: Any) -> rx.Component:
    extra = props.pop("class_name", "")
    props.setdefault("type", "button")
    classes = joined(
        "grid size-11 place-items-center rounded-xl hover:bg-sunken disabled:opacity-30"
        " disabled:cursor-not-allowed disabled:hover:bg-transparent",
        extra,
    )
    return rx.el.button(icon(name), aria_label=label, class_name=classes, **props)


def chip(*children: Any, chosen: Any = False, **props: Any) -> rx.Component:
    """A choice that can be on or off; says so to screen readers."""
    if isinstance(chosen, bool):
        classes: Any = CHIP + (CHIP_ON if chosen else CHIP_OFF)
        pressed: Any = "true" if chosen else "false"
    else:
        classes = either(chosen, CHIP + CHIP_ON, CHIP + CHIP_OFF)
        pressed = either(chosen, "true", "false")
    return rx.el.button(*children, type="button", aria_pressed=pressed, class_name=classes, **props)


def tabs(chosen: Any, choices: list[tuple[str, str]], on_choose: Any, label: str) -> rx.Component:
    """choices: (value, what it says). on_choose is a handler that takes a Word."""
    return rx.el.div(
        *[chip(text, chosen=chosen == value, on_click=on_choose(value)) for value, text in choices],
        role="group",
        aria_label=label,
        class_name="flex gap-2 overflow-x-auto py-1",
    )


def stepper(value: Any, on_less: Any, on_more: Any, what: str = "quantity") -> rx.Component:
    """Minus, number, plus. The number is announced when it changes."""
    return rx.el.div(
        icon_button("minus", phrase(t("Less {what}", what=what)), on_click=on_less),
        rx.el.output(value, class_name="min-w-8 text-center font-semibold tnum"),
        icon_button("plus", phrase(t("More {what}", what=what)), on_click=on_more),
        role="group",
        aria_label=what,
        class_name="inline-flex items-center rounded-xl border border-line bg-raised",
    )


def theme_switch() -> rx.Component:
    """Light or dark, kept in this browser (preset.js)."""
    return icon_button("sun-moon", "Light or dark", custom_attrs={"data-look-switch": ""})
