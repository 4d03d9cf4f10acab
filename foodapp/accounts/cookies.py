"""A browser's cookies: what they are called, how one is set, and what a request brings.

Under https a name starts with `__Host-`: the browser then keeps the cookie only from this very
host, over TLS and for every path, so that no other host of the domain and no one on the line can
plant one (RFC 6265bis, 4.1.3.2).
"""

from http.cookies import CookieError, SimpleCookie

from foodapp.accounts.actors import Cookies
from foodapp.kit.settings import settings

SIGN_IN = "sid"
VISITOR = "visitor"
STEP = "step"  # between the password and the second factor
DEVICE = "device"  # this browser was signed in with before, see accounts.knocking


def name_of(kind: str) -> str:
    return f"__Host-{kind}" if _is_secure() else kind


def written(kind: str, value: str, max_age_s: int) -> str:
    """A Set-Cookie header. No script reads it; another site's form does not send it along."""
    name = name_of(kind)
    jar: SimpleCookie = SimpleCookie()
    jar[name] = value
    facts = {"path": "/", "httponly": True, "samesite": "Lax", "max-age": max_age_s}
    for fact, said in (facts | {"secure": _is_secure()}).items():
        jar[name][fact] = said
    return jar[name].OutputString()


def value_of(header: str, kind: str) -> str:
    """From a Cookie header; empty when it is not there."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header or "")
    except CookieError:
        return ""
    found = jar.get(name_of(kind))
    return found.value if found else ""


def cookies_of(header: str) -> Cookies:
    """What says who a request is from."""
    return Cookies(sid=value_of(header, SIGN_IN), visitor=value_of(header, VISITOR))


def _is_secure() -> bool:
    return settings().public_url.startswith("https://")
