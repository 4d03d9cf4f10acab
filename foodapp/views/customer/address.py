"""What stands where a browser says that it is."""

from foodapp.accounts.actors import Visitor
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.restaurants import geocoding
from foodapp.restaurants.geocoding import Place


def around(session: ReadSession, visitor: Visitor, at: Position) -> Place | None:
    """None: no known address is near enough."""
    return geocoding.around(session, at)
