"""Column types the tables share."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Enum, Integer, event
from sqlalchemy.types import TypeDecorator

from foodapp.kit import defaults  # noqa: F401 - rows are made of what every table imports

UTC = DateTime(timezone=True)


def text_enum(kind: type[StrEnum]) -> Enum:
    """Store a StrEnum by value, as text with a CHECK, so a new status needs no ALTER TYPE."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )


class Minor(TypeDecorator[int]):
    """An amount in minor units. 64 bits: in rupiah 32 end at the price of a party. PostgreSQL adds
    bigints up to a numeric, which comes back as the whole number that it is."""

    impl = BigInteger
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else int(value)


@event.listens_for(Column, "after_parent_attach")
def _amounts_are_wide(column: Column[Any], parent: object) -> None:
    """Every column that is called an amount is one, without saying so."""
    if column.name and column.name.endswith("_minor") and isinstance(column.type, Integer):
        column.type = Minor()
