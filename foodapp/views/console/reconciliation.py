"""Where our books and the gateways' differ, and how far they were compared."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Admin
from foodapp.kit.db import ReadSession
from foodapp.views.console import differences
from foodapp.views.console.differences import DifferenceRow, RunRow
from foodapp.views.console.standing import Standing, standing


@dataclass(frozen=True)
class ReconciliationPage:
    runs: list[RunRow]
    standing: Standing
    rows: list[DifferenceRow]
    next_after: str


def reconciliation(
    session: ReadSession, admin: Admin, *, is_open: bool, after: UUID | None
) -> ReconciliationPage:
    page = differences.page(session, admin, is_open=is_open, after=after)
    return ReconciliationPage(
        differences.runs(session, admin), standing(session, admin), page.rows, page.next_after
    )
