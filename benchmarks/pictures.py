"""What the customer's pages load of pictures on a phone, and what the eye notices of that: how soon
the largest thing is painted, and whether anything jumps."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response

from benchmarks.figures import Figure

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
PAGES = (  # address, what stands there when it has come, the most that its first view may load
    ("/", "[data-testid=restaurant-card]", 160),
    ("/r/rosa", "[data-testid=item-row]", 220),
)
VISITS = 5
# A middling mobile network: Lighthouse's "slow 4G", and a phone's processor.
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER = 4
SETTLED_MS = 2_500
WATCH = """
window.largest = 0; window.jumped = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.largest = one.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.jumped += one.value;
}).observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True)
class Visit:
    pictures: int  # how many were loaded
    kb: float  # of them together, as they came over the wire
    largest_ms: float  # Largest Contentful Paint
    jumped: float  # Cumulative Layout Shift
    later_kb: float  # more, once the page was scrolled to its end


def measure(browser: Browser, url: str, *, log: Callable[[str], None] = print) -> list[Figure]:
    """One figure a page: the median of some visits with an empty cache."""
    return [_figure(browser, url, *page, log) for page in PAGES]


def _figure(
    browser: Browser, url: str, path: str, shows: str, most_kb: int, log: Callable[[str], None]
) -> Figure:
    visits = [visit(browser, url + path, shows) for _ in range(VISITS)]
    for one in visits:
        log(f"  {path}: {one}")
    kb = statistics.median(one.kb for one in visits)
    slow = statistics.median(one.largest_ms for one in visits)
    jumped = max(one.jumped for one in visits)
    later = statistics.median(one.later_kb for one in visits)
    return Figure(
        f"pictures of the first view of `{path}` on a phone",
        f"{kb:.0f} KB in {visits[0].pictures}; largest paint {slow:.0f} ms, shift {jumped:.2f}",
        f"390x844 at 3 pixels a point, empty cache, 1.6 Mbit/s, 150 ms, a processor {SLOWER} times"
        f" slower; {VISITS} visits; {later:.0f} KB more when scrolled to its end",
        f"budget {most_kb} KB ({kb / most_kb:.0%})",
    )


def visit(browser: Browser, address: str, shows: str) -> Visit:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    slow(tools)
    came: list[Response] = []
    page.on("response", lambda one: is_picture(one) and came.append(one))
    page.goto(address)
    page.locator(shows).first.wait_for()
    settled(page)
    first, found = len(came), page.evaluate("({largest, jumped})")
    scroll_to_the_end(page)
    sizes_kb = [len(one.body()) / 1024 for one in came]
    context.close()
    return Visit(
        pictures=first,
        kb=sum(sizes_kb[:first]),
        largest_ms=found["largest"],
        jumped=found["jumped"],
        later_kb=sum(sizes_kb[first:]),
    )


def is_picture(response: Response) -> bool:
    request = response.request
    return request.resource_type == "image" and not request.url.startswith("data:")


def slow(tools: CDPSession) -> None:
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)


def scroll_to_the_end(page: Page) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        page.evaluate("top => scrollTo(0, top)", top)
        page.wait_for_timeout(150)
    settled(page)
