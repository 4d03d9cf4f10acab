"""What the service worker reads (foodapp/ui/push_events.js): JSON, small enough to be delivered."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from foodapp.kit import text
from foodapp.kit.whole_characters import cut
from foodapp.notifications.webpush import keys

# Of JSON in UTF-8. Services take 3,993 (encrypting.MOST_BYTES); some browsers are told of less.
MOST_BYTES = 3_000
TITLE_BYTES = 400
LONGEST = 20_000  # characters that are looked at


@dataclass(frozen=True)
class Note:
    """One notification as a phone shows it. id: of the sending, so that one which comes twice rings
    once, and its receipt says which. tag: what it is about; the next of the same tag takes its
    place, and rings again."""

    id: str
    title: str
    body: str
    url: str  # a path of our own
    tag: str
    at_ms: int  # when it happened
    stays: bool = False  # until somebody touches it: a kitchen's new order, a rider's offer


def written(note: Note) -> bytes:
    """At most MOST_BYTES; what is too long ends at a whole character."""
    title = cut(text.one_line(note.title, LONGEST), _within(TITLE_BYTES))
    room = MOST_BYTES - len(_json(replace(note, title=title, body="")))
    body = cut(text.paragraph(note.body, LONGEST), _within(room))
    return _json(replace(note, title=title, body=body))


def topic(tag: str) -> str:
    """Of messages that wait for a phone that is off, the push service keeps the last of each topic
    (RFC 8030, 5.4: at most 32 characters of base64url)."""
    return keys.encoded(sha256(tag.encode()).digest())[:32]


def _within(most: int) -> Callable[[str], bool]:
    return lambda said: len(_json(said)) - len(_json("")) <= most


def _json(value: Note | str) -> bytes:
    said = asdict(value) if isinstance(value, Note) else value
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
