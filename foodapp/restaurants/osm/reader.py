"""Reading an extract with pyosmium: eateries, addresses, streets and places."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osmium
from shapely.geometry import Polygon

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.restaurants.osm import Tagged
from foodapp.restaurants.osm.surveying import in_order, survey

# Places where people sit or queue for prepared food and drink. A food_court has many kitchens and
# none of its own; a nightclub cooks nothing.
EATERIES = frozenset(("restaurant", "fast_food", "cafe", "ice_cream", "bar", "pub", "biergarten"))
CLOSED_KEYS = tuple(  # how mappers write that an eatery is no more
    f"{word}:amenity" for word in ("disused", "abandoned", "demolished", "razed", "removed", "was")
)
SETTLEMENTS = frozenset(
    ("city", "town", "village", "hamlet", "suburb", "neighbourhood", "locality", "quarter")
)
KEYS = ("amenity", "addr:housenumber", "highway", "place", *CLOSED_KEYS)
TELL_EVERY = 5_000

Progress = Callable[[int], None]  # how many things have been read


@dataclass
class Extract:
    eateries: list[Tagged] = field(default_factory=list)
    addresses: list[Tagged] = field(default_factory=list)  # with a house number
    streets: list[Tagged] = field(default_factory=list)  # one a way: the same name comes often
    settlements: list[Tagged] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)  # eateries without a position
    closed: dict[str, str] = field(default_factory=dict)  # closed for good: name by OSM id
    deleted: set[str] = field(default_factory=set)  # OSM ids the file says are gone
    versions: dict[str, list[int]] = field(default_factory=dict)  # of eateries that came twice


def eatery_kind(tags: dict[str, str]) -> str:
    """Which of EATERIES it is; the first where it is several (`bar;restaurant`), else empty."""
    kinds = (part.strip().lower() for part in tags.get("amenity", "").split(";"))
    return next((kind for kind in kinds if kind in EATERIES), "")


def read(path: Path, progress: Progress = lambda count: None) -> Extract:
    """Everything of use in a .osm.pbf (or .osm, .osm.gz), in the order of the file: of each thing
    the newest version, and nothing that is marked as deleted. Ways and multipolygons stand at the
    centre of their outline."""
    if not path.is_file():
        raise DomainError(t("There is no file {path}.", path=str(path)))
    try:
        found = survey(path, lambda tags: bool(eatery_kind(tags)))
        extract = Extract(deleted=found.deleted, versions=found.versions)
        with in_order(path, found) as tidy:
            _read_into(extract, tidy, progress)
    except RuntimeError as error:  # what pyosmium raises for a file that it cannot read
        reason = " ".join(str(error).split()).rstrip(".")
        raise DomainError(
            t(
                "{file} is not an OpenStreetMap extract we can read: {reason}.",
                file=path.name,
                reason=reason,
            )
        ) from error
    return extract


def _read_into(extract: Extract, path: Path, progress: Progress) -> None:
    processor = (
        osmium.FileProcessor(str(path))
        .with_locations()
        .with_areas()
        .with_filter(osmium.filter.KeyFilter(*KEYS))
    )
    for count, thing in enumerate(processor, start=1):
        _sort_into(extract, thing)
        if count % TELL_EVERY == 0:
            progress(count)


def _sort_into(extract: Extract, thing: Any) -> None:
    if thing.is_relation() or (thing.is_area() and thing.from_way()):
        return  # comes again as an area; came before as a way
    osm_id = _osm_id(thing)
    tags = {tag.k: tag.v for tag in thing.tags}
    position = _position(thing)
    is_eatery = bool(eatery_kind(tags))
    if not is_eatery and any(eatery_kind({"amenity": tags.get(key, "")}) for key in CLOSED_KEYS):
        extract.closed[osm_id] = tags.get("name", "")
    if position is None:
        if is_eatery:
            extract.unplaced.append(osm_id)
        return
    tagged = Tagged(osm_id, *position, tags)
    if is_eatery:
        extract.eateries.append(tagged)
    if "addr:housenumber" in tags:
        extract.addresses.append(tagged)
    if "highway" in tags and "name" in tags and thing.is_way():
        extract.streets.append(tagged)
    if tags.get("place") in SETTLEMENTS and "name" in tags:
        extract.settlements.append(tagged)


def _osm_id(thing: Any) -> str:
    if thing.is_node():
        return f"node/{thing.id}"
    return f"way/{thing.id}" if thing.is_way() else f"relation/{thing.orig_id()}"


def _position(thing: Any) -> tuple[float, float] | None:
    """(lat, lng) in degrees, to about a centimetre; None if the extract does not hold it."""
    if thing.is_node():
        points = [(thing.location.lon, thing.location.lat)] if thing.location.valid() else []
    elif thing.is_way():
        points = _points(thing.nodes)
    else:
        points = [point for ring in thing.outer_rings() for point in _points(ring)]
    return _centre(points) if points else None


def _points(nodes: Any) -> list[tuple[float, float]]:
    return [(node.lon, node.lat) for node in nodes if node.location.valid()]


def _centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    if len(points) > 3 and points[0] == points[-1]:
        outline = Polygon(points)
        if outline.area > 0:
            return round(outline.centroid.y, 7), round(outline.centroid.x, 7)
    middle = points[len(points) // 2]  # of a line: a point on it
    return round(middle[1], 7), round(middle[0], 7)
