"""Rows by the thousand: PostgreSQL's COPY, for history that is data and no longer behaviour.

https://www.postgresql.org/docs/18/sql-copy.html
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, SQLModel

Row = dict[str, Any]


def copy(session: Session, model: type[SQLModel], rows: Iterable[Row]) -> None:
    """Write rows of a table, each by column name; what a row leaves out gets the model's default.
    Triggers and constraints hold as for any insert."""
    table = cast(Table, model.__table__)  # type: ignore[attr-defined]
    columns = [column for column in table.columns if column.identity is None]
    blanks = {column.name: _default(model, column.name) for column in columns}
    is_json = {column.name for column in columns if isinstance(column.type, JSONB)}
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
            values = ((name, row[name] if name in row else blanks[name]()) for name in blanks)
            out.write_row([_shown(value, name in is_json) for name, value in values])


def _default(model: type[SQLModel], name: str) -> Callable[[], Any]:
    field = model.model_fields[name]
    if field.is_required():
        return lambda: None
    return lambda: field.get_default(call_default_factory=True)


def _shown(value: Any, is_json: bool) -> Any:
    if is_json:
        return None if value is None else json.dumps(value)
    return value.value if hasattr(value, "value") else value
