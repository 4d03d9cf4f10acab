"""The kinds of value a browser may send to a handler. The guard checks them before anything runs.

Shape only: whether an id exists, or a quantity is in stock, is the domain's to say.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

Id = UUID
Quantity = Annotated[int, Field(ge=0, le=99)]  # 0 takes a line out of the basket
Minutes = Annotated[int, Field(ge=1, le=240)]
Minor = Annotated[int, Field(ge=0, le=10_000_000)]  # an amount a person types, in minor units
Ago = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]  # seconds since a press
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lng = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Stars = Annotated[int, Field(ge=1, le=5)]
Page = Annotated[int, Field(ge=0, le=100_000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,119}$")]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]  # a choice, a tab
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Pin = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{4,6}$")]
Form = dict[str, Annotated[str, StringConstraints(max_length=4_000)] | bool | None]
