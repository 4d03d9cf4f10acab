import pytest

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.orders import kitchen
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.restaurants.models import Restaurant
from restaurant.board.state import Board
from restaurant.state import Shell
from tests.fixtures.screens import Tab


@pytest.fixture
def ana(world):
    return Tab(world.cookies["ana"])


def status(session, order):
    session.expire_all()
    return session.get_one(Order, order.id).status


async def test_the_board_shows_what_waits(ana, placed_order):
    await ana.call(Board, "load")
    board = ana.screen(Board)
    assert board.loaded
    assert [card.number for card in board.new] == [placed_order.number]
    assert board.server_now


async def test_one_tap_accepts_and_the_card_moves(session, ana, placed_order):
    await ana.call(Board, "accept", order_id=str(placed_order.id), prep_minutes=20)
    assert ana.screen(Board).new == []
    assert [card.number for card in ana.screen(Board).cooking] == [placed_order.number]
    assert status(session, placed_order) is OrderStatus.ACCEPTED


async def test_of_two_tablets_the_second_is_told_in_one_sentence(session, world, placed_order):
    first, second = Tab(world.cookies["ana"]), Tab(world.cookies["ana"])
    await first.call(Board, "load")
    await second.call(Board, "load")
    await first.call(Board, "accept", order_id=str(placed_order.id), prep_minutes=20)
    await second.call(Board, "accept", order_id=str(placed_order.id), prep_minutes=45)

    assert second.said == "This order is already accepted."
    assert [card.number for card in second.screen(Board).cooking] == [placed_order.number]
    session.expire_all()
    assert session.get_one(Order, placed_order.id).prep_minutes == 20


async def test_a_rejection_needs_a_reason_from_the_list(session, ana, placed_order):
    await ana.call(Board, "ask_reason", order_id=str(placed_order.id), number=placed_order.number)
    assert ana.screen(Board).rejecting == str(placed_order.id)
    await ana.call(Board, "reject", order_id=str(placed_order.id), reason="<b>")
    assert ana.said == "Please choose one of the reasons."
    await ana.call(Board, "reject", order_id=str(placed_order.id), reason="too_busy")
    assert ana.screen(Board).rejecting == ""
    assert status(session, placed_order) is OrderStatus.REJECTED


async def test_a_wrong_pin_stands_at_its_ticket(session, world, ana, placed_order):
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    wrong = f"{(int(placed_order.pin) + 1) % 10_000:04}"

    await ana.call(Board, "hand_over", form={"order": str(placed_order.id), "pin": wrong})
    assert ana.screen(Board).pin_of == str(placed_order.id)
    assert "does not match" in ana.screen(Board).pin_error
    await ana.call(
        Board, "hand_over", form={"order": str(placed_order.id), "pin": placed_order.pin}
    )
    assert ana.screen(Board).pin_error == ""
    assert status(session, placed_order) is OrderStatus.DELIVERED


@pytest.mark.parametrize(
    ("handler", "arguments"),
    [
        ("accept", {"prep_minutes": 20}),
        ("reject", {"reason": "too_busy"}),
        ("delay", {"minutes": 10}),
        ("ready_now", {}),
    ],
)
async def test_another_restaurants_staff_change_nothing(
    session, world, placed_order, handler, arguments
):
    rob = Tab(world.cookies["rob"])
    await rob.call(Board, handler, order_id=str(placed_order.id), **arguments)
    assert rob.said == "We could not find that order."
    assert status(session, placed_order) is OrderStatus.PLACED


@pytest.mark.parametrize(
    "form",
    [{}, {"order": "x", "pin": "1234"}, {"order": "0" * 32, "pin": "12"}, {"order": None}],
    ids=str,
)
async def test_a_hand_over_form_that_makes_no_sense_is_refused(ana, placed_order, form):
    await ana.call(Board, "hand_over", form=form)
    assert "does not look right" in ana.said


async def test_another_restaurants_order_is_not_handed_over(session, world, placed_order):
    rob = Tab(world.cookies["rob"])
    form = {"order": str(placed_order.id), "pin": placed_order.pin}
    await rob.call(Board, "hand_over", form=form)
    assert rob.said == "We could not find that order."


@pytest.mark.parametrize("who", ["cy", "ravi"])
async def test_the_board_is_for_staff(world, placed_order, who):
    tab = Tab(world.cookies[who])
    await tab.call(Board, "load")
    assert tab.said == "Your account cannot do that."
    assert tab.screen(Board).new == []


async def test_a_stranger_is_led_to_the_sign_in(placed_order):
    answer = await Tab().call(Board, "load")
    assert "/restaurant/sign-in" in str(answer)


async def test_pause_busy_and_resume(session, world, ana):
    await ana.call(Board, "set_busy", minutes=20)
    await ana.call(Board, "pause", minutes=30)
    board = ana.screen(Board)
    assert (board.busy_minutes, bool(board.paused), board.slowing) == (20, True, False)
    await ana.call(Board, "pause", minutes=17)
    assert ana.said.startswith("Pause for 15, 30 or 60")
    await ana.call(Board, "resume")
    assert board.paused == ""
    session.expire_all()
    assert session.get_one(Restaurant, world.nonna).busy_extra_minutes == 20


async def test_who_works_in_two_restaurants_can_switch(session, world, ana):
    session.add(
        StaffMember(user_id=world.staff.user_id, restaurant_id=world.rival, role=StaffRole.KITCHEN)
    )
    session.commit()
    await ana.call(Shell, "load")
    shell = ana.screen(Shell)
    assert (shell.name, shell.is_manager, len(shell.choices)) == ("Nonna", True, 2)

    await ana.call(Shell, "choose", restaurant_id=str(world.rival))
    assert (shell.name, shell.is_manager) == ("Rival", False)


async def test_nobody_switches_to_a_restaurant_they_do_not_work_in(world, ana):
    await ana.call(Shell, "load")
    await ana.call(Shell, "choose", restaurant_id=str(world.rival))
    assert ana.said == "We could not find that restaurant."
    assert ana.screen(Shell).name == "Nonna"
