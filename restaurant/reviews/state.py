import reflex as rx

from foodapp.realtime import topics
from foodapp.reviews import answering
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant.complaints import DishComplaints
from foodapp.views.restaurant.reviews import reviews
from foodapp.views.reviews import PAGE, ReviewCard
from restaurant.state import RestaurantState, id_of


class Reviews(RestaurantState, rx.State):
    """What guests said, and what the restaurant answers."""

    cards: list[ReviewCard] = []
    average: str = ""
    count: int = 0
    unanswered: int = 0
    shares: list[tuple[int, int]] = []  # (stars, percent)
    only: str = "all"  # or "open": without an answer
    complaints: list[DishComplaints] = []
    page: int = 0
    more: bool = False
    answering: str = ""  # id of the review whose form is open
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.page = 0
        await self._reload()
        self.loaded = True

    @handler()
    async def refresh(self) -> None:
        await self._reload()

    @handler()
    async def choose(self, only: Word) -> None:
        self.only, self.page = only, 0
        await self._reload()

    @handler()
    async def turn(self) -> None:
        """Show more."""
        self.page += 1
        await self._reload()

    @handler()
    async def begin(self, review_id: Id) -> None:
        self.answering = str(review_id)

    @handler()
    async def leave(self) -> None:
        self.answering = ""

    @handler(rate="20/m")
    async def answer(self, form: Form) -> None:
        """To the review whose form is open."""
        review_id = id_of(self.answering)
        await self._do(answering.answer, review_id, text=str(form.get("answer") or ""))
        self.answering = ""
        await self._reload()
        await notify(self, "Your answer stands below the review.")

    async def _reload(self) -> None:
        self.error = ""
        limit = PAGE * (self.page + 1)
        found = await self._read(reviews, unanswered=self.only == "open", limit=limit)
        self.cards, self.more, rating = found.cards, found.has_more, found.rating
        self.average, self.count, self.unanswered = rating.average, rating.count, rating.unanswered
        self.shares = [(5 - n, share) for n, share in enumerate(rating.shares)]
        self.complaints = found.complaints
        live.watch(self, topics.restaurant(found.restaurant_id))
