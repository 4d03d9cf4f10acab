"""The dish that is being chosen on a restaurant's page, and its way into the basket."""

from uuid import UUID

import reflex as rx

from customer.layout import Top
from customer.restaurant.state import RestaurantScreen, slug_of
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import basket
from foodapp.ui.args import Id, ShortText
from foodapp.ui.guard import Next, handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer import dish as dish_view
from foodapp.views.customer.dish import About, Dish, Opened


class DishSheet(VisitorState, rx.State):
    """Size, extras, note and number of one dish. A refusal is said in the sheet."""

    shown: bool = False
    dish: Dish = Dish()
    about: About = About()  # what is stated of it as it is being chosen
    size: str = ""
    extras: list[str] = []
    full: list[str] = []  # groups in which no further extra can be chosen
    quantity: int = 1
    note: str = ""
    total: str = ""
    revision: int = 0  # of the choice: grows with every answer, one that changes nothing too
    to_choose: str = ""  # one sentence: what is still missing
    other: str = ""  # the question before another restaurant's basket is given up
    error: str = ""
    _opened: Opened | None = None

    @handler()
    async def arrive(self) -> None:
        """On load, first: what was open is closed."""
        self.error = self.other = ""
        self.shown = False

    @handler()
    async def load(self) -> Next:
        """On load, after the menu: the dish that the address asks for."""
        page = await self.get_state(RestaurantScreen)
        wanted = _uuid(self.router.url.query_parameters.get("dish", ""))
        return DishSheet.open(wanted) if wanted and not page.missing else None

    @handler(rate="120/m")
    async def open(self, item_id: Id) -> None:
        await self._open(item_id)
        self.other = ""
        self._count()
        self.shown = True

    @handler()
    async def close(self) -> None:
        self.shown = False
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
    async def add(self) -> Next:
        return await self._add(start_afresh=False)

    @handler(rate="60/m")
    async def add_afresh(self) -> Next:
        """The answer to `other`: the old basket goes."""
        return await self._add(start_afresh=True)

    @handler(rate="120/m")
    async def add_at_once(self, item_id: Id) -> Next:
        """A dish without choices, from the list."""
        await self._open(item_id)
        self._count()
        self.shown = bool(self.to_choose)
        try:
            return None if self.to_choose else await self._add(start_afresh=False)
        except DomainError:
            self.shown = True  # it says there why not
            raise

    async def _add(self, *, start_afresh: bool) -> Next:
        self.error = ""
        if not self.dish.id:
            raise NotFound("dish")
        if self.to_choose:
            self.error = self.to_choose
            return None
        try:
            await self._do(
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
            self.other, self.shown = str(question), True
            return None
        self.shown, self.other = False, ""
        await (await self.get_state(RestaurantScreen))._read_basket()
        return Top.load

    async def _open(self, item_id: Id) -> None:
        self._opened = await self._read(dish_view.opened, slug_of(self), item_id)
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


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
