"""Private photos that no row names any more: their files go once the rows are gone for good."""

from collections.abc import Iterable

from sqlmodel import Session

from foodapp.kit import media, outbox


class PhotosDropped(outbox.Event):
    """keys: of kit.media, among the private ones."""

    keys: list[str]


def drop(session: Session, keys: Iterable[str]) -> None:
    """In the transaction in which the last rows that name them go."""
    gone = sorted({key for key in keys if key})
    if gone:
        outbox.record(session, PhotosDropped(keys=gone))


def forget(session: Session, event: PhotosDropped) -> None:
    """Once more, it finds nothing left."""
    for key in event.keys:
        media.forget(key, private=True)
