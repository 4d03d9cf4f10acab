import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    badge,
    button,
    cases,
    dialog,
    each,
    empty_state,
    error_banner,
    icon,
    money,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.promotions import form_of, uses_of, what_it_gives
from foodapp.views.promotions import PromotionCard
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.promotions.state import Promotions


@page(addresses.PROMOTIONS, "Promotions", Promotions.load)
def promotions() -> rx.Component:
    return frame(
        addresses.PROMOTIONS,
        Promotions.load,
        live_refresh(Promotions.refresh),
        page_head(
            "Promotions",
            "Offers and codes that you pay for, and what the platform offers here.",
            rx.cond(
                some(Promotions.cards),
                button(
                    icon("plus", 18), "New promotion", on_click=Promotions.start, id="new-promotion"
                ),
            ),
        ),
        error_banner(Promotions.error),
        rx.cond(
            Promotions.loaded,
            rx.cond(some(Promotions.cards), _list(), _nothing()),
            rx.cond(Promotions.error == "", skeleton(lines=8)),
        ),
        dialog(
            Promotions.making,
            "New promotion",
            form_of(Promotions),
            on_close=Promotions.close,
            sheet=True,
        ),
        _end_dialog(),
    )


def _nothing() -> rx.Component:
    return empty_state(
        "ticket-percent",
        "No promotions yet",
        "A happy hour fills a quiet afternoon, a code brings guests back.",
        button("New promotion", on_click=Promotions.start, id="new-promotion"),
    )


def _list() -> rx.Component:
    return rx.el.ul(
        each(Promotions.cards, _one),
        id="promotions",
        aria_label="Promotions",
        class_name="grid gap-3 md:grid-cols-2 xl:grid-cols-3",
    )


def _one(one: PromotionCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            what_it_gives(one),
            rx.el.div(_status(one), class_name="ml-auto shrink-0"),
            class_name="flex items-start gap-3",
        ),
        rx.el.dl(
            _figure("Used", uses_of(one)),
            _figure("It took off", money(one.off)),
            _figure("You paid", money(one.restaurant_cost)),
            class_name="grid grid-cols-3 gap-3",
        ),
        rx.cond(one.may_change, _acts(one), _not_yours(one)),
        custom_attrs={"data-testid": "promotion", "data-status": one.status},
        class_name="flex flex-col gap-4 rounded-card border border-line bg-raised p-4 shadow-card",
    )


def _status(one: PromotionCard) -> rx.Component:
    return cases(
        one.look,
        ("done", badge(one.words, look="done")),
        ("act", badge(one.words, look="act")),
        ("accent", badge(one.words, look="accent")),
        otherwise=badge(one.words),
    )


def _figure(label: str, value: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-xs text-muted"),
        rx.el.dd(value, class_name="font-semibold"),
    )


def _acts(one: PromotionCard) -> rx.Component:
    return rx.el.div(
        rx.cond(
            one.status == "paused",
            button(
                "Resume",
                on_click=Promotions.resume(one.id),
                aria_label=phrase(t("Resume {name}", name=one.name)),
            ),
            button(
                "Pause",
                look="quiet",
                on_click=Promotions.pause(one.id),
                aria_label=phrase(t("Pause {name}", name=one.name)),
            ),
        ),
        button(
            "End",
            look="plain",
            on_click=Promotions.ask_to_end(one.id),
            aria_label=phrase(t("End {name}", name=one.name)),
        ),
        class_name="mt-auto flex gap-2",
    )


def _not_yours(one: PromotionCard) -> rx.Component:
    return rx.cond(
        one.payer != "The restaurant",
        rx.el.p("Paid by: ", one.payer, class_name="mt-auto text-sm text-muted"),
    )


def _end_dialog() -> rx.Component:
    return dialog(
        Promotions.ending != "",
        "End it for good?",
        rx.el.p(
            "Guests do not get “",
            Promotions.ending_name,
            "” any more. What was ordered with it stays as it is.",
            class_name="pb-4 text-muted",
        ),
        rx.el.div(
            button("Keep it", look="quiet", on_click=Promotions.keep),
            button("End it", look="act", on_click=Promotions.end(Promotions.ending), id="end-it"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        on_close=Promotions.keep,
        sheet=True,
    )
