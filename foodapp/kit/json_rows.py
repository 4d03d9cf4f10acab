"""Rows of other tables as one JSON column: what would be a statement each comes with the first."""

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column
from sqlalchemy.dialects.postgresql import aggregate_order_by

_NONE: ColumnElement[Any] = literal_column("'[]'::json")


def json_object(**facts: Any) -> ColumnElement[Any]:
    """{"name": value, ...} of one row; ids and times are strings."""
    return func.json_build_object(*(part for pair in facts.items() for part in pair))


def json_list(of: ColumnElement[Any], *order: Any) -> ColumnElement[Any]:
    """[of, ...] over all rows in this order; [] where there are none."""
    listed = aggregate_order_by(of, *order) if order else of
    return func.coalesce(func.json_agg(listed), _NONE)
