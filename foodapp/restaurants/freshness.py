"""Which version of a restaurant the pages kept of it were made from.

A number in Valkey goes up when a transaction that changed a row behind the page commits, whoever
changed it: pages kept of an older number are made anew (foodapp.ui.kept_pages). Rows say for
themselves whose page they are on: `follow(Model, "restaurant_id")`.
"""

from typing import Any
from uuid import UUID

from redis.client import Pipeline
from sqlalchemy import event
from sqlmodel import Session, SQLModel

from foodapp.kit.valkey import after_commit
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, SpecialDay

ALL = "restaurants:version"  # what concerns every restaurant
LISTS = "restaurants:lists"  # of the pages that show several: it goes up with any of them
_followed: dict[type[SQLModel], str] = {}
_TOUCHED = "restaurants_touched"  # in session.info: keys that this transaction makes new


def version_key(restaurant_id: UUID | None) -> str:
    """None: of all restaurants together."""
    return ALL if restaurant_id is None else f"restaurant:version:{restaurant_id}"


def follow(model: type[SQLModel], attribute: str) -> None:
    """A change of such a row makes the page of the restaurant it names new; of all, if it names
    none."""
    _followed[model] = attribute


def touch(session: Session, restaurant_id: UUID | None) -> None:
    """For a statement that changes rows without loading them."""
    if _TOUCHED not in session.info:
        session.info[_TOUCHED] = set()
        after_commit(session, lambda pipeline: _raise_versions(session, pipeline))
    session.info[_TOUCHED].add(version_key(restaurant_id))


def _raise_versions(session: Session, pipeline: Pipeline) -> None:
    for key in sorted(session.info.pop(_TOUCHED) | {LISTS}):
        pipeline.incr(key)


@event.listens_for(Session, "after_flush")
def _touch_what_changed(session: Session, _: Any) -> None:
    for rows in (session.new, session.dirty, session.deleted):
        for row in rows:
            if attribute := _followed.get(type(row)):
                touch(session, getattr(row, attribute))


follow(Restaurant, "id")
follow(SpecialDay, "restaurant_id")
follow(DeliveryFeeBand, "restaurant_id")
