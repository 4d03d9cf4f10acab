"""The restaurants of the town, as they are written down in restaurants/*.toml."""

import tomllib
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from foodapp.demo.town import presence
from foodapp.menu.models import ALLERGENS, DIETS

Course = Literal["main", "starter", "side", "dessert", "drink"]
Rhythm = Literal["morning", "lunch", "both", "evening", "late"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Character(Strict):
    """How this kitchen is, for its history and its life in the simulation."""

    popularity: float  # 1.0: like the average restaurant
    quality: float  # stars it would get if it were always on time
    rhythm: Rhythm
    answer_s: float  # until it answers an order, typically
    prep_bias_minutes: float  # how much later than promised, on average
    prep_spread_minutes: float
    reject: float  # share of the orders it turns away


class Choice(Strict):
    name: str
    least: int = 0
    most: int
    # name, price, allergens, and "meat" or "halal meat" where it is one
    options: list[tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]]


class Dish(Strict):
    name: str
    price: int  # minor units
    is_alcohol: bool = False
    text: str = ""
    has: str = ""  # allergens, by blanks
    traces: str = ""  # it may hold these
    declared: bool = True  # what is in neither is not in it; else nothing is said of it
    diet: str = ""
    # name, price, allergens that it has beside, and its own diets where they differ
    sizes: list[tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]] = Field(
        default_factory=list
    )
    asks: list[str] = Field(default_factory=list)  # names of choices
    popular: bool = False
    stock: int | None = None

    @field_validator("has", "traces")
    @classmethod
    def _known_allergens(cls, has: str) -> str:
        if unknown := set(has.split()) - set(ALLERGENS):
            raise ValueError(f"no such allergens: {unknown}")
        return has

    @field_validator("diet")
    @classmethod
    def _known_diets(cls, diet: str) -> str:
        if unknown := set(diet.split()) - set(DIETS):
            raise ValueError(f"no such diets: {unknown}")
        return diet


class Section(Strict):
    name: str
    course: Course
    dishes: list[Dish]


class Special(Strict):
    in_days: int  # from the day of seeding
    hours: str
    note: str


class Shop(Strict):
    slug: str
    name: str
    cuisines: list[str]
    description: str
    street: str
    at: tuple[float, float]  # metres east and north of the centre
    hours: str
    prep_minutes: int
    radius_m: int
    min_order: int
    fees: list[tuple[int, int]]  # up to so many metres: fee
    owner: str  # a name, or the e-mail of a demo sign-in
    declares: bool = True  # what its dishes and choices are free of
    paused_minutes: int = 0  # still pausing for so long when the town is seeded
    special_days: list[Special] = Field(default_factory=list)
    character: Character
    choices: list[Choice]
    sections: list[Section]


@cache
def shops() -> tuple[Shop, ...]:
    """All of them, by slug."""
    return tuple(_read(slug) for slug in presence.slugs())


def _read(slug: str) -> Shop:
    text = (presence.RESTAURANTS / f"{slug}.toml").read_text("utf-8")
    return Shop.model_validate({**tomllib.loads(text), "slug": slug})
