"""Charts of a few dozen points in plain HTML and SVG: no library, follow the theme, print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from foodapp.ui.kit.lists import each
from foodapp.ui.kit.values import text

WIDTH, HEIGHT = 600, 160
# On a phone more than a dozen labels would run into each other: one in four stays.
SPARSE = "max-sm:[&:has(>:nth-child(13))>li:not(:nth-child(4n+1))>.bar-label]:invisible"


@dataclass
class Bar:
    label: str
    shown: str  # the value as a person reads it
    percent: int  # of the highest bar


def bars(points: Sequence[tuple[str, float, str]]) -> list[Bar]:
    """(label, value, value as shown) -> bars. Values below zero are drawn as zero."""
    highest = max((value for _, value, _ in points), default=0) or 1
    return [
        Bar(label=label, shown=shown, percent=round(100 * max(value, 0) / highest))
        for label, value, shown in points
    ]


def line_points(values: Sequence[float]) -> str:
    """For line_chart: the curve in its 600 by 160 box, zero at the bottom."""
    highest = max(values, default=0) or 1
    step = WIDTH / max(len(values) - 1, 1)
    return " ".join(
        f"{n * step:.1f},{HEIGHT - 4 - (HEIGHT - 8) * max(value, 0) / highest:.1f}"
        for n, value in enumerate(values)
    )


def bar_chart(data: Any, label: Any) -> rx.Component:
    """data: a Var of list[Bar]. Each bar says its value to a pointer and to a screen reader."""
    return rx.el.figure(
        rx.el.figcaption(label, class_name="pb-3 font-semibold"),
        rx.el.ol(
            each(data, _bar, like="label"),
            class_name=f"flex h-44 items-stretch gap-0.5 sm:gap-1 {SPARSE}",
        ),
    )


def _bar(bar: Bar) -> rx.Component:
    return rx.el.li(
        rx.el.span(bar.label, ": ", bar.shown, class_name="sr-only"),
        rx.el.div(
            rx.el.div(
                class_name="w-full rounded-t bg-accent",
                style={"height": text(bar.percent) + "%"},
            ),
            class_name="flex min-h-0 flex-1 items-end border-b border-line",
        ),
        rx.el.span(
            bar.label,
            aria_hidden="true",
            class_name="bar-label self-center whitespace-nowrap text-xs text-muted tnum",
        ),
        title=bar.label + ": " + bar.shown,
        class_name="flex min-w-0 flex-1 flex-col gap-1",
    )


def line_chart(points: Any, label: Any) -> rx.Component:
    """points: a Var of str made by line_points. label should say the finding."""
    return rx.el.figure(
        rx.el.figcaption(label, class_name="pb-2 text-sm font-medium"),
        rx.el.svg(
            rx.el.svg.polyline(
                points=points,
                fill="none",
                stroke="var(--accent-ink)",
                stroke_width="3",
                stroke_linejoin="round",
            ),
            view_box=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=label,
            class_name="w-full h-44 rounded-card bg-sunken",
        ),
    )
