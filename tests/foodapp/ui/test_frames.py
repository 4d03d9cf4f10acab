"""What a browser may say on its socket, and everything else."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodapp import app
from foodapp.ui import frames
from foodapp.ui.frames import Refused, rewritten
from foodapp.ui.status import Status

assert app.app  # the screens exist from here on
LOAD = f"{Status.get_full_name()}.load"
ROOT = "reflex___state____state"
ROUTER = {"pathname": "/status", "asPath": "/status?a=1#b", "query": {"a": "1"}}
HASHES = ["0123456789abcdef"] * 120
CRASH = f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"
PAGE = f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"


def event(**changed: Any) -> dict[str, Any]:
    return {"name": LOAD, "payload": {}, "router_data": ROUTER} | changed


def frame(*said: Any) -> str:
    return "42/_event," + json.dumps(list(said))


def greeting(**auth: Any) -> str:
    return "40/_event," + json.dumps(auth)


HYDRATE = event(name=f"{ROOT}.hydrate_and_load", payload={"hashes": HASHES})


@pytest.mark.parametrize(
    "said",
    [
        "1",
        "3",
        "41/_event,",
        "40/_event,",
        greeting(event=HYDRATE, state_schema="a" * 32),
        frame("event", event()),
        frame("event", event(payload={"order_id": "x", "form": {"note": "Zoë 👩‍🍳\n"}})),
        frame("event", event(payload=None, handler=None, event_actions={})),
        frame("event", event(router_data={"pathname": "/r/a b", "asPath": "/r/a%20b"})),
        frame("event", event(router_data={**ROUTER, "query": {"q": "خوراک‌ها\u00a0"}})),
        frame("event", event(name=PAGE)),
        frame("event", event(name=CRASH, payload={"info": "x" * 9_000, "component_stack": ""})),
        frame("ping", None),
        frame("client_error", {"message": "m", "error_type": "state_update"}),
    ],
)
def test_what_our_pages_say_goes_in(said: str) -> None:
    assert rewritten(said).split(",")[0] == said.split(",")[0]


def test_only_what_was_understood_goes_in() -> None:
    said = event(substates=["x"], token="t", client_state={"a": 1}, handler="uploadFiles")
    assert rewritten(frame("event", said)) == frame("event", event()).replace(" ", "")


def test_what_a_browser_kept_is_taken_out() -> None:
    kept = {"hashes": None, "vars": {"anything": "hacked"}}
    passed = rewritten(greeting(event=event(name=f"{ROOT}.hydrate_and_load", payload=kept)))
    assert "hacked" not in passed


def test_a_long_report_of_a_crash_is_cut_short() -> None:
    said = frame("event", event(name=CRASH, payload={"info": "x" * 30_000}))
    assert len(rewritten(said)) < 5_000


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


HOSTILE_ROUTERS = [
    None, [], "", 5, True, {}, {"asPath": 5}, {"asPath": "/", "pathname": 5}, {"pathname": "/"},
    {"pathname": "/", "asPath": "http://[::1"}, {"pathname": "/", "asPath": "//[x", "token": "t"},
    {"pathname": "/", "asPath": None}, {"pathname": "/", "asPath": ["/"]}, {**ROUTER, "query": []},
    {**ROUTER, "query": {"a": 1}}, {**ROUTER, "query": {"a": {"b": "c"}}}, {**ROUTER, "query": "x"},
    {**ROUTER, "query": {"a": "x" * 3_000}}, {**ROUTER, "query": {str(n): "" for n in range(60)}},
    {**ROUTER, "query": {str(n): "x" * 900 for n in range(9)}}, {**ROUTER, "headers": {}},
    {**ROUTER, "sid": "x"}, {**ROUTER, "ip": "1"}, {**ROUTER, "pathname": "/" + "x" * 2_000},
    {**ROUTER, "asPath": "/\0"}, {**ROUTER, "asPath": "/\ud800"}, {**ROUTER, "asPath": "x"},
]  # fmt: skip
HOSTILE_NAMES: list[Any] = [
    None, 5, [], {}, [LOAD], {LOAD: 1}, "", "nobody.nothing", LOAD + "x", "x" * 60_000, True,
    f"{ROOT}.hydrate", f"{ROOT}.setvar", "_redirect", f"{ROOT}.update_vars_internal",
]  # fmt: skip
HOSTILE_CALLS: list[Any] = [
    *[event(router_data=one) for one in HOSTILE_ROUTERS],
    *[event(name=one) for one in HOSTILE_NAMES],
    *[event(payload=one) for one in ("text", 5, [1], True)],
    event(payload={"a": json.loads(nested(20))}),
    event(name=f"{ROOT}.set_is_hydrated", payload={"value": "x" * 900}),
    event(name=f"{ROOT}.set_is_hydrated", payload={"value": True, "more": "x"}),
    event(name=PAGE, payload={"x": "y"}),
    event(name=CRASH, payload={"info": {"a": 1}, "component_stack": ""}),
    event(name=f"{ROOT}.hydrate_and_load", payload={"hashes": ["x" * 17]}),
    event(name=f"{ROOT}.hydrate_and_load", payload={"hashes": {"a": 1}}),
    event(name=f"{ROOT}.hydrate_and_load", payload={"hashes": ["0" * 16] * 3_000}),
    [], {}, None, "text", 7, [event()],
]  # fmt: skip
HOSTILE_FRAMES: list[Any] = [
    b"42", None, "", "x", "2", "4", "5", "6", "0", "b4", "2probe", "4[[[", "42", "42[]", "40",
    "40{}",
    "40/,", "40/admin,{}", "42/other,[]", "43/_event,1[]", "44/_event,{}", "451-/_event,[]",
    '451-/_event,["event",{"_placeholder":true,"num":0}]', "4999999999-/_event,[]",
    '42/_event,17["event",{}]', "42/_event,[]", "42/_event,{}", "42/_event,", "42/_event",
    "42/_event,[[", "42/_event,[7]", "42/_event,[[]]", "42/_event,[{}]", "42/_event,[null]",
    "42/_event," + nested(30_000), "42/_event,[" + "9" * 5_000 + "]", '42/_event,["event",NaN]',
    "42/_event," + " " * 70_000, "40/_event,[]", "40/_event,7", "40/_event,null",
    greeting(event=5), greeting(state_schema=[]), greeting(other=1),
    greeting(state_schema="x" * 99),
    *[frame(name, {"asgi.scope": {}}) for name in ("connect", "disconnect", "connect_error")],
    *[frame(name) for name in ("connect", "disconnect", "event", "client_error", "emit_update")],
    frame("event", event(), event()), frame("ping", "x"), frame("client_error", "x"),
    frame("client_error", {"message": {}}), frame("client_error", {"more": 1}),
    frame("__disconnect_final"), frame("EVENT", event()), frame("event ", event()),
    *[frame("event", one) for one in HOSTILE_CALLS],
    *[greeting(event=one) for one in HOSTILE_CALLS if one is not None],
]  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE_FRAMES, ids=range(len(HOSTILE_FRAMES)))
def test_what_our_pages_never_say_stays_outside(said: Any) -> None:
    with pytest.raises(Refused):
        rewritten(said)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(key=st.sampled_from(["name", "payload", "router_data"]), value=ANYTHING)
def test_nothing_but_a_refusal_comes_of_nonsense(key: str, value: Any) -> None:
    said = frame("event", event(**{key: value}))
    try:
        passed = rewritten(said)
    except Refused:
        return
    name, call = json.loads(passed.removeprefix("42/_event,"))
    assert name == "event"
    assert call["name"] == LOAD
    assert isinstance(call["payload"], dict)
    assert call["router_data"].keys() == frames.ROUTER


def test_a_frame_cut_anywhere_or_with_a_byte_turned_is_refused_or_understood() -> None:
    whole = frame("event", event(payload={"order_id": "1"}))
    chance = random.Random(7)
    for _ in range(3_000):
        at = chance.randrange(len(whole))
        turned = whole[:at] + chr(chance.randrange(1, 0x2FF)) + whole[at + 1 :]
        for said in (whole[:at], turned):
            try:
                assert rewritten(said).startswith(
                    ("1", "3", "41/_event", "40/_event", "42/_event,[")
                )
            except Refused:
                continue
