from typing import Any

import reflex as rx

from admin import addresses
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import question_dialog
from admin.people.state import People
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.inviting import invite_dialog
from foodapp.ui.kit import (
    Column,
    badge,
    button,
    cases,
    dialog,
    either,
    empty_state,
    icon,
    phone_text,
    phrase,
)
from foodapp.views.console.people import PersonCard

CHOICES = [
    ("", "Everyone"),
    ("riders", "Riders"),
    ("waiting", "Riders to approve"),
    ("staff", "Restaurant staff"),
    ("admins", "Console"),
    ("disabled", "Disabled"),
]
ROLES = [
    ("owner", "Owner", "Everything, roles and settings included."),
    ("operations", "Operations", "Orders, restaurants and people."),
    ("support", "Support", "Orders: cancel, assign riders."),
    ("viewer", "Viewer", "Sees everything, changes nothing."),
]
VEHICLES = [("bicycle", "Bicycle"), ("scooter", "Scooter"), ("car", "Car"), ("foot", "On foot")]
SMALL = "px-3! text-sm"


@page(addresses.PEOPLE, "People", People.arrive, People.load)
def people() -> rx.Component:
    return list_screen(
        People,
        "People",
        rows=People.rows,
        columns=COLUMNS,
        attrs=lambda person: {"data-person": person.email},
        card="px-4 pt-3 pb-1",
        nothing=empty_state("users", "Nobody here", "Try another filter or search."),
        filters=choices(People, CHOICES, "Which people"),
        actions=(
            search(People, "people", "Search people", "Name or e-mail"),
            _invite("rider"),
            _invite("admin"),
        ),
        dialogs=(
            invite_dialog(People, "rider", "Invite a rider", VEHICLES, "Rides by"),
            invite_dialog(
                People, "admin", "Invite into the console", [one[:2] for one in ROLES], "Role"
            ),
            _roles(),
            question_dialog(People),
        ),
    )


def _invite(what: str) -> rx.Component:
    may, words = {
        "rider": (Shell.may_people, "Invite a rider"),
        "admin": (Shell.may_roles, "Invite an admin"),
    }[what]
    return rx.cond(
        may,
        button(
            icon("user-plus", size=18),
            words,
            look="quiet",
            on_click=People.begin_inviting(what),
            id=f"begin-{what}",
            class_name="max-sm:flex-1 max-sm:px-2! max-sm:text-sm",
        ),
    )


def _is(person: PersonCard) -> rx.Component:
    return rx.el.span(
        rx.cond(person.is_disabled, badge("Disabled", look="act")),
        rx.cond(person.admin_role != "", badge("Console: ", person.admin_role, look="accent")),
        cases(
            person.rider,
            ("waiting", badge("Rider, to approve", look="accent")),
            ("approved", badge("Rider, ", person.vehicle, look="done")),
            ("suspended", badge("Rider, suspended", look="act")),
            otherwise=rx.fragment(),
        ),
        rx.cond(person.works_at > 0, badge("Restaurant staff")),
        rx.cond(
            (person.admin_role == "") & (person.rider == "") & (person.works_at == 0),
            rx.el.span("Customer", class_name="text-sm text-muted"),
        ),
        class_name="inline-flex flex-wrap items-center gap-1",
    )


def _actions(person: PersonCard) -> rx.Component:
    """What this admin may do to this person; nothing to oneself."""
    return rx.cond(
        person.is_oneself,
        rx.el.p("you", class_name="text-right text-sm text-muted"),
        rx.el.div(
            rx.cond(
                Shell.may_people,
                cases(
                    person.rider,
                    ("waiting", _act("Approve", "approve", person, "primary")),
                    ("approved", _act("Suspend", "suspend", person, "plain")),
                    ("suspended", _act("Let ride", "resume", person, "quiet")),
                    otherwise=rx.fragment(),
                ),
            ),
            rx.cond(
                Shell.may_roles & ~person.is_disabled & (person.admin_role != ""),
                button(
                    "Role",
                    look="plain",
                    on_click=People.open_roles(person.id),
                    aria_label=phrase(t("Console role of {name}", name=person.name)),
                    class_name=SMALL,
                ),
            ),
            rx.cond(
                Shell.may_roles & ~person.is_disabled & (person.admin_role != ""),
                _act("Second factor", "clear", person, "plain"),
            ),
            rx.cond(
                Shell.may_people & (Shell.may_roles | (person.admin_role == "")),
                rx.cond(
                    person.is_disabled,
                    _act("Enable", "enable", person, "quiet"),
                    _act("Disable", "disable", person, "plain"),
                ),
            ),
            class_name="flex flex-wrap justify-end gap-1",
        ),
    )


def _act(words: str, kind: str, person: PersonCard, look: str) -> rx.Component:
    return button(
        words,
        look=look,
        on_click=People.ask(kind, person.id),
        aria_label=words + " " + person.name,
        class_name=SMALL,
    )


def _roles() -> rx.Component:
    return dialog(
        People.giving.id != "",
        phrase(t("Console role of {name}", name=People.giving.name)),
        rx.el.ul(
            *[_role(*role) for role in ROLES],
            class_name="flex flex-col gap-2 py-2",
        ),
        button("Take the role away", look="act", wide=True, on_click=People.give("none")),
        rx.cond(
            People.giving_error != "",
            rx.el.p(People.giving_error, role="alert", class_name="pt-3 text-sm text-act"),
        ),
        on_close=People.close_roles,
        sheet=True,
    )


def _role(value: str, name: str, means: str) -> rx.Component:
    chosen = People.giving.admin_role == value
    base = "flex w-full min-h-14 flex-col items-start justify-center rounded-xl border px-4 py-2 "
    return rx.el.li(
        rx.el.button(
            rx.el.span(name, class_name="font-semibold"),
            rx.el.span(means, class_name="text-sm text-muted"),
            type="button",
            on_click=People.give(value),
            aria_pressed=either(chosen, "true", "false"),
            class_name=either(
                chosen,
                base + "border-accent bg-accent-soft text-left",
                base + "border-line bg-raised text-left hover:bg-sunken",
            ),
        )
    )


def _name(person: PersonCard) -> tuple[Any, ...]:
    return (
        rx.el.p(person.name, class_name="font-semibold"),
        rx.el.p(person.email, class_name="text-xs text-muted wrap-anywhere"),
    )


def _top(person: PersonCard) -> tuple[Any, ...]:
    return (
        rx.el.p(person.name, class_name="font-semibold"),
        rx.el.p(person.email, class_name="text-sm text-muted wrap-anywhere"),
    )


def _is_and_actions(person: PersonCard) -> rx.Component:
    return rx.el.div(
        _is(person),
        rx.el.div(_actions(person), class_name="-mr-3 ml-auto"),
        class_name="flex flex-wrap items-center gap-2",
    )


COLUMNS: tuple[Column[PersonCard], ...] = (
    Column("Name", _name, _top),
    Column("Works as", _is, _is_and_actions),
    Column("Phone", lambda person: phone_text(person.phone), look="tnum whitespace-nowrap"),
    Column("Since", lambda person: person.since, look="text-muted whitespace-nowrap"),
    Column("", _actions),
)
