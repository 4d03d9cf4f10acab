"""Which ports are free, and what to say when one is not."""

import socket

from foodapp.launcher import CannotStart

LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def need(port: int, host: str, setting: str) -> None:
    """Refuse in one sentence when a port that people type is taken."""
    if not is_free(port, host):
        raise CannotStart(
            f"Port {port} is in use by another program: end that one, or choose another port "
            f"with {setting}={port + 1}."
        )


_ours: dict[int, socket.socket] = {}


def first_free(start: int, tries: int = 400) -> int:
    """For a server that only we talk to. Below the range the system hands out to outgoing
    connections, so that nobody takes the port while the server restarts. It stays ours until this
    process ends: two platforms that start at the same moment take different ones."""
    for port in range(start, start + tries):
        if is_free(port) and _claim(port):
            return port
    raise CannotStart(f"No port between {start} and {start + tries} is free on this machine.")


def _claim(port: int) -> bool:
    """The mark is the UDP port of the same number, which no server of ours listens on."""
    mark = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        mark.bind((LOOPBACK, port))
    except OSError:
        mark.close()
        return False
    _ours[port] = mark
    return True
