"""The people, the restaurants and their menus, before anything has happened."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from sqlmodel import Session

from foodapp.accounts import passwords
from foodapp.accounts.demo_signins import DEMO_PASSWORD, DEMO_SIGNINS
from foodapp.accounts.models import Address, AdminGrant, RiderProfile, StaffMember, User
from foodapp.accounts.phones import PhoneProof, Way
from foodapp.demo.town import offering, people, place
from foodapp.demo.town.bulk import Row, copy
from foodapp.demo.town.content import Shop, shops
from foodapp.demo.town.menu_rows import menu_rows
from foodapp.demo.town.streets import known_places
from foodapp.kit import when
from foodapp.kit.geo import Position
from foodapp.kit.settings import settings
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.promotions.models import Promotion
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, SpecialDay
from foodapp.restaurants.places import KnownPlace

LIVED_HERE = timedelta(days=120)  # longer than the history goes back
HOMELESS = "nora@example.org"  # the demo's new customer: has neither address nor past


class Register:
    """Rows by table, in the order in which foreign keys allow them to be written."""

    TABLES = (
        User, PhoneProof, Address, AdminGrant, RiderProfile, Restaurant, DeliveryFeeBand,
        SpecialDay, StaffMember, Category, Item, Variation, ModifierGroup, Modifier,
        ItemModifierGroup, KnownPlace, Promotion,
    )  # fmt: skip

    def __init__(self, dice: Random, now: datetime) -> None:
        # One hash for everybody: the password is public, so that a salt each would protect
        # nobody, and eighty rounds of argon2id would cost eighty times its purpose.
        self.password_hash = passwords.hashed(DEMO_PASSWORD)
        self.dice, self.now = dice, now
        self.rows: dict[type[Any], list[Row]] = {table: [] for table in self.TABLES}
        self.user_ids: dict[str, UUID] = {}  # by e-mail

    def add(self, table: type[Any], **row: Any) -> None:
        self.rows[table].append(row)

    def new_id(self) -> UUID:
        return new_id(self.dice)

    def person(self, name: str, email: str) -> UUID:
        user_id = self.user_ids[email] = self.new_id()
        phone = people.phone(self.dice)
        came = self.now - LIVED_HERE - timedelta(hours=self.dice.randint(0, 2000))
        self.add(
            User,
            id=user_id,
            email=email,
            name=name,
            phone=phone,
            password_hash=self.password_hash,
            created_at=came,
            email_proven_at=came,
        )
        proof = {"id": uuid5(user_id, phone), "way": Way.SMS, "proven_at": came}
        self.add(PhoneProof, user_id=user_id, phone=phone, **proof)
        return user_id


def new_id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)


def found(session: Session, seed: int, now: datetime) -> None:
    """Write the whole town, without its history."""
    register = Register(Random(f"{seed}:town"), now)
    _settle_signins(register)
    for name in people.CUSTOMERS:
        _home(register, register.person(name, people.email(name)))
    for name, vehicle in people.RIDERS:
        _rider(register, register.person(name, people.email(name)), vehicle)
    for name, role in people.SUPPORT:
        user_id = register.person(name, people.email(name))
        register.add(AdminGrant, user_id=user_id, role=role, created_at=now - LIVED_HERE)
    for shop, cook in zip(shops(), people.COOKS, strict=True):
        _open_shop(register, shop, cook)
    doors = register.rows[Restaurant] + register.rows[Address]
    register.rows[KnownPlace] = known_places(doors)
    shops_by_name = {row["name"]: row["id"] for row in register.rows[Restaurant]}
    register.rows[Promotion] = offering.offers(Random(f"{seed}:offers"), shops_by_name, now)
    for table in Register.TABLES:
        copy(session, table, register.rows[table])


def _settle_signins(register: Register) -> None:
    for one in DEMO_SIGNINS:
        user_id = register.person(one.name, one.email)
        if one.persona == "customer" and one.email != HOMELESS:
            _home(register, user_id)
        elif one.persona == "rider":
            _rider(register, user_id, "bicycle" if "bicycle" in one.says else "scooter")
        elif one.persona == "admin":
            register.add(
                AdminGrant, user_id=user_id, role="owner", created_at=register.now - LIVED_HERE
            )


def _home(register: Register, user_id: UUID) -> None:
    """Home, and for every second person a desk somewhere near the centre."""
    dice = register.dice
    _address(register, user_id, "Home", place.somewhere(dice), minutes_ago=10)
    if dice.random() < 0.5:
        desk = place.at(dice.gauss(-100, 250), dice.gauss(200, 350))
        _address(register, user_id, "Work", desk, minutes_ago=2000)


def _address(register: Register, user_id: UUID, label: str, at: Position, minutes_ago: int) -> None:
    register.add(
        Address,
        id=register.new_id(),
        user_id=user_id,
        label=label,
        street=place.street(register.dice),
        postcode=place.POSTCODE,
        city=place.TOWN,
        note=register.dice.choice(people.DOOR_NOTES) if label == "Home" else "",
        lat=at.lat,
        lng=at.lng,
        last_used_at=register.now - timedelta(minutes=minutes_ago),
    )


def _rider(register: Register, user_id: UUID, vehicle: str) -> None:
    register.add(
        RiderProfile,
        id=register.new_id(),
        user_id=user_id,
        vehicle=vehicle,
        approved_at=register.now - LIVED_HERE,
    )


def _open_shop(register: Register, shop: Shop, cook: str) -> None:
    restaurant_id, now = register.new_id(), register.now
    _restaurant(register, shop, restaurant_id)
    for up_to_m, fee_minor in shop.fees:
        register.add(
            DeliveryFeeBand, restaurant_id=restaurant_id, up_to_m=up_to_m, fee_minor=fee_minor
        )
    today: date = now.astimezone(when.town()).date()
    for special in shop.special_days:
        day = today + timedelta(days=special.in_days)
        register.add(
            SpecialDay, restaurant_id=restaurant_id, day=day, hours=special.hours, note=special.note
        )
    owner = register.user_ids.get(shop.owner) or register.person(
        shop.owner, people.email(shop.owner)
    )
    for user_id, role in ((owner, "owner"), (register.person(cook, people.email(cook)), "kitchen")):
        register.add(
            StaffMember,
            user_id=user_id,
            restaurant_id=restaurant_id,
            role=role,
            created_at=now - LIVED_HERE,
        )
    for table, rows in menu_rows(shop, restaurant_id, register.new_id).items():
        register.rows[table] += rows


def _restaurant(register: Register, shop: Shop, restaurant_id: UUID) -> None:
    at, now = place.at(*shop.at), register.now
    pause = timedelta(minutes=shop.paused_minutes)
    register.add(
        Restaurant,
        id=restaurant_id,
        slug=shop.slug,
        name=shop.name,
        description=shop.description,
        cuisines=shop.cuisines,
        phone=f"+493023125{register.dice.randint(0, 999):03}",
        street=shop.street,
        postcode=place.POSTCODE,
        city=place.TOWN,
        country=settings().country,
        lat=at.lat,
        lng=at.lng,
        time_zone=settings().time_zone,
        currency=settings().currency,
        opening_hours=shop.hours,
        paused_until=now + pause if pause else None,
        prep_minutes=shop.prep_minutes,
        radius_m=shop.radius_m,
        min_order_minor=shop.min_order,
        status="active",
        created_at=now - LIVED_HERE,
    )
