"""What customers say of the pictures of a menu, as its owner reads it beside them."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col, select

from foodapp.kit.db import ReadSession
from foodapp.kit.words import n, say
from foodapp.menu import picture_reports
from foodapp.menu.models import Item

MOST = 400


def reported(session: ReadSession, item_ids: Collection[UUID]) -> dict[UUID, str]:
    """By dish "Reported by 2 customers", of the picture that stands for it now; of the others
    nothing."""
    items = session.exec(select(Item).where(col(Item.id).in_(item_ids)).limit(MOST)).all()
    counted = picture_reports.counted(session, items)
    return {item_id: _said(many) for item_id, many in counted.items() if many}


def _said(many: int) -> str:
    return say(n("Reported by one customer", "Reported by {count} customers", many))
