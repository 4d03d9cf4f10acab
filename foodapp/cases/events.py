"""What happens to complaints. Past tense, ids and facts."""

from uuid import UUID

from foodapp.orders.events import OrderEvent


class ProblemReported(OrderEvent):
    """fault: a value of cases.models.Fault. is_given: the policy has given it back at once."""

    case_id: UUID
    fault: str
    dish: str
    quantity: int
    is_given: bool


class ProblemDecided(OrderEvent):
    """By support."""

    case_id: UUID
    dish: str
    quantity: int
    is_given: bool
