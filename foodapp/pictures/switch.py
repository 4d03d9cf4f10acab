"""Whether made pictures are shown at all: the operator's choice, the same for everybody."""

import time
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.pictures.models import PictureSwitch

# Of the audit log: the switch is nobody's, there is one.
EVERYWHERE = UUID(int=1)
KEPT_S = 5.0  # a switch in the console reaches every process within this
_kept: dict[str, tuple[float, bool]] = {}


def is_on(session: ReadSession) -> bool:
    """Asked of the database once in KEPT_S a process."""
    until, known = _kept.get("is_on", (0.0, True))
    if time.monotonic() < until:
        return known
    found = read(session)
    _kept["is_on"] = (time.monotonic() + KEPT_S, found)
    return found


def read(session: ReadSession) -> bool:
    row = session.get(PictureSwitch, 1)
    return row is None or row.is_on


def turn(session: Session, admin: Admin, *, is_on: bool) -> None:
    """For the whole platform, from now on."""
    require(admin, Permission.SETTINGS)
    row = session.get(PictureSwitch, 1, with_for_update=True, populate_existing=True)
    if row is None:
        row = PictureSwitch()
        session.add(row)
    if row.is_on == is_on:
        return
    row.is_on = is_on
    action = "pictures_shown" if is_on else "pictures_hidden"
    audit.note(session, admin, action, "pictures", EVERYWHERE, "Illustrations")
    db.after_commit(session, forget)


def forget() -> None:
    """Ask again next time."""
    _kept.clear()
