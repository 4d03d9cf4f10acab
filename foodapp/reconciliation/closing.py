"""An admin has looked at a difference and says what it was."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import clock, wording
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.reconciliation.models import Difference


def close(session: Session, admin: Admin, difference_id: UUID, *, note: str) -> Difference:
    """It stays closed while its figures stay the same."""
    require(admin, Permission.CLOSE_BOOKS)
    note = wording.line(note, t("The note"), most=200, needed=True)
    row = session.get(Difference, difference_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("difference")
    if row.closed_at is not None:
        raise DomainError(t("This difference is closed already."))
    row.closed_at, row.closed_by, row.note = clock.now(), admin.user_id, note
    audit.note(session, admin, "difference_closed", "difference", row.id, row.intent_ref, note)
    return row
