"""What the pages about promotions share: the form of a new one, and how one looks in a list."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.money import typed
from foodapp.kit.words import Words, t
from foodapp.promotions.making import Terms
from foodapp.promotions.models import Kind
from foodapp.promotions.terms import DAYS
from foodapp.ui.kit import badge, button, cases, checkbox, either, error_banner, field, icon, tabs

KINDS = [
    (Kind.PERCENT.value, "Percent off"),
    (Kind.AMOUNT.value, "Amount off"),
    (Kind.FREE_DELIVERY.value, "Free delivery"),
]


def terms_of(form: dict[str, Any], kind: str, currency: str, zone: ZoneInfo) -> Terms:
    """What was typed into form_of(). Days begin and end at midnight in zone."""
    text = {name: str(form.get(name) or "").strip() for name in FIELDS}
    return Terms(
        name=text["name"],
        kind=Kind(kind),
        code=text["code"],
        percent_bps=_bps(text["percent"]) if kind == Kind.PERCENT else 0,
        amount_minor=typed(text["amount"], currency, t("The amount")) if kind == Kind.AMOUNT else 0,
        most_minor=_minor(text["most"], currency, t("The most to take off")),
        min_basket_minor=_minor(text["minimum"], currency, t("The minimum basket")) or 0,
        first_order=bool(form.get("first")),
        weekdays=[day for day in range(7) if form.get(f"day-{day}")],
        from_minute=_minute(text["from"]),
        until_minute=1440 if text["until"] == "00:00" else _minute(text["until"]),
        starts_at=_midnight(text["starts"], zone),
        ends_at=_midnight(text["ends"], zone, days=1),
        limit_total=_number(text["total"]),
        limit_per_customer=_number(text["customer"]),
        limit_per_day=_number(text["day"]),
        combinable=bool(form.get("combinable")),
    )


FIELDS = (
    "name", "code", "percent", "amount", "most", "minimum", "from", "until", "starts", "ends",
    "total", "customer", "day",
)  # fmt: skip


def bps_of(percent: str, what: Words) -> int:
    """Basis points of a percentage as people type it: 12, 12.5."""
    return typed(percent, "EUR", what)  # two decimals, exactly


def _bps(percent: str) -> int:
    return bps_of(percent, t("The percentage"))


def _minor(text: str, currency: str, what: Words) -> int | None:
    return typed(text, currency, what) if text else None


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise Unusable(t("The limit"))
    return int(text)


def _minute(text: str) -> int | None:
    if not text:
        return None
    try:
        at = datetime.strptime(text, "%H:%M")  # noqa: DTZ007 - a time of the day, of no day
    except ValueError as error:
        raise Unusable(t("The time")) from error
    return at.hour * 60 + at.minute


def _midnight(text: str, zone: ZoneInfo, *, days: int = 0) -> datetime | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
    except (ValueError, OverflowError) as error:
        raise Unusable(t("The day")) from error
    if not 2000 <= day.year <= 2200:
        raise DomainError(t("Please choose a day that is nearer."))
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def form_of(screen: Any, *payer: Any) -> rx.Component:
    """screen has kind, currency, error, choose_kind, save and close. payer: who bears it, where
    that can be chosen."""
    return rx.el.form(
        tabs(screen.kind, KINDS, screen.choose_kind, "What it gives"),
        field("Name", "name", hint="Guests read it in the price.", required=True, max_length=40),
        _how_much(screen),
        field(
            "Code",
            "code",
            hint="Letters and digits. Empty: it applies by itself.",
            max_length=30,
            auto_complete="off",
            class_name="uppercase",
        ),
        *payer,
        _when(),
        _limits(screen),
        error_banner(screen.form_error),
        rx.el.div(
            button("Never mind", look="quiet", on_click=screen.close),
            button("Start it", type="submit", id="save-promotion"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        on_submit=screen.save,
        key=screen.version,
        id="promotion-form",
        class_name="flex flex-col gap-3",
    )


def _how_much(screen: Any) -> rx.Component:
    return cases(
        screen.kind,
        (
            Kind.PERCENT.value,
            _two(
                field("Percent off the food", "percent", input_mode="decimal", required=True),
                field(rx.fragment("At most, in ", screen.currency), "most", input_mode="decimal"),
            ),
        ),
        (
            Kind.AMOUNT.value,
            field(
                rx.fragment("Off the food, in ", screen.currency),
                "amount",
                input_mode="decimal",
                required=True,
            ),
        ),
        otherwise=rx.el.p("The delivery fee is taken off whole.", class_name="text-sm text-muted"),
    )


def _when() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("When", class_name="pb-1 text-sm font-medium"),
        rx.el.div(
            *[checkbox(day, f"day-{number}") for number, day in enumerate(DAYS)],
            class_name="flex flex-wrap gap-x-4",
        ),
        rx.el.p("No day chosen: every day.", class_name="pb-2 text-sm text-muted"),
        _two(
            field("From", "from", type="time"),
            field("Until", "until", type="time"),
            field("First day", "starts", type="date"),
            field("Last day", "ends", type="date"),
        ),
    )


def _limits(screen: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("For whom, and how often", class_name="pb-1 text-sm font-medium"),
        _two(
            field(
                rx.fragment("From a basket of, in ", screen.currency),
                "minimum",
                input_mode="decimal",
            ),
            field("Uses in all", "total", input_mode="numeric"),
            field("Uses a customer", "customer", input_mode="numeric"),
            field("Uses a day", "day", input_mode="numeric"),
        ),
        checkbox("For first orders only", "first"),
        checkbox("May come with an offer on food or delivery", "combinable", default_checked=True),
    )


def _two(*fields: Any) -> rx.Component:
    return rx.el.div(*fields, class_name="grid grid-cols-2 gap-3")


def what_it_gives(one: Any) -> rx.Component:
    """Name, what it takes off, and under which conditions."""
    return rx.el.div(
        rx.el.p(
            rx.el.span(one.name, class_name="font-semibold break-words"),
            code_of(one),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(
            one.gives,
            either(one.conditions != "", " · " + one.conditions, ""),
            class_name="text-sm text-muted break-words tnum",
        ),
        class_name="min-w-0",
    )


def code_of(one: Any) -> rx.Component:
    return rx.cond(
        one.code != "",
        rx.el.span(
            icon("ticket-percent", size=14),
            rx.el.span("Code ", class_name="sr-only"),
            one.code,
            class_name="inline-flex items-center gap-1 rounded-md bg-sunken px-2 py-0.5 text-xs"
            " font-semibold tracking-wide",
        ),
        badge("By itself"),
    )


def uses_of(one: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(one.uses, class_name="font-medium tnum"),
        rx.cond(
            one.limits != "", rx.el.span(one.limits, class_name="block text-xs text-muted tnum")
        ),
    )
