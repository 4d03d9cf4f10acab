"""Say right after commit that something has changed. May be lost: screens read again anyway."""

import json
import os
import time
from functools import cache
from typing import Any
from uuid import uuid4

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
    return json.dumps({**facts, "at": time.time(), "by": [_process(), time.monotonic()]})


def said_here_at(message: dict[str, Any]) -> float | None:
    """When (monotonic) this process has said it, if it was this one: what it began to read later
    has seen it. Another one's clock says nothing here."""
    process, moment = message.get("by", ("", 0.0))
    return float(moment) if process == _process() else None


@cache
def _drawn_by(pid: int) -> str:
    return uuid4().hex


def _process() -> str:
    return _drawn_by(os.getpid())  # a fork is another one
