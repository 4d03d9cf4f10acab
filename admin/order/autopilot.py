"""What the platform does by itself about this order, and the switch that stops it."""

import reflex as rx

from admin.order.state import OneOrder as Screen
from admin.parts import panel
from admin.state import Shell
from foodapp.ui.kit import badge, button, cases, each, either, icon, some
from foodapp.views.autopilot import PlanCard, StepCard


def autopilot_panel() -> rx.Component:
    one = Screen.autopilot
    return rx.cond(
        one.is_resting | one.can_take_over | (some(one.plans)),
        panel(
            "Autopilot",
            rx.el.div(
                rx.cond(
                    one.is_resting,
                    rx.el.p(
                        badge("Resting", look="act"),
                        rx.el.span(one.by, " steers by hand since ", one.since),
                        class_name="flex flex-wrap items-center gap-2",
                    ),
                    rx.cond(
                        some(one.plans),
                        rx.el.p(badge("At work", look="accent")),
                        rx.el.p("The autopilot has nothing to do here.", class_name="text-muted"),
                    ),
                ),
                each(one.plans, _plan, like="title"),
                rx.cond(Shell.may_orders, _switch()),
                class_name="flex flex-col gap-3 px-4 py-3 text-sm",
            ),
            custom_attrs={"data-testid": "autopilot"},
        ),
    )


def _plan(plan: PlanCard) -> rx.Component:
    return rx.el.section(
        rx.el.h3(plan.title, class_name="font-semibold"),
        rx.el.ol(each(plan.steps, _step, like="text"), class_name="pt-1"),
    )


def _step(step: StepCard) -> rx.Component:
    return rx.el.li(
        cases(
            step.state,
            ("done", icon("check", size=16, class_name="mt-0.5 shrink-0 text-done")),
            ("now", icon("hourglass", size=16, class_name="mt-0.5 shrink-0 text-accent-ink")),
            otherwise=icon("circle-dashed", size=16, class_name="mt-0.5 shrink-0 text-muted"),
        ),
        rx.el.div(
            rx.el.p(step.text, class_name=either(step.state == "later", "text-muted", "")),
            rx.cond(step.note != "", rx.el.p(step.note, class_name="text-muted")),
            class_name="min-w-0",
        ),
        aria_current=either(step.state == "now", "step", "false"),
        class_name="flex gap-2 py-1",
    )


def _switch() -> rx.Component:
    return rx.cond(
        Screen.autopilot.is_resting,
        rx.el.div(
            button(
                icon("rotate-ccw", size=18),
                "Hand back",
                on_click=Screen.hand_back,
                id="hand-back",
            ),
        ),
        rx.cond(
            Screen.autopilot.can_take_over,
            rx.el.div(
                button(
                    icon("hand", size=18),
                    "Take over",
                    look="quiet",
                    on_click=Screen.ask("take_over", ""),
                    id="take-over",
                ),
            ),
        ),
    )
