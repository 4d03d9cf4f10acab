"""Where a push may be sent. An endpoint is an address that a browser told us, so anybody's: only
hosts of known push services are called, or our server would knock at inner doors for strangers."""

import httpx

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.notifications.webpush import hosts
from foodapp.notifications.webpush.settings import settings

LONGEST = 2_000  # characters; what browsers hand out has 150 to 600


class NoPushService(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("This browser's notifications come from a service that we do not know."))


def check(endpoint: str) -> httpx.URL:
    """The address as the client will call it: read once, so that what is checked is what is
    called. Refuses everything but an https address of an allowed host, without a name or a password
    in it."""
    is_plain = endpoint.isascii() and endpoint.isprintable() and not set(endpoint) & set("\\ ")
    if not is_plain or len(endpoint) > LONGEST:
        raise NoPushService
    try:
        url = httpx.URL(endpoint)
    except httpx.InvalidURL as wrong:
        raise NoPushService from wrong
    if url.userinfo or url.fragment or not any(one.takes(url) for one in _allowed()):
        raise NoPushService
    return url


def origin(url: httpx.URL) -> str:
    """Its scheme, host and port (RFC 6454): the audience of what we sign."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _allowed() -> list[hosts.Allowed]:
    return hosts.read(settings().push_hosts, is_demo=settings().is_demo)
