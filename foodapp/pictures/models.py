"""The operator's switch for made pictures, and the catalogue that menus have theirs from."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class PictureSwitch(SQLModel, table=True):
    """One row, or none: on, and nothing given yet."""

    __tablename__ = "picture_switch"
    __table_args__ = (CheckConstraint("id = 1", name="picture_switch_one_row"),)

    id: int = Field(default=1, primary_key=True)
    is_on: bool = True
    catalogue: str = Field(default="", max_length=16)  # catalogue.version()
