"""Which dishes of a restaurant were complained of lately: no word of who, or of which order."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, func, select

from foodapp.cases.models import Case
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
from foodapp.views import fault_words

LATELY = timedelta(days=90)
MOST = 10  # dishes
ROWS = 200


@dataclass(frozen=True)
class DishComplaints:
    """faults: "2 × cold" each. last: the day of the newest."""

    dish: str
    last: str
    faults: list[str] = field(default_factory=list)


def complaints(session: ReadSession, restaurant_id: UUID) -> list[DishComplaints]:
    """By dish, that of the newest complaint first. Who may see it is asked by the page."""
    newest = func.max(Case.opened_at)
    rows = session.exec(
        select(Case.dish, Case.fault, func.sum(Case.quantity), newest)
        .where(Case.restaurant_id == restaurant_id, Case.opened_at > clock.now() - LATELY)
        .group_by(col(Case.dish), col(Case.fault))
        .order_by(newest.desc(), col(Case.dish))
        .limit(ROWS)
    ).all()
    found: dict[str, DishComplaints] = {}
    for dish, fault, count, last in rows:
        day = when.Day(last.date(), "d MMM y").shown()
        one = found.setdefault(dish, DishComplaints(dish, day))
        words = fault_words.FAULTS[fault]
        one.faults.append(say(t("{count} × {fault}", count=int(count), fault=words)))
    return list(found.values())[:MOST]
