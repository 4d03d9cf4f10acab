"""What every page of a persona reads around its own."""

import reflex as rx
from reflex_base.registry import RegistrationContext

from foodapp.ui.page import ICON, Pages
from foodapp.ui.sign_in.state import SignIn
from foodapp.ui.status import Status


def test_a_page_reads_the_frame_first_and_then_its_own() -> None:
    page = Pages(first=(Status.load,))

    def one() -> rx.Component:
        return rx.el.main()

    with RegistrationContext():
        assert page("/one", "One", SignIn.load)(one) is one
        ((drawn, said),) = RegistrationContext.ensure_context().decorated_pages
    assert drawn is one
    assert said["on_load"] == [Status.load, SignIn.load]
    assert (said["route"], said["title"], said["image"]) == ("/one", "One", ICON)
