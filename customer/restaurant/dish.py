"""The sheet in which a dish is chosen: size, extras, note, number, price."""

import reflex as rx

from customer.parts import allergen_marks
from customer.restaurant.dish_state import DishSheet
from customer.restaurant.photos import more_photos
from customer.restaurant.report import about_picture
from foodapp.kit.words import t
from foodapp.ui.choice import choice
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    badge,
    button,
    dialog,
    each,
    either,
    error_banner,
    has,
    icon,
    money,
    phrase,
    some,
    stepper,
    text_area,
)
from foodapp.views.customer.dish import Extra, ExtraGroup, Size

ROW = (
    "flex min-h-12 items-center gap-3 rounded-xl px-2 py-1 has-[:checked]:bg-accent-soft"
    " has-[:disabled]:opacity-50"
)


def dish_sheet() -> rx.Component:
    return dialog(
        DishSheet.shown,
        DishSheet.dish.name,
        about(),
        rx.cond(some(DishSheet.dish.sizes), sizes()),
        each(DishSheet.dish.groups, group),
        text_area(
            "Note for the kitchen",
            "dish-note",
            rows="2",
            max_length=140,
            placeholder="Without onions, sauce on the side…",
            default_value=DishSheet.note,
            on_blur=DishSheet.write_note,
        ),
        rx.cond(DishSheet.other != "", question(), into_the_basket()),
        on_close=DishSheet.close,
        sheet=True,
    )


def about() -> rx.Component:
    dish, stated = DishSheet.dish, DishSheet.about
    return rx.el.div(
        picture(),
        rx.cond(dish.description != "", rx.el.p(dish.description)),
        rx.el.div(
            each(stated.diets, lambda diet: badge(diet, look="done")),
            rx.cond(dish.note != "", badge(dish.note, look="act")),
            class_name="flex flex-wrap gap-2",
        ),
        rx.cond(some(stated.marks), allergen_marks(stated.marks)),
        rx.el.div(
            _stated("Contains: ", stated.holds),
            _stated("May contain traces of: ", stated.traces),
            _stated("Not stated: ", stated.not_stated),
            rx.el.p(stated.note),
            id="dish-allergens",
            aria_live="polite",
            class_name="text-sm text-muted",
        ),
        class_name="flex flex-col gap-3 pb-2",
    )


def picture() -> rx.Component:
    """From edge to edge; where there is none, no frame."""
    dish = DishSheet.dish
    there = dish.shown.kind != "neutral"
    return rx.fragment(
        rx.cond(
            there,
            rx.el.div(
                food_picture(
                    dish.shown,
                    "sheet",
                    name=dish.name,
                    alone=True,
                    eager=True,
                    class_name="square w-full max-h-[46dvh]",
                ),
                class_name="-mx-4 -mt-2",
            ),
        ),
        # A kitchen's cut-out is no picture of this dish: there is nothing to report.
        about_picture(dish.shown.kind == "illustration", there & (dish.shown.kind != "cuisine")),
        rx.cond(some(dish.more), more_photos(dish.more)),
    )


def _stated(label: str, names: str) -> rx.Component:
    return rx.cond(
        names != "", rx.el.p(rx.el.span(label, class_name="font-medium text-ink"), names)
    )


def sizes() -> rx.Component:
    return _choices(
        "Size",
        "Choose 1",
        each(DishSheet.dish.sizes, size),
    )


def size(one: Size) -> rx.Component:
    return rx.el.label(
        choice(
            type="radio",
            name="size",
            value=one.id,
            chosen=DishSheet.size == one.id,
            revision=DishSheet.revision,
            disabled=~one.is_available,
            on_choose=DishSheet.choose_size(one.id),
            custom_attrs={"data-testid": "variation"},
            class_name="size-5 accent-accent",
        ),
        rx.el.span(
            one.name,
            rx.cond(
                ~one.is_available,
                rx.el.span("Sold out", class_name="block text-xs text-muted"),
            ),
            class_name="flex-1",
        ),
        money(one.price),
        class_name=ROW,
    )


def group(one: ExtraGroup) -> rx.Component:
    return _choices(
        one.name,
        either(
            has(DishSheet.full, one.id), phrase(t("{rule}: all chosen", rule=one.rule)), one.rule
        ),
        each(
            one.extras,
            lambda extra: extra_row(
                extra,
                (one.least == 1) & (one.most == 1),
                has(DishSheet.full, one.id),
            ),
        ),
    )


def extra_row(one: Extra, is_single: bool, is_full: bool) -> rx.Component:
    chosen = has(DishSheet.extras, one.id)
    return rx.el.label(
        choice(
            type=either(is_single, "radio", "checkbox"),
            name="group-" + one.group_id,
            value=one.id,
            chosen=chosen,
            revision=DishSheet.revision,
            disabled=~one.is_available | (is_full & ~chosen),
            on_choose=DishSheet.toggle_extra(one.id),
            custom_attrs={"data-testid": "modifier"},
            class_name="size-5 accent-accent",
        ),
        rx.el.span(
            one.name,
            rx.cond(
                one.is_available,
                rx.cond(
                    some(one.marks),
                    allergen_marks(one.marks),
                    rx.cond(
                        one.allergens != "",
                        rx.el.span(one.allergens, class_name="block text-xs text-muted"),
                    ),
                ),
                rx.el.span("Not available now", class_name="block text-xs text-muted"),
            ),
            class_name="flex-1",
        ),
        money(one.price, class_name="text-muted"),
        class_name=ROW,
    )


def _choices(name: str, rule: str, choices: rx.Component) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(
            rx.el.span(name, class_name="font-semibold"),
            rx.el.span(rule, class_name="rounded-full bg-sunken px-2.5 py-0.5 text-xs text-muted"),
            class_name="flex w-full items-center justify-between gap-3 pt-3 pb-1",
        ),
        choices,
        class_name="flex flex-col",
    )


def into_the_basket() -> rx.Component:
    return rx.el.div(
        error_banner(DishSheet.error),
        rx.el.div(
            stepper(
                DishSheet.quantity,
                DishSheet.less,
                DishSheet.more,
                what="of this dish",
            ),
            button(
                either(DishSheet.dish.is_available, "Add", "Sold out"),
                money(DishSheet.total),
                on_click=DishSheet.add,
                disabled=~DishSheet.dish.is_available,
                id="add-to-basket",
                class_name="min-w-0 flex-1 !justify-between",
            ),
            class_name="flex items-center gap-3",
        ),
        rx.el.p(
            DishSheet.to_choose,
            role="status",
            class_name="text-sm text-muted empty:absolute",
        ),
        class_name=BOTTOM,
    )


def question() -> rx.Component:
    """The basket holds another restaurant's dishes."""
    return rx.el.div(
        rx.el.p(
            icon("shopping-bag", class_name="mt-0.5 shrink-0"),
            rx.el.span(DishSheet.other),
            role="alert",
            class_name="flex gap-3 font-medium",
        ),
        rx.el.div(
            button(
                "Keep it",
                look="quiet",
                on_click=DishSheet.close,
                id="keep-basket",
                class_name="flex-1",
            ),
            button(
                "Start a new one",
                on_click=DishSheet.add_afresh,
                id="start-afresh",
                class_name="flex-1",
            ),
            class_name="flex gap-3",
        ),
        class_name=BOTTOM,
    )


BOTTOM = "sticky bottom-0 -mx-4 -mb-5 flex flex-col gap-2 border-t border-line bg-raised px-4 py-3"
