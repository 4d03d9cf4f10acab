"""The console says whether people can be reached, and what to do where they cannot."""

from datetime import timedelta

from sqlmodel import select

from foodapp.kit import clock
from foodapp.kit.settings import Mode
from foodapp.notifications import recipients, telling
from foodapp.notifications.channels import mail
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import Sending
from foodapp.views.console.reaching import reaching


def test_a_demo_reaches_everybody_and_nothing_waits(session):
    assert settings().is_demo
    assert [part.name for part in reaching(session) if not part.is_well] == []


def test_without_a_mail_server_the_operator_reads_what_is_missing(session, monkeypatch):
    in_production = settings().model_copy(update={"mode": Mode.PRODUCTION})
    monkeypatch.setattr(mail, "settings", lambda: in_production)
    parts = {part.name: part for part in reaching(session)}
    assert not parts["E-mail"].is_well
    assert "FOODAPP_SMTP_HOST" in parts["E-mail"].todo


def test_what_nobody_sends_is_seen(session, world):
    someone = recipients.account(world.customer.user_id)
    told = telling.tell(session, "deletion_asked", someone, key="test", facts={"deletion_id": "x"})
    assert told is not None
    session.flush()
    for row in session.exec(select(Sending).where(Sending.notification_id == told.id)):
        row.due_at = clock.now() - timedelta(minutes=3)
    session.flush()
    parts = {part.name: part for part in reaching(session)}
    assert not parts["Notifications"].is_well
    assert parts["Notifications"].says == "1 waits for too long"
