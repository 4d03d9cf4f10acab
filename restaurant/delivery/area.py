"""Drawing the area: corner by corner, each step undone again."""

from math import cos, degrees, radians, sin
from typing import Annotated

from pydantic import Field

from foodapp.kit.errors import DomainError
from foodapp.kit.geo import EQUATORIAL_RADIUS_M
from foodapp.kit.words import t
from foodapp.restaurants.zones import CORNERS, ZoneCard
from foodapp.ui.args import Lat, Lng
from foodapp.ui.guard import handler
from restaurant.state import RestaurantState

MAX_STEPS = 50  # that can be undone
Nth = Annotated[int, Field(ge=0, lt=CORNERS.stop)]
Ring = list[list[float]]  # [[lng, lat], ...], not closed by its first again


class AreaEditor(RestaurantState, mixin=True):
    """What a page needs whose owner draws an area on a map. Nothing is kept until it is saved."""

    corners: Ring = []
    drawing: bool = False  # a tap on the map puts a corner there
    can_undo: bool = False
    _past: list[Ring] = []

    @handler(rate="240/m")
    async def add_corner(self, lng: Lng, lat: Lat) -> None:
        if not self.drawing:
            return
        if len(self.corners) >= CORNERS[-1]:
            raise DomainError(t("An area has at most {most} corners.", most=CORNERS[-1]))
        self._change([*self.corners, [lng, lat]])

    @handler(rate="240/m")
    async def move_corner(self, n: Nth, lng: Lng, lat: Lat) -> None:
        if n < len(self.corners):
            self._change([[lng, lat] if i == n else at for i, at in enumerate(self.corners)])

    @handler(rate="120/m")
    async def undo(self) -> None:
        if self._past:
            self.corners = self._past[-1]
            self._past = self._past[:-1]
            self.can_undo = bool(self._past)

    @handler()
    async def start_again(self) -> None:
        self._change([])
        self.drawing = True

    @handler()
    async def draw(self, on: bool) -> None:
        self.drawing = on

    def _begin(self, corners: Ring) -> None:
        """As it was saved; an area that is not there yet is drawn at once."""
        self.corners, self.drawing = corners, not corners
        self._past, self.can_undo = [], False

    def _change(self, corners: Ring) -> None:
        self._past = [*self._past, self.corners][-MAX_STEPS:]
        self.corners, self.can_undo = corners, True


def circle(card: ZoneCard, radius_m: int) -> Ring:
    """72 points of the circle around the restaurant."""
    north = degrees(radius_m / EQUATORIAL_RADIUS_M)
    east = north / cos(radians(card.lat))
    angles = [radians(n) for n in range(0, 360, 5)]
    return [[card.lng + east * sin(a), card.lat + north * cos(a)] for a in angles]
