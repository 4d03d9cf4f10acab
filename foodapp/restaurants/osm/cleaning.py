"""From tags as people typed them to an Eatery. Nothing here stops an import: a value that cannot
be understood with certainty is left empty and reported with the reason."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlsplit

from foodapp.kit import phones
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.words import say
from foodapp.restaurants import hours_text
from foodapp.restaurants.cuisines import plain, told_by_name, understood
from foodapp.restaurants.osm import Eatery, LeftOut, Report, Tagged
from foodapp.restaurants.osm.doors import door
from foodapp.restaurants.osm.reader import Extract, eatery_kind
from foodapp.restaurants.regions import calendar, region_at

DIETS = {
    "diet:vegan": "vegan",
    "diet:vegetarian": "vegetarian",
    "diet:halal": "halal",
    "diet:kosher": "kosher",
    "diet:gluten_free": "gluten_free",
    "diet:lactose_free": "lactose_free",
}
BY_AMENITY = {
    "cafe": ("coffee_shop",),
    "ice_cream": ("ice_cream",),
    "bar": ("bar_food",),
    "pub": ("bar_food",),
    "biergarten": ("bar_food",),
}
TWIN_M = 150
SQUARE = 0.01  # degrees: 150 m to the east up to 82 degrees of latitude, and 1.1 km to the north
CLOSED_FOR_GOOD = "it is closed for good"
GONE = ("disused", "abandoned", "demolished", "razed", "removed")


@dataclass
class _Losses:
    """Collects what one eatery loses on the way."""

    osm_id: str
    name: str
    dropped: list[LeftOut] = field(default_factory=list)

    def drop(self, which: str, value: str, reason: str) -> str:
        self.dropped.append(LeftOut(self.osm_id, self.name, reason, which, value[:200]))
        return ""


def clean(extract: Extract) -> tuple[list[Eatery], Report]:
    """All eateries of an extract that can be used, and a report that says what cannot."""
    report = Report(read=len(extract.eateries) + len(extract.unplaced))
    report.left_out += [LeftOut(osm_id, "", "it has no position") for osm_id in extract.unplaced]
    report.left_out += [
        LeftOut(osm_id, name, CLOSED_FOR_GOOD) for osm_id, name in extract.closed.items()
    ]
    report.gone = extract.deleted | extract.closed.keys()
    eateries: list[Eatery] = []
    for tagged in extract.eateries:
        result, dropped = cleaned(tagged)
        report.dropped += dropped
        if isinstance(result, LeftOut):
            report.left_out.append(result)
            if result.reason == CLOSED_FOR_GOOD:
                report.gone.add(result.osm_id)
            continue
        eateries.append(result)
    report.remarks += [*_of_versions(extract, eateries), *_of_new_ones(eateries)]
    report.remarks += _of_twins(eateries)
    return eateries, report


def _of_versions(extract: Extract, eateries: list[Eatery]) -> Iterator[LeftOut]:
    for eatery in eateries:
        if versions := extract.versions.get(eatery.osm_id):
            reason = f"it came {len(versions)} times: the newest, version {max(versions)}, was used"
            yield LeftOut(eatery.osm_id, eatery.name, reason)


def _of_new_ones(eateries: list[Eatery]) -> Iterator[LeftOut]:
    for eatery in eateries:
        if "/-" in eatery.osm_id:
            reason = "it is not in OpenStreetMap yet, so its number may come to mean another place"
            yield LeftOut(eatery.osm_id, eatery.name, reason)


def _of_twins(eateries: list[Eatery]) -> Iterator[LeftOut]:
    """Of two with nearly the same name or the same phone within 150 m: mapped twice, often."""
    squares: defaultdict[tuple[int, int], list[tuple[Eatery, str]]] = defaultdict(list)
    for eatery in eateries:
        name = plain(eatery.name)
        row, column = int(eatery.lat // SQUARE), int(eatery.lng // SQUARE)
        around = product((row - 1, row, row + 1), (column - 1, column, column + 1))
        others = (pair for square in around for pair in squares.get(square, ()))
        if twin := next((one for one, its in others if _alike(eatery, name, one, its)), None):
            reason = f"it may be the same place as {twin.osm_id}, {twin.name}"
            yield LeftOut(eatery.osm_id, eatery.name, reason)
        squares[row, column].append((eatery, name))


def _alike(eatery: Eatery, name: str, other: Eatery, its_name: str) -> bool:
    same_phone = bool(eatery.phone) and eatery.phone == other.phone
    if not (same_phone or name in its_name or its_name in name):
        return False
    here, there = Position(eatery.lat, eatery.lng), Position(other.lat, other.lng)
    return distance_m(here, there) < TWIN_M


def cleaned(tagged: Tagged) -> tuple[Eatery | LeftOut, list[LeftOut]]:
    """The eatery, or why it is left out, and the fields dropped."""
    tags = {key: tidy(value) for key, value in tagged.tags.items()}
    name = tags.get("name", "")
    if not any(letter.isalnum() for letter in name):
        return LeftOut(tagged.osm_id, name, "it has no name"), []
    if any(tags.get(key) == "yes" for key in GONE):
        return LeftOut(tagged.osm_id, name, CLOSED_FOR_GOOD), []
    region = region_at(tagged.lat, tagged.lng)
    country = region.country
    losses = _Losses(tagged.osm_id, name)
    street, number = door(tags, tags.get("addr:city", ""))
    eatery = Eatery(
        osm_id=tagged.osm_id,
        name=name[:120],
        amenity=eatery_kind(tags),
        lat=tagged.lat,
        lng=tagged.lng,
        street=street[:100],
        house_number=number[:16],
        postcode=tags.get("addr:postcode", "")[:16],
        city=tags.get("addr:city", "")[:80],
        country=country,
        subdivision=region.subdivision,
        cuisines=_cuisines(tags, losses),
        opening_hours=_hours(tagged.tags.get("opening_hours", ""), calendar(region), losses),
        phone=_phone(tags.get("phone") or tags.get("contact:phone", ""), country, losses),
        website=_website(tags.get("website") or tags.get("contact:website", ""), losses),
        diets=tuple(diet for key, diet in DIETS.items() if tags.get(key) in ("yes", "only")),
    )
    return eatery, losses.dropped


def tidy(text: str) -> str:
    """NFC, without control characters, lone surrogates and direction marks, single spaces."""
    shown = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) not in ("Cs", "Cf", "Co", "Cn")
    )
    return " ".join("".join(shown).split())


def _hours(raw: str, holidays_of: str | None, losses: _Losses) -> str:
    """Checked twice: it must be opening hours, and it must be unlikely to mean anything else."""
    if not raw.strip():
        return ""
    try:
        text = hours_text.checked(raw, holidays_of)
    except DomainError as refusal:
        return losses.drop("opening_hours", raw, _reason(refusal))
    if doubt := hours_text.doubt(raw):
        return losses.drop("opening_hours", raw, doubt)
    return text


def _reason(refusal: DomainError) -> str:
    sentence = say(refusal.words).rstrip(".")
    return sentence[0].lower() + sentence[1:]


def _phone(raw: str, country: str, losses: _Losses) -> str:
    """The first valid number of the tag."""
    for candidate in filter(None, (part.strip() for part in raw.replace(",", ";").split(";"))):
        if number := phones.read(candidate, country, must_be_valid=True):
            return number
    return losses.drop("phone", raw, "it is not a valid phone number") if raw else ""


def _website(raw: str, losses: _Losses) -> str:
    if not raw:
        return ""
    address = raw if "://" in raw else f"https://{raw}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return losses.drop("website", raw, "it is not a web address")
    if parts.scheme not in ("http", "https") or "." not in host or " " in address:
        return losses.drop("website", raw, "it is not a web address")
    if len(address) > 300:
        return losses.drop("website", raw, "it is too long")
    return address


def _cuisines(tags: dict[str, str], losses: _Losses) -> tuple[str, ...]:
    keys, unknown = understood(tags.get("cuisine", ""))
    for word in unknown:
        losses.drop("cuisine", word, "we do not know this cuisine")
    return tuple(keys) or tuple(told_by_name(losses.name)) or BY_AMENITY.get(eatery_kind(tags), ())
