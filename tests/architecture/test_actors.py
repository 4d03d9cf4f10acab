"""An actor is proof of a sign-in: one module makes them, from a cookie."""

from foodapp.accounts import actors
from tests.architecture.sources import calls, imported, meant, trees

ACTORS = {
    f"foodapp.accounts.actors.{kind.__name__}"
    for kind in (
        *(actors.Visitor, actors.Customer, actors.RestaurantStaff),
        *(actors.Rider, actors.Admin, actors.Platform),
    )
}
MAKERS = {"foodapp/accounts/sessions.py"}


def test_actors_are_made_in_one_module() -> None:
    made = [
        f"{path}:{call.lineno}"
        for path, tree in trees().items()
        for call in calls(tree)
        if meant(call.func, imported(tree)) in ACTORS
    ]
    assert {place.partition(":")[0] for place in made} == MAKERS, made


def test_a_visitors_customer_is_who_is_signed_in() -> None:
    guest = actors.Visitor(visitor_hash="b", user_id=None)
    assert guest.customer is None
