"""The story both journeys tell, once the basket is filled: pay, cook, ride, hand over."""

import re
from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import expect

from foodapp.kit.geo import Position
from tests.fixtures.platform import Person
from tests.journeys import looks
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser

AT_ONCE_MS = 8_000  # a tenth of a second on a quiet machine: `make bench` measures it


@dataclass
class Cast:
    customer: CustomerBrowser
    kitchen: KitchenBrowser
    rider: RiderBrowser
    admin: AdminBrowser
    is_judged: bool = False  # whether the looks of every step are held to what test_looks asks
    blemishes: list[str] = field(default_factory=list)

    def seen(self, person: Person, step: str) -> None:
        """A picture of what this person has before them now."""
        person.picture(step)
        if self.is_judged:
            self.blemishes += [f"{person.name}, {step}: {one}" for one in looks.faults(person.page)]

    def everybody(self) -> list[Person]:
        return [self.customer, self.kitchen, self.rider, self.admin]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        for person in self.everybody():
            if failed:
                person.picture("when-it-failed")
            person.close()


def from_basket_to_door(cast: Cast, *, restaurant: Position, home: Position) -> None:
    cast.kitchen.page.goto("/restaurant")
    cast.admin.page.goto("/admin")
    cast.rider.go_online()
    cast.seen(cast.rider, "online")
    number = pays(cast)
    accepts(cast, number)
    takes_the_offer(cast, number)
    collects(cast, restaurant, number)
    hands_over(cast, restaurant, home, number)
    cast.rider.go_offline()
    assert cast.blemishes == [], "\n".join(cast.blemishes)
    for person in cast.everybody():
        assert person.real_troubles() == [], f"{person.name}: {person.real_troubles()}"


def pays(cast: Cast) -> str:
    """Returns the order's number. The kitchen has it as soon as the customer's page has."""
    customer = cast.customer
    customer.checks_out()
    customer.pay()
    customer.sees("We have asked")
    cast.seen(customer, "placed")
    number = customer.page.locator("#order-number").inner_text()
    expect(cast.kitchen.ticket(number)).to_be_visible(timeout=AT_ONCE_MS)
    cast.seen(cast.kitchen, "new-order")
    cast.admin.sees_order(number)
    cast.seen(cast.admin, "new-order")
    return number


def accepts(cast: Cast, number: str) -> None:
    cast.kitchen.ticket(number).get_by_role("button", name=re.compile(r"Accept · \d+ min")).click()
    expect(cast.kitchen.ticket(number).get_by_role("button", name="is ready")).to_be_visible()
    cast.seen(cast.kitchen, "cooking")
    cast.customer.sees(re.compile("cooking", re.I))
    cast.seen(cast.customer, "cooking")


def takes_the_offer(cast: Cast, number: str) -> None:
    rider = cast.rider
    expect(rider.page.locator("#accept-offer")).to_be_visible(timeout=60_000)
    cast.seen(rider, "offer")
    rider.page.locator("#accept-offer").click()
    rider.is_at("assigned")
    cast.seen(rider, "assigned")
    expect(cast.customer.page.locator("#pin")).to_be_visible(timeout=60_000)
    cast.seen(cast.customer, "rider-found")


def collects(cast: Cast, restaurant: Position, number: str) -> None:
    rider = cast.rider
    rider.move(restaurant)
    rider.page.locator("#arrive").click()
    rider.is_at("at_restaurant")
    cast.kitchen.ticket(number).get_by_role("button", name="is ready").click()
    cast.seen(rider, "at-restaurant")
    rider.page.locator("#collect").click()
    rider.is_at("collected")
    cast.customer.sees(re.compile("on the way|riding|coming", re.I))


def hands_over(cast: Cast, restaurant: Position, home: Position, number: str) -> None:
    """The customer watches the rider come nearer, then says the PIN."""
    customer, rider = cast.customer, cast.rider
    seen = set()
    for step in range(1, 5):
        part = step / 5
        rider.move(
            Position(
                restaurant.lat + (home.lat - restaurant.lat) * part,
                restaurant.lng + (home.lng - restaurant.lng) * part,
            )
        )
        seen.add(customer.sees_rider_after_a_move(seen))
        if step in (1, 3):
            cast.seen(customer, f"riding-{step}")
    assert len(seen) == 4, f"the rider stood still on the customer's map: {seen}"
    cast.seen(cast.admin, "rider-under-way")
    rider.move(home)
    rider.page.locator("#at-door").click()
    cast.seen(rider, "at-the-door")
    rider.type_pin(customer.pin())
    expect(rider.page.locator("#job-done")).to_be_visible()
    cast.seen(rider, "handed-over")
    customer.sees(re.compile("delivered|enjoy", re.I))
    cast.seen(customer, "delivered")
    cast.admin.sees_delivered(number)
    cast.seen(cast.admin, "delivered")
