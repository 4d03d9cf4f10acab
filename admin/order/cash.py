"""The customer as somebody who pays at the door."""

import reflex as rx

from admin.order.state import OneOrder as Screen
from admin.parts import facts, panel
from admin.state import Shell
from foodapp.ui.kit import button, money


def cash_panel() -> rx.Component:
    one = Screen.cash
    return rx.cond(
        one.exists,
        panel(
            "Pays in cash",
            facts(
                ("Allowed", one.limit),
                ("So far", one.paid),
                ("Phone", one.phone),
                ("Owes for this order", money(one.owed), one.owed != ""),
                ("Settled", one.settled, one.settled != ""),
                ("Owes elsewhere", one.elsewhere, one.elsewhere != ""),
            ),
            rx.cond(
                Shell.may_orders,
                rx.el.div(
                    rx.cond(
                        one.can_prove,
                        button(
                            "Number is theirs",
                            look="quiet",
                            on_click=Screen.ask("prove_phone", ""),
                            id="prove-phone",
                        ),
                    ),
                    rx.cond(
                        (one.owed != "") & (one.settled == ""),
                        rx.fragment(
                            button(
                                "It is paid",
                                look="quiet",
                                on_click=Screen.ask("paid", ""),
                                id="debt-paid",
                            ),
                            button(
                                "Forgive it",
                                look="plain",
                                on_click=Screen.ask("forgiven", ""),
                                id="debt-forgiven",
                            ),
                        ),
                    ),
                    class_name="flex flex-wrap gap-2 px-4 pb-4 empty:hidden",
                ),
            ),
            custom_attrs={"data-testid": "cash"},
        ),
    )
