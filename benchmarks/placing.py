"""Orders placed by many people in many processes: baskets are filled before the clock starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlmodel import Session, insert

from benchmarks import bare
from benchmarks.crowd import PROCESSES, Load, together
from benchmarks.figures import Figure, goal, spread_ms, times
from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit.db import transaction
from foodapp.menu.models import Variation
from foodapp.orders import basket, placing
from foodapp.orders.basket_models import Basket, BasketLine
from tests.fixtures.world import HOME, add_toppings, make_item, make_restaurant

BASKETS = 6_000
KITCHENS, DISHES, LINES = 8, 12, 3
GOAL = 300  # a second, p99 below 100 ms, on two cores
COUNTED_EVERY = 4  # every fourth dish has a counted stock, so that orders meet at its row


@dataclass(frozen=True)
class Ready:
    """A basket that somebody is about to order."""

    user_id: UUID
    seen_total_minor: int


@dataclass(frozen=True)
class Kitchen:
    restaurant_id: UUID
    dishes: list[tuple[UUID, UUID, UUID]]  # item, size, topping


def measure(url: str) -> list[Figure]:
    """For a PostgreSQL at url that is also the one in the settings."""
    ready = fill_baskets(BASKETS)
    base = bare.commits_a_second(url, PROCESSES)
    load = together(place_all, [ready[n::PROCESSES] for n in range(PROCESSES)])
    return [figure("orders placed, a basket each", load, base)]


def figure(what: str, load: Load, base: float) -> Figure:
    return Figure(
        what,
        f"{load.a_second:.0f} a second; {spread_ms(load.waits)} (p50 / p99)",
        f"{PROCESSES} processes, each placing one order after the other, by `placing.place` from a "
        f"filled basket to the order that waits for its payment: {LINES} dishes with size and "
        "topping, price and hours judged, stock, order, lines, timeline, outbox, the word to the "
        "screens; each order in a durable transaction of its own; CPU of the process that places",
        f"{goal(load.a_second, GOAL, 'a second')}; {base:.0f} one-row commits a second "
        f"({times(base, load.a_second)} as many)",
        f"{load.cpu_ms:.1f} ms",
    )


def place_all(share: list[Ready]) -> Iterator[None]:
    for one in share:
        with transaction() as session:
            placing.place(
                session,
                Customer(one.user_id),
                idempotency_key="bench",
                seen_total_minor=one.seen_total_minor,
            )
        yield


def fill_baskets(count: int) -> list[Ready]:
    with transaction() as session:
        kitchens = [_kitchen(session, n) for n in range(KITCHENS)]
    people = [uuid4() for _ in range(count)]
    with transaction() as session:
        _write(session, people, kitchens)
    totals: dict[int, int] = {}  # baskets of one shape cost the same
    shapes = KITCHENS * DISHES
    for n, user_id in enumerate(people[:shapes]):
        with transaction() as session:
            priced = basket.priced(session, Customer(user_id))
        assert priced is not None
        assert not priced.problems, priced.problems
        totals[n] = priced.total_minor
    return [Ready(user_id, totals[n % shapes]) for n, user_id in enumerate(people)]


def _kitchen(session: Session, number: int) -> Kitchen:
    row = make_restaurant(session, f"Busy kitchen {number} {uuid4().hex[:6]}")
    dishes = []
    for n in range(DISHES):
        stock = None if n % COUNTED_EVERY else 1_000_000
        item = make_item(session, row, f"Dish {n}", 1_000 + 10 * n, stock=stock)
        size = Variation(item_id=item.id, name="Large", price_minor=1_200 + 10 * n)
        session.add(size)
        topping, _ = add_toppings(session, item)
        dishes.append((item.id, size.id, topping.id))
    return Kitchen(row.id, dishes)


def _write(session: Session, people: list[UUID], kitchens: list[Kitchen]) -> None:
    """Person n orders at kitchen n, counted round, the dishes from n on."""
    tag = uuid4().hex[:8]
    users, baskets, lines = [], [], []
    for n, user_id in enumerate(people):
        kitchen, basket_id = kitchens[n % KITCHENS], uuid4()
        users.append(
            {
                "id": user_id,
                "email": f"busy-{tag}-{n}@example.org",
                "name": f"Busy {n}",
                "password_hash": "!",
            }
        )
        baskets.append(
            {
                "id": basket_id,
                "user_id": user_id,
                "restaurant_id": kitchen.restaurant_id,
                "street": HOME.street,
                "postcode": HOME.postcode,
                "city": HOME.city,
                "lat": HOME.at.lat,
                "lng": HOME.at.lng,
            }
        )
        for k in range(LINES):
            item_id, size_id, topping_id = kitchen.dishes[(n // KITCHENS + k) % DISHES]
            lines.append(
                {
                    "basket_id": basket_id,
                    "item_id": item_id,
                    "variation_id": size_id,
                    "modifier_ids": [str(topping_id)],
                    "quantity": 1,
                }
            )
    for kind, rows in ((User, users), (Basket, baskets), (BasketLine, lines)):
        session.execute(insert(kind), rows)
