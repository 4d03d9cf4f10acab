"""Nothing can be called from outside that does not say who may, and check what it is given."""

from pathlib import Path

from starlette.routing import Mount, Route

from foodapp import app as program
from foodapp.api.declared import MARK
from foodapp.ui import http
from foodapp.ui.handlers import BUILT_IN, every_handler, may_be_called


def test_every_handler_declares_its_actor_and_checks_its_arguments() -> None:
    assert program.app is not None
    ours = [remote for remote in every_handler() if not remote.is_reflexs_own]
    assert len(ours) > 2
    undeclared = [remote.name for remote in ours if remote.actor is None]
    assert undeclared == []


def test_of_reflexs_own_methods_only_those_with_a_reason_pass_the_socket() -> None:
    passing = {
        remote.method
        for remote in every_handler()
        if remote.declared is None and remote.name in may_be_called()
    }
    assert passing <= BUILT_IN.keys()
    assert not any(name.endswith(".setvar") for name in may_be_called())
    assert not any("update_vars_internal" in name for name in may_be_called())


def test_every_route_declares_its_actor() -> None:
    undeclared = [
        route.path
        for route in http.routes(program.screen_routes).routes
        if isinstance(route, Route) and not hasattr(route.endpoint, MARK)
    ]
    assert undeclared == []
    assert not any(isinstance(route, Mount) for route in http.routes(program.screen_routes).routes)


def test_no_screen_looks_for_cookies_where_they_would_be_kept() -> None:
    """A tab's state is kept in Valkey and holds no header: ui.tabs has the handshake's."""
    root = Path(__file__).parents[2]
    places = (root / name for name in ("foodapp/ui", "customer", "restaurant", "rider", "admin"))
    files = [file for place in places for file in place.rglob("*.py")]
    assert len(files) > 100
    assert [file.name for file in files if "router.headers" in file.read_text()] == []
