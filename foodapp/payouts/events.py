"""What happens to payouts. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class PayoutSent(Event):
    """To be carried out by the gateway, under the key of this attempt."""

    payout_id: UUID
    attempt: int


class PayoutPaid(Event):
    """The bank, or the gateway, says that the money has arrived."""

    payout_id: UUID


class InvoiceWritten(Event):
    """To a restaurant, for a month of commission; or the credit note that takes one back."""

    invoice_id: UUID


class PayeeAccountAsked(Event):
    """Somebody wants a payee's money to go elsewhere, or has confirmed that it does."""

    change_id: UUID
