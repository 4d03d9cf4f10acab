from foodapp.restaurants.models import Restaurant
from foodapp.views import payee


def test_who_has_sold_nothing_yet_is_owed_nothing_in_their_own_currency(session, world):
    session.get_one(Restaurant, world.nonna).currency = "CHF"
    session.commit()

    assert payee.of_restaurant(session, world.staff).balance == "CHF\N{NO-BREAK SPACE}0.00"
