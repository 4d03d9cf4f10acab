// Web push, on the page's side: switched on and off here, looked after at every visit. Part of
// preset.js; APP stands in front of it (foodapp/ui/pwa.py).
(() => {
  const SWITCHED_ON = "push"; // in localStorage: who did, in this browser
  const NEWS = "news"; // as in push_events.js
  const TAPPED = "/tapped";
  const FRESH_MS = 60_000;
  const isSupported =
    "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

  /** What the server knows of this browser; null: nobody is signed in, or it cannot be reached. */
  async function ask() {
    try {
      const answer = await fetch("/api/push");
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  const encoded = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  /** One made with today's key: what was made with another reaches nobody. */
  async function subscribed(key) {
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    if (old && encoded(old.options.applicationServerKey) === key) return old;
    await old?.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  async function enrol(told) {
    const { endpoint, keys } = (await subscribed(told.key)).toJSON();
    const answer = await fetch("/api/push/subscription", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ endpoint, ...keys, made_with: told.key }),
    });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  }

  let known = null; // one question a page, however many of its parts want to know

  const standing = () => (known ??= look());

  function now(found) {
    known = Promise.resolve(found);
    dispatchEvent(new CustomEvent("push-standing", { detail: found }));
    return found;
  }

  /** "unsupported", "install" (an iPhone wants the app on its home screen first), "blocked", "off",
      "on", or "lost": switched on here, and gone. "none": nothing is pushed, or nobody is signed in. */
  async function look() {
    if (!isSupported) {
      const isApple = /iPhone|iPad/.test(navigator.userAgent);
      return isApple && !navigator.standalone ? "install" : "unsupported";
    }
    const told = await ask();
    if (!told?.key) return "none";
    if (Notification.permission === "denied") return "blocked";
    if (Notification.permission === "granted" && told.standing === "on") return "on";
    return told.standing === "off" ? "off" : "lost";
  }

  /** After a press: browsers ask only then. Returns the standing. */
  async function switchOn() {
    if ((await Notification.requestPermission()) !== "granted") return now("blocked");
    const told = await ask();
    if (!told?.key) return now("none");
    await enrol(told);
    localStorage.setItem(SWITCHED_ON, told.who);
    return now("on");
  }

  async function switchOff() {
    localStorage.removeItem(SWITCHED_ON);
    await fetch("/api/push/subscription", { method: "DELETE" });
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    return now("off");
  }

  /** At every visit: what browsers give up by themselves, or what a new key has made useless, is
      made again. Only for who switched it on: the next person at this tablet did not. */
  async function lookAfter() {
    if (!isSupported || Notification.permission !== "granted") return;
    const who = localStorage.getItem(SWITCHED_ON);
    const told = who && (await ask());
    if (!told?.key || told.who !== who) return;
    const { pushManager } = await navigator.serviceWorker.ready;
    const known = await pushManager.getSubscription();
    const isFine = known && encoded(known.options.applicationServerKey) === told.key;
    if (isFine && told.standing === "on") return;
    await enrol(told);
    now("on");
  }

  /** Once, from the first page of an app that was opened by a touch of a notification. */
  async function goWhereTapped() {
    if (!("caches" in window)) return;
    const cache = await caches.open(NEWS);
    const found = await cache.match(TAPPED);
    if (!found) return;
    await cache.delete(TAPPED);
    const { goal, at } = await found.json();
    const isStart = location.pathname === APP.home;
    if (isStart && Date.now() - at < FRESH_MS && goal !== location.href) location.replace(goal);
  }

  function answerTheWorker() {
    navigator.serviceWorker.addEventListener("message", ({ data, ports }) => {
      if (data?.kind !== "is live") return;
      ports[0].postMessage(document.querySelector("[data-connection=live]") !== null);
    });
    navigator.serviceWorker.startMessages();
  }

  window.foodappPush = { standing, switchOn, switchOff };
  dispatchEvent(new Event("push-ready")); // this script is deferred: the page may have asked before
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  answerTheWorker();
  // Both may fail in private windows and on old phones; the page works without.
  const quietly = (failed) => console.debug("push:", failed);
  goWhereTapped().catch(quietly);
  addEventListener("load", () => lookAfter().catch(quietly));
})();
