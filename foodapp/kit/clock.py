"""The one clock. Everything the platform stores or compares is aware UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
