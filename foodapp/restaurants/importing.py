"""Eateries of an extract become restaurants: by OSM id, as often as one likes."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, Permission, Platform
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed
from foodapp.restaurants.cuisines import CUISINES, plain
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, RestaurantStatus
from foodapp.restaurants.osm import Eatery, Report
from foodapp.restaurants.price_levels import local_minor
from foodapp.restaurants.regions import region_at

# What a restaurant starts with until its owner says otherwise; scaled to the currency.
FEE_BANDS = ((1_500, 290), (3_000, 390), (5_000, 590))  # up to metres, minor units of a euro
RADIUS_M = 5_000
MIN_ORDER = 1_200
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a"})
LONGEST_SLUG = 60
ONE_IMPORT_AT_A_TIME = 0x05E47E41  # key of an advisory lock

OnNew = Callable[[Session, Restaurant], None]
Progress = Callable[[int], None]


def import_eateries(
    session: Session,
    actor: Admin | Platform,
    eateries: Sequence[Eatery],
    report: Report | None = None,
    *,
    on_new: OnNew = lambda session, restaurant: None,
    progress: Progress = lambda count: None,
) -> Report:
    """Make or renew one restaurant an eatery; what its owner has edited stays as it is.

    `on_new` is called with each new restaurant (for its starter menu, which this layer does not
    know). A second run of the same extract changes nothing.
    """
    if isinstance(actor, Admin) and not actor.may(Permission.STEER_RESTAURANTS):
        raise NotAllowed
    report = report or Report(read=len(eateries))
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_IMPORT_AT_A_TIME})
    known = _known(session, [eatery.osm_id for eatery in eateries])
    slugs = set(session.exec(select(Restaurant.slug)))
    for count, eatery in enumerate(eateries, start=1):
        row = known.get(eatery.osm_id)
        if row is None:
            row = _new(eatery, slugs)
            session.add(row)
            session.flush()  # the fee bands and the menu point to it
            _add_fees(session, row)
            on_new(session, row)
            report.new[eatery.osm_id] = eatery.name
        else:
            _renew(row, eatery, report)
        progress(count)
    return report


def _known(session: Session, osm_ids: list[str]) -> dict[str, Restaurant]:
    rows = session.exec(
        select(Restaurant)
        .where(col(Restaurant.osm_id).in_(osm_ids))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.osm_id: row for row in rows if row.osm_id}


def _renew(row: Restaurant, eatery: Eatery, report: Report) -> None:
    if row.osm_digest == eatery.digest:
        report.unchanged[eatery.osm_id] = row.name
        return
    row.osm_digest = eatery.digest
    if row.owner_edited_at is not None:
        report.kept[eatery.osm_id] = row.name
        return
    for name, value in _facts(eatery).items():
        setattr(row, name, value)
    report.updated[eatery.osm_id] = eatery.name


def _new(eatery: Eatery, slugs: set[str]) -> Restaurant:
    region = region_at(eatery.lat, eatery.lng)
    return Restaurant(
        slug=_slug(eatery, slugs),
        **_facts(eatery),
        currency=region.currency,
        radius_m=RADIUS_M,
        min_order_minor=local_minor(MIN_ORDER, region.currency),
        status=RestaurantStatus.ACTIVE,
        osm_id=eatery.osm_id,
        osm_digest=eatery.digest,
        created_at=clock.now(),
    )


def _facts(eatery: Eatery) -> dict[str, Any]:
    """What the extract says, and may say differently next time."""
    cuisine = CUISINES[eatery.cuisines[0]] if eatery.cuisines else None
    return {
        "name": eatery.name,
        "cuisines": list(eatery.cuisines),
        "emoji": cuisine.emoji if cuisine else "🍽️",
        "phone": eatery.phone,
        "website": eatery.website,
        "street": f"{eatery.street} {eatery.house_number}".strip(),
        "postcode": eatery.postcode,
        "city": eatery.city,
        "country": eatery.country,
        "lat": eatery.lat,
        "lng": eatery.lng,
        "time_zone": region_at(eatery.lat, eatery.lng).time_zone,
        "opening_hours": eatery.opening_hours,
    }


def _add_fees(session: Session, row: Restaurant) -> None:
    for up_to_m, fee in FEE_BANDS:
        fee_minor = local_minor(fee, row.currency)
        session.add(DeliveryFeeBand(restaurant_id=row.id, up_to_m=up_to_m, fee_minor=fee_minor))


def _slug(eatery: Eatery, taken: set[str]) -> str:
    """The name in plain letters, with the town or a number where it is taken."""
    name = _letters(eatery.name) or "restaurant"
    candidates = [name, f"{name}-{_letters(eatery.city)}"] if eatery.city else [name]
    candidates += [f"{name}-{number}" for number in range(2, len(taken) + 3)]
    slug = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(slug)
    return slug


def _letters(words: str) -> str:
    bare = plain(words.casefold().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "").replace("’", "")).strip("-")[
        :LONGEST_SLUG
    ]
