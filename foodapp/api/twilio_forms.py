"""A form that Twilio posts, once its signature is right."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from foodapp.kit.errors import NotAllowed, Unusable
from foodapp.notifications.texting import signatures

MOST_BYTES = 20_000


async def signed(request: Request, url: str) -> dict[str, str]:
    """url: as we gave it to Twilio."""
    body = (await request.body())[:MOST_BYTES]
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100)
    except ValueError as wrong:
        raise Unusable from wrong
    said = request.headers.get("x-twilio-signature", "")
    if not signatures.is_twilios(url, fields, said):
        raise NotAllowed
    return dict(fields)
