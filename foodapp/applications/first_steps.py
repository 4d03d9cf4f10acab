"""What stands between an approved application and the first order: done one by one, and then the
list is gone. What can be seen from the data is; the rest its doer says (marks)."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import RestaurantStaff, Rider
from foodapp.accounts.permissions import managers_only
from foodapp.applications.models import Application, ApplicationStatus, FirstStep
from foodapp.applications.settings import settings
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import n
from foodapp.menu.models import Item
from foodapp.restaurants import approving
from foodapp.restaurants.models import Restaurant

BELL, PHONE, PUT_AWAY = "bell", "phone", "put_away"
MARKS = frozenset({BELL, PHONE, PUT_AWAY})


def dishes(session: ReadSession, restaurant_id: UUID) -> int:
    """On the menu now."""
    found = select(func.count()).where(
        Item.restaurant_id == restaurant_id, col(Item.archived_at).is_(None)
    )
    return session.exec(found).one()


def has_applied(session: ReadSession, restaurant_id: UUID) -> bool:
    """Whether an admin has examined and approved it on an application."""
    found = select(Application.id).where(
        Application.restaurant_id == restaurant_id,
        Application.status == ApplicationStatus.APPROVED,
    )
    return session.exec(found).first() is not None


def open_doors(session: Session, staff: RestaurantStaff) -> Restaurant:
    """The owner of an approved application opens to orders, once there is something to order."""
    managers_only(staff)
    least = settings().first_dishes
    if dishes(session, staff.restaurant_id) < least:
        raise DomainError(
            n(
                "Your menu needs at least {count} dish first.",
                "Your menu needs at least {count} dishes first.",
                least,
            )
        )
    return approving.open_itself(
        session, staff, is_approved=has_applied(session, staff.restaurant_id)
    )


def mark(session: Session, actor: RestaurantStaff | Rider, step: str) -> None:
    """Done, as its doer says; again changes nothing. step: one of MARKS."""
    if step not in MARKS:
        raise ValueError(f"no first step {step}")
    owner = actor.rider_id if isinstance(actor, Rider) else actor.restaurant_id
    row = FirstStep(owner_id=owner, step=step)
    session.execute(insert(FirstStep).values(**row.model_dump()).on_conflict_do_nothing())


def marks(session: ReadSession, owner_id: UUID) -> set[str]:
    return set(session.exec(select(FirstStep.step).where(FirstStep.owner_id == owner_id)))
