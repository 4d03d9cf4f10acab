"""What a browser may say on its socket (engine.io 4, socket.io 5, Reflex 0.10.1).

Each frame is read as a whole, judged by name, type, size and depth, and written anew from what was
understood: nothing else reaches the libraries below. What a handler's arguments mean is judged by
the guard, which answers with a sentence; here only their size and depth.
"""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from foodapp.ui.handlers import built_in, may_be_called
from foodapp.ui.signature import is_plain

NAMESPACE = "/_event"
PONG, CLOSE = "3", "1"  # engine.io's own
CONNECT, DISCONNECT, EVENT = f"40{NAMESPACE}", f"41{NAMESPACE}", f"42{NAMESPACE}"
LONGEST = 65_536  # characters of a frame
LONGEST_BUILT_IN = 32_768  # of one that calls what is Reflex's own
LONGEST_PATH = 2_000
LONGEST_WORD = 64  # of a name or hash
LONGEST_REPORT = 4_000  # of what a browser tells of its errors: the rest is cut off
MAX_PARAMETERS = 50  # of an address
DEEPEST = 12  # of lists and objects in one another
ROUTER = frozenset({"pathname", "asPath", "query"})


class Refused(ValueError):
    """Why, in words for the security log."""


def rewritten(frame: object) -> str:
    """The frame to hand on. Refused for everything that our own pages do not say."""
    if not isinstance(frame, str):
        raise Refused("not text")
    if len(frame) > LONGEST:
        raise Refused("too long")
    if frame in (PONG, CLOSE, DISCONNECT, f"{DISCONNECT},"):
        return frame
    for start, judge in ((EVENT, _event_frame), (CONNECT, _connect_frame)):
        if frame == start or frame.startswith(f"{start},"):
            return judge(frame[len(start) + 1 :])
    raise Refused("unknown frame")


def asks_for_everything(frame: str) -> bool:
    """Whether a frame that was handed on is answered with the whole state of its tab."""
    return '.hydrate_and_load","payload"' in frame


def _event_frame(text: str) -> str:
    said = _parsed(text)
    if not isinstance(said, list) or not said or not isinstance(said[0], str):
        raise Refused("no event")
    judge = SPOKEN.get(said[0])
    if judge is None:
        raise Refused("unknown event")
    return f"{EVENT},{_written([said[0], *judge(said[1:], len(text))])}"


def _connect_frame(text: str) -> str:
    auth = _parsed(text) if text else {}
    if not isinstance(auth, dict) or auth.keys() - {"event", "state_schema"}:
        raise Refused("unknown greeting")
    passed: dict[str, Any] = {}
    if (schema := auth.get("state_schema")) is not None:
        passed["state_schema"] = _word(schema)
    if (boot := auth.get("event")) is not None:
        passed["event"] = _call(boot, len(text))
    return f"{CONNECT},{_written(passed)}"


def _called(arguments: list[Any], length: int) -> list[Any]:
    if len(arguments) != 1:
        raise Refused("not one call")
    return [_call(arguments[0], length)]


def _nothing(arguments: list[Any], length: int) -> list[Any]:
    if any(argument is not None for argument in arguments):
        raise Refused("too much said")
    return []


def _report(arguments: list[Any], length: int) -> list[Any]:
    if len(arguments) != 1 or not isinstance(arguments[0], dict):
        raise Refused("no report")
    return [_checked(ClientError, arguments[0])]


# The events of socket.io that a browser may send. `connect` and `disconnect` are the library's
# own: it calls the same methods for them, so a frame must not bear these names.
SPOKEN: dict[str, Callable[[list[Any], int], list[Any]]] = {
    "event": _called,
    "ping": _nothing,
    "client_error": _report,
}


def _call(event: Any, length: int) -> dict[str, Any]:
    """Of what the browser sends along, three things: which handler, with what, on which page."""
    if not isinstance(event, dict):
        raise Refused("no call")
    name = event.get("name")
    if not isinstance(name, str) or name not in may_be_called():
        raise Refused("unknown handler")
    payload = event.get("payload")
    payload = {} if payload is None else payload
    if not isinstance(payload, dict):
        raise Refused("payload is no object")
    return {
        "name": name,
        "payload": _payload(name, payload, length),
        "router_data": _router(event.get("router_data")),
    }


def _payload(name: str, payload: dict[str, Any], length: int) -> dict[str, Any]:
    # Reflex would write `vars` into the state; we keep nothing in the browser's storage.
    payload = {key: value for key, value in payload.items() if key != "vars"}
    if (method := built_in().get(name)) is not None:
        if length > LONGEST_BUILT_IN:
            raise Refused("too long")
        return _checked(TAKES[method], payload)
    if not _is_shallow(payload, DEEPEST):
        raise Refused("too deep")
    return payload


def _router(router: Any) -> dict[str, Any]:
    """Where the tab is. Reflex keeps it in the state, and everything that runs later reads it."""
    if not isinstance(router, dict) or router.keys() - ROUTER:
        raise Refused("unknown address")
    query = router.get("query")
    query = {} if query is None else query
    if not isinstance(query, dict) or len(query) > MAX_PARAMETERS:
        raise Refused("unknown address")
    parameters = {_text(key): _text(value) for key, value in query.items() if value is not None}
    if sum(map(len, [*parameters, *parameters.values()])) > 2 * LONGEST_PATH:
        raise Refused("address too long")
    return {
        "pathname": _path(router.get("pathname")),
        "asPath": _path(router.get("asPath")),
        "query": parameters,
    }


def _path(path: Any) -> str:
    text = _text(path)
    if not text.startswith("/"):
        raise Refused("unknown address")
    try:
        urlsplit(f"http://localhost{text}")
    except ValueError:
        raise Refused("unknown address") from None
    return text


def _text(text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_PATH or not is_plain(text):
        raise Refused("unknown address")
    return text


def _word(word: Any) -> str:
    if not isinstance(word, str) or len(word) > LONGEST_WORD or not is_plain(word):
        raise Refused("no word")
    return word


def _is_shallow(value: Any, depth: int) -> bool:
    members = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return True
    return depth > 0 and all(_is_shallow(member, depth - 1) for member in members)


def _cut(text: object) -> object:
    return text[:LONGEST_REPORT] if isinstance(text, str) else text


Report = Annotated[str, BeforeValidator(_cut)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Shape):
    pass


class Hydrate(Shape):
    hashes: list[Hash] | None = None  # of the states that the browser was built with


class Flag(Shape):
    value: bool


class Crash(Shape):
    info: Report
    component_stack: Report = ""


class ClientError(Shape):
    message: Report = ""
    error_type: Annotated[str, StringConstraints(max_length=LONGEST_WORD)] = ""
    substate: Report = ""


TAKES: Mapping[str, type[Shape]] = {
    "hydrate_and_load": Hydrate,
    "on_load_internal": Nothing,
    "set_is_hydrated": Flag,
    "handle_frontend_exception": Crash,
}


def _checked(shape: type[Shape], payload: dict[str, Any]) -> dict[str, Any]:
    try:
        return shape.model_validate(payload).model_dump()
    except ValidationError:
        raise Refused("wrong arguments") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):  # a number of 5,000 digits is a ValueError, too
        raise Refused("no JSON") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _written(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
