"""What happens to menus. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class PictureReported(Event):
    """A customer says that a dish's picture is wrong. picture: the key of the photo or of the made
    picture that they saw; empty: a stand-in."""

    item_id: UUID
    restaurant_id: UUID
    picture: str
    why: str  # menu.picture_reports.Why
