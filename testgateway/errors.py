"""Refusals in Stripe's envelope (docs.stripe.com/api/errors)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Refused(Exception):
    """The gateway says no; nothing was changed."""

    message: str
    code: str | None = None
    param: str | None = None
    status: int = 400
    type: str = "invalid_request_error"
    more: dict[str, Any] = field(default_factory=dict)
    kept: bool = True  # whether an idempotency key answers the same again

    def body(self) -> dict[str, Any]:
        error = {"type": self.type, "code": self.code, "message": self.message, "param": self.param}
        return {"error": {k: v for k, v in {**error, **self.more}.items() if v is not None}}


def invalid(message: str, param: str, code: str | None = None) -> Refused:
    """The parameters did not make sense, so no work began and no idempotency key was used up."""
    return Refused(message, code=code, param=param, kept=False)


def missing(kind: str, object_id: str, param: str = "id") -> Refused:
    return Refused(
        f"No such {kind}: '{object_id}'", code="resource_missing", param=param, status=404
    )
