import reflex as rx

from customer import addresses
from customer.account.cards import Cards, cards
from customer.account.own_data import OwnData, own_data_section
from customer.account.state import Account, Security
from customer.address import AddressEntry, address_dialog
from customer.layout import frame, page
from customer.parts import section
from foodapp.discovery.addressing import SavedPlace
from foodapp.kit.words import t
from foodapp.menu.models import ALLERGENS
from foodapp.ui.kit import (
    button,
    chip,
    each,
    error_banner,
    field,
    has,
    heading,
    icon,
    icon_button,
    link,
    money,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.own_account import account_sections
from foodapp.ui.push_switch import push_row
from foodapp.ui.sign_in import sign_out_form


@page(
    addresses.ACCOUNT,
    "Your account",
    Account.load,
    Cards.load,
    Security.load,
    OwnData.load,
    AddressEntry.arrive,
)
def account_page() -> rx.Component:
    return frame(
        heading("Your account", class_name="pb-4"),
        error_banner(Account.error),
        rx.cond(
            Account.loaded,
            rx.el.div(
                section("You", about_you(), id="you"),
                section("Credit", credit(), id="credit"),
                section("Allergens", allergens(), id="allergens"),
                section("Addresses", places(), id="addresses"),
                rx.cond(Cards.is_offered, section("Cards", cards(), id="cards")),
                account_sections(Security, section),
                section("Notifications", notifications(), id="notifications"),
                section("Your data", own_data_section(), id="your-data"),
                rx.el.div(sign_out_form("/")),
                class_name="flex flex-col gap-4 pt-2",
            ),
            skeleton(lines=10),
        ),
        address_dialog(Account.load),
        narrow=True,
    )


def about_you() -> rx.Component:
    return rx.el.form(
        field(
            "Name",
            "name",
            default_value=Account.profile.name,
            auto_complete="name",
            required=True,
            max_length=80,
        ),
        rx.el.div(button("Save", type="submit", id="save"), class_name="pt-2"),
        on_submit=Account.save,
        aria_label="About you",
        key=Account.profile.name,
        class_name="flex flex-col gap-1",
    )


def credit() -> rx.Component:
    return rx.el.div(
        rx.cond(
            some(Account.credit),
            each(
                Account.credit,
                lambda amount: money(amount, class_name="text-xl font-bold"),
            ),
            rx.el.p("Nothing to spend yet. Do you have a gift card?", class_name="text-muted"),
        ),
        link(
            "Redeem a card, see what came and went",
            to=addresses.CREDIT,
            id="to-credit",
            class_name="inline-flex min-h-11 items-center font-semibold",
        ),
        class_name="flex flex-col gap-1",
    )


def allergens() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Dishes that contain one of these, or of which it is not stated, are marked. You are"
            " asked before you order one, the kitchen reads it on your order, and nothing that"
            " contains one is ever proposed in place of a dish that ran out.",
            class_name="text-muted",
        ),
        rx.el.div(
            *[
                chip(
                    name.capitalize(),
                    chosen=has(Account.allergens, name),
                    on_click=Account.avoid(name),
                )
                for name in ALLERGENS
            ],
            role="group",
            aria_label="Allergens you avoid",
            class_name="flex flex-wrap gap-2 pt-3",
        ),
    )


def places() -> rx.Component:
    return rx.el.div(
        rx.cond(
            some(Account.places),
            rx.el.ul(each(Account.places, place), class_name="divide-y divide-line"),
            rx.el.p(
                "No addresses yet. The ones you order to are kept here.", class_name="text-muted"
            ),
        ),
        button(
            icon("plus"),
            "Add an address",
            look="quiet",
            on_click=AddressEntry.show,
            id="add-address",
            class_name="mt-2",
        ),
    )


def place(one: SavedPlace) -> rx.Component:
    return rx.el.li(
        icon("map-pin", class_name="shrink-0 text-muted"),
        rx.el.div(
            rx.el.p(one.text),
            rx.cond(one.note != "", rx.el.p(one.note, class_name="text-sm text-muted")),
            class_name="min-w-0 flex-1",
        ),
        icon_button(
            "trash-2",
            phrase(t("Remove {place}", place=one.text)),
            on_click=Account.remove_place(one.id),
        ),
        class_name="flex items-center gap-3 py-2",
    )


def notifications() -> rx.Component:
    return rx.el.div(
        push_row(
            t("In this browser"),
            t("We tell you when your order is confirmed, late, or at the door."),
        ),
        class_name="flex flex-col gap-3",
    )
