"""From tags as people typed them to an Eatery. Nothing here stops an import: a value that cannot
be understood with certainty is left empty and reported with the reason."""

import unicodedata
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import phonenumbers

from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.restaurants import hours_text
from foodapp.restaurants.cuisines import plain, told_by_name, understood
from foodapp.restaurants.osm import Eatery, LeftOut, Report, Tagged
from foodapp.restaurants.osm.reader import Extract
from foodapp.restaurants.regions import region_at

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
    eateries: list[Eatery] = []
    for tagged in extract.eateries:
        result, dropped = cleaned(tagged)
        report.dropped += dropped
        if isinstance(result, LeftOut):
            report.left_out.append(result)
            continue
        if twin := _twin(result, eateries):
            reason = f"it may be the same place as {twin.osm_id}, {twin.name}"
            report.remarks.append(LeftOut(result.osm_id, result.name, reason))
        eateries.append(result)
    return eateries, report


def _twin(eatery: Eatery, others: list[Eatery]) -> Eatery | None:
    """One with nearly the same name or the same phone within 150 m: mapped twice, often."""
    name, here = plain(eatery.name), Position(eatery.lat, eatery.lng)
    for other in others:
        alike = name in plain(other.name) or plain(other.name) in name
        same_phone = eatery.phone and eatery.phone == other.phone
        if (alike or same_phone) and distance_m(here, Position(other.lat, other.lng)) < TWIN_M:
            return other
    return None


def cleaned(tagged: Tagged) -> tuple[Eatery | LeftOut, list[LeftOut]]:
    """The eatery, or why it is left out, and the fields dropped."""
    tags = {key: tidy(value) for key, value in tagged.tags.items()}
    name = tags.get("name", "")
    if not any(letter.isalnum() for letter in name):
        return LeftOut(tagged.osm_id, name, "it has no name"), []
    if any(tags.get(key) == "yes" for key in GONE):
        return LeftOut(tagged.osm_id, name, "it is closed for good"), []
    country = region_at(tagged.lat, tagged.lng).country
    losses = _Losses(tagged.osm_id, name)
    eatery = Eatery(
        osm_id=tagged.osm_id,
        name=name[:120],
        amenity=tags["amenity"],
        lat=tagged.lat,
        lng=tagged.lng,
        street=(tags.get("addr:street") or tags.get("addr:place", ""))[:100],
        house_number=tags.get("addr:housenumber", "")[:16],
        postcode=tags.get("addr:postcode", "")[:16],
        city=tags.get("addr:city", "")[:80],
        country=country,
        cuisines=_cuisines(tags, losses),
        opening_hours=_hours(tagged.tags.get("opening_hours", ""), country, losses),
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


def _hours(raw: str, country: str, losses: _Losses) -> str:
    """Checked twice: it must be opening hours, and it must be unlikely to mean anything else."""
    if not raw.strip():
        return ""
    try:
        text = hours_text.checked(raw, country)
    except DomainError as refusal:
        return losses.drop("opening_hours", raw, _reason(refusal))
    if doubt := hours_text.doubt(raw):
        return losses.drop("opening_hours", raw, doubt)
    return text


def _reason(refusal: DomainError) -> str:
    sentence = str(refusal).rstrip(".")
    return sentence[0].lower() + sentence[1:]


def _phone(raw: str, country: str, losses: _Losses) -> str:
    """The first valid number of the tag, in E.164."""
    for candidate in filter(None, (part.strip() for part in raw.replace(",", ";").split(";"))):
        try:
            number = phonenumbers.parse(candidate, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
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
    return tuple(keys) or tuple(told_by_name(losses.name)) or BY_AMENITY.get(tags["amenity"], ())
