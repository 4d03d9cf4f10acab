"""What a person sees of a page that broke in their browser: ours, and without its stack."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from foodapp.kit.settings import settings
from foodapp.ui import pwa, scripts


class Broken(rx.Component):
    library = f"$/public{scripts.script('broken.jsx')}"
    tag = "Broken"
    home: rx.Var[str]


def boundary() -> rx.Component:
    """Around every page. What broke is logged on the server (Reflex's own handler)."""
    return ErrorBoundary.create(fallback_render=Broken.create(home=pwa.HOMES[settings().persona]))
