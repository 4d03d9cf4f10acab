from typing import Any
from uuid import UUID

import reflex as rx

from customer.layout import Top
from foodapp.kit.errors import NotFound
from foodapp.orders import basket
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, Quantity, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState
from foodapp.views import reviews
from foodapp.views.customer import dish as dish_view
from foodapp.views.customer import restaurant
from foodapp.views.customer.checkout import Checkout, checkout
from foodapp.views.customer.dish import About, Dish, Opened
from foodapp.views.customer.restaurant import Profile, Section
from foodapp.views.reviews import ReviewCard


class RestaurantScreen(VisitorState, rx.State):
    """One restaurant: its menu, the dish being chosen, the basket beside it."""

    profile: Profile = Profile()
    sections: list[Section] = []
    words: str = ""  # searched for in the menu
    loaded: bool = False
    missing: bool = False  # no such restaurant
    about_shown: bool = False
    reviews: list[ReviewCard] = []
    error: str = ""

    dish: Dish = Dish()
    about: About = About()  # what is stated of it as it is being chosen
    dish_shown: bool = False
    size: str = ""
    extras: list[str] = []
    full: list[str] = []  # groups in which no further extra can be chosen
    quantity: int = 1
    note: str = ""
    total: str = ""
    revision: int = 0  # of the choice: grows with every answer, one that changes nothing too
    to_choose: str = ""  # one sentence: what is still missing
    other: str = ""  # the question before another restaurant's basket is given up

    basket: Checkout = Checkout()
    has_basket: bool = False
    _sections: list[Section] = []
    _opened: Opened | None = None
    _shown: str = ""  # the restaurant that was loaded last

    @handler()
    async def arrive(self) -> None:
        """On load. What was open is closed, and of another restaurant nothing stays to be seen."""
        self.error = self.other = self.words = ""
        self.dish_shown = self.about_shown = False
        if self._shown != self._slug():
            self._shown = self._slug()
            self.loaded = self.missing = False

    @handler()
    async def load(self) -> Any:
        try:
            await self._read()
        except NotFound:
            self.loaded, self.missing = True, True
            return None
        self.loaded, self.missing = True, False
        wanted = _uuid(self.router.url.query_parameters.get("dish", ""))
        return RestaurantScreen.open_dish(wanted) if wanted else None

    @handler()
    async def refresh(self) -> None:
        """After the address changed: fee, minimum and reach are those of the new one."""
        await self._read()

    @handler(rate="240/m", debounce=150)
    async def search_menu(self, words: ShortText) -> None:
        self.words = words
        self._arrange()

    @handler()
    async def show_about(self) -> None:
        self.reviews = await self._ask(_reviews_of, slug=self._slug())
        self.about_shown = True

    @handler()
    async def hide_about(self) -> None:
        self.about_shown = False

    @handler(rate="120/m")
    async def open_dish(self, item_id: Id) -> None:
        await self._open(item_id)
        self.other = ""
        self._count()
        self.dish_shown = True

    @handler()
    async def close_dish(self) -> None:
        self.dish_shown = False
        self.error = self.other = ""

    @handler(rate="300/m")
    async def choose_size(self, size_id: Id) -> None:
        if str(size_id) in {size.id for size in self.dish.sizes}:
            self.size = str(size_id)
        self._count()

    @handler(rate="300/m")
    async def toggle_extra(self, extra_id: Id) -> None:
        self.extras = dish_view.toggled(self.dish, self.extras, str(extra_id))
        self._count()

    @handler(rate="300/m")
    async def more(self) -> None:
        self.quantity = min(self.quantity + 1, max(self.dish.most, 1))
        self._count()

    @handler(rate="300/m")
    async def less(self) -> None:
        self.quantity = max(self.quantity - 1, 1)
        self._count()

    @handler()
    async def write_note(self, text: ShortText) -> None:
        self.note = text[:140]

    @handler(rate="60/m")
    async def add(self) -> Any:
        return await self._add(start_afresh=False)

    @handler(rate="60/m")
    async def add_afresh(self) -> Any:
        """The answer to `other`: the old basket goes."""
        return await self._add(start_afresh=True)

    @handler(rate="120/m")
    async def add_at_once(self, item_id: Id) -> Any:
        """A dish without choices, from the list."""
        await self._open(item_id)
        self._count()
        self.dish_shown = bool(self.to_choose)
        return None if self.to_choose else await self._add(start_afresh=False)

    @handler(rate="240/m")
    async def set_quantity(self, line_id: Id, quantity: Quantity) -> Any:
        self.error = ""
        await self._ask(basket.set_quantity, line_id, quantity=quantity)
        await self._read_basket()
        return Top.load

    async def _add(self, *, start_afresh: bool) -> Any:
        self.error = ""
        if not self.dish.id:
            raise NotFound("dish")
        if self.to_choose:
            self.error = self.to_choose
            return None
        try:
            await self._ask(
                basket.add,
                restaurant_id=UUID(self.dish.restaurant_id),
                item_id=UUID(self.dish.id),
                variation_id=UUID(self.size) if self.size else None,
                modifier_ids=[UUID(extra) for extra in self.extras],
                quantity=self.quantity,
                note=self.note,
                start_afresh=start_afresh,
            )
        except basket.OtherRestaurant as question:
            self.other, self.dish_shown = str(question), True
            return None
        self.dish_shown, self.other = False, ""
        await self._read_basket()
        return Top.load

    async def _open(self, item_id: Id) -> None:
        self._opened = await self._ask(dish_view.opened, self._slug(), item_id)
        self.dish = self._opened.shown
        self.size, self.extras = dish_view.usual_choice(self.dish)
        self.quantity, self.note, self.error = 1, "", ""

    def _count(self) -> None:
        if self._opened is not None:
            self.about = dish_view.about(self._opened, self.size, self.extras)
        self.total = dish_view.total(self.dish, self.size, self.extras, self.quantity)
        self.to_choose = dish_view.missing(self.dish, self.size, self.extras)
        self.full = dish_view.full_groups(self.dish, self.extras)
        self.error = ""
        self.revision += 1

    async def _read(self) -> None:
        found = await self._ask(restaurant.page, self._slug())
        self.profile, self._sections = found.profile, found.sections
        self._arrange()
        await self._read_basket()
        live.watch(self, topics.menu(UUID(found.profile.id)))

    def _arrange(self) -> None:
        self.sections = restaurant.matching(self._sections, self.words)

    async def _read_basket(self) -> None:
        """Only this restaurant's: another one's is asked about when something is added."""
        found = await self._ask(checkout)
        self.has_basket = found is not None
        self.basket = found or Checkout()

    def _slug(self) -> str:
        """Of the page: its address, not something a handler was given."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]


def _reviews_of(session: Any, visitor: Any, slug: str) -> list[ReviewCard]:
    return reviews.public(session, restaurant.find(session, slug).id)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
