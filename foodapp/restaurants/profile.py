"""Who a restaurant is: name, words, cuisines, phone, where it stands."""

import re
from dataclasses import dataclass
from math import isfinite

from sqlmodel import Session, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import phones, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.restaurants import scoped
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.subdivisions import subdivision_at

MAX_CUISINES = 6
WEBSITE = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?(/[^\s<>\"']*)?")
PREP_MINUTES = range(5, 121)  # usual time to cook


class NotAPhone(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("That is not a phone number we can call. Please write it in full."))


@dataclass(frozen=True)
class Profile:
    name: str
    description: str
    cuisines: list[str]  # keys of restaurants.cuisines
    phone: str
    website: str
    street: str
    postcode: str
    city: str
    lat: float
    lng: float
    prep_minutes: int
    picture: str = ""  # media key; set by an upload, not by edit()


def of(session: ReadSession, staff: RestaurantStaff) -> Profile:
    """What the editor starts with."""
    row = session.exec(select(Restaurant).where(Restaurant.id == staff.restaurant_id)).one_or_none()
    if row is None:
        raise NotFound("restaurant")
    return Profile(**{name: getattr(row, name) for name in Profile.__dataclass_fields__})


def edit(session: Session, staff: RestaurantStaff, profile: Profile) -> Restaurant:
    restaurant = scoped.lock_to_edit(session, staff)
    describe(restaurant, profile)
    return restaurant


def describe(restaurant: Restaurant, profile: Profile) -> None:
    """Checked and tidied."""
    restaurant.name = wording.line(profile.name, t("The name"), most=120, needed=True)
    restaurant.description = wording.paragraph(profile.description, t("The description"), most=600)
    restaurant.cuisines = cuisines_of(profile.cuisines)
    restaurant.phone = _phone(profile.phone, restaurant.country)
    restaurant.website = website_of(profile.website)
    restaurant.street = wording.line(profile.street, t("The street"), most=120)
    restaurant.postcode = wording.line(profile.postcode, t("The postcode"), most=16)
    restaurant.city = wording.line(profile.city, t("The town"), most=80)
    _move(restaurant, *_position(profile.lat, profile.lng))
    if profile.prep_minutes not in PREP_MINUTES:
        least, most = PREP_MINUTES[0], PREP_MINUTES[-1]
        raise DomainError(t("Prep time must be {least} to {most} minutes.", least=least, most=most))
    restaurant.prep_minutes = profile.prep_minutes


def _move(restaurant: Restaurant, lat: float, lng: float) -> None:
    """Over a border its public holidays are others."""
    if (restaurant.lat, restaurant.lng) == (lat, lng):
        return
    restaurant.lat, restaurant.lng = lat, lng
    restaurant.subdivision = subdivision_at(restaurant.country, lat, lng)


def cuisines_of(keys: list[str]) -> list[str]:
    chosen = list(dict.fromkeys(keys))
    if len(chosen) > MAX_CUISINES:
        raise DomainError(t("Choose at most {most} cuisines.", most=MAX_CUISINES))
    if not CUISINES.keys() >= set(chosen):
        raise DomainError(t("Please choose cuisines from the list."))
    return chosen


def _phone(text: str, country: str) -> str:
    """A number without a country code is one of the restaurant's country."""
    typed = wording.line(text, t("The phone number"), most=40)
    number = phones.read(typed, country) if typed else ""
    if typed and not number:
        raise NotAPhone
    return number


def website_of(text: str) -> str:
    """http and https alone: the address becomes a link."""
    typed = wording.line(text, t("The website"), most=300)
    if typed and "://" not in typed:
        typed = f"https://{typed}"
    if typed and not WEBSITE.fullmatch(typed):
        raise DomainError(t("That is not the address of a website."))
    return typed


def _position(lat: float, lng: float) -> tuple[float, float]:
    if not (isfinite(lat) and isfinite(lng) and abs(lat) <= 90 and abs(lng) <= 180):
        raise DomainError(t("That place is not on the map."))
    return lat, lng
