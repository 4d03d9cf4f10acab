"""Photos of complaints: sent before the complaint is, kept apart from what everybody may see, and
shown to the customer and to support alone."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Admin, Customer, Permission
from foodapp.accounts.permissions import require
from foodapp.cases.models import Case, CasePhoto
from foodapp.kit import clock, dropped_photos
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound, TooMany
from foodapp.orders import scoped
from foodapp.orders.locking import lock
from foodapp.orders.models import Order

KEPT = timedelta(days=1)  # so long a photo waits for its complaint
MOST = 20  # of an order in that time
AT_ONCE = 100


def may_send(session: ReadSession, customer: Customer, order_id: UUID) -> None:
    """Asked before the work of reading the photo is done for anybody."""
    scoped.of_customer(session, customer, order_id)


def keep(session: Session, customer: Customer, order_id: UUID, *, photo_id: UUID, key: str) -> str:
    """A photo for a complaint that is being written; its key, or that of the one before under the
    same name."""
    lock(session, customer, order_id)
    known = session.get(CasePhoto, (customer.user_id, photo_id))
    if known is not None:
        return known.key
    sent = select(func.count()).where(CasePhoto.order_id == order_id)
    if session.exec(sent).one() >= MOST:
        raise TooMany
    session.add(CasePhoto(id=photo_id, customer_id=customer.user_id, order_id=order_id, key=key))
    return key


def key_of(session: Session, customer: Customer, order: Order, photo_id: UUID | None) -> str:
    """Of one that was kept for this order; empty where none was sent."""
    if photo_id is None:
        return ""
    found = session.get(CasePhoto, (customer.user_id, photo_id), with_for_update=True)
    if found is None or found.order_id != order.id:
        raise NotFound("photo")
    return found.key


def key_for(session: ReadSession, customer: Customer, case_id: UUID) -> str:
    """The photo of this case, for whoever sent it."""
    case = session.get(Case, case_id)
    if case is None or case.customer_id != customer.user_id or not case.photo:
        raise NotFound("photo")
    return case.photo


def key_for_support(session: ReadSession, admin: Admin, case_id: UUID) -> str:
    require(admin, Permission.STEER_ORDERS)
    case = session.get(Case, case_id)
    if case is None or not case.photo:
        raise NotFound("photo")
    return case.photo


def forget_old(session: Session) -> int:
    """A step of the daily job. What has become a case's photo stays with the case; how many were
    looked at."""
    old = session.exec(
        select(CasePhoto)
        .where(CasePhoto.at < clock.now() - KEPT)
        .order_by(col(CasePhoto.at))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    keys = {one.key for one in old}
    used = set(session.exec(select(Case.photo).where(col(Case.photo).in_(keys))))
    dropped_photos.drop(session, keys - used)
    for one in old:
        session.delete(one)
    return len(old)
