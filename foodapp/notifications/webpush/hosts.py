"""Which hosts are push services: those of the browsers, and those that an operator adds."""

from dataclasses import dataclass
from functools import cache

import httpx

# Chrome, Edge on Android, Samsung, Opera; Firefox; Safari; Edge on Windows.
SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)


@dataclass(frozen=True)
class Allowed:
    """One host, or all beneath a domain."""

    host: str  # "fcm.googleapis.com"; with a dot in front: every host beneath it
    scheme: str = "https"
    port: int | None = None  # the scheme's own

    def takes(self, url: httpx.URL) -> bool:
        if (url.scheme, url.port) != (self.scheme, self.port):
            return False
        host = url.raw_host.decode("ascii")
        return host.endswith(self.host) if self.host.startswith(".") else host == self.host


@cache
def read(own: str, *, is_demo: bool) -> list[Allowed]:
    """The known services and the operator's own, parted by commas. Raises ValueError for what is no
    host, and outside the demo for one without https."""
    added = [name.strip() for name in own.split(",") if name.strip()]
    return [_one(name, is_demo=is_demo) for name in (*SERVICES, *added)]


def _one(name: str, *, is_demo: bool) -> Allowed:
    """ "push.example.net", "*.example.net"; in the demo also "http://127.0.0.1:8799"."""
    try:
        url = httpx.URL(name if "://" in name else f"https://{name.removeprefix('*.')}")
    except httpx.InvalidURL as wrong:
        raise ValueError(f"FOODAPP_PUSH_HOSTS: {name[:40]} is no host") from wrong
    host = url.raw_host.decode("ascii")
    is_host = host and not set(host) & set("* %")
    if (url.scheme != "https" and not is_demo) or not is_host:
        raise ValueError("FOODAPP_PUSH_HOSTS names hosts that are reached by https")
    return Allowed(f".{host}" if name.startswith("*.") else host, url.scheme, url.port)
