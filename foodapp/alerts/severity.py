"""How bad an alert is: who is woken for it."""

from enum import StrEnum

from foodapp.alerts.models import AlertKind


class Severity(StrEnum):
    URGENT = "urgent"  # somebody waits for food now: whoever is on call is rung
    SOON = "soon"  # today
    NOTED = "noted"  # when somebody looks


K = AlertKind
SEVERITY: dict[AlertKind, Severity] = {
    K.RESTAURANT_SILENT: Severity.URGENT,
    K.NO_RIDER: Severity.URGENT,
    K.RIDER_SILENT: Severity.URGENT,
    K.RIDER_UNPROVEN: Severity.URGENT,
    K.DELIVERY_DOUBTED: Severity.URGENT,
    K.PIN_LOCKED: Severity.URGENT,
    K.ORDER_EXPIRED: Severity.SOON,
    K.COULD_NOT_DELIVER: Severity.SOON,
    K.PAYMENT_TROUBLE: Severity.SOON,
    K.REFUND_WAITING: Severity.SOON,
    K.BOOKS_DIFFER: Severity.SOON,
    K.DISPUTE_OPENED: Severity.SOON,
    K.CONSOLE_ROLE: Severity.SOON,
    K.PAYEE_ACCOUNT: Severity.SOON,
    K.OWNER_MADE: Severity.SOON,
    K.FIRST_ORDER_AGAIN: Severity.NOTED,
    K.FIRST_ORDER_REFUSED: Severity.NOTED,
    K.DISPUTE_ENDED: Severity.NOTED,
}


def of(kind: AlertKind) -> Severity:
    return SEVERITY[kind]
