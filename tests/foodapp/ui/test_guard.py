"""The guard runs nothing it cannot vouch for, and says so in one sentence."""

from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest
import reflex as rx
from pydantic import Field
from reflex.state import State

from foodapp.accounts.cookies import cookies_of
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import t
from foodapp.ui import guard
from foodapp.ui.args import Id, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.notices import Notices


class Guarded(rx.State):
    calls: list[str] = []

    @handler(actor="public", rate="1000/m")
    async def accept(
        self, order_id: Id, prep_minutes: Annotated[int, Field(ge=5, le=120)], note: ShortText = ""
    ) -> None:
        assert isinstance(order_id, UUID)
        self.calls = [*self.calls, f"{prep_minutes} {note}"]

    @handler(actor="public", rate="3/h")
    async def seldom(self) -> None:
        self.calls = [*self.calls, "seldom"]

    @handler(actor="public")
    async def refused(self) -> None:
        raise DomainError(t("The kitchen is closed."))

    @handler(actor="public")
    async def needs_sign_in(self) -> None:
        raise NotSignedIn


class WithError(rx.State):
    error: str = ""

    @handler(actor="public")
    async def refused(self) -> None:
        raise DomainError(t("The kitchen is closed."))


@pytest.fixture
def root() -> State:
    guard.forget("")
    return State(_reflex_internal_init=True)


def screen(root: State, kind: type[State]) -> Any:
    return root.get_substate(kind.get_full_name().split("."))


async def call(root: State, name: str, *args: Any, **given: Any) -> Any:
    return await Guarded.event_handlers[name].fn(screen(root, Guarded), *args, **given)


def said(root: State) -> str:
    return str(screen(root, Notices).latest.get("text", ""))


async def test_good_arguments_arrive_converted(root: State) -> None:
    await call(root, "accept", order_id=str(uuid4()), prep_minutes=20, note="  soon ")
    assert screen(root, Guarded).calls == ["20 soon"]


async def test_a_handler_may_call_another_by_position(root: State) -> None:
    await call(root, "accept", uuid4(), 20)
    assert screen(root, Guarded).calls == ["20 "]


BAD = {
    "no id": {"order_id": "x", "prep_minutes": 20},
    "a number for an id": {"order_id": 7, "prep_minutes": 20},
    "too few minutes": {"order_id": str(uuid4()), "prep_minutes": 4},
    "negative": {"order_id": str(uuid4()), "prep_minutes": -20},
    "huge": {"order_id": str(uuid4()), "prep_minutes": 2**63},
    "text for a number": {"order_id": str(uuid4()), "prep_minutes": "20"},
    "a fraction": {"order_id": str(uuid4()), "prep_minutes": 20.5},
    "a truth for a number": {"order_id": str(uuid4()), "prep_minutes": True},
    "NaN": {"order_id": str(uuid4()), "prep_minutes": float("nan")},
    "nothing": {"order_id": None, "prep_minutes": 20},
    "missing": {"order_id": str(uuid4())},
    "extra": {"order_id": str(uuid4()), "prep_minutes": 20, "price": 1},
    "self": {"order_id": str(uuid4()), "prep_minutes": 20, "self": 1},
    "NUL": {"order_id": str(uuid4()), "prep_minutes": 20, "note": "a\0b"},
    "a lone surrogate": {"order_id": str(uuid4()), "prep_minutes": 20, "note": "\ud800"},
    "long": {"order_id": str(uuid4()), "prep_minutes": 20, "note": "x" * 201},
    "a list": {"order_id": [], "prep_minutes": 20},
    "deep": {"order_id": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}, "prep_minutes": 20},
}


@pytest.mark.parametrize("given", BAD.values(), ids=BAD.keys())
async def test_bad_arguments_run_nothing_and_get_one_sentence(
    root: State, given: dict[str, Any]
) -> None:
    await call(root, "accept", **given)
    assert screen(root, Guarded).calls == []
    assert "does not look right" in said(root)


async def test_too_many_calls_are_refused(root: State) -> None:
    for _ in range(5):
        await call(root, "seldom")
    assert screen(root, Guarded).calls == ["seldom"] * 3
    assert "too fast" in said(root)


async def test_a_refusal_is_a_notice(root: State) -> None:
    await call(root, "refused")
    assert said(root) == "The kitchen is closed."


async def test_a_refusal_stands_in_the_screens_own_error(root: State) -> None:
    state = screen(root, WithError)
    await WithError.event_handlers["refused"].fn(state)
    assert state.error == "The kitchen is closed."
    assert said(root) == ""


async def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(root: State) -> None:
    event = await call(root, "needs_sign_in")
    assert "/sign-in?next=" in str(event.args)


def test_an_imprecise_annotation_is_refused_when_the_screen_is_imported() -> None:
    with pytest.raises(TypeError, match="precise annotation"):

        @handler()
        async def load(self: Any, anything: Any) -> None: ...


def test_reflex_sees_the_arguments_in_its_own_words() -> None:
    hints = Guarded.event_handlers["accept"]._get_type_hints()
    assert hints == {"order_id": str, "prep_minutes": int, "note": str}


def test_broken_cookie_headers_prove_nothing() -> None:
    for header in ("", "sid", "sid=a; visitor=b\0", "\x7f=;;;", "=;=;="):
        assert cookies_of(header).sid in ("", "a")
    assert cookies_of("sid=a; visitor=b").visitor == "b"
