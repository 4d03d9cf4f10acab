"""Where a request comes from: the site it was sent by, and the address it came over."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from foodapp.accounts import settings as accounts
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t


class OtherSite(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(t("That request did not come from this site."))


def check(request: Request) -> None:
    """Refuse a POST that another site made the browser send. Every browser names the Origin of a
    POST; only a script that sends JSON, which no foreign page can without our leave, may omit it.
    """
    origin = request.headers.get("origin")
    if origin is None and is_json(request):
        return
    if origin not in own_origins():
        raise OtherSite


def own_origins() -> frozenset[str]:
    """The public address, those that are named beside it (www) because passkeys are used there,
    and, for the machine itself, the loopback forms of the port."""
    public = urlsplit(settings().public_url)
    loopback = {f"http://{host}:{settings().port}" for host in ("localhost", "127.0.0.1")}
    named = accounts.settings().passkey_origins_named
    return frozenset({*loopback, *named, f"{public.scheme}://{public.netloc}"})


def is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def address_of(request: HTTPConnection) -> str:
    """The client's IP address. Of X-Forwarded-For only what our own proxies appended is believed:
    the entry that the outermost of them saw."""
    hops = settings().trusted_proxy_hops
    forwarded = [
        entry.strip()
        for header in request.headers.getlist("x-forwarded-for")
        for entry in header.split(",")
    ]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.client.host if request.client else ""


def is_own_page(path: str) -> bool:
    """Whether a redirect there stays on this site: an absolute path that no browser reads as
    another host (//evil, /\\evil, a tab or a scheme in between) and that is a page."""
    if not path.startswith("/") or path.startswith(("//", "/api/")) or len(path) > 500:
        return False
    if "\\" in path or any(ord(character) < 33 or ord(character) > 126 for character in path):
        return False
    parts = urlsplit(path)
    return not parts.scheme and not parts.netloc
