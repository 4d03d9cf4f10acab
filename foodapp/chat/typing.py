"""Somebody is writing: said to who has the chat open, and stored nowhere."""

from uuid import UUID

from foodapp.accounts.actors import Admin
from foodapp.chat import scoped
from foodapp.chat.scoped import Person, Place
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.realtime import topics
from foodapp.realtime.announce import publish_now


def say(session: ReadSession, who: Person, place: Place) -> None:
    ground = scoped.ground(session, who, place)
    _say(session, topics.chat(ground.kind, ground.subject_id), scoped.side_of(who))


def say_as_support(session: ReadSession, admin: Admin, thread_id: UUID) -> None:
    thread = scoped.for_support(session, admin, thread_id)
    _say(session, topics.chat(thread.kind, thread.subject_id), scoped.side_of(admin))


def _say(session: ReadSession, topic: str, side: str) -> None:
    db.after_commit(session, lambda: publish_now(topic, typing=str(side)))
