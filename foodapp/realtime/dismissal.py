"""Sign-ins that have just lost a right: whichever process has a page open with one of them closes
it, and nobody finds again what such a page had read."""

from collections.abc import Iterable
from typing import Any

from redis.client import Pipeline
from sqlmodel import Session

from foodapp.kit.valkey import after_commit
from foodapp.realtime.announce import announce

TOPIC = "dismissed"
KEPT_S = 2 * 3600  # longer than a page's state is kept


def dismiss(session: Session, sign_ins: Iterable[str]) -> None:
    """Once this transaction has committed. sign_ins: hashes, as sign_in_sessions has them."""
    hashes = sorted(set(sign_ins))
    if not hashes:
        return
    after_commit(session, lambda pipeline: _count_up(pipeline, hashes))
    announce(session, TOPIC, sign_ins=hashes)


def dismissed_by(message: dict[str, Any]) -> list[str]:
    """The hashes that a message of TOPIC names."""
    return [str(one) for one in message.get("sign_ins", ())]


def key_of(sign_in: str) -> str:
    """Where it is counted how often this sign-in was dismissed. What a page knows is kept under
    a name that this number is part of: after it has changed, no browser can name it any more."""
    return f"dismissed:{sign_in}"


def _count_up(pipeline: Pipeline, hashes: list[str]) -> None:
    for sign_in in hashes:
        pipeline.incr(key_of(sign_in))
        pipeline.expire(key_of(sign_in), KEPT_S)
