"""Eateries of an extract become restaurants: by OSM id, as often as one likes."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, Permission, Platform
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed
from foodapp.restaurants import moving, scoped
from foodapp.restaurants import slugs as slugs_of
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, RestaurantStatus
from foodapp.restaurants.osm import Eatery, LeftOut, Report
from foodapp.restaurants.price_levels import local_minor
from foodapp.restaurants.regions import region_at

# What a restaurant starts with until its owner says otherwise; scaled to the currency.
FEE_BANDS = ((1_500, 290), (3_000, 390), (5_000, 590))  # up to metres, minor units of a euro
RADIUS_M = 5_000
MIN_ORDER = 1_200
ONE_IMPORT_AT_A_TIME = 0x05E47E41  # key of an advisory lock

GONE = "gone"  # in place of a digest: closed here because the map had it no more
AT_ONCE = 100  # new restaurants written in one go

OnNew = Callable[[Session, list[Restaurant]], object]
Progress = Callable[[int], None]


def import_eateries(
    session: Session,
    actor: Admin | Platform,
    eateries: Sequence[Eatery],
    report: Report | None = None,
    *,
    status: RestaurantStatus = RestaurantStatus.DRAFT,
    on_new: OnNew = lambda session, restaurants: None,
    progress: Progress = lambda count: None,
) -> Report:
    """Make or renew one restaurant an eatery; what its owner has edited stays as it is, and what is
    gone is closed.

    New ones begin in `status`: as drafts, because nobody there has agreed to anything. `on_new` is
    called with them (for starter menus, which this layer does not know). A second run of the same
    extract changes nothing.
    """
    if isinstance(actor, Admin) and not actor.may(Permission.STEER_RESTAURANTS):
        raise NotAllowed
    report = report or Report(read=len(eateries))
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_IMPORT_AT_A_TIME})
    known = _known(session, [eatery.osm_id for eatery in eateries])
    unknown = []
    for eatery in eateries:
        if row := known.get(eatery.osm_id):
            _renew(row, eatery, status, report)
        else:
            unknown.append(eatery)
    progress(len(known))
    slugs = moving.taken(session)
    for start in range(0, len(unknown), AT_ONCE):
        some = unknown[start : start + AT_ONCE]
        on_new(session, _add(session, some, status, slugs))
        report.new |= {eatery.osm_id: eatery.name for eatery in some}
        progress(len(known) + len(report.new))
    _close(session, report)
    return report


def _add(
    session: Session, eateries: Sequence[Eatery], status: RestaurantStatus, slugs: set[str]
) -> list[Restaurant]:
    rows = []
    for eatery in eateries:
        rows.append(_new(eatery, status, slugs))
        slugs.add(rows[-1].slug)
    session.add_all(rows)
    session.flush()  # the fee bands and the menus point to them
    for row in rows:
        add_fees(session, row)
    return rows


def _close(session: Session, report: Report) -> None:
    """What came in an earlier extract and is no more. Where its owner has a hand in it they know
    better than the map: that is only remarked."""
    for osm_id, row in _known(session, sorted(report.gone)).items():
        if row.status is RestaurantStatus.SUSPENDED:
            continue
        if row.owner_edited_at is not None or row.is_staffed:
            reason = "the map says it is closed for good; its owner has not said so"
            report.remarks.append(LeftOut(osm_id, row.name, reason))
            continue
        row.move_to(RestaurantStatus.SUSPENDED)
        row.osm_digest = GONE
        scoped.changed(session, row.id)
        report.closed[osm_id] = row.name


def _known(session: Session, osm_ids: list[str]) -> dict[str, Restaurant]:
    rows = session.exec(
        select(Restaurant)
        .where(col(Restaurant.osm_id).in_(osm_ids))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.osm_id: row for row in rows if row.osm_id}


def _renew(row: Restaurant, eatery: Eatery, status: RestaurantStatus, report: Report) -> None:
    if row.osm_digest == eatery.digest:
        report.unchanged[eatery.osm_id] = row.name
        return
    if row.osm_digest == GONE and row.status is RestaurantStatus.SUSPENDED:
        row.move_to(status)  # it is there again; an admin may have let it go on before
    row.osm_digest = eatery.digest
    if row.owner_edited_at is not None:
        report.kept[eatery.osm_id] = row.name
        return
    for name, value in _facts(eatery).items():
        setattr(row, name, value)
    report.updated[eatery.osm_id] = eatery.name


def _new(eatery: Eatery, status: RestaurantStatus, slugs: set[str]) -> Restaurant:
    region = region_at(eatery.lat, eatery.lng)
    return Restaurant(
        slug=slugs_of.free(eatery.name, eatery.city, eatery.country, slugs),
        **_facts(eatery),
        currency=region.currency,
        radius_m=RADIUS_M,
        min_order_minor=local_minor(MIN_ORDER, region.currency),
        status=status,
        osm_id=eatery.osm_id,
        osm_digest=eatery.digest,
        created_at=clock.now(),
    )


def _facts(eatery: Eatery) -> dict[str, Any]:
    """What the extract says, and may say differently next time."""
    return {
        "name": eatery.name,
        "cuisines": list(eatery.cuisines),
        "phone": eatery.phone,
        "website": eatery.website,
        "street": f"{eatery.street} {eatery.house_number}".strip(),
        "postcode": eatery.postcode,
        "city": eatery.city,
        "country": eatery.country,
        "subdivision": eatery.subdivision,
        "lat": eatery.lat,
        "lng": eatery.lng,
        "time_zone": region_at(eatery.lat, eatery.lng).time_zone,
        "opening_hours": eatery.opening_hours,
    }


def add_fees(session: Session, row: Restaurant) -> None:
    """What a restaurant begins with, until it says otherwise."""
    for up_to_m, fee in FEE_BANDS:
        fee_minor = local_minor(fee, row.currency)
        session.add(DeliveryFeeBand(restaurant_id=row.id, up_to_m=up_to_m, fee_minor=fee_minor))
