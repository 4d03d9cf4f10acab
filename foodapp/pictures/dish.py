"""A dish as far as its picture is concerned."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from foodapp.pictures.denials import Denied, denied


@dataclass(frozen=True)
class Dish:
    """diets, contains, free_of: as declared, of the dish as it comes when nobody chooses."""

    name: str
    description: str = ""
    section: str = ""  # the category it stands in: "Burgers"
    cuisines: tuple[str, ...] = ()
    diets: frozenset[str] = field(default_factory=frozenset)
    contains: frozenset[str] = field(default_factory=frozenset)
    free_of: frozenset[str] = field(default_factory=frozenset)

    @property
    def denied(self) -> Denied:
        return denied(
            f"{self.name}. {self.description}. {self.section}",
            diets=self.diets,
            free_of=self.free_of,
            contains=self.contains,
        )


def dish(
    name: str,
    description: str = "",
    *,
    section: str = "",
    cuisines: Sequence[str] = (),
    diets: Sequence[str] = (),
    contains: Sequence[str] = (),
    free_of: Sequence[str] = (),
) -> Dish:
    return Dish(
        name,
        description,
        section,
        tuple(cuisines),
        frozenset(diets),
        frozenset(contains),
        frozenset(free_of),
    )
