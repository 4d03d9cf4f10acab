"""Say right after commit that something has changed. May be lost: screens read again anyway."""

import json
import time
from typing import Any

import redis
import structlog
from sqlmodel import Session

from foodapp.kit import db
from foodapp.kit.valkey import valkey

log = structlog.get_logger(__name__)
CHANNEL = "live:"


def announce(session: Session, topic: str, **facts: Any) -> None:
    """Publish on topic once this transaction has committed; the same word twice is said once."""
    said = session.info.setdefault("announced", set())
    word = (topic, json.dumps(facts, sort_keys=True))
    if word in said:
        return
    said.add(word)

    def publish() -> None:
        said.discard(word)
        publish_now(topic, **facts)

    db.after_commit(session, publish)


def publish_now(topic: str, **facts: Any) -> None:
    """For what no transaction stands behind: positions."""
    try:
        valkey().publish(CHANNEL + topic, json.dumps({**facts, "at": time.time()}))
    except redis.RedisError:
        log.warning("announce_failed", topic=topic.split(":")[0])
