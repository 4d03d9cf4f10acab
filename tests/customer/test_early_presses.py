"""A person who presses a button before the page has finished coming: nothing is lost, and nothing
that was opened is closed again."""

from playwright.sync_api import Page, Route, expect


class SlowScripts:
    """The scripts of a page, held back until they are let go."""

    def __init__(self, page: Page) -> None:
        self.held: list[Route] | None = []
        page.route("**/assets/*.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def let_go(self) -> None:
        held, self.held = self.held or [], None
        assert held, "the page came without scripts"
        for route in held:
            route.continue_()


def test_a_button_pressed_before_the_page_is_alive_does_what_it_says(
    page: Page,
) -> None:
    scripts = SlowScripts(page)
    page.goto("/", wait_until="commit")
    page.locator("#address-button").click()
    page.locator("#address-button").click()  # since nothing happened
    expect(page.get_by_role("dialog")).to_be_hidden()
    scripts.let_go()
    field = page.get_by_label("Street, number and town")
    expect(field).to_be_visible()
    page.wait_for_load_state("networkidle")  # the load of the page is over, and left it open
    field.fill("Somewhere")
    expect(page.get_by_text("We do not know that address")).to_be_visible()
    assert page.troubles == []  # type: ignore[attr-defined]
