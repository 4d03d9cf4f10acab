// A link to a part of a page (/account#devices): the part comes when the page has read, after the
// browser has looked for it. So it is gone to once it is there, and again while what stands above
// it still grows; whoever scrolls or presses meanwhile has gone elsewhere.
(() => {
  const WAITS_MS = 15_000;
  const SETTLES_MS = 1_500;
  const UNDER_THE_HEADER = "5rem";
  const ELSEWHERE = ["wheel", "touchmove", "keydown", "pointerdown"];
  let stop = () => {};

  function goTo(id) {
    stop();
    let part = null;
    let timer = setTimeout(() => stop(), WAITS_MS);
    const arrive = () => {
      const found = document.getElementById(id);
      if (!found) return;
      if (!part) {
        clearTimeout(timer);
        timer = setTimeout(() => stop(), SETTLES_MS);
      }
      part = found;
      part.style.scrollMarginTop = UNDER_THE_HEADER;
      part.scrollIntoView({ behavior: "instant" });
    };
    const watch = new MutationObserver(arrive);
    stop = () => {
      watch.disconnect();
      clearTimeout(timer);
      for (const one of ELSEWHERE) removeEventListener(one, stop);
      stop = () => {};
    };
    for (const one of ELSEWHERE) addEventListener(one, stop, { passive: true });
    watch.observe(document.documentElement, { childList: true, subtree: true });
    arrive();
  }

  /** What is behind the # of where we are. */
  function wanted() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // a stray % in an address is no part
    }
  }

  function follow() {
    const id = wanted();
    if (id) goTo(id);
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", follow);
  else follow();
  const push = history.pushState; // a link of ours, or a handler that leads to another page
  history.pushState = function pushState(...said) {
    const before = location.pathname;
    push.apply(this, said);
    if (location.pathname !== before) follow();
  };
})();
