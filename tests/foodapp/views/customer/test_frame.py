from foodapp.accounts.actors import Visitor
from foodapp.views.customer.frame import Navigation, navigation
from tests.fixtures import world as worlds


def test_a_guest_has_no_name_but_a_basket(session, world):
    assert navigation(session, world.visitor) == Navigation("", 0, "")
    worlds.fill_basket(session, world, world.visitor)

    assert navigation(session, world.visitor).in_basket == 1


def test_somebody_signed_in_sees_what_is_under_way(session, world, placed_order):
    signed_in = Visitor("", world.customer.user_id)

    assert navigation(session, signed_in) == Navigation("Cy", 0, str(placed_order.id))
