"""How Razorpay's client reaches the network: with a time limit, quietly, and with our words for
what went wrong. The client itself has no time-out, prints its errors to stdout, and drops the
status of an answer, so all three are dealt with before it sees one."""

from typing import Any

import requests

from foodapp.gateways.errors import Unavailable

UNDECIDED = (408, 409, 429)  # busy, or the same key is still at work: nobody knows yet


class Session(requests.Session):
    def __init__(self, connect_s: float, read_s: float) -> None:
        super().__init__()
        self._limits = (connect_s, read_s)

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Raises Unavailable for whatever leaves open if the work was done."""
        kwargs["timeout"] = self._limits
        kwargs["allow_redirects"] = False
        try:
            response = super().request(*args, **kwargs)
            response.json()
        except requests.RequestException as error:  # of JSON, too: half an answer
            raise Unavailable from error
        if response.status_code >= 500 or response.status_code in UNDECIDED:
            raise Unavailable
        return response
