"""Which alerts are over without anybody having looked: what they say is no longer so."""

from sqlalchemy import ColumnElement, and_, column, or_, table
from sqlmodel import col, select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.orders.models import Order, OrderStatus

WITHOUT_RIDER = (DeliveryStatus.SEARCHING, DeliveryStatus.UNASSIGNED)
# Of foodapp.reconciliation, which stands beside this package.
_DIFFERENCES = table("reconciliation_differences", column("closed_at"))


def is_settled() -> ColumnElement[bool]:
    """In a query of alerts, each joined with its order if it has one."""
    return or_(*(and_(col(Alert.kind) == kind, is_over) for kind, is_over in _over()))


def _over() -> list[tuple[AlertKind, ColumnElement[bool]]]:
    """Of what lasts. What happened once (an order expired, a hold lapsed) waits for a person."""
    looked_for = select(Delivery.id).where(
        Delivery.order_id == Alert.order_id, col(Delivery.status).in_(WITHOUT_RIDER)
    )
    still_differs = _DIFFERENCES.select().where(_DIFFERENCES.c.closed_at.is_(None))
    return [
        (AlertKind.RESTAURANT_SILENT, col(Order.status) != OrderStatus.PLACED),
        (AlertKind.NO_RIDER, ~looked_for.exists()),
        (AlertKind.RIDER_SILENT, col(Order.ended_at).is_not(None)),
        (AlertKind.BOOKS_DIFFER, ~still_differs.exists()),
    ]
