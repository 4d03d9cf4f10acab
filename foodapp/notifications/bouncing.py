"""Mail that comes back. Gone for good: the address gets nothing more at once. Temporary: only when
it happens again and again in a row; one mail that stays there ends the row. Whoever it is sees it,
and can have it tried again."""

import email
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.notifications import receipts
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.letters import signed, status
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import MailState, Sending, SendingStatus
from foodapp.notifications.preferences import Person

LARGEST_BYTES = 2 * 1024 * 1024  # it brings the whole mail along, after what it says
ADDRESSED = ("to", "delivered-to", "x-original-to", "x-failed-recipients", "envelope-to", "cc")
ARRIVED = ("delivered", "relayed", "expanded")


def is_dropped(session: ReadSession, address: str) -> bool:
    state = session.get(MailState, address)
    return state is not None and state.dropped_at is not None


def hard(session: Session, sending: Sending, why: str) -> None:
    """No such mailbox. why: a status of RFC 3463, or a code of ours."""
    state = _state(session, sending.address)
    state.last_why, state.bounced_at, state.bounced_sending = why, clock.now(), sending.id
    if state.dropped_at is None:
        state.dropped_at = clock.now()


def soft(session: Session, sending: Sending, why: str) -> None:
    """Not now: full, too busy. A mail that came back is counted once."""
    state = _state(session, sending.address)
    if state.bounced_sending == sending.id:
        return
    in_row = 0 if _something_stayed(session, state, sending) else state.soft_in_row
    state.soft_in_row = in_row + 1
    state.last_why, state.bounced_at, state.bounced_sending = why, clock.now(), sending.id
    if state.soft_in_row >= settings().mail_soft_bounces and state.dropped_at is None:
        state.dropped_at = clock.now()


def arrived(session: Session, address: str) -> None:
    """The row of temporary refusals is over."""
    if session.get(MailState, address) is not None:
        _state(session, address).soft_in_row = 0


def try_again(session: Session, actor: Person) -> None:
    """Its owner has emptied it, or knows better."""
    try_again_for(session, actor.user_id)


def try_again_for(session: Session, user_id: UUID) -> None:
    """For whoever holds a signed link of theirs, too."""
    try_address_again(session, session.get_one(User, user_id).email)


def try_address_again(session: Session, address: str) -> None:
    """Somebody knows that it lives."""
    if session.get(MailState, address) is not None:
        state = _state(session, address)
        state.dropped_at, state.soft_in_row = None, 0


def taken(session: Session, raw: bytes, *, to: str = "") -> bool:
    """What a mail server sent to the address that ours come back to (a DSN, RFC 3464). to: that
    address, where the mail server says it and the headers may not. False: it is about none of ours,
    or says nothing: an answer of a person, a holiday."""
    mail = email.message_from_bytes(raw[:LARGEST_BYTES], policy=default)
    sending = _about(session, mail, to)
    report = _report(mail)
    if sending is None or report is None:
        return False
    action, code = report
    if action in ARRIVED:
        receipts.delivered(session, sending.id)
        arrived(session, sending.address)
    elif action == "failed":
        receipts.failed(session, sending.id, code or "bounced")
        came_back = hard if status.is_gone(code) else soft
        came_back(session, sending, code)
    return True


def _about(session: Session, mail: EmailMessage, to: str) -> Sending | None:
    """By the return path that only we can have made: a stranger's word silences nobody."""
    values = [to, *(value for name, value in mail.raw_items() if name.lower() in ADDRESSED)]
    for _, address in getaddresses(values):
        if sending_id := signed.came_back(address):
            return session.get(Sending, sending_id)
    return None


def _report(mail: EmailMessage) -> tuple[str, str] | None:
    """(action, status) of RFC 3464, of the first recipient that it tells of."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.iter_parts():
            said = {name.lower(): str(value) for name, value in block.raw_items()}
            if action := said.get("action", "").split("(")[0].strip().lower():
                return action, status.said(said.get("status", ""))
    return None


def _something_stayed(session: Session, state: MailState, sending: Sending) -> bool:
    """Since the last that came back another one was sent, and did not."""
    before = session.get(Sending, state.bounced_sending) if state.bounced_sending else None
    if before is None:
        return False
    between = select(Sending.id).where(
        Sending.address == sending.address,
        Sending.channel == ChannelName.MAIL,
        col(Sending.status).in_((SendingStatus.SENT, SendingStatus.DELIVERED)),
        col(Sending.created_at) > before.created_at,
        col(Sending.created_at) < sending.created_at,
    )
    return session.exec(between.limit(1)).first() is not None


def _state(session: Session, address: str) -> MailState:
    """Locked; made where there is none."""
    put = insert(MailState).values(**MailState(address=address).model_dump())
    session.execute(put.on_conflict_do_nothing())
    return session.get_one(MailState, address, with_for_update=True, populate_existing=True)
