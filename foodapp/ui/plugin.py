"""What our build changes in Reflex's generated front end, in one place."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

from foodapp.kit.settings import settings
from foodapp.ui import front_sources, scripts, theme

# One template page per dynamic route that the server fills (foodapp.ui.ssr), and one that no page
# answers to: what is shown there is the page of all unknown addresses (foodapp.ui.documents).
MISSING = "__missing__"
TEMPLATES = ("/r/__template__", "/cuisine/__template__", "/town/__template__", f"/{MISSING}")

PORT_OF_PAGE = "  return endpoint;\n};\n\n/**\n * Check if the backend is disabled."


class BuildPlugin(Plugin):
    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str]]:
        return [(Path("styles/tokens.css"), theme.css()), *scripts.files()]

    def get_stylesheet_paths(self, **context: Any) -> Sequence[str]:
        return ["./tokens.css"]

    def post_build(self, **context: Any) -> None:
        """The fonts the style sheet names, where names never change their content. Pictures of food
        are served from where they lie."""
        static = Path(context["static_dir"])
        shutil.rmtree(static / "pictures", ignore_errors=True)
        node_modules = static.parents[1] / "node_modules"
        files = node_modules / "@fontsource-variable" / "inter" / "files"
        for part in theme.FONT_RANGES:
            shutil.copyfile(
                files / f"inter-{part}-wght-normal.woff2",
                static / "assets" / theme.font_file(part),
            )

    def pre_compile(self, **context: Any) -> None:
        modify = context["add_modify_task"]
        modify("react-router.config.js", prerender_templates)
        modify("utils/state.js", backend_at_the_pages_own_address)
        modify("utils/state.js", front_sources.no_direct_eval)
        modify("app/_document.js", front_sources.no_second_style_sheet)
        modify("vite.config.js", front_sources.few_files)
        if settings().persona in ("all", "customer"):
            for route in front_sources.WRITTEN:
                modify(f"app/routes/{route}", front_sources.head_left_to_the_server)
        modify("app/root.jsx", errors_go_to_our_boundary)


PATIENCE = (
    "const soon = AbortSignal.timeout.bind(AbortSignal);\n"
    "AbortSignal.timeout = (ms) => soon(Math.max(ms, 600000));\n"
)


def prerender_templates(source: str) -> str:
    """And give them the time that a busy machine takes: React Router ends a page after 10 s, and
    the first one loads everything. That has no setting, and this file runs in its process."""
    paths = json.dumps(list(TEMPLATES))
    patient = source.replace(
        '"prerender": true',
        f'"prerender": ({{getStaticPaths}}) => [...getStaticPaths(), ...{paths}]',
    )
    return patient if PATIENCE in patient else PATIENCE + patient


def backend_at_the_pages_own_address(source: str) -> str:
    """Reflex bakes the port into the bundle; one build has to serve any address."""
    if "endpoint.port = window.location.port;" in source:
        return source
    if PORT_OF_PAGE not in source:
        raise RuntimeError("Reflex's state.js has changed: see foodapp/ui/plugin.py")
    own = '  if (typeof window !== "undefined") endpoint.port = window.location.port;\n'
    return source.replace(PORT_OF_PAGE, own + PORT_OF_PAGE)


def errors_go_to_our_boundary(source: str) -> str:
    """React Router's own boundary is nearer to the page than ours, and shows the stack: it hands
    the error on, to foodapp.ui.broken in the layout."""
    handed_on = "export function ErrorBoundary() {\n  throw useRouteError();\n}\n"
    return f'{source}\nimport {{ useRouteError }} from "react-router";\n\n{handed_on}'
