"""What a hostile browser sends: for each handler, values that its annotations refuse and values
that they let through and the domain has to judge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from sys import modules
from typing import Any
from uuid import uuid4

from foodapp.ui.handlers import Remote

LONG = "x" * 100_000
GARBAGE: list[Any] = [
    None, [], {}, "", "text", LONG, "\0", "\ud800", -1, 0, 2**63, 1.5, float("nan"), float("inf"),
    True, [[[[[[[[1]]]]]]]], {"a": {"b": {"c": [{}]}}}, {"__proto__": {"actor": "admin"}},
    {"constructor": 1, "__class__": "x"}, ["'; DROP TABLE orders; --"],
]  # fmt: skip
# Fit for a handler that takes any text.
WORDS = [
    "", "²", "٣", "-1", "0000", "9" * 40, "1e999", "NaN", "9999-12-31", "2026-02-30", "24:00",
    "../../etc/passwd", "__proto__", "' OR 1=1 --", "\u202e😀", "<b>x</b>", "good", "disable",
]  # fmt: skip
FORM_FIELD = re.compile(r"""form\.get\(f?["']([\w-]+)|_text\(form, f?["']([\w-]+)""")
MAX_CALLS = 10  # of one handler by one attacker

PARAMETER = re.compile(r"{[^}]*}")
IN_ADDRESSES = (
    "1", "-1", "nonna", "%00", "%ff", "%ED%A0%80", "..%2f..%2f..%2fetc%2fpasswd",
    "....//....//etc/passwd", "9" * 5000, "%27%20OR%201=1", "{x}",
)  # fmt: skip
ADDRESSES = (
    "/", "/nowhere", "/orders/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/%00",
    "/assets/%00", "/assets/..%2f..%2f..%2f..%2frxconfig.py", "/_upload", "/_event/",
    "/_event/?EIO=4&transport=polling&sid=nobody", "/api/restaurant/photo?item=%00",
    "/r/nonna?dish=%00", "/media/", "/index.html/..", "/" + "x" * 3000,
)  # fmt: skip
A_LOT = 65_536  # bytes of a body
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
BODIES: tuple[tuple[str, bytes], ...] = (
    (FORM, b""), (FORM, b"&&&=%00&=" * 9), (FORM, b"email=%00&password=%ff&next=//evil.example"),
    (FORM, b"email=a%40b.c&password=" + b"x" * 900), (FORM, b"a=1&" * 1000), (FORM, b"\xff\xfe"),
    (JSON, b""), (JSON, b"{"), (JSON, b"[]"), (JSON, b"null"), (JSON, b"[" * 100_000),
    (JSON, b'{"email": "\\u0000@b.c", "password": "\\ud800", "name": {"$ne": 1}}'),
    (JSON, b'{"email": "a@b.c", "password": "\\ud800", "persona": "root"}'),
    (JSON, b'{"email": "\\ud800@b.c", "password": "a-long-password", "name": "\\ud800"}'),
    (JSON, b'{"sent_at": NaN, "positions": [{"lat": NaN, "lng": 1e999, "at": 1}]}'),
    (JSON, b'{"sent_at": 1, "positions": [{"lat": 91, "lng": -181, "at": 4e12, "accuracy": -1}]}'),
    (JSON, b"9" * 5000), ("multipart/form-data", b"--x"), ("image/webp", b"RIFF\0\0\0\0WEBP"),
    ("", b"\0"), (JSON, b" " * 300_000), ("image/png", b"x" * 13_000_000),
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    name: str
    payload: dict[str, Any]


def misshapen(remote: Remote) -> Iterator[Call]:
    """Refused before anything is asked of the database."""
    takes = _takes(remote)
    yield Call(remote.name, {"price": 1, "self": {}, "__class__": "x"})
    yield Call(remote.name, {"0": 1})
    if takes:
        yield Call(remote.name, {})
        for value in GARBAGE:
            yield Call(remote.name, dict.fromkeys(takes, value))


def plausible(remote: Remote, ids: list[str]) -> list[Call]:
    """Of the right shape: other people's ids, unknown ones, the ends of every range."""
    takes = _takes(remote)
    if not takes:
        return [Call(remote.name, {})] * 2
    values = {name: _values(remote, schema, ids) for name, schema in takes.items()}
    count = min(MAX_CALLS, max(len(each) for each in values.values()))
    columns = [islice(cycle(each), count) for each in values.values()]
    return [Call(remote.name, dict(zip(values, row, strict=True))) for row in zip(*columns)]  # noqa: B905 - all of one length


def _takes(remote: Remote) -> dict[str, dict[str, Any]]:
    assert remote.declared is not None
    adapters = remote.declared.arguments.adapters
    return {name: adapter.json_schema() for name, adapter in adapters.items()}


def _values(remote: Remote, schema: dict[str, Any], ids: list[str]) -> list[Any]:
    schema = schema.get("anyOf", [schema])[0]
    if "enum" in schema:
        return list(schema["enum"])
    match schema["type"], schema.get("format"):
        case "string", "uuid":
            return [*ids, str(uuid4())]
        case "string", "date":
            return ["0001-01-01", "9999-12-31", "2026-12-24"]
        case "string", _:
            return [*WORDS, *ids[:2]]
        case "integer" | "number", _:
            low, high = schema.get("minimum", -(2**53)), schema.get("maximum", 2**53)
            return [low, high, min(1, high), max(0, low)]
        case "boolean", _:
            return [True, False]
        case "object", _:
            return [_form(remote, word) for word in WORDS]
        case "array", _:
            return [[], ids]
    raise AssertionError(f"{remote.name} takes {schema}: what would be hostile?")


def _form(remote: Remote, value: str) -> dict[str, Any]:
    """Every field that the code of the screen reads, and those no form of ours has."""
    source = Path(str(modules[remote.state.__module__].__file__))
    code = "".join(file.read_text() for file in source.parent.glob("*.py"))
    fields = {name for found in FORM_FIELD.findall(code) for name in found if name}
    numbered = {f"{field}{n}" for field in fields if field.endswith("-") for n in ("1", "²")}
    odd = {"km-²", "km-1", "fee-1", "cuisine-x", "group-x", "__proto__", "9" * 5000}
    return dict.fromkeys(fields | numbered | odd, value)
