from datetime import timedelta

import pytest
from sqlalchemy import event

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.orders.models import Fulfilment, OrderLine
from foodapp.restaurants.models import Restaurant
from foodapp.views.restaurant import board


def numbers(cards):
    return [card.number for card in cards]


def test_a_new_order_waits_for_an_answer(session, world, placed_order):
    seen = board.of(session, world.staff)

    [card] = seen.new
    assert (card.number, card.customer, card.is_delivery) == (placed_order.number, "Cy", True)
    assert card.answer_by == placed_order.answer_by.isoformat()
    assert not card.was_prompted
    assert card.suggested_minutes == 20
    [line] = card.lines
    assert (line.quantity, line.name, line.modifiers) == (1, "Margherita, Large", ["Salami"])
    assert line.allergens == ["gluten", "milk"]
    assert (seen.cooking, seen.ready, seen.scheduled, seen.done) == ([], [], [], [])


def test_another_restaurant_sees_nothing_of_it(session, world, placed_order):
    assert board.of(session, world.rival_staff).new == []


def test_the_card_moves_from_column_to_column(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    assert numbers(board.of(session, world.staff).cooking) == [placed_order.number]

    kitchen.ready(session, world.staff, placed_order.id)
    assert numbers(board.of(session, world.staff).ready) == [placed_order.number]


def test_what_is_wanted_later_waits_until_it_is_time_to_cook(
    session, world, placed_order, time_machine
):
    placed_order.requested_for = placed_order.placed_at + timedelta(hours=3)
    order = kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    assert numbers(board.of(session, world.staff).scheduled) == [order.number]

    time_machine.move_to(order.ready_by - timedelta(minutes=20))
    assert numbers(board.of(session, world.staff).cooking) == [order.number]


@pytest.mark.parametrize(
    ("reason", "outcome"), [("too_busy", "Rejected"), ("sold_out", "Rejected")]
)
def test_what_ended_stays_in_sight_for_a_while(
    session, world, placed_order, time_machine, reason, outcome
):
    kitchen.reject(session, world.staff, placed_order.id, reason=reason)
    session.commit()
    [card] = board.of(session, world.staff).done
    assert card.outcome.startswith(outcome)

    time_machine.move_to(clock.now() + timedelta(hours=4))
    assert board.of(session, world.staff).done == []


def test_a_picked_up_order_says_so(session, world, placed_order):
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    kitchen.hand_over(session, world.staff, placed_order.id, pin=placed_order.pin)
    [card] = board.of(session, world.staff).done
    assert card.outcome.startswith("Picked up")


@pytest.mark.parametrize("note", ["I have a nut ALLERGY!", "Allergisch auf Milch", "coeliac"])
def test_an_allergy_in_a_note_stands_out(session, world, placed_order, note):
    placed_order.note = note
    assert board.of(session, world.staff).new[0].mentions_allergy


def test_the_board_says_pause_and_busy(session, world):
    restaurant = session.get_one(Restaurant, world.nonna)
    restaurant.paused_until = clock.now() + timedelta(minutes=30)
    restaurant.busy_extra_minutes = 20
    session.commit()
    seen = board.of(session, world.staff)
    assert (bool(seen.paused_until), seen.busy_extra_minutes) == (True, 20)

    restaurant.paused_until = clock.now() - timedelta(minutes=1)
    session.commit()
    assert board.of(session, world.staff).paused_until == ""


def test_the_cooks_see_the_board_and_their_restaurants(session, world, placed_order):
    cook = RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)
    assert len(board.of(session, cook).new) == 1
    assert board.my_restaurants(session, cook) == [(str(world.nonna), "Nonna")]


def test_many_lines_cost_no_more_round_trips(session, world, placed_order):
    def trips() -> int:
        seen = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *a: seen.append(a[2]))
        session.expire_all()
        board.of(session, world.staff)
        return len(seen)

    few = trips()
    session.add_all(
        OrderLine(
            order_id=placed_order.id,
            position=n,
            item_id=world.tiramisu,
            name="T",
            quantity=1,
            unit_minor=1,
            total_minor=1,
        )
        for n in range(1, 20)
    )
    session.commit()
    assert trips() <= few + few  # the listener of the first look counts again
    assert len(board.of(session, world.staff).new[0].lines) == 20
