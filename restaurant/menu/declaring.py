"""What a dish, a size and an option state of allergens and diets, in their editors."""

from typing import Any

import reflex as rx

from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.ui.kit import checkbox, has, icon, text
from restaurant.menu.drafts import ChoiceRow, SizeRow

STATES = (
    ("", "Not stated"),
    ("contains", "Contains"),
    ("traces", "May contain"),
    ("free", "Free of it"),
)
AS_THE_DISH = (("", "As the dish"), *STATES[1:])
EVERYTHING = "I have declared everything: what is not marked is not in it"


def allergens_of_dish(states: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Allergens", class_name="pb-1 text-sm font-medium"),
        rx.el.p(
            "What is in it whatever is chosen. What comes with one choice only (the gluten of a"
            " base) belongs to that choice.",
            class_name="pb-2 text-sm text-muted",
        ),
        _grid(states, "", STATES),
        checkbox(EVERYTHING, "declared"),
        rx.el.p(
            "What is not stated is never shown as free, and who avoids it is warned.",
            class_name="text-sm text-muted",
        ),
    )


def allergens_of_size(row: SizeRow) -> rx.Component:
    n = text(row.n)
    return _more(
        "Allergens and diets of this size",
        _grid(row.states, "-" + n, AS_THE_DISH),
        _box("own-diets-" + n, "It suits other diets than the dish:", row.has_own_diets),
        _diet_boxes(row.diets, "-" + n),
    )


def allergens_of_choice(row: ChoiceRow) -> rx.Component:
    n = text(row.n)
    return _more(
        "More on allergens and diets",
        _line("traces-" + n, "May contain", row.traces, "May contain: sesame"),
        _line(
            "removes-" + n,
            "Takes out of the dish",
            row.removes,
            "Takes out of the dish: gluten",
        ),
        rx.el.p(
            "Name what it takes out only if none of its dishes holds that in another way.",
            class_name="text-sm text-muted",
        ),
        _box("declared-" + n, EVERYTHING, row.is_declared),
        rx.el.p("A dish stays with it:", class_name="pt-1 text-sm font-medium"),
        _diet_boxes(row.diets, "-" + n),
    )


def diets(title: str, chosen: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(title, class_name="pb-1 text-sm font-medium"), _diet_boxes(chosen, "")
    )


def _grid(states: Any, suffix: Any, choices: tuple[tuple[str, str], ...]) -> rx.Component:
    return rx.el.div(
        *[_state(key, name, states[key], suffix, choices) for key, name in ALLERGEN_NAMES.items()],
        class_name="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-2",
    )


def _state(
    key: str, name: str, state: Any, suffix: Any, choices: tuple[tuple[str, str], ...]
) -> rx.Component:
    return rx.el.label(
        rx.el.span(name, class_name="text-sm"),
        rx.el.select(
            *[rx.el.option(words, value=value) for value, words in choices],
            name=f"allergen-{key}" + suffix,
            default_value=state,
            class_name="min-h-11 w-36 rounded-xl border border-line bg-raised px-2 text-sm",
        ),
        class_name="flex items-center justify-between gap-2",
    )


def _diet_boxes(chosen: Any, suffix: Any) -> rx.Component:
    return rx.el.div(
        *[_box(f"diet-{key}" + suffix, name, has(chosen, key)) for key, name in DIET_NAMES.items()],
        class_name="grid grid-cols-2 sm:grid-cols-3",
    )


def _box(name: Any, words: str, checked: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            default_checked=checked,
            class_name="size-5 shrink-0 accent-accent",
        ),
        words,
        class_name="flex min-h-11 items-center gap-2 text-sm",
    )


def _line(name: Any, label: str, value: Any, placeholder: str) -> rx.Component:
    return rx.el.input(
        name=name,
        default_value=value,
        placeholder=placeholder,
        aria_label=label,
        class_name="min-h-11 w-full min-w-0 rounded-xl border border-line bg-raised px-3",
    )


def _more(title: str, *children: Any) -> rx.Component:
    """Below the row's own fields; open when somebody asks."""
    return rx.el.details(
        rx.el.summary(
            icon("chevron-down", 16),
            title,
            class_name="flex min-h-11 cursor-pointer items-center gap-2 text-sm text-accent-ink",
        ),
        rx.el.div(*children, class_name="flex flex-col gap-2 pb-2"),
        class_name="col-span-full",
    )
