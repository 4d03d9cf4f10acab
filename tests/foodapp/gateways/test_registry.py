"""A web worker has its gateways' clients at hand before anybody waits for them."""

import subprocess
import sys

import pytest

GETTING_READY = """
import asyncio, sys
from foodapp.gateways import registry

assert "stripe" not in sys.modules, "imported where it is not used"
asyncio.run(registry.get_ready())
assert "stripe" in sys.modules
assert registry.gateway.cache_info().currsize == len(registry.names())
"""
EVERY_WORKER = """
from foodapp.app import app
from foodapp.gateways import registry

assert registry.get_ready in app.get_lifespan_tasks()
"""


@pytest.mark.parametrize("program", [GETTING_READY, EVERY_WORKER], ids=["it does", "every worker"])
def test_a_web_worker_gets_ready_for_its_gateways(program):
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
