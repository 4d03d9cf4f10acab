"""Every exception, step by step: what is done, what is then waited for, and how long.

A plan begins by itself, or when somebody says so. Each step is done, written on the order's
timeline, and waited out; when its time is over and the exception still holds, the next one is
taken. A step without a time is the last: what then ends it is said in `waits_for`. An admin who
takes an order over stops all of this for that order (autopilot/taking_over.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from sqlmodel import Session

from foodapp.autopilot import rules, steps
from foodapp.autopilot.models import Incident, Kind
from foodapp.orders.models import Order


@dataclass(frozen=True)
class Step:
    name: str
    does: Callable[[Session, Order, Incident], None]
    is_done: str  # for people
    seconds: str  # the setting that says how long it waits; "": no further step follows
    waits_for: str  # for people


@dataclass(frozen=True)
class Plan:
    title: str
    holds: Callable[[Session, Order, Incident], bool]
    steps: tuple[Step, ...]


# fmt: off
PLANS: MappingProxyType[Kind, Plan] = MappingProxyType({
    Kind.RESTAURANT_SILENT: Plan("The restaurant does not answer", rules.is_unanswered, (
        # step             does                   for people
        Step("prompted",   steps.nothing,         "Reminded on its screen",
             "call_restaurant_after_seconds",     "its answer"),
        Step("called",     steps.say,             "Our team is asked to call",
             # accept_minutes
             "", "its answer; without one the order expires, money back"),
    )),
    Kind.NO_RIDER: Plan("No rider yet", rules.is_without_rider, (
        # begins search_nearby_seconds after the search began
        Step("wider",      steps.widen,           "Riders further away are asked",  # search_wider_m
             "search_wider_seconds",              "one of them"),
        Step("raised",     steps.raise_pay,       "The ride pays more",  # ride_raise_bps
             "search_raised_seconds",             "a rider"),
        Step("raised_again", steps.raise_pay,     "The ride pays still more",  # ..._limit_bps
             "search_raised_seconds",             "a rider"),
        Step("pickup",     steps.offer_pickup,    "Who paid by card may pick it up",
             # give_up_after_ready_seconds
             "", "a rider or the customer; without either it is cancelled, money back"),
    )),
    Kind.RIDER_SILENT: Plan("The rider stands still or is not heard of", rules.is_rider_silent, (
        # begins after rider_silent_seconds
        Step("asked",      steps.ask_rider,       "The rider is asked on the screen",
             "rider_answer_seconds",              "an answer, or a move"),
        Step("taken_away", steps.take_away,       "Before collecting: another rider is looked for; "
                                                  "after it: our team is asked to call",
             "", "the rider's answer, or our team"),
    )),
    Kind.DISH_MISSING: Plan("A dish is missing", rules.is_dish_asked, (
        Step("asked",      steps.nothing,         "The customer is offered a substitute",
             "substitute_answer_seconds",         "yes or no"),
        Step("taken_off",  steps.take_off,        "The dish is taken off, money back",
             "", "nothing more"),
    )),
    Kind.NOBODY_THERE: Plan("It cannot be handed over, says the rider", rules.is_waiting_at_door, (
        Step("waiting",    steps.nothing,         "The customer is told; the rider tries to call",
             "door_wait_seconds",                 "the customer"),  # see dispatch.waiting.CLOCKS
        Step("left",       steps.leave_door,      "With proof: ended. Without it: our team decides",
             "", "nothing more"),
    )),
})
# fmt: on


def after(kind: Kind, name: str) -> Step | None:
    """The step that follows."""
    names = [step.name for step in PLANS[kind].steps]
    following = PLANS[kind].steps[names.index(name) + 1 :]
    return following[0] if following else None


def step(kind: Kind, name: str) -> Step:
    return next(one for one in PLANS[kind].steps if one.name == name)
