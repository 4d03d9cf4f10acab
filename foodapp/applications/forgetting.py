"""What is not needed any more goes: papers after the answer, drafts that nobody goes on with."""

from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from foodapp.applications.models import Application, ApplicationDocument, ApplicationStatus
from foodapp.applications.settings import settings
from foodapp.kit import clock, private_files

AT_ONCE = 100


def forget(session: Session) -> int:
    """A step of the nightly job: returns how many papers and drafts went."""
    before = clock.now() - timedelta(days=settings().application_days)
    answered = func.greatest(Application.approved_at, Application.declined_at)
    papers = select(ApplicationDocument.file_id).join(
        Application, col(Application.id) == ApplicationDocument.application_id
    )
    over = papers.where(
        col(ApplicationDocument.file_id).is_not(None),
        col(Application.status).in_([ApplicationStatus.APPROVED, ApplicationStatus.DECLINED]),
        answered < before,
    ).limit(AT_ONCE)
    files = [one for one in session.exec(over) if one]
    private_files.forget(session, files)
    return len(files) + _drafts(session, before)


def _drafts(session: Session, before: object) -> int:
    stale = (
        select(Application.id)
        .where(Application.status == ApplicationStatus.DRAFT, col(Application.saved_at) < before)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.exec(stale))
    if not ids:
        return 0
    theirs = select(ApplicationDocument.file_id).where(
        col(ApplicationDocument.application_id).in_(ids)
    )
    private_files.forget(session, [one for one in session.exec(theirs) if one])
    session.exec(delete(Application).where(col(Application.id).in_(ids)))
    return len(ids)
