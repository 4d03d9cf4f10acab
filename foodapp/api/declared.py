"""Who a route is for, said where it is defined."""

from collections.abc import Callable
from typing import Any, TypeVar

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
MARK = "_foodapp_actor"


def acts_as(actor: str) -> Callable[[Endpoint], Endpoint]:
    """actor: "public", "signature" (a provider's signed webhook), or the name of the sign-in in
    accounts.sessions that the endpoint calls itself."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, MARK, actor)
        return endpoint

    return mark
