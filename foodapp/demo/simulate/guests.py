"""Customers: hungry, choosing, paying, now and then changing their mind, and saying how it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate
from uuid import UUID, uuid4

import httpx

from foodapp.accounts.models import Address
from foodapp.demo.simulate import card_page
from foodapp.demo.simulate.players import GuestPlayer, Players
from foodapp.demo.simulate.scene import Scene
from foodapp.demo.simulate.stage import Stage
from foodapp.demo.town.known import KnownShop
from foodapp.demo.town.meals import Portion, meal
from foodapp.demo.town.reviewing import opinions
from foodapp.demo.town.rhythm import orders_expected, poisson
from foodapp.kit import when
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position
from foodapp.kit.words import t
from foodapp.orders import basket, endings, placing
from foodapp.orders.basket import Where
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.payments import paying
from foodapp.reviews import rating

QUIET_HOUR = 20.0  # orders an hour of the town even when it should sleep: a demo has visitors
FIRST = 3  # orders at once when it awakes
MAX_OPEN = 40  # orders under way at once
PICKED_UP, RATED, REGRETS, NO_MONEY, ASKED = 0.12, 0.5, 0.012, 0.04, 0.1


@dataclass
class Wish:
    """An order of ours: to be regretted or rated when its time comes."""

    player: GuestPlayer
    shop: KnownShop
    order_id: UUID
    dish: str
    regrets_at: datetime | None
    rates_at: datetime | None = None


class Crowd:
    def __init__(self, players: Players, stage: Stage) -> None:
        self.players, self.stage = players, stage
        self.zone = when.town()
        self.wishes: dict[UUID, Wish] = {}
        self.last: datetime | None = None

    def play(self, scene: Scene, *, taking_orders: bool) -> None:
        self._look_after(scene)
        if taking_orders and len(scene.orders) < MAX_OPEN:
            for _ in range(self._hungry(scene)):
                self._somebody_orders(scene)
        self.last = scene.now

    def _hungry(self, scene: Scene) -> int:
        """How many begin to order now."""
        if self.last is None:
            return max(0, FIRST - len(scene.orders))
        elapsed = min(scene.now - self.last, timedelta(seconds=10))
        hours = self.stage.pace.speed * (elapsed / timedelta(hours=1))
        return poisson(self.stage.dice, self._an_hour(scene) * hours)

    def _an_hour(self, scene: Scene) -> float:
        """Orders that an hour of the town brings now."""
        local = scene.now.astimezone(self.zone)
        expected = sum(
            orders_expected(
                shop.character.rhythm,
                shop.character.popularity,
                local.date(),
                local.hour,
                1.0,
                self.players.town.seed,
            )
            for shop in self.players.shops
        )
        return max(QUIET_HOUR, expected)

    def _somebody_orders(self, scene: Scene) -> None:
        dice = self.stage.dice
        shops = [shop for shop in self.players.shops if self._takes_orders(shop, scene)]
        eating = {order.customer_id for order in scene.orders.values()}
        free = [
            one
            for one in self.players.guests
            if one.guest.user_id not in eating and not self.stage.is_busy(one.guest.user_id)
        ]
        if not shops or not free:
            return
        player = dice.choices(free, [one.guest.appetite for one in free])[0]
        tastes = list(accumulate(player.guest.tastes.get(one.row.slug, 1.0) for one in shops))
        shop = dice.choices(shops, cum_weights=tastes)[0]
        self.stage.do(player.guest.user_id, partial(self._order, player, shop))

    def _takes_orders(self, shop: KnownShop, scene: Scene) -> bool:
        """Open: somebody answers, a human or one of ours."""
        paused = shop.row.paused_until is not None and shop.row.paused_until > scene.now
        return not paused and shop.hours.is_open(scene.now)

    def _order(self, player: GuestPlayer, shop: KnownShop) -> None:
        """Choose, check out, pay: each step a request of its own, as from a phone."""
        dice, guest, actor = self.stage.dice, player.guest, player.actor
        home = dice.choice(guest.places)
        terms = self.players.town.terms[shop.row.id, home.id]
        picked_up = terms is None or dice.random() < PICKED_UP
        portions = meal(dice, shop, guest, 1 if picked_up else shop.row.min_order_minor)
        self._fill(player, shop, portions, home, picked_up=picked_up)
        with transaction() as session:
            priced = basket.priced(session, actor)
            if priced is None or priced.problems:
                raise DomainError(priced.problems[0] if priced else t("Your basket is empty."))
            order = placing.place(
                session,
                actor,
                idempotency_key=uuid4().hex,
                seen_total_minor=priced.total_minor,
            )
        self.stage.tally.add("ordered", f"{guest.name} orders from {shop.row.name}")
        self._pay(player, order)
        regrets = dice.random() < REGRETS
        self.wishes[order.id] = Wish(
            player,
            shop,
            order.id,
            portions[0].item.name,
            order.created_at + self.stage.pace.wait(0.7) if regrets else None,
        )

    def _fill(
        self,
        player: GuestPlayer,
        shop: KnownShop,
        portions: list[Portion],
        home: Address,
        *,
        picked_up: bool,
    ) -> None:
        actor, dice = player.actor, self.stage.dice
        where = Where(
            home.street, home.postcode, home.city, Position(home.lat, home.lng), home.note
        )
        with transaction() as session:
            basket.clear(session, actor)
            basket.set_address(session, actor, where)
            fulfilment = Fulfilment.PICKUP if picked_up else Fulfilment.DELIVERY
            basket.set_fulfilment(session, actor, fulfilment=fulfilment)
        for one in portions:
            with transaction() as session:
                basket.add(
                    session,
                    actor,
                    restaurant_id=shop.row.id,
                    item_id=UUID(one.item.id),
                    variation_id=UUID(one.variation.id) if one.variation else None,
                    modifier_ids=[UUID(modifier.id) for modifier in one.modifiers],
                    quantity=one.quantity,
                    start_afresh=True,
                )
        with transaction() as session:
            basket.set_tip(session, actor, tip_minor=dice.choice((0, 0, 100, 200)))

    def _pay(self, player: GuestPlayer, order: Order) -> None:
        dice, name = self.stage.dice, player.guest.name
        url = paying.open_page(player.actor, order.id)
        number = card_page.ASKED_BY_BANK if dice.random() < ASKED else card_page.GOOD
        try:
            if dice.random() < NO_MONEY and not card_page.pay(url, card_page.DECLINED, name):
                self.stage.tally.add("card declined")
            if card_page.pay(url, number, name):
                self.stage.tally.add("paid")
        except httpx.HTTPError as gone:
            # As for people: the page did not come. Unpaid orders end by themselves.
            self.stage.tally.refused(f"The card page failed ({type(gone).__name__}).")

    def _look_after(self, scene: Scene) -> None:
        """Our orders: regret one while nobody has answered it, rate one some time after its end."""
        for wish in list(self.wishes.values()):
            order = scene.orders.get(wish.order_id)
            if order is None:
                if wish.rates_at is None:
                    wish.rates_at = scene.now + self.stage.pace.about(self.stage.dice, 12)
                elif scene.now >= wish.rates_at:
                    del self.wishes[wish.order_id]
                    if self.stage.dice.random() < RATED:
                        self.stage.do(("rating", wish.order_id), partial(self._rate, wish))
            elif (
                wish.regrets_at
                and scene.now >= wish.regrets_at
                and order.status is OrderStatus.PLACED
            ):
                wish.regrets_at = None
                self.stage.do(("regret", wish.order_id), partial(self._cancel, wish))

    def _cancel(self, wish: Wish) -> None:
        with transaction() as session:
            order = endings.cancel(session, wish.player.actor, wish.order_id, agreed_fee_minor=0)
        self.stage.tally.add("cancelled", f"{order.customer_name} cancels {order.number}")

    def _rate(self, wish: Wish) -> None:
        dice = self.stage.dice
        with transaction() as session:
            order = session.get(Order, wish.order_id)
            if order is None or order.status is not OrderStatus.DELIVERED:
                return
            stars = max(1, min(5, round(wish.shop.character.quality + dice.gauss(0, 0.8))))
            mood = {5: "delighted", 4: "pleased", 3: "lukewarm"}.get(stars, "cross")
            text = dice.choice(opinions()[mood]) if dice.random() < 0.6 else ""
            rating.rate(
                session,
                wish.player.actor,
                wish.order_id,
                food_stars=stars,
                delivery_stars=dice.choice((5, 5, 5, 4, 4, 3)) if order.lat else None,
                text=text.format(dish=wish.dish, shop=wish.shop.row.name),
            )
        self.stage.tally.add("rated", f"{stars} stars for {wish.shop.row.name}")
