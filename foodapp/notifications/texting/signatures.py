"""That a callback is Twilio's (https://www.twilio.com/docs/usage/security): HMAC-SHA1 with our
token over the address we gave it, and every field of the form in the order of their names."""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha1

from foodapp.notifications.texting import twilio


def is_twilios(url: str, fields: Iterable[tuple[str, str]], signature: str) -> bool:
    """url: as we gave it, never as the request's Host says. fields: as they came, decoded."""
    said = signature.encode("utf-8", "surrogatepass")
    return hmac.compare_digest(expected(url, fields, twilio.account().token).encode(), said)


def expected(url: str, fields: Iterable[tuple[str, str]], token: str) -> str:
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), signed.encode("utf-8", "surrogatepass"), sha1).digest()
    return b64encode(digest).decode("ascii")
