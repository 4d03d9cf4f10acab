"""A copy of everything the platform holds about a person: a ZIP of JSON, a file a table, made by a
job, fetched by them alone, gone after some days."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Row, text
from sqlmodel import Session, SQLModel, col, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit import clock, outbox, private_files, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.privacy import asking_again, restaurant_copies
from foodapp.privacy.events import ExportAsked, ExportMade
from foodapp.privacy.models import DataExport
from foodapp.privacy.registry import HELD, Held
from foodapp.privacy.settings import settings

MAX_ROWS = 100_000  # of one table
NAME = "my-data.zip"
READ_ME = """Everything we hold about you, a file for each kind of data, as JSON.
Times are UTC (ISO 8601), amounts are in the smallest unit of their currency.
Passwords, and keys of your devices, are left out: they are kept as codes that nobody can read.
"""


def ask(session: Session, customer: Customer) -> DataExport:
    """It is made in the background; whoever asks again soon gets the one that is on its way."""
    session.exec(select(User.id).where(User.id == customer.user_id).with_for_update()).one()
    last = latest(session, customer)
    if (known := asking_again.known(last)) is not None:
        return known
    row = DataExport(user_id=customer.user_id)
    session.add(row)
    session.flush()  # the event names it
    outbox.record(session, ExportAsked(export_id=row.id, user_id=row.user_id))
    security.note_once_done(session, "export_asked", user=row.user_id)
    return row


def make(session: Session, event: ExportAsked) -> None:
    """A reaction: once, whatever happens."""
    row = session.get(DataExport, event.export_id, with_for_update=True, populate_existing=True)
    if row is None or row.made_at is not None:
        return
    now = clock.now()
    row.expires_at = now + timedelta(days=settings().export_days)
    name, content = _content(session, row)
    row.file_id = private_files.keep(
        session, name, "application/zip", content, expires_at=row.expires_at
    )
    row.made_at = now
    made = ExportMade(export_id=row.id, user_id=row.user_id, restaurant_id=row.restaurant_id)
    outbox.record(session, made)


def _content(session: Session, row: DataExport) -> tuple[str, bytes]:
    if row.restaurant_id is None:
        return NAME, written(session, row.user_id)
    return restaurant_copies.NAME, restaurant_copies.written(session, row.restaurant_id)


def latest(session: ReadSession, customer: Customer) -> DataExport | None:
    return session.exec(
        select(DataExport)
        .where(DataExport.user_id == customer.user_id, col(DataExport.restaurant_id).is_(None))
        .order_by(col(DataExport.asked_at).desc())
        .limit(1)
    ).one_or_none()


def file_of(session: ReadSession, customer: Customer, export_id: UUID) -> UUID:
    row = session.get(DataExport, export_id)
    is_mine = row is not None and row.user_id == customer.user_id and row.restaurant_id is None
    if row is None or not is_mine or row.file_id is None:
        raise NotFound("copy")
    return row.file_id


def written(session: Session, user_id: UUID) -> bytes:
    """The ZIP, with every table of the registry that has anything of this person."""
    known = {"user": user_id, "email": session.get_one(User, user_id).email}
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("READ-ME.txt", READ_ME)
        for table, held in HELD.items():
            if held.is_written_out and (rows := _rows(session, table, held, known)):
                zipped.writestr(f"{table}.json", json.dumps(rows, indent=2, ensure_ascii=False))
    return made.getvalue()


def _rows(
    session: Session, table: str, held: Held, known: dict[str, object]
) -> list[dict[str, object]]:
    shown = [one.name for one in SQLModel.metadata.tables[table].columns
             if one.name not in held.hidden]  # fmt: skip
    columns = ", ".join(f'"{name}"' for name in shown)
    found = session.connection().execute(
        text(f"SELECT {columns} FROM {table} WHERE {held.of} LIMIT {MAX_ROWS}"),  # noqa: S608
        known,
    )
    return [_row(row) for row in found]


def _row(row: Row) -> dict[str, object]:  # type: ignore[type-arg]
    return {name: _value(value) for name, value in row._mapping.items()}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)
