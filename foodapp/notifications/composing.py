"""A notification, or several that go as one, put into words for a channel."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlmodel import Session

from foodapp.accounts.models import User
from foodapp.kit.facts import unpacked
from foodapp.kit.personas import Persona
from foodapp.kit.settings import settings
from foodapp.kit.text import one_line, paragraph
from foodapp.kit.words import ENGLISH, Value, Words, n, say
from foodapp.notifications.kind import Completed, Facts, Kind
from foodapp.notifications.message import Message
from foodapp.notifications.models import Notification, Sending

LONGEST_TITLE, LONGEST_BODY = 200, 2_000
SHOWN_OF_MANY = 6


def title(kind: Kind, facts: Mapping[str, Value], locale: str = ENGLISH) -> str:
    """On one line, whatever the names in it hold."""
    return one_line(_filled(kind, kind.title, facts, locale), LONGEST_TITLE)


def body(kind: Kind, facts: Mapping[str, Value], locale: str = ENGLISH) -> str:
    return paragraph(_filled(kind, kind.body, facts, locale), LONGEST_BODY)


def message(
    session: Session, sending: Sending, kind: Kind, several: Sequence[Notification]
) -> Message | None:
    """None: it is no longer wanted. Makes what only a message may hold, a link that works once."""
    told = several[0]
    facts: Facts = unpacked(told.facts)
    made = kind.complete(session, facts) if kind.complete else Completed()
    if made is None:
        return None
    user = session.get(User, told.user_id) if told.user_id else None
    locale = user.locale if user else ENGLISH
    said = {**facts, **made.facts}
    link, persona = made.link or told.link, cast(Persona, told.persona)
    return Message(
        sending_id=sending.id,
        kind=kind,
        persona=persona,
        user_id=told.user_id,
        name=user.name if user else told.name,
        title=_title_of(kind, several, locale),
        body=_body_of(kind, several, said, locale),
        button=say(kind.button, locale) if kind.button else "",
        url=f"{settings().url_of(persona)}{link}" if link else "",
        tag=told.subject,
        urgency=kind.urgency,
        count=len(several),
        expires_at=told.expires_at,
        locale=locale,
        document=kind.document(session, facts) if kind.document else None,
    )


def _title_of(kind: Kind, several: Sequence[Notification], locale: str) -> str:
    if len(several) == 1 or kind.title_many is None:
        return title(kind, unpacked(several[0].facts), locale)
    many = kind.title_many.with_({"count": len(several)})
    return one_line(say(many, locale), LONGEST_TITLE)


def _body_of(kind: Kind, several: Sequence[Notification], said: Facts, locale: str) -> str:
    """Of several each on a line of its own, and how many more."""
    if len(several) == 1:
        return body(kind, said, locale)
    lines = [title(kind, unpacked(one.facts), locale) for one in several[:SHOWN_OF_MANY]]
    if (more := len(several) - SHOWN_OF_MANY) > 0:
        lines.append(say(n("and one more", "and {count} more", more), locale))
    return paragraph("\n".join(lines), LONGEST_BODY)


def _filled(kind: Kind, words: Words, facts: Mapping[str, Value], locale: str) -> str:
    said = kind.worded(dict(facts)) if kind.worded else facts
    return say(words.with_({**facts, **said, **words.values}), locale)
