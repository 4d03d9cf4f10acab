import reflex as rx

from foodapp.accounts.staffing import StaffCard
from foodapp.kit.words import t
from foodapp.ui.inviting import invite_dialog, waiting_list
from foodapp.ui.kit import (
    badge,
    button,
    card,
    dialog,
    each,
    error_banner,
    heading,
    icon,
    icon_button,
    phrase,
    skeleton,
)
from foodapp.ui.proving import proof_dialog
from foodapp.views.restaurant.staff import RoleRights, rights, roles
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.staff.own_data import RestaurantData, own_data
from restaurant.staff.state import Staff

ROLES = roles()


@page(addresses.STAFF, "Staff", Staff.load, RestaurantData.load)
def staff() -> rx.Component:
    return frame(
        addresses.STAFF,
        Staff.load,
        page_head("Staff", "Who works here, and what they may do.", _invite()),
        error_banner(Staff.error),
        rx.cond(
            Staff.loaded,
            rx.el.div(
                _team(),
                _rights(),
                own_data(),
                class_name="grid items-start gap-4 lg:grid-cols-[3fr_2fr]",
            ),
            rx.cond(Staff.error == "", skeleton(lines=6)),
        ),
        invite_dialog(Staff, "staff", "Invite to the team", _inviting_roles(), "Role"),
        _removing(),
        proof_dialog(Staff),
    )


def _inviting_roles() -> list[tuple[str, str]]:
    """The smallest role first: it is what most are invited to."""
    return ROLES[::-1]


def _invite() -> rx.Component:
    return rx.cond(
        Staff.loaded,
        button(
            icon("user-plus", size=18),
            "Invite somebody",
            on_click=Staff.begin_inviting("staff"),
            id="begin-staff",
            class_name="max-sm:w-full",
        ),
    )


def _team() -> rx.Component:
    return card(
        heading("The team", level=2),
        rx.el.ul(each(Staff.members, _member), class_name="divide-y divide-line"),
        waiting_list(Staff),
        custom_attrs={"data-testid": "team"},
    )


def _member(one: StaffCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(one.name, class_name="font-medium wrap-anywhere"),
                rx.cond(one.user_id == Staff.me, badge("You")),
                rx.cond(one.is_disabled, badge("Disabled", look="act")),
                class_name="flex min-w-0 flex-wrap items-center gap-x-2",
            ),
            rx.el.p(one.email, class_name="text-sm text-muted wrap-anywhere"),
            class_name="w-full min-w-0 sm:w-auto sm:flex-1",
        ),
        rx.el.div(
            rx.el.select(
                *[rx.el.option(words, value=value) for value, words in ROLES],
                value=one.role,
                on_change=lambda role: Staff.change_role(one.user_id, role),
                aria_label=phrase(t("Role of {name}", name=one.name)),
                class_name="min-h-11 rounded-xl border border-line bg-raised px-2 text-sm",
            ),
            icon_button(
                "user-minus",
                phrase(t("Take {name} off the team", name=one.name)),
                on_click=Staff.ask_to_remove(one.user_id),
            ),
            class_name="flex items-center gap-1",
        ),
        custom_attrs={"data-person": one.email},
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 py-2",
    )


def _rights() -> rx.Component:
    return card(
        heading("What each role may do", level=2, class_name="pb-2"),
        *[_right(one) for one in rights()],
        custom_attrs={"data-testid": "rights"},
    )


def _right(one: RoleRights) -> rx.Component:
    names = [words for (_, words), may in zip(ROLES, one.by, strict=True) if may]
    return rx.el.div(
        rx.el.p(one.right),
        rx.el.p(*[badge(name) for name in names], class_name="flex flex-wrap gap-1 pt-1"),
        class_name="border-t border-line py-2",
    )


def _removing() -> rx.Component:
    return dialog(
        Staff.leaving.user_id != "",
        phrase(t("Take {name} off the team?", name=Staff.leaving.name)),
        rx.el.p(
            "They are signed out of this restaurant at once. You can invite them again.",
            class_name="pb-4 text-muted",
        ),
        rx.el.div(
            button("Never mind", look="quiet", on_click=Staff.keep),
            button("Take off", look="act", on_click=Staff.remove, id="take-off"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        on_close=Staff.keep,
        sheet=True,
    )
