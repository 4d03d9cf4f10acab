"""Lists by pages: each continues behind the last row that was seen, however much came meanwhile."""

from typing import Any

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import select

from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound


def behind(
    session: ReadSession, keys: tuple[Any, ...], anchor: Any, *, descending: bool = False
) -> ColumnElement[bool]:
    """The condition for rows behind the one that meets `anchor`, in a list ordered by `keys`
    (the last of them unique), all of them ascending or all descending. NotFound where the anchor
    has gone."""
    found = session.exec(select(*keys).where(anchor)).one_or_none()
    if found is None:
        raise NotFound("page")
    edge, row = tuple_(*found), tuple_(*keys)
    return row < edge if descending else row > edge
