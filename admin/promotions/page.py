import reflex as rx

from admin import addresses
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import question_dialog, status_badge
from admin.promotions.state import Promotions
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.kit import Column, button, dialog, empty_state, field, icon, money, phrase, select
from foodapp.ui.promotions import form_of, uses_of, what_it_gives
from foodapp.views.promotions import PromotionCard

CHOICES = [("", "All"), ("active", "Active"), ("paused", "Paused"), ("ended", "Ended")]


@page(addresses.PROMOTIONS, "Promotions", Promotions.arrive, Promotions.load)
def promotions() -> rx.Component:
    return list_screen(
        Promotions,
        "Promotions",
        rows=Promotions.rows,
        columns=COLUMNS,
        attrs=lambda one: {"data-testid": "promotion", "data-code": one.code},
        nothing=empty_state(
            "ticket-percent", "No promotions here", "Codes and offers stand here with their cost."
        ),
        filters=rx.el.div(
            search(Promotions, "promotion", "Search promotions", "Code, name or restaurant"),
            choices(Promotions, CHOICES, "Which promotions"),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
        ),
        actions=(
            rx.cond(
                Shell.may_promote,
                button(
                    icon("plus", 18), "New promotion", on_click=Promotions.start, id="new-promotion"
                ),
            ),
        ),
        dialogs=(question_dialog(Promotions), _form()),
    )


def _form() -> rx.Component:
    return dialog(
        Promotions.making,
        "New promotion",
        form_of(Promotions, _payer()),
        on_close=Promotions.close,
        sheet=True,
    )


def _payer() -> rx.Component:
    return rx.el.div(
        select(
            "Where",
            "place",
            Promotions.places,
            value=Promotions.place,
            on_change=Promotions.choose_place,
        ),
        rx.cond(
            Promotions.place != "",
            field(
                "The platform bears, in percent",
                "share",
                input_mode="decimal",
                default_value="100",
                required=True,
                hint="The restaurant bears the rest.",
            ),
            rx.el.p("The platform pays for it.", class_name="self-end pb-3 text-sm text-muted"),
        ),
        class_name="grid gap-3 sm:grid-cols-2",
    )


def _cost(one: PromotionCard) -> rx.Component:
    """The platform's, and beside it what the restaurant has borne."""
    return rx.el.span(
        money(one.platform_cost),
        rx.el.span("restaurant ", one.restaurant_cost, class_name="block text-xs text-muted"),
    )


def _acts(one: PromotionCard) -> rx.Component:
    return rx.el.div(
        rx.cond(
            one.may_change,
            rx.fragment(
                rx.cond(
                    one.status == "paused",
                    button(
                        "Resume",
                        look="quiet",
                        on_click=Promotions.ask("resume", one.id),
                        aria_label=phrase(t("Resume {name}", name=one.name)),
                    ),
                    button(
                        "Pause",
                        look="quiet",
                        on_click=Promotions.ask("pause", one.id),
                        aria_label=phrase(t("Pause {name}", name=one.name)),
                    ),
                ),
                button(
                    "End",
                    look="plain",
                    on_click=Promotions.ask("end", one.id),
                    aria_label=phrase(t("End {name}", name=one.name)),
                ),
            ),
        ),
        class_name="flex justify-end gap-2 empty:hidden",
    )


def _top(one: PromotionCard) -> rx.Component:
    return rx.el.div(
        what_it_gives(one),
        rx.el.div(status_badge(one.look, one.words), class_name="ml-auto shrink-0"),
        class_name="flex items-start gap-3",
    )


def _whose(one: PromotionCard) -> rx.Component:
    return rx.el.p(one.place, " · Paid by: ", one.payer, class_name="pt-1 text-muted")


def _figures(one: PromotionCard) -> rx.Component:
    return rx.el.div(
        rx.el.span("Used ", uses_of(one), class_name="flex gap-1"),
        rx.el.span("Cost ", _cost(one), class_name="ml-auto flex gap-1 text-right"),
        class_name="flex gap-3 pt-2",
    )


def _below(one: PromotionCard) -> rx.Component:
    return rx.el.div(_acts(one), class_name="pt-2")


COLUMNS: tuple[Column[PromotionCard], ...] = (
    Column("Promotion", what_it_gives, _top),
    Column("Where", lambda one: one.place, _whose),
    Column("Paid by", lambda one: one.payer),
    Column("State", lambda one: status_badge(one.look, one.words)),
    Column("Uses", uses_of, _figures, is_number=True),
    Column("Cost so far", _cost, is_number=True),
    Column("", _acts, _below, look="text-right"),
)
