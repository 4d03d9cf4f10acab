"""Say right after commit that something has changed. May be lost: screens read again anyway."""

import json
import time
from typing import Any

import redis
import structlog
from redis.client import Pipeline
from sqlmodel import Session

from foodapp.kit.valkey import after_commit, valkey

log = structlog.get_logger(__name__)
CHANNEL = "live:"
WORDS = "announced"  # in session.info


def announce(session: Session, topic: str, **facts: Any) -> None:
    """Publish on topic once this transaction has committed; the same word twice is said once."""
    words: dict[tuple[str, str], dict[str, Any]] = session.info.setdefault(WORDS, {})
    if not words:
        after_commit(session, lambda pipeline: _publish_all(session, pipeline))
    words[(topic, json.dumps(facts, sort_keys=True))] = facts


def _publish_all(session: Session, pipeline: Pipeline) -> None:
    for (topic, _), facts in session.info.pop(WORDS).items():
        pipeline.publish(CHANNEL + topic, _message(facts))


def publish_now(topic: str, **facts: Any) -> None:
    """For what no transaction stands behind: positions."""
    try:
        valkey().publish(CHANNEL + topic, _message(facts))
    except redis.RedisError:
        log.warning("announce_failed", topic=topic.split(":")[0])


def _message(facts: dict[str, Any]) -> str:
    return json.dumps({**facts, "at": time.time()})
