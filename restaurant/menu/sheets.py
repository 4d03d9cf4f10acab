"""The editors of one dish and of one choice."""

from typing import Any

import reflex as rx

from foodapp.menu.traits import TRAITS
from foodapp.restaurants import taxes
from foodapp.ui.kit import (
    button,
    checkbox,
    count,
    dialog,
    each,
    either,
    error_banner,
    field,
    has,
    icon_button,
    select,
    some,
    text,
    text_area,
)
from foodapp.views.restaurant.menu import OwnerMenuGroup
from restaurant.menu.declaring import (
    allergens_of_choice,
    allergens_of_dish,
    allergens_of_size,
    diets,
)
from restaurant.menu.drafts import ChoiceRow, SizeRow
from restaurant.menu.state import ChoiceSheet, DishSheet, Menu
from restaurant.photo import PhotoButton
from restaurant.pictures.picker import made_picture
from restaurant.pictures.picker_state import Picker

TAX_CLASSES = [(one.value, words) for one, words in taxes.NAMES.items()]

SMALL = "min-h-11 w-full min-w-0 rounded-xl border border-line bg-raised px-3"


def dish_sheet() -> rx.Component:
    sheet = DishSheet
    return dialog(
        sheet.opened,
        either(sheet.item_id == "", "A new dish", sheet.name),
        rx.el.form(
            field("Name", "name", default_value=sheet.name, required=True, max_length=120),
            text_area(
                "Description", "description", default_value=sheet.description, max_length=400
            ),
            select("Category", "category", Menu.category_choices, default_value=sheet.category_id),
            _photo(),
            _price(),
            _sizes(),
            field(
                "Portions left",
                "stock",
                input_mode="numeric",
                default_value=sheet.stock,
                hint="Empty: not counted. At 0 it is sold out by itself.",
            ),
            _choices_of_dish(),
            allergens_of_dish(sheet.states),
            diets("Suits", sheet.diets),
            select("Taxed as", "tax", TAX_CLASSES, default_value=sheet.tax_class),
            *(
                checkbox(trait.asks, name, default_checked=has(sheet.traits, name))
                for name, trait in TRAITS.items()
            ),
            error_banner(sheet.error),
            rx.el.div(
                button("Save", type="submit", class_name="flex-1"),
                rx.cond(
                    sheet.item_id != "",
                    button("Take off the menu", look="act", on_click=sheet.take_off),
                ),
                class_name="sticky bottom-0 flex gap-2 bg-raised py-3",
            ),
            key=sheet.version,
            on_submit=sheet.save,
            class_name="flex flex-col gap-4",
        ),
        on_close=sheet.close,
        sheet=True,
    )


def _photo() -> rx.Component:
    """Only a dish that exists can get one: the upload needs its id."""
    return rx.cond(
        DishSheet.item_id != "",
        rx.el.div(
            rx.cond(
                DishSheet.photo != "",
                rx.el.img(
                    src=DishSheet.photo,
                    alt="",
                    class_name="size-20 shrink-0 rounded-xl object-cover",
                ),
                made_picture(DishSheet.made, "w-27 shrink-0"),
            ),
            PhotoButton.create(
                item_id=DishSheet.item_id,
                label=either(DishSheet.photo == "", "Add a photo", "Another photo"),
                on_kept=DishSheet.photo_kept,
                on_refused=DishSheet.photo_refused,
            ),
            rx.cond(
                DishSheet.photo != "",
                button("Remove", look="plain", on_click=DishSheet.remove_photo),
                button(
                    "Choose an illustration",
                    look="quiet",
                    on_click=Picker.open(DishSheet.item_id),
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 py-2",
        ),
        rx.el.p(
            "It gets an illustration by its name. Save it first to add a photo.",
            class_name="pb-2 text-sm text-muted",
        ),
    )


def _price() -> rx.Component:
    return rx.cond(
        count(DishSheet.sizes) == 0,
        field(
            rx.fragment("Price in ", Menu.currency),
            "price",
            input_mode="decimal",
            default_value=DishSheet.price,
            required=True,
        ),
    )


def _sizes() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Sizes", class_name="pb-1 text-sm font-medium"),
        each(DishSheet.sizes, _size),
        button("Add a size", look="quiet", on_click=DishSheet.add_size),
        class_name="flex flex-col items-start gap-2",
    )


def _size(row: SizeRow) -> rx.Component:
    n = text(row.n)
    return rx.el.div(
        _input("name-" + n, "Name of the size", row.name, "Large", required=True),
        _input(
            "price-" + n,
            "Price of the size",
            row.price,
            "0.00",
            input_mode="decimal",
            required=True,
        ),
        icon_button("trash-2", "Remove this size", on_click=DishSheet.remove_size(row.n)),
        allergens_of_size(row),
        key=row.n,
        class_name="grid w-full grid-cols-[1fr_7rem_auto] gap-2",
    )


def _choices_of_dish() -> rx.Component:
    return rx.cond(
        some(Menu.groups),
        rx.el.fieldset(
            rx.el.legend("Choices", class_name="pb-1 text-sm font-medium"),
            each(Menu.groups, _group_choice),
            class_name="flex flex-col pb-2",
        ),
    )


def _group_choice(group: OwnerMenuGroup) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name="group-" + group.id,
            default_checked=has(DishSheet.group_ids, group.id),
            class_name="size-5 accent-accent",
        ),
        rx.el.span(group.name),
        rx.el.span(group.rule, class_name="ml-auto text-sm text-muted"),
        class_name="flex min-h-11 items-center gap-3",
    )


def choice_sheet() -> rx.Component:
    sheet = ChoiceSheet
    return dialog(
        sheet.opened,
        either(sheet.group_id == "", "A new choice", sheet.name),
        rx.el.form(
            field(
                "Name",
                "name",
                default_value=sheet.name,
                required=True,
                placeholder="Toppings",
                max_length=80,
            ),
            rx.el.div(
                field(
                    "At least",
                    "least",
                    input_mode="numeric",
                    default_value=sheet.least,
                    hint="0: may be left out.",
                ),
                field("At most", "most", input_mode="numeric", default_value=sheet.most),
                class_name="grid grid-cols-2 gap-3",
            ),
            rx.el.fieldset(
                rx.el.legend("What there is to choose", class_name="pb-1 text-sm font-medium"),
                each(sheet.rows, _choice),
                button("Add another", look="quiet", on_click=sheet.add_row),
                class_name="flex flex-col items-start gap-3",
            ),
            error_banner(sheet.error),
            rx.el.div(
                button("Save", type="submit", class_name="flex-1"),
                rx.cond(sheet.group_id != "", button("Delete", look="act", on_click=sheet.remove)),
                class_name="sticky bottom-0 flex gap-2 bg-raised py-3",
            ),
            key=sheet.version,
            on_submit=sheet.save,
            class_name="flex flex-col gap-3",
        ),
        on_close=sheet.close,
        sheet=True,
    )


def _choice(row: ChoiceRow) -> rx.Component:
    n = text(row.n)
    return rx.el.div(
        _input("name-" + n, "Name", row.name, "Olives", required=True),
        rx.el.label(
            rx.el.span("+ ", Menu.currency, class_name="absolute left-3 text-sm text-muted"),
            _input(
                "price-" + n,
                "Extra price",
                row.price,
                "0.00",
                input_mode="decimal",
                class_name=f"{SMALL} pl-16! text-right tnum",
            ),
            class_name="relative flex items-center",
        ),
        icon_button("trash-2", "Remove", on_click=ChoiceSheet.remove_row(row.n)),
        _input("allergens-" + n, "Contains", row.allergens, "Contains: milk, nuts"),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name="available-" + n,
                default_checked=row.is_available,
                class_name="size-5 accent-accent",
            ),
            "Available",
            class_name="flex min-h-11 items-center gap-2 text-sm",
        ),
        allergens_of_choice(row),
        key=row.n,
        class_name="grid w-full grid-cols-[1fr_8rem_auto] gap-2 border-b border-line pb-3",
    )


def _input(name: Any, label: str, value: Any, placeholder: str, **props: Any) -> rx.Component:
    props.setdefault("class_name", SMALL)
    return rx.el.input(
        name=name,
        default_value=value,
        placeholder=placeholder,
        aria_label=label,
        **props,
    )
