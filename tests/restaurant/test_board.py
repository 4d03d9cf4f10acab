from uuid import uuid4

import pytest

from foodapp.accounts.actors import Cookies, StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.orders import kitchen
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.restaurants.models import Restaurant
from restaurant.board.presses import Presses
from restaurant.board.state import Board
from restaurant.state import Shell
from tests.fixtures.screens import Tab


@pytest.fixture
def ana(world):
    return Tab(world.cookies["ana"])


async def press(tab, verb, order, said="", **sent):
    """As the box of kept presses sends it."""
    sent = {"press_id": str(uuid4()), "ago_s": 0.2, "subject": str(order and order.id), **sent}
    await tab.call(Presses, "press", verb=verb, said=said, **sent)
    return sent["press_id"]


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
    await press(ana, "accept", placed_order, "20")
    assert ana.screen(Board).new == []
    assert [card.number for card in ana.screen(Board).cooking] == [placed_order.number]
    assert status(session, placed_order) is OrderStatus.ACCEPTED


async def test_of_two_tablets_the_second_is_told_in_one_sentence(session, world, placed_order):
    first, second = Tab(world.cookies["ana"]), Tab(world.cookies["ana"])
    await first.call(Board, "load")
    await second.call(Board, "load")
    await press(first, "accept", placed_order, "20")
    await press(second, "accept", placed_order, "45")

    assert second.said == "This order is already accepted."
    assert [card.number for card in second.screen(Board).cooking] == [placed_order.number]
    session.expire_all()
    assert session.get_one(Order, placed_order.id).prep_minutes == 20


async def test_a_rejection_needs_a_reason_from_the_list(session, ana, placed_order):
    await press(ana, "reject", placed_order, "<b>")
    assert ana.said == "Please choose one of the reasons."
    await press(ana, "reject", placed_order, "too_busy")
    assert status(session, placed_order) is OrderStatus.REJECTED


async def test_a_wrong_pin_stands_at_its_ticket(session, world, ana, placed_order):
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    wrong = f"{(int(placed_order.pin) + 1) % 10_000:04}"

    await press(ana, "hand_over", placed_order, wrong)
    assert ana.screen(Presses).pin_of == str(placed_order.id)
    assert "does not match" in ana.screen(Presses).pin_error
    await press(ana, "hand_over", placed_order, placed_order.pin)
    assert ana.screen(Presses).pin_error == ""
    assert status(session, placed_order) is OrderStatus.DELIVERED


@pytest.mark.parametrize(
    ("verb", "said"), [("accept", "20"), ("reject", "too_busy"), ("delay", "10"), ("ready", "")]
)
async def test_another_restaurants_staff_change_nothing(session, world, placed_order, verb, said):
    rob = Tab(world.cookies["rob"])
    await press(rob, verb, placed_order, said)
    assert rob.said == "We could not find that order."
    assert status(session, placed_order) is OrderStatus.PLACED


async def test_a_press_that_arrives_twice_is_carried_out_once(session, ana, placed_order):
    """The answer to the first was lost on the way: the tablet sends it again."""
    await press(ana, "accept", placed_order, "20")
    name = await press(ana, "delay", placed_order, "10")
    session.expire_all()
    promised = session.get_one(Order, placed_order.id).ready_by
    await press(ana, "delay", placed_order, "10", press_id=name)
    session.expire_all()
    assert session.get_one(Order, placed_order.id).ready_by == promised
    assert ana.screen(Presses).acked == name


async def test_what_was_pressed_without_a_network_is_carried_out_in_its_order(
    session, ana, placed_order
):
    await press(ana, "accept", placed_order, "20", ago_s=1_500)
    await press(ana, "ready", placed_order, ago_s=300)
    assert status(session, placed_order) is OrderStatus.READY


async def test_a_press_of_last_night_is_not_carried_out(session, ana, placed_order):
    name = await press(ana, "accept", placed_order, "20", ago_s=3 * 3600)
    assert "too old" in ana.said
    assert ana.screen(Presses).acked == name  # and is not sent again
    assert status(session, placed_order) is OrderStatus.PLACED


@pytest.mark.parametrize(
    ("verb", "said"),
    [("accept", ""), ("accept", "٢٠"), ("accept", "-5"), ("accept", "999"), ("delay", "x"),
     ("eat", ""), ("reject", ""), ("hand_over", ""), ("hand_over", "12"), ("hand_over", "١٢٣٤")],
)  # fmt: skip
async def test_a_press_that_makes_no_sense_is_refused_and_forgotten(
    session, ana, placed_order, verb, said
):
    name = await press(ana, verb, placed_order, said)
    assert ana.said
    assert ana.screen(Presses).acked == name
    assert status(session, placed_order) is OrderStatus.PLACED


async def test_after_the_sign_in_is_over_a_press_stays_kept(session, world, placed_order):
    tab = Tab(Cookies())
    await press(tab, "accept", placed_order, "20")
    assert tab.screen(Presses).acked == ""


async def test_another_restaurants_order_is_not_handed_over(session, world, placed_order):
    rob = Tab(world.cookies["rob"])
    await press(rob, "hand_over", placed_order, placed_order.pin)
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
    here = str(world.nonna)
    await press(ana, "busy", None, "20", subject=here)
    await press(ana, "pause", None, "30", subject=here)
    board = ana.screen(Board)
    assert (board.busy_minutes, bool(board.paused)) == (20, True)
    await press(ana, "pause", None, "17", subject=here)
    assert ana.said.startswith("Pause for 15, 30 or 60")
    await press(ana, "resume", None, subject=here)
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
