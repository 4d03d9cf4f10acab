import reflex as rx

from admin.cash.state import Cash
from admin.layout import page
from admin.list_screen import list_screen
from admin.parts import CELL, NUMBER, ROW, question_dialog
from admin.state import Shell
from foodapp.payouts.cash import CashRow
from foodapp.ui.kit import badge, button, empty_state, link_button, money

HEADS = [("Rider", ""), ("", ""), ("Holds", "text-right"), ("", "text-right")]


@page("/admin/cash", "Cash with riders", Cash.arrive, Cash.load)
def cash() -> rx.Component:
    return list_screen(
        Cash,
        "Cash with riders",
        text="What customers paid at the door. It lowers the rider's payout by itself.",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("banknote", "No rider holds cash", "Orders paid in cash show here."),
        filters=rx.fragment(),
        actions=(link_button("Payouts", to="/admin/payouts", look="quiet"),),
        dialogs=(question_dialog(Cash),),
    )


def _row(one: CashRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.rider, class_name=f"{CELL} font-semibold"),
        rx.el.td(_full(one), class_name=CELL),
        rx.el.td(money(one.held), class_name=NUMBER),
        rx.el.td(_take_in(one), class_name=f"{CELL} text-right"),
        class_name=ROW,
    )


def _full(one: CashRow) -> rx.Component:
    return rx.cond(one.is_full, badge("No more cash orders", look="act"))


def _take_in(one: CashRow) -> rx.Component:
    return rx.cond(
        Shell.may_payouts,
        button(
            "Take in",
            look="quiet",
            on_click=Cash.ask("take_in", one.id),
            aria_label="Take in cash of " + one.rider,
            class_name="px-3! text-sm",
        ),
    )


def _card(one: CashRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.rider, class_name="font-semibold"), _full(one), class_name="min-w-0 flex-1"
        ),
        money(one.held, class_name="font-semibold"),
        _take_in(one),
        class_name="flex items-center gap-3 px-4 py-3",
    )
