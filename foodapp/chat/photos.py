"""Photos in a chat: pixels alone (kit.media), kept apart from what everybody may see, and shown to
the people of the chat."""

from uuid import UUID

from sqlmodel import select

from foodapp.accounts.actors import Admin
from foodapp.chat import scoped
from foodapp.chat.models import ChatLine, Thread
from foodapp.chat.scoped import Person, Place
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound


def may_send(session: ReadSession, who: Person, place: Place) -> None:
    """Asked before the work of reading the photo is done for anybody."""
    scoped.ground(session, who, place)


def key_for(session: ReadSession, who: Person, place: Place, number: int) -> str:
    """The photo of this line, for one of the chat's people."""
    return _key(session, scoped.existing(session, scoped.ground(session, who, place)), number)


def key_for_support(session: ReadSession, admin: Admin, thread_id: UUID, number: int) -> str:
    return _key(session, scoped.for_support(session, admin, thread_id), number)


def _key(session: ReadSession, thread: Thread | None, number: int) -> str:
    if thread is None:
        raise NotFound("photo")
    key = session.exec(
        select(ChatLine.photo).where(ChatLine.thread_id == thread.id, ChatLine.number == number)
    ).one_or_none()
    if not key:
        raise NotFound("photo")
    return key
