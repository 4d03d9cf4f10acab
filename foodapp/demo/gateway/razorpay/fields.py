"""The fields of a call, JSON or query, each asked for by name; what is left over is refused."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from foodapp.demo.gateway.razorpay.errors import bad_request

LEAST_MINOR, MOST_MINOR = 100, 50_000_000
CURRENCY = re.compile(r"[A-Z]{3}")


class Fields:
    def __init__(self, given: dict[str, Any]) -> None:
        self._left = dict(given)

    @classmethod
    def of(cls, method: str, query: str, body: bytes) -> "Fields":
        if method == "GET":
            return cls(dict(parse_qsl(query, keep_blank_values=True)))
        try:
            given = json.loads(body or b"{}")
        except ValueError:
            raise bad_request("Please provide a valid JSON body") from None
        if not isinstance(given, dict):
            raise bad_request("Please provide a valid JSON body")
        return cls(given)

    def text(self, name: str, *, longest: int = 255) -> str | None:
        value = self._left.pop(name, None)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise bad_request(f"The {name} must be a string.", name)
        if len(value) > longest:
            raise bad_request(f"The {name} may not be greater than {longest} characters.", name)
        return value

    def integer(self, name: str) -> int | None:
        value = self._left.pop(name, None)
        if value is None:
            return None
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}", value):
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise bad_request(f"The {name} must be an integer.", name)
        return value

    def amount(self, least: int = LEAST_MINOR) -> int | None:
        value = self.integer("amount")
        if value is not None and value < least:
            raise bad_request(f"The amount must be at least INR {least / 100:.2f}", "amount")
        if value is not None and value > MOST_MINOR:
            raise bad_request("Amount exceeds maximum amount allowed.", "amount")
        return value

    def currency(self) -> str:
        value = self.text("currency")
        if value is None or not CURRENCY.fullmatch(value):
            raise bad_request("Currency is not supported", "currency")
        return value

    def notes(self) -> dict[str, str]:
        value = self._left.pop("notes", None) or {}
        if not isinstance(value, dict) or len(value) > 15:
            raise bad_request("Number of fields in notes should be less than or equal to 15")
        return {str(name): str(words)[:256] for name, words in value.items()}

    def within(self, name: str) -> "Fields":
        value = self._left.pop(name, None) or {}
        if not isinstance(value, dict):
            raise bad_request(f"The {name} must be an array.", name)
        return Fields(value)

    def ignore(self, *names: str) -> None:
        """Known to Razorpay, without meaning for a gateway that moves no money."""
        for name in names:
            self._left.pop(name, None)

    def done(self) -> None:
        if self._left:
            names = ", ".join(sorted(self._left))
            raise bad_request(f"{names} is/are not required and should not be sent")
