"""A copy of everything that is a restaurant's own: a ZIP of tables (CSV) and its menu (JSON), made
by the same job as a person's, fetched by its owners alone.

What is listed is what goes out, column by column. What guests told the kitchen about themselves
(names, addresses, allergens, notes) is theirs, not the restaurant's, and does not.
"""

import json
from datetime import datetime
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import text
from sqlmodel import Session, col, select

from foodapp.accounts.actors import RestaurantStaff, StaffRight
from foodapp.accounts.permissions import needs
from foodapp.kit import outbox, security, sheets
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.privacy import asking_again
from foodapp.privacy.events import ExportAsked
from foodapp.privacy.models import DataExport
from foodapp.restaurants.models import Restaurant

NAME = "restaurant-data.zip"
MAX_ROWS = 500_000  # of one table
READ_ME = """Everything that is your restaurant's, as tables (CSV) and its menu as JSON.
Times are UTC (ISO 8601), amounts (..._minor) are in the smallest unit of their currency.
Guests' names, addresses and notes are theirs and are left out.
"""
TABLES: dict[str, str] = {
    "orders": """SELECT number, status, fulfilment, created_at, placed_at, accepted_at, ready_at,
        delivered_at, ended_at, currency, items_minor, food_discount_minor, delivery_fee_minor,
        service_fee_minor, tip_minor, items_tax_minor, total_minor, to_pay_minor, reduced_minor,
        pay_by FROM orders WHERE restaurant_id = :restaurant ORDER BY created_at, id""",
    "order_lines": """SELECT number AS "order", position, name, variation, modifiers, quantity,
        unit_minor, discount_minor, order_lines.total_minor, tax_minor FROM order_lines
        JOIN orders ON orders.id = order_id WHERE restaurant_id = :restaurant
        ORDER BY created_at, orders.id, position""",
    "ledger": """SELECT journals.at, journals.kind, because, orders.number AS "order",
        accounts.kind AS account, amount_minor, accounts.currency
        FROM ledger_entries AS entries
        JOIN ledger_accounts AS accounts ON accounts.id = account_id
        JOIN ledger_journals AS journals ON journals.id = journal_id
        LEFT JOIN orders ON orders.id = journals.subject_id
        WHERE owner_id = :restaurant ORDER BY entries.id""",
    "payouts": """SELECT reference, status, way, since, until, amount_minor, currency, drafted_at,
        sent_at, paid_at, failed_at FROM payouts WHERE payee_id = :restaurant
        ORDER BY drafted_at, id""",
    "reviews": """SELECT number AS "order", reviews.created_at, food_stars, reviews.text, answer,
        answered_at FROM reviews JOIN orders ON orders.id = order_id
        WHERE reviews.restaurant_id = :restaurant ORDER BY reviews.created_at, reviews.id""",
    "staff": """SELECT users.name, users.email, role, staff_members.created_at AS since
        FROM staff_members JOIN users ON users.id = user_id
        WHERE restaurant_id = :restaurant ORDER BY since, users.email""",
}
DISHES = """SELECT row_to_json(c) FROM (SELECT name, position, (
  SELECT coalesce(json_agg(row_to_json(i) ORDER BY i.position, i.name), '[]') FROM (
    SELECT name, description, position, price_minor, allergens, traces,
      free_of, diets, tax_class, stock, archived_at, (
      SELECT coalesce(json_agg(json_build_object('name', name, 'price_minor', price_minor)
        ORDER BY position), '[]') FROM menu_variations WHERE item_id = menu_items.id) AS sizes
    FROM menu_items WHERE category_id = menu_categories.id) AS i) AS dishes
  FROM menu_categories WHERE restaurant_id = :restaurant ORDER BY position, name) AS c"""
CHOICES = """SELECT row_to_json(g) FROM (SELECT name, min_choices, max_choices, (
  SELECT coalesce(json_agg(json_build_object('name', name, 'price_minor', price_minor)), '[]')
  FROM modifiers WHERE group_id = modifier_groups.id) AS choices
  FROM modifier_groups WHERE restaurant_id = :restaurant ORDER BY name) AS g"""
PROFILE = ("name", "description", "cuisines", "phone", "website", "street", "postcode", "city",
           "country", "time_zone", "currency", "opening_hours", "prep_minutes", "delivers",
           "offers_pickup", "takes_cash", "radius_m", "min_order_minor")  # fmt: skip


def ask(session: Session, staff: RestaurantStaff) -> DataExport:
    """By an owner; made in the background. Whoever of them asks again soon gets the same."""
    needs(staff, StaffRight.TEAM)
    mine = select(Restaurant.id).where(Restaurant.id == staff.restaurant_id)
    session.exec(mine.with_for_update()).one()
    last = latest(session, staff)
    if (known := asking_again.known(last)) is not None:
        return known
    row = DataExport(user_id=staff.user_id, restaurant_id=staff.restaurant_id)
    session.add(row)
    session.flush()  # the event names it
    outbox.record(session, ExportAsked(export_id=row.id, user_id=row.user_id))
    security.note_once_done(
        session, "restaurant_export_asked", user=row.user_id, restaurant=staff.restaurant_id
    )
    return row


def latest(session: ReadSession, staff: RestaurantStaff) -> DataExport | None:
    needs(staff, StaffRight.TEAM)
    mine = select(DataExport).where(DataExport.restaurant_id == staff.restaurant_id)
    return session.exec(mine.order_by(col(DataExport.asked_at).desc()).limit(1)).one_or_none()


def file_of(session: ReadSession, staff: RestaurantStaff, export_id: UUID) -> UUID:
    needs(staff, StaffRight.TEAM)
    row = session.get(DataExport, export_id)
    if row is None or row.restaurant_id != staff.restaurant_id or row.file_id is None:
        raise NotFound("copy")
    return row.file_id


def written(session: Session, restaurant_id: UUID) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("READ-ME.txt", READ_ME)
        row = session.get_one(Restaurant, restaurant_id)
        zipped.writestr("restaurant.json", _json({name: getattr(row, name) for name in PROFILE}))
        menu = {
            name: _objects(session, sql, restaurant_id)
            for name, sql in (("categories", DISHES), ("choices", CHOICES))
        }
        zipped.writestr("menu.json", _json(menu))
        for name, sql in TABLES.items():
            zipped.writestr(f"{name}.csv", _sheet(session, sql, restaurant_id))
    return made.getvalue()


def _objects(session: Session, sql: str, restaurant_id: UUID) -> list[object]:
    return list(session.connection().execute(text(sql), {"restaurant": restaurant_id}).scalars())


def _sheet(session: Session, sql: str, restaurant_id: UUID) -> str:
    limited = text(f"{sql} LIMIT {MAX_ROWS}")
    found = session.connection().execute(limited, {"restaurant": restaurant_id})
    return sheets.written(list(found.keys()), [[_cell(one) for one in row] for row in found])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return _json(value) if isinstance(value, list | dict) else str(value)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
