"""React on a page that the browser translates: what it takes away goes, what it says is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from foodapp.ui import scripts
from tests.fixtures.translator import TRANSLATE

GUARD = (Path(scripts.__file__).parent / "translated.js").read_text()
PAGE = "<!doctype html><body><p id=at>one<b>bold</b>two</p></body>"
# The texts that a framework holds on to, as React does: two of them, and what stands between.
HOLD = """() => { const at = document.getElementById("at")
  window.at = at; [window.one, window.bold, window.two] = at.childNodes }"""


@pytest.fixture(params=["copied", "moved"])
def translated(request: pytest.FixtureRequest, browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(PAGE)
    page.evaluate(f"() => {{ {GUARD} }}")
    page.evaluate(HOLD)
    page.evaluate(f"() => {{ window.translateAtOnce = true; {TRANSLATE}('{request.param}') }}")
    assert page.locator("font font").count() == 3
    yield page
    page.close()


def reads(page: Page) -> str:
    page.evaluate("() => new Promise(done => setTimeout(done, 30))")  # until it is translated again
    return page.locator("#at").inner_text()


def test_a_text_that_is_taken_away_is_gone(translated: Page) -> None:
    translated.evaluate("() => at.removeChild(one)")
    assert reads(translated) == "boldtwo"
    translated.evaluate("() => at.removeChild(two)")
    assert reads(translated) == "bold"


def test_what_a_text_says_now_is_read_and_translated_again(translated: Page) -> None:
    translated.evaluate("() => { one.nodeValue = 'ten' }")
    assert reads(translated) == "tenboldtwo"
    translated.evaluate("() => { one.nodeValue = 'twelve'; two.nodeValue = '!' }")
    assert reads(translated) == "twelvebold!"
    assert translated.locator("font font").count() == 3


def test_what_comes_before_a_text_stands_before_it(translated: Page) -> None:
    translated.evaluate(
        "() => at.insertBefore(Object.assign(document.createElement('i'), {textContent: 'X'}), two)"
    )
    assert reads(translated) == "oneboldXtwo"


def test_a_text_that_moves_stands_in_one_place(translated: Page) -> None:
    translated.evaluate("() => at.insertBefore(two, one)")
    assert reads(translated) == "twoonebold"
    translated.evaluate("() => at.appendChild(one)")
    assert reads(translated) == "twoboldone"
    translated.evaluate("() => { one.nodeValue = '1'; two.nodeValue = '2' }")
    assert reads(translated) == "2bold1"


def test_an_element_that_somebody_took_away_does_not_stop_the_page(translated: Page) -> None:
    translated.evaluate("() => { bold.remove(); at.removeChild(bold) }")
    assert reads(translated) == "onetwo"


def test_on_a_page_as_it_came_nothing_changes(browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    page.evaluate(f"() => {{ {GUARD} }}")
    page.evaluate(HOLD)
    page.evaluate("() => { one.nodeValue = 'ten'; at.insertBefore(two, bold) }")
    page.evaluate("() => at.removeChild(one)")
    assert page.locator("#at").inner_html() == "two<b>bold</b>"
    with pytest.raises(Exception, match="not of type 'Node'"):
        page.evaluate("() => at.removeChild(null)")
    page.close()
