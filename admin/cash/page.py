import reflex as rx

from admin import addresses
from admin.cash.state import Cash
from admin.layout import page
from admin.list_screen import list_screen
from admin.parts import question_dialog
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.payouts.cash import CashRow
from foodapp.ui.kit import Column, badge, button, empty_state, link_button, money, phrase


@page(addresses.CASH, "Cash with riders", Cash.arrive, Cash.load)
def cash() -> rx.Component:
    return list_screen(
        Cash,
        "Cash with riders",
        text="What customers paid at the door. It lowers the rider's payout by itself.",
        rows=Cash.rows,
        columns=COLUMNS,
        card="flex items-center gap-3 px-4 py-3",
        nothing=empty_state("banknote", "No rider holds cash", "Orders paid in cash show here."),
        filters=rx.fragment(),
        actions=(link_button("Payouts", to=addresses.PAYOUTS, look="quiet"),),
        dialogs=(question_dialog(Cash),),
    )


def _who(one: CashRow) -> rx.Component:
    return rx.el.div(
        rx.el.p(one.rider, class_name="font-semibold"), _full(one), class_name="min-w-0 flex-1"
    )


def _held(one: CashRow) -> rx.Component:
    return money(one.held, class_name="font-semibold")


def _full(one: CashRow) -> rx.Component:
    return rx.cond(one.is_full, badge("No more cash orders", look="act"))


def _take_in(one: CashRow) -> rx.Component:
    return rx.cond(
        Shell.may_payouts,
        button(
            "Take in",
            look="quiet",
            on_click=Cash.ask("take_in", one.id),
            aria_label=phrase(t("Take in cash of {rider}", rider=one.rider)),
            class_name="px-3! text-sm",
        ),
    )


COLUMNS: tuple[Column[CashRow], ...] = (
    Column("Rider", lambda one: one.rider, _who, look="font-semibold"),
    Column("", _full),
    Column("Holds", lambda one: money(one.held), _held, is_number=True),
    Column("", _take_in, _take_in, look="text-right"),
)
