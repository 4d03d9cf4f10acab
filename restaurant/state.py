"""Who acts on the restaurant's screens, and what frames them all."""

import time
from operator import attrgetter
from uuid import UUID

import reflex as rx

from foodapp.accounts import sessions
from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit.db import in_transaction
from foodapp.kit.errors import Unusable
from foodapp.realtime import topics
from foodapp.restaurants import attending
from foodapp.ui import live
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from foodapp.ui.persona import PersonaState
from foodapp.ui.sharing import Reading
from foodapp.views.restaurant.board_page import unanswered_of
from foodapp.views.restaurant.frame import frame
from restaurant import addresses


class RestaurantState(PersonaState, mixin=True):
    """Signed in as staff, in one restaurant."""

    _sign_in_page = addresses.SIGN_IN
    _sign_in = staticmethod(sessions.restaurant_staff)


class Bell(RestaurantState, rx.State):
    """What rings on every page of the restaurant's app."""

    waiting: int = 0  # orders without an answer
    answer_by: str = ""  # as shown: of the first of them

    @handler(rate="240/m")
    async def listen(self) -> None:
        await BELL.show(self)

    @handler(rate="30/m")
    async def say_present(self) -> None:
        """From a tab that somebody has in view."""
        await self._call(_say_present)


BELL = Reading(
    Bell,
    unanswered_of,
    lambda waits: {"waiting": waits.count, "answer_by": waits.answer_by},
    audience=attrgetter("restaurant_id"),
)


class Shell(RestaurantState, rx.State):
    """The frame: which restaurant, which others, and what this role may see."""

    name: str = ""
    restaurant_id: str = ""
    choices: list[tuple[str, str]] = []  # (id, name), for those who work in several
    is_manager: bool = False
    is_owner: bool = False

    @handler()
    async def load(self) -> None:
        began = time.monotonic()
        found = await self._read(frame)
        self.restaurant_id, self.choices = str(found.restaurant_id), found.choices
        self.name = next((name for ident, name in self.choices if ident == self.restaurant_id), "")
        self.is_owner = found.role is StaffRole.OWNER
        self.is_manager = found.role is not StaffRole.KITCHEN
        live.watch(self, topics.restaurant(found.restaurant_id))  # the page's own may add to it
        BELL.put(await self.get_state(Bell), found.waits, since=began)

    @handler(rate="20/m")
    async def choose(self, restaurant_id: Id) -> None:
        """Work in another of one's restaurants: remembered with the sign-in."""
        await in_transaction(sessions.choose_restaurant, self._cookies(), restaurant_id)
        await self.load()


def id_of(text: object) -> UUID:
    """An id that came in a form."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Unusable from error


def _say_present(staff: RestaurantStaff) -> None:
    attending.say_present(staff.restaurant_id)
