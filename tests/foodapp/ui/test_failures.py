"""A fault of ours, and bodies without end: one line in the log, one answer, nothing twice."""

import asyncio
import json

import httpx
import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Mount, Route

from foodapp.kit.errors import DomainError
from foodapp.ui import http
from foodapp.ui.limits import SMALL

CANDIDATE = "cy@example.org"


async def broken(request: Request) -> JSONResponse:
    raise RuntimeError("the shelf fell down")


async def swallows(request: Request) -> JSONResponse:
    return JSONResponse({"bytes": len(await request.body())})


async def breaks_off(request: Request) -> StreamingResponse:
    async def parts():
        yield b"the first half"
        raise RuntimeError("the second is lost")

    return StreamingResponse(parts(), media_type="text/plain")


def site() -> Starlette:
    """As the web program: what wraps every request round our routes and a mounted program."""
    routes = [
        Route("/broken", broken),
        Route("/api/broken", broken),
        Route("/api/swallows", swallows, methods=["POST"]),
        Route("/breaks-off", breaks_off),
        Mount("/inner", Starlette(routes=[Route("/swallows", swallows, methods=["POST"])])),
        Mount("/folder", Starlette(routes=[Route("/deep/", swallows)])),
    ]
    inner = Starlette(routes=routes, exception_handlers={DomainError: http.refused})
    return Starlette(routes=[Mount("", http.harden(inner))])


def ask(method: str, path: str, **more: object) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(site())  # a fault that rises would be raised here
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]

    return asyncio.run(send())


def test_a_fault_is_one_line_with_the_requests_id_and_nobodys_address() -> None:
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        answer = ask("GET", f"/broken?email={CANDIDATE}", headers={"accept": "text/html"})
    assert [line["event"] for line in lines] == ["http.failed"]
    (line,) = lines
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["route"].endswith(".broken")
    assert isinstance(line["exc_info"], RuntimeError)
    assert CANDIDATE not in json.dumps(line, default=str)


def test_a_person_reads_a_page_of_ours() -> None:
    answer = ask("GET", "/broken", headers={"accept": "text/html"})
    assert answer.status_code == 500
    assert "That did not work" in answer.text
    assert "shelf" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_program_reads_a_sentence() -> None:
    answer = ask("GET", "/api/broken")
    assert (answer.status_code, answer.json()) == (
        500,
        {"error": "Something went wrong on our side. We have been told."},
    )


def test_what_breaks_off_in_the_middle_ends_the_connection() -> None:
    with pytest.raises(RuntimeError, match="the second is lost"):
        ask("GET", "/breaks-off")


@pytest.mark.parametrize("path", ["/api/swallows", "/inner/swallows"])
def test_a_body_without_an_announced_length_that_does_not_end_is_too_large(path: str) -> None:
    async def without_end():
        for _ in range(SMALL // 1024 + 2):
            yield b"x" * 1024

    answer = ask("POST", path, content=without_end())
    assert (answer.status_code, answer.json()) == (413, {"error": "That is too large to send."})


def test_a_body_of_the_largest_size_is_read() -> None:
    async def just_enough():
        yield b"x" * SMALL

    assert ask("POST", "/api/swallows", content=just_enough()).json() == {"bytes": SMALL}


@pytest.mark.parametrize("host", ["evil.example", "here", "evil.example:81"])
def test_no_redirect_repeats_the_host_it_was_asked_by(host: str) -> None:
    answer = ask("GET", "/folder/deep?a=1", headers={"host": host})
    assert (answer.status_code, answer.headers["location"]) == (307, "/folder/deep/?a=1")


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/x", "/\\evil.example"])
def test_no_redirect_leads_to_another_host_by_its_path(path: str) -> None:
    location = ask("GET", f"http://here{path}").headers.get("location", "")
    assert not location.startswith(("//", "/\\", "http"))


def test_a_page_may_open_sockets_to_its_own_host_alone() -> None:
    policy = ask("GET", "/broken", headers={"accept": "text/html"}).headers[
        "content-security-policy"
    ]
    sources = next(part for part in policy.split("; ") if part.startswith("connect-src")).split()
    assert "ws:" not in sources
    assert "wss:" not in sources
    assert "ws://localhost:8000" in sources
