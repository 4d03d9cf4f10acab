"""The choices of a menu: groups that any number of dishes use."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    button,
    card,
    count,
    each,
    either,
    empty_state,
    icon,
    icon_button,
    phrase,
)
from foodapp.views.restaurant.menu import OwnerMenuGroup
from restaurant.menu.state import ChoiceSheet, Menu


def choices() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Toppings, sauces, how it is cooked: made once, used by any number of dishes.",
            class_name="text-muted",
        ),
        rx.el.div(each(Menu.groups, _group), class_name="grid gap-3 sm:grid-cols-2 lg:grid-cols-3"),
        rx.cond(
            count(Menu.groups) == 0,
            empty_state(
                "list-checks",
                "No choices yet",
                "Add one, then tick it in the dishes it belongs to.",
            ),
        ),
        button("Add a choice", look="quiet", class_name="self-start", on_click=ChoiceSheet.begin),
        class_name="flex flex-col gap-4",
    )


def _group(group: OwnerMenuGroup) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.h2(group.name, class_name="truncate font-semibold"),
            icon_button(
                "pencil",
                phrase(t("Edit {name}", name=group.name)),
                on_click=ChoiceSheet.open(group.id),
                class_name="ml-auto shrink-0 text-muted",
            ),
            class_name="flex items-center",
        ),
        rx.el.p(group.rule, class_name="text-sm font-medium text-accent-ink"),
        rx.el.p(group.choices, class_name="line-clamp-2 text-muted"),
        rx.cond(
            group.not_declared > 0,
            rx.el.p(
                icon("circle-alert", size=14, class_name="shrink-0"),
                "Allergens not all stated of ",
                group.not_declared,
                class_name="flex items-center gap-1 text-xs font-medium text-act",
            ),
        ),
        rx.el.p(
            "In ",
            group.used_by,
            either(group.used_by == 1, " dish", " dishes"),
            class_name="pt-1 text-sm text-muted",
        ),
    )
