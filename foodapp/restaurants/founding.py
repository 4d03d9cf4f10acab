"""A new restaurant, made in the console: a draft, until its owner has said when it is open and an
admin has approved it."""

from dataclasses import dataclass, field

from sqlmodel import Session

from foodapp.accounts import audit, invitations
from foodapp.accounts.actors import Admin, Permission, StaffRole
from foodapp.accounts.invitations import Link
from foodapp.accounts.permissions import require
from foodapp.kit.geo import Position
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants import importing, moving, profile, slugs
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.restaurants.profile import Profile
from foodapp.restaurants.regions import region_at


@dataclass(frozen=True)
class Founded:
    """What an admin knows about it; all else its owner says."""

    name: str
    street: str
    postcode: str
    city: str
    at: Position
    phone: str = ""
    cuisines: list[str] = field(default_factory=list)  # keys of restaurants.cuisines


def found(session: Session, admin: Admin, facts: Founded) -> Restaurant:
    """Currency, time zone and country are those of the place; pages get their address from the
    name."""
    require(admin, Permission.STEER_RESTAURANTS)
    region = region_at(facts.at.lat, facts.at.lng)
    row = Restaurant(
        slug="",
        name="",
        lat=facts.at.lat,
        lng=facts.at.lng,
        country=region.country,
        subdivision=region.subdivision,
        time_zone=region.time_zone,
        currency=region.currency,
        status=RestaurantStatus.DRAFT,
    )
    profile.describe(row, _profile(facts, row.prep_minutes))
    row.slug = slugs.free(row.name, row.city, row.country, moving.taken(session))
    session.add(row)
    session.flush()  # the fees refer to it
    importing.add_fees(session, row)
    audit.note(session, admin, "restaurant_founded", "restaurant", row.id, row.name)
    announce(session, topics.admin(), restaurant=str(row.id))
    return row


def found_for(
    session: Session, admin: Admin, facts: Founded, *, email: str
) -> tuple[Restaurant, Link]:
    """And its owner is invited, in one go: none stands there without anybody."""
    row = found(session, admin, facts)
    owner = invitations.invite_staff(session, admin, row.id, email=email, role=StaffRole.OWNER)
    return row, owner


def _profile(facts: Founded, prep_minutes: int) -> Profile:
    return Profile(
        name=facts.name,
        description="",
        cuisines=facts.cuisines,
        phone=facts.phone,
        website="",
        street=facts.street,
        postcode=facts.postcode,
        city=facts.city,
        lat=facts.at.lat,
        lng=facts.at.lng,
        prep_minutes=prep_minutes,
    )
