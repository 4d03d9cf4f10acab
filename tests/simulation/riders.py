"""What the riders do: Ravi and Rita. Whoever has the delivery acts on it, else either of them."""

from collections.abc import Callable
from typing import Any

from foodapp.accounts.actors import Rider
from foodapp.dispatch import carrying, offers, positions, shifts, waiting, watching
from foodapp.dispatch.fixes import Fix
from foodapp.kit import clock
from foodapp.kit.geo import Position
from tests.fixtures.world import HOME, VADUZ
from tests.simulation.stage import Stage

REASONS = ("damaged", "wrong_address", "refused", "unsafe", "nobody_there")
STEP = 0.002  # degrees: some 200 metres


def _who(stage: Stage, which: int) -> Rider:
    having = stage.now.rider_id
    return next((r for r in stage.riders if r.rider_id == having), stage.riders[which % 2])


def _with_it(verb: Callable[..., Any], **details: Any) -> Callable[[Stage, int], None]:
    """Of the delivery, by its rider; by another one it is refused."""

    def act(stage: Stage, which: int = 0) -> None:
        if delivery_id := stage.now.delivery_id:
            stage.does(verb, _who(stage, which), delivery_id, **details)

    return act


def go_online(stage: Stage, which: int = 0) -> None:
    rider = stage.riders[which % 2]
    stage.does(shifts.go_online, rider)
    is_somewhere(stage, rider, which)


def go_offline(stage: Stage, which: int = 0) -> None:
    stage.does(shifts.go_offline, stage.riders[which % 2])


def is_somewhere(stage: Stage, rider: Rider, which: int = 0) -> None:
    place = Position(VADUZ.lat + STEP * (which % 5), VADUZ.lng)
    stage.does(positions.record, rider, [Fix(place, clock.now())])


def move(stage: Stage, which: int = 0) -> None:
    is_somewhere(stage, _who(stage, which), which)


def take_the_offer(stage: Stage, which: int = 0) -> None:
    _answer(stage, offers.accept)


def decline_the_offer(stage: Stage, which: int = 0) -> None:
    _answer(stage, offers.decline)


def _answer(stage: Stage, verb: Callable[..., Any]) -> None:
    for offer in stage.rows("SELECT id, rider_id FROM offers ORDER BY offered_at DESC LIMIT 1"):
        rider = next(one for one in stage.riders if one.rider_id == offer.rider_id)
        stage.does(verb, rider, offer.id)


def hand_over(stage: Stage, which: int = 0) -> None:
    _with_it(carrying.hand_over, pin=stage.now.pin)(stage, which)


def type_a_wrong_pin(stage: Stage, which: int = 0) -> None:
    _with_it(carrying.hand_over, pin="none")(stage, which)


def could_not(stage: Stage, which: int = 0) -> None:
    """Says so, or leaves when the clock has run out."""
    reason = REASONS[which % len(REASONS)]
    _with_it(waiting.begin, reason=reason)(stage, which)
    _with_it(carrying.could_not_deliver, reason=reason)(stage, which)


def is_at_the_door(stage: Stage, which: int = 0) -> None:
    stage.does(positions.record, _who(stage, which), [Fix(HOME.at, clock.now(), 10.0)])


def is_at_the_restaurant(stage: Stage, which: int = 0) -> None:
    stage.does(positions.record, _who(stage, which), [Fix(VADUZ, clock.now(), 10.0)])


arrive = _with_it(carrying.arrive)
collect = _with_it(carrying.collect)
give_back = _with_it(carrying.give_back)
find_nobody = _with_it(waiting.nobody_there)
see_them_come = _with_it(waiting.they_came)
say_all_is_well = _with_it(watching.still_riding)

ACTS = {
    "a rider goes online": go_online,
    "a rider goes offline": go_offline,
    "a rider moves": move,
    "a rider is at the door": is_at_the_door,
    "a rider is at the restaurant": is_at_the_restaurant,
    "a rider takes the offer": take_the_offer,
    "a rider declines the offer": decline_the_offer,
    "the rider arrives": arrive,
    "the rider collects": collect,
    "the rider gives it back": give_back,
    "the rider hands over": hand_over,
    "the rider types a wrong pin": type_a_wrong_pin,
    "the rider finds nobody": find_nobody,
    "the rider sees them come": see_them_come,
    "the rider could not": could_not,
    "the rider is well": say_all_is_well,
}
