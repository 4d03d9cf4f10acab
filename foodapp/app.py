"""The web program, assembled: the chosen persona's screens, the HTTP routes, the live hub."""

import importlib

import reflex as rx
import structlog
from reflex_base.event.context import EventContext
from starlette.routing import BaseRoute

from foodapp import reactions, tables  # noqa: F401 - tables: relations need every model loaded
from foodapp.gateways import registry
from foodapp.kit.personas import PERSONAS, Served
from foodapp.kit.settings import settings
from foodapp.ui import (
    http,
    keeping,
    live,
    missing,  # noqa: F401 - a page
    sockets,
    status,  # noqa: F401 - a page
    tabs,
)
from foodapp.ui.broken import boundary
from foodapp.ui.notices import notice_region

log = structlog.get_logger(__name__)


def show_failure(exception: Exception) -> None:
    """A fault, not a refusal: the person is told only that it happened. Straight to the socket: an
    event would take the same way as the one that failed, and could fail as that did."""
    log.error("unhandled", exc_info=exception)
    token = EventContext.get().token
    live.say(token, "Something went wrong on our side. We have been told.", "act")
    tabs.failed(token)


def import_screens(persona: Served) -> list[BaseRoute]:
    """Only what is imported exists: an admin page must not be in the customer's bundle. Gives the
    routes the screens bring with them (server-rendered pages)."""
    personas = PERSONAS if persona == "all" else (persona,)
    screens = [importlib.import_module(f"{one}.pages") for one in personas]
    return [route for pages in screens for route in getattr(pages, "ROUTES", ())]


reactions.assemble()
screen_routes = import_screens(settings().persona)
app = rx.App(
    api_transformer=[http.routes(screen_routes), http.harden, sockets.Door],
    backend_exception_handler=show_failure,
    toaster=None,  # Reflex's needs eval; foodapp.ui.notices does not
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: boundary(),
        (5, "Notices"): lambda stateful: rx.fragment(notice_region()),
    },
    head_components=http.head_components(),
    html_lang="en",
)
sockets.harden(app)
app.register_lifespan_task(live.run)
app.register_lifespan_task(keeping.sweep)
app.register_lifespan_task(registry.get_ready)
