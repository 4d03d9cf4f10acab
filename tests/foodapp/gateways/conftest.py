"""The test gateway's process, and Razorpay's own client through ours."""

from collections.abc import Iterator

import pytest

from tests.fixtures.gateway import RunningGateway


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    gateway = RunningGateway(tmp_path_factory.mktemp("gateway"))
    gateway.start()
    yield gateway
    gateway.stop()
