"""The demo's own outbox: every mail, as it would have gone to a mail server."""

from email.message import EmailMessage

from sqlmodel import Session, col, select

from foodapp.kit.db import ReadSession
from foodapp.notifications.letters.writing import POLICY
from foodapp.notifications.models import DemoMail

KEPT = 2_000


def keep(session: Session, mail: EmailMessage, to: str) -> None:
    """The oldest make room."""
    raw = mail.as_bytes(policy=POLICY)
    session.add(DemoMail(recipient=to, subject=str(mail["Subject"])[:300], raw=raw))
    session.flush()  # counted below
    old = select(DemoMail).order_by(col(DemoMail.written_at).desc()).offset(KEPT).limit(50)
    for one in session.exec(old):
        session.delete(one)


def newest(session: ReadSession, *, to: str = "", limit: int = 100) -> list[DemoMail]:
    rows = select(DemoMail).order_by(col(DemoMail.written_at).desc()).limit(limit)
    return list(session.exec(rows.where(DemoMail.recipient == to) if to else rows))
