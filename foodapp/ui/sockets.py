"""What stands between a browser's socket and Reflex: origin, whose tab it is, rate, names."""

import hmac
import time
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

import reflex as rx
import structlog
from reflex_base.config import get_config

from foodapp.accounts.cookies import cookies_of
from foodapp.kit.settings import settings
from foodapp.ui import guard, live
from foodapp.ui.guard import Bucket
from foodapp.ui.handlers import may_be_called, without_client_storage
from foodapp.ui.signature import is_plain

BURST = 120.0
PER_SECOND = 30.0
LONGEST_TOKEN = 64
log = structlog.get_logger(__name__)


def harden(app: rx.App) -> None:
    """Wrap the event namespace's methods (private API of 0.10.1; also used in live.py)."""
    names = app.event_namespace
    link, disconnect = names.link_token_to_sid, names.on_disconnect
    connect, receive = names.on_connect, names.on_event
    buckets: dict[str, Bucket] = {}

    async def on_connect(sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        if environ.get("HTTP_ORIGIN") not in get_config().cors_allowed_origins:
            return False
        token = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        if not 0 < len(token) <= LONGEST_TOKEN or not is_plain(token):
            return False
        if isinstance(auth, dict) and (boot := _allowed(auth.get("event"))) is not None:
            auth = {**auth, "event": boot}
        else:
            auth = None
        return await connect(sid, environ, auth)

    async def link_token_to_sid(sid: str, token: str, **options: Any) -> None:
        """The tab's token is a bearer credential made by the browser: bound to the cookie, it
        opens nothing for somebody else who learns it."""
        environ = app.sio.get_environ(sid, names.namespace) or {}
        await link(sid, bound(token, environ.get("HTTP_COOKIE", "")), **options)

    def on_disconnect(sid: str, *reason: Any) -> Any:
        buckets.pop(sid, None)
        if token := names.sid_to_token.get(sid):
            live.forget(token)
            guard.forget(token)
        return disconnect(sid)

    async def on_event(sid: str, data: Any) -> None:
        if not _within_rate(buckets, sid):
            return
        event = _allowed(data)
        if event is None:
            log.warning("event refused at the socket")
            return
        await receive(sid, event)

    names.on_connect, names.on_disconnect, names.on_event = on_connect, on_disconnect, on_event
    names.link_token_to_sid = link_token_to_sid


def bound(token: str, cookie_header: str) -> str:
    cookies = cookies_of(cookie_header)
    message = f"{cookies.sid}|{cookies.visitor}|{token}".encode("utf-8", "surrogatepass")
    key = settings().secret_key.get_secret_value().encode()
    return hmac.new(key, message, sha256).hexdigest()[:40]


def _within_rate(buckets: dict[str, Bucket], sid: str) -> bool:
    now = time.monotonic()
    bucket = buckets.setdefault(sid, Bucket(BURST, now))
    bucket.tokens = min(BURST, bucket.tokens + (now - bucket.seen) * PER_SECOND)
    bucket.seen = now
    if bucket.tokens < 1:
        return False
    bucket.tokens -= 1
    return True


def _allowed(data: Any) -> dict[str, Any] | None:
    """The event if its name may be called and its envelope is sane. The arguments are not judged
    here: the guard does that, and answers with a sentence."""
    if not isinstance(data, dict) or data.get("name") not in may_be_called():
        return None
    if not isinstance(data.get("payload") or {}, dict):
        return None
    router = data.get("router_data") or {}
    if not isinstance(router, dict) or not is_plain(router):
        return None
    return without_client_storage(data)
