from uuid import UUID

import reflex as rx

from customer.layout import Top
from foodapp.kit.errors import NotFound
from foodapp.orders import basket
from foodapp.pictures.showing import Shown
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, Quantity, ShortText
from foodapp.ui.guard import Next, handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer import restaurant
from foodapp.views.customer.checkout import Checkout, checkout
from foodapp.views.customer.restaurant import Profile, Section
from foodapp.views.reviews import ReviewCard


class RestaurantScreen(VisitorState, rx.State):
    """One restaurant: its menu, what is said of it, the basket beside it."""

    profile: Profile = Profile()
    sections: list[Section] = []
    words: str = ""  # searched for in the menu
    loaded: bool = False
    missing: bool = False  # no such restaurant
    about_shown: bool = False
    logo: str = ""
    photos: list[Shown] = []
    reviews: list[ReviewCard] = []
    basket: Checkout = Checkout()
    has_basket: bool = False
    _sections: list[Section] = []
    _shown: str = ""  # the restaurant that was loaded last

    @handler()
    async def arrive(self) -> None:
        """On load. What was open is closed, and of another restaurant nothing stays to be seen."""
        self.words, self.about_shown = "", False
        if self._shown not in {"", self._slug()}:  # what the server wrote into the page stays
            self.loaded = self.missing = False
        self._shown = self._slug()

    @handler()
    async def load(self) -> None:
        try:
            await self._reload()
        except NotFound:
            self.loaded, self.missing = True, True
            return
        self.loaded, self.missing = True, False

    @handler()
    async def refresh(self) -> None:
        """After the address changed: fee, minimum and reach are those of the new one."""
        await self._reload()

    @handler(rate="240/m", debounce=150)
    async def search_menu(self, words: ShortText) -> None:
        self.words = words
        self._arrange()

    @handler()
    async def show_about(self) -> None:
        found = await self._read(restaurant.about, self._slug())
        self.logo, self.photos, self.reviews = found.logo, found.photos, found.reviews
        self.about_shown = True

    @handler()
    async def hide_about(self) -> None:
        self.about_shown = False

    @handler(rate="240/m")
    async def set_quantity(self, line_id: Id, quantity: Quantity) -> Next:
        await self._do(basket.set_quantity, line_id, quantity=quantity)
        await self._read_basket()
        return Top.load

    async def _reload(self) -> None:
        found = await self._read(restaurant.page, self._slug())
        self.profile, self._sections = found.profile, found.sections
        self._arrange()
        await self._read_basket()
        live.watch(self, topics.menu(UUID(found.profile.id)))

    def _arrange(self) -> None:
        self.sections = restaurant.matching(self._sections, self.words)

    async def _read_basket(self) -> None:
        """Only this restaurant's: another one's is asked about when something is added."""
        found = await self._read(checkout)
        self.has_basket = found is not None
        self.basket = found or Checkout()

    def _slug(self) -> str:
        return slug_of(self)


def slug_of(screen: VisitorState) -> str:
    """Of the page: its address, not something a handler was given."""
    path: str = screen.router.url.path
    return path.rstrip("/").rpartition("/")[2]
