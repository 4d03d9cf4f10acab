// Keeps what a screen shows of an order or a ride under way, for when the network is gone: the page
// that stands in then (offline.js) reads it. Emptied when somebody signs in or out (sw.js).
import { useEffect } from "react";

const ACCOUNT = "account"; // as in sw.js

export function KeepPage({ at, kind, box, what, known, whileTrue: isGoingOn }) {
  const text = JSON.stringify(what);
  useEffect(() => {
    if (!known || !("caches" in window)) return;
    (async () => {
      const cache = await caches.open(ACCOUNT);
      const told = { kind, box, what, at: Date.now() };
      if (isGoingOn) await cache.put(at, new Response(JSON.stringify(told), { headers: { "content-type": "application/json" } }));
      else await cache.delete(at);
    })().catch((why) => console.debug("not kept:", why)); // full, or closed to us
  }, [at, text, known, isGoingOn]);
  return null;
}

/** The number on the icon of the app. */
export function AppBadge({ count }) {
  useEffect(() => {
    const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    told?.catch(() => {}); // not installed: there is no icon to mark
  }, [count]);
  return null;
}
