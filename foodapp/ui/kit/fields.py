"""Form fields with their label, hint and error tied together."""

from typing import Any

import reflex as rx

from foodapp.ui.kit.lists import each
from foodapp.ui.kit.values import either

INPUT = (
    "w-full min-h-11 rounded-xl border border-line bg-raised px-3 text-base text-ink"
    " placeholder:text-muted"
)


def field(label: Any, name: str, *, hint: str = "", error: Any = "", **props: Any) -> rx.Component:
    """A one-line input. props go to <input> (type, value, on_change, auto_complete, required)."""
    return _labelled(label, name, hint, error, rx.el.input, props)


def text_area(
    label: str, name: str, *, hint: str = "", error: Any = "", **props: Any
) -> rx.Component:
    props.setdefault("rows", "3")
    props["class_name"] = "py-2 " + props.get("class_name", "")
    return _labelled(label, name, hint, error, rx.el.textarea, props)


def select(
    label: str, name: str, options: Any, *, hint: str = "", error: Any = "", **props: Any
) -> rx.Component:
    """options: [(value, text)], or a Var of [value, text] pairs."""
    if isinstance(options, list):
        children: list[rx.Component] = [rx.el.option(text, value=value) for value, text in options]
    else:
        children = [each(options, lambda pair: rx.el.option(pair[1], value=pair[0]))]

    def element(**given: Any) -> rx.Component:
        return rx.el.select(*children, **given)

    return _labelled(label, name, hint, error, element, props)


def checkbox(label: Any, name: str, **props: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="size-5 accent-accent", **props),
        rx.el.span(label),
        class_name="flex min-h-11 items-center gap-3",
    )


def _labelled(
    label: str, name: str, hint: Any, error: Any, element: Any, props: dict[str, Any]
) -> rx.Component:
    ident = props.pop("id", f"field-{name}")
    extra = props.pop("class_name", "")
    says = _live(hint) or bool(hint) or _live(error)
    return rx.el.div(
        rx.el.label(label, html_for=ident, class_name="text-sm font-medium"),
        element(
            id=ident,
            name=name,
            aria_describedby=f"{ident}-note" if says else None,
            aria_invalid=either(error != "", "true", "false") if _live(error) else None,
            class_name=f"{INPUT} {extra}".strip(),
            **props,
        ),
        rx.el.p(
            rx.cond(error != "", rx.el.span(error, class_name="text-act"), hint)
            if _live(error)
            else hint,
            id=f"{ident}-note",
            class_name="text-sm text-muted empty:hidden",
        )
        if says
        else rx.fragment(),
        class_name="flex flex-col gap-1",
    )


def _live(value: Any) -> bool:
    return isinstance(value, rx.Var)
