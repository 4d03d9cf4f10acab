"""The gateway as its own process on a real socket, and a web server that receives its webhooks."""

from collections.abc import Iterator

import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.inbox import Inbox
from tests.fixtures.paying import client_of


@pytest.fixture
def inbox(running: RunningGateway) -> Iterator[Inbox]:
    server = Inbox()
    running.forget_waiting_webhooks()
    running.control("endpoint", url=server.url)
    yield server
    running.control("endpoint", url="http://127.0.0.1:9/nobody")
    server.close()


@pytest.fixture
def gateway(running: RunningGateway) -> Iterator[RunningGateway]:
    yield running
    running.behave()


@pytest.fixture
def client(running: RunningGateway) -> stripe.StripeClient:
    return client_of(running)


@pytest.fixture
def browser(running: RunningGateway) -> Iterator[httpx.Client]:
    with running.browser() as http:
        yield http
