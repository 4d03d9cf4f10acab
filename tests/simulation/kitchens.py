"""What the restaurant does."""

from uuid import UUID

from foodapp.autopilot import substituting
from foodapp.dispatch import returning
from foodapp.orders import kitchen
from tests.simulation.stage import Stage

PREP_MINUTES = (20, 5, 60)


def accept(stage: Stage, which: int = 0) -> None:
    minutes = PREP_MINUTES[which % len(PREP_MINUTES)]
    stage.does(kitchen.accept, stage.world.staff, stage.order_id, prep_minutes=minutes)


def reject(stage: Stage, which: int = 0) -> None:
    stage.does(kitchen.reject, stage.world.staff, stage.order_id, reason="too_busy")


def cancel(stage: Stage, which: int = 0) -> None:
    stage.does(kitchen.cancel, stage.world.staff, stage.order_id, reason="broken")


def delay(stage: Stage, which: int = 0) -> None:
    stage.does(kitchen.delay, stage.world.staff, stage.order_id, minutes=15)


def ready(stage: Stage, which: int = 0) -> None:
    stage.does(kitchen.ready, stage.world.staff, stage.order_id)


def hand_over(stage: Stage, which: int = 0) -> None:
    """At the counter."""
    pin = stage.now.pin
    stage.does(kitchen.hand_over, stage.world.staff, stage.order_id, pin=pin)


def miss_a_dish(stage: Stage, which: int = 0) -> None:
    _miss(stage, which, None)


def propose_another(stage: Stage, which: int = 0) -> None:
    """Tiramisu for the pizza, which is cheaper and counted; or the pizza for Tiramisu."""
    _miss(stage, which, stage.world.margherita if which % 2 else stage.world.tiramisu)


def _miss(stage: Stage, which: int, substitute_id: UUID | None) -> None:
    lines = stage.rows(
        "SELECT id, quantity FROM order_lines WHERE order_id = :order_id ORDER BY position"
    )
    line = lines[which % len(lines)]
    stage.does(
        substituting.report,
        stage.world.staff,
        line.id,
        quantity=1 + which // 2 % line.quantity,
        substitute_id=substitute_id,
    )


def do_not_wait(stage: Stage, which: int = 0) -> None:
    asked = "SELECT id FROM missing_dishes WHERE order_id = :order_id AND state = 'asked'"
    for missing_id in stage.values(asked):
        stage.does(substituting.do_not_wait, stage.world.staff, missing_id)


def have_it_back(stage: Stage, which: int = 0) -> None:
    stage.does(returning.received, stage.world.staff, stage.order_id)


ACTS = {
    "the kitchen accepts": accept,
    "the kitchen rejects": reject,
    "the kitchen cancels": cancel,
    "the kitchen needs longer": delay,
    "the kitchen is ready": ready,
    "the kitchen hands over": hand_over,
    "the kitchen misses a dish": miss_a_dish,
    "the kitchen proposes another": propose_another,
    "the kitchen does not wait": do_not_wait,
    "the kitchen has it back": have_it_back,
}
