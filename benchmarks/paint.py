"""What a slow phone sees of the first pages, and when: the first paint, the largest, whether
anything moved, when a press is heard, and what was loaded of programs until then.

As Lighthouse's "slow 4G": 1.6 Mbit/s, 150 ms, and a processor four times slower. Beside other work
the machine itself is slower than that; so a page of the same server with next to nothing on it is
measured in the same minutes, and each time is given as a multiple of that one's, too.
"""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.figures import Figure, times

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER = 4
VISITS = 5
EMPTY = "/offline"  # a heading and a button; no program
PAGES = {"/": "[data-testid=restaurant-card]", "/r/rosa": "[data-testid=item-row]"}
SETTLED_MS = 2_500  # after the page is usable: what comes late would be seen
PATIENCE_MS = 60_000
# An element is alive once React holds on to it: a press is then heard, and kept until the socket is
# open (Reflex queues events).
WATCH = """
const seen = {first: 0, largest: 0, what: "", paints: [], moved: 0, usable: 0};
window.seen = seen;
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({type, buffered: true});
const nameOf = (element) => element
  ? `${element.tagName} ${(element.innerText || element.currentSrc || "").slice(0, 40)}`
  : "gone";
watch("paint", (one) => {
  if (one.name === "first-contentful-paint") seen.first = one.startTime;
});
watch("largest-contentful-paint", (one) => {
  seen.largest = one.startTime;
  seen.what = nameOf(one.element);
  seen.paints.push([Math.round(one.startTime), one.size, seen.what]);
});
watch("layout-shift", (one) => {
  if (!one.hadRecentInput) seen.moved += one.value;
});
const isAlive = (element) =>
  element && Object.keys(element).some((key) => key.startsWith("__reactFiber"));
const timer = setInterval(() => {
  if (!window.wanted || !isAlive(document.querySelector(window.wanted))) return;
  seen.usable = performance.now();
  clearInterval(timer);
}, 50);
"""


@dataclass(frozen=True)
class Visit:
    """Times in milliseconds since the page was asked for."""

    first: float  # First Contentful Paint
    largest: float  # Largest Contentful Paint
    what: str  # that was the largest
    paints: list[list[Any]]  # each that was the largest so far: when, how large (px²), what
    moved: float  # Cumulative Layout Shift
    usable: float  # what the page is about hears a press; 0 for the empty page
    script_kb: float  # over the wire, until then


def measure(browser: Browser, url: str, *, log: Callable[[str], None] = print) -> list[Figure]:
    """One figure a page: medians of some visits with an empty cache."""
    empty = [visit(browser, url + EMPTY, None) for _ in range(VISITS)]
    base = statistics.median(one.first for one in empty)
    log(f"  {EMPTY}: first paint {base:.0f} ms")
    return [_figure(browser, url, path, alive, base, log) for path, alive in PAGES.items()]


def _figure(
    browser: Browser, url: str, path: str, alive: str, base: float, log: Callable[[str], None]
) -> Figure:
    visits = [visit(browser, url + path, alive) for _ in range(VISITS)]
    for one in visits:
        log(f"  {path}: {one}")

    def middle(name: str) -> float:
        return statistics.median(getattr(one, name) for one in visits)

    first, largest = middle("first"), middle("largest")
    return Figure(
        f"first visit of `{path}` on a slow phone",
        f"first paint {first:.0f} ms, largest {largest:.0f} ms, shift {middle('moved'):.2f}, "
        f"usable {middle('usable'):.0f} ms after {middle('script_kb'):.0f} KB of JavaScript",
        f"390x844, empty cache, 1.6 Mbit/s, 150 ms, a processor {SLOWER} times slower; medians of "
        f"{VISITS} visits; usable: what the page is about hears a press",
        f"an empty page of the same server {base:.0f} ms ({times(first, base)}, "
        f"{times(largest, base)})",
    )


def visit(browser: Browser, address: str, alive: str | None) -> Visit:
    """alive: what the page is about; None: nothing comes alive there."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    slow(tools)
    scripts = Scripts(tools)
    wanted = f"window.wanted = {alive!r};" if alive else ""
    page.add_init_script(f"(() => {{ {wanted} {WATCH} }})()")
    page.goto(address, wait_until="commit", timeout=PATIENCE_MS)
    loaded = _until_usable(page, scripts) if alive else 0.0
    page.wait_for_timeout(SETTLED_MS)
    found = page.evaluate("window.seen")
    context.close()
    return Visit(**found, script_kb=loaded)


def _until_usable(page: Page, scripts: "Scripts") -> float:
    """KB of scripts that had come by then."""
    for _ in range(PATIENCE_MS // 50):
        if page.evaluate("window.seen.usable"):
            return scripts.kb
        page.wait_for_timeout(50)
    raise AssertionError("the page never came alive")


class Scripts:
    """How much of them came over the wire so far."""

    def __init__(self, tools: CDPSession) -> None:
        self.kb = 0.0
        self._kinds: dict[str, str] = {}
        tools.on("Network.responseReceived", self._came)
        tools.on("Network.loadingFinished", self._ended)

    def _came(self, told: dict[str, Any]) -> None:
        self._kinds[told["requestId"]] = told["type"]

    def _ended(self, told: dict[str, Any]) -> None:
        if self._kinds.get(told["requestId"]) == "Script":
            self.kb += told["encodedDataLength"] / 1024


def slow(tools: CDPSession) -> None:
    tools.send("Network.enable")
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
