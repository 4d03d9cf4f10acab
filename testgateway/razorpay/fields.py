"""The fields of a call, JSON or query, each asked for by name; what is left over is refused."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from foodapp.gateways.razorpay.currencies import BY_CURRENCY
from testgateway.razorpay.errors import bad_request

LEAST_MINOR = 100  # of a refund


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
        """Of a capture or a refund: charge() has judged what it is part of."""
        value = self.integer("amount")
        if value is not None and value < least:
            raise bad_request(f"The amount must be at least INR {least / 100:.2f}", "amount")
        return value

    def charge(self) -> tuple[int, str]:
        """An amount and its currency, as Razorpay takes them of a customer."""
        amount, currency = self.integer("amount"), self.currency()
        if amount is None:
            raise bad_request("The amount field is required.", "amount")
        rules = BY_CURRENCY[currency]
        if amount < rules.least:
            raise bad_request("Order amount less than minimum amount allowed", "amount")
        if amount > rules.most:
            raise bad_request("Amount exceeds maximum amount allowed.", "amount")
        if amount % rules.step:
            raise bad_request("The last digit of three decimal amounts has to be 0.", "amount")
        return amount, currency

    def currency(self) -> str:
        value = self.text("currency")
        if value is None or value not in BY_CURRENCY:
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
