"""Rows by the thousand: PostgreSQL's COPY, for history that is data and no longer behaviour.

https://www.postgresql.org/docs/18/sql-copy.html
"""

import json
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, SQLModel

Row = dict[str, Any]


def copy(
    session: Session, model: type[SQLModel], rows: Iterable[Row], *, with_ids: bool = False
) -> None:
    """Write rows of a table, each by column name, enums by value; what a row leaves out gets the
    model's default. with_ids: the rows bring numbers that the database
    would else give. Triggers and constraints hold as for any insert."""
    table = cast(Table, model.__table__)  # type: ignore[attr-defined]
    columns = [column for column in table.columns if with_ids or column.identity is None]
    fields = sa_inspect(model)
    blanks = {
        column.name: _default(model, fields.get_property_by_column(column).key)
        for column in columns
    }
    documents = [n for n, column in enumerate(columns) if isinstance(column.type, JSONB)]
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection = session.connection().connection.driver_connection
    if connection is None:
        raise RuntimeError("the session has lost its connection")
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as out,
    ):
        for row in rows:
            if unknown := row.keys() - blanks.keys():
                raise ValueError(f"{table.name} has no {unknown}")
            values = [row[name] if name in row else blank() for name, blank in blanks.items()]
            for n in documents:
                values[n] = None if values[n] is None else json.dumps(values[n])
            out.write_row(values)


def _default(model: type[SQLModel], name: str) -> Callable[[], Any]:
    """What makes the value of a column that was left out."""
    field = model.model_fields[name]
    if field.default_factory is not None:
        return lambda: field.get_default(call_default_factory=True)
    value = None if field.is_required() else field.default
    plain = value.value if isinstance(value, Enum) else value
    return lambda: plain
