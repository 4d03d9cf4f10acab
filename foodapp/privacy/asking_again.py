"""Whether a copy that is asked for is there, or on its way, already."""

from datetime import timedelta

from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.privacy.models import DataExport

ONE_IN = timedelta(hours=1)


def known(last: DataExport | None) -> DataExport | None:
    """The one that is on its way. Refuses who has had one just now."""
    if last is None or last.made_at is None:
        return last
    if clock.now() - last.asked_at < ONE_IN:
        raise DomainError(t("You have asked for it within this hour. Please use that copy."))
    return None
