"""The gateway as its own process on a real socket, and a web server that receives its webhooks."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
import stripe

from foodapp.kit.settings import DEMO_STRIPE_KEY
from tests.foodapp.demo.gateway.running import RunningGateway


class Inbox(ThreadingHTTPServer):
    """Keeps what arrived: (body, signature). Answers with `answer`."""

    def __init__(self) -> None:
        self.arrived: list[tuple[bytes, str]] = []
        self.answer = 200
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                inbox.arrived.append((body, self.headers["stripe-signature"]))
                self.send_response(inbox.answer)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Silent."""

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    folder: Path = tmp_path_factory.mktemp("gateway")
    gateway = RunningGateway(folder)
    gateway.start()
    yield gateway
    gateway.stop()


@pytest.fixture
def inbox(running: RunningGateway) -> Iterator[Inbox]:
    server = Inbox()
    running.control("endpoint", url=server.url)
    yield server
    running.control("endpoint", url="http://127.0.0.1:9/nobody")
    server.shutdown()
    server.server_close()


@pytest.fixture
def gateway(running: RunningGateway) -> Iterator[RunningGateway]:
    yield running
    running.behave()


@pytest.fixture
def client(running: RunningGateway) -> stripe.StripeClient:
    return client_of(running)


def client_of(running: RunningGateway, read_s: float = 5.0) -> stripe.StripeClient:
    return stripe.StripeClient(
        DEMO_STRIPE_KEY,
        base_addresses={"api": running.url},
        http_client=stripe.RequestsClient(timeout=(1.0, read_s)),
        max_network_retries=0,
    )


@pytest.fixture
def browser(running: RunningGateway) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url) as http:
        yield http
