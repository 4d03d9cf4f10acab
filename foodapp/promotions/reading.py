"""The offers that may apply to a basket, as one column beside the restaurant's row, so that an
order is still priced in one look at the database."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, TextClause, Uuid, bindparam, text
from sqlalchemy import select as sa_select
from sqlmodel import col

from foodapp.kit import clock
from foodapp.kit.columns import UTC
from foodapp.kit.db import ReadSession
from foodapp.promotions import codes, counting, marks
from foodapp.promotions.terms import Offer
from foodapp.restaurants.models import Restaurant

# [Offer, ...] of one restaurant: those that apply by themselves, and those of the typed code
# whatever has become of them, so that it can be said. Orders are known by their table alone.
OFFERS: TextClause = text(
    """
    (SELECT coalesce(json_agg(to_jsonb(p) || jsonb_build_object(
        'counts', (
          SELECT coalesce(jsonb_object_agg(c.key, c.used), '{}') FROM promotion_counts c
          WHERE c.promotion_id = p.id AND c.key IN ('all', :customer_key,
            'day ' || (CAST(:now AS timestamptz) AT TIME ZONE restaurants.time_zone)::date)
            OR c.key = :address_key OR c.key = (
              SELECT 'phone ' || left(encode(sha256(convert_to(u.phone, 'UTF8')), 'hex'), 32)
              FROM users u WHERE u.id = :owner_id AND u.phone <> '' AND :by_phone)),
        'marks', (
          SELECT coalesce(jsonb_agg(m.key), '[]') FROM (
            SELECT 'phone ' || left(encode(sha256(convert_to(u.phone, 'UTF8')), 'hex'), 32) AS key
            FROM users u WHERE u.id = :owner_id AND u.phone <> '' AND :by_phone AND p.first_order
            UNION ALL SELECT :address_key WHERE :address_key <> '' AND p.first_order) m),
        'waiting', (
          SELECT count(*) FROM promotion_uses u JOIN orders o ON o.id = u.order_id
          WHERE u.customer_id = :owner_id AND u.promotion_id = p.id
            AND o.status = 'awaiting_payment' AND u.given_back_at IS NULL),
        'has_ordered', p.first_order AND EXISTS (
          SELECT 1 FROM orders o WHERE o.customer_id IN (
              SELECT :owner_id UNION ALL SELECT other.id FROM users me
              JOIN users other ON other.phone = me.phone AND other.id <> me.id
              WHERE me.id = :owner_id AND me.phone <> '' AND :by_phone)
            AND (p.restaurant_id IS NULL OR o.restaurant_id = p.restaurant_id)
            AND o.status IN ('placed', 'accepted', 'ready', 'collected', 'delivered', 'failed'))
      )), '[]'::json)
    FROM promotions p
    WHERE (p.restaurant_id IS NULL OR p.restaurant_id = restaurants.id)
      AND p.currency = restaurants.currency
      AND (coalesce(p.code_key, lower(p.code)) = :code
        OR (p.code IS NULL AND p.ended_at IS NULL AND p.paused_at IS NULL
        AND p.starts_at <= :now AND (p.ends_at IS NULL OR p.ends_at > :now)))
    ) AS offers
    """
).bindparams(
    bindparam("owner_id", type_=Uuid()),
    bindparam("now", type_=UTC),
    bindparam("by_phone", type_=Boolean()),
)


def asked(owner_id: UUID | None, code: str, address_key: str = "") -> dict[str, Any]:
    """What OFFERS wants to know. owner_id: of the basket; None: nobody has signed in yet.
    address_key: of promotions.marks."""
    return {
        "owner_id": owner_id,
        "code": codes.key(code),
        "now": clock.now(),
        "customer_key": counting.customer_key(owner_id) if owner_id else "",
        "address_key": address_key if owner_id else "",
        "by_phone": "phone" in marks.told_by(),
    }


def offers_for(
    session: ReadSession,
    restaurant_id: UUID,
    owner_id: UUID | None,
    code: str,
    address_key: str = "",
) -> list[Offer]:
    wanted = asked(owner_id, code, address_key) | {"restaurant_id": restaurant_id}
    return offers_of(session.execute(_OF_ONE, wanted).scalar_one())


_OF_ONE = (
    sa_select(OFFERS)
    .select_from(Restaurant)
    .where(col(Restaurant.id) == bindparam("restaurant_id"))
)


def offers_of(rows: Iterable[dict[str, Any]]) -> list[Offer]:
    return [Offer.model_validate(row) for row in rows]
