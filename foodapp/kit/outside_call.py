"""A reaction that has to call outside (a payment gateway, mail): three steps, two transactions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

# (session, event): what happens next, in a transaction of its own.
Reaction = Callable[[Session, Any], None]


@dataclass(frozen=True)
class OutsideCall:
    """No network call inside a transaction. A crash between call and finish repeats the call
    under the same key, so `call` must send idempotency_key along (or be harmless twice)."""

    # (session, event) -> what the call needs, None: nothing to do
    prepare: Callable[[Session, Any], Any]
    # (request, idempotency_key) -> result
    call: Callable[[Any, str], Any]
    # (session, event, result): writes the outcome
    finish: Callable[[Session, Any, Any], None]
