"""Eateries out of an OpenStreetMap extract: read, cleaned, and told what could not be used."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any


@dataclass(frozen=True)
class Tagged:
    """A thing of the extract with a place on earth, its tags as they came."""

    osm_id: str  # "node/123"
    lat: float
    lng: float
    tags: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Eatery:
    """An eatery, cleaned. What could not be understood with certainty is empty."""

    osm_id: str
    name: str
    amenity: str
    lat: float
    lng: float
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    subdivision: str = ""  # of its holiday calendar
    cuisines: tuple[str, ...] = ()  # keys of restaurants.cuisines
    opening_hours: str = ""  # OSM syntax, checked
    phone: str = ""  # see kit.phones
    website: str = ""
    diets: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Changes when, and only when, something imported changes."""
        return sha256(dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class LeftOut:
    """An eatery, or one field of it, that was not used."""

    osm_id: str
    name: str
    reason: str
    field: str = ""  # empty: the whole eatery
    value: str = ""


@dataclass
class Report:
    """What an import did. Lists hold names by OSM id."""

    read: int = 0  # eateries in the extract, with or without a name
    new: dict[str, str] = field(default_factory=dict)
    updated: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)  # edited by their owner: not overwritten
    closed: dict[str, str] = field(default_factory=dict)  # came once, and are gone now
    left_out: list[LeftOut] = field(default_factory=list)
    dropped: list[LeftOut] = field(default_factory=list)  # single fields
    remarks: list[LeftOut] = field(default_factory=list)  # used, but worth a look
    addresses: int = 0
    gone: set[str] = field(default_factory=set)  # OSM ids that the extract says are no more

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"gone": sorted(self.gone)}
