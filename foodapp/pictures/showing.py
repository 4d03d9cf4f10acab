"""What stands in a frame: the photo, else a made picture, else the kitchen's stand-in, else nothing
but a neutral ground with a sign. Never a hole, and never what the dish says it does not contain.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from foodapp.kit.db import ReadSession
from foodapp.pictures import choosing, switch
from foodapp.pictures.catalogue import Picture, catalogue
from foodapp.pictures.courses import course_of
from foodapp.pictures.dish import Dish, dish
from foodapp.pictures.kitchens import chip_may_stand, related
from foodapp.pictures.manifest import ADDRESS, Files, files

PHOTO, ILLUSTRATION, CUISINE, NEUTRAL_KIND = "photo", "illustration", "cuisine", "neutral"


@dataclass(frozen=True)
class Shown:
    """One frame's picture. kind: photo (a media key), illustration (of one dish), cuisine (a chip
    or table of a kitchen), neutral (a sign on a ground, by course)."""

    kind: str = NEUTRAL_KIND
    photo: str = ""
    file: str = ""  # "dish/diavola.1a2b3c4d": /assets/pictures/{file}.{width}.{avif|webp}
    widths: list[int] = field(default_factory=list)  # px, rising
    ratio: list[int] = field(default_factory=lambda: [4, 3])
    colour: str = ""  # "#rrggbb", until it is there
    blur: str = ""  # data: address of 20 px
    course: str = "food"  # food, drink or sweet
    of: str = ""  # what an illustration shows: "Pizza Diavola"


NEUTRAL = Shown()


class Pictured(Protocol):
    """A dish of a menu, as a row or as a card."""

    name: str
    description: str
    picture: str
    illustration: str | None
    allergens: list[str]
    free_of: list[str]
    diets: list[str]


def of_dish(session: ReadSession, one: Pictured, cuisines: Sequence[str] = ()) -> Shown:
    """illustration of the dish: as it was given; empty: a stand-in is better; None, or a key that
    is no more: the best by name."""
    if one.picture:
        return Shown(PHOTO, photo=one.picture)
    asked = asked_of(one, cuisines)
    if not switch.is_on(session):
        return Shown(course=course_of(asked))
    key = one.illustration
    if key is None or (key and key not in catalogue()):
        key = choosing.best(asked)
    return illustration(key) if key else _stand_in(asked)


def asked_of(one: Pictured, cuisines: Sequence[str] = (), section: str = "") -> Dish:
    return dish(
        one.name,
        one.description,
        section=section,
        cuisines=cuisines,
        diets=one.diets,
        contains=one.allergens,
        free_of=one.free_of,
    )


def of_restaurant(session: ReadSession, photo: str, cuisines: Sequence[str]) -> Shown:
    """Its own photo, else a table of its kitchen."""
    return Shown(PHOTO, photo=photo) if photo else table(session, cuisines)


def table(session: ReadSession, cuisines: Sequence[str], *, phone: bool = False) -> Shown:
    """The table of the first of these kitchens, or of one near it, that has one."""
    return _of_kitchens(session, "table-phone" if phone else "table", cuisines)


def of_cuisine(session: ReadSession, key: str) -> Shown:
    """The cut-out on a cuisine's chip."""
    return _of_kitchens(session, "chip", [key])


def scene(session: ReadSession, key: str) -> Shown:
    """empty-basket, no-orders, kitchen-quiet, rider-idle."""
    found = files().get(("scene", key))
    return _made(CUISINE, found) if found and switch.is_on(session) else NEUTRAL


def link_image(cuisines: Sequence[str]) -> str:
    """What other sites show for a link, 1200x630; empty where there is none."""
    found = next((files()[("link", key)] for key in [*related(cuisines), "saffron"]
                  if ("link", key) in files()), None)  # fmt: skip
    return f"{ADDRESS}/{found.stem}.{found.widths[-1]}.jpg" if found else ""


def address(shown: Shown, width: int = 640, form: str = "webp") -> str:
    """Of a made picture: the smallest file that is at least so wide. Empty for others."""
    wide_enough = [one for one in shown.widths if one >= width] or shown.widths[-1:]
    return f"{ADDRESS}/{shown.file}.{wide_enough[0]}.{form}" if shown.file else ""


def illustration(key: str) -> Shown:
    one: Picture = catalogue()[key]
    return _made(ILLUSTRATION, one.files, of=one.name)


def everything() -> list[Picture]:
    return list(catalogue().values())


def _stand_in(asked: Dish) -> Shown:
    """A kitchen's cut-out stands for its food alone: a drink is no kebab."""
    course = course_of(asked)
    for cuisine in related(asked.cuisines) if course == "food" else ():
        if ("chip", cuisine) in files() and chip_may_stand(cuisine, asked):
            return _made(CUISINE, files()[("chip", cuisine)])
    return Shown(course=course)


def _of_kitchens(session: ReadSession, kind: str, cuisines: Sequence[str]) -> Shown:
    if not switch.is_on(session):
        return NEUTRAL
    key = next((one for one in related(cuisines) if (kind, one) in files()), None)
    return _made(CUISINE, files()[(kind, key)]) if key else NEUTRAL


def _made(kind: str, one: Files, *, of: str = "") -> Shown:
    return Shown(
        kind,
        file=one.stem,
        widths=list(one.widths),
        ratio=list(one.ratio),
        colour=one.colour,
        blur=one.blur,
        of=of,
    )
