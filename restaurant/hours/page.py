from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.restaurants.hours_editing import SpecialDayCard
from foodapp.ui.kit import (
    button,
    card,
    checkbox,
    each,
    either,
    error_banner,
    field,
    heading,
    icon,
    icon_button,
    phrase,
    skeleton,
    some,
    text_area,
)
from foodapp.ui.live import live_refresh
from restaurant import addresses
from restaurant.hours.state import DayRow, HoursEditor, Stretch
from restaurant.layout import frame, page, page_head

TIME = (
    "min-h-11 w-32 rounded-xl border border-line bg-raised px-2 tnum sm:w-36"
    " max-sm:[&::-webkit-calendar-picker-indicator]:hidden"
)


@page(addresses.HOURS, "Hours", HoursEditor.load)
def hours() -> rx.Component:
    return frame(
        addresses.HOURS,
        HoursEditor.load,
        live_refresh(HoursEditor.refresh),
        page_head("Hours", "When guests can order, on the restaurant’s own clock."),
        error_banner(HoursEditor.error),
        rx.cond(
            HoursEditor.loaded,
            rx.el.div(
                rx.cond(HoursEditor.as_text, _text(), _week()),
                rx.el.div(_now(), _special(), class_name="flex flex-col gap-4"),
                class_name="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
            ),
            rx.cond(HoursEditor.error == "", skeleton(lines=9)),
        ),
    )


def _week() -> rx.Component:
    return card(
        rx.el.div(
            heading("The usual week", level=2),
            button("As text", look="plain", on_click=HoursEditor.edit_as(True)),
            class_name="flex items-center justify-between",
        ),
        rx.el.div(
            each(HoursEditor.days, _day, key="n"),
            key=HoursEditor.version,
            class_name="flex flex-col",
        ),
        rx.cond(
            HoursEditor.knows_holidays,
            checkbox(
                "Closed on public holidays",
                "holidays",
                checked=HoursEditor.closed_on_holidays,
                on_change=HoursEditor.set_holidays,
            ),
        ),
        rx.el.div(
            button("Save", on_click=HoursEditor.save_week, disabled=~HoursEditor.changed),
            rx.cond(
                HoursEditor.changed,
                button("Undo", look="quiet", on_click=HoursEditor.load),
            ),
            class_name="flex gap-2 pt-2",
        ),
    )


def _day(row: DayRow) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(row.name, class_name="sr-only"),
        rx.el.span(row.name, class_name="pt-2.5 font-medium", aria_hidden="true"),
        rx.el.div(
            rx.cond(
                some(row.stretches),
                each(row.stretches, lambda one, nth: _stretch(row, one, nth)),
                rx.el.span("Closed", class_name="py-2.5 text-muted"),
            ),
            class_name="col-span-2 row-start-2 flex min-w-0 flex-col gap-2 sm:col-span-1"
            " sm:col-start-2 sm:row-start-1",
        ),
        rx.el.div(
            icon_button(
                "plus",
                phrase(t("More hours on {day}", day=row.name)),
                on_click=HoursEditor.add_stretch(row.n),
                title="More hours",
            ),
            icon_button(
                "copy",
                phrase(t("The same as {day} every day", day=row.name)),
                on_click=HoursEditor.copy_to_all(row.n),
                title="The same every day",
            ),
            class_name="flex",
        ),
        class_name="grid grid-cols-[1fr_auto] items-start gap-x-2 border-t border-line py-2"
        " sm:grid-cols-[7rem_1fr_auto]",
    )


def _stretch(row: DayRow, one: Stretch, nth: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            (one.closes == "00:00") & (one.opens == "00:00"),
            rx.el.span("Open all day", class_name="py-2.5"),
            rx.fragment(
                _time(row, nth, "opens", one.opens, "from"),
                rx.el.span("–", aria_hidden="true"),
                _time(row, nth, "closes", one.closes, "to"),
                rx.cond(
                    (one.closes < one.opens) & (one.closes != "00:00"),
                    rx.el.span("next day", class_name="text-xs text-muted"),
                ),
            ),
        ),
        icon_button(
            "x",
            phrase(t("Take these hours off {day}", day=row.name)),
            on_click=HoursEditor.remove_stretch(row.n, nth),
            class_name="text-muted",
        ),
        key=nth,  # the handlers know it by its place; the week's `version` draws all of it anew
        class_name="flex items-center gap-2",
    )


def _time(row: DayRow, nth: Any, which: str, value: Any, word: str) -> rx.Component:
    return rx.el.input(
        type="time",
        default_value=value,
        on_blur=lambda at: HoursEditor.set_time(row.n, nth, which, at),
        aria_label=row.name + ", " + word,
        class_name=TIME,
    )


def _text() -> rx.Component:
    return card(
        heading("Your hours", level=2),
        rx.el.p(
            "Your hours say more than a usual week can show: seasons, single days or holidays. They"
            " are written as in OpenStreetMap.",
            class_name="py-2 text-muted",
        ),
        rx.el.form(
            text_area(
                "Opening hours",
                "text",
                hint="Mo-Fr 11:00-14:00,17:00-22:00; Sa 18:00-02:00; Dec 24 off",
                default_value=HoursEditor.text,
                key=HoursEditor.version,
                required=True,
                spell_check=False,
            ),
            rx.el.div(
                button("Save", type="submit"),
                button("Use the weekly editor", look="quiet", on_click=HoursEditor.edit_as(False)),
                class_name="flex flex-wrap gap-2",
            ),
            on_submit=HoursEditor.save_text,
            class_name="flex flex-col gap-2",
        ),
    )


def _now() -> rx.Component:
    return card(
        rx.el.p(
            icon("clock", 18),
            HoursEditor.now,
            class_name="flex items-center gap-2 text-lg font-semibold",
        ),
        rx.el.p("On the clock of ", HoursEditor.time_zone, class_name="text-sm text-muted"),
        rx.cond(
            HoursEditor.paused,
            rx.el.div(
                rx.el.p("You are pausing: no new orders come in.", class_name="text-act"),
                button("Take orders again", on_click=HoursEditor.resume),
                class_name="flex flex-col items-start gap-2 pt-3",
            ),
            rx.el.div(
                rx.el.p("Take no new orders for", class_name="text-sm font-medium"),
                rx.el.div(
                    *[
                        button(
                            phrase(t("{minutes} min", minutes=minutes)),
                            look="quiet",
                            on_click=HoursEditor.pause(minutes),
                        )
                        for minutes in (15, 30, 60)
                    ],
                    button("Until tomorrow", look="quiet", on_click=HoursEditor.pause(0)),
                    class_name="flex flex-wrap gap-2",
                ),
                class_name="flex flex-col gap-2 pt-3",
            ),
        ),
    )


def _special() -> rx.Component:
    return card(
        heading("Special days", level=2),
        rx.el.p("Holidays, weddings, a day off.", class_name="text-muted"),
        rx.el.ul(each(HoursEditor.special_days, _special_day, key="day"), class_name="py-2"),
        rx.el.form(
            field("Day", "day", type="date", required=True),
            rx.el.div(
                field("From", "opens", type="time"),
                field("To", "closes", type="time"),
                class_name="grid grid-cols-2 gap-2",
            ),
            field("Note", "note", max_length=80, placeholder="Christmas Eve"),
            rx.el.p("Leave the times empty when you are closed.", class_name="text-sm text-muted"),
            button("Add", type="submit", look="quiet"),
            on_submit=HoursEditor.add_special,
            reset_on_submit=True,
            class_name="flex flex-col gap-3 border-t border-line pt-3",
        ),
    )


def _special_day(day: SpecialDayCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(day.shown, class_name="font-medium tnum"),
            rx.el.p(
                either(day.hours == "closed", "Closed", day.hours),
                rx.cond(day.note != "", rx.fragment(" · ", day.note)),
                class_name="truncate text-sm text-muted",
            ),
            class_name="min-w-0",
        ),
        icon_button(
            "trash-2",
            phrase(t("Remove {day}", day=day.shown)),
            on_click=HoursEditor.remove_special(day.day),
            class_name="ml-auto text-muted",
        ),
        class_name="flex items-center gap-2 border-t border-line py-1 first:border-0",
    )
