"""Column types the tables share."""

from enum import StrEnum

from sqlalchemy import DateTime, Enum

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
