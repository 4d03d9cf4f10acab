"""The wires that chaos cuts: what they do to whoever talks through them."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from chaos import proxied
from foodapp.launcher import ports


@pytest.fixture
def wires(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A server that says everything again, behind the wire worker-valkey."""
    with socket.create_server((ports.LOOPBACK, 0)) as server:
        threading.Thread(target=repeat_all, args=(server,), daemon=True).start()
        port = ports.first_free(29_000)
        laid = f"worker-valkey:{port}:{server.getsockname()[1]}"
        sock = str(proxied.switchboard(tmp_path))
        program = subprocess.Popen([sys.executable, "-m", "chaos.wires", sock, laid])
        try:
            until(lambda: proxied._answers(proxied.switchboard(tmp_path)))
            yield SimpleNamespace(data=tmp_path, port=port)
        finally:
            program.kill()
            program.wait()


def repeat_all(server: socket.socket) -> None:
    with suppress(OSError):  # closed: the test is over
        while True:
            caller, _ = server.accept()
            threading.Thread(target=repeat, args=(caller,), daemon=True).start()


def repeat(caller: socket.socket) -> None:
    with suppress(OSError):
        while said := caller.recv(100):
            caller.sendall(said)


def until(fact, seconds=20.0):
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def call(wires: SimpleNamespace) -> socket.socket:
    return socket.create_connection((ports.LOOPBACK, wires.port), timeout=10)


def echo(line: socket.socket) -> bytes:
    line.sendall(b"hello")
    return line.recv(100)


def is_broken(line: socket.socket) -> bool:
    try:
        return echo(line) == b""
    except OSError:
        return True


def test_what_is_said_arrives(wires):
    with call(wires) as line:
        assert echo(line) == b"hello"


def test_a_cut_breaks_connections_and_refuses_new_ones_until_it_is_mended(wires):
    with call(wires) as line:
        assert echo(line) == b"hello"
        assert proxied.tell(wires.data, "cut valkey 60") == 2  # both ends of one connection
        assert is_broken(line)
    with call(wires) as line:
        assert is_broken(line)
    proxied.tell(wires.data, "mend")
    with call(wires) as line:
        assert echo(line) == b"hello"


def test_what_is_held_arrives_late_and_whole(wires):
    with call(wires) as line:
        assert echo(line) == b"hello"
        assert proxied.tell(wires.data, "hold worker 60") == 2
        line.sendall(b"are you ")
        line.sendall(b"there?")
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(100)
        proxied.tell(wires.data, "mend")
        line.settimeout(10)
        heard = b""
        while len(heard) < 14:
            heard += line.recv(100)
        assert heard == b"are you there?"


def test_it_mends_by_itself(wires):
    proxied.tell(wires.data, "cut worker 0.2")

    def heals() -> bool:
        with call(wires) as line:
            return not is_broken(line)

    until(heals)


def test_somebody_elses_wire_is_left_alone(wires):
    with call(wires) as line:
        assert echo(line) == b"hello"
        assert proxied.tell(wires.data, "cut web 60") == 0
        assert echo(line) == b"hello"
